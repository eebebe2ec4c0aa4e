import type { Calendar } from '#kernel/calendar.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { type Instant, addDays, addMs, dayAt, daysBetween, endOf, startOf } from '#kernel/time.ts'
import { agenda } from './agenda.ts'
import { OfficeHours } from './calendar.ts'
import { Directories } from './directory.ts'
import type { DemoDistrict } from './district.ts'
import type { Doing, Tried } from './doing.ts'
import { beginEnforcement } from './enforcement/begin.ts'
import { Planner } from './plan.ts'
import { beginLists } from './lists/begin.ts'
import { beginMeetings } from './meetings/begin.ts'
import { beginQuestions, searched } from './paths/path.ts'
import { beginAdvisers } from './reviews/advisers.ts'
import { beginContracts } from './reviews/contracts.ts'
import { beginLessons } from './normative/lessons.ts'
import { beginNormative } from './normative/begin.ts'
import { beginTraining } from './training/begin.ts'
import { beginTakings } from './takings/begin.ts'
import { beginPapers } from './papers/begin.ts'
import { Queue } from './queue.ts'
import { seeded } from './random.ts'
import { Tasks } from './tasks.ts'
import { Titles } from './titles.ts'

/** One thing that happens in a district: a person tries to act, or a night passes and terms run out. */
export type Step = ({ readonly kind: 'attempt'; readonly at: Instant } & Tried) | Passing

interface Passing {
  readonly kind: 'pass'
  readonly at: Instant
}

export type Attempted = Extract<Step, { kind: 'attempt' }>

/** What came of an attempt: the matter after it, with those it opened in their order, and whether it drew a number. */
export type Answer =
  | {
      readonly kind: 'done'
      readonly matter: Matter
      readonly opened: readonly Matter[]
      /** Matters that were there and that the act carried on. */
      readonly carried: readonly Matter[]
      readonly drew: boolean
    }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] }
  | { readonly kind: 'not found' }

/** 世界: where steps happen. The kernel in memory is one, the store another. */
export interface World {
  attempt(step: Attempted): Answer
  /** Every term that has run out by this instant climbs its ladder. */
  pass(at: Instant): void
}

export interface Year {
  readonly seed: string
  readonly district: DemoDistrict
  readonly calendar: Calendar
}

/** So many days before the end of the year people began to answer by short message. */
export const SMS_DAYS = 14

/** How long after midnight the sweep runs. */
const SWEEP_MS = 5_000

/**
 * 一年: yields what the people of a district do, step by step in the order of time, and is told what came of each. Pure: it
 * knows no world; the same year and the same answers give the same steps.
 */
export function* liveYear({ seed, district, calendar }: Year): Generator<Step, void, Answer | undefined> {
  const hours = new OfficeHours(calendar)
  const directories = new Directories(district)
  const titles = new Titles(seeded(`${seed}/agenda`).fork('titles'))
  const queue = new Queue<Doing>()
  const put = (doings: readonly Doing[]): void => {
    for (const doing of doings) queue.push(doing.at, doing)
  }
  const paths = seeded(`${seed}/tasks-paths`)
  const tasks = new Tasks(new Planner(hours, district.to), hours, seeded(`${seed}/lives`), (matter, at) =>
    searched(matter, at, paths.fork(at), { hours, put }),
  )
  for (const story of agenda(seed, district, hours, titles)) put(tasks.begin(story))
  const advisers = beginAdvisers({ seed, district, hours, put })
  beginPapers({ seed, district, hours, titles, tasks, put })
  beginContracts({ seed, district, hours, put })
  beginQuestions({ seed, district, hours, put })
  beginLists({ seed, district, hours, put })
  const bank = beginMeetings({ seed, district, hours, titles, tasks, put })
  beginNormative({ seed, district, hours, put }, bank)
  beginLessons({ seed, district, hours, put })
  beginEnforcement({ seed, district, hours, put })
  beginTakings({ seed, district, hours, put })
  beginTraining({ seed, district, hours, put })
  let night = district.from
  for (let doing = queue.pop(); doing && doing.at < endOf(district.to); doing = queue.pop()) {
    for (; night < dayAt(doing.at); night = addDays(night, 1)) yield passing(addDays(night, 1))
    const { at } = doing
    const today = dayAt(at)
    const tried = doing.attempt({
      at,
      today,
      directory: directories.on(today),
      hours,
      bySms: daysBetween(today, district.to) < SMS_DAYS,
      advisers: advisers(),
      lives: tasks.lives,
    })
    const answer = tried && (yield { kind: 'attempt', at, ...tried })
    put(doing.follow(answer ?? null))
  }
  for (; night < district.to; night = addDays(night, 1)) yield passing(addDays(night, 1))
}

const passing = (day: string): Step => ({ kind: 'pass', at: addMs(startOf(day), SWEEP_MS) })
