import type { Random } from './random.ts'
import { PLACES, STREETS, SUBJECTS, type Subject } from './subjects.ts'
import { UNITS } from './units.ts'

/** A subject with its places and numbers chosen. */
export interface Titled {
  readonly subject: Subject
  /** The street it is about, when it names one. */
  readonly street?: string
  readonly title: string
  /** Fills the same places and numbers into another sentence of the subject. */
  readonly fill: (text: string) => string
}

/** Units whose people a visitor may enter as get more than their share of what is still open. */
const SHOWN = [
  'u-housing',
  'u-urban',
  'u-water',
  'u-chengdong',
  'u-hedong',
  'u-ecology',
  'u-education',
  'u-fire',
  'u-planning',
  'u-market',
]

/** Titles are told apart by place and number; a subject comes back in the year, the same words do not. */
export class Titles {
  readonly #seen = new Set<string>()
  readonly #uses = new Map<Subject, number>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  choose(shown: boolean): Titled {
    return this.#titled(() => this.#leastUsed(this.#shown(shown)))
  }

  /** A subject that a unit leads. */
  ofUnit(lead: string): Titled {
    const theirs = SUBJECTS.filter((subject) => subject.lead === lead)
    return this.#titled(() => this.#leastUsed(theirs))
  }

  #titled(choose: () => Subject): Titled {
    for (let tries = 0; ; tries++) {
      const subject = choose()
      const street = subject.task.includes('{街道}') ? this.#random.pick(STREETS) : undefined
      const fill = this.#filling(street)
      const again = tries > 40 ? `（第${tries - 39}批）` : ''
      const title = fill(subject.task) + again
      if (this.#seen.has(title)) continue
      this.#seen.add(title)
      this.#uses.set(subject, (this.#uses.get(subject) ?? 0) + 1)
      return { subject, fill, title, ...(street ? { street } : {}) }
    }
  }

  #shown(shown: boolean): readonly Subject[] {
    return shown && this.#random.chance(0.75) ? SUBJECTS.filter((s) => SHOWN.includes(s.lead)) : SUBJECTS
  }

  /** One of four drawn that came least often; what has no place in its name can hardly come twice. */
  #leastUsed(from: readonly Subject[]): Subject {
    const wear = (subject: Subject): number =>
      (this.#uses.get(subject) ?? 0) * (subject.task.includes('{') ? 1 : 3)
    const drawn = [
      this.#random.pick(from),
      this.#random.pick(from),
      this.#random.pick(from),
      this.#random.pick(from),
    ]
    return drawn.reduce((least, subject) => (wear(subject) < wear(least) ? subject : least))
  }

  #filling(street: string | undefined): (text: string) => string {
    const chosen = Object.fromEntries(
      Object.entries(PLACES).map(([word, places]) => [word, this.#random.pick(places)]),
    )
    chosen['数'] = String(this.#random.between(3, 9) * 2)
    if (street) chosen['街道'] = UNITS.find((unit) => unit.id === street)?.shortName ?? ''
    return (text) => text.replaceAll(/\{(.+?)\}/g, (_, word: string) => chosen[word] ?? '')
  }
}
