import type { Calendar } from '#kernel/calendar.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { type Instant, addDays, addMs, dayAt, endOf, startOf } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import { agenda } from './agenda.ts'
import { OfficeHours } from './calendar.ts'
import { Directories } from './directory.ts'
import type { DemoDistrict } from './district.ts'
import type { Intent, Life, Scene } from './life.ts'
import { make } from './moves.ts'
import { Planner } from './plan.ts'
import { Queue } from './queue.ts'
import { seeded } from './random.ts'

/** One thing that happens in a district: a person tries to act, or a night passes and terms run out. */
export type Step =
  | {
      readonly kind: 'attempt'
      readonly at: Instant
      /** The world's id of the matter; absent for the act that sets it up. */
      readonly matter?: string
      readonly act: string
      readonly form: AnyRecord
      readonly actor: Actor
    }
  | { readonly kind: 'pass'; readonly at: Instant }

/** What came of an attempt. */
export type Answer =
  | { readonly kind: 'done'; readonly matter: Matter }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] }
  | { readonly kind: 'not found' }

/** 世界: where steps happen. The kernel in memory is one, the store another. */
export interface World {
  attempt(step: Extract<Step, { kind: 'attempt' }>): Answer
  /** Every term that has run out by this instant climbs its ladder. */
  pass(at: Instant): void
}

export interface Year {
  readonly seed: string
  readonly district: DemoDistrict
  readonly calendar: Calendar
}

/** How long after midnight the sweep runs. */
const SWEEP_MS = 5_000

/** More failed attempts in a row than people have patience for. */
const PATIENCE = 8

/**
 * 一年: yields what the people of a district do, step by step in the order of time, and is told what came of each. Pure: it
 * knows no world; the same year and the same answers give the same steps.
 */
export function* liveYear({ seed, district, calendar }: Year): Generator<Step, void, Answer | undefined> {
  const hours = new OfficeHours(calendar)
  const directories = new Directories(district)
  const planner = new Planner(hours, district.to)
  const random = seeded(`${seed}/lives`)
  const lives = agenda(seed, district, hours).map((story): Life => ({
    story,
    random: random.fork(String(story.no)),
    matter: null,
    turn: 0,
    finishOn: story.finishOn,
    reworksLeft: story.turns.reworks,
    used: new Set(),
    supervisor: null,
    handler: null,
    stumbles: 0,
  }))
  const queue = new Queue<Intent>()
  const put = (intents: readonly Intent[]): void => {
    for (const intent of intents) queue.push(intent.at, intent)
  }
  for (const life of lives) put(planner.begin(life))
  let night = district.from
  for (let intent = queue.pop(); intent && intent.at < endOf(district.to); intent = queue.pop()) {
    for (; night < dayAt(intent.at); night = addDays(night, 1)) yield passing(addDays(night, 1))
    const { life, at, turn } = intent
    if (turn !== null && turn !== life.turn) continue
    const today = dayAt(at)
    const scene: Scene = { at, today, directory: directories.on(today), hours, lives }
    const step = stepOf(intent, scene)
    const answer = step && (yield step)
    put(answer ? follow(planner, intent, answer) : waitOn(intent, hours))
  }
  for (; night < district.to; night = addDays(night, 1)) yield passing(addDays(night, 1))
}

const passing = (day: string): Step => ({ kind: 'pass', at: addMs(startOf(day), SWEEP_MS) })

/** The step an intent comes to; null when nobody sits in the seat, or when what was meant beside the main course has passed by. */
function stepOf(intent: Intent, scene: Scene): Extract<Step, { kind: 'attempt' }> | null {
  const { life, at } = intent
  const founding = intent.move === 'setUp' || intent.move === 'setUpWrongly'
  if (founding === (life.matter !== null)) return null
  const tried = make(intent, scene)
  return tried && { kind: 'attempt', at, ...tried, ...(life.matter ? { matter: life.matter.id } : {}) }
}

function follow(planner: Planner, { life, move, at, turn }: Intent, answer: Answer): Intent[] {
  if (answer.kind === 'done') {
    const before = life.matter?.state ?? null
    life.matter = answer.matter
    const turned = before !== answer.matter.state || TURNING.has(move)
    if (turned) life.turn++
    life.stumbles = 0
    return planner.after(life, move, at, turned)
  }
  // What was tried beside the main course fails without consequence; the main course is planned anew.
  if (turn === null || life.matter === null || ++life.stumbles > PATIENCE) return []
  life.turn++
  return planner.next(life, at)
}

/** Acts after which everybody plans anew although the state stays. */
const TURNING = new Set(['escalate', 'grantExtension', 'takeBack'])

/** Nobody there today: tomorrow again, if it is the matter's main course; a merge without a target becomes an assignment. */
function waitOn({ life, move, at, turn }: Intent, hours: OfficeHours): Intent[] {
  if (turn === null || ++life.stumbles > PATIENCE) return []
  const next = hours.during(hours.after(dayAt(at), 1), life.random)
  return [{ at: next, life, move: move === 'merge' ? 'assign' : move, turn }]
}
