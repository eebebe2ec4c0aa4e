import { startOf } from '#kernel/time.ts'
import { type Queryable, json } from '#store/db.ts'
import type { DemoDelegation } from './district.ts'

/** Records the delegations of a year that is past, revoked ones included. */
export async function writeDelegations(
  via: Queryable,
  tenant: string,
  delegations: readonly DemoDelegation[],
): Promise<void> {
  const rows = delegations.map(({ acts, from, revokedOn, ...given }) => ({
    ...given,
    // A bare null would arrive as the json value null, which is not the absence of a limit.
    ...(acts ? { acts } : {}),
    from,
    createdAt: startOf(from),
    ...(revokedOn ? { revokedAt: startOf(revokedOn) } : {}),
  }))
  await via.query(
    `insert into delegation (tenant_id, id, post_id, from_person, to_person, acts, from_on, to_on, reason, created_at, revoked_at)
     select $1, x.id, x.post, x."fromPerson", x."toPerson", x.acts, x."from", x."to", x.reason, x."createdAt", x."revokedAt"
     from jsonb_to_recordset($2::jsonb) as x(id text, post text, "fromPerson" text, "toPerson" text, acts jsonb, "from" date,
       "to" date, reason text, "createdAt" timestamptz, "revokedAt" timestamptz)`,
    [tenant, json(rows)],
  )
}
