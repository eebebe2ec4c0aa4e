import { addDays, dayAt, startOf } from '#kernel/time.ts'
import type { Actor, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { type LedgerFilter, countLedger, ledger } from '#store/queries/ledger.ts'
import type { MatterRow } from '#store/queries/parts.ts'
import type { LedgerQuery } from '../contract/operations.ts'
import type { LedgerRow } from '../contract/shapes.ts'
import { dutiesUnder } from './norm-duties.ts'
import { type Reader, lightBounds, lightFor, procedureIn, readerFor, withNames } from './reader.ts'
import { fieldAt, fieldsSeen, valueAt } from './seen.ts'
import { collectIds, dueText, noIds, textOf } from './texts.ts'

/** The procedure a ledger lists: the one asked for, or the rulebook's first; undefined for one that does not exist. */
export function ledgerProcedure({ procedures }: Rulebook, asked: string | undefined): Procedure | undefined {
  if (asked === undefined) return Object.values(procedures)[0]
  return Object.hasOwn(procedures, asked) ? procedures[asked] : undefined
}

/** A query of the contract as the store takes it. */
export const filterOf = (procedure: Procedure, query: Partial<LedgerQuery>): LedgerFilter => ({
  procedure: procedure.id,
  group: query.group,
  state: query.state,
  unit: query.unit,
  arranger: query.arranger,
  light: query.light,
  flag: query.flag,
  lapsed: query.norm ? dutiesUnder(procedure, query.norm) : undefined,
  owed: query.owed ? dutiesUnder(procedure, query.owed) : undefined,
  did: query.did
    ? { kinds: query.did.split(','), ...(query.didFrom ? { from: startOf(query.didFrom) } : {}) }
    : undefined,
  // A matter due on a day is due at its 24:00, the first instant of the next.
  due: {
    ...(query.dueFrom ? { from: startOf(addDays(query.dueFrom, 1)) } : {}),
    ...(query.dueTo ? { until: startOf(addDays(query.dueTo, 2)) } : {}),
  },
  q: query.q,
})

/** One page of the ledger with its columns and count. */
export async function ledgerPage(
  context: StoreContext,
  actor: Actor,
  procedure: Procedure,
  query: LedgerQuery,
) {
  const reader = await readerFor(context, actor)
  const [filter, lights] = [filterOf(procedure, query), lightBounds(reader)]
  const [page, count] = await Promise.all([
    ledger(context, actor, filter, lights, query),
    countLedger(context, actor, filter, lights),
  ])
  return {
    columns: procedure.ledger.map(({ name, title, width }) => ({ name, title, width })),
    rows: await ledgerRows(context, reader, page.rows),
    next: page.next,
    count,
  }
}

/** Rows as people read them; names of people are looked up once for all. */
export async function ledgerRows(
  context: StoreContext,
  reader: Reader,
  rows: readonly MatterRow[],
): Promise<LedgerRow[]> {
  const ids = noIds()
  for (const row of rows) collectIds(procedureIn(reader, row.procedure).record, row.record, ids)
  const named = await withNames(context, reader, ids)
  return rows.map((row) => ledgerRow(named, row))
}

function ledgerRow(reader: Reader, row: MatterRow): LedgerRow {
  const procedure = procedureIn(reader, row.procedure)
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    state: row.state,
    stateTitle: procedure.states[row.state]?.title ?? row.state,
    group: row.state_group,
    unitName: row.unit_id === null ? '' : reader.district.directory.unitName(row.unit_id),
    dueText: row.due_at && dueText(row.due_at),
    light: rowLight(reader, row),
    cells: cellsOf(reader, procedure, row),
    updatedAt: row.updated_at,
  }
}

export const rowLight = (reader: Reader, row: MatterRow) =>
  lightFor(reader, {
    dueAt: row.due_at,
    paused: row.flags.includes('paused'),
    closed: row.closed || row.flags.includes('met'),
  })

function cellsOf(reader: Reader, procedure: Procedure, row: MatterRow): Record<string, string> {
  const { directory } = reader.district
  const seen = fieldsSeen(procedure, row.record, reader.actor, directory)
  const own: Readonly<Record<string, string>> = {
    state: procedure.states[row.state]?.title ?? row.state,
    due: row.due_at ? dueText(row.due_at) : '',
    updated: dueText(row.updated_at, true),
  }
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
