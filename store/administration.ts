import type { CalendarYear } from '#kernel/calendar.ts'
import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import { type Queryable, json } from './db.ts'
import { removeSecondFactor } from './second-factor.ts'
import { revokeSessionsOf } from './sessions.ts'

export interface CalendarYearRow extends CalendarYear {
  readonly year: string
  readonly version: string
}

/** The tenant's calendar, year by year. */
export async function readCalendar({ db, tenant }: StoreContext): Promise<readonly CalendarYearRow[]> {
  const { rows } = await db.query<CalendarYearRow>(
    'select year, version, source, off, makeup from calendar_year where tenant_id = $1 order by year',
    [tenant],
  )
  return rows
}

/**
 * Sets one year. A changed year gets the next version, so that every due instant counted on the old one still says which it
 * was; the same content again changes nothing.
 */
export async function setCalendarYear(
  { db, tenant }: StoreContext,
  year: string,
  content: CalendarYear,
  at: Instant,
): Promise<void> {
  await db.query(
    `insert into calendar_year (tenant_id, year, version, source, off, makeup, set_at) values ($1, $2, $2 || '.1', $3, $4, $5, $6)
     on conflict (tenant_id, year) do update set source = excluded.source, off = excluded.off, makeup = excluded.makeup,
       set_at = excluded.set_at,
       version = $2 || '.' || (coalesce(substring(calendar_year.version from '(\\d+)$')::int, 0) + 1)
     where (calendar_year.source, calendar_year.off, calendar_year.makeup) is distinct from (excluded.source, excluded.off, excluded.makeup)`,
    [tenant, year, content.source, json(content.off), json(content.makeup), at],
  )
}

export interface ParameterRow {
  readonly name: string
  readonly value: number
  readonly reason: string
}

/** The parameters that this tenant set; all others stand as the rulebook has them. */
export async function readParameters({ db, tenant }: StoreContext): Promise<readonly ParameterRow[]> {
  const { rows } = await db.query<ParameterRow>(
    'select name, value, reason from parameter where tenant_id = $1',
    [tenant],
  )
  return rows
}

export async function setParameter(
  { db, tenant }: { readonly db: Queryable; readonly tenant: string },
  parameter: ParameterRow & { readonly by: string | null; readonly at: Instant },
): Promise<void> {
  await db.query(
    `insert into parameter (tenant_id, name, value, reason, set_by, set_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, name) do update set value = excluded.value, reason = excluded.reason, set_by = excluded.set_by,
       set_at = excluded.set_at`,
    [tenant, parameter.name, parameter.value, parameter.reason, parameter.by, parameter.at],
  )
}

export interface AccountListRow {
  readonly person: string
  readonly name: string
  readonly login: string | null
  readonly unitName: string
  readonly lockedUntil: Instant | null
  readonly disabledAt: Instant | null
  readonly secondFactor: boolean
}

/** People with their accounts, by person id from `after` on; `like` is part of a name or login. */
export async function listAccounts(
  { db, tenant }: StoreContext,
  today: string,
  filter: { like: string; after: string; limit: number },
): Promise<readonly AccountListRow[]> {
  const { rows } = await db.query<AccountListRow>(
    `select n.id as person, n.name, a.login, coalesce((
       select u.name from appointment s
       join post p on p.tenant_id = s.tenant_id and p.id = s.post_id
       join unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id
       where s.tenant_id = n.tenant_id and s.person_id = n.id and s.from_on <= $2::date and (s.to_on is null or s.to_on >= $2::date)
       order by s.kind desc, u.sort, p.sort limit 1), '') as "unitName",
       a.locked_until as "lockedUntil", a.disabled_at as "disabledAt", exists (select from second_factor f
         where f.tenant_id = n.tenant_id and f.person_id = n.id and f.confirmed_at is not null) as "secondFactor"
     from person n left join account a on a.tenant_id = n.tenant_id and a.person_id = n.id
     where n.tenant_id = $1 and n.id > $3 and ($4 = '' or strpos(n.name, $4) > 0 or strpos(a.login, $4) > 0)
     order by n.id limit $5`,
    [tenant, today, filter.after, filter.like, filter.limit],
  )
  return rows
}

/** Opens an account, or opens it again under a new password; false when the login is somebody else's. */
export async function openAccount(
  { db, tenant }: StoreContext,
  person: string,
  login: string,
  password: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into account (tenant_id, person_id, login, password, must_change)
     select $1, $2, $3, $4, true
     where not exists (select from account where tenant_id = $1 and login = $3 and person_id <> $2)
     on conflict (tenant_id, person_id) do update set login = excluded.login, password = excluded.password, must_change = true,
       failures = 0, locked_until = null, disabled_at = null`,
    [tenant, person, login, password],
  )
  return rowCount === 1
}

/**
 * Gives an account a one-time password, or with null only ends its lock. Either way its sessions end and the person must choose
 * a new password at the next login: whoever could have used the old one, or the one-time one, is out again.
 */
export async function resetAccount(
  context: StoreContext,
  person: string,
  password: string | null,
  at: Instant,
): Promise<void> {
  await context.db.tx(async (tx) => {
    await tx.query(
      `update account set password = coalesce($3, password), must_change = true, failures = 0, locked_until = null
       where tenant_id = $1 and person_id = $2`,
      [context.tenant, person, password],
    )
    await revokeSessionsOf(context, tx, person, at)
  })
}

/** Takes a person's second factor away and ends their sessions; false when they had none. */
export async function resetSecondFactor(
  context: StoreContext,
  person: string,
  at: Instant,
): Promise<boolean> {
  return context.db.tx(async (tx) => {
    const removed = await removeSecondFactor(context, tx, person)
    await revokeSessionsOf(context, tx, person, at)
    return removed
  })
}

/** Closes an account and ends its sessions. */
export async function disableAccount(context: StoreContext, person: string, at: Instant): Promise<void> {
  await context.db.tx(async (tx) => {
    await tx.query(
      'update account set disabled_at = $3 where tenant_id = $1 and person_id = $2 and disabled_at is null',
      [context.tenant, person, at],
    )
    await revokeSessionsOf(context, tx, person, at)
  })
}
