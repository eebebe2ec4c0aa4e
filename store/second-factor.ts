import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'

/** A person's TOTP device. */
export interface SecondFactorRow {
  /** Sealed under a key outside the database. */
  readonly secret: Uint8Array
  readonly confirmedAt: Instant | null
  /** The last time step accepted. */
  readonly lastStep: number
  readonly codesLeft: number
}

/** The device of a person, confirmed or being set up. */
export async function readSecondFactor(
  { db, tenant }: StoreContext,
  person: string,
): Promise<SecondFactorRow | undefined> {
  const { rows } = await db.query<SecondFactorRow>(
    `select f.secret, f.confirmed_at as "confirmedAt", f.last_step as "lastStep", (select count(*)::int from recovery_code c
       where c.tenant_id = f.tenant_id and c.person_id = f.person_id and c.used_at is null) as "codesLeft"
     from second_factor f where f.tenant_id = $1 and f.person_id = $2`,
    [tenant, person],
  )
  return rows[0]
}

/** Begins to set a device up. A confirmed one stays as it is: false. */
export async function beginSecondFactor(
  { db, tenant }: StoreContext,
  person: string,
  secret: Uint8Array,
  at: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into second_factor (tenant_id, person_id, secret, set_at) values ($1, $2, $3, $4)
     on conflict (tenant_id, person_id) do update set secret = excluded.secret, last_step = 0, set_at = excluded.set_at
     where second_factor.confirmed_at is null`,
    [tenant, person, Buffer.from(secret), at],
  )
  return rowCount === 1
}

/** Accepts a time step once: false where it, or a later one, was accepted before. */
export async function takeStep(
  { tenant }: StoreContext,
  via: Queryable,
  person: string,
  step: number,
): Promise<boolean> {
  const { rowCount } = await via.query(
    'update second_factor set last_step = $3 where tenant_id = $1 and person_id = $2 and last_step < $3',
    [tenant, person, step],
  )
  return rowCount === 1
}

/** Puts the device into use. */
export async function confirmSecondFactor(
  { tenant }: StoreContext,
  via: Queryable,
  person: string,
  at: Instant,
): Promise<void> {
  await via.query(
    'update second_factor set confirmed_at = $3 where tenant_id = $1 and person_id = $2 and confirmed_at is null',
    [tenant, person, at],
  )
}

/** Gives new recovery codes in place of all before. */
export async function putRecoveryCodes(
  { tenant }: StoreContext,
  via: Queryable,
  person: string,
  hashes: readonly Uint8Array[],
): Promise<void> {
  await via.query('delete from recovery_code where tenant_id = $1 and person_id = $2', [tenant, person])
  await via.query(
    'insert into recovery_code (tenant_id, person_id, hash) select $1, $2, h.hash from unnest($3::bytea[]) h(hash)',
    [tenant, person, hashes.map((hash) => Buffer.from(hash))],
  )
}

/** Uses a recovery code up; false when there is no such one left. */
export async function useRecoveryCode(
  { db, tenant }: StoreContext,
  person: string,
  hash: Uint8Array,
  at: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update recovery_code set used_at = $4 where tenant_id = $1 and person_id = $2 and hash = $3 and used_at is null',
    [tenant, person, Buffer.from(hash), at],
  )
  return rowCount === 1
}

/** Takes the device and its codes away; false when there was none. */
export async function removeSecondFactor(
  { tenant }: StoreContext,
  via: Queryable,
  person: string,
): Promise<boolean> {
  await via.query('delete from recovery_code where tenant_id = $1 and person_id = $2', [tenant, person])
  const { rowCount } = await via.query('delete from second_factor where tenant_id = $1 and person_id = $2', [
    tenant,
    person,
  ])
  return rowCount === 1
}
