import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { StartContext, Step } from './start.ts'

const PROJECT = fileURLToPath(new URL('../', import.meta.url))

/** Folder of the built web app. */
export const WEB_DIST = join(PROJECT, 'web/dist')

const STAMP = '.built-from'

/** What the build is made from: a change in any of these makes it stale. */
const SOURCES = [
  'web/**/*.{ts,tsx,css,html,svg}',
  'server/contract/*.ts',
  'kernel/fields.ts',
  'journal/seal/*.ts',
  'journal/{bytes,canonical,fault}.ts',
  'journal/verify.mjs',
  'package-lock.json',
]

/** One hash over the names and contents of all sources of the web app. */
export function sourceHash(): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: PROJECT })).filter(
    (f) => !f.startsWith('web/dist'),
  )
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(PROJECT, file)))
  return hash.digest('hex')
}

/** Builds the web app unless the build at hand was made from these very sources. */
export async function buildWeb({
  progress,
  signal,
}: Pick<StartContext, 'progress' | 'signal'>): Promise<Step> {
  const wanted = sourceHash()
  const stamp = join(WEB_DIST, STAMP)
  const built = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  if (built) return { ok: true }
  progress(0, 1, '生成网页')
  const beside = `${WEB_DIST}.${process.pid}`
  try {
    await runVite(beside, signal)
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    return { ok: false, because: `网页没有生成（${firstLine(error)}），请先运行 npm ci，再重新启动。` }
  }
  writeFileSync(join(beside, STAMP), wanted)
  takePlace(beside)
  progress(1, 1, '生成网页')
  return { ok: true }
}

/** A build is made beside the old one and takes its place whole: a server that runs from this checkout goes on serving. */
function takePlace(beside: string): void {
  const old = `${beside}.old`
  if (existsSync(WEB_DIST)) renameSync(WEB_DIST, old)
  renameSync(beside, WEB_DIST)
  rmSync(old, { recursive: true, force: true })
}

/** Vite runs in a process of its own: in this one it would hold some 200 MB for as long as the service lives. */
async function runVite(into: string, signal: AbortSignal): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  const options = [
    'build',
    '--config',
    join(PROJECT, 'web/vite.config.ts'),
    '--logLevel',
    'error',
    '--outDir',
    into,
  ]
  await promisify(execFile)(process.execPath, [vite, ...options], { cwd: PROJECT, signal })
}

/** What Vite said on standard error, or why it could not be run. */
function firstLine(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
  const text = said || (error instanceof Error ? error.message : String(error))
  return text.split('\n')[0] ?? ''
}
