import { type Facts, apply, procedureOf } from '#kernel/apply.ts'
import type { Calendar } from '#kernel/calendar.ts'
import { lapse } from '#kernel/lapse.ts'
import { type Duty, type Entry, type Matter, blank } from '#kernel/matter.ts'
import { maySee, partiesOf } from '#kernel/seats.ts'
import { type Instant, dayAt } from '#kernel/time.ts'
import type { MatterFacts, Rulebook } from '#kernel/vocabulary.ts'
import type { DemoDirectory, Directories } from './directory.ts'
import type { Answer, Step, World } from './simulate.ts'

const PROCEDURE = 'supervised-task'

/** One entry of the year, with the matter it belongs to. */
export interface Chronicled {
  readonly matter: string
  readonly entry: Entry
}

/** A world in memory: the pure kernel, with every matter and entry at hand. */
export class MemoryWorld implements World {
  readonly matters = new Map<string, Matter>()
  readonly chronicle: Chronicled[] = []
  /** How often each act was refused with each code, `decline DECLINED_ALREADY`. */
  readonly refusals = new Map<string, number>()
  readonly #rulebook: Rulebook
  readonly #calendar: Calendar
  readonly #directories: Directories
  readonly #series = new Map<string, number>()

  constructor(rulebook: Rulebook, calendar: Calendar, directories: Directories) {
    this.#rulebook = rulebook
    this.#calendar = calendar
    this.#directories = directories
  }

  attempt({ at, matter: id, act, form, actor }: Extract<Step, { kind: 'attempt' }>): Answer {
    const procedure = procedureOf(this.#rulebook, PROCEDURE)
    const directory = this.#directories.on(dayAt(at))
    const fresh = blank(`m-${String(this.matters.size + 1).padStart(4, '0')}`, PROCEDURE, procedure.version)
    const matter = id === undefined ? fresh : this.matters.get(id)
    if (!matter) return { kind: 'not found' }
    if (id !== undefined && !maySee(procedure, partiesOf(procedure, matter, directory), actor))
      return { kind: 'not found' }
    const year = dayAt(at).slice(0, 4)
    const number = (this.#series.get(year) ?? 0) + 1
    const outcome = apply(
      this.#rulebook,
      matter,
      { act, form, actor },
      { ...this.#facts(directory, form), numbers: { [procedure.numbered]: number } },
      at,
    )
    if (outcome.kind === 'refused') {
      const key = `${act} ${outcome.refusals[0].code}`
      this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1)
      return outcome
    }
    if (id === undefined) this.#series.set(year, number)
    this.#keep(outcome.matter, outcome.entry)
    return { kind: 'done', matter: outcome.matter }
  }

  pass(at: Instant): void {
    const facts = this.#facts(this.#directories.on(dayAt(at)), {})
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
    this.chronicle.push({ matter: matter.id, entry })
  }

  #facts(directory: DemoDirectory, form: Readonly<Record<string, unknown>>): Facts {
    const into = form['into']
    const named = typeof into === 'string' ? this.matters.get(into) : undefined
    return {
      directory,
      calendar: this.#calendar,
      parameters: {},
      matters: named ? { [named.id]: this.#factsOf(named) } : {},
    }
  }

  #factsOf({ procedure, state, record }: Matter): MatterFacts {
    const declared = procedureOf(this.#rulebook, procedure)
    return {
      procedure,
      state: state ?? '',
      final: declared.states[state ?? '']?.final === true,
      title: String(record[declared.titled] ?? ''),
    }
  }
}

/** The rung that stands first, as the store's sweep takes them: by alarm, then by number. */
function firstDue({ duties }: Matter, at: Instant): Duty | undefined {
  let first: Duty | undefined
  for (const duty of duties) {
    if (duty.alarmAt === null || duty.alarmAt > at) continue
    if (first?.alarmAt == null || duty.alarmAt < first.alarmAt) first = duty
  }
  return first
}
