import type { Holder, Matter } from './matter.ts'
import type { Actor, AnyRecord, Directory, Procedure, Role, Seat } from './vocabulary.ts'

const list = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((v) => typeof v === 'string') : []

/** What a seat's record field names: one unit or post, several, or one per row. */
function named(seat: { of: string; row?: string }, record: AnyRecord): readonly string[] {
  const value: unknown = record[seat.of]
  if (!seat.row) return list(value)
  const rows = Array.isArray(value) ? (value as AnyRecord[]) : []
  return rows.flatMap((row) => list(row[seat.row as string]))
}

const atPost = (post: string | undefined, directory: Directory): Holder[] => {
  const unit = post && directory.unitOfPost(post)
  return post && unit ? [{ unit, post }] : []
}

/** Who sits in a seat now: units, or posts where the seat is one person's. Empty while the record names nobody. */
export function holdersOf(seat: Seat, record: AnyRecord, directory: Directory): readonly Holder[] {
  switch (seat.kind) {
    case 'staff':
      return named(seat, record).map((unit) => ({ unit }))
    case 'head':
      return named(seat, record).map((unit) => headOrUnit(unit, directory))
    case 'post':
      return named(seat, record).flatMap((post) => atPost(post, directory))
    case 'leaderOf':
      return list(record[seat.of]).flatMap((unit) => atPost(directory.unit(unit)?.leaderPost, directory))
    case 'person':
      return list(record[seat.of]).flatMap((person) =>
        list(record[seat.in]).map((unit) => ({ unit, person })),
      )
    case 'function':
      return directory
        .withFunction(seat.name)
        .map((unit) => (seat.level === 'head' ? headOrUnit(unit, directory) : { unit }))
  }
}

/** A unit whose head's post is vacant owes as a unit: a duty never falls into an empty chair. */
const headOrUnit = (unit: string, directory: Directory): Holder => {
  const post = directory.unit(unit)?.headPost
  return post ? { unit, post } : { unit }
}

/** Whether a person in a post is that holder (or one of the unit that is). */
export const isHolder = (actor: Actor, holder: Holder): boolean =>
  holder.post ? actor.post === holder.post : actor.unit === holder.unit

/** Whether the actor sits in a role of the matter. */
export const plays = (actor: Actor, { seat }: Role, record: AnyRecord, directory: Directory): boolean =>
  seat.kind === 'person'
    ? list(record[seat.of]).includes(actor.person)
    : holdersOf(seat, record, directory).some((holder) => isHolder(actor, holder))

/** Whether the actor sits in a role of the matter, by the role's name; looked up once, however often it is asked. */
export function sitting(
  { roles }: Procedure,
  actor: Actor,
  record: AnyRecord,
  directory: Directory,
): (role: string) => boolean {
  const known = new Map<string, boolean>()
  return (name) => {
    let sits = known.get(name)
    if (sits === undefined) {
      const role = roles[name]
      sits = role !== undefined && plays(actor, role, record, directory)
      known.set(name, sits)
    }
    return sits
  }
}

/** A role's holders, with the person in charge where the role names one. */
export function bound(role: Role, record: AnyRecord, directory: Directory): readonly Holder[] {
  const person: unknown = role.person ? record[role.person] : undefined
  const holders = holdersOf(role.seat, record, directory)
  const [only] = holders
  // Somebody who has left the unit, or was named for another one, takes no duty of this one along.
  const inCharge = typeof person === 'string' && only && directory.worksIn(person, only.unit)
  return inCharge && holders.length === 1 ? [{ ...only, person }] : holders
}

/** Everyone a matter touches: the right to see it rests on these units and posts (and on units its procedure is open to). */
export function partiesOf(procedure: Procedure, matter: Matter, directory: Directory): readonly string[] {
  const keys = new Set<string>()
  for (const role of Object.values(procedure.roles)) {
    // Units with a function see through `openTo`; a head of such units, the chief, is a party in person.
    if (role.seat.kind === 'function' && role.seat.level !== 'head') continue
    // Himself, and not the unit or the post he sits in.
    if (role.seat.kind === 'person') {
      for (const person of list(matter.record[role.seat.of])) keys.add(`person:${person}`)
      continue
    }
    for (const holder of holdersOf(role.seat, matter.record, directory)) keys.add(keyOf(holder))
  }
  for (const duty of matter.duties) keys.add(keyOf(duty.holder))
  return [...keys].toSorted()
}

/** `post:p17` or `unit:u3`. */
export const keyOf = (holder: Holder): string => (holder.post ? `post:${holder.post}` : `unit:${holder.unit}`)

/** Whether a person in a post may see a matter: as a party, or because the procedure is open to their unit's function. */
export const maySee = (procedure: Procedure, parties: readonly string[], actor: Actor): boolean =>
  isOpenTo(procedure, actor) || keysOf(actor).some((key) => parties.includes(key))

/** Whether all matters of a procedure are open to the actor's unit. */
export const isOpenTo = (procedure: Procedure, actor: Actor): boolean =>
  procedure.openTo === 'everyone' || procedure.openTo.some((name) => actor.functions.includes(name))

/** Keys of the seat a person is in: what its post or its unit has in hand. */
export const seatKeysOf = ({ post, unit }: Actor): [post: string, unit: string] => [
  `post:${post}`,
  `unit:${unit}`,
]

/** Keys under which a matter may be open to a person as a party: by the seat, or in person. */
export const keysOf = (actor: Actor): string[] => [...seatKeysOf(actor), `person:${actor.person}`]
