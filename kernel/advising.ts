import type { Procedure, Rulebook } from './vocabulary.ts'

/**
 * 法律顾问名册: the procedure whose matters are the advisers. All are record fields; `conflicts` rows of `unit` or `party`, `why`, and
 * `ended` once they are over.
 */
export interface Advising<F extends string> {
  readonly name: F
  /** Whoever of the district it is, where it is one of its own people. */
  readonly person: F
  readonly from: F
  readonly kind: F
  readonly until: F
  readonly conflicts: F
}

/**
 * 听取法律意见: where a procedure keeps which advisers were asked and what they said. Several: `engaged` rows of `adviser` (a matter), `on`,
 * and `left` for those who took no part in the end; `advice` rows of `adviser`, `on` and `verdict`; `found` the group whose `verdict` was
 * the office's own in the end. One from the start on: `one` names him (a matter), `on` the day, `advice` rows of `on`, a stage each.
 */
export type Advised<F extends string> =
  | { readonly engaged: F; readonly advice: F; readonly found: F }
  | { readonly one: F; readonly on: F; readonly advice: F }

/** Procedures that keep advisers, or hear them. */
export const advisingIn = ({ procedures }: Rulebook): readonly Procedure[] =>
  Object.values(procedures).filter(({ advising }) => advising !== undefined)

export const advisedIn = ({ procedures }: Rulebook): readonly Procedure[] =>
  Object.values(procedures).filter(({ advised }) => advised !== undefined)
