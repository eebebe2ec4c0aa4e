import type { Day } from './time.ts'
import type { AnyRecord, Directory, Procedure, Rulebook } from './vocabulary.ts'

/**
 * 集体决策: what a procedure is to bodies that decide together, and in which fields of its record pages find it. `F` are names of
 * record fields, `S` of states.
 */
export type Collective<F extends string, S extends string> =
  | BodyPart<F>
  | MeetingPart<F, S>
  | TopicPart<F>
  | DecisionPart<F>

/** 议事机构: `members` rows of `post` and `order`; `calls` rows of `meeting` (a matter), `title`, `heldOn`, `by` and `off`, the latest last. */
export interface BodyPart<F extends string> {
  readonly part: 'body'
  readonly kind: F
  readonly chair: F
  readonly members: F
  readonly mode: F
  readonly quorum: F
  /** Days between two meetings; absent in the record where it meets when there is need. */
  readonly every: F
  /** The day by which the next one has to be. */
  readonly next: F
  readonly calls: F
  /** How its composition departs from what a law says, as the directory stands, and the field with the reason given for it. */
  readonly composed?: {
    readonly departs: (record: AnyRecord, directory: Directory) => string | undefined
    readonly reason: F
  }
}

/** 会议: `agenda` rows of `minutes`; `off` are the states of one that is not held. */
export interface MeetingPart<F extends string, S extends string> {
  readonly part: 'meeting'
  /** The body it is a meeting of. */
  readonly body: F
  readonly on: F
  /** 09:30, by the district's clock. */
  readonly hour: F
  readonly place: F
  readonly agenda: F
  readonly off: readonly S[]
}

/** 议题: what waits for the body named in `body`, until it is decided. */
export interface TopicPart<F extends string> {
  readonly part: 'topic'
  readonly body: F
  /** The day on which it was decided. */
  readonly on: F
  readonly sums?: Sums<F>
}

/** 化整为零: the record fields that say what is asked for and for whom, and how split sums are found among items of one body. */
export interface Sums<F extends string> {
  readonly fields: readonly F[]
  /** @param body the body's record, with its list of what it must decide */
  readonly splits: (items: readonly SumItem[], body: AnyRecord) => readonly SumSplit[]
}

/** An item as far as its reader may see it. */
export interface SumItem {
  readonly id: string
  readonly on: Day
  readonly state: string
  readonly record: AnyRecord
}

/** Items that stay under a threshold one by one and reach it together. */
export interface SumSplit {
  /** For whom or what, in Chinese. */
  readonly by: string
  readonly name: string
  readonly items: readonly { readonly id: string; readonly sum: number }[]
  readonly total: number
  readonly threshold: number
  /** They are counted together already. */
  readonly isJoined: boolean
}

/** 决策: what the body decided on a day, with what outcome; `tasks` rows of `task` (a matter) carry it out. */
export interface DecisionPart<F extends string> {
  readonly part: 'decision'
  readonly body: F
  /** The item that was decided. */
  readonly topic: F
  readonly on: F
  readonly outcome: F
  readonly tasks: F
  /** What became of it in the end. */
  readonly result: F
  readonly evaluation: F
}

export type AnyCollective = Collective<string, string>
type PartName = AnyCollective['part']

/** A procedure that plays a part, with its declaration of it. */
export interface Playing<P extends PartName> {
  readonly procedure: Procedure
  readonly says: Extract<AnyCollective, { readonly part: P }>
}

/** What a procedure is declared to be, where that is this part; undefined otherwise. */
export function playing<P extends PartName>(procedure: Procedure, part: P): Playing<P>['says'] | undefined {
  const { collective } = procedure
  return collective?.part === part ? (collective as Playing<P>['says']) : undefined
}

/** The procedures that play a part. */
export const playersOf = <P extends PartName>({ procedures }: Rulebook, part: P): Playing<P>[] =>
  Object.values(procedures).flatMap((procedure) => {
    const says = playing(procedure, part)
    return says ? [{ procedure, says }] : []
  })
