import type { Actor, AnyRecord, Procedure, Rulebook, Seat } from '#kernel/vocabulary.ts'
import { SEATS, actor, smallDirectory } from '../small-district.ts'
import { type Asking, type Expected, expected, rolesOf, sees, sits } from './expected.ts'
import { type Sample, nameOf, samplesOf } from './samples.ts'

/**
 * How somebody stands to an act: in a role of this matter; in one of its kind on another matter only; for a holder within or outside
 * the bounds of a delegation; entering it for somebody else (代录); or in no role at all.
 */
export type Relation =
  | 'holder'
  | 'elsewhere'
  | 'delegate within'
  | 'delegate outside'
  | 'enterer'
  | 'system administrator'
  | 'security administrator'
  | 'auditor'
  | 'discipline'
  | 'stranger'

/** One cell of role × act × relation, with one of the people it stands for and what must come of it. */
export interface Cell {
  readonly act: string
  /** A role of the procedure; of people in none, what they are instead. */
  readonly role: string
  readonly relation: Relation
  readonly sample: Sample
  /** The sample's record names the role's holder only because the cell needs one. */
  readonly supposed: boolean
  readonly asking: Asking
  readonly expected: Expected
}

export const leaderOf = (unit: string): string | undefined => smallDirectory.unit(unit)?.leaderPost

export const everybody: readonly Actor[] = SEATS.map((seat) => actor(seat))

/** The cells of a procedure, every person of the small district in every relation to every moment of its stories. */
export async function cellsOf(rulebook: Rulebook, procedure: Procedure): Promise<readonly Cell[]> {
  const samples = await samplesOf(rulebook, procedure)
  return Object.keys(procedure.powers).flatMap((act) =>
    cellsOfAct(
      procedure,
      samples.filter((sample) => sample.act === act),
      samples,
    ),
  )
}

function cellsOfAct(
  procedure: Procedure,
  samples: readonly Sample[],
  all: readonly Sample[],
): readonly Cell[] {
  const told = samples.flatMap((sample) => cellsOfSample(procedure, sample, false))
  const held = new Set(told.filter(({ relation }) => relation === 'holder').map(({ role }) => role))
  const [first] = samples
  if (!first || first.matter.ver === 0) return told
  const supposed = Object.entries(procedure.roles).flatMap(([role, { seat }]) => {
    const several = severalIn(procedure, seat)
    // A seat of several is tried with two in it, whatever the stories name: the second has what the first has.
    if (held.has(role) && !several) return []
    const record = naming(seat, several, first.matter.record, all)
    return record ? cellsOfSample(procedure, { ...first, matter: { ...first.matter, record } }, true) : []
  })
  return [...told, ...supposed]
}

const severalIn = ({ record }: Procedure, seat: Seat): boolean =>
  'of' in seat &&
  (('row' in seat && seat.row !== undefined) || ['units', 'posts'].includes(record[seat.of]?.kind ?? ''))

/** A record that names one or two for a seat, in rows such as the stories have; undefined for seats that no record names. */
function naming(
  seat: Seat,
  several: boolean,
  record: AnyRecord,
  all: readonly Sample[],
): AnyRecord | undefined {
  if (seat.kind === 'function' || seat.kind === 'leaderOf') return undefined
  if (seat.kind === 'person') return { ...record, [seat.of]: 'finance.head', [seat.in]: 'finance' }
  const ids = seat.kind === 'post' ? ['finance.head', 'street.head'] : ['finance', 'street']
  const { row } = seat
  if (row === undefined) return { ...record, [seat.of]: several ? ids : ids[0] }
  const rows = all.flatMap(({ matter }) => (matter.record[seat.of] as AnyRecord[] | undefined) ?? [])
  return { ...record, [seat.of]: ids.map((id) => ({ ...rows[0], [row]: id })) }
}

