import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'

const MADE = `select made_at as at from party_code where tenant_id = $1 and matter_id = $2`
const MAKE = `
insert into party_code (tenant_id, matter_id, hash, made_at) values ($1, $2, $3, $4::timestamptz)
on conflict (tenant_id, matter_id) do update set hash = excluded.hash, made_at = excluded.made_at`
const DROP = `delete from party_code where tenant_id = $1 and matter_id = $2`
const WHOSE = `select matter_id as matter from party_code where tenant_id = $1 and hash = $2`

/** Since when the party of a matter has a code; null while he has none. */
export async function codeMadeAt({ db, tenant }: StoreContext, matter: string): Promise<Instant | null> {
  return (await db.query<{ at: Instant }>(MADE, [tenant, matter])).rows[0]?.at ?? null
}

/** Gives the party of a matter a code, in place of the one he had; only its hash is kept. */
export async function makeCode(
  { db, tenant, clock }: StoreContext,
  matter: string,
  hash: Uint8Array,
): Promise<void> {
  await db.query(MAKE, [tenant, matter, hash, clock.now()])
}

/** Takes the code back; false when there was none. */
export async function dropCode({ db, tenant }: StoreContext, matter: string): Promise<boolean> {
  return (await db.query(DROP, [tenant, matter])).rowCount === 1
}

/** The matter a code opens; undefined for one that was taken back, or never given. */
export async function matterOfCode(
  { db, tenant }: StoreContext,
  hash: Uint8Array,
): Promise<string | undefined> {
  return (await db.query<{ matter: string }>(WHOSE, [tenant, hash])).rows[0]?.matter
}
