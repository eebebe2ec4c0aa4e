import type { Random } from '../random.ts'
import type { Beat } from './acting.ts'
import { Breaches, type Drawn } from './breaches.ts'
import { ordinaryPenalties } from './penalties.ts'
import { ordinarySeizures } from './seizures.ts'

/** A short case as most are: what it is about, how it goes, and when in the year it begins. */
export interface OrdinaryCase extends Drawn {
  readonly procedure: 'penalty' | 'seizure'
  readonly beats: readonly Beat[]
  readonly share: number
}

/** With the cases told at length, this makes some two hundred a year. */
const COUNT = 134

/** How often each course is taken. */
const PENALTIES = {
  spot: 60,
  usual: 32,
  published: 4,
  declined: 10,
  spared: 6,
  dismissed: 3,
  deferred: 3,
} as const
const SEIZURES = { held: 8, urgent: 5, tested: 2, denied: 2, desisted: 2 } as const

/** A seizure among so many cases. */
const ONE_IN = 7

/** 一般案件: the many cases of a year that go as the law has it, over all units that enforce. */
export function ordinaryCases(random: Random): readonly OrdinaryCase[] {
  const breaches = new Breaches(random.fork('breaches'), COUNT)
  return Array.from({ length: COUNT }, (_, n) => {
    const seizing = n % ONE_IN === ONE_IN - 1
    const drawn = breaches.next(seizing)
    // Lists and licences are entered on the first day; the last cases begin in the last week and are left as they stand.
    const share = 0.02 + (0.975 * (n + random.float())) / COUNT
    return seizing
      ? { ...drawn, procedure: 'seizure', share, beats: ordinarySeizures[random.weighted(SEIZURES)] }
      : { ...drawn, procedure: 'penalty', share, beats: penaltyOf(drawn, random) }
  })
}

function penaltyOf({ subject }: Drawn, random: Random): readonly Beat[] {
  const course = random.weighted(PENALTIES)
  if (course !== 'spot') return ordinaryPenalties[course]
  const [fine] = subject.fines
  if (fine === 0) return ordinaryPenalties.warned
  return fine <= 100 && random.chance(0.5) ? ordinaryPenalties.collected : ordinaryPenalties.paid
}
