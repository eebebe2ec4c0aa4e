import { apply } from '#kernel/apply.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Actor, LedgerColumn, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { namesFor } from '#store/queries/names.ts'
import { loadMatters } from '#store/stored.ts'
import { ownRows } from '../matters/ledger-view.ts'
import { factsOf } from '../matters/acts-of.ts'
import { type Reader, readerFor } from '../matters/reader.ts'
import { type RowKey, comparable, keyIn, stillHolds } from './key.ts'
import type { PreviewRow } from './preview.ts'

/** A cell that the sheet changed. */
export interface Change {
  readonly column: string
  readonly title: string
  readonly before: string
  readonly after: string
  /** Why it cannot be changed by sheet, and what can be done instead. */
  readonly barred?: string
}

/** An act that changed cells mean, and why it cannot be done where it cannot. */
export interface MeantAct {
  readonly act: string
  readonly may: string
  readonly form: Readonly<Record<string, string>>
  readonly refusals: readonly string[]
}

/** A row of our own export that came back changed. */
export interface Update {
  readonly sheet: number
  readonly row: number
  readonly matter: string
  readonly number: string
  readonly title: string
  /** The version it would be done on. */
  readonly ver: number
  readonly changes: readonly Change[]
  readonly acts: readonly MeantAct[]
  /** Cells that were changed on the record since the sheet was made, in words; not empty: somebody must choose. */
  readonly moved: readonly Change[]
}

export interface Sorted {
  readonly updates: readonly Update[]
  /** Rows whose matter stands as the sheet says. */
  readonly unchanged: number
  /** Rows with a key that leads to nothing this person may see: they are new. */
  readonly foreign: readonly PreviewRow[]
}

const AT_ONCE = 500

/** Holds rows that bear a key against their matters: changed, unchanged, or none of ours. */
export async function sortKeyed(
  context: StoreContext,
  actor: Actor,
  procedure: Procedure,
  rows: readonly PreviewRow[],
): Promise<Sorted> {
  const reader = await readerFor(context, actor)
  const foreign: PreviewRow[] = []
  const updates: Update[] = []
  let unchanged = 0
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const standing = await standingOf(context, reader, procedure, rows.slice(from, from + AT_ONCE))
    foreign.push(...standing.foreign)
    const changed = standing.known.flatMap((one) => changedIn(procedure, one) ?? [])
    unchanged += standing.known.length - changed.length
    updates.push(...(await decided(context, reader, procedure, changed)))
  }
  return { updates, unchanged, foreign }
}

/** A row with its matter as it stands now. */
interface Standing {
  readonly row: PreviewRow
  readonly key: RowKey
  readonly ver: number
  readonly number: string
  readonly title: string
  readonly cells: Readonly<Record<string, string>>
}

async function standingOf(
  context: StoreContext,
  reader: Reader,
  procedure: Procedure,
  rows: readonly PreviewRow[],
): Promise<{ known: Standing[]; foreign: PreviewRow[] }> {
  const keys = rows.map((row) => keyIn(row.keyed?.key ?? '', procedure.ledger))
  const ids = keys.flatMap((key) => key?.matter ?? [])
  const { matters } = await namesFor(context, reader.actor, [], ids)
  const ours = [...matters.values()].filter((matter) => matter.procedure === procedure.id)
  const shown = new Map((await ownRows(context, reader, ours)).map((row) => [row.id, row.cells]))
  const known: Standing[] = []
  const foreign: PreviewRow[] = []
  const seen = new Set<string>()
  for (const [at, row] of rows.entries()) {
    const key = keys[at]
    const matter = key && matters.get(key.matter)
    const cells = key && shown.get(key.matter)
    // A copied row bears the key of the one it was copied from.
    if (!key || !matter || !cells || seen.has(key.matter)) foreign.push(row)
    else {
      seen.add(key.matter)
      known.push({ row, key, ver: matter.ver, number: matter.number, title: matter.title, cells })
    }
  }
  return { known, foreign }
}

type Changed = Omit<Update, 'acts'>

/** What the sheet changed, and what the record changed meanwhile; null where the sheet changed nothing. */
function changedIn(procedure: Procedure, { row, key, cells, ...of }: Standing): Changed | null {
  const changes: Change[] = []
  const moved: Change[] = []
  for (const column of procedure.ledger) {
    const after = row.keyed?.cells[column.name]
    // A column that was taken out of the sheet changes nothing.
    if (after === undefined) continue
    const before = cells[column.name] ?? ''
    const change = { column: column.name, title: column.title, before, after: comparable(after) }
    const bySheet = !stillHolds(key, column.name, after) && comparable(before) !== change.after
    if (bySheet) changes.push({ ...change, ...barredFrom(procedure, column) })
    // A cell that is empty for this reader may be hidden from them: it tells nothing of the record.
    const seen = before !== '' || bySheet
    if (seen && !stillHolds(key, column.name, before) && comparable(before) !== change.after)
      moved.push(change)
  }
  if (changes.length === 0) return null
  const { sheet, row: no } = row
  return { sheet, row: no, matter: key.matter, ...of, changes, moved }
}

function barredFrom(procedure: Procedure, { title, edited, instead }: LedgerColumn): { barred?: string } {
  if (edited) return {}
  const act = instead === undefined ? undefined : procedure.powers[instead]
  const way = act ? `，请到事项页办理“${act.may}”` : ''
  return { barred: `${title}不能通过表格修改${way}` }
}

async function decided(
  context: StoreContext,
  reader: Reader,
  procedure: Procedure,
  changed: readonly Changed[],
): Promise<Update[]> {
  const ids = changed.map(({ matter }) => matter)
  const stored = ids.length === 0 ? [] : await loadMatters(context.db, context.tenant, ids)
  const byId = new Map(stored.map(({ matter }) => [matter.id, matter]))
  return changed.map((one) => {
    const matter = byId.get(one.matter)
    return { ...one, acts: matter ? actsMeant(reader, procedure, matter, one.changes) : [] }
  })
}

/** The acts that the changed cells mean, each tried on the matter as it stands; nothing is done here. */
function actsMeant(
  reader: Reader,
  procedure: Procedure,
  matter: Matter,
  changes: readonly Change[],
): MeantAct[] {
  const forms = new Map<string, Record<string, string>>()
  for (const { column, after } of changes) {
    const edited = procedure.ledger.find(({ name }) => name === column)?.edited
    if (edited) forms.set(edited.act, { ...forms.get(edited.act), [edited.field]: after })
  }
  return [...forms].map(([act, form]) => {
    const tried = apply(
      reader.rulebook,
      matter,
      { act, form, actor: reader.actor },
      factsOf(reader),
      reader.now,
    )
    const refusals = tried.kind === 'done' ? [] : tried.refusals.map(said)
    return { act: `${procedure.id}.${act}`, may: procedure.powers[act]?.may ?? act, form, refusals }
  })
}

const said = ({ message, remedy }: { message: string; remedy?: string }): string =>
  remedy === undefined ? message : `${message}（${remedy}）`
