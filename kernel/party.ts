import type { Finding } from './finding.ts'
import type { Day } from './time.ts'
import type { AnyRecord, Basis, Procedure, Rulebook } from './vocabulary.ts'

/** 救济途径: what the party may do against it, by when, and on what basis. */
export interface Remedy {
  readonly title: string
  readonly words: string
  /** The last day; absent where none is running. */
  readonly until?: Day
  readonly basis: readonly Basis[]
}

/**
 * 当事人: an outside person whom a matter is about. With the code printed on his papers he sees what stands here without an account: never a
 * colleague's name, never what is said of others.
 */
export interface PartySpec<A extends string, F extends string, Rec> {
  /** The record field with the party's name. */
  readonly name: F
  readonly sees: readonly F[]
  /** Acts that stand in his list of steps, with their day. */
  readonly acts: readonly A[]
  /** Papers that are for him, by their name in `papers`. */
  readonly papers: readonly string[]
  /** What he may do against it on a day. */
  readonly remedies: (record: Rec, today: Day) => readonly Remedy[]
}

/** What a party is shown must be there. */
export const checkParties = ({ procedures }: Rulebook): Finding[] =>
  Object.values(procedures).flatMap((procedure) =>
    unknownOf(procedure).map((what): Finding => ({
      code: 'PARTY_UNKNOWN',
      where: `${procedure.id}.party`,
      what,
    })),
  )

function unknownOf({ party, record, powers, papers }: Procedure): readonly string[] {
  if (party === undefined) return []
  const missing = (names: readonly string[], there: AnyRecord, what: string): readonly string[] =>
    names.filter((name) => !Object.hasOwn(there, name)).map((name) => `there is no ${what} ${name}`)
  return [
    ...missing([party.name, ...party.sees], record, 'field'),
    ...missing(party.acts, powers, 'act'),
    ...missing(party.papers, papers, 'paper'),
  ]
}
