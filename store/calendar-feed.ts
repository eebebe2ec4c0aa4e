import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'

const MADE = `select made_at as at from calendar_feed where tenant_id = $1 and person_id = $2`
const MAKE = `
insert into calendar_feed (tenant_id, person_id, hash, made_at) values ($1, $2, $3, $4::timestamptz)
on conflict (tenant_id, person_id) do update set hash = excluded.hash, made_at = excluded.made_at`
const DROP = `delete from calendar_feed where tenant_id = $1 and person_id = $2`
// Whoever's account was disabled since reads nothing here any more.
const WHOSE = `
select f.person_id as person from calendar_feed f where f.tenant_id = $1 and f.hash = $2 and not exists (
  select from account a where a.tenant_id = f.tenant_id and a.person_id = f.person_id and a.disabled_at is not null)`

/** Since when a person's calendar has an address; null while it has none. */
export async function feedMadeAt({ db, tenant }: StoreContext, person: string): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Instant }>(MADE, [tenant, person])
  return rows[0]?.at ?? null
}

/** Gives a person's calendar an address, in place of the one it had; only the hash of its secret is kept. */
export async function makeFeed(
  { db, tenant, clock }: StoreContext,
  person: string,
  hash: Uint8Array,
): Promise<void> {
  await db.query(MAKE, [tenant, person, hash, clock.now()])
}

/** Takes the address away; false when there was none. */
export async function dropFeed({ db, tenant }: StoreContext, person: string): Promise<boolean> {
  return (await db.query(DROP, [tenant, person])).rowCount === 1
}

/** Whose calendar it is; undefined for an address that was taken away, or never given. */
export async function feedOf({ db, tenant }: StoreContext, hash: Uint8Array): Promise<string | undefined> {
  return (await db.query<{ person: string }>(WHOSE, [tenant, hash])).rows[0]?.person
}
