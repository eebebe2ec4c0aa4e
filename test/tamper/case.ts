import type { HashName } from '#journal/hash.ts'
import type { Queryable } from '#store/db.ts'
import type { World } from './world.ts'

/**
 * Who finds a tampering out: V the verifier on a receipt · C the consistency of two heads, or a witness · F the audit of the
 * database · G the guard at the start · P whoever holds the promise of a receipt · X the database's privileges · R reading
 * back before signing.
 */
export type Detector = 'V' | 'C' | 'F' | 'G' | 'P' | 'X' | 'R'

/** One attack of the list. */
export interface Case {
  readonly id: string
  readonly attack: string
  /** Who must find it. */
  readonly by: readonly Detector[]
  /** Why it does not apply, where it does not; printed. */
  readonly notHere?: string
}

/**
 * An attack tried on a living database, in a transaction that is taken back. `by` is exactly who finds it: V, C, F, G and P
 * are all asked.
 */
export interface DatabaseTry {
  readonly id: string
  readonly what: string
  readonly by: readonly Detector[]
  /** SQL with `:act` and `:matter` of the world's target, or a function. */
  readonly does: string | ((tx: Queryable, world: World) => Promise<unknown>)
}

/** An attack tried on the texts of a log, with either suite. */
export interface TextTry {
  readonly id: string
  readonly what: string
  readonly by: Detector
  /** @returns whether the detector let it pass */
  readonly passes: (suite: HashName) => Promise<boolean>
  /** The same without the attack, which must pass. */
  readonly twin: (suite: HashName) => Promise<boolean>
}

/** An attack that needs more than one transaction or one text; throws when it is not found. */
export interface StagedTry {
  readonly id: string
  readonly what: string
  readonly by: Detector
  readonly run: () => Promise<void>
}
