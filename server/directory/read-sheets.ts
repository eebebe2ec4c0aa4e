import { ERROR_COLUMN } from './sheets.ts'

/** One row of a sheet by column, trimmed; `row` is the row's number as the sheet shows it. */
export interface SheetRow<K extends string> {
  readonly row: number
  readonly cells: Readonly<Record<K, string>>
}

/** A fault at a cell; `column` absent when the whole row or sheet is meant. */
export interface SheetError {
  readonly sheet: string
  readonly row: number
  readonly column?: string
  readonly message: string
}

export type ReadRows<K extends string> =
  | { readonly ok: true; readonly rows: readonly SheetRow<K>[] }
  | { readonly ok: false; readonly errors: readonly SheetError[] }

/** Finds the columns by their titles in row 1, whatever their order, and gives the rows that hold anything. */
export function readRows<K extends string>(
  sheet: { name: string; rows: readonly (readonly (string | null)[])[] },
  titles: Readonly<Record<K, string>>,
  needed: readonly NoInfer<K>[],
): ReadRows<K> {
  const header = (sheet.rows[0] ?? []).map((cell) => (cell ?? '').trim())
  const at = new Map<K, number>()
  for (const name of Object.keys(titles) as K[]) {
    const index = header.indexOf(titles[name])
    if (index >= 0) at.set(name, index)
  }
  const missing = needed.filter((name) => !at.has(name)).map((name) => titles[name])
  if (missing.length > 0) {
    return {
      ok: false,
      errors: [{ sheet: sheet.name, row: 1, message: `第一行缺少这些列：${missing.join('、')}` }],
    }
  }
  const last = header.indexOf(ERROR_COLUMN)
  const rows = sheet.rows.slice(1).flatMap((written, index) => {
    const filled = written.some((cell, column) => column !== last && (cell ?? '').trim() !== '')
    if (!filled) return []
    const cells = Object.fromEntries(
      (Object.keys(titles) as K[]).map((name) => [
        name,
        (written[at.get(name) ?? -1] ?? '').trim().normalize('NFC'),
      ]),
    ) as Record<K, string>
    return [{ row: index + 2, cells }]
  })
  return { ok: true, rows }
}
