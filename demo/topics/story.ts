import type { Kind } from '#rulebook/topic/record.ts'
import type { Field } from './carrying.ts'

/** How one hearing of an item ends. */
export type Hearing =
  | 'passed'
  | 'inPrinciple'
  /** The chief passes it though most spoke against it, with his reasons. */
  | 'against'
  | 'rejected'
  | 'deferred'
  | 'amended'
  | 'takenOff'

/** What comes an item's way before the room. */
export type Turn =
  | 'noAdviser'
  | 'returnedByHead'
  | 'objected'
  | 'interested'
  | 'unlawful'
  | 'researchReturned'
  | 'shortNotice'
  | 'hearing'
  | 'hearingDropped'
  | 'extended'
  | 'replaced'
  /** Steps before the meeting come back once, by whoever has the last word on them. */
  | 'sentBack'
  | 'dissent'
  | 'uncontrollable'
  | 'unheard'
  | 'signedEarly'
  | 'lowered'
  | 'joined'
  | 'returnedToUnit'
  | 'withdrawn'
  | 'urgent'

/** What comes its way in the room. */
export type RoomTurn =
  | 'chiefEarly'
  | 'recused'
  | 'written'
  | 'guests'
  | 'supplement'
  /** The meeting it is on is put off once. */
  | 'postponed'
  /** The chair withdraws, and names who presides; or is called away when everybody else was heard. */
  | 'chairRecused'
  | 'chairAway'

export type TopicState =
  | 'drafting'
  | 'unitReview'
  | 'coordinating'
  | 'preparing'
  | 'legality'
  | 'delivered'
  | 'banked'
  | 'placed'
  | 'presenting'
  | 'deliberating'
  | 'stated'

/** How a decision fares once it is made. */
export interface Fate {
  readonly ends: 'decided' | 'executing' | 'suspended' | 'completed' | 'closed'
  readonly withheld?: true
  readonly trouble?: true
  readonly stopped?: true
  readonly evaluated?: true
  /** Told as done before its tasks are. */
  readonly early?: true
}

/** An item before anybody has acted. */
export interface TopicStory {
  readonly no: number
  readonly title: string
  readonly body: string
  readonly unit: string
  readonly kind: Kind
  readonly summary: string
  readonly sum?: number
  readonly area?: number
  readonly payee?: string
  readonly project?: string
  /** What it must go through: experts, risk, fair competition, the public. */
  readonly needs: readonly ('professional' | 'stability' | 'business' | 'open')[]
  readonly concerned: readonly string[]
  /** Share of the year after which it begins; or so many working days before the end. */
  readonly begins: { readonly share: number } | { readonly last: number }
  readonly turns: readonly Turn[]
  readonly hearings: readonly Hearing[]
  readonly room: readonly RoomTurn[]
  readonly rests?: TopicState
  /** Where its steps before the meeting stay until the year is over, by the field that names them. */
  readonly steps?: Readonly<Partial<Record<Field, string>>>
  /** Units whose tasks follow. */
  readonly leads: readonly string[]
  readonly fate: Fate
  /** The item whose decision it changes or stops. */
  readonly changes?: { readonly no: number; readonly how: 'amend' | 'stop' }
  /** The item for the same payee with which its sum is counted. */
  readonly joins?: number
}
