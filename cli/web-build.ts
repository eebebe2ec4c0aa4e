import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StartContext, Step } from './start.ts'

const PROJECT = fileURLToPath(new URL('../', import.meta.url))

/** Folder of the built web app. */
export const WEB_DIST = join(PROJECT, 'web/dist')

const STAMP = join(WEB_DIST, '.built-from')

/** What the build is made from: a change in any of these makes it stale. */
const SOURCES = [
  'web/**/*.{ts,tsx,css,html,svg}',
  'server/contract/*.ts',
  'kernel/fields.ts',
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
export async function buildWeb({ progress }: Pick<StartContext, 'progress'>): Promise<Step> {
  const wanted = sourceHash()
  const built = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted
  if (built) return { ok: true }
  progress(0, 1, '生成网页')
  try {
    const { build } = await import('vite')
    await build({ configFile: resolve(PROJECT, 'web/vite.config.ts'), logLevel: 'error' })
  } catch (error) {
    const because = error instanceof Error ? error.message.split('\n')[0] : String(error)
    return { ok: false, because: `网页没有生成（${because}），请先运行 npm ci，再重新启动。` }
  }
  // The stamp is written last: a build cut short counts as none.
  writeFileSync(STAMP, wanted)
  progress(1, 1, '生成网页')
  return { ok: true }
}
