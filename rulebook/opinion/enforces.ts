import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  A3: [
    'power:opinion.issue',
    'gate:givenByRound',
    'power:opinion.seal',
    'gate:inPerson',
    'gate:stillGathering',
    'gate:envelopeFits',
    'power:opinion.follow',
    'gate:roundMoved',
    'power:opinion.explain',
    'gate:roundOver',
    'duty:opinion.seal',
  ],
}
