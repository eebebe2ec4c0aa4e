import { type Playing, playersOf } from '#kernel/collective.ts'
import { dayAt, daysBetween } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type OfBodyRow, type UnderBody, mattersOfBody, standingOf } from '#store/queries/collective.ts'
import { ledger } from '#store/queries/ledger.ts'
import { namesFor } from '#store/queries/names.ts'
import type { MatterRow } from '#store/queries/parts.ts'
import { waitingOn } from '#store/queries/waiting.ts'
import { filtersOf } from '../matters/ledger-view.ts'
import { matterRef } from '../matters/matter-ref.ts'
import { type Reader, lightBounds, readerFor } from '../matters/reader.ts'
import { dueText, titleText } from '../matters/texts.ts'
import { rhythmOf } from './rhythm.ts'
import { seenRecord, textIn } from './sees.ts'

/** Bodies of a district listed at most; lines in each list of a body's page. */
const MOST = 200
export const LISTED = 60

/** 议事机构 of the district that work, those in which the reader's post sits first. */
export async function bodiesFor(context: StoreContext, actor: Actor) {
  const reader = await readerFor(context, actor)
  const each = await Promise.all(
    playersOf(context.rulebook, 'body').map(async (playing) => {
      const filters = filtersOf(reader, { procedure: playing.procedure.id }).map((filter) => ({
        ...filter,
        closed: false,
      }))
      const { rows } = await ledger(context, actor, filters, lightBounds(reader), {
        sort: 'due',
        limit: MOST,
      })
      return rows.map((row) => bodyLine(reader, playing, row))
    }),
  )
  const lines = each.flat()
  return { bodies: [...lines.filter(({ mine }) => mine), ...lines.filter(({ mine }) => !mine)] }
}

/** What lists and the page alike say of a body. */
function bodyLine(reader: Reader, { procedure, says }: Playing<'body'>, row: MatterRow) {
  const seen = seenRecord(procedure, row.record, reader)
  const posts = seen.rows(says.members).map(({ post }) => String(post))
  const every = seen.raw(says.every)
  return {
    ...matterRef(reader, row),
    kind: seen.text(says.kind),
    chair: seen.text(says.chair),
    every: typeof every === 'number' ? every : null,
    last: textIn(seen.rows(says.calls).findLast(({ off }) => off !== true)?.['heldOn']),
    next: row.closed ? null : textIn(seen.raw(says.next)),
    mine: [...posts, seen.raw(says.chair)].includes(reader.actor.post),
  }
}

/** 机构页: its rules in a line, who sits in it, what waits for it, how regularly it sits, what became of what it decided. */
export async function bodyPageFor(context: StoreContext, actor: Actor, id: string) {
  const plain = await readerFor(context, actor)
  const row = (await namesFor(context, actor, [], [id])).matters.get(id)
  const playing =
    row && playersOf(context.rulebook, 'body').find(({ procedure }) => procedure.id === row.procedure)
  if (!playing) return null
  const { procedure, says } = playing
  const calls = seenRecord(procedure, row.record, plain).rows(says.calls)
  const names = await namesFor(
    context,
    actor,
    [],
    calls.flatMap(({ meeting }) => textIn(meeting) ?? []),
  )
  const reader: Reader = { ...plain, names }
  const seen = seenRecord(procedure, row.record, reader)
  const [waiting, resolutions, splits] = await Promise.all([
    waitingFor(context, reader, id),
    resolutionsOf(context, reader, id),
    splitsOf(context, reader, id, row.record),
  ])
  const chair = seen.raw(says.chair)
  return {
    ...bodyLine(reader, playing, row),
    mode: seen.text(says.mode),
    quorum: seen.text(says.quorum),
    members: seen.rows(says.members).map(({ post }) => memberOf(reader, String(post), chair)),
    departs: departsOf(reader, playing, row),
    dueText: row.due_at && !row.closed ? dueText(row.due_at) : null,
    rhythm: sittingsOf(reader, calls),
    waiting,
    resolutions,
    splits,
    listed: LISTED,
  }
}

/** What a body in force has to be told of its composition: the directory may have changed since it was set up. */
function departsOf({ district }: Reader, { says }: Playing<'body'>, { record, closed }: MatterRow) {
  const what = closed ? undefined : says.composed?.departs(record, district.directory)
  return what === undefined ? null : { what, reason: textIn(record[says.composed?.reason ?? '']) ?? '' }
}

function memberOf({ district: { directory } }: Reader, post: string, chair: unknown) {
  const holder = directory.holders(post)[0]?.name ?? null
  return { post, title: titleText(post, directory), holder, chair: post === chair }
}

