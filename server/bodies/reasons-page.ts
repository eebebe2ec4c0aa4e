import { playersOf } from '#kernel/collective.ts'
import { plays } from '#kernel/seats.ts'
import type { Happened } from '#kernel/steps.ts'
import { addDays, dayAt } from '#kernel/time.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { mattersOfBody } from '#store/queries/collective.ts'
import { happenedIn } from '#store/queries/happened.ts'
import { namesFor } from '#store/queries/names.ts'
import type { RecordedRow } from '#store/queries/parts.ts'
import { type Reader, readerFor } from '../matters/reader.ts'
import { fieldsSeen, recordSeen } from '../matters/seen.ts'
import { titleText } from '../matters/texts.ts'
import {
  type Heard,
  type OwnLine,
  figuresOfBody,
  figuresOfPerson,
  floorShare,
  judge,
  linesOf,
} from './reasons.ts'
import { seenRecord } from './sees.ts'
import { reasonRules } from './settings.ts'

/** A year of items, and never more than so many; meetings in which turns are counted. */
const DAYS = 365
const ITEMS = 120
const MEETINGS = 30
/** Near-copies listed. */
const COPIES = 40

/**
 * A5: whether views on decided items have reasons of their own. Members get their own figures and the body's as a whole; the
 * inspector gets everybody's some days later, in the order in which members speak. Nobody else is told any figure.
 */
export async function reasonsFor(context: StoreContext, actor: Actor, id: string) {
  const plain = await readerFor(context, actor)
  const row = (await namesFor(context, actor, [], [id])).matters.get(id)
  const playing =
    row && playersOf(context.rulebook, 'body').find(({ procedure }) => procedure.id === row.procedure)
  if (!playing) return null
  const posts = seenRecord(playing.procedure, row.record, plain)
    .rows(playing.says.members)
    .map(({ post }) => String(post))
  const rules = reasonRules(plain.district.parameters)
  const today = dayAt(plain.now)
  const since = addDays(today, -DAYS)
  const nobody = { since, rules, own: null, body: null, people: null, copies: null }
  const [isMember, inspects] = [posts.includes(actor.post), isInspector(plain)]
  if (!isMember && !inspects) return nobody
  const heard = (await heardBy(context, plain, id)).filter(({ on }) => on >= since)
  const told = inspects ? heard.filter(({ on }) => on <= addDays(today, -rules.first)) : heard
  const people = [...new Set(heard.flatMap(({ views }) => views.map(({ person = '' }) => person)))]
  const reader: Reader = { ...plain, names: await namesFor(context, actor, people) }
  const chiefFloor = floorShare(await turnsOf(context, reader, id))
  return {
    ...nobody,
    own: isMember ? ownOf(heard, reader, rules) : null,
    body: { ...figuresOfBody(told, rules), chiefFloor },
    people: inspects ? peopleOf(told, posts, reader, rules) : null,
    copies: inspects ? copiesOf(told, reader, rules) : null,
  }
}

/** Whether the reader sits where a meeting's procedure seats its inspector. */
const isInspector = ({ rulebook, actor, district: { directory } }: Reader): boolean =>
  playersOf(rulebook, 'meeting').some(({ procedure: { room, roles } }) => {
    const role = room && roles[room.seats.inspector]
    return role !== undefined && plays(actor, role, {}, directory)
  })

/** Items of a body that are decided, as this reader may see how they were talked over; the latest decided first. */
async function heardBy(context: StoreContext, reader: Reader, body: string): Promise<Heard[]> {
  const players = playersOf(context.rulebook, 'topic')
  const under = players.map(({ procedure, says }) => ({ procedure: procedure.id, field: says.body }))
  const asked = { closed: true, order: 'newest', limit: ITEMS } as const
  const rows = await mattersOfBody(context, reader.actor, body, under, asked)
  const happened = await happenedIn(
    context,
    rows.map(({ id }) => id),
  )
  return rows
    .flatMap((row) => {
      const playing = players.find(({ procedure }) => procedure.id === row.procedure)
      const heard = playing && heardOn(reader, playing.procedure, playing.says.on, row, happened.get(row.id))
      return heard ? [heard] : []
    })
    .toSorted((a, b) => (a.on < b.on ? 1 : -1))
}

