import type { DeliberationFacts, RoomFacts, Said, Speaker } from '#kernel/room.ts'
import { maySee, sitting } from '#kernel/seats.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { RoomJson } from '../contract/operations/rooms.ts'
import { actsOf } from '../matters/acts-of.ts'
import type { Reader } from '../matters/reader.ts'
import { fieldsSeen, recordSeen } from '../matters/seen.ts'
import { titleText } from '../matters/texts.ts'
import type { SealedNow } from './sealing-now.ts'
import { itemStepsJson } from './steps-json.ts'
import { type InRoom, type RoomNow, deliberationOf } from './room-now.ts'

type Shown = Omit<RoomJson, 'acts' | 'steps' | 'now'>
type Seat = RoomJson['seat']

const SEATS = ['chair', 'member', 'recorder', 'inspector'] as const

/** Who may look into a room, in which seats: everybody with the same key is shown the same. */
export interface Looking {
  readonly actor: Actor
  readonly key: string
  readonly seat: Seat
  readonly seesTopic: boolean
  /** Sealed opinions whose number they may know. */
  readonly sealed: readonly SealedNow[]
}

/** As what somebody looks into a room; null for whoever may not. */
export function lookingIn(now: RoomNow, actor: Actor, reader: Pick<Reader, 'district'>): Looking | null {
  const { meeting, topic } = now
  if (!maySee(meeting.procedure, meeting.stored.parties, actor)) return null
  const { directory } = reader.district
  const rolesIn = ({ procedure, stored }: InRoom): string[] => {
    const sits = sitting(procedure, actor, stored.matter.record, directory)
    return Object.keys(procedure.roles).filter(sits)
  }
  const roles = rolesIn(meeting)
  const seats: Partial<Record<string, string>> = meeting.procedure.room?.seats ?? {}
  const seat = SEATS.find((one) => roles.includes(seats[one] ?? '')) ?? 'observer'
  const seesTopic = topic !== null && maySee(topic.procedure, topic.stored.parties, actor)
  const sealed = now.sealing.lines.filter(({ seenBy }) => seenBy(actor))
  const orders = sealed.map(({ order }) => order)
  const key = [seat, ...roles, '/', ...(topic && seesTopic ? rolesIn(topic) : ['-']), '/', ...orders].join()
  return { actor, key, seat, seesTopic, sealed }
}

/** The page of a room for everybody who looks into it in these seats; what only one person can do stands apart. */
export function roomShown(now: RoomNow, looking: Looking, reader: Reader): Shown {
  const { meeting, topic } = now
  const { matter } = meeting.stored
  const { procedure } = meeting
  const facts = (procedure.room as NonNullable<Procedure['room']>).of(
    seenOf(meeting, looking.actor, reader),
    matter.state ?? '',
  )
  const names = naming(now, reader)
  const shown = topic && looking.seesTopic ? topicShown(topic, looking, reader, names, facts.item) : null
  const presides = shown?.presiding ?? facts.presiding ?? facts.chair
  return {
    id: matter.id,
    ver: matter.ver,
    number: String(matter.record['number'] ?? ''),
    title: String(matter.record[procedure.titled] ?? ''),
    stateTitle: procedure.states[matter.state ?? '']?.title ?? '',
    seat: looking.seat,
    phase: facts.phase,
    heldOn: facts.heldOn ?? null,
    startsAt: facts.startsAt ?? '',
    place: facts.place ?? '',
    members: facts.members.map(({ post, person, presence, since }) => ({
      ...names.member(post, person),
      chair: post === presides,
      acting: post === presides && post !== facts.chair,
      presence,
      ...(since === undefined ? {} : { since }),
    })),
    quorum: facts.quorum,
    agenda: facts.agenda.map(({ order, title, minutes, startedAt, endedAt, outcome, presenter }) => ({
      order,
      title,
      minutes,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(endedAt === undefined ? {} : { endedAt }),
      ...(outcome === undefined ? {} : { outcome }),
      presenter: presenter === undefined ? '' : names.unit(presenter),
      ...sealedShown(looking, order),
    })),
    item: facts.item ?? null,
    since: facts.since ?? null,
    floor: facts.floor ? { ...names.speaker(facts.floor, facts), from: facts.floor.from } : null,
    turns: facts.turns.map((turn) => ({
      ...names.speaker(turn, facts),
      order: turn.order,
      seconds: turn.seconds,
    })),
    topic: shown,
  }
}

const seenOf = ({ procedure, stored }: InRoom, actor: Actor, reader: Reader) => {
  const { record } = stored.matter
  return recordSeen(fieldsSeen(procedure, record, actor, reader.district.directory), record)
}

