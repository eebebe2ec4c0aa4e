// `npm run drill:migrate`: the version before serves a large database; this version's migrations are applied meanwhile, and both
// versions then serve it at the same time. Counts what failed, and the longest that somebody waited for an act.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { fillIn } from '#store/filling.ts'
import { migrate } from '#store/migrate.ts'
import { smallRulebook } from '../factories.ts'
import { recordFigure } from '../figures.ts'

/** The last commit before the first of these migrations. */
const BEFORE = process.env['DRILL_BEFORE'] ?? '15032f3'
/** Matters in the database, most of them copies. */
const MATTERS = Number(process.env['DRILL_MATTERS'] ?? 200_000)
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LOAD = 'test/faults/migration-load.ts'
const SEEDED = 500

interface Heard {
  readonly ms: number[]
  readonly failed: string[]
}

function load(folder: string, connection: object): { child: ChildProcess; heard: Heard } {
  const child = spawn(process.execPath, [join(folder, LOAD), JSON.stringify({ connection })], { cwd: folder })
  const heard: Heard = { ms: [], failed: [] }
  let rest = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const said = JSON.parse(line) as { ms?: number; failed?: string }
      if (said.ms === undefined) heard.failed.push(said.failed ?? '')
      else heard.ms.push(said.ms)
    }
  })
  child.stderr.on('data', (chunk: Buffer) => process.stderr.write(chunk))
  return { child, heard }
}

/** Copies of matters and acts: what an index has to go through. */
const COPIES = [
  `insert into matter select (jsonb_populate_record(m, jsonb_build_object('id', m.id || '-' || g, 'number', m.number || '-' || g))).*
   from matter m, generate_series(1, $1::int) g`,
  `insert into journal select (jsonb_populate_record(j, jsonb_build_object('act_id', j.act_id || '-' || g,
     'matter_id', j.matter_id || '-' || g, 'idem_key', j.idem_key || '-' || g))).*
   from journal j, generate_series(1, $1::int) g`,
]

const longest = (ms: readonly number[]): number => ms.reduce((most, one) => Math.max(most, one), 0)

const folder = mkdtempSync(join(tmpdir(), 'luoshi-migration-'))
const before = join(folder, 'before')
execFileSync('chmod', ['755', folder])
execFileSync('git', ['worktree', 'add', '--detach', before, BEFORE], { cwd: ROOT, stdio: 'ignore' })
symlinkSync(join(ROOT, 'node_modules'), join(before, 'node_modules'))
execFileSync('mkdir', ['-p', join(before, 'test/faults')])
copyFileSync(join(ROOT, LOAD), join(before, LOAD))
const server = await startEmbedded({ dir: join(folder, 'data') })
if (!server.ok) throw new Error(server.because)
try {
  const connection = server.config
  execFileSync(process.execPath, [join(before, LOAD), JSON.stringify({ connection, seed: SEEDED })], {
    cwd: before,
  })
  const db = openDb(connection, { size: 4, statementTimeout: 0 })
  for (const sql of COPIES) await db.query(sql, [Math.round(MATTERS / SEEDED)])
  await db.script('analyze')
  const old = load(before, connection)
  await pause(5_000)
  const [calm, calmActs] = [longest(old.heard.ms), old.heard.ms.length]
  const failedBefore = old.heard.failed.length
  const started = performance.now()
  const migrated = await migrate(db)
  await fillIn(db, smallRulebook)
  const seconds = (performance.now() - started) / 1_000
  const during = old.heard.ms.slice(calmActs)
  console.log(
    migrated,
    `${seconds.toFixed(1)} s; longest act ${calm.toFixed(0)} ms before, ${longest(during).toFixed(0)} ms during`,
  )
  const next = load(ROOT, connection)
  await pause(5_000)
  for (const { child } of [old, next]) child.kill()
  const failed = [...old.heard.failed.slice(failedBefore), ...next.heard.failed]
  const acts = old.heard.ms.length - calmActs + next.heard.ms.length
  console.log(
    `${acts} acts, ${failed.length} failed; both versions: longest ${longest(next.heard.ms).toFixed(0)} ms`,
    new Set(failed),
  )
  const applied = migrated.ok ? migrated.applied.join(', ') : migrated.because
  const command = `DRILL_MATTERS=${MATTERS} npm run drill:migrate`
  recordFigure({
    id: 'd4-longest-blocked-act',
    part: 'endurance',
    title: 'Longest act of the version before while migrations were applied under load',
    value: `${longest(during).toFixed(0)} ms`,
    of: { n: during.length, what: `acts during the ${seconds.toFixed(1)} s of migrations ${applied}` },
    command,
    note: `${MATTERS} matters and as many acts in the database; the longest act in the calm before was ${calm.toFixed(0)} ms.`,
  })
  recordFigure({
    id: 'd4-failed-acts',
    part: 'endurance',
    title:
      'Acts that failed while migrations were applied and while both versions then served the same database',
    value: failed.length,
    of: { n: acts, what: `acts of commit ${BEFORE} and of this one` },
    command,
  })
  await db.close()
  process.exitCode = failed.length === 0 && migrated.ok ? 0 : 1
} finally {
  await server.stop()
  execFileSync('git', ['worktree', 'remove', '--force', before], { cwd: ROOT })
  rmSync(folder, { recursive: true, force: true })
}
