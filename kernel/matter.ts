import type { Pause, Term } from './terms.ts'
import type { Day, Instant } from './time.ts'
import type { Actor, AnyRecord } from './vocabulary.ts'

/** Who a duty, a notice or a right to see rests on: a unit, or one post or person in it. */
export interface Holder {
  readonly unit: string
  readonly post?: string
  readonly person?: string
}

/** One open (or paused) 职责 of a matter. Numbered within it, so that ids are deterministic. */
export interface Duty {
  readonly no: number
  readonly name: string
  readonly holder: Holder
  readonly creditor?: Holder
  /** With shares: which one. */
  readonly subject?: string
  readonly what?: string
  readonly term: Term
  readonly openedAt: Instant
  readonly firstDueAt: Instant
  readonly dueAt: Instant
  readonly pauses: readonly Pause[]
  /** Days the due instant was set anew to, and when: an extension, a later day in the record. */
  readonly moved?: readonly { readonly at: Instant; readonly to: Day }[]
  readonly pausedAt?: Instant
  readonly lapsedAt?: Instant
  /** Index of the next rung of the ladder, and when it is climbed; null once the ladder is spent or while paused. */
  readonly rung: number
  readonly alarmAt: Instant | null
}

/** How a duty left the open list. */
export type Closing = 'done' | 'ended' | 'withdrawn'

/** What an act changes, in full: replay needs no rule, no calendar and no directory. A null in `set` removes a field. */
export interface Effects {
  readonly to: string | null
  readonly set: Readonly<Record<string, unknown>>
  readonly opened: readonly Duty[]
  readonly closed: readonly { readonly no: number; readonly how: Closing }[]
  readonly changed: readonly Duty[]
  /** Of an erasure: what remains of each act whose body it erased, by its number. Replay takes it in place of the body. */
  readonly remains?: Readonly<Record<string, Remains>>
}

/** What is left of an act whose body was erased: everything but what was written in it. */
export type Remains = Pick<Entry, 'by' | 'form' | 'effects' | 'revocable'>

/** Who acted: the person, and for 代录 also who entered it. */
export interface By extends Pick<Actor, 'person' | 'post' | 'unit' | 'as'> {
  readonly entered?: Pick<Actor, 'person' | 'post' | 'unit'>
}

/** 行为 as the journal keeps it. `by` is null for acts of the system (a term that ran out). */
export interface Entry {
  readonly kind: string
  readonly seq: number
  readonly at: Instant
  readonly by: By | null
  readonly form: AnyRecord
  readonly effects: Effects
  readonly revocable?: true
}

/** What takes the last act back, and who may: the person whose act it was, or who entered it. */
export interface Undo {
  readonly kind: string
  readonly person: string
  readonly enteredBy?: string
  readonly effects: Effects
}

/** 事项: a running instance of a procedure. `ver` is the number of its last entry. */
export interface Matter {
  readonly id: string
  readonly procedure: string
  readonly version: number
  readonly ver: number
  readonly state: string | null
  readonly record: AnyRecord
  readonly duties: readonly Duty[]
  readonly nextDuty: number
  /** What would take the last act back, while nobody else has acted. */
  readonly undo: Undo | null
}

/** The matter before its first act. */
export const blank = (id: string, procedure: string, version: number): Matter => ({
  id,
  procedure,
  version,
  ver: 0,
  state: null,
  record: {},
  duties: [],
  nextDuty: 1,
  undo: null,
})

/** Folds one entry into the matter. Live state and replay are this same function. */
export function evolve(matter: Matter, entry: Entry): Matter {
  const { effects } = entry
  const closed = new Set(effects.closed.map((c) => c.no))
  const changed = new Map(effects.changed.map((d) => [d.no, d]))
  const kept = matter.duties.filter((d) => !closed.has(d.no)).map((d) => changed.get(d.no) ?? d)
  const duties = [...kept, ...effects.opened].toSorted((a, b) => a.no - b.no)
  const highest = effects.opened.reduce((most, d) => Math.max(most, d.no), matter.nextDuty - 1)
  return {
    ...matter,
    ver: entry.seq,
    state: effects.to,
    record: merge(matter.record, effects.set),
    duties,
    nextDuty: highest + 1,
    undo:
      entry.revocable && entry.by
        ? {
            kind: entry.kind,
            person: entry.by.person,
            ...(entry.by.entered ? { enteredBy: entry.by.entered.person } : {}),
            effects: inverse(matter, effects),
          }
        : null,
  }
}

/** A record with an act's fields set; null removes one. */
export function merge(record: AnyRecord, set: Readonly<Record<string, unknown>>): AnyRecord {
  const merged: Record<string, unknown> = { ...record }
  for (const [name, value] of Object.entries(set)) {
    if (value === null) delete merged[name]
    else merged[name] = value
  }
  return merged
}

function inverse(before: Matter, effects: Effects): Effects {
  const prior = (no: number): Duty => {
    const duty = before.duties.find((d) => d.no === no)
    if (!duty) throw new Error(`duty ${no} of ${before.id} was not open`)
    return duty
  }
  return {
    to: before.state,
    set: Object.fromEntries(Object.keys(effects.set).map((name) => [name, before.record[name] ?? null])),
    opened: effects.closed.map((c) => prior(c.no)),
    closed: effects.opened.map((d) => ({ no: d.no, how: 'withdrawn' })),
    changed: effects.changed.map((d) => prior(d.no)),
  }
}

/** The matter and its open duties as its entries made them. */
export const replay = (start: Matter, entries: readonly Entry[]): Matter => entries.reduce(evolve, start)
