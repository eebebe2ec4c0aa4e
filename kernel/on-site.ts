import type { Finding } from './finding.ts'
import type { Rulebook } from './vocabulary.ts'

/**
 * 现场办理: acts that people do where the things and the party are, often with no network. They have a page for the phone: what the
 * present step needs, pictures and signatures taken and hashed there, kept on the phone until the acts can be handed in.
 */
export interface OnSite<A extends string> {
  /** In the order in which they follow one another. */
  readonly acts: readonly A[]
  /** Who signs there, as the papers call them. */
  readonly signers: readonly string[]
}

/** Acts done on the spot are acts there are on a matter that is there, and each says in its form how it went on the phone. */
export const checkOnSite = ({ procedures }: Rulebook): Finding[] =>
  Object.values(procedures).flatMap(({ id, onSite, powers }) =>
    (onSite?.acts ?? []).flatMap((act) => {
      const power = powers[act]
      const what =
        power === undefined
          ? `there is no act ${act}`
          : power.when === 'nothing'
            ? `${act} sets a matter up: there is no page yet from which it could be done`
            : Object.values(power.form).some((field) => field.kind === 'text' && field.onSpot)
              ? undefined
              : `the form of ${act} has no field for what the phone notes`
      return what === undefined ? [] : [{ code: 'ON_SITE_UNKNOWN', where: `${id}.${act}`, what }]
    }),
  )
