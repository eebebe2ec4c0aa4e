import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  D2: [
    'power:list-adjustment.propose',
    'gate:listLinesWhole',
    'gate:listCodesFit',
    'gate:listBasisLives',
    'power:list-adjustment.enter',
    'gate:listEnteredByHolder',
    'gate:listEntryOnlyAdds',
    'gate:listPublishedAlready',
    'power:list-adjustment.confirm',
    'gate:listCodesStillFit',
    'gate:listBasisStillLives',
    'power:list-adjustment.returnLines',
    'power:list-adjustment.revise',
    'power:list-adjustment.passBasis',
    'power:list-adjustment.decide',
    'gate:listDecidedTogether',
    'gate:listStartsAhead',
    'power:list-adjustment.publish',
    'power:list-adjustment.refuse',
    'duty:list-adjustment.check',
    'duty:list-adjustment.revise',
    'duty:list-adjustment.decide',
    'duty:list-adjustment.publish',
    'duty:list-adjustment.confirm',
    'watch:list-adjustment.refused',
  ],
  B1: [
    'gate:listReviewPassed',
    'gate:listReviewIdle',
    'power:list-adjustment.submitLegality',
    'duty:list-adjustment.submitLegality',
  ],
}
