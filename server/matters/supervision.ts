import { type DutyMeant, dutiesMeaning, kindsMeaning } from '#kernel/meanings.ts'
import { addDays, dayAt } from '#kernel/time.ts'
import type { Actor, Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type DeedRow, latestDeeds } from '#store/queries/deeds.ts'
import { ledger } from '#store/queries/ledger.ts'
import { owedNext } from '#store/queries/owed.ts'
import type { LedgerQuery } from '../contract/operations.ts'
import { fewAtOnce } from './few.ts'
import { type FigureAsked, figuresOf, queryText } from './figures.ts'
import { filtersOf, ledgerRows } from './ledger-view.ts'
import { matterRef } from './matter-ref.ts'
import { type Reader, lightBounds, procedureIn, readerFor, withNames } from './reader.ts'
import { stuckFigures, stuckFlag } from './stuck.ts'
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
  const few = fewAtOnce()
  const list = async (query: Partial<LedgerQuery>) => {
    const page = { sort: 'due', limit: FEW } as const
    const filters = filtersOf(reader, query)
    const { rows } = await few(() => ledger(context, actor, filters, lightBounds(reader), page))
    return { found: rows, query: queryText(query) }
  }
  const { rulebook } = context
  const [checks, plans] = [kindsMeaning(rulebook, 'siteCheck'), dutiesMeaning(rulebook, 'siteCheck')]
  const visits = plans.map(({ name }) => name)
  const written = dutiesMeaning(rulebook, 'letterAnswer')
  const [figures, lapsing, silent, late, stuck, checkFigures, recent, planned, letterFigures, sent] =
    await Promise.all([
      figuresOf(context, reader, deskFigures(rulebook, days), few),
      list({ light: 'yellow' }),
      list({ silent: days }),
      list({ late: 'yes' }),
      list({ flag: stuckFlag(rulebook) }),
      figuresOf(context, reader, checkFiguresOf(reader, checks, plans), few),
      few(() => latestDeeds(context, actor, checks, FEW)),
      few(() => owedNext(context, actor, visits, FEW)),
      figuresOf(context, reader, letterFiguresOf(reader, written), few),
      few(() =>
        latestDeeds(
          context,
          actor,
          written.flatMap(({ opening, discharging }) => [...opening, ...discharging]),
          FEW,
        ),
      ),
    ])
  const waiting = async ({ found, query }: Awaited<ReturnType<typeof list>>) => ({
    rows: await rowsWaiting(context, reader, found),
    query,
  })
  const [silentRows, lateRows, stuckRows, plannedRows, recentDeeds, sentDeeds] = await Promise.all([
    waiting(silent),
    waiting(late),
    waiting(stuck),
    rowsWaiting(context, reader, planned, visits),
    deedsShown(context, reader, recent),
    deedsShown(context, reader, sent),
  ])
  return {
    figures,
    lapsing: { rows: ledgerRows(reader, lapsing.found), query: lapsing.query },
    silent: { ...silentRows, days },
    late: lateRows,
    stuck: stuckRows,
    checks: { figures: checkFigures, planned: plannedRows, recent: recentDeeds },
    letters: { figures: letterFigures, recent: sentDeeds },
  }
}

const deskFigures = (rulebook: Rulebook, days: number): FigureAsked[] => [
  { title: '已逾期', query: { light: 'red' } },
  { title: '将到期', query: { light: 'yellow' } },
  { title: `${days}日没有动静`, query: { silent: days } },
  { title: '节点、签收等过期', query: { late: 'yes' } },
  ...stuckFigures(rulebook),
  { title: '在办', query: { group: '在办' } },
]

function checkFiguresOf(
  reader: Reader,
  kinds: readonly string[],
  plans: readonly DutyMeant[],
): FigureAsked[] {
  if (kinds.length === 0) return []
  const [did, from] = [kinds.join(','), addDays(dayAt(reader.now), -RECENT)]
  return [
    ...plans.map(({ name }) => ({ title: '已安排而还没有去', query: { duty: name } })),
    { title: `近${RECENT}日现场核查过`, query: { did, didFrom: from } },
    { title: '在办而从未现场核查', query: { group: '在办', lacks: did } },
    { title: '已逾期而从未现场核查', query: { light: 'red', lacks: did } },
  ]
}

/** What is to be written to whom: overdue without a letter so far, letters waiting for an answer, letters of the last month. */
function letterFiguresOf(reader: Reader, answers: readonly DutyMeant[]): FigureAsked[] {
  if (answers.length === 0) return []
  const from = addDays(dayAt(reader.now), -RECENT)
  const sent = answers.flatMap(({ opening }) => opening).join(',')
  const answered = answers.flatMap(({ discharging }) => discharging).join(',')
  return [
    { title: '已逾期而未发督办单', query: { light: 'red', lacks: sent } },
    ...answers.map(({ name }) => ({ title: '等待回复的督办单', query: { duty: name } })),
    { title: `近${RECENT}日发过督办单`, query: { did: sent, didFrom: from } },
    { title: `近${RECENT}日回复过督办单`, query: { did: answered, didFrom: from } },
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
