import { type Done, type Facts, apply, matterFactsOf, procedureOf } from '#kernel/apply.ts'
import { type Available, available } from '#kernel/available.ts'
import type { Calendar } from '#kernel/calendar.ts'
import { lapse } from '#kernel/lapse.ts'
import { type Duty, type Entry, type Matter, blank } from '#kernel/matter.ts'
import { proceduresRestingOn, recordRestsOn } from '#kernel/resting.ts'
import { maySee, partiesOf } from '#kernel/seats.ts'
import { type Day, type Instant, dayAt } from '#kernel/time.ts'
import {
  type Actor,
  type AnyPower,
  type AnyRecord,
  type Directory,
  MOST_OPENED,
  carriedBy,
  needsChildren,
  openedBy,
  type Procedure,
  type Rulebook,
  type Resting,
} from '#kernel/vocabulary.ts'
import { type FactsOfDay, type GivenFacts, KeptFacts } from './kept-facts.ts'
import type { Answer, Attempted, World } from './simulate.ts'

/** One entry of the year, with the matter it belongs to. */
export interface Chronicled {
  readonly matter: string
  readonly entry: Entry
}

/** A world in memory: the pure kernel, with every matter and entry at hand. Unless it hides nothing, strangers find no matter. */
export class MemoryWorld implements World {
  readonly matters = new Map<string, Matter>()
  readonly chronicle: Chronicled[] = []
  /** How often each act was refused with each code, `supervised-task.decline DECLINED_ALREADY`. */
  readonly refusals = new Map<string, number>()
  readonly #rulebook: Rulebook
  readonly #calendar: Calendar
  readonly #directories: { on(day: Day): Directory }
  readonly #parameters: Facts['parameters']
  readonly #hides: boolean
  readonly #kept: KeptFacts
  /** The next numbers of each year, by series. */
  readonly #numbers = new Map<string, Record<string, number>>()
  /** What all acts of a day may know, as long as no matter keeps anything new. */
  #shared: { readonly directory: Directory; readonly kept: FactsOfDay; readonly facts: Facts } | undefined

  constructor(
    rulebook: Rulebook,
    calendar: Calendar,
    directories: { on(day: Day): Directory },
    {
      parameters = {},
      hides = true,
      given,
    }: { parameters?: Facts['parameters']; hides?: boolean; given?: GivenFacts } = {},
  ) {
    this.#rulebook = rulebook
    this.#calendar = calendar
    this.#directories = directories
    this.#parameters = parameters
    this.#hides = hides
    this.#kept = new KeptFacts(given)
  }

  attempt(step: Attempted): Answer {
    const { at, procedure: name, matter: id, act, form, actor, enteredBy } = step
    const procedure = procedureOf(this.#rulebook, name)
    const directory = this.#directories.on(dayAt(at))
    const matter = id === undefined ? blank(this.#idAfter(0), name, procedure.version) : this.matters.get(id)
    if (!matter) return { kind: 'not found' }
    const sees =
      !this.#hides || maySee(procedure, partiesOf(procedure, matter, directory), enteredBy ?? actor)
    if (id !== undefined && !sees) return { kind: 'not found' }
    const attempt = { act, form, actor, ...(enteredBy ? { enteredBy } : {}) }
    const outcome = apply(
      this.#rulebook,
      matter,
      attempt,
      this.#factsFor(procedure, matter, step, directory),
      at,
    )
    if (outcome.kind === 'refused') {
      const key = `${name}.${act} ${outcome.refusals[0].code}`
      this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1)
      return outcome
    }
    return this.#done(outcome, at)
  }

  /** What may be done to a matter and what not, as its page asks for somebody. */
  offered(matter: Matter, actor: Actor, at: Instant): readonly Available[] {
    const day = dayAt(at)
    const facts = this.#facts(this.#directories.on(day), day)
    const matters = this.#lookedAt(this.#namedIn(matter.record))
    return available(this.#rulebook, matter, actor, { ...facts, matters }, at)
  }

  #done(outcome: Done, at: Instant): Answer {
    const drawn = Object.entries(outcome.drawn)
    if (drawn.length > 0) this.#draw(drawn, at)
    this.#keep(outcome.matter, outcome.entry)
    for (const child of outcome.children) this.#keep(child.matter, child.entry)
    const began = new Set(
      outcome.children.flatMap(({ matter, entry }) => (entry.seq === 1 ? [matter.id] : [])),
    )
    const others = new Set(outcome.children.map(({ matter }) => matter.id)).difference(began)
    const now = (ids: ReadonlySet<string>) => [...ids].flatMap((id) => this.matters.get(id) ?? [])
    return {
      kind: 'done',
      matter: outcome.matter,
      opened: now(began),
      carried: now(others),
      drew: drawn.length > 0,
    }
  }

  #draw(drawn: readonly (readonly [series: string, count: number])[], at: Instant): void {
    const year = yearOf(at)
    const next = { ...this.#numbers.get(year) }
    for (const [series, count] of drawn) next[series] = (next[series] ?? 1) + count
    this.#numbers.set(year, next)
  }

  pass(at: Instant): void {
    const facts = this.#facts(this.#directories.on(dayAt(at)), dayAt(at))
    for (const id of this.matters.keys()) this.#climb(id, facts, at)
  }

  #climb(id: string, facts: Facts, at: Instant): void {
    for (;;) {
      const matter = this.matters.get(id)
      const due = matter && firstDue(matter, at)
      if (!matter || !due) return
      const outcome = lapse(this.#rulebook, matter, due.no, facts, at)
      if (outcome.kind === 'refused')
        throw new Error(`a due rung was refused: ${outcome.refusals[0].message}`)
      this.#keep(outcome.matter, outcome.entry)
    }
  }

  #keep(matter: Matter, entry: Entry): void {
    this.matters.set(matter.id, matter)
    this.#kept.take(procedureOf(this.#rulebook, matter.procedure), matter)
    this.chronicle.push({ matter: matter.id, entry })
  }

