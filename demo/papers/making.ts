import type { Instant } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { Scene } from '../life.ts'
import type { Course, Meant, Outcome, Script } from './course.ts'
import type { DraftStory, DraftTurns } from './drafts.ts'

/** One document in the making, with the turns that have come already. */
export class Making {
  readonly story: DraftStory
  readonly course: Course
  /** The version that a legality review has found lawful. */
  passed: number | null = null
  /** Given back because the normative document that it would issue has not been made. */
  unmade = false
  readonly #used = new Set<keyof DraftTurns>()

  constructor(story: DraftStory, course: Course) {
    this.story = story
    this.course = course
  }

  /** True the first time, where the story has it at all. */
  once(turn: keyof DraftTurns): boolean {
    if (this.story.turns[turn] === undefined || this.#used.has(turn)) return false
    this.#used.add(turn)
    return true
  }

  /** Some working days later; a document that is to rest somewhere gets there without delay. */
  later(at: Instant, [least, most]: readonly [number, number]): Instant {
    return this.course.later(at, this.story.rests ? [Math.min(least, 1), Math.min(most, 1)] : [least, most])
  }

  get host(): string {
    return String(this.course.record['host'] ?? 'u-office')
  }

  /** Somebody of the office that checks and issues it, who neither wrote it nor entered a word of somebody else. */
  readonly checker = (scene: Scene): Actor | undefined =>
    this.#apart(this.host, [...this.#authors(), ...this.#reviewers('entered')], scene)

  /** Somebody of the government's office who has had no hand in it yet. */
  readonly enterer = (scene: Scene): Actor | undefined =>
    this.#apart('u-office', [...this.#authors(), ...this.#reviewers('person')], scene)

  #apart(unit: string, excluded: readonly unknown[], scene: Scene): Actor | undefined {
    const actor = this.course.clerkOf(unit)(scene)
    return excluded.includes(actor?.person)
      ? scene.directory
          .actorsOf(unit)
          .find(({ person, as }) => !excluded.includes(person) && as !== 'delegate')
      : actor
  }

  #authors(): unknown[] {
    const { handler, versions } = this.course.record
    return [handler, ...(Array.isArray(versions) ? versions.map(({ by }: { by?: string }) => by) : [])]
  }

  #reviewers(which: 'person' | 'entered'): unknown[] {
    const reviews: unknown = this.course.record['reviews']
    return Array.isArray(reviews)
      ? reviews.flatMap((one: Record<string, string | undefined>) => one[which] ?? [])
      : []
  }

  readonly drafter = (scene: Scene): Actor | undefined => {
    const { unit } = this.story
    const drafted = this.course.record['handler']
    return (
      scene.directory.actorsOf(unit).find(({ person, as }) => person === drafted && as !== 'delegate') ??
      this.course.clerkOf(unit)(scene)
    )
  }

  act(at: Instant, act: string, by: Meant['by'], form: AnyRecord = {}, more: Partial<Meant> = {}) {
    return this.course.attempt(at, { act, by, form: () => form, ...more })
  }

  /** The signer's word: at a screen, or on paper, which somebody enters. */
  sign(at: Instant, act: string, form: AnyRecord, more: Partial<Meant> = {}): Script<Outcome> {
    const signer = String(this.course.record['signer'] ?? this.story.signer)
    return this.act(at, act, this.course.inPost(signer, act), form, more)
  }
}
