// `npm run test:canary`: every sealed opinion carries 32 random bytes as a mark. Before the round is opened the marks are looked for in
// all that a server has: every table, every file of the cluster with its write-ahead log, a copy of it as a backup takes one, and the
// memory of the process. Afterwards they must be found, or the search itself was at fault.
import { type ChildProcess, fork } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeHeapSnapshot } from 'node:v8'
import { type Db, openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { migrate } from '#store/migrate.ts'
import { recordFigure } from '../figures.ts'
import { type Level, type SealGround, done, sealGround } from '../seal-ground.ts'

const MEMBERS = 12
const LOG = 'test.example/log/t1'
const members = Array.from({ length: MEMBERS }, (_, n) => `u5-m${n + 1}`)

const asked = <T>(member: ChildProcess, what: object | string): Promise<T> =>
  new Promise((resolve) => {
    member.once('message', (answer) => resolve(answer as T))
    member.send(what)
  })

async function gathered(ground: SealGround, member: ChildProcess, level: Level): Promise<string> {
  const round = await ground.open(level, members)
  if (level === 'strict') await ground.enrol(round)
  done(await ground.doing('opinions.begin', 'u1-a', round))
  for (const post of members) {
    const sheet = await ground.sheet(round, post)
    const { meeting, topic, version = 0, expected, trustees, keys } = await ground.record(sheet)
    const ctx = { log: LOG, meeting, item: topic, member: post, round, ver: version + 1, expected, trustees }
    const sealed = await asked<string>(member, { ctx, keys })
    done(await ground.doing('opinion.seal', post, sheet, { sealed }))
  }
  return round
}

/** Every table as text, one file: what a dump holds. */
async function dump(db: Db, into: string): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname = current_schema()`,
  )
  const parts: string[] = []
  for (const { name } of rows) {
    const all = await db.query<{ line: string }>(`select x::text as line from "${name}" x`)
    parts.push(name, ...all.rows.map(({ line }) => line))
  }
  writeFileSync(into, parts.join('\n'))
}

/** How often the marks stand in the files of a folder, in any spelling that a program might keep them in. */
function found(folder: string, marks: readonly string[]): number {
  const spellings = marks.flatMap((mark) => [Buffer.from(mark), Buffer.from(mark, 'utf16le')])
  let hits = 0
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue
    const bytes = readFileSync(path)
    hits += spellings.filter((spelling) => bytes.includes(spelling)).length
  }
  return hits
}

const dir = mkdtempSync(join(tmpdir(), 'luoshi-canary-'))
const searched = mkdtempSync(join(tmpdir(), 'luoshi-canary-search-'))
const server = await startEmbedded({ dir, durability: 'scratch' })
if (!server.ok) throw new Error(server.because)
const member = fork(fileURLToPath(new URL('member.ts', import.meta.url)), { stdio: 'inherit' })
const db = openDb(server.config, { size: 4 })
try {
  const migrated = await migrate(db)
  if (!migrated.ok) throw new Error(migrated.because)
  const ground = await sealGround(db, MEMBERS)
  const rounds = [
    await gathered(ground, member, 'strict'),
    await gathered(ground, member, 'standard'),
  ] as const
  await db.script('checkpoint').catch(() => undefined)
  await dump(db, join(searched, 'dump.txt'))
  cpSync(dir, join(searched, 'cluster'), { recursive: true, filter: (path) => !/\.s\.PGSQL/.test(path) })
  // Memory last, and before this process is told what it is to look for.
  writeHeapSnapshot(join(searched, 'server.heapsnapshot'))
  const marks = await asked<readonly string[]>(member, 'tell')
  const before = found(searched, marks)
  for (const [n, round] of rounds.entries()) {
    done(await ground.doing('opinions.close', 'u1-a', round))
    for (const post of n === 0 ? ['u0-a', 'u1-a'] : [])
      done(await ground.doing('opinions.release', post, round, { halves: await ground.halves(round, post) }))
    done(await ground.doing('opinions.reveal', 'u1-a', round))
  }
  await dump(db, join(searched, 'dump.txt'))
  const after = marks.filter((mark) => readFileSync(join(searched, 'dump.txt')).includes(mark)).length
  if (after !== marks.length)
    throw new Error(`only ${after} of ${marks.length} marks are found once all is open`)
  recordFigure({
    id: 'a3-canary-hits',
    part: 'proof',
    title:
      'Marks of sealed opinions found before the round was opened, in tables, cluster files with write-ahead log, their copy and the heap of the server',
    value: before,
    of: { n: marks.length, what: 'marks of 32 random bytes (all found once the round was open)' },
    command: 'npm run test:canary',
  })
  process.exitCode = before === 0 ? 0 : 1
} finally {
  member.kill()
  await db.close()
  await server.stop()
  for (const folder of [dir, searched]) rmSync(folder, { recursive: true, force: true })
}
