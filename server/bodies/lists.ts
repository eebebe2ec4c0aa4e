import { type Playing, type SumItem, playersOf } from '#kernel/collective.ts'
import { addDays, dayAt, daysBetween, startOf } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import {
  type OfBodyRow,
  type UnderBody,
  mattersOfBody,
  placeIn,
  standingOf,
  sumsOfBody,
} from '#store/queries/collective.ts'
import { namesFor } from '#store/queries/names.ts'
import { type Page, pageOf } from '#store/queries/parts.ts'
import { waitingOn } from '#store/queries/waiting.ts'
import { matterRef } from '../matters/matter-ref.ts'
import { type Reader, readerFor } from '../matters/reader.ts'
import { dueText } from '../matters/texts.ts'
import { bodyNamed } from './bodies.ts'
import { seenRecord, textIn } from './sees.ts'

type UnderOne = Playing<'topic'> | Playing<'decision'>

const under = (players: readonly UnderOne[]): UnderBody[] =>
  players.map(({ procedure, says }) => ({ procedure: procedure.id, field: says.body }))

interface Asked {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** A page of the matters of some parts that name a body; one more than asked for tells whether there is another. */
async function pageOfBody(
  context: StoreContext,
  actor: Actor,
  body: string,
  players: readonly UnderOne[],
  {
    limit,
    cursor,
    ...which
  }: Asked & { readonly closed: boolean | 'both'; readonly order: 'oldest' | 'newest' },
): Promise<Page<OfBodyRow>> {
  const asked = { ...which, cursor, limit: limit + 1 }
  return pageOf(await mattersOfBody(context, actor, body, under(players), asked), limit, placeIn)
}

/** Items that are not decided yet, with what each waits for and since when, the earliest first. */
export async function waitingFor(context: StoreContext, actor: Actor, body: string, asked: Asked) {
  if (!(await bodyNamed(context, actor, body))) return null
  const reader = await readerFor(context, actor)
  const players = playersOf(context.rulebook, 'topic')
  const { rows, next } = await pageOfBody(context, actor, body, players, {
    ...asked,
    closed: false,
    order: 'oldest',
  })
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
  return { rows: lines, next }
}

/** Days back from which on split sums are looked for: two stretches of the twelve months within which sums count together. */
const LOOKED_BACK = 731

/**
 * 化整为零 (A1): items that stay under a threshold of the body's list one by one and reach it together. They are found on the few fields
 * that count; what the reader sees of those that are found is asked of their records, and counted once more.
 */
export async function splitsOf(context: StoreContext, actor: Actor, body: string) {
  const named = await bodyNamed(context, actor, body)
  if (!named) return null
  const reader = await readerFor(context, actor)
  const since = startOf(addDays(dayAt(reader.now), -LOOKED_BACK))
  const each = await Promise.all(
    playersOf(context.rulebook, 'topic').map(async ({ procedure, says }) => {
      const { sums } = says
      if (!sums) return []
      const asked = { fields: sums.fields, since }
      const of = { procedure: procedure.id, field: says.body }
      const rows = await sumsOfBody(context, actor, body, of, asked)
      const items = rows.map((row): SumItem => ({
        ...row,
        record: row.record ?? {},
        on: dayAt(row.opened_at),
      }))
      const ids = sums.splits(items, named.row.record).flatMap((split) => split.items.map(({ id }) => id))
      const { matters } = await namesFor(context, actor, [], ids)
      const seen = items.flatMap((item): SumItem[] => {
        const row = matters.get(item.id)
        if (!row) return []
        const fields = seenRecord(procedure, row.record, reader)
        return [{ ...item, record: Object.fromEntries(sums.fields.map((name) => [name, fields.raw(name)])) }]
      })
      const began = new Map(rows.map(({ id, opened_at: at }) => [id, at]))
      return sums.splits(seen, named.row.record).map((split) => ({
        ...split,
        items: split.items.flatMap(({ id, sum }) => {
          const row = matters.get(id)
          return row ? [{ ...matterRef(reader, row), sum, openedAt: began.get(id) ?? reader.now }] : []
        }),
      }))
    }),
  )
  return { splits: each.flat() }
}

/** What the body decided, the latest first, with how far it is carried out. */
export async function resolutionsOf(context: StoreContext, actor: Actor, body: string, asked: Asked) {
  if (!(await bodyNamed(context, actor, body))) return null
  const reader = await readerFor(context, actor)
  const players = playersOf(context.rulebook, 'decision')
  const { rows, next } = await pageOfBody(context, actor, body, players, {
    ...asked,
    closed: 'both',
    order: 'newest',
  })
  const says = new Map(players.map((one) => [one.procedure.id, one]))
  const lines = rows.flatMap((row) => {
    const playing = says.get(row.procedure)
    return playing ? [{ row, playing, tasks: tasksOf(reader, playing, row) }] : []
  })
  const standing = await standingOf(
    context,
    lines.flatMap(({ tasks }) => tasks),
    reader.now,
  )
  return {
    rows: lines.map(({ row, playing, tasks }) =>
      resolutionLine(
        reader,
        playing,
        row,
        tasks.flatMap((task) => standing.get(task) ?? []),
      ),
    ),
    next,
  }
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
