import type { Ok } from '../../api/client.ts'
import type { Fields, FileRef } from '../../api/shapes.ts'
import { type Values, formOf, isBlank } from '../../ui/act-form/values.ts'

export type Preview = Ok<'ledger.read'>
export type Row = Preview['rows'][number]
export type Fault = Row['faults'][number]
export type Update = Preview['updates'][number]
export type Start = Ok<'matters.starts'>['starts'][number]

/** What a person did with one row, by its place. */
export interface Touch {
  readonly chosen?: boolean
  /** Values put in place of those that were read, by field. */
  readonly values?: Values
}

export interface Made {
  readonly id: string
  readonly number: string
  readonly followed?: 'done' | { readonly refused: string }
}

/** Everything of one sheet in hand but the sheet, which the server keeps; it is read again when the page comes back. */
export interface Session {
  readonly file: FileRef | null
  /** What columns were said to be, `sheet.column` → use; and the year of dates without one. */
  readonly as: Readonly<Record<string, string>>
  readonly year: number | null
  /** What holds for all rows: authority, arranger. */
  readonly shared: Values
  readonly files: Readonly<Record<string, FileRef>>
  readonly touched: Readonly<Record<string, Touch>>
  /** Why setting a row up was refused, by row. */
  readonly refused: Readonly<
    Record<string, { readonly message: string; readonly fields: Readonly<Record<string, string>> }>
  >
  readonly made: Readonly<Record<string, Made>>
  /** Changed rows: whether they were taken along, and how it went. */
  readonly updates: Readonly<
    Record<string, { readonly chosen?: boolean; readonly went?: 'done' | { readonly refused: string } }>
  >
  /** Requests that set rows up bear keys made from it: the same until the server has refused one. */
  readonly key: string
}

export const emptySession = (key: string): Session => ({
  file: null,
  as: {},
  year: null,
  shared: {},
  files: {},
  touched: {},
  refused: {},
  made: {},
  updates: {},
  key,
})

/** A row's name in the session: its sheet and its number there. */
export const rowKey = ({ sheet, row }: { sheet: number; row: number }): string => `${sheet}.${row}`

/** The query under which the server reads the sheet again. */
export const queryOf = ({ as, year }: Pick<Session, 'as' | 'year'>): { as?: string; year?: number } => {
  const said = Object.entries(as).map(([column, use]) => `${column}:${use}`)
  return { ...(said.length > 0 ? { as: said.join(',') } : {}), ...(year === null ? {} : { year }) }
}

/** A row as it stands: what was read, what a person put right, what still stands against it. */
export interface Standing {
  readonly key: string
  readonly row: Row
  readonly values: Values
  readonly chosen: boolean
  readonly made: Made | undefined
  /** Must be put right before it can be set up. */
  readonly bad: readonly Fault[]
  /** Should be looked at. */
  readonly look: readonly Fault[]
}

export function standingOf(row: Row, session: Session, preview: Pick<Preview, 'own' | 'shared'>): Standing {
  const key = rowKey(row)
  const touch = session.touched[key]
  const values = touch?.values ? { ...row.values, ...touch.values } : row.values
  const given = touch?.values ?? {}
  const standing = row.faults.filter(({ field }) => field === null || !Object.hasOwn(given, fieldOf(field)))
  const bad = standing.filter(({ level }) => level === 'bad')
  const refused = session.refused[key]
  const told: Fault[] = refused ? [{ level: 'bad', field: null, at: null, message: refused.message }] : []
  return {
    key,
    row,
    values,
    chosen: touch?.chosen ?? row.chosen,
    made: session.made[key],
    bad: [...bad, ...stillMissing(values, session, preview, bad), ...told],
    look: standing.filter(({ level }) => level === 'look'),
  }
}

/** The field a path begins with. */
export const fieldOf = (path: string): string => path.split('.')[0] ?? path

/** Fields that a row needs and that neither it nor the whole sheet has. */
function stillMissing(
  values: Values,
  session: Session,
  { own, shared }: Pick<Preview, 'own' | 'shared'>,
  known: readonly Fault[],
): Fault[] {
  return Object.entries(own).flatMap(([name, field]) => {
    const asked = Object.hasOwn(shared, name)
    if (field.optional || known.some((fault) => fault.field !== null && fieldOf(fault.field) === name))
      return []
    if (!isBlank(values[name]) || (asked && !isBlank(session.shared[name]))) return []
    return [{ level: 'bad' as const, field: name, at: null, message: `没有${field.title}` }]
  })
}

/** The form of one row as it is sent: its own values first, then what holds for the sheet. */
export function rowForm(
  values: Values,
  session: Session,
  { own, shared }: Pick<Preview, 'own' | 'shared'>,
): Record<string, unknown> {
  const common = formOf(shared, session.shared)
  const mine = formOf(own, values)
  const merged: Record<string, unknown> = { ...common, ...mine }
  for (const [name, field] of Object.entries(shared)) {
    const given = values[name]
    if (field.kind === 'group' && typeof given === 'object' && given !== null)
      merged[name] = { ...(common[name] as object), ...given }
  }
  return merged
}

/** Required fields of the sheet that some row lacks, by title. */
export function sharedMissing(
  rows: readonly Standing[],
  session: Session,
  preview: Pick<Preview, 'own' | 'shared'>,
): string[] {
  const lacking = new Set<string>()
  for (const { values } of rows) {
    const form = rowForm(values, session, preview)
    for (const title of lackingIn(preview.shared, form)) lacking.add(title)
  }
  return [...lacking]
}

const lackingIn = (fields: Fields, form: Values): string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (field.kind === 'group') return lackingIn(field.of, (form[name] ?? {}) as Values)
    return !field.optional && isBlank(form[name]) ? [field.title] : []
  })

/** What the sheet says of itself as first values of what holds for all rows. */
export function sharedFrom(preview: Preview): Values {
  const title =
    preview.sheets.find((sheet) => sheet.title !== null)?.title ?? preview.file.name.replace(/\.[^.]*$/, '')
  const first: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(preview.shared)) {
    if (field.kind !== 'group') continue
    const named = Object.entries(field.of).find(([, one]) => one.kind === 'text' && !one.optional)
    if (named) first[name] = { [named[0]]: title }
  }
  return first
}

export const filters = ['all', 'bad', 'look', 'out', 'made'] as const
export type Filter = (typeof filters)[number]

export const filterTitles: Readonly<Record<Filter, string>> = {
  all: '全部',
  bad: '有问题',
  look: '请核对',
  out: '没有勾选',
  made: '已立项',
}

export const isIn = (filter: Filter, { bad, look, chosen, made }: Standing): boolean => {
  switch (filter) {
    case 'all':
      return true
    case 'made':
      return made !== undefined
    case 'out':
      return !chosen && !made
    case 'bad':
      return chosen && !made && bad.length > 0
    case 'look':
      return chosen && !made && look.length > 0
  }
}
