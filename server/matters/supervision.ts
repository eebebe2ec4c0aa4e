import { addDays, dayAt } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type DeedRow, latestDeeds } from '#store/queries/deeds.ts'
import { ledger } from '#store/queries/ledger.ts'
import type { LedgerQuery } from '../contract/operations.ts'
import { type FigureAsked, figuresOf, queryText } from './figures.ts'
import { STUCK, checkKinds, letters } from './known-names.ts'
import { filtersOf, ledgerRows } from './ledger-view.ts'
import { matterRef } from './matter-ref.ts'
import { type Reader, lightBounds, procedureIn, readerFor, withNames } from './reader.ts'
import { noIds } from './texts.ts'
import { actTitle } from './timeline.ts'
import { rowsWaiting } from './waiting.ts'

const FEW = 6
/** Without a word for so many calendar days, a unit counts as silent; a tenant may set its own. */
const SILENT_DAYS = 14
/** On-site checks and letters of so many days back count as recent. */
const RECENT = 30

/** 督查台: what is about to lapse, who is silent, what is stuck and with whom, what was looked at on the spot. */
export async function supervisionDesk(context: StoreContext, actor: Actor) {
  const reader = await readerFor(context, actor)
  const days = reader.district.parameters['supervision.silent'] ?? SILENT_DAYS
  const list = async (query: Partial<LedgerQuery>) => {
    const page = { sort: 'due', limit: FEW } as const
    const { rows } = await ledger(context, actor, filtersOf(reader, query), lightBounds(reader), page)
    return { found: rows, query: queryText(query) }
  }
  const checks = checkKinds(context.rulebook)
  const written = letters(context.rulebook)
  const [figures, lapsing, silent, late, stuck, checkFigures, recent, letterFigures, sent] =
    await Promise.all([
      figuresOf(context, reader, deskFigures(days)),
      list({ light: 'yellow' }),
      list({ silent: days }),
      list({ late: 'yes' }),
      list({ flag: STUCK }),
      figuresOf(context, reader, checkedFigures(reader, checks)),
      latestDeeds(context, actor, checks, FEW),
      figuresOf(context, reader, letterFiguresOf(reader, written)),
      latestDeeds(context, actor, [...written.sent, ...written.answered], FEW),
    ])
  const plain = async ({ found, query }: Awaited<ReturnType<typeof list>>) => ({
    rows: await ledgerRows(context, reader, found),
    query,
  })
  const waiting = async ({ found, query }: Awaited<ReturnType<typeof list>>) => ({
    rows: await rowsWaiting(context, reader, found),
    query,
  })
  return {
    figures,
    lapsing: await plain(lapsing),
    silent: { ...(await waiting(silent)), days },
    late: await waiting(late),
    stuck: await waiting(stuck),
    checks: { figures: checkFigures, recent: await deedsShown(context, reader, recent) },
    letters: { figures: letterFigures, recent: await deedsShown(context, reader, sent) },
  }
}

const deskFigures = (days: number): FigureAsked[] => [
  { title: '已逾期', query: { light: 'red' } },
  { title: '将到期', query: { light: 'yellow' } },
  { title: `${days}日没有动静`, query: { silent: days } },
  { title: '节点、签收等过期', query: { late: 'yes' } },
  { title: '卡住了', query: { flag: STUCK } },
  { title: '在办', query: { group: '在办' } },
]

function checkedFigures(reader: Reader, kinds: readonly string[]): FigureAsked[] {
  if (kinds.length === 0) return []
  const [did, from] = [kinds.join(','), addDays(dayAt(reader.now), -RECENT)]
  return [
    { title: `近${RECENT}日现场核查过`, query: { did, didFrom: from } },
    { title: '在办而从未现场核查', query: { group: '在办', lacks: did } },
    { title: '已逾期而从未现场核查', query: { light: 'red', lacks: did } },
  ]
}

/** What is to be written to whom: overdue without a letter so far, letters waiting for an answer, letters of the last month. */
function letterFiguresOf(
  reader: Reader,
  { duties, sent, answered }: ReturnType<typeof letters>,
): FigureAsked[] {
  if (sent.length === 0) return []
  const from = addDays(dayAt(reader.now), -RECENT)
  return [
    { title: '已逾期而未发督办单', query: { light: 'red', lacks: sent.join(',') } },
    ...duties.map((duty) => ({ title: '等待回复的督办单', query: { duty } })),
    { title: `近${RECENT}日发过督办单`, query: { did: sent.join(','), didFrom: from } },
    { title: `近${RECENT}日回复过督办单`, query: { did: answered.join(','), didFrom: from } },
  ]
}

/** Acts as a list shows them: on what, when, by whom. */
async function deedsShown(context: StoreContext, reader: Reader, rows: readonly DeedRow[]) {
  const ids = noIds()
  for (const { by_person: person } of rows) if (person !== null) ids.people.add(person)
  const named = await withNames(context, reader, ids)
  return rows.map((row) => ({
    matter: matterRef(named, row),
    title: actTitle(procedureIn(named, row.procedure), row.kind),
    at: row.at,
    by: [
      row.by_unit === null ? '' : named.district.directory.unitName(row.by_unit),
      row.by_person === null ? '' : (named.names.people.get(row.by_person) ?? ''),
    ].join(''),
  }))
}
