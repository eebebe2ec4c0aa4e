/** How far a sheet reaches: its last row and column that a cell or row stands in, counted from 1. */
export interface Extent {
  readonly rows: number
  readonly columns: number
}

/** A row or cell begins; quoted attribute values may hold anything. */
const BEGINS = /<(?:[A-Za-z_][\w.-]*:)?(row|c)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>/g
const REFERENCE = /(?:^|\s)r\s*=\s*["']\s*([A-Za-z]{0,3})(\d{0,7})/

/** Bytes looked at together; a tag that reaches over the edge is looked at again with what follows. */
const AT_ONCE = 1 << 20
/** No tag of a sheet is longer; what is, is none. */
const LONGEST_TAG = 1 << 16

/**
 * Measures the XML of a sheet without keeping any of it, so that a small file which describes a rectangle no memory holds is refused
 * before its cells are made. A cell or row without a reference follows the one before it.
 */
export function extentOf(xml: Uint8Array): Extent {
  const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength)
  let row = 0
  let column = 0
  const reach = { rows: 0, columns: 0 }
  for (let from = 0; from < bytes.length;) {
    const until = Math.min(from + AT_ONCE, bytes.length)
    const text = bytes.toString('latin1', from, until)
    let read = 0
    for (const found of text.matchAll(BEGINS)) {
      const [whole, kind, attributes = ''] = found
      read = found.index + whole.length
      const [, letters = '', digits = ''] = REFERENCE.exec(attributes) ?? []
      if (kind === 'row') {
        row = digits === '' ? row + 1 : Number(digits)
        column = 0
      } else {
        column = letters === '' ? column + 1 : columnOf(letters)
        if (digits !== '') row = Math.max(row, Number(digits))
      }
      reach.rows = Math.max(reach.rows, row)
      reach.columns = Math.max(reach.columns, column)
    }
    const open = text.lastIndexOf('<')
    const rest = Math.max(read, open >= read && text.length - open < LONGEST_TAG ? open : text.length)
    from += until === bytes.length ? text.length : Math.max(1, rest)
  }
  return reach
}

/** `XFD` → 16384. */
const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
