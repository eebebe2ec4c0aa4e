import type { Finding } from './finding.ts'
import type { ActMeaning, DutyMeaning, FlagMeaning, Procedure, Rulebook } from './vocabulary.ts'

/** The flag that procedures call by a meaning: one name over all of them, which a check holds; undefined where none has it. */
export const flagMeaning = ({ procedures }: Rulebook, meaning: FlagMeaning): string | undefined =>
  Object.values(procedures)
    .flatMap(({ flags = {} }) => Object.entries(flags))
    .find(([, { means }]) => means === meaning)?.[0]

/** Journal kinds of the acts of a meaning. */
export const kindsMeaning = ({ procedures }: Rulebook, meaning: ActMeaning): string[] =>
  Object.values(procedures).flatMap(({ id, powers }) =>
    Object.keys(powers)
      .filter((act) => powers[act]?.means === meaning)
      .map((act) => `${id}.${act}`),
  )

/** Journal kinds of acts that move a matter to another state: what somebody with a say decides. */
export const decidingKinds = ({ id, powers }: Procedure): string[] =>
  Object.keys(powers)
    .filter((act) => powers[act]?.then !== undefined)
    .map((act) => `${id}.${act}`)

const deeds = new WeakMap<Procedure, readonly string[]>()

/** Journal kinds of a procedure that lists ask after: acts with a meaning, and those that open or discharge a duty with one. */
export function deedKinds(procedure: Procedure): readonly string[] {
  const known = deeds.get(procedure)
  if (known) return known
  const { id, powers, duties } = procedure
  const acts = Object.keys(powers).filter((act) => powers[act]?.means !== undefined)
  const ofDuties = Object.values(duties).flatMap(({ means, after, doneBy }) =>
    means === undefined ? [] : [...after, ...doneBy],
  )
  const kinds = [...new Set([...acts, ...ofDuties])].map((act) => `${id}.${act}`).toSorted()
  deeds.set(procedure, kinds)
  return kinds
}

/** The same of all procedures. */
export const allDeedKinds = ({ procedures }: Rulebook): string[] =>
  Object.values(procedures).flatMap(deedKinds)

/** A duty of a meaning: `procedure.duty`, and the journal kinds of the acts that open and discharge it. */
export interface DutyMeant {
  readonly name: string
  readonly opening: readonly string[]
  readonly discharging: readonly string[]
}

/** The duties of a meaning. */
export const dutiesMeaning = ({ procedures }: Rulebook, meaning: DutyMeaning): DutyMeant[] =>
  Object.values(procedures).flatMap(({ id, duties }) =>
    Object.entries(duties)
      .filter(([, { means }]) => means === meaning)
      .map(([duty, { after, doneBy }]) => ({
        name: `${id}.${duty}`,
        opening: after.map((act) => `${id}.${act}`),
        discharging: doneBy.map((act) => `${id}.${act}`),
      })),
  )

/** Lists over all procedures ask for a flag by its name: one meaning has one name, and that name no other meaning. */
export function checkMeanings({ procedures }: Rulebook): Finding[] {
  const all = Object.values(procedures).flatMap(flagsOf)
  const clashes = all.filter((one) =>
    all.some(
      (other) =>
        (one.means !== undefined && other.means === one.means && other.name !== one.name) ||
        (other.name === one.name && other.means !== undefined && other.means !== one.means),
    ),
  )
  return clashes.map(({ where, means, name }) => ({
    code: 'MEANING_SPLIT',
    where,
    what: `${means ?? 'nothing in particular'} is what ${name} means here: elsewhere the name or the meaning is another`,
  }))
}

const flagsOf = ({ id, flags = {} }: Procedure) =>
  Object.entries(flags).map(([name, { means }]) => ({ name, means, where: `${id}.${name}` }))
