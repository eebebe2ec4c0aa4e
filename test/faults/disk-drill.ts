// `npm run drill:disk`: an installation on a small disk that is filled under load, several times over, and emptied again. Needs root,
// for a disk of its own (tmpfs). Nothing is done by hand in between.

import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, openSync, closeSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { audit } from '#store/audit.ts'
import { openDb } from '#store/db.ts'
import { spaceOn, watchDisk } from '#store/disk.ts'
import { isSettled } from '#store/sequencer.ts'
import { Site } from '../backup/site.ts'
import { actorOf, doing } from '../factories.ts'
import { recordFigure } from '../figures.ts'

const ROUNDS = Number(process.env['DRILL_ROUNDS'] ?? 5)
const MB = 2 ** 20
/** What the filler leaves, a different amount each round: the disk becomes full in the log, in a table, in a tile. */
const LEFT = [0, 12, 4, 15, 9]

const mount = mkdtempSync(join(tmpdir(), 'luoshi-small-disk-'))
execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=800m', 'tmpfs', mount])
chmodSync(mount, 0o755)

/** Takes the room on the disk but so many bytes. */
function fill(path: string, left: number): void {
  const file = openSync(path, 'w')
  const chunk = Buffer.alloc(MB / 4)
  try {
    while (spaceOn(mount).free > left) writeSync(file, chunk)
  } catch {
    // Full.
  } finally {
    closeSync(file)
  }
}

const confirmed = new Set<string>()
const unknown = new Set<string>()
const refusals = new Map<string, number>()

const give = (site: Site, key: string) =>
  doing(site.context, 'give', actorOf('u0'), { title: '修缮河堤', lead: 'u1', due: '2027-12-31' }, { key })

async function ask(site: Site, key: string): Promise<boolean> {
  try {
    const outcome = await give(site, key)
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
    unknown.delete(key)
    confirmed.add(key)
    return true
  } catch (error) {
    unknown.add(key)
    const said =
      error instanceof Error
        ? `${'code' in error ? String(error.code) : ''} ${error.message}`.slice(0, 60)
        : ''
    refusals.set(said, (refusals.get(said) ?? 0) + 1)
    return false
  }
}

let working = true
async function work(site: Site): Promise<void> {
  // Slow enough that the disk is filled by us, and not by the acts themselves.
  while (working) await pause((await ask(site, randomUUID())) ? 10 : 50)
}

/** @returns seconds from the moment there was room again until something was confirmed */
async function round(site: Site, left: number): Promise<number> {
  const filler = join(mount, 'filler')
  const before = unknown.size
  fill(filler, left * MB)
  // Until nothing goes any more, and some seconds longer.
  const since = performance.now()
  while (unknown.size < before + 20 && performance.now() - since < 90_000) await pause(100)
  await pause(6_000)
  rmSync(filler)
  const freed = performance.now()
  const then = confirmed.size
  while (confirmed.size === then) await pause(50)
  return (performance.now() - freed) / 1_000
}

const site = await Site.found('durable', mount)
const admin = openDb(site.server.admin, { size: 1 })
await admin.script("alter system set max_wal_size = '96MB'")
await admin.script('select pg_reload_conf()')
await admin.close()
const watch = await watchDisk({
  folders: [site.dataDir],
  reserve: join(site.dataDir, 'reserve'),
  everyMs: 500,
})
try {
  const people = Array.from({ length: 6 }, () => work(site))
  await pause(2_000)
  const back: number[] = []
  for (let n = 0; n < ROUNDS; n++) {
    const left = LEFT[n % LEFT.length] ?? 0
    back.push(await round(site, left))
    console.log(
      `left ${left} MB: back after ${back.at(-1)?.toFixed(1)} s; ${confirmed.size} confirmed, ${unknown.size} unanswered`,
    )
    await pause(2_000)
  }
  working = false
  await Promise.all(people)
  for (const key of unknown) if (!(await ask(site, key))) console.log(`${key} is still not done`)
  while (!(await isSettled(site.context, site.log))) await pause(100)
  const { rows } = await site.db.query<{ key: string; n: number }>(
    "select idem_key as key, count(*) as n from journal where tenant_id = 't1' group by 1",
  )
  const times = new Map(rows.map(({ key, n }) => [key.slice(-36), n]))
  const lost = [...confirmed].filter((key) => times.get(key) !== 1)
  const { found } = await audit(site.context, site.log.verifier, { folder: site.log.folder })
  console.log([...refusals].map(([said, n]) => `${n} × ${said}`).join('\n'))
  console.log(`the supervisor said: ${site.said.join(' ')}`)
  console.log(`${lost.length} lost or doubled, audit found ${found}, ${unknown.size} never done`)
  recordFigure({
    id: 'd6-disk-full',
    part: 'endurance',
    title:
      'Acknowledged acts lost or doubled when the disk filled up under load; the service came back by itself each time',
    value: lost.length + found + unknown.size,
    of: { n: confirmed.size, what: `acts, the disk full ${ROUNDS} times` },
    command: `DRILL_ROUNDS=${ROUNDS} npm run drill:disk`,
    note: `Longest time from room on the disk to the next confirmed act: ${Math.max(...back).toFixed(1)} s. Without the guard that refuses acts beforehand: the database itself ran into the end of the disk.`,
  })
  process.exitCode = lost.length + found + unknown.size === 0 ? 0 : 1
} finally {
  working = false
  await watch.stop()
  await site.close()
  execFileSync('umount', [mount])
  rmSync(mount, { recursive: true })
}
