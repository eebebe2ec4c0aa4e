import { type Instant, dayAt } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Course, Meant, Outcome, Script } from '../papers/course.ts'
import { type Bringing, byUnit } from './life.ts'

/** The fields in which an item names its steps before the meeting. */
export type Field = 'research' | 'participation' | 'expertise' | 'riskAssessment' | 'fairnessReview'

/** One step before the meeting as its people carry it, from the act of the item that opens it. */
export class Carrying {
  readonly course: Course
  /** When its last act was done. */
  at: Instant
  readonly #life: Bringing
  /** The state in which it stays until the year is over. */
  readonly #rests: string | undefined

  constructor(life: Bringing, course: Course, at: Instant, rests: string | undefined) {
    this.#life = life
    this.course = course
    this.at = at
    this.#rests = rests
  }

  /** Whether there is nothing more to be done: it stays where it is, or is at its end. */
  get isOver(): boolean {
    return [this.#rests, 'closed', 'stopped'].includes(this.course.state)
  }

  /** An act on it, some working days after the last. */
  *act(
    act: string,
    by: Meant['by'],
    form: (on: string) => AnyRecord = () => ({}),
    days: readonly [number, number] = [0, 2],
    more: Partial<Meant> = {},
  ): Script<Outcome> {
    return yield* this.actAt(this.course.later(this.at, days), act, by, form, more)
  }

  *actAt(
    when: Instant,
    act: string,
    by: Meant['by'],
    form: (on: string) => AnyRecord = () => ({}),
    more: Partial<Meant> = {},
  ): Script<Outcome> {
    const outcome = yield* this.course.attempt(when, { act, by, form: () => form(dayAt(when)), ...more })
    this.at = outcome.at
    return outcome
  }

  /** Somebody of the unit that brings the item. */
  get clerk(): Meant['by'] {
    return this.course.clerkOf(this.#life.story.unit)
  }

  head(act: string, unit: string = this.#life.story.unit): Meant['by'] {
    return this.course.headOf(unit, act)
  }
}

/** Opens a step of the item; null where that was refused. */
export function* begun(
  life: Bringing,
  from: Instant,
  act: string,
  field: Field,
  form: AnyRecord,
): Script<Carrying | null> {
  const { at, opened } = yield* byUnit(life, life.course.later(from, [0, 1]), act, form)
  const [matter] = opened
  return matter ? new Carrying(life, life.follow(matter), at, life.story.steps?.[field]) : null
}
