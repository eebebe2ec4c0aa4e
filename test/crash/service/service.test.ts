import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { seeded } from '#demo/random.ts'
import { median } from '../../../bench/figures.ts'
import { recordFigure } from '../../figures.ts'
import { checkAtRest } from './at-rest.ts'
import { ServiceUnderFire, VICTIMS, type Victim } from './under-fire.ts'
import { Witness, checkPages } from './watch.ts'

// The service as it is started for a district, several processes on a database server of its own, used over HTTP by people who write
// down what they meant and what they were told. Its processes, a connection of the database or the whole database are killed at
// random moments; after each recovery, and in full after each round, what is stored is held against those notes.
//
//   npm run test:crash                       500 kills, 125 of each kind
//   CRASH_VICTIM=server CRASH_KILLS=50 …     a part of them

const LONG = process.env['CRASH_LONG'] === '1'
const only = process.env['CRASH_VICTIM'] as Victim | undefined
/** An instant after which no further kill is begun, where time is short; the figures name the kills that were done. */
const UNTIL = process.env['CRASH_UNTIL'] ?? '9999'
const KILLS = Number(process.env['CRASH_KILLS'] ?? (LONG ? 500 : 4))
const SEED = process.env['CRASH_SEED'] ?? String(randomInt(2 ** 31))
const ROUND = 25
/** How often time passes, and how much: a day and three hours, so that every hour of the day comes. */
const PASS_EVERY = LONG ? 3 : 1
const STEP_MS = 27 * 3_600_000

const victims = only ? [only] : VICTIMS

test(`${KILLS} kills of ${victims.join(', ')} under load`, { timeout: 6 * 3_600_000 }, async () => {
  const random = seeded(SEED)
  // Where processes are killed there are two of a kind: one dies while the other works.
  const two = (role: Victim): number => (LONG && victims.includes(role) ? 2 : 1)
  const service = await ServiceUnderFire.open({
    seed: SEED,
    apps: two('app'),
    workers: two('worker'),
    people: 5,
  })
  const witness = new Witness()
  const kills = new Map<Victim, number>()
  const recoveries: number[] = []
  try {
    let over = false
    for (let n = 1; !over; n++) {
      over = n === KILLS || new Date().toISOString() > UNTIL
      const victim = victims[n % victims.length] ?? 'app'
      if (n % PASS_EVERY === 0) await service.inQuiet(() => service.pass(STEP_MS))
      await service.until(3 + random.int(LONG ? 40 : 20))
      const began = performance.now()
      await service.kill(victim, random)
      recoveries.push(performance.now() - began)
      kills.set(victim, (kills.get(victim) ?? 0) + 1)
      if (LONG)
        console.log(
          `kill ${n}, ${victim}: back after ${Math.round(recoveries.at(-1) ?? 0)} ms, ${service.done} acts so far`,
        )
      const wrong = await witness.look(service.context, service.log, service.answers.outcomes())
      expect(wrong, `seed ${SEED}, kill ${n} (${victim})`).toEqual([])
      if (n % ROUND === 0 || over) await inFull(service, witness, n)
    }
  } finally {
    await service.close()
  }
  const acknowledged = service.done
  if (LONG) publish(kills, recoveries, acknowledged, service.retried)
})

async function inFull(service: ServiceUnderFire, witness: Witness, n: number): Promise<void> {
  await service.inQuiet(async () => {
    const { wrong, counts, told } = await checkAtRest(service)
    const prefixes = await witness.checkPrefixes(service.context)
    const pages = await checkPages(service.admin, 'luoshi')
    console.log(
      `seed ${SEED}, ${n} kills: ${Object.entries(counts)
        .map(([name, count]) => `${count} ${name}`)
        .join(', ')}`,
    )
    expect([...wrong, ...prefixes, ...pages], `seed ${SEED}, after ${n} kills`).toEqual([])
    expect(told.flatMap(({ troubles }) => troubles)).toEqual([])
  })
}

const COMMAND = 'npm run test:crash'

/** What the page says of it: had anything been found wrong, the run would not have come this far. */
function publish(
  kills: ReadonlyMap<Victim, number>,
  recoveries: readonly number[],
  acknowledged: number,
  retried: number,
): void {
  const whole = only === undefined
  const common = { part: 'endurance', command: whole ? COMMAND : `CRASH_VICTIM=${only} ${COMMAND}` } as const
  const by = [...kills].map(([victim, n]) => `${n} ${victim}`).join(', ')
  const note = `${by}; ${acknowledged} acts acknowledged over HTTP; seed ${SEED}`
  const suffix = whole ? '' : `-${only}`
  recordFigure({
    ...common,
    id: `r1-lost-after-kill${suffix}`,
    title:
      'Acts lost, changed, doubled or made up and rungs early, missed or doubled, after SIGKILL under load',
    value: 0,
    of: { n: recoveries.length, what: 'kills' },
    note,
  })
  recordFigure({
    ...common,
    id: `r1-acknowledged-acts${suffix}`,
    title: 'Of the acts acknowledged during those kills: lost or changed',
    value: 0,
    of: { n: acknowledged, what: 'acknowledged acts' },
  })
  recordFigure({
    ...common,
    id: `r7-unknown-outcomes${suffix}`,
    title: 'Requests whose answer never came, asked again under the same key: not applied, or applied twice',
    value: 0,
    of: { n: retried, what: 'requests asked again' },
  })
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`
  recordFigure({
    ...common,
    id: `r1-recovery${suffix}`,
    title: 'From a kill until people are served again, median',
    value: seconds(median(recoveries)),
    of: { n: recoveries.length, what: 'kills' },
    note: `worst ${seconds(Math.max(0, ...recoveries))}`,
  })
}
