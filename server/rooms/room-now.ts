import { matterFactsOf } from '#kernel/apply.ts'
import type { DeliberationFacts, RoomFacts } from '#kernel/room.ts'
import { type StepFound, type ToldBeside, matterFieldsOf, stepsOf } from '#kernel/steps.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor, AnyRecord, MatterFacts, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { childFacts } from '#store/facts.ts'
import { happenedIn } from '#store/queries/happened.ts'
import { namesFor } from '#store/queries/names.ts'
import { type Stored, loadMatter, loadMatters } from '#store/stored.ts'
import { type SealingNow, sealingNow } from './sealing-now.ts'

type Facts = Readonly<Record<string, MatterFacts>>

/** A matter of the room with what its acts and its page may know besides. */
export interface InRoom {
  readonly stored: Stored
  readonly procedure: Procedure
  /** How the matters stand that its record names. */
  readonly matters: Facts
}

/** An item of the agenda with its mandatory steps. */
export interface ItemSteps {
  readonly order: number
  readonly matter: string
  readonly title: string
  readonly stateTitle: string
  readonly steps: readonly StepFound[]
}

/** A room as it was read once for everybody who looks at it. */
export interface RoomNow {
  /**
   * When reading began: everything done before is in it. Of two pages the later one is shown by this; by when they were finished, one read
   * before an act could pass for newer than the one that tells of it.
   */
  readonly readAt: Instant
  readonly meeting: InRoom
  /** What is in the room, where that is a matter. */
  readonly topic: InRoom | null
  readonly people: ReadonlyMap<string, string>
  /** Sealed opinions on what is still to come. */
  readonly sealing: SealingNow
  /** Every matter whose acts change what the page shows; of sealed opinions only those that change a number. */
  readonly touches: ReadonlySet<string>
  /** The mandatory steps of its items; read when somebody asks who may see them. */
  readonly steps: () => Promise<{
    readonly items: readonly ItemSteps[]
    readonly people: ReadonlyMap<string, string>
  }>
}

/** A room is read for nobody in particular: what its own matters are and who people are does not hang on who asks. */
const NOBODY: Actor = { person: '', post: '', unit: '', level: 'staff', functions: [], as: 'holder' }

/** Reads a room; null where the matter is no meeting. Whether this person may look into it is asked afterwards. */
export async function roomNow(context: StoreContext, id: string): Promise<RoomNow | null> {
  const { rulebook, db, tenant } = context
  const readAt = context.clock.now()
  const stored = await loadMatter(db, tenant, id)
  const procedure = stored && rulebook.procedures[stored.matter.procedure]
  if (!stored || !procedure?.room) return null
  const facts = procedure.room.of(stored.matter.record, stored.matter.state ?? '')
  const current = facts.agenda.find(({ order }) => order === facts.item)?.matter
  const ahead = facts.agenda.flatMap(({ order, matter, endedAt }) =>
    matter === undefined || endedAt !== undefined ? [] : [{ order, matter }],
  )
  const [matters, topic, sealing] = await Promise.all([
    childFacts(context, NOBODY, procedure, stored.matter.record),
    current === undefined ? null : topicNow(context, current),
    sealingNow(context, facts.phase === 'over' ? [] : ahead),
  ])
  const said = topic && deliberationOf(topic, topic.stored.matter.record)
  const people = await namesFor(context, NOBODY, peopleIn(facts, said))
  const items = facts.agenda.flatMap(({ matter }) => matter ?? [])
  const steps = once(() => stepsNow(context, stored, facts))
  return {
    readAt,
    meeting: { stored, procedure, matters },
    topic,
    people: people.people,
    sealing,
    touches: new Set([id, ...items, ...sealing.matters]),
    steps,
  }
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

async function topicNow(context: StoreContext, id: string): Promise<InRoom | null> {
  const stored = await loadMatter(context.db, context.tenant, id)
  const procedure = stored && context.rulebook.procedures[stored.matter.procedure]
  if (!stored || !procedure?.deliberation) return null
  const matters = await childFacts(context, NOBODY, procedure, stored.matter.record)
  return { stored, procedure, matters }
}

/** What of it these fields of the record say. */
export const deliberationOf = (
  { procedure, matters }: InRoom,
  record: AnyRecord,
): DeliberationFacts | undefined => procedure.deliberation?.of(record, matters)

function* peopleIn(facts: RoomFacts, said: DeliberationFacts | null | undefined): Iterable<string> {
  const rows = [
    ...facts.members,
    ...(said ? [...said.views, ...said.votes, ...said.guests, ...said.written] : []),
    ...(said?.chief ? [said.chief] : []),
    { person: said?.wording?.by },
  ]
  for (const { person } of rows as readonly { readonly person?: string }[])
    if (person !== undefined) yield person
}

/** The mandatory steps of every item of the agenda that has some, from the journals of whatever its steps look into. */
async function stepsNow(context: StoreContext, meeting: Stored, facts: RoomFacts) {
  const { rulebook, db, tenant } = context
  const lines = facts.agenda.flatMap(({ order, matter }) => (matter === undefined ? [] : [{ order, matter }]))
  const items = await loadMatters(
    db,
    tenant,
    lines.map(({ matter }) => matter),
  )
  const named = items.flatMap(({ matter: { procedure, record } }) => {
    const fields = matterFieldsOf(rulebook.procedures[procedure] as Procedure)
    return fields.flatMap((field) => (typeof record[field] === 'string' ? [record[field] as string] : []))
  })
  const others = [...new Set(named)].filter((id) => id !== meeting.matter.id)
  const [beside, journals] = await Promise.all([
    others.length === 0 ? [] : loadMatters(db, tenant, others),
    happenedIn(context, [...items.map(({ matter }) => matter.id), meeting.matter.id, ...others]),
  ])
  const told = Object.fromEntries(
    [meeting, ...beside].flatMap(({ matter }): [string, ToldBeside][] => {
      const procedure = rulebook.procedures[matter.procedure]
      const entries = journals.get(matter.id) ?? []
      return procedure ? [[matter.id, { ...matterFactsOf(procedure, matter), entries }]] : []
    }),
  )
  const found = lines.flatMap(({ order, matter: id }): ItemSteps[] => {
    const matter = items.find((one) => one.matter.id === id)?.matter
    const procedure = matter && rulebook.procedures[matter.procedure]
    if (!matter || !procedure?.steps) return []
    const { title } = matterFactsOf(procedure, matter)
    const stateTitle = procedure.states[matter.state ?? '']?.title ?? ''
    const entries = journals.get(id) ?? []
    const steps = stepsOf(rulebook, procedure, { id, record: matter.record, entries }, told)
    return [{ order, matter: id, title, stateTitle, steps }]
  })
  const acted = found.flatMap(({ steps }) =>
    steps.flatMap(({ evidence }) => evidence.flatMap(({ by }) => by?.person ?? [])),
  )
  const names = await namesFor(context, NOBODY, acted)
  return { items: found, people: names.people }
}
