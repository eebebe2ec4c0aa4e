import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B1: [
    'power:contract.draft',
    'gate:contractReviewOwn',
    'power:contract.revise',
    'gate:contractReviewOver',
    'power:contract.submitLegality',
    'gate:contractTextUnjudged',
    'power:contract.sign',
    'gate:contractLegalityPassed',
    'gate:contractSignedInTime',
    'power:contract.change',
    'power:contract.close',
    'power:contract.terminate',
    'power:contract.drop',
    'duty:contract.submitLegality',
    'duty:contract.conclude',
    'duty:contract.perform',
  ],
  B7: ['power:contract.drop', 'gate:noBasisAnswered'],
}
