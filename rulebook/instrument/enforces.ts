import type { Enforces } from '#kernel/vocabulary.ts'

/** What in this procedure enforces which norm; a check holds it against the declarations in both directions. */
export const enforces: Enforces = {
  B1: [
    'power:instrument.register',
    'gate:instrumentOnce',
    'power:instrument.amend',
    'gate:articlesThere',
    'gate:changeAfterStart',
    'power:instrument.repeal',
    'power:instrument.repealAll',
    'gate:everybodyTold',
    'power:instrument.tellMore',
    'gate:somebodyUntold',
    'power:instrument.correct',
    'gate:changeThere',
    'power:instrument.bringText',
    'power:instrument.check',
    'duty:instrument.check',
    'duty:instrument.tellMore',
  ],
}
