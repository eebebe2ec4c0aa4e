import mammoth from 'mammoth'

/** The parts of mammoth's document tree that carry text. */
interface Node {
  type: string
  value?: string
  children?: readonly Node[]
  colSpan?: number
  rowSpan?: number
  numbering?: { isOrdered: boolean; level: string | number } | null
}

/** Word keeps automatic numbers out of the text; this writes them back, one style per level. */
class Numbers {
  private readonly counts: number[] = []

  next(level: number): string {
    this.counts.length = level + 1
    const count = (this.counts[level] ?? 0) + 1
    this.counts[level] = count
    if (level === 0) return `${count}. `
    return level === 1 ? `（${count}）` : `${count}）`
  }
}

function wordsOf(node: Node): string {
  if (node.type === 'text') return node.value ?? ''
  if (node.type === 'tab') return ' '
  if (node.type === 'break') return '\n'
  // Inserted numbers of footnotes and comments are no part of the text.
  if (node.type === 'noteReference' || node.type === 'commentReference') return ''
  return (node.children ?? []).map(wordsOf).join('')
}

const NUMBERED = /^\s*(?:[一二三四五六七八九十]+、|[（(]|\d+[.、．]|第[一二三四五六七八九十]+)/

function paragraph(node: Node, numbers: Numbers): string {
  const words = wordsOf(node).trim()
  if (words === '' || !node.numbering?.isOrdered || NUMBERED.test(words)) return words
  return numbers.next(Number(node.numbering.level) || 0) + words
}

/** The words of a cell on one line; an empty cell is a dash, to tell it from the lower part of a merged one. */
function cellWords(cell: Node): string {
  const lines: string[] = []
  collect(cell, lines, new Numbers())
  const words = lines
    .map((line) => line.replaceAll(/[\t\n]+/g, ' '))
    .reduce((all, line) => (all === '' || /[。；：、，]$/.test(all) ? all + line : `${all} ${line}`), '')
  return words === '' ? '—' : words
}

/** A table as tab-separated rows; a merged cell stands once, in its first row and column. */
function tableRows(table: Node): string[] {
  const held: number[] = []
  return rowsOf(table).map((row) => {
    const cells: string[] = []
    const skipHeld = (): void => {
      while ((held[cells.length] ?? 0) > 0) {
        held[cells.length] = (held[cells.length] as number) - 1
        cells.push('')
      }
    }
    for (const cell of row.children ?? []) {
      skipHeld()
      const words = cellWords(cell)
      for (let span = 0; span < Math.min(cell.colSpan ?? 1, 64); span++) {
        held[cells.length] = (cell.rowSpan ?? 1) - 1
        cells.push(span === 0 ? words : '')
      }
    }
    skipHeld()
    return cells.join('\t')
  })
}

const rowsOf = (table: Node): Node[] =>
  (table.children ?? []).flatMap((child) => (child.type === 'tableRow' ? [child] : rowsOf(child)))

function collect(node: Node, lines: string[], numbers: Numbers): void {
  if (node.type === 'paragraph') lines.push(paragraph(node, numbers))
  else if (node.type === 'table') lines.push(...tableRows(node))
  else for (const child of node.children ?? []) collect(child, lines, numbers)
}

/**
 * Turns a .docx into text: paragraphs as lines, tables as tab-separated rows, automatic numbers written out.
 * Rejects when the package is not a Word document; the caller answers for limits on size.
 */
export async function docxText(bytes: Uint8Array): Promise<string> {
  const lines: string[] = []
  await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      transformDocument: (document: Node) => {
        collect(document, lines, new Numbers())
        return { ...document, children: [] }
      },
    },
  )
  return lines.join('\n')
}