function cellsOfSample(procedure: Procedure, sample: Sample, supposed: boolean): Cell[] {
  const act = nameOf(sample)
  const { record } = sample.matter
  const speaker = sample.by
  const cells: Cell[] = []
  const add = (role: string, relation: Relation, asking: Asking): void => {
    const must = expected(procedure, sample, asking, leaderOf)
    cells.push({ act, role, relation, sample, supposed, asking, expected: must })
  }
  for (const person of everybody) {
    const roles = rolesOf(procedure, record, person, leaderOf)
    for (const role of roles) {
      add(role, 'holder', { actor: person })
      add(role, 'delegate within', { actor: delegate(person, [act]) })
      add(role, 'delegate outside', { actor: delegate(person, [`${procedure.id}.else`]) })
      add(role, 'enterer', { actor: speaker, enteredBy: person })
    }
    for (const [role, { seat }] of Object.entries(procedure.roles))
      if (!roles.includes(role) && sitsElsewhere(person, seat)) add(role, 'elsewhere', { actor: person })
    const administers = administratorIn(person)
    if (administers) add('', administers, { actor: person })
    if (person.functions.includes('discipline')) add('', 'discipline', { actor: person })
    // Of what is open to everyone nobody is kept out; a stranger to it still plays no part in it.
    const apart = procedure.openTo === 'everyone' || !sees(procedure, sample.matter, person, leaderOf)
    if (roles.length === 0 && apart) {
      add('', 'stranger', { actor: person })
      add('', 'stranger', { actor: speaker, enteredBy: person })
    }
  }
  return cells
}

/** Which of the three administrators a person of the small district is: its data centre seats them. */
function administratorIn({ functions, level }: Actor): Relation | undefined {
  if (!functions.includes('administration')) return undefined
  return level === 'head' ? 'system administrator' : level === 'deputy' ? 'security administrator' : 'auditor'
}

/** The same seat, taken by somebody else for its holder. */
const delegate = (holder: Actor, within: readonly string[]): Actor => ({
  ...holder,
  person: `${holder.person}.stand-in`,
  as: 'delegate',
  within,
})

/** Whether a matter that named this person's unit or post would put them into the seat. */
function sitsElsewhere(person: Actor, seat: Seat): boolean {
  if (seat.kind === 'function') return false
  if (seat.kind === 'leaderOf') return SEATS.some((id) => leaderOf(id.split('.')[0] ?? '') === person.post)
  if (seat.kind === 'person') return sits(person, seat, { [seat.of]: person.person }, leaderOf)
  const id = seat.kind === 'post' ? person.post : person.unit
  return sits(person, seat, { [seat.of]: seat.row === undefined ? id : [{ [seat.row]: id }] }, leaderOf)
}

/** Key of a cell: many people may stand for it. */
export const keyOf = ({ act, role, relation }: Cell): string => `${act} ${role} ${relation}`

/** As `keyOf`, in the state the matter stands in, with what must come of it and whether somebody enters it: a cell that is tried. */
export const keyTried = (cell: Cell): string =>
  [
    keyOf(cell),
    cell.sample.matter.state ?? 'nothing',
    cell.expected,
    cell.asking.enteredBy ? 'entered' : '',
  ].join(' ')

/** Every cell that the declarations call for, and that must therefore be there. */
export function demanded(procedure: Procedure): readonly string[] {
  const relations: readonly Relation[] = ['holder', 'delegate within', 'delegate outside', 'enterer']
  return Object.entries(procedure.powers).flatMap(([name, power]) => {
    const act = `${procedure.id}.${name}`
    // Before there is a record it names nobody: only functions set matters up.
    const holdable = Object.entries(procedure.roles).filter(
      ([, { seat }]) => power.when !== 'nothing' || seat.kind === 'function',
    )
    const inRole = holdable.flatMap(([role]) => relations.map((relation) => `${act} ${role} ${relation}`))
    const elsewhere = Object.entries(procedure.roles)
      .filter(([, { seat }]) => seat.kind !== 'function')
      .map(([role]) => `${act} ${role} elsewhere`)
    return [
      ...inRole,
      ...elsewhere,
      `${act}  system administrator`,
      `${act}  security administrator`,
      `${act}  auditor`,
      `${act}  discipline`,
      `${act}  stranger`,
    ]
  })
}
