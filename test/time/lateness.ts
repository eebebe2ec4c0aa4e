// `npm run measure:lateness`: the sweepers were away for an hour in which ten thousand terms ran out. How long until all have fired, and
// how long for each? On a durable server, by the sweeper as the service starts it. The normal hour is measured by `npm run soak`.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { actMany } from '#store/act-many.ts'
import type { StoreContext } from '#store/context.ts'
import { type Db, openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { migrate } from '#store/migrate.ts'
import { newId } from '#store/new-id.ts'
import { startSweeper } from '#store/sweep.ts'
import { actorOf, seedDistrict } from '#test/factories.ts'
import { recordFigure } from '#test/figures.ts'
import { timedRulebook } from './procedure.ts'

const HOUR = 3_600_000
const BEGAN = Date.parse('2026-03-02T01:00:00.000Z')
const OVERDUE = 10_000
const AT_A_TIME = 100
const ROUNDS = 3

const OVERDUE_STILL = `
select exists (select from duty where tenant_id = 't1' and alarm_at is not null and alarm_at <= $1::timestamptz) as more`

/** A clock that is set by hand and runs on from there. */
class RunningClock {
  #base = BEGAN
  #since = performance.now()

  set(ms: number): void {
    this.#base = ms
    this.#since = performance.now()
  }

  now(): string {
    return new Date(this.#base + performance.now() - this.#since).toISOString()
  }
}

const dir = mkdtempSync(join(tmpdir(), 'luoshi-lateness-'))
const server = await startEmbedded({ dir })
if (!server.ok) throw new Error(server.because)
try {
  const db = openDb(server.config, { size: 10 })
  try {
    const migrated = await migrate(db)
    if (!migrated.ok) throw new Error(migrated.because)
    await seedDistrict(db)
    await measure(db)
  } finally {
    await db.close()
  }
} finally {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}

async function measure(db: Db): Promise<void> {
  const clock = new RunningClock()
  const context: StoreContext = {
    db,
    tenant: 't1',
    rulebook: timedRulebook,
    clock,
    newId,
    newSalt: () => randomBytes(32),
  }
  const seconds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    // Two days between rounds: what is left of the earlier ones is not due in between.
    const from = BEGAN + round * 48 * HOUR
    await overdueHour(context, clock, from)
    clock.set(from + 25 * HOUR)
    seconds.push(await untilFired(context, clock.now()))
    console.log(`round ${round + 1}: ${OVERDUE} rungs in ${seconds.at(-1)?.toFixed(2)} s`)
  }
  const most = Math.max(...seconds)
  recordFigure({
    id: 'r6-after-outage',
    part: 'endurance',
    title: 'From the end of an hour without sweepers until every overdue rung has fired (slowest round)',
    value: `${most.toFixed(1)} s`,
    of: { n: OVERDUE * ROUNDS, what: `rungs in ${ROUNDS} outages` },
    command: 'npm run measure:lateness',
    note: `rounds: ${seconds.map((one) => one.toFixed(1)).join(', ')} s; one sweeper, durable commits; load of the machine ${loadavg()[0]?.toFixed(1)}`,
  })
}

/** Ten thousand matters whose first term runs out within the hour that begins a day after `from`. */
async function overdueHour(context: StoreContext, clock: RunningClock, from: number): Promise<void> {
  for (let n = 0; n < OVERDUE; n += AT_A_TIME) {
    clock.set(from + Math.floor((n / OVERDUE) * HOUR))
    const outcome = await actMany(context, {
      procedure: 'timed',
      act: 'give',
      forms: Array.from({ length: AT_A_TIME }, (_, i) => ({
        title: `事由${n + i}`,
        lead: `u${1 + (i % 5)}`,
        due: '2026-12-31',
        points: [],
      })),
      actor: actorOf('u0'),
      key: newId(),
      channel: { via: 'web', auth: 'session' },
    })
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  }
}

/** Seconds from the start of the sweeper until nothing is overdue that was when it began. */
async function untilFired(context: StoreContext, now: string): Promise<number> {
  let climbed = 0
  const began = performance.now()
  const sweeper = startSweeper(context, {
    everyMs: 1_000,
    onTrouble: (said) => console.error(said),
    onSwept: (swept) => (climbed += swept.climbed),
  })
  for (;;) {
    const { rows } = await context.db.query<{ more: boolean }>(OVERDUE_STILL, [now])
    if (!rows[0]?.more) break
    await pause(20)
  }
  const seconds = (performance.now() - began) / 1_000
  await sweeper.stop()
  if (climbed !== OVERDUE) throw new Error(`${climbed} rungs were climbed, ${OVERDUE} were overdue`)
  return seconds
}
