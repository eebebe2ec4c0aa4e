import { type Done, type Facts, type Refused, apply, procedureOf } from '#kernel/apply.ts'
import type { Calendar } from '#kernel/calendar.ts'
import { nameableShares } from '#kernel/duties.ts'
import { lapse } from '#kernel/lapse.ts'
import { type Duty, type Entry, type Matter, blank } from '#kernel/matter.ts'
import { holdersOf, isHolder } from '#kernel/seats.ts'
import { type Instant, addDays, addMs, dayAt, startOf } from '#kernel/time.ts'
import {
  type Actor,
  type AnyPower,
  MOST_OPENED,
  type MatterFacts,
  type Procedure,
  type Rulebook,
} from '#kernel/vocabulary.ts'
import { type DemoDirectory, Directories } from './directory.ts'
import { type DemoDistrict, inventDistrict } from './district.ts'
import { type Random, seeded } from './random.ts'
import { type Desk, garbledForm, plausibleForm } from './walk-forms.ts'
import { walkItems, walkLaws, walkLicences, walkResting } from './walk-lists.ts'

/** One step of a walk: what was tried or ran out, on what, and what the kernel said. Refused steps leave the matter as it was. */
export interface WalkStep {
  readonly kind: 'attempt' | 'lapse'
  /** Name of the act, or of the duty whose rung was climbed. */
  readonly name: string
  readonly at: Instant
  readonly actor: Actor | null
  /** 代录: who entered it for the actor. */
  readonly enteredBy?: Actor
  readonly form: unknown
  readonly facts: Facts
  readonly before: Matter
  readonly outcome: Done | Refused
  readonly after: Matter
}

export interface Walk {
  readonly seed: string
  /** The matter before its first act: replaying `entries` on it gives `end`. */
  readonly start: Matter
  readonly steps: readonly WalkStep[]
  readonly entries: readonly Entry[]
  readonly end: Matter
}

/**
 * What somebody of the trade fills in, by act, where kinds of fields alone do not say it (a title that names its 文种). Laid over
 * the plausible form most of the time; what it leaves out stays as it fell.
 */
export type Hints = Readonly<Record<string, (desk: Desk) => Readonly<Record<string, unknown>>>>

export interface Ground {
  readonly rulebook: Rulebook
  readonly procedure: string
  readonly calendar: Calendar
  readonly district: DemoDistrict
  readonly directories: Directories
  readonly hints: Hints
  readonly around: Around
  readonly items: NonNullable<Facts['items']>
  readonly licences: ReturnType<typeof walkLicences>
  readonly habits: Required<Habits>
}

/** How often how much time goes by between two steps: up to an hour, three days, twenty days, two months. */
export type Pace = Readonly<Record<'minutes' | 'days' | 'weeks' | 'months', number>>

/** How a procedure is walked where the usual way comes nowhere: its terms are months, its course is long. */
export interface Habits {
  readonly pace?: Pace
  /** How often hints are followed. */
  readonly heed?: number
}

const USUAL: Required<Habits> = { pace: { minutes: 55, days: 33, weeks: 10, months: 2 }, heed: 0.85 }

/** Other matters that gates of a procedure read, by the id under which its forms or its record name them. */
export type Around = (matter: Matter) => Readonly<Record<string, MatterFacts>>

/** What walks walk on: one district, made once and shared by all of them. */
export function groundOf(
  rulebook: Rulebook,
  procedure: string,
  calendar: Calendar,
  hints: Hints = {},
  around: Around = () => ({}),
  habits: Habits = {},
): Ground {
  const district = inventDistrict('walk', '2025-11-24', '2026-11-21')
  const directories = new Directories(district)
  const items = walkItems(district)
  const licences = walkLicences(district)
  return {
    rulebook,
    procedure,
    calendar,
    district,
    directories,
    hints,
    around,
    items,
    licences,
    habits: { ...USUAL, ...habits },
  }
}

/** Walks stay within the years of the calendar. */
const LAST = '2026-11-20'

/**
 * Walks one matter at random: people of all kinds try acts, sensible and not, with forms that are plausible or garbled, while
 * time passes and terms run out. Knows no procedure: acts, roles and forms come from the declaration.
 *
 *     const walk = randomWalk(groundOf(rulebook, 'supervised-task', shippedCalendar), 'walk-17', 40)
 */
export function randomWalk(ground: Ground, seed: string, steps: number): Walk {
  const walker = new Walker(ground, seed)
  for (let n = 0; n < steps; n++) walker.step()
  return walker.walk()
}

