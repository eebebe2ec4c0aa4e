import type { CoverageKind, CoverageRow } from '#kernel/coverage.ts'
import type { Basis } from '#kernel/vocabulary.ts'

/** A rule of the law that is enforced here, and by what. */
export const held = (
  kind: CoverageKind,
  basis: Basis,
  rule: string,
  ...by: readonly string[]
): CoverageRow => ({ kind, basis, rule, by })

/** A rule that nothing here can enforce, and why. */
export const beyond = (kind: CoverageKind, basis: Basis, rule: string, why: string): CoverageRow => ({
  kind,
  basis,
  rule,
  why,
})