function topicShown(
  topic: InRoom,
  looking: Looking,
  reader: Reader,
  names: Naming,
  order: number | undefined,
): NonNullable<RoomJson['topic']> {
  const { matter } = topic.stored
  const { procedure } = topic
  const said = deliberationOf(topic, seenOf(topic, looking.actor, reader)) as DeliberationFacts
  const heard = new Set(said.views.map(({ post }) => post))
  const { wording } = said
  return {
    id: matter.id,
    ver: matter.ver,
    number: String(matter.record['number'] ?? ''),
    title: String(matter.record[procedure.titled] ?? ''),
    stateTitle: procedure.states[matter.state ?? '']?.title ?? '',
    ...(said.report === undefined ? {} : { report: said.report }),
    ...(said.presiding === undefined ? {} : { presiding: said.presiding }),
    due: said.due.map((post) => ({ ...names.member(post), heard: heard.has(post) })),
    views: said.views.map(names.said),
    chief: said.chief ? names.said(said.chief) : null,
    votes: said.votes.map(names.said),
    ballot: said.ballot,
    guests: said.guests.map(({ unit, person, words }) => ({
      unit: names.unit(unit),
      name: names.person(person),
      words,
    })),
    written: said.written.map(({ post, person, words }) => {
      const { name, title } = names.member(post, person)
      return { name, title, words }
    }),
    recused: said.recused.map(({ post, reason }) => ({ ...names.member(post), reason })),
    wording: wording
      ? {
          version: wording.version,
          words: wording.words,
          ...(wording.before === undefined ? {} : { before: wording.before }),
          by: names.person(wording.by),
          at: wording.at ?? '',
        }
      : null,
    ...(said.reasons === undefined ? {} : { reasons: said.reasons }),
    outcome: said.outcome ?? null,
    sealed: sealedShown(looking, order).sealed ?? null,
  }
}

/** x of n, and never whose. */
function sealedShown({ sealed }: Looking, order: number | undefined) {
  const found = sealed.find((one) => one.order === order)
  return found ? { sealed: { state: found.state, in: found.in, of: found.of } } : {}
}

type Naming = ReturnType<typeof naming>

/** Ids as people of the room say them. A member who came is himself; of others, whoever sits in the post today. */
function naming({ people }: RoomNow, { district: { directory } }: Reader) {
  const person = (id: string | undefined): string => (id === undefined ? '' : (people.get(id) ?? id))
  const member = (post: string, by?: string) => ({
    post,
    name: by === undefined ? (directory.holders(post)[0]?.name ?? '') : person(by),
    title: titleText(post, directory),
  })
  const unit = (id: string): string => directory.unitName(id)
  return {
    person,
    member,
    unit,
    speaker: ({ post, unit: of }: Speaker, { members }: RoomFacts) =>
      post === undefined
        ? { ...(of === undefined ? {} : { unit: of }), name: unit(of ?? ''), title: '' }
        : member(post, members.find((one) => one.post === post)?.person),
    said: ({ post, person: by, stance, side, words, at }: Said) => ({
      ...member(post, by),
      stance,
      side,
      ...(words === undefined ? {} : { words }),
      ...(at === undefined ? {} : { at }),
    }),
  }
}

/** The buttons of one person in the room: of the meeting, and of what is in it. */
export function roomActs({ meeting, topic }: RoomNow, looking: Looking, reader: Reader): RoomJson['acts'] {
  const mine = { ...reader, actor: looking.actor }
  return [
    ...actsIn(meeting, meeting.procedure.room?.keys, mine),
    ...(topic && looking.seesTopic ? actsIn(topic, topic.procedure.deliberation?.keys, mine) : []),
  ]
}

function actsIn(
  { procedure, stored: { matter }, matters }: InRoom,
  keys: Readonly<Record<string, string>> = {},
  reader: Reader,
): RoomJson['acts'] {
  const keyOf = new Map(Object.entries(keys).map(([key, act]) => [act, key]))
  return actsOf(reader, procedure, matter, matters, 'own').map((act) => {
    const key = keyOf.get(act.act)
    return { matter: matter.id, procedure: procedure.id, ver: matter.ver, ...(key ? { key } : {}), ...act }
  })
}

/** The whole page for one person. */
export async function roomFor(now: RoomNow, looking: Looking, reader: Reader): Promise<RoomJson> {
  return {
    ...roomShown(now, looking, reader),
    now: now.readAt,
    acts: roomActs(now, looking, reader),
    steps: looking.seat === 'inspector' ? itemStepsJson(await now.steps(), reader) : null,
  }
}
