import type { Matter } from '#kernel/matter.ts'
import { type Instant, dayAt } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { OfficeHours } from '../calendar.ts'
import { seated, someoneOf } from '../cast.ts'
import type { Doing, Tried, Upload } from '../doing.ts'
import type { Scene } from '../life.ts'
import type { Random } from '../random.ts'
import type { Answer } from '../simulate.ts'

/** One moment of a script: when, and what it comes to then. */
interface Beat {
  readonly at: Instant
  readonly attempt: (scene: Scene) => Tried | null
}

/** What people do with one document, told from top to bottom: each moment is resumed with what came of it. */
export type Script<Result = void> = Generator<Beat, Result, Answer | null>

/** The doing a script stands at, or none when it has ended. */
export function doingsOf(script: Script, answer: Answer | null = null): readonly Doing[] {
  const { done, value } = script.next(answer)
  if (done) return []
  const { at, attempt } = value
  return [{ at, attempt, follow: (told) => doingsOf(script, told) }]
}

/** One act as somebody means to do it. */
export interface Meant {
  readonly act: string
  readonly by: (scene: Scene) => Actor | undefined
  readonly form?: (scene: Scene) => AnyRecord
  /** 代录: who enters it. */
  readonly enteredBy?: (scene: Scene) => Actor | undefined
  /** States in which it has its place; once they have passed, nobody tries any more. Absent: any. */
  readonly while?: readonly string[]
  readonly uploads?: readonly Upload[]
}

/** How an act went, and when: done, refused, or passed by because nobody sat there or it had no place any more. */
export interface Outcome {
  readonly at: Instant
  readonly kind: 'done' | 'refused' | 'passed'
  readonly opened: readonly Matter[]
  readonly carried: readonly Matter[]
}

/** Working days for which somebody is looked for in an empty seat. */
const PATIENCE = 12

/** One document as its people carry it. Several scripts may go on beside each other on it. */
export class Course {
  readonly random: Random
  readonly hours: OfficeHours
  matter: Matter | null = null
  readonly #procedure: string
  readonly #put: (doings: readonly Doing[]) => void
  #clerk: string | null = null
  /** Who entered an instruction for a leader: hands nothing on by it himself. */
  readonly #enterers = new Set<string>()

  constructor(
    procedure: string,
    random: Random,
    hours: OfficeHours,
    put: (doings: readonly Doing[]) => void,
  ) {
    this.#procedure = procedure
    this.random = random
    this.hours = hours
    this.#put = put
  }

  get state(): string {
    return this.matter?.state ?? ''
  }

  get record(): AnyRecord {
    return this.matter?.record ?? {}
  }

  /** A course of its own for a matter that an act of this one has opened. */
  opened(procedure: string, matter: Matter): Course {
    const child = new Course(procedure, this.random.fork(`${procedure}-${matter.id}`), this.hours, this.#put)
    child.matter = matter
    return child
  }

  /** A course of its own for another matter of the same people, not begun yet. */
  sibling(procedure: string): Course {
    return new Course(procedure, this.random.fork(procedure), this.hours, this.#put)
  }

  /** Begins another script beside this one. */
  beside(script: Script): void {
    this.#put(doingsOf(script))
  }

  later(at: Instant, days: readonly [number, number]): Instant {
    return this.hours.within(at, days, this.random)
  }

  /** Some minute of office hours of a day, or soon where that is past. */
  on(day: string, after: Instant): Instant {
    const wanted = this.hours.during(this.hours.next(day), this.random)
    return wanted > after ? wanted : this.later(after, [0, 1])
  }

  pick<T>(from: readonly T[]): T {
    return this.random.pick(from)
  }

  /** Somebody of a unit, the same clerk again where one was remembered. */
  clerkOf(unit: string): (scene: Scene) => Actor | undefined {
    return (scene) => {
      const found = someoneOf(unit, this, scene, this.#clerk)
      const actor = found && this.#enterers.has(found.person) ? this.#anotherOf(unit, scene) : found
      if (unit === 'u-office') this.#clerk = actor?.person ?? null
      return actor
    }
  }

  /** Somebody of a unit other than the clerk who has the document in hand: enters what a leader wrote. */
  entererOf(unit: string): (scene: Scene) => Actor | undefined {
    return (scene) => {
      const actor = this.#anotherOf(unit, scene)
      if (actor) this.#enterers.add(actor.person)
      return actor
    }
  }

  #anotherOf(unit: string, { directory }: Scene): Actor | undefined {
    const others = directory
      .actorsOf(unit)
      .filter(({ as, person }) => as !== 'delegate' && person !== this.#clerk && !this.#enterers.has(person))
    return others.length > 0 ? this.random.pick(others) : undefined
  }

  /** Whoever acts in a post: its holder, or its delegate for the act. */
  inPost(post: string, act: string): (scene: Scene) => Actor | undefined {
    return (scene) => seated(post, `${this.#procedure}.${act}`, this, scene)
  }

  /** The head of a unit; while it has none, one of its people. */
  headOf(unit: string, act: string): (scene: Scene) => Actor | undefined {
    return (scene) => {
      const post = scene.directory.unit(unit)?.headPost
      return post === undefined
        ? someoneOf(unit, this, scene, null)
        : seated(post, `${this.#procedure}.${act}`, this, scene)
    }
  }

  /** Tries an act until somebody sits in the seat, and says how it went. */
  *attempt(at: Instant, meant: Meant): Script<Outcome> {
    for (let tries = 1, when = at; ; tries++) {
      let hasPassed = false
      const answer = yield {
        at: when,
        attempt: (scene) => {
          hasPassed = meant.while?.includes(this.state) === false
          return hasPassed ? null : this.#tried(meant, scene)
        },
      }
      if (answer?.kind === 'done') {
        this.matter = answer.matter
        return { at: when, kind: 'done', opened: answer.opened, carried: answer.carried }
      }
      if (answer || hasPassed || tries === PATIENCE)
        return { at: when, kind: answer ? 'refused' : 'passed', opened: [], carried: [] }
      when = this.hours.during(this.hours.after(dayAt(when), 1), this.random)
    }
  }

  #tried({ act, by, form, enteredBy, uploads }: Meant, scene: Scene): Tried | null {
    const actor = by(scene)
    const entering = enteredBy?.(scene)
    if (!actor || (enteredBy && (!entering || entering.person === actor.person))) return null
    return {
      procedure: this.#procedure,
      ...(this.matter ? { matter: this.matter.id } : {}),
      act,
      form: form?.(scene) ?? {},
      actor,
      ...(entering ? { enteredBy: entering } : {}),
      ...(uploads && uploads.length > 0 ? { uploads } : {}),
    }
  }
}
