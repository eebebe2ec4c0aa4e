import { askedAt } from '#kernel/among.ts'
import type { Among } from '#kernel/fields.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { visibleMatter } from '#store/queries/matter.ts'
import type { RecordedRow } from '#store/queries/parts.ts'
import { seenRecord } from '../bodies/sees.ts'
import { ledgerPages } from './ledger-pages.ts'
import { filtersOf, procedureNamed } from './ledger-view.ts'
import { type Reader, procedureIn, readerFor, withNames } from './reader.ts'
import { collectIds, noIds } from './texts.ts'

/** Which field of which act asks, on what matter, and what its form says in the field that must be the same. */
export interface Asked {
  readonly act: string
  readonly field: string
  readonly matter?: string | undefined
  readonly same?: string | undefined
}

/** Offered at most, and matters looked at for them at most, those that moved last. */
const OFFERED = 60
const READ = 1_000

/** The matters that a form offers where it asks for one, or null where that field offers none. */
export async function choicesFor(context: StoreContext, actor: Actor, asked: Asked) {
  const [id = '', act = ''] = asked.act.split('.')
  const power = procedureNamed(context.rulebook, id)?.powers[act]
  const field = power && askedAt(power.form, asked.field)
  if (field?.kind !== 'matter' || field.among === undefined) return null
  const reader = await readerFor(context, actor)
  const same = asked.same ?? (await sameOf(context, reader, field.among, asked.matter))
  // Nobody is chosen yet: offering everybody's would say more than the form asks.
  if (field.among.same !== undefined && same === undefined) return { choices: [], more: false }
  const rows = await offered(context, reader, field.among, same)
  return choicesOf(context, reader, field.among, rows)
}

/** What the matter at hand says in the shared field, as far as this reader may see it. */
async function sameOf(
  context: StoreContext,
  reader: Reader,
  { same }: Among,
  matter: string | undefined,
): Promise<string | undefined> {
  if (same === undefined || matter === undefined) return undefined
  const stored = await visibleMatter(context, reader.actor, matter)
  if (stored === null) return undefined
  const { procedure, record } = stored.matter
  const value = seenRecord(procedureIn(reader, procedure), record, reader).raw(same)
  return typeof value === 'string' ? value : undefined
}

async function offered(
  context: StoreContext,
  reader: Reader,
  among: Among,
  same: string | undefined,
): Promise<readonly RecordedRow[]> {
  const [state, ...others] = among.states ?? []
  const only = state !== undefined && others.length === 0 ? { state } : {}
  const filters = filtersOf(reader, { procedure: among.procedure, ...only })
  const procedure = procedureIn(reader, among.procedure)
  const found: RecordedRow[] = []
  let read = 0
  for await (const rows of ledgerPages(context, reader, filters)) {
    found.push(...rows.filter((row) => fits(reader, procedure, among, row, same)))
    read += rows.length
    if (read >= READ || found.length > OFFERED) break
  }
  return found
}

/** Whether a matter is one that the field offers: a field that this reader may not see is as one that does not fit. */
function fits(
  reader: Reader,
  procedure: Procedure,
  { states, where = {}, same: shared }: Among,
  { state, record }: RecordedRow,
  same: string | undefined,
): boolean {
  const seen = seenRecord(procedure, record, reader)
  return (
    (states === undefined || states.includes(state)) &&
    Object.entries(where).every(([name, value]) => seen.raw(name) === value) &&
    (shared === undefined || seen.raw(shared) === same)
  )
}

async function choicesOf(
  context: StoreContext,
  reader: Reader,
  { procedure: id, says = [] }: Among,
  rows: readonly RecordedRow[],
) {
  const procedure = procedureIn(reader, id)
  const ids = noIds()
  for (const { record } of rows) collectIds(procedure.record, record, ids)
  const named = await withNames(context, reader, ids)
  const choices = rows.slice(0, OFFERED).map((row) => {
    const seen = seenRecord(procedure, row.record, named)
    return {
      id: row.id,
      title: row.title,
      number: row.number,
      stateTitle: procedure.states[row.state]?.title ?? row.state,
      says: says
        .map((name) => seen.text(name))
        .filter((text) => text !== '')
        .join(' '),
    }
  })
  return { choices, more: rows.length > OFFERED }
}
