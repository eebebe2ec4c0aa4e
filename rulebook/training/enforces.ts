import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B3: [
    'power:training.plan',
    'gate:trainingYearAhead',
    'gate:trainingPostsOfUnit',
    'gate:trainingHoursPlanned',
    'power:training.adjust',
    'power:training.hold',
    'gate:trainingCourseHeld',
    'gate:trainingCoursePlanned',
    'power:training.correct',
    'gate:trainingCourseStands',
    'gate:trainingExamAhead',
    'power:training.examine',
    'gate:trainingExamEntered',
    'duty:training.examine',
    'power:training.close',
    'gate:trainingExamSat',
    'gate:trainingHoursHeld',
    'duty:training.close',
  ],
}
