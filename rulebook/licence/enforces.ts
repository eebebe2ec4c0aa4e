import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B3: [
    'power:licence.issue',
    'gate:licenceHolderWorksThere',
    'gate:licenceTermFits',
    'gate:licenceOnlyOne',
    'gate:licenceExamPassed',
    'power:licence.enter',
    'gate:licenceIssuedBefore',
    'power:licence.renew',
    'power:licence.changeScope',
    'power:licence.suspend',
    'power:licence.restore',
    'power:licence.revoke',
    'duty:licence.renew',
    'duty:licence.decideSuspended',
  ],
}
