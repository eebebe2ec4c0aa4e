import { POST_COLUMNS, POST_SHEET, UNIT_COLUMNS, UNIT_SHEET } from '#server/directory/sheets.ts'
import { writeWorkbook } from '#server/workbook/workbook.ts'

export type UnitRow = Partial<Record<keyof typeof UNIT_COLUMNS, string>>
export type PostRow = Partial<Record<keyof typeof POST_COLUMNS, string>>

/** A directory as an office would fill it in: units and posts without keys, ready to be imported. */
export async function directorySheet(units: readonly UnitRow[], posts: readonly PostRow[]): Promise<Buffer> {
  const sheets = [
    { name: UNIT_SHEET, columns: UNIT_COLUMNS, rows: units },
    { name: POST_SHEET, columns: POST_COLUMNS, rows: posts },
  ]
  const bytes = await writeWorkbook(
    sheets
      .filter(({ rows }) => rows.length > 0)
      .map(({ name, columns, rows }) => ({
        name,
        columns: Object.values(columns).map((title) => ({ title, width: 12 })),
        rows: rows.map((row: Record<string, string>) =>
          Object.keys(columns).map((column) => row[column] ?? ''),
        ),
      })),
  )
  return Buffer.from(bytes)
}

/** A file as a page's file field takes it. */
export const workbookFile = (name: string, buffer: Buffer) => ({
  name,
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer,
})
