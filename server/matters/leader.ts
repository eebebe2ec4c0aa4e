import { dayAt, startOf } from '#kernel/time.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { toRead, todo } from '#store/queries/inbox.ts'
import { ledger } from '#store/queries/ledger.ts'
import { type FigureAsked, figuresOf } from './figures.ts'
import { dutyItems, noticeItem } from './inbox-view.ts'
import { filterOf, ledgerRows } from './ledger-view.ts'
import { type Reader, lightBounds, readerFor } from './reader.ts'

const FEW = 20
const PAGE = 50

/** 领导三屏: today, what waits for a decision, and how what was arranged is getting on. */
export async function leaderScreens(context: StoreContext, actor: Actor, procedure: Procedure) {
  const reader = await readerFor(context, actor)
  const [fresh, red, yellow, decide, figures, arranged] = await Promise.all([
    toRead(context, actor, { limit: PAGE }),
    lit(context, reader, procedure, 'red'),
    lit(context, reader, procedure, 'yellow'),
    todo(context, actor, { scope: 'mine', limit: PAGE }),
    figuresOf(context, reader, procedure, arrangedFigures(actor.post)),
    ledger(context, actor, filterOf(procedure, { arranger: actor.post }), lightBounds(reader), {
      sort: 'due',
      limit: PAGE,
    }),
  ])
  const date = dayAt(reader.now)
  return {
    today: {
      date,
      fresh: latestOfEach(fresh.rows.filter((row) => row.at >= startOf(date)))
        .slice(0, FEW)
        .map((row) => noticeItem(reader, row)),
      lapsing: await ledgerRows(context, reader, [...red.rows, ...yellow.rows]),
    },
    decide: await dutyItems(context, reader, decide.rows),
    arranged: { figures, rows: await ledgerRows(context, reader, arranged.rows) },
  }
}

/** One notice per matter; rows come the latest first. */
export function latestOfEach<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>()
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id))
}

const lit = (context: StoreContext, reader: Reader, procedure: Procedure, light: 'red' | 'yellow') =>
  ledger(
    context,
    reader.actor,
    filterOf(procedure, { arranger: reader.actor.post, light }),
    lightBounds(reader),
    {
      sort: 'due',
      limit: FEW,
    },
  )

const arrangedFigures = (arranger: string): FigureAsked[] => [
  { title: '交办', query: { arranger } },
  { title: '在办', query: { arranger, group: '在办' } },
  { title: '将到期', query: { arranger, light: 'yellow' } },
  { title: '已逾期', query: { arranger, light: 'red' } },
  { title: '卡住了', query: { arranger, flag: 'stuck' } },
  { title: '已办结', query: { arranger, group: '办结' } },
]
