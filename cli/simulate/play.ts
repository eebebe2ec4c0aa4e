import { MemoryWorld } from '#demo/memory-world.ts'
import { procedureOf } from '#kernel/apply.ts'
import { type Duty, type Entry, type Matter, blank } from '#kernel/matter.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { type Instant, isDay, lastDayBefore } from '#kernel/time.ts'
import type { Actor, AnyRecord, Directory, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import { actorOf, calendarOf, directoryOf, givenOf } from './district.ts'
import type { Scenario, ScenarioStep } from './scenario.ts'

/** A duty that is open after a step: who owes what to whom, and when it is due. */
export interface OpenDuty {
  readonly matter: string
  readonly duty: string
  readonly must: string
  readonly holder: {
    readonly unit: string
    readonly post?: string
    readonly person?: string
    readonly name: string
  }
  readonly what?: string
  /** The first instant that is too late, and the last day in time. */
  readonly due: Instant
  readonly lastDay: string
  readonly paused: boolean
  readonly lapsed: boolean
}

/** A rung of a duty's ladder that the time before a step brought. */
export interface Climbed {
  readonly at: Instant
  readonly matter: string
  readonly duty: string
  readonly rung: string
}

/** What came of one step. */
export interface Played {
  readonly step: number
  readonly at: Instant
  readonly who?: { readonly person: string; readonly post: string; readonly unit: string }
  readonly act?: string
  readonly title?: string
  /** The matter's name in the scenario, or its id. */
  readonly matter?: string
  /** `passed`: only time went by. `invalid`: the step names what there is not; nothing was asked. */
  readonly outcome: 'done' | 'refused' | 'passed' | 'invalid'
  readonly fault?: string
  /** In order of precedence; the first decides. */
  readonly refusals?: readonly Refusal[]
  readonly code?: string
  readonly norm?: string
  readonly state?: string
  readonly opened?: readonly { readonly matter: string; readonly procedure: string; readonly state: string }[]
  readonly climbed: readonly Climbed[]
  readonly duties: readonly OpenDuty[]
  /** What the matter keeps after the step. */
  readonly record?: AnyRecord
  /** What the scenario expected otherwise. */
  readonly unexpected: readonly string[]
}

/** What came of a scenario, step by step. */
export interface Report {
  readonly title?: string
  readonly procedure: string
  readonly steps: readonly Played[]
}

/**
 * Plays a scenario on the kernel: every step is decided by the same `apply` as in the service, terms run out in between. The
 * same scenario gives the same report.
 */
export function play(rulebook: Rulebook, scenario: Scenario): Report {
  const players = new Play(rulebook, scenario)
  const steps = scenario.steps.map((step, n) => players.take(step, n + 1))
  return { ...(scenario.title ? { title: scenario.title } : {}), procedure: scenario.procedure, steps }
}

class Play {
  readonly #rulebook: Rulebook
  readonly #scenario: Scenario
  readonly #directory: Directory
  readonly #world: MemoryWorld
  /** Ids of matters by the names the scenario gave them. */
  readonly #names = new Map<string, string>()
  #told = 0

  constructor(rulebook: Rulebook, scenario: Scenario) {
    const { tenant, matters } = scenario
    this.#rulebook = rulebook
    this.#scenario = scenario
    this.#directory = directoryOf(tenant)
    this.#world = new MemoryWorld(
      rulebook,
      calendarOf(tenant),
      { on: () => this.#directory },
      // A stranger is to learn why he may not, though the service would tell him nothing.
      { parameters: tenant.parameters, hides: false, given: givenOf(tenant) },
    )
    for (const [n, name] of Object.keys(matters).entries())
      this.#names.set(name, /^[0-9A-Za-z_.:-]+$/.test(name) ? name : `given-${n + 1}`)
    for (const [name, { procedure, state, record }] of Object.entries(matters)) {
      const { version } = procedureOf(rulebook, procedure)
      const id = this.#names.get(name) ?? name
      const kept = this.#resolved(record) as AnyRecord
      this.#world.matters.set(id, { ...blank(id, procedure, version), ver: 1, state, record: kept })
    }
  }

  take(step: ScenarioStep, number: number): Played {
    this.#passUntil(step.at)
    const climbed = this.#climbed()
    const played = step.act === undefined ? this.#passed(step) : this.#attempt(step, step.act)
    this.#told = this.#world.chronicle.length
    const found = { step: number, at: step.at, ...played, climbed, duties: this.#duties() }
    return { ...found, unexpected: this.#unexpected(step, found) }
  }

  /** How the matter stands that a step without an act is about: the one it names, or the newest. */
  #passed({ matter }: ScenarioStep): Pick<Played, 'outcome' | 'matter' | 'state' | 'record'> {
    const found = this.#target(matter, this.#scenario.procedure)
    return {
      outcome: 'passed',
      ...(found ? { matter: this.#nameOf(found.id), state: found.state ?? '', record: found.record } : {}),
    }
  }

  /** Every rung at its own instant, as the service's sweep climbs them. */
  #passUntil(at: Instant): void {
    for (;;) {
      const alarms = [...this.#world.matters.values()].flatMap(({ duties }) =>
        duties.flatMap(({ alarmAt }) => (alarmAt !== null && alarmAt <= at ? [alarmAt] : [])),
      )
      if (alarms.length === 0) return
      this.#world.pass(alarms.reduce((first, one) => (one < first ? one : first)))
    }
  }

  #attempt(
    step: ScenarioStep,
    said: string,
  ): Omit<Played, 'step' | 'at' | 'climbed' | 'duties' | 'unexpected'> {
    const [name, act] = said.includes('.')
      ? (said.split('.') as [string, string])
      : [this.#scenario.procedure, said]
    const procedure = this.#rulebook.procedures[name]
    if (!procedure) return { outcome: 'invalid', act: said, fault: `没有规程“${name}”` }
    const power = procedure.powers[act]
    const found = power?.when === 'nothing' && !step.matter ? null : this.#target(step.matter, name)
    const matter = found ?? undefined
    if (found === null && (step.matter || (power && power.when !== 'nothing')))
      return {
        outcome: 'invalid',
        act: said,
        fault: step.matter ? `没有叫“${step.matter}”的事项` : `还没有“${procedure.title}”`,
      }
    const doers = this.#doers(step, procedure, matter)
    if ('fault' in doers) return { outcome: 'invalid', act: said, fault: doers.fault }
    const { actor, enteredBy } = doers
    const nobody = this.#unknownIn(step.form)
    if (nobody) return { outcome: 'invalid', act: said, fault: `没有叫“${nobody}”的事项` }
    const answer = this.#world.attempt({
      kind: 'attempt',
      at: step.at,
      procedure: name,
      act,
      form: this.#resolved(step.form) as Record<string, unknown>,
      actor,
      ...(matter ? { matter: matter.id } : {}),
      ...(enteredBy ? { enteredBy } : {}),
    })
    const told = {
      who: { person: actor.person, post: actor.post, unit: actor.unit },
      act: `${name}.${act}`,
      ...(power ? { title: power.may } : {}),
    }
    if (answer.kind === 'not found') throw new Error(`${told.act} was asked of a matter that was there`)
    if (answer.kind === 'refused') {
      const [{ code, norm }] = answer.refusals
      return {
        ...told,
        outcome: 'refused',
        ...(matter
          ? { matter: this.#nameOf(matter.id), state: matter.state ?? '', record: matter.record }
          : {}),
        code,
        ...(norm ? { norm } : {}),
        refusals: answer.refusals,
      }
    }
    if (step.as) this.#names.set(step.as, answer.matter.id)
    for (const [n, { id }] of answer.opened.entries()) {
      const given = step.opens[n]
      if (given) this.#names.set(given, id)
    }
    return {
      ...told,
      outcome: 'done',
      matter: this.#nameOf(answer.matter.id),
      state: answer.matter.state ?? '',
      record: answer.matter.record,
      ...(answer.opened.length > 0
        ? {
            opened: answer.opened.map(({ id, procedure: of, state }) => ({
              matter: this.#nameOf(id),
              procedure: of,
              state: state ?? '',
            })),
          }
        : {}),
    }
  }

  #doers(
    { who, enteredBy }: ScenarioStep,
    procedure: Procedure,
    matter: Matter | undefined,
  ): { readonly actor: Actor; readonly enteredBy?: Actor } | { readonly fault: string } {
    if (who === undefined) return { fault: '没有写是谁做的（who）' }
    const record = matter?.record ?? {}
    const found = actorOf(who, procedure, record, this.#directory)
    if ('fault' in found || enteredBy === undefined) return found
    const entering = actorOf(enteredBy, procedure, record, this.#directory)
    return 'fault' in entering ? entering : { actor: found.actor, enteredBy: entering.actor }
  }

  /** The matter a step means: by its name, or the newest of the procedure; null where there is none. */
  #target(name: string | undefined, procedure: string): Matter | null {
    if (name !== undefined) return this.#world.matters.get(this.#names.get(name) ?? name) ?? null
    return [...this.#world.matters.values()].findLast((one) => one.procedure === procedure) ?? null
  }

  /** `@name` anywhere in a form stands for the id of the matter of that name. */
  #resolved(value: unknown): unknown {
    if (typeof value === 'string')
      return value.startsWith('@') ? (this.#names.get(value.slice(1)) ?? value) : value
    if (Array.isArray(value)) return value.map((one) => this.#resolved(one))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.#resolved(inner)]))
  }

  /** The first name of a form, `@name`, that no matter has. */
  #unknownIn(value: unknown): string | undefined {
    if (typeof value === 'string')
      return value.startsWith('@') && !this.#names.has(value.slice(1)) ? value.slice(1) : undefined
    if (typeof value !== 'object' || value === null) return undefined
    return Object.values(value)
      .map((one) => this.#unknownIn(one))
      .find((one) => one !== undefined)
  }

  #nameOf(id: string): string {
    return [...this.#names].find(([, known]) => known === id)?.[0] ?? id
  }

  #climbed(): readonly Climbed[] {
    return this.#world.chronicle.slice(this.#told).map(({ matter, entry }) => this.#rungOf(matter, entry))
  }

  #rungOf(matter: string, { kind, at }: Entry): Climbed {
    const [, duty = '', rung = ''] = kind.split('.')
    return { at, matter: this.#nameOf(matter), duty, rung }
  }

  #duties(): readonly OpenDuty[] {
    return [...this.#world.matters.values()].flatMap((matter) =>
      matter.duties.map((duty) => this.#dutyOf(matter, duty)),
    )
  }

  #dutyOf({ id, procedure }: Matter, { name, holder, what, dueAt, pausedAt, lapsedAt }: Duty): OpenDuty {
    return {
      matter: this.#nameOf(id),
      duty: name,
      must: procedureOf(this.#rulebook, procedure).duties[name]?.must ?? name,
      holder: { ...holder, name: this.#directory.unit(holder.unit)?.name ?? holder.unit },
      ...(what ? { what } : {}),
      due: dueAt,
      lastDay: lastDayBefore(dueAt),
      paused: pausedAt !== undefined,
      lapsed: lapsedAt !== undefined,
    }
  }

  #unexpected({ expect, matter, as }: ScenarioStep, played: Omit<Played, 'unexpected'>): readonly string[] {
    if (played.outcome === 'invalid') return [played.fault ?? '步骤有误']
    if (expect === undefined) return []
    const about = played.matter ?? as ?? matter
    const open = played.duties.filter((one) => one.matter === about)
    const duties = open.map(({ duty }) => duty)
    const pairs: readonly Pair[] = [
      ['结果', expect.outcome, played.outcome],
      ['代码', expect.code, played.code],
      ['规范', expect.norm, played.norm],
      ['状态', expect.state, played.state],
      ['职责', expect.duties?.toSorted().join('、'), duties.toSorted().join('、')],
    ]
    return [...pairs, ...duePairs(expect.due, open), ...recordPairs(expect.record, played.record)]
      .filter(([, wanted, got]) => wanted !== undefined && wanted !== got)
      .map(([what, wanted, got]) => `${what}应为${wanted}，实为${got ?? '无'}`)
  }
}

type Pair = readonly [what: string, wanted: string | undefined, got: string | undefined]

/** When duties are due: the last day in time where a day is expected, else the first instant that is too late. */
const duePairs = (due: Readonly<Record<string, string>> = {}, open: readonly OpenDuty[]): readonly Pair[] =>
  Object.entries(due).map(([name, wanted]) => {
    const duty = open.find((one) => one.duty === name)
    return [`职责${name}的期限`, wanted, isDay(wanted) ? duty?.lastDay : duty?.due]
  })

/** What of a record is expected; null stands for a field that holds nothing. */
const recordPairs = (expected: AnyRecord = {}, record: AnyRecord = {}): readonly Pair[] =>
  Object.entries(expected).map(([field, wanted]) => [
    `记录${field}`,
    JSON.stringify(wanted),
    JSON.stringify(record[field] ?? null),
  ])
