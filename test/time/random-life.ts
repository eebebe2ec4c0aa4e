import type { Random } from '#demo/random.ts'
import { ACTS, type ActName, type Life, type Step } from './steps.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const SMALL_STEPS = [1_000, -1_000, 1_500, -1_500]
const LARGE_STEPS = [6_000, -6_000, 60_000, -60_000, HOUR, -HOUR, DAY, -DAY]

/** Lengths of things, so that a run is as full as it must be. */
export interface Fullness {
  /** Matters set up at a time, at most. */
  readonly orders: number
  /** Matters under way at most; past that they are closed. */
  readonly underway: number
  readonly points: number
}

/** Lives until an instant. Steps are drawn from the seed and from nothing else. */
export async function liveUntil(
  life: Life,
  random: Random,
  until: number,
  fullness: Fullness,
): Promise<void> {
  const { world } = life
  await life.perform({ do: 'publish', ahead: 0, days: someDays(random) })
  await life.perform({ do: 'publish', ahead: 1, days: someDays(random) })
  let noticeFor = new Date(world.truth).getUTCFullYear() + 2
  while (world.truth < until) {
    // The notice of a year comes in November; some years it comes late, and terms that reach into it are refused meanwhile.
    const at = new Date(world.truth)
    if (noticeFor - at.getUTCFullYear() === 1 && at.getUTCMonth() >= 10 && random.chance(0.2)) {
      await life.perform({
        do: 'publish',
        ahead: noticeFor - new Date(world.now).getUTCFullYear(),
        days: someDays(random),
      })
      noticeFor++
    }
    for (const step of stepsNow(life, random, fullness)) await life.perform(step)
  }
  await life.settle()
}

const someDays = (random: Random): number[] => Array.from({ length: 20 }, () => random.int(366))

function* stepsNow(life: Life, random: Random, fullness: Fullness): Generator<Step> {
  if (random.chance(0.15)) yield { do: 'toNext', off: random.pick([-1, 0, 1]) }
  else yield { do: 'pass', ms: random.chance(0.05) ? outage(random) : random.between(5 * MINUTE, 28 * HOUR) }
  if (random.chance(0.01)) yield { do: 'publish', ahead: random.int(2), days: someDays(random) }
  if (random.chance(0.02)) yield { do: 'setClock', wrong: random.pick(SMALL_STEPS) }
  if (random.chance(0.01)) yield { do: 'setClock', wrong: random.pick(LARGE_STEPS) }
  if (random.chance(0.7)) yield { do: 'give', orders: orders(random, fullness) }
  const acts = Array.from({ length: random.between(2, 10) }, () =>
    someAct(random, life.openMatters > fullness.underway),
  )
  yield { do: 'act', acts }
  if (random.chance(0.1)) {
    yield { do: 'toNext', off: 0 }
    yield { do: 'race', sweepers: random.between(1, 3) }
  }
  if (random.chance(0.85))
    yield { do: 'sweep', sweepers: random.weighted({ '1': 5, '2': 3, '3': 2 }) === '1' ? 1 : 2 }
  // Somebody looks at the clock after a while.
  if (random.chance(0.25)) yield random.chance(0.9) ? { do: 'mendClock' } : { do: 'confirmClock' }
}

/** Minutes, hours or days in which no sweeper ran. */
const outage = (random: Random): number =>
  random.pick([random.between(1, 600) * MINUTE, random.between(10, 60) * HOUR, random.between(3, 12) * DAY])

function orders(random: Random, { orders: most, points }: Fullness) {
  return Array.from({ length: random.between(1, most) }, () => ({
    // Some are due in the past when they are armed.
    due: random.between(-1, 60),
    points: Array.from({ length: random.int(points + 1) }, () => random.between(-2, 90)),
  }))
}

function someAct(random: Random, crowded: boolean): { name: ActName; pick: number; days: number } {
  const name = crowded && random.chance(0.5) ? 'close' : random.pick(ACTS)
  const rarely = name === 'close' && !crowded && random.chance(0.7) ? 'reach' : name
  return { name: rarely, pick: random.int(1_000_000), days: random.between(-10, 45) }
}
