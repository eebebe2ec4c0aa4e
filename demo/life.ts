import type { Matter } from '#kernel/matter.ts'
import type { Day, Instant } from '#kernel/time.ts'
import type { OfficeHours } from './calendar.ts'
import type { DemoDirectory } from './directory.ts'
import type { Random } from './random.ts'
import type { Story } from './story.ts'

/** One matter as its people carry it: the story, how far it has come, and what has been used up of it. */
export interface Life {
  readonly story: Story
  readonly random: Random
  /** Null until it is set up. */
  matter: Matter | null
  /** Counts the turns the matter took: what was planned before the last one is void. */
  turn: number
  finishOn: Day
  reworksLeft: number
  /** Turns of the story that have come, and things done once. */
  readonly used: Set<string>
  /** The person of the supervision office who follows it, and the person in charge at the lead unit. */
  supervisor: string | null
  handler: string | null
  /** Attempts in a row that came to nothing; a life that stumbles too often comes to rest. */
  stumbles: number
}

/** What somebody means to do, and when. */
export interface Intent {
  readonly at: Instant
  readonly life: Life
  readonly move: Move
  /** Void once the matter has taken another turn; null stays valid through all of them. */
  readonly turn: number | null
  /** For acts of one cooperating unit or part. */
  readonly unit?: string
}

/** Letters, visits on site and oral feedback. */
export type LetterMove =
  | 'sendBlue'
  | 'sendYellow'
  | 'sendYellowTooSoon'
  | 'sendRed'
  | 'sendRedBelow'
  | 'answerLetter'
  | 'objectToLetter'
  | 'upholdLetter'
  | 'withdrawLetter'
  | 'planCheck'
  | 'planCheckBackwards'
  | 'confirmSpoken'
  | 'confirmForOther'

/** What people set out to do. Most are acts of the procedure; the rest are the ways in which they get it wrong. */
export type Move =
  | LetterMove
  | 'setUp'
  | 'setUpWrongly'
  | 'assign'
  | 'signFor'
  | 'decline'
  | 'upholdDecline'
  | 'denyDecline'
  | 'breakDown'
  | 'addCooperating'
  | 'reportProgress'
  | 'passMilestone'
  | 'contribute'
  | 'reportPart'
  | 'reportStuck'
  | 'askPath'
  | 'cancelForNoBasis'
  | 'askItself'
  | 'help'
  | 'helpFromAbove'
  | 'escalate'
  | 'unstick'
  | 'applyExtension'
  | 'applyBackwards'
  | 'grantExtension'
  | 'denyExtension'
  | 'urge'
  | 'check'
  | 'reportDone'
  | 'verify'
  | 'returnForRework'
  | 'sumUp'
  | 'assess'
  | 'strikeOff'
  | 'strikeOffOwn'
  | 'reportAsStranger'
  | 'cancelAsDelegate'
  | 'reopen'
  | 'reinstate'
  | 'changeArranger'
  | 'merge'
  | 'mergeIntoFinished'
  | 'suspend'
  | 'resume'
  | 'cancel'
  | 'takeBack'
  | 'takeBackLate'

/** What somebody sees who is about to act. */
export interface Scene {
  readonly at: Instant
  readonly today: Day
  readonly directory: DemoDirectory
  readonly hours: OfficeHours
  /** The last days of the year, in which people also answer by short message. */
  readonly bySms: boolean
  /** Legal advisers that are on the register by now, by the world's id, in the order in which they were engaged. */
  readonly advisers: readonly string[]
  /** Other lives, for those who look for a matter to merge into. */
  readonly lives: readonly Life[]
}
