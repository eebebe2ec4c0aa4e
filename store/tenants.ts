import type { Calendar } from '#kernel/calendar.ts'
import type { Instant } from '#kernel/time.ts'
import { type Db, type Queryable, json } from './db.ts'

/** A district that is to be served. */
export interface NewTenant {
  /** Region code or another ASCII name, the first column of every key. */
  readonly id: string
  readonly name: string
  /** Origin of its transparency log; stands in every leaf and never changes. */
  readonly logOrigin: string
  readonly demo: boolean
}

/** Makes a tenant with the calendar it starts from. Its directory is imported or entered afterwards. */
export async function createTenant(
  via: Queryable,
  tenant: NewTenant,
  calendar: Calendar,
  at: Instant,
): Promise<void> {
  await via.query(
    'insert into tenant (tenant_id, name, log_origin, demo, created_at) values ($1, $2, $3, $4, $5)',
    [tenant.id, tenant.name, tenant.logOrigin, tenant.demo, at],
  )
  const years = Object.entries(calendar.years).map(([year, content]) => ({ year, ...content }))
  await via.query(
    `insert into calendar_year (tenant_id, year, version, source, off, makeup, set_at)
     select $1, y.year, $2 || '.0', y.source, y.off, y.makeup, $4
     from jsonb_to_recordset($3::jsonb) as y(year text, source text, off jsonb, makeup jsonb)`,
    [tenant.id, calendar.version, json(years), at],
  )
}

/** The tenant a process serves: the one it is told, else the first; the demo's or a real one, never one for the other. */
export async function findTenant(db: Db, demo: boolean, named?: string): Promise<string | undefined> {
  const { rows } = await db.query<{ tenant_id: string }>(
    `select tenant_id from tenant where demo = $1 and ($2::text is null or tenant_id = $2)
     order by created_at, tenant_id limit 1`,
    [demo, named ?? null],
  )
  return rows[0]?.tenant_id
}
