import type { Light } from '#kernel/lights.ts'
import { dayAt, startOf } from '#kernel/time.ts'
import type { Actor, Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { toRead, todo } from '#store/queries/inbox.ts'
import { ledger } from '#store/queries/ledger.ts'
import type { LedgerQuery } from '../contract/operations.ts'
import type { InboxItem } from '../contract/shapes.ts'
import { fewAtOnce } from './few.ts'
import { type FigureAsked, figuresOf } from './figures.ts'
import { dutyItems, noticeItem } from './inbox-view.ts'
import { filtersOf, ledgerRows } from './ledger-view.ts'
import { type Reader, lightBounds, readerFor } from './reader.ts'
import { stuckFigures, stuckFlag } from './stuck.ts'
import { rowsWaiting } from './waiting.ts'

const FEW = 20
const PAGE = 50
/** What waits for one post, what is due next first: nobody decides more of an evening, and the inbox has the rest. */
const WAITING = 50

/** 领导三屏: today, what waits for a decision, and how what was decided is getting on; over every procedure. */
export async function leaderScreens(context: StoreContext, actor: Actor) {
  const reader = await readerFor(context, actor)
  const decided = actor.post
  const flag = stuckFlag(context.rulebook)
  const few = fewAtOnce()
  const list = (query: Partial<LedgerQuery>, limit: number) =>
    few(() =>
      ledger(context, actor, filtersOf(reader, { decided, ...query }), lightBounds(reader), {
        sort: 'due',
        limit,
      }),
    )
  const [fresh, red, yellow, owed, figures, stuck, arranged] = await Promise.all([
    few(() => toRead(context, actor, { limit: PAGE })),
    list({ light: 'red' }, FEW),
    list({ light: 'yellow' }, FEW),
    few(() => todo(context, actor, { scope: 'mine', limit: WAITING })),
    figuresOf(context, reader, arrangedFigures(context.rulebook, decided), few),
    list({ flag }, PAGE),
    list({}, PAGE),
  ])
  const [decide, stuckRows] = await Promise.all([
    dutyItems(context, reader, owed.rows),
    rowsWaiting(context, reader, stuck.rows),
  ])
  const arrangedRows = ledgerRows(
    reader,
    arranged.rows.filter((row) => !row.flags.includes(flag)),
  )
  const papers = decide.filter(isPaper)
  return {
    today: {
      date: dayAt(reader.now),
      papers,
      due: decide.filter((item) => !isPaper(item) && isPressing(item)),
      fresh: freshOf(reader, fresh.rows),
      lapsing: ledgerRows(reader, [...red.rows, ...yellow.rows]),
    },
    decide,
    decideMore: owed.next !== null,
    arranged: {
      figures,
      stuck: stuckRows,
      rows: pressingFirst(arrangedRows),
    },
  }
}

const PRESSING = ['red', 'yellow', 'green', 'none'] as const

/** Overdue, then about to be, then in time, then what waits for others or is closed; each as it came. */
export const pressingFirst = <Row extends { readonly light: Light }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => PRESSING.indexOf(a.light.colour) - PRESSING.indexOf(b.light.colour))

/** Norms of the handling of documents: what is owed under them is a paper on somebody's desk. */
const PAPER_NORMS = ['C1', 'C6']

const isPaper = ({ duty }: InboxItem): boolean =>
  duty !== undefined && duty.norms.some((norm) => PAPER_NORMS.includes(norm))

/** Due today or within the days of the yellow light, or owed since before. */
const isPressing = ({ duty }: InboxItem): boolean =>
  duty !== undefined && (duty.light.colour === 'red' || duty.light.colour === 'yellow')

const freshOf = (reader: Reader, rows: Awaited<ReturnType<typeof toRead>>['rows']): InboxItem[] =>
  latestOfEach(rows.filter((row) => row.at >= startOf(dayAt(reader.now))))
    .slice(0, FEW)
    .map((row) => noticeItem(reader, row))

/** One notice per matter; rows come the latest first. */
export function latestOfEach<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>()
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id))
}

const arrangedFigures = (rulebook: Rulebook, decided: string): FigureAsked[] => [
  ...stuckFigures(rulebook, { decided }),
  { title: '已逾期', query: { decided, light: 'red' } },
  { title: '将到期', query: { decided, light: 'yellow' } },
  { title: '在办', query: { decided, group: '在办' } },
  { title: '已办结', query: { decided, group: '办结' } },
  { title: '全部', query: { decided } },
]
