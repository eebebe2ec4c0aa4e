import type { Procedure, Rulebook } from './vocabulary.ts'

/**
 * 主动公开: from the day in `on` anybody may read, without an account, the title of a matter, `words` of it and the unit `by` that
 * answers for it. All are record fields; nothing else of the matter is told.
 */
export interface Disclosed<F extends string> {
  readonly on: F
  readonly words: F
  readonly by: F
  readonly number?: F
}

/** A procedure that publishes, with how. */
export interface Disclosing {
  readonly procedure: Procedure
  readonly says: Disclosed<string>
}

/** The procedures whose matters are published. */
export const disclosing = ({ procedures }: Rulebook): readonly Disclosing[] =>
  Object.values(procedures).flatMap((procedure) =>
    procedure.disclosed ? [{ procedure, says: procedure.disclosed }] : [],
  )
