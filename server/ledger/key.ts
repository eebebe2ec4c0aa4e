import { createHash } from 'node:crypto'
import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** What the hidden key of an exported row says: which matter, at which version, and what its cells held then. */
export interface RowKey {
  readonly matter: string
  readonly ver: number
  /** A digest per ledger column, by name. */
  readonly held: Readonly<Record<string, string>>
}

const LENGTH = 8

/** A cell as it is compared: spreadsheets change line ends and drop blanks at the end. */
export const comparable = (cell: string): string =>
  cell
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .trim()

const digest = (cell: string): string =>
  createHash('sha256').update(comparable(cell)).digest('base64url').slice(0, LENGTH)

/**
 * The key of a row: `matter@version@digests`. The digests tell, when the sheet comes back, which cells were changed in it and
 * which on the record, without keeping every sheet that ever left the house.
 */
export function keyOf(
  matter: string,
  ver: number,
  columns: readonly LedgerColumn[],
  cells: Readonly<Record<string, string>>,
): string {
  return `${matter}@${ver}@${columns.map(({ name }) => digest(cells[name] ?? '')).join('')}`
}

/** The key in a cell, or null for anything that is none of ours. */
export function keyIn(cell: string, columns: readonly LedgerColumn[]): RowKey | null {
  const found = /^([0-9A-Za-z_.:-]{1,64})@(\d{1,9})@([\w-]*)$/.exec(cell.trim())
  const [, matter = '', ver = '', digests = ''] = found ?? []
  if (!found || digests.length !== columns.length * LENGTH) return null
  const held = columns.map(({ name }, at) => [name, digests.slice(at * LENGTH, (at + 1) * LENGTH)] as const)
  return { matter, ver: Number(ver), held: Object.fromEntries(held) }
}

/** Whether a cell still holds what the key says it held. */
export const stillHolds = ({ held }: RowKey, column: string, cell: string): boolean =>
  held[column] === digest(cell)
