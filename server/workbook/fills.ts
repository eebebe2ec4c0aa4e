import type { CellStyle } from 'hucre/xlsx'

/** The colours of marked cells: an error must be put right, a warning should be looked at. */
export const fills = { error: 'F8CBAD', warn: 'FFE699' } as const

/** Who signs the notes that the system leaves on cells. */
export const noteAuthor = '系统'

/** A cell background in one colour, given as RRGGBB. */
export function solid(rgb: string): NonNullable<CellStyle['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb } }
}