  #idAfter(others: number): string {
    return `m-${String(this.matters.size + 1 + others).padStart(4, '0')}`
  }

  #facts(directory: Directory, day: Day): Facts {
    const kept = this.#kept.on(day)
    if (this.#shared?.kept === kept && this.#shared.directory === directory) return this.#shared.facts
    const { items, laws, licence } = kept
    const facts: Facts = {
      directory: { ...directory, licence },
      calendar: this.#calendar,
      parameters: this.#parameters,
      matters: {},
      items,
      laws,
    }
    this.#shared = { directory, kept, facts }
    return facts
  }

  /** What one act may know: matters its form names, those its record names where a gate asks, numbers and ids to draw. */
  #factsFor(
    procedure: Procedure,
    { id, record }: Matter,
    { at, act, form }: Attempted,
    directory: Directory,
  ): Facts {
    const power = procedure.powers[act]
    const known = [...this.#namedIn(form), ...(needsChildren(power) ? this.#namedIn(record) : [])]
    const first = this.matters.has(id) ? 0 : 1
    return {
      ...this.#facts(directory, dayAt(at)),
      matters: this.#lookedAt(known),
      numbers: this.#numbers.get(yearOf(at)) ?? {},
      resting: this.#restingOn(power?.unsettles?.(record, form) ?? [], directory, dayAt(at)),
      carried: this.#carried(power, record),
      ...(openedBy(power).length > 0
        ? { fresh: Array.from({ length: MOST_OPENED }, (_, n) => this.#idAfter(first + n)) }
        : {}),
    }
  }

  /** What others may know of these matters. */
  #lookedAt(known: readonly Matter[]): Facts['matters'] {
    return Object.fromEntries(
      known.map((named) => [named.id, matterFactsOf(procedureOf(this.#rulebook, named.procedure), named)]),
    )
  }

  /** Matters on which an act carries others with it, and those on which these do in turn. */
  #carried(power: AnyPower | undefined, record: AnyRecord): Record<string, Matter> {
    const carries = carriedBy(power)
    if (carries.length === 0) return {}
    return Object.assign(
      {},
      ...this.#namedIn(record).flatMap((one) =>
        carries
          .filter(({ procedure }) => procedure === one.procedure)
          .map(({ procedure, act }) => ({
            [one.id]: one,
            ...this.#carried(procedureOf(this.#rulebook, procedure).powers[act], one.record),
          })),
      ),
    ) as Record<string, Matter>
  }

  /** As the store looks it up: items, matters whose records cite the articles, procedures. */
  #restingOn(keys: readonly string[], directory: Directory, today: Day): readonly Resting[] {
    if (keys.length === 0) return []
    const citing = [...this.matters.values()].flatMap((matter): Resting[] => {
      const procedure = procedureOf(this.#rulebook, matter.procedure)
      const unit: unknown = matter.record[procedure.answerable]
      const stands = procedure.cites?.states.includes(matter.state ?? '') === true
      if (!stands || typeof unit !== 'string' || !recordRestsOn(procedure, matter.record, keys)) return []
      return [{ what: 'matter', id: matter.id, unit, title: String(matter.record[procedure.titled] ?? '') }]
    })
    const office = directory.withFunction('legal')[0]
    return [
      ...this.#kept.itemsRestingOn(keys),
      ...citing,
      ...(office === undefined ? [] : proceduresRestingOn(this.#rulebook, office, keys, today)),
    ]
  }

  /** Matters whose ids stand anywhere in a record or a form. */
  #namedIn(value: unknown): Matter[] {
    if (typeof value === 'string') {
      const matter = this.matters.get(value)
      return matter ? [matter] : []
    }
    if (typeof value !== 'object' || value === null) return []
    return Object.values(value as AnyRecord).flatMap((inner) => this.#namedIn(inner))
  }
}

const yearOf = (at: Instant): string => dayAt(at).slice(0, 4)

/** The rung that stands first, as the store's sweep takes them: by alarm, then by number. */
function firstDue({ duties }: Matter, at: Instant): Duty | undefined {
  let first: Duty | undefined
  for (const duty of duties) {
    if (duty.alarmAt === null || duty.alarmAt > at) continue
    if (first?.alarmAt == null || duty.alarmAt < first.alarmAt) first = duty
  }
  return first
}
