import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'

interface EnvelopeRow {
  readonly hash: string
  readonly body: string | null
}

/** The texts laid apart under some hashes, by hash; what was erased is not among them. */
export async function textsApart(
  db: Queryable,
  tenant: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<EnvelopeRow>(
    'select hash, body from sealed_envelope where tenant_id = $1 and hash = any($2::text[])',
    [tenant, hashes],
  )
  return new Map(rows.flatMap(({ hash, body }) => (body === null ? [] : [[hash, body] as const])))
}

/** Takes the texts laid apart with some matters away for good; their hashes stay, for the leaves that commit to them. */
export async function eraseApart(
  tx: Queryable,
  { tenant }: StoreContext,
  matters: readonly string[],
): Promise<void> {
  await tx.query(
    'update sealed_envelope set body = null where tenant_id = $1 and matter_id = any($2::text[]) and body is not null',
    [tenant, matters],
  )
}
