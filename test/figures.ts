import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Figure, StoredFigure } from '../cli/figures-page.ts'

const PROJECT = fileURLToPath(new URL('../', import.meta.url))
const FOLDER = join(PROJECT, 'docs/figures')

/**
 * Keeps a figure as `docs/figures/<id>.json` when `LUOSHI_FIGURES=1`, with the day, the commit and the load of the machine; else
 * prints it only. `docs/figures.md` is made from these files by `npx luoshi docs --write`.
 */
export function recordFigure(figure: Figure): void {
  if (Number(figure.value) === 0 && figure.of === undefined)
    throw new Error(`${figure.id}: a zero needs the number of trials`)
  const load = (loadavg()[0] ?? 0).toFixed(1)
  const stored: StoredFigure = {
    ...figure,
    on: new Date().toISOString().slice(0, 10),
    commit: commit(),
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    load: Number(load),
  }
  console.log(
    `figure ${figure.id}: ${figure.value}${figure.of ? ` of ${figure.of.n} ${figure.of.what}` : ''}`,
  )
  if (process.env['LUOSHI_FIGURES'] !== '1') return
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, `${figure.id}.json`), `${JSON.stringify(stored, null, 2)}\n`)
}

/** The commit that was measured, with a plus where the code differed from it. */
function commit(): string {
  const git = (...argv: string[]) => execFileSync('git', argv, { cwd: PROJECT, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', ':!docs')
  return git('rev-parse', '--short=9', 'HEAD') + (changed === '' ? '' : '+')
}
