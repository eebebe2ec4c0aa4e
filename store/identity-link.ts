import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'

/** The person whom an administrator bound to a subject of a provider. */
export async function linkedPerson(
  { db, tenant }: StoreContext,
  issuer: string,
  subject: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ person: string }>(
    'select person_id as person from identity_link where tenant_id = $1 and issuer = $2 and subject = $3',
    [tenant, issuer, subject],
  )
  return rows[0]?.person
}

/** Binds a person to a subject, in place of what they were bound to at that provider; false when it is somebody else's. */
export async function linkPerson(
  { db, tenant }: StoreContext,
  link: {
    readonly issuer: string
    readonly subject: string
    readonly person: string
    readonly by: string
    readonly at: Instant
  },
): Promise<boolean> {
  await db.query(
    'delete from identity_link where tenant_id = $1 and issuer = $2 and person_id = $3 and subject <> $4',
    [tenant, link.issuer, link.person, link.subject],
  )
  const { rowCount } = await db.query(
    `insert into identity_link (tenant_id, issuer, subject, person_id, bound_by, bound_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, issuer, subject) do update set bound_by = excluded.bound_by, bound_at = excluded.bound_at
     where identity_link.person_id = excluded.person_id`,
    [tenant, link.issuer, link.subject, link.person, link.by, link.at],
  )
  return rowCount === 1
}

/** Takes every binding of a person away; false when there was none. */
export async function unlinkPerson({ db, tenant }: StoreContext, person: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from identity_link where tenant_id = $1 and person_id = $2', [
    tenant,
    person,
  ])
  return rowCount > 0
}
