import type { NormId, Procedure } from '#kernel/vocabulary.ts'

/** Names of the duties of a procedure by which a norm bites: what the norms page counts and the ledger lists. */
export const dutiesUnder = (procedure: Procedure, norm: string): string[] =>
  Object.entries(procedure.duties)
    .filter(([, duty]) => duty.norms.includes(norm as NormId))
    .map(([name]) => name)
