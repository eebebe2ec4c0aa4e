import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B2: [
    'power:fair-competition-review.open',
    'gate:fairnessReviewFromParent',
    'power:fair-competition-review.reviewFirst',
    'gate:fairnessEveryStandard',
    'gate:fairnessStakeholders',
    'gate:fairnessReviewerApart',
    'power:fair-competition-review.close',
    'gate:fairnessException',
    'gate:fairnessReviewStands',
    'duty:fair-competition-review.reviewFirst',
    'duty:fair-competition-review.close',
  ],
}
