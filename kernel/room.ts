import type { Finding } from './finding.ts'
import type { Day, Instant } from './time.ts'
import type { AnyRecord, MatterFacts, Procedure, Rulebook } from './vocabulary.ts'

/** Somebody who speaks: a member's post, or a unit that sits in or reports. */
export interface Speaker {
  readonly post?: string
  readonly unit?: string
}

/** How a member is there: in the room, gone out of it, not come, on leave. */
export type Presence = 'in' | 'out' | 'absent' | 'leave'

/** One line of an agenda. Times are the district's clock, `2026-03-05 09:30`. */
export interface AgendaLine {
  readonly order: number
  readonly title: string
  readonly minutes: number
  readonly presenter?: string
  /** The matter it is about, where it is about one. */
  readonly matter?: string
  readonly startedAt?: string
  readonly endedAt?: string
  /** What came of it. */
  readonly outcome?: string
}

/** 会场: what a live page shows of a meeting. A reader who may not see a field gets what the rest of the record says. */
export interface RoomFacts {
  readonly phase: 'before' | 'open' | 'over'
  readonly heldOn?: Day
  readonly startsAt?: string
  readonly place?: string
  readonly chair?: string
  /** Who presides now: the chair, or whoever stands in for him. */
  readonly presiding?: string
  /** In the order in which they speak. */
  readonly members: readonly {
    readonly post: string
    readonly person?: string
    readonly presence: Presence
    /** When they came, or went out, by the district's clock. */
    readonly since?: string
  }[]
  readonly quorum: {
    readonly members: number
    readonly present: number
    readonly least: number
    readonly reached: boolean
  }
  readonly agenda: readonly AgendaLine[]
  /** The line that is in the room, and since when. */
  readonly item?: number
  readonly since?: Instant
  /** Who has the floor, and since when. */
  readonly floor?: Speaker & { readonly from: Instant }
  /** Who spoke on which line, for how long. */
  readonly turns: readonly (Speaker & { readonly order: number; readonly seconds: number })[]
}

/** A view, or a vote, in the procedure's own word for it. */
export interface Said {
  readonly post: string
  readonly person?: string
  readonly stance: string
  readonly side: 'for' | 'against' | 'neither'
  readonly words?: string
  readonly at?: string
}

/** 审议: what a live page shows of the matter that is in the room. */
export interface DeliberationFacts {
  readonly report?: string
  /** Who presides over it, where that is settled. */
  readonly presiding?: string
  /** Who owes a view before the chief speaks. */
  readonly due: readonly string[]
  readonly views: readonly Said[]
  readonly chief?: Said
  readonly votes: readonly Said[]
  /** Whether it is voted on at all. */
  readonly ballot: boolean
  readonly guests: readonly { readonly unit: string; readonly person?: string; readonly words: string }[]
  readonly written: readonly { readonly post: string; readonly person?: string; readonly words: string }[]
  readonly recused: readonly { readonly post: string; readonly reason: string }[]
  /** The decision as it is being worded: which draft, what it says and what the one before said. */
  readonly wording?: {
    readonly version: number
    readonly words: string
    readonly before?: string
    readonly by?: string
    readonly at?: string
  }
  /** Why the decision goes against the majority, once it was said. */
  readonly reasons?: string
  readonly outcome?: { readonly title: string; readonly words?: string }
  /** Written opinions that were not read out yet: how far their round is, and how many are asked. Never whose are in. */
  readonly sealed?: { readonly state: string; readonly of: number }
}

/**
 * What the keys of whoever keeps the record do in a room. What a key fills in is the same everywhere: `begin` the `order` of a line,
 * `floor` a `post` or a `unit`; a check holds the forms to it.
 */
export type RoomKey = 'signIn' | 'goOut' | 'open' | 'begin' | 'end' | 'floor' | 'silence' | 'close'
/** And on the matter that is in it: `wording` takes a `text` and the draft it was begun from, its `base`. */
export type DeliberationKey = 'report' | 'view' | 'chief' | 'vote' | 'wording' | 'pass'

/** 会场: a procedure whose matters are meetings of people in a room. */
export interface RoomSpec<R extends string, S extends string, A extends string, Rec> {
  readonly of: (record: Rec, state: S) => RoomFacts
  /** Which page each role is given: the chair's before a member's, a member's before the recorder's; everybody else looks on. */
  readonly seats: { readonly [K in 'recorder' | 'chair' | 'member' | 'inspector']: R }
  readonly keys: Readonly<Record<RoomKey, A>>
}

/** 审议: a procedure whose matters are talked over and decided in a room. */
export interface DeliberationSpec<A extends string, Rec> {
  /** `matters` holds the matters the record names, by id. */
  readonly of: (record: Rec, matters: Readonly<Record<string, MatterFacts>>) => DeliberationFacts
  readonly keys: Readonly<Record<DeliberationKey, A>>
}

export type AnyRoom = RoomSpec<string, string, string, AnyRecord>
export type AnyDeliberation = DeliberationSpec<string, AnyRecord>

/** What a key fills in, its act asks. */
const FILLED: Readonly<Partial<Record<RoomKey | DeliberationKey, readonly string[]>>> = {
  begin: ['order'],
  floor: ['post', 'unit'],
  wording: ['text', 'base'],
}

/** The acts behind the keys of a room are there, and ask what the keys fill in. */
export const checkRooms = ({ procedures }: Rulebook): Finding[] =>
  Object.values(procedures).flatMap((procedure) => [
    ...checkKeys(procedure, procedure.room?.keys ?? {}),
    ...checkKeys(procedure, procedure.deliberation?.keys ?? {}),
  ])

const checkKeys = ({ id, powers }: Procedure, keys: Readonly<Record<string, string>>): Finding[] =>
  Object.entries(keys).flatMap(([key, act]) => {
    const form = powers[act]?.form
    const lacking = (FILLED[key as RoomKey] ?? []).filter((field) => !(field in (form ?? {})))
    if (form && lacking.length === 0) return []
    const what = form ? `${act} does not ask ${lacking.join(', ')}` : `there is no act ${act}`
    return [{ code: 'KEY_UNFIT', where: `${id}.${key}`, what }]
  })
