// `npm run test:time`: a million deadlines in simulated years, the store against a model. Another seed: `npm run test:time -- --seed x`.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seeded } from '#demo/random.ts'
import { type Db, openDb } from '#store/db.ts'
import { startEmbedded } from '#store/embedded/start.ts'
import { migrate } from '#store/migrate.ts'
import { seedDistrict } from '#test/factories.ts'
import { recordFigure } from '#test/figures.ts'
import { type Verdict, audited, compare } from './compare.ts'
import type { Fates } from './model.ts'
import { liveUntil } from './random-life.ts'
import { Life } from './steps.ts'
import { World } from './world.ts'

const YEAR = 365.25 * 86_400_000
const BEGAN = Date.parse('2026-03-02T01:00:00.000Z')

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    shards: { type: 'string', default: '2' },
    years: { type: 'string', default: '20' },
    /** Matters set up at a time at most: how many deadlines there will be. */
    orders: { type: 'string', default: '4' },
    points: { type: 'string', default: '20' },
  },
})
const [shards, years, orders, points] = [values.shards, values.years, values.orders, values.points].map(
  Number,
) as [number, number, number, number]

interface Shard extends Fates, Verdict {
  readonly matters: number
  readonly refused: number
  readonly held: number
  readonly races: { closed: number; fired: number }
  readonly seconds: number
}

console.log(`seed ${values.seed}, ${shards} districts of ${years} years, load ${loadavg()[0]?.toFixed(1)}`)
const dir = mkdtempSync(join(tmpdir(), 'luoshi-time-'))
const server = await startEmbedded({ dir, durability: 'scratch' })
if (!server.ok) throw new Error(server.because)
const lived: Shard[] = []
try {
  const db = openDb(server.config, { size: 8 })
  try {
    const migrated = await migrate(db)
    if (!migrated.ok) throw new Error(migrated.because)
    await seedDistrict(db)
    for (let n = 0; n < shards; n++) lived.push(await live(db, n))
  } finally {
    await db.close()
  }
} finally {
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
}
report(lived)

async function live(db: Db, n: number): Promise<Shard> {
  await db.script(
    'truncate matter, duty, party, notice, late, journal, journal_body, journal_pending, search_doc, search_word, counter, clock_hold, calendar_year cascade',
  )
  const began = performance.now()
  const life = new Life(new World(db, BEGAN))
  const random = seeded(`${values.seed}/${n}`)
  const stopTelling = tell(life, n)
  await liveUntil(life, random, BEGAN + years * YEAR, { orders, underway: 150, points })
  stopTelling()
  const verdict = await compare(db, 't1', life.fires)
  const [different] = await audited(db, 't1')
  if (different !== undefined) throw new Error(`what is stored is not what the journal makes: ${different}`)
  const { refused, held, races, matters } = life
  const seconds = (performance.now() - began) / 1_000
  const shard = { ...life.model.fates, ...verdict, matters: matters.length, refused, held, races, seconds }
  console.log(JSON.stringify({ district: n, ...shard }))
  if (verdict.early + verdict.missed + verdict.double + verdict.disordered > 0)
    throw new Error(
      `district ${n} of seed ${values.seed} disagrees with the model: ${verdict.examples.join('; ')}`,
    )
  return shard
}

/** Says every half minute how far it is. */
function tell(life: Life, n: number): () => void {
  const timer = setInterval(() => {
    const year = new Date(life.world.truth).toISOString().slice(0, 10)
    console.log(`district ${n}: ${year}, ${life.model.fates.armed} armed, ${life.fires.length} fired`)
  }, 30_000)
  return () => clearInterval(timer)
}

function report(all: readonly Shard[]): void {
  const sum = (of: (shard: Shard) => number): number => all.reduce((total, shard) => total + of(shard), 0)
  const armed = sum((shard) => shard.armed)
  const command = `npm run test:time -- --seed ${values.seed} --shards ${shards} --years ${years} --orders ${orders} --points ${points}`
  const note =
    `${sum((s) => s.matters)} matters; ${sum((s) => s.fired)} fired, ${sum((s) => s.cancelled)} met or ended before, ` +
    `${sum((s) => s.superseded)} moved or paused; ${sum((s) => s.held)} sweeps stood still for a clock that had jumped; ` +
    `${sum((s) => s.races.closed + s.races.fired)} closings raced a sweep in the millisecond of their alarm; ` +
    `${sum((s) => s.refused)} acts refused for want of a holiday notice; ${Math.round(sum((s) => s.seconds))} s`
  const of = { n: armed, what: `deadlines armed in ${shards * years} simulated years` }
  for (const [id, title, value] of [
    ['r5-deadlines-early', 'Deadlines fired before their instant, in simulated time', sum((s) => s.early)],
    ['r5-deadlines-missed', 'Deadlines due and not fired, in simulated time', sum((s) => s.missed)],
    [
      'r5-deadlines-double',
      'Deadlines fired twice, or after they were met, moved or paused, in simulated time',
      sum((s) => s.double),
    ],
  ] as const)
    recordFigure({ id, part: 'endurance', title, value, of, command, note })
}
