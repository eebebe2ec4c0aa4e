import { decidingKinds } from '#kernel/meanings.ts'
import type { AnyRecord, Procedure, Rulebook } from '#kernel/vocabulary.ts'

/** The post in whose name a matter asks, as a holder; null where its procedure or record names none. */
export function issuerOf({ issuedBy }: Procedure, record: AnyRecord): string | null {
  const post: unknown = issuedBy === undefined ? undefined : record[issuedBy]
  return typeof post === 'string' ? `post:${post}` : null
}

/** Of all procedures the journal kinds that move a matter on. */
export const allDecidingKinds = ({ procedures }: Rulebook): string[] =>
  Object.values(procedures).flatMap(decidingKinds)
