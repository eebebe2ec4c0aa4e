import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B2: [
    'power:legal-adviser.engage',
    'gate:adviserTermAhead',
    'power:legal-adviser.declareConflict',
    'gate:conflictNamed',
    'power:legal-adviser.endConflict',
    'gate:conflictStands',
    'power:legal-adviser.appraise',
    'power:legal-adviser.renew',
    'power:legal-adviser.end',
    'duty:legal-adviser.renew',
    'duty:legal-adviser.appraise',
  ],
}