class Walker {
  readonly #ground: Ground
  readonly #procedure: Procedure
  readonly #seed: string
  readonly #random: Random
  readonly #start: Matter
  readonly #steps: WalkStep[] = []
  readonly #numbers: Record<string, number> = {}
  #matter: Matter
  #at: Instant

  constructor(ground: Ground, seed: string) {
    this.#ground = ground
    this.#procedure = procedureOf(ground.rulebook, ground.procedure)
    this.#seed = seed
    this.#random = seeded(seed)
    this.#start = blank('m-walk', this.#procedure.id, this.#procedure.version)
    this.#matter = this.#start
    this.#at = addMs(
      startOf(addDays(ground.district.from, this.#random.int(240))),
      this.#random.int(86_400_000),
    )
  }

  walk(): Walk {
    const entries = this.#steps.flatMap(({ outcome }) => (outcome.kind === 'done' ? [outcome.entry] : []))
    return { seed: this.#seed, start: this.#start, steps: this.#steps, entries, end: this.#matter }
  }

  step(): void {
    this.#passTime()
    const directory = this.#directory()
    const sensible = this.#random.chance(0.82)
    const [act, power] = sensible ? this.#sensibleAct() : this.#anyAct()
    const actor =
      (sensible ? this.#inRole(power, directory) : undefined) ?? this.#random.pick(directory.everybody)
    const enteredBy = power.entered && this.#random.chance(0.3) ? this.#enterer(power, directory) : undefined
    const form = this.#form(act, power, actor)
    const facts = this.#facts(directory)
    const before = this.#matter
    const attempt = { act, form, actor, ...(enteredBy ? { enteredBy } : {}) }
    const outcome = apply(this.#ground.rulebook, before, attempt, facts, this.#at)
    this.#note({ kind: 'attempt', name: act, at: this.#at, ...attempt, facts, before, outcome })
  }

  #form(act: string, power: AnyPower, actor: Actor): unknown {
    if (this.#random.chance(0.04)) return garbledForm(power.form, this.#random)
    const desk: Desk = {
      random: this.#random,
      record: this.#matter.record,
      today: dayAt(this.#at),
      actor,
      district: this.#ground.district,
    }
    const plausible = { ...plausibleForm(power.form, desk), ...this.#offered(act, actor) }
    const hint = this.#ground.hints[act]
    return hint && this.#random.chance(this.#ground.habits.heed) ? { ...plausible, ...hint(desk) } : plausible
  }

  /** Shares of duties are named by tapping what the form offers. */
  #offered(act: string, actor: Actor): Record<string, string> {
    const shares = [...nameableShares(this.#procedure, this.#matter, act, actor)]
    const named = shares.filter(([, open]) => open.length > 0 && this.#random.chance(0.8))
    return Object.fromEntries(named.map(([field, open]) => [field, this.#random.pick(open)]))
  }

  #note(step: Omit<WalkStep, 'after'>): void {
    if (step.outcome.kind === 'done') {
      this.#matter = step.outcome.matter
      for (const [series, taken] of Object.entries(step.outcome.drawn))
        this.#numbers[series] = (this.#numbers[series] ?? 1) + taken
    }
    this.#steps.push({ ...step, after: this.#matter })
  }

  /** Minutes, days or weeks go by; rungs are climbed as the sweep would, on time or after it had been down. */
  #passTime(): void {
    const kind = this.#random.weighted(this.#ground.habits.pace)
    const ms = { minutes: 3_600_000, days: 3 * 86_400_000, weeks: 20 * 86_400_000, months: 60 * 86_400_000 }[
      kind
    ]
    const wanted = addMs(this.#at, 1_000 + this.#random.int(ms))
    const until = dayAt(wanted) > LAST ? addMs(this.#at, 1_000) : wanted
    const down = this.#random.chance(0.1)
    for (let duty = firstDue(this.#matter, until); duty; duty = firstDue(this.#matter, until)) {
      this.#at =
        down || duty.alarmAt === null || duty.alarmAt < this.#at ? (down ? until : this.#at) : duty.alarmAt
      const facts = this.#facts(this.#directory())
      const before = this.#matter
      const outcome = lapse(this.#ground.rulebook, before, duty.no, facts, this.#at)
      this.#note({
        kind: 'lapse',
        name: duty.name,
        at: this.#at,
        actor: null,
        form: { duty: duty.no },
        facts,
        before,
        outcome,
      })
      if (outcome.kind === 'refused') break
    }
    this.#at = until
  }

  #directory(): DemoDirectory {
    return this.#ground.directories.on(dayAt(this.#at))
  }

  /** An act the state allows; the main course more often than what ends it early. */
  #sensibleAct(): [string, AnyPower] {
    const state = this.#matter.state
    const open = Object.entries(this.#procedure.powers).filter(([, power]) =>
      power.when === 'nothing' ? state === null : state !== null && power.when.includes(state),
    )
    if (open.length === 0) return this.#anyAct()
    const owed = new Set(
      this.#matter.duties.flatMap(({ name }) => this.#procedure.duties[name]?.doneBy ?? []),
    )
    const weights = Object.fromEntries(
      open.map(([act, power]) => [act, weightOf(this.#procedure, power) + (owed.has(act) ? OWED : 0)]),
    )
    const act = this.#random.weighted(weights)
    return [act, this.#procedure.powers[act] as AnyPower]
  }

  /** Any act at all; on what does not exist yet, one that sets it up, for nothing else can be asked of the service. */
  #anyAct(): [string, AnyPower] {
    const all = Object.entries(this.#procedure.powers)
    return this.#random.pick(
      this.#matter.state === null ? all.filter(([, power]) => power.when === 'nothing') : all,
    )
  }

  /** Somebody who sits in one of the power's roles; for taking back, whoever did the last act. */
  #inRole(power: AnyPower, directory: DemoDirectory): Actor | undefined {
    const last = this.#matter.undo?.person
    if (power.takesBack && last !== undefined)
      return directory.everybody.find((actor) => actor.person === last)
    return this.#playing(power.who, directory)
  }

  #enterer(power: AnyPower, directory: DemoDirectory): Actor | undefined {
    return this.#playing(power.entered ?? [], directory)
  }

  #playing(names: readonly string[], directory: DemoDirectory): Actor | undefined {
    const roles = names.flatMap((name) => this.#procedure.roles[name] ?? [])
    const holders = roles.flatMap((role) => holdersOf(role.seat, this.#matter.record, directory))
    if (holders.length === 0) return undefined
    const holder = this.#random.pick(holders)
    const actors = (holder.post ? directory.actorsIn(holder.post) : directory.actorsOf(holder.unit)).filter(
      (actor) => (holder.person === undefined ? isHolder(actor, holder) : actor.person === holder.person),
    )
    return actors.length > 0 ? this.#random.pick(actors) : undefined
  }

  #facts(directory: DemoDirectory): Facts {
    const { calendar, items, licences } = this.#ground
    return {
      directory: { ...directory, licence: (person) => licences.get(person) },
      calendar,
      parameters: {},
      items,
      laws: walkLaws,
      resting: walkResting(this.#matter.ver % 3 > 0),
      matters: this.#others(),
      numbers: this.#numbers,
      fresh: freshAfter(this.#matter.ver),
    }
  }

  /** Matters that forms may name: one in hand, one closed, one of another procedure. */
  #others(): Record<string, MatterFacts> {
    const { id, states } = this.#procedure
    const final = Object.entries(states).find(([, state]) => state.final)?.[0] ?? ''
    const open = Object.entries(states).find(([, state]) => !state.final)?.[0] ?? ''
    return {
      'm-open': { procedure: id, state: open, final: false, title: '在办的事项', record: {} },
      'm-closed': { procedure: id, state: final, final: true, title: '办结的事项', record: {} },
      'm-else': { procedure: 'else', state: '', final: false, title: '别的事项', record: {} },
      ...this.#ground.around(this.#matter),
    }
  }
}

/** Ids for what an act may open, by version of the matter: every step keeps its facts, and few versions are seen. */
const fresh: (readonly string[])[] = []
const freshAfter = (ver: number): readonly string[] =>
  (fresh[ver] ??= Array.from({ length: MOST_OPENED }, (_, n) => `m-fresh-${ver}-${n}`))

/** What somebody owes is done more often than what anybody may do. */
const OWED = 2

function weightOf(procedure: Procedure, power: AnyPower): number {
  const ends = power.then !== undefined && procedure.states[power.then]?.final === true
  if (power.weight === 'main') return 8
  return ends ? 0.3 : power.weight === 'side' ? 0.8 : 2
}

/** The rung that stands first: by alarm, then by number. */
function firstDue({ duties }: Matter, until: Instant): Duty | undefined {
  let first: Duty | undefined
  for (const duty of duties) {
    if (duty.alarmAt === null || duty.alarmAt > until) continue
    if (first?.alarmAt == null || duty.alarmAt < first.alarmAt) first = duty
  }
  return first
}
