import type { Day, Instant } from '#kernel/time.ts'
import type { Temper } from './district.ts'
import type { Subject } from './subjects.ts'

/** Where a matter stands when the year ends because whoever is next has not acted yet. */
export type Rest =
  | 'setUp'
  | 'assigned'
  | 'declining'
  | 'underway'
  | 'stuck'
  | 'escalated'
  | 'suspended'
  | 'reported'
  | 'verified'
  | 'summed'
  | 'assessed'

/** A first attempt at setting up that the gates refuse, and that is then put right. */
export type Flaw = 'office leads' | 'superior leads' | 'no date' | 'past day' | 'no time' | 'no words'

/** What lies ahead of one matter. People decide when; the story decides what comes their way. */
export interface Turns {
  readonly flaw?: Flaw
  readonly decline?: 'upheld' | 'denied' | 'late'
  /** Declines a second time after the ruling: refused. */
  readonly declineAgain?: true
  readonly stuck?: 'help' | 'escalate' | 'unstick'
  readonly extension?: 'granted' | 'denied' | 'late' | 'backwards'
  readonly parts?: true
  readonly milestones?: true
  readonly reworks: number
  readonly check?: true
  readonly addCooperating?: true
  readonly suspend?: 'resume' | 'cancel'
  readonly cancel?: true
  readonly merge?: true
  readonly reopen?: true
  /** The act that is taken back a few minutes later. */
  readonly slip?:
    | 'assign'
    | 'signFor'
    | 'decline'
    | 'reportStuck'
    | 'applyExtension'
    | 'reportDone'
    | 'sumUp'
    | 'assess'
  /** Somebody oversteps: refused. */
  readonly oversteps?:
    | 'doer strikes off'
    | 'strikes off early'
    | 'stranger reports'
    | 'takes back late'
    | 'asks itself'
}

/** Everything the district's year holds for one matter before anybody has acted. */
export interface Story {
  readonly no: number
  readonly subject: Subject
  /** The street it is about, when it names one. */
  readonly street?: string
  readonly opensAt: Instant
  readonly form: SetUpForm
  /** How the unit that carries it deals with it. */
  readonly temper: Temper
  /** The day on which it means to report it done. */
  readonly finishOn: Day
  /** Set up by the leader in person rather than by the supervision office. */
  readonly byLeader: boolean
  readonly turns: Turns
  readonly rests?: Rest
}

export interface SetUpForm {
  readonly task: string
  readonly target: string
  readonly authority: {
    readonly kind: 'instruction' | 'resolution' | 'plan' | 'report'
    readonly title: string
    readonly number?: string
    readonly on?: Day
    readonly sentence: string
  }
  readonly arranger: string
  readonly lead: string
  readonly cooperating: readonly string[]
  readonly due: Day
  readonly urgency: 'special' | 'urgent' | 'plain' | 'normal'
  readonly milestones: readonly { readonly what: string; readonly due: Day }[]
}
