import { fieldAt } from '#kernel/fields.ts'
import { COMMON_FLAGS } from '#kernel/standing.ts'
import { type Instant, addDays, addDaysTo, dayAt, inWords, startOf } from '#kernel/time.ts'
import type { Actor, LedgerColumn, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { countLedger, ledger, recordedLedger } from '#store/queries/ledger.ts'
import type { LedgerFilter } from '#store/queries/ledger-filter.ts'
import type { MatterRow, RecordedRow } from '#store/queries/parts.ts'
import type { LedgerQuery } from '../contract/operations.ts'
import type { LedgerRow, MatterRef } from '../contract/shapes.ts'
import { dutiesUnder } from './norm-duties.ts'
import { matterRef } from './matter-ref.ts'
import { type Reader, lightBounds, procedureIn, readerFor, withNames } from './reader.ts'
import { fieldsSeen, valueAt } from './seen.ts'
import { collectIds, dueText, noIds, textOf } from './texts.ts'

/** A procedure by id; undefined for one that is not there. */
export const procedureNamed = ({ procedures }: Rulebook, id: string): Procedure | undefined =>
  Object.hasOwn(procedures, id) ? procedures[id] : undefined

/** The procedures a query lists: the one it names, or all; undefined when there is none of that name. */
export function proceduresAsked(rulebook: Rulebook, asked: string | undefined): Procedure[] | undefined {
  if (asked === undefined) return Object.values(rulebook.procedures)
  const found = procedureNamed(rulebook, asked)
  return found && [found]
}

/** What offices call the ledger of a procedure. */
export const registerOf = ({ register, title }: Procedure): string => register ?? `${title}台账`

/** A query of the contract as the store takes it: a filter for each procedure of which a matter could fit. */
export function filtersOf(reader: Reader, query: Partial<LedgerQuery>): LedgerFilter[] {
  const asked = proceduresAsked(reader.rulebook, query.procedure) ?? []
  return asked
    .map((procedure) => filterOf(procedure, query, reader.now))
    .filter((filter) => couldFit(reader.rulebook, filter))
}

const filterOf = (procedure: Procedure, query: Partial<LedgerQuery>, now: Instant): LedgerFilter => ({
  procedure: procedure.id,
  group: query.group,
  state: query.state,
  unit: query.unit,
  issuedBy: query.arranger,
  light: query.light,
  lapsed: query.norm ? dutiesUnder(procedure, query.norm) : undefined,
  owed: owedIn(procedure, query),
  flag: query.flag,
  isLate: query.late !== undefined,
  owes: query.owes,
  owedTo: query.owedTo,
  silentSince: query.silent === undefined ? undefined : addDaysTo(now, -query.silent),
  did: query.did
    ? { kinds: kindsIn(procedure, query.did), ...(query.didFrom ? { from: startOf(query.didFrom) } : {}) }
    : undefined,
  lacks: query.lacks ? kindsIn(procedure, query.lacks) : undefined,
  decided: query.decided,
  // A matter due on a day is due at its 24:00, the first instant of the next.
  due: {
    ...(query.dueFrom ? { from: startOf(addDays(query.dueFrom, 1)) } : {}),
    ...(query.dueTo ? { until: startOf(addDays(query.dueTo, 2)) } : {}),
  },
  q: query.q,
})

/** Duties that a query asks to be open: one by name, or those under a norm. */
function owedIn(procedure: Procedure, { owed, duty }: Partial<LedgerQuery>): string[] | undefined {
  if (duty === undefined) return owed ? dutiesUnder(procedure, owed) : undefined
  const name = duty.slice(procedure.id.length + 1)
  const named = duty === `${procedure.id}.${name}` && Object.hasOwn(procedure.duties, name)
  const under = owed ? dutiesUnder(procedure, owed) : [name]
  return named && under.includes(name) ? [name] : []
}

const kindsIn = ({ id }: Procedure, kinds: string): string[] =>
  kinds.split(',').filter((kind) => kind.startsWith(`${id}.`))

/** Whether a procedure has what a filter names at all; otherwise no matter of it needs to be looked at. */
function couldFit({ procedures }: Rulebook, filter: LedgerFilter): boolean {
  const { states = {}, flags = {} } = procedures[filter.procedure] ?? {}
  const stands = Object.entries(states).some(
    ([name, { group }]) => (filter.state ?? name) === name && (filter.group ?? group) === group,
  )
  const borne =
    filter.flag === undefined || COMMON_FLAGS.includes(filter.flag) || Object.hasOwn(flags, filter.flag)
  const named = [filter.lapsed, filter.owed, filter.did?.kinds, filter.lacks]
  return stands && borne && named.every((names) => names === undefined || names.length > 0)
}

type Columns = readonly Pick<LedgerColumn, 'name' | 'title' | 'width' | 'from'>[]

/** Columns of a list over several procedures: what each of them has. */
const COMMON: Columns = [
  { name: 'title', title: '标题', width: 40, from: 'title' },
  { name: 'procedure', title: '类别', width: 10, from: 'procedure' },
  { name: 'unit', title: '责任单位', width: 20, from: 'unit' },
  { name: 'state', title: '办理状态', width: 12, from: 'state' },
  { name: 'updated', title: '最近动态', width: 14, from: 'updated' },
]

/** What is found is counted so far: with more, people search for something else, and every one that counts is looked at. */
const FOUND = 200

/** One page of the ledger with its columns and count. */
export async function ledgerPage(
  context: StoreContext,
  actor: Actor,
  procedures: readonly Procedure[],
  query: LedgerQuery,
) {
  const reader = await readerFor(context, actor)
  const [filters, lights] = [filtersOf(reader, query), lightBounds(reader)]
  const [only, ...others] = procedures
  const own = others.length === 0 ? only?.ledger : undefined
  const read = async (): Promise<{ rows: LedgerRow[]; next: string | null }> => {
    if (own === undefined) {
      const page = await ledger(context, actor, filters, lights, query)
      return { rows: ledgerRows(reader, page.rows), next: page.next }
    }
    const page = await recordedLedger(context, actor, filters, lights, query)
    return { rows: await ownRows(context, reader, page.rows), next: page.next }
  }
  const [page, count] = await Promise.all([
    read(),
    countLedger(context, actor, filters, lights, query.q === undefined ? undefined : FOUND),
  ])
  const columns = (own ?? COMMON).map(({ name, title, width }) => ({ name, title, width }))
  return { columns, ...page, count }
}

/** Rows as people read them, in the common columns. */
export const ledgerRows = (reader: Reader, rows: readonly MatterRow[]): LedgerRow[] =>
  rows.map((row) => {
    const ref = matterRef(reader, row)
    return ledgerRow(ref, row, commonCells(reader, ref, row))
  })

/** The same in the columns of their procedures; names are looked up once for all. */
export async function ownRows(
  context: StoreContext,
  reader: Reader,
  rows: readonly RecordedRow[],
): Promise<LedgerRow[]> {
  const ids = noIds()
  for (const row of rows) collectIds(procedureIn(reader, row.procedure).record, row.record, ids)
  const named = await withNames(context, reader, ids)
  return rows.map((row) =>
    ledgerRow(matterRef(named, row), row, cellsOf(named, procedureIn(named, row.procedure), row)),
  )
}

function ledgerRow(ref: MatterRef, row: MatterRow, cells: Record<string, string>): LedgerRow {
  return {
    ...ref,
    group: row.state_group,
    dueText: row.due_at && dueText(row.due_at),
    cells,
    updatedAt: row.updated_at,
  }
}

/** What a row says of itself, whatever its record holds. */
function ownCells(reader: Reader, row: MatterRow): Record<string, string> {
  return {
    state: procedureIn(reader, row.procedure).states[row.state]?.title ?? row.state,
    due: row.due_at ? dueText(row.due_at) : '',
    updated: dueText(row.updated_at, true),
  }
}

function commonCells(
  reader: Reader,
  { title, procedureTitle, unitName }: MatterRef,
  row: MatterRow,
): Record<string, string> {
  const updated = inWords(dayAt(row.updated_at))
  return { ...ownCells(reader, row), title, procedure: procedureTitle, unit: unitName, updated }
}

function cellsOf(reader: Reader, procedure: Procedure, row: RecordedRow): Record<string, string> {
  const { directory } = reader.district
  const seen = fieldsSeen(procedure, row.record, reader.actor, directory)
  const own = ownCells(reader, row)
  const cell = (from: string): string => {
    const field = fieldAt(seen, from)
    if (field) return textOf(field, valueAt(row.record, from), { directory, names: reader.names })
    // A record field that is hidden from this reader stays empty; it does not fall back to the row's own.
    return fieldAt(procedure.record, from) ? '' : (own[from] ?? '')
  }
  return Object.fromEntries(procedure.ledger.map(({ name, from }) => [name, cell(from)]))
}

/** The district's civil day of the reader. */
export const todayOf = (reader: Reader): string => dayAt(reader.now)
