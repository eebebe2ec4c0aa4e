import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rulebook } from '#rulebook/index.ts'
import { coveragePages, rulebookSources } from './coverage-page.ts'
import { figuresPage, storedFigures } from './figures-page.ts'
import type { Io } from './io.ts'
import { referencePages } from './reference.ts'

const PROJECT = fileURLToPath(new URL('../', import.meta.url))

/** Every page of the documents that is made: from the rulebook, and from the figures that were measured. */
export const madePages = (): Record<string, string> => ({
  ...referencePages(rulebook),
  ...coveragePages(rulebook, rulebookSources(PROJECT)),
  'docs/figures.md': figuresPage(storedFigures(join(PROJECT, 'docs/figures'))),
})

/**
 * `luoshi docs [--write]`: compares the made pages with what they are made from, or writes them anew.
 *
 * @returns 0 when they agree (or were written), 1 when some differ, 2 for unknown arguments
 */
export async function docs(argv: readonly string[], io: Io): Promise<number> {
  const write = argv.includes('--write')
  if (argv.some((arg) => arg !== '--write')) {
    io.err('用法：luoshi docs [--write]')
    return 2
  }
  const stale = Object.entries(madePages()).filter(([path, page]) => onDisk(path) !== page)
  for (const [path, page] of write ? stale : []) {
    mkdirSync(dirname(join(PROJECT, path)), { recursive: true })
    writeFileSync(join(PROJECT, path), page)
  }
  for (const [path] of stale) io.out(`${write ? '已更新' : '需要更新'}：${path}`)
  return stale.length > 0 && !write ? 1 : 0
}

function onDisk(path: string): string | undefined {
  try {
    return readFileSync(join(PROJECT, path), 'utf8')
  } catch {
    return undefined
  }
}
