import type { Matter } from '#kernel/matter.ts'
import { type Instant, dayAt } from '#kernel/time.ts'
import type { OfficeHours } from './calendar.ts'
import { PROCEDURE } from './cast.ts'
import type { Doing, Tried } from './doing.ts'
import type { Intent, Life, Scene } from './life.ts'
import { make } from './moves.ts'
import type { Planner } from './plan.ts'
import type { Random } from './random.ts'
import type { Answer } from './simulate.ts'
import type { Story } from './story.ts'

/** More failed attempts in a row than people have patience for. */
const PATIENCE = 8

/** Acts after which everybody plans anew although the state stays. */
const TURNING = new Set(['escalate', 'grantExtension', 'takeBack'])

type Opened = (matter: Matter, at: Instant) => readonly Doing[]

/** 督办事项 as people live them: each life is planned from where its matter stands. */
export class Tasks {
  readonly lives: Life[] = []
  readonly #planner: Planner
  readonly #hours: OfficeHours
  readonly #random: Random

  /** What begins with a matter that an act on a task has opened. */
  readonly #opened: Opened

  constructor(planner: Planner, hours: OfficeHours, random: Random, opened: Opened = () => []) {
    this.#planner = planner
    this.#hours = hours
    this.#random = random
    this.#opened = opened
  }

  /** A life that begins with somebody setting the task up. */
  begin(story: Story): readonly Doing[] {
    const life = this.#lifeOf(story, null)
    return this.#doings(this.#planner.begin(life))
  }

  /** A life that begins where another act has opened the task; the life is given with what people then mean to do. */
  adopt(story: Story, matter: Matter): { readonly life: Life; readonly doings: readonly Doing[] } {
    const life = this.#lifeOf(story, matter)
    return { life, doings: this.#doings(this.#planner.next(life, story.opensAt)) }
  }

  #lifeOf(story: Story, matter: Matter | null): Life {
    const life: Life = {
      story,
      random: this.#random.fork(String(story.no)),
      matter,
      turn: 0,
      finishOn: story.finishOn,
      reworksLeft: story.turns.reworks,
      used: new Set(),
      supervisor: null,
      handler: null,
      stumbles: 0,
    }
    this.lives.push(life)
    return life
  }

  #doings(intents: readonly Intent[]): Doing[] {
    return intents.map((intent) => ({
      at: intent.at,
      attempt: (scene) => (isVoid(intent) ? null : tried(intent, scene)),
      follow: (answer) => {
        const begun =
          answer?.kind === 'done' ? answer.opened.flatMap((one) => this.#opened(one, intent.at)) : []
        return isVoid(intent) ? begun : [...begun, ...this.#doings(this.#after(intent, answer))]
      },
    }))
  }

  #after(intent: Intent, answer: Answer | null): Intent[] {
    return answer ? this.#follow(intent, answer) : this.#waitOn(intent)
  }

  #follow({ life, move, at, turn }: Intent, answer: Answer): Intent[] {
    if (answer.kind === 'done') {
      const before = life.matter?.state ?? null
      life.matter = answer.matter
      const turned = before !== answer.matter.state || TURNING.has(move)
      if (turned) life.turn++
      life.stumbles = 0
      return this.#planner.after(life, move, at, turned)
    }
    // What was tried beside the main course fails without consequence; the main course is planned anew.
    if (turn === null || life.matter === null || ++life.stumbles > PATIENCE) return []
    life.turn++
    return this.#planner.next(life, at)
  }

  /** Nobody there today: tomorrow again, if it is the matter's main course; a merge without a target becomes an assignment. */
  #waitOn({ life, move, at, turn }: Intent): Intent[] {
    if (turn === null || ++life.stumbles > PATIENCE) return []
    const next = this.#hours.during(this.#hours.after(dayAt(at), 1), life.random)
    return [{ at: next, life, move: move === 'merge' ? 'assign' : move, turn }]
  }
}

/** The matter has taken another turn since this was planned. */
const isVoid = ({ life, turn }: Intent): boolean => turn !== null && turn !== life.turn

/** The try an intent comes to; null when nobody sits in the seat, or when what was meant beside the main course has passed by. */
function tried(intent: Intent, scene: Scene): Tried | null {
  const { life } = intent
  const founding = intent.move === 'setUp' || intent.move === 'setUpWrongly'
  if (founding === (life.matter !== null)) return null
  const made = make(intent, scene)
  return made && { procedure: PROCEDURE, ...made, ...(life.matter ? { matter: life.matter.id } : {}) }
}