function heardOn(
  reader: Reader,
  procedure: Procedure,
  decidedOn: string,
  row: RecordedRow,
  entries: readonly Happened[] = [],
): Heard | undefined {
  const on: unknown = row.record[decidedOn]
  const { deliberation } = procedure
  if (!deliberation || typeof on !== 'string') return undefined
  const seen = recordSeen(
    fieldsSeen(procedure, row.record, reader.actor, reader.district.directory),
    row.record,
  )
  const { views, chief, votes, reasons } = deliberation.of(seen, {})
  const kind = (key: 'chief' | 'view' | 'vote'): string => `${procedure.id}.${deliberation.keys[key]}`
  const chiefAt = entries.findLast((entry) => entry.kind === kind('chief'))?.at
  const after = entries.flatMap(({ kind: of, at, by }) =>
    by && chiefAt !== undefined && at > chiefAt && [kind('view'), kind('vote')].includes(of)
      ? [{ person: by.person, at }]
      : [],
  )
  return {
    matter: row.id,
    title: row.title,
    on,
    views,
    ...(chief ? { chief } : {}),
    votes,
    against: reasons !== undefined,
    ...(chiefAt === undefined ? {} : { chiefAt }),
    after: after.filter(({ person }) => person !== chief?.person),
  }
}

/** Who had the floor in the latest meetings of a body, for how long. */
async function turnsOf(context: StoreContext, reader: Reader, body: string) {
  const players = playersOf(context.rulebook, 'meeting')
  const under = players.map(({ procedure, says }) => ({ procedure: procedure.id, field: says.body }))
  const asked = { order: 'newest', limit: MEETINGS } as const
  const rows = await Promise.all(
    [false, true].map((closed) => mattersOfBody(context, reader.actor, body, under, { ...asked, closed })),
  )
  return rows.flat().flatMap((row) => {
    const procedure = players.find((one) => one.procedure.id === row.procedure)?.procedure
    if (!procedure?.room) return []
    const fields = fieldsSeen(procedure, row.record, reader.actor, reader.district.directory)
    return [procedure.room.of(recordSeen(fields, row.record), row.state)]
  })
}

type Rules = ReturnType<typeof reasonRules>

const nameOf = ({ names }: Reader, person: string | undefined): string =>
  person === undefined ? '' : (names.people.get(person) ?? person)

function ownOf(heard: readonly Heard[], reader: Reader, rules: Rules) {
  const { person } = reader.actor
  return {
    figures: figuresOfPerson(heard, person, rules),
    lines: linesOf(heard, person, rules).map((line) => lineShown(line, reader)),
  }
}

const lineShown = ({ matter, title, on, said, manner, alike, of }: OwnLine, reader: Reader) => ({
  matter,
  title,
  on,
  stance: said.stance,
  words: said.words ?? '',
  manner,
  alike,
  of: of ? nameOf(reader, of.person) : null,
})

/** Everybody who gave a view, by the post they gave it in: members as they speak, then those who left the body since. */
function peopleOf(heard: readonly Heard[], posts: readonly string[], reader: Reader, rules: Rules) {
  const { directory } = reader.district
  const seats = new Map<string, string>()
  for (const { views } of heard)
    for (const { person, post } of views)
      if (person !== undefined && !seats.has(person)) seats.set(person, post)
  const place = (post: string): number => (posts.includes(post) ? posts.indexOf(post) : posts.length)
  return [...seats]
    .toSorted(([, a], [, b]) => place(a) - place(b))
    .map(([person, post]) => ({
      person,
      name: nameOf(reader, person),
      title: titleText(post, directory),
      figures: figuresOfPerson(heard, person, rules),
    }))
}

const copiesOf = (heard: readonly Heard[], reader: Reader, rules: Rules) =>
  heard
    .flatMap(({ matter, title, on, views }) =>
      judge(views, rules)
        .filter(({ manner }) => manner === 'copy')
        .map(({ said, of, alike }) => ({
          matter,
          title,
          on,
          later: nameOf(reader, said.person),
          earlier: nameOf(reader, of?.person),
          alike,
        })),
    )
    .slice(0, COPIES)