/** The meetings a body called; who may see one sees it as it stands now: postponed, called off. */
function sittingsOf(reader: Reader, calls: readonly Readonly<Record<string, unknown>>[]) {
  const meetings = new Map(playersOf(reader.rulebook, 'meeting').map((one) => [one.procedure.id, one.says]))
  const sittings = calls
    .map(({ meeting, title, heldOn, by }) => {
      const row = reader.names.matters.get(String(meeting))
      const says = row && meetings.get(row.procedure)
      const kept = { title: textIn(title) ?? '', by: textIn(by) }
      if (!row || !says)
        return { ...kept, meeting: null, on: textIn(heldOn) ?? '', off: false, stateTitle: null }
      return {
        ...kept,
        meeting: row.id,
        on: textIn(row.record[says.on]) ?? textIn(heldOn) ?? '',
        off: says.off.includes(row.state),
        stateTitle: matterRef(reader, row).stateTitle,
      }
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
  const { beats, ...counts } = rhythmOf(sittings)
  return {
    ...counts,
    sittings: sittings.map((one, n) => ({
      ...one,
      gap: beats[n]?.gap ?? null,
      late: beats[n]?.late ?? false,
    })),
  }
}

type UnderOne = Playing<'topic'> | Playing<'decision'>

const under = (players: readonly UnderOne[]): UnderBody[] =>
  players.map(({ procedure, says }) => ({ procedure: procedure.id, field: says.body }))

/** The newest that are open and the newest that are closed, so many of either at most. */
async function newestOf(
  context: StoreContext,
  reader: Reader,
  body: string,
  players: readonly UnderOne[],
  limit: number,
): Promise<readonly OfBodyRow[]> {
  const asked = { order: 'newest', limit } as const
  const each = [false, true].map((closed) =>
    mattersOfBody(context, reader.actor, body, under(players), { ...asked, closed }),
  )
  return (await Promise.all(each)).flat()
}

/** Items that are not decided yet, with what each waits for and since when, the longest first. */
async function waitingFor(context: StoreContext, reader: Reader, body: string) {
  const players = under(playersOf(context.rulebook, 'topic'))
  const asked = { closed: false, order: 'oldest', limit: LISTED } as const
  const rows = await mattersOfBody(context, reader.actor, body, players, asked)
  const duties = Map.groupBy(
    await waitingOn(
      context,
      rows.map(({ id }) => id),
    ),
    ({ matter }) => matter,
  )
  const lines = rows.map((row) => {
    const owed = (duties.get(row.id) ?? []).map((one) => one.body)
    const since = owed.map(({ openedAt }) => openedAt).toSorted()[0] ?? row.updated_at
    const musts = reader.rulebook.procedures[row.procedure]?.duties
    return {
      ...matterRef(reader, row),
      openedAt: row.opened_at,
      since,
      days: daysBetween(dayAt(since), dayAt(reader.now)),
      must: [...new Set(owed.map(({ name }) => musts?.[name]?.must ?? name))],
      dueText: row.due_at && dueText(row.due_at),
    }
  })
  return lines.toSorted((a, b) => (a.since < b.since ? -1 : 1))
}

/** Items among which split sums are looked for: more than a body deals with in the twelve months that count. */
const SUMMED = 500

/** 化整为零 (A1): items that stay under a threshold of the body's list one by one and reach it together, as far as the reader sees them. */
async function splitsOf(context: StoreContext, reader: Reader, body: string, record: AnyRecord) {
  const players = playersOf(context.rulebook, 'topic')
  const each = await Promise.all(
    players.map(async (playing) => {
      const { procedure, says } = playing
      const { sums } = says
      if (!sums) return []
      const found = await newestOf(context, reader, body, [playing], SUMMED)
      const rows = new Map(found.map((row) => [row.id, row]))
      const items = [...rows.values()].map((row) => {
        const seen = seenRecord(procedure, row.record, reader)
        const fields = sums.fields.map((name) => [name, seen.raw(name)])
        return { id: row.id, on: dayAt(row.opened_at), state: row.state, record: Object.fromEntries(fields) }
      })
      return sums.splits(items, record).map((split) => ({
        ...split,
        items: split.items.flatMap(({ id, sum }) => {
          const row = rows.get(id)
          return row ? [{ ...matterRef(reader, row), sum, openedAt: row.opened_at }] : []
        }),
      }))
    }),
  )
  return each.flat()
}

/** What the body decided, the latest first, with how far it is carried out. */
async function resolutionsOf(context: StoreContext, reader: Reader, body: string) {
  const players = playersOf(context.rulebook, 'decision')
  const found = await newestOf(context, reader, body, players, LISTED)
  const rows = found.toSorted((a, b) => (a.opened_at < b.opened_at ? 1 : -1)).slice(0, LISTED)
  const says = new Map(players.map((one) => [one.procedure.id, one]))
  const lines = rows.flatMap((row) => {
    const playing = says.get(row.procedure)
    return playing ? [{ row, tasks: tasksOf(reader, playing, row) }] : []
  })
  const standing = await standingOf(
    context,
    lines.flatMap(({ tasks }) => tasks),
    reader.now,
  )
  return lines.flatMap(({ row, tasks }) => {
    const playing = says.get(row.procedure)
    const stand = tasks.flatMap((task) => standing.get(task) ?? [])
    return playing ? [resolutionLine(reader, playing, row, stand)] : []
  })
}

const tasksOf = (reader: Reader, { procedure, says }: Playing<'decision'>, row: OfBodyRow): string[] =>
  seenRecord(procedure, row.record, reader)
    .rows(says.tasks)
    .flatMap(({ task }) => textIn(task) ?? [])

function resolutionLine(
  reader: Reader,
  { procedure, says }: Playing<'decision'>,
  row: OfBodyRow,
  tasks: readonly { readonly closed: boolean; readonly late: boolean }[],
) {
  const seen = seenRecord(procedure, row.record, reader)
  return {
    ...matterRef(reader, row),
    on: textIn(seen.raw(says.on)),
    outcome: seen.text(says.outcome),
    tasks: {
      n: tasks.length,
      closed: tasks.filter(({ closed }) => closed).length,
      late: tasks.filter(({ late }) => late).length,
    },
    dueText: row.due_at && !row.closed ? dueText(row.due_at) : null,
    result: seen.text(says.result),
    evaluation: seen.text(says.evaluation),
  }
}
