import { dayAt } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { readDirectory } from '#store/directory.ts'
import type { FileEntry } from '#store/files.ts'
import { openTitled } from '#store/queries/open-titles.ts'
import type { LedgerPreview } from '../contract/operations.ts'
import { fileRefOf } from '../files/routes.ts'
import { manyWaiting } from '../files/text.ts'
import { type Problem, problem } from '../problem.ts'
import { unitsForReading } from '../reading/proposals.ts'
import { ledgerApart } from './apart.ts'
import { type Importable, importableOf, titledColumn } from './declared.ts'
import { namedPosts } from './people-named.ts'
import { type Preview, type PreviewRow, splitForm } from './preview.ts'
import { sortKeyed } from './updates.ts'

/** How a person wants a sheet read. */
export interface Reading {
  readonly procedure?: string | undefined
  readonly year?: number | undefined
  readonly as?: string | undefined
}

/** Reads an uploaded sheet into what it would set up and what it would change, or says why it cannot be read. */
export async function importPreview(
  context: StoreContext,
  actor: Actor,
  file: FileEntry,
  bytes: Uint8Array,
  reading: Reading,
): Promise<LedgerPreview | Problem> {
  const into = importableOf(context.rulebook, reading.procedure)
  if (!into) return problem('WRONG_MEDIA', '这本台账不能从表格导入')
  const outcome = await ledgerApart(await jobOf(context, into, file, bytes, reading))
  if (!outcome.ok) {
    return outcome.because === 'full'
      ? manyWaiting()
      : problem('TOO_LARGE', '表格太大或者太复杂，没能在半分钟内读完，请拆成几个文件')
  }
  const read = outcome.value
  if (!read.ok) return problem('WRONG_MEDIA', read.because)
  return shownTo(context, actor, into, file, read.preview)
}

async function jobOf(
  context: StoreContext,
  into: Importable,
  file: FileEntry,
  bytes: Uint8Array,
  { year, as }: Reading,
) {
  const today = dayAt(context.clock.now())
  const entries = await readDirectory(context.db, context.tenant, today)
  return {
    kind: 'preview' as const,
    bytes,
    name: file.name,
    form: into.form,
    columns: into.columns,
    titled: titledColumn(into)?.name,
    finals: Object.values(into.procedure.states)
      .filter((state) => state.final)
      .map((state) => state.title),
    units: unitsForReading(entries.units),
    posts: namedPosts(entries),
    year,
    thisYear: Number(today.slice(0, 4)),
    as: Object.fromEntries((as ?? '').split(',').map((one) => one.split(':') as [string, string])),
  }
}

async function shownTo(
  context: StoreContext,
  actor: Actor,
  into: Importable,
  file: FileEntry,
  { year, sheets, unread, rows }: Preview,
): Promise<LedgerPreview> {
  const { procedure, act, form, columns } = into
  const sorted = await sortKeyed(
    context,
    actor,
    procedure,
    rows.filter((row) => row.keyed),
  )
  const foreign = new Set(sorted.foreign)
  const fresh = rows.filter((row) => !row.keyed || foreign.has(row))
  const known = await openTitled(context, actor, procedure.id, titlesOf(into, fresh))
  const { shared, own } = splitForm(form, columns, sheets)
  return {
    file: fileRefOf(file),
    procedure: procedure.id,
    act: `${procedure.id}.${act}`,
    may: procedure.powers[act]?.may ?? act,
    shared,
    own,
    year,
    keptIn: columns.find((column) => column.rest)?.title ?? null,
    uses: columns.filter(({ into: path }) => path).map(({ name, title }) => ({ name, title })),
    sheets: sheets.map((sheet) => ({
      ...sheet,
      header: [...sheet.header],
      columns: [...sheet.columns],
      skipped: [...sheet.skipped],
    })),
    unread: [...unread],
    rows: fresh.map((row) => freshRow(row, foreign.has(row), known.get(titleOf(into, row) ?? ''))),
    updates: sorted.updates.map((update) => ({
      ...update,
      changes: [...update.changes],
      moved: [...update.moved],
      acts: update.acts.map((meant) => ({
        ...meant,
        form: { ...meant.form },
        refusals: [...meant.refusals],
      })),
    })),
    unchanged: sorted.unchanged,
  }
}

function titleOf(into: Importable, { values }: PreviewRow): string | undefined {
  const title = values[titledColumn(into)?.into ?? '']
  return typeof title === 'string' ? title : undefined
}

const titlesOf = (into: Importable, rows: readonly PreviewRow[]): string[] => [
  ...new Set(rows.flatMap((row) => titleOf(into, row) ?? [])),
]

function freshRow(
  { sheet, row, values, written, faults, chosen }: PreviewRow,
  foreign: boolean,
  number: string | undefined,
): LedgerPreview['rows'][number] {
  const look = (message: string) => ({ level: 'look' as const, field: null, at: null, message })
  const more = [
    ...(foreign ? [look('行键对不上您能看到的事项，按新事项处理')] : []),
    ...(number === undefined ? [] : [look(`台账上已有在办的同名事项${number}，没有勾选`)]),
  ]
  return {
    sheet,
    row,
    values: { ...values },
    written: { ...written },
    faults: [...faults, ...more],
    chosen: chosen && number === undefined,
  }
}
