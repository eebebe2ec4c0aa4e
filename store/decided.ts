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

/** SQL expressions for a party of a matter: who it is, and what the matter and its journal say. */
interface DecidedOf {
  readonly tenant: string
  readonly matter: string
  readonly holder: string
  /** Whoever decided whatever the journal says: the post in whose name the matter asks, one that moves it on just now. */
  readonly anyway: readonly string[]
  /** Journal kinds that move a matter on. */
  readonly kinds: string
}

/**
 * SQL for whether a party decided a matter, null for a unit: see migration 0021. What a post did before counts also where it comes back
 * after it had no part any more.
 */
export const decidedSql = ({
  tenant,
  matter,
  holder,
  anyway,
  kinds,
}: DecidedOf): string => `case when ${holder} like 'post:%' then
    ${anyway.map((one) => `coalesce(${holder} = ${one}, false) or `).join('')}exists (select from journal b
      where b.tenant_id = ${tenant} and b.matter_id = ${matter} and b.kind = any(${kinds}::text[]) and 'post:' || b.post_id = ${holder}) end`
