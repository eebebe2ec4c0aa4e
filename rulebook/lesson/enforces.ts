import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B6: [
    'power:lesson.offer',
    'gate:lessonNamesNobody',
    'power:lesson.publish',
    'power:lesson.confirm',
    'power:lesson.withdraw',
    'duty:lesson.judge',
    'duty:lesson.review',
  ],
}
