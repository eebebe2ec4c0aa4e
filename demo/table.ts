import { readFileSync } from 'node:fs'

/** The rows of a tab-separated file of this folder's `data`, by the names in its first line. */
export function readTable(file: string): Record<string, string>[] {
  const text = readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8')
  const [head = '', ...lines] = text.trimEnd().split('\n')
  const names = head.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(names.map((name, n) => [name, cells[n] ?? '']))
  })
}

/** The words of a cell: those between spaces. */
export const words = (cell: string | undefined): string[] => (cell ?? '').split(' ').filter(Boolean)
