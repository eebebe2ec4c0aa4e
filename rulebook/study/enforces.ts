import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B3: [
    'power:study.publish',
    'gate:studyQuestionsSound',
    'power:study.revise',
    'power:study.confirm',
    'power:study.withdraw',
    'duty:study.review',
  ],
}
