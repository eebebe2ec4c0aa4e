import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  G1: [
    'power:field-research.open',
    'gate:researchFromParent',
    'power:field-research.visit',
    'gate:visitHappened',
    'power:field-research.conclude',
    'gate:returnAnswered',
    'power:field-research.close',
    'duty:field-research.survey',
    'duty:field-research.review',
  ],
}
