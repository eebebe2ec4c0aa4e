import type { Day, Instant } from '#kernel/time.ts'
import type { Actor, Level } from '#kernel/vocabulary.ts'
import type { Administration } from './administrators.ts'
import { type Queryable, json } from './db.ts'
import type { StoreContext } from './context.ts'

export type PostAs = Actor['as']

/** The district a context serves, or undefined when the tenant is not there. */
export async function readTenant({
  db,
  tenant,
}: StoreContext): Promise<{ name: string; demo: boolean } | undefined> {
  const { rows } = await db.query<{ name: string; demo: boolean }>(
    'select name, demo from tenant where tenant_id = $1',
    [tenant],
  )
  return rows[0]
}

/** A seat a person may act in on a day: their own, an acting one, or one delegated to them. */
export interface SeatRow {
  readonly post: string
  readonly title: string
  readonly level: Level
  readonly unit: string
  readonly unitName: string
  readonly functions: readonly string[]
  readonly as: PostAs
  /** Which of the three administrators: holders and acting holders only; a delegate never is, whatever the delegation covers. */
  readonly administers: Administration | null
  /** Delegates: the acts covered; null is all. */
  readonly within: readonly string[] | null
}

/** Query of a person's seats. A delegation stands on the delegator's own seat: when that ends, what they gave ends with it. */
const seatsFor = (person: string, today: string, whose: string): string => `
select ${whose}p.id as post, p.title, p.level, u.id as unit, u.name as "unitName", u.functions, s."as", s.within,
  case when p.administers and u.functions @> '["administration"]' and s."as" <> 'delegate' then coalesce(p.administration, 'system') end
    as administers,
  s.rank, case p.level when 'head' then 1 when 'deputy' then 2 else 3 end as level_rank, u.sort as unit_sort, p.sort as post_sort
from (
  select a.person_id as person, a.post_id, a.kind as "as", null::jsonb as within, case a.kind when 'holder' then 1 else 2 end as rank
  from appointment a
  where a.tenant_id = $1 and a.person_id = ${person} and a.from_on <= ${today} and (a.to_on is null or a.to_on >= ${today})
  union all
  select d.to_person, d.post_id, 'delegate', d.acts, 3
  from delegation d
  where d.tenant_id = $1 and d.to_person = ${person} and d.revoked_at is null and d.from_on <= ${today} and d.to_on >= ${today}
    and exists (select from appointment g where g.tenant_id = $1 and g.person_id = d.from_person and g.post_id = d.post_id
      and g.from_on <= ${today} and (g.to_on is null or g.to_on >= ${today}))
) s
join post p on p.tenant_id = $1 and p.id = s.post_id and (p.closed_on is null or p.closed_on > ${today})
join unit u on u.tenant_id = $1 and u.id = p.unit_id and (u.closed_on is null or u.closed_on > ${today})
order by s.rank, level_rank, unit_sort, post_sort, p.id`

/** The seats of one person, by how a statement calls them and the day. */
export const seatsOfPerson = (person: string, today: string): string => seatsFor(person, today, '')

const SEATS = seatsOfPerson('$2', '$3::date')

/** Every seat of a person on a day, one row per post and capacity, their own before acting before delegated. */
export async function seatsOf(
  { db, tenant }: StoreContext,
  person: string,
  today: Day,
): Promise<readonly SeatRow[]> {
  const { rows } = await db.query<SeatRow>(SEATS, [tenant, person, today])
  return joinDelegations(rows)
}

const SEATS_OF_ALL = seatsFor('any($2::text[])', '$3::date', 's.person, ')

/** As `seatsOf` for several people, by person; those who sit nowhere are left out. */
export async function seatsOfAll(
  { db, tenant }: Pick<StoreContext, 'db' | 'tenant'>,
  people: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, readonly SeatRow[]>> {
  const { rows } = await db.query<SeatRow & { readonly person: string }>(SEATS_OF_ALL, [
    tenant,
    people,
    today,
  ])
  const seats = new Map<string, SeatRow[]>()
  for (const { person, ...seat } of rows) seats.set(person, [...(seats.get(person) ?? []), seat])
  return new Map([...seats].map(([person, own]) => [person, joinDelegations(own)]))
}

/** Two delegations of one post to one person cover what either covers. */
export function joinDelegations(rows: readonly SeatRow[]): SeatRow[] {
  const seats = new Map<string, SeatRow>()
  for (const row of rows) {
    const key = `${row.post}/${row.as}`
    const known = seats.get(key)
    const within =
      known &&
      (known.within === null || row.within === null ? null : [...new Set([...known.within, ...row.within])])
    seats.set(key, known ? { ...known, within: within ?? null } : row)
  }
  return [...seats.values()]
}

export interface AccountRow {
  readonly person: string
  readonly login: string
  readonly password: string
  readonly failures: number
  readonly lockedUntil: Instant | null
  readonly disabledAt: Instant | null
  readonly mustChange: boolean
}

const ACCOUNT = `select person_id as person, login, password, failures, locked_until as "lockedUntil", disabled_at as "disabledAt",
  must_change as "mustChange" from account`

export async function accountByLogin(
  { db, tenant }: StoreContext,
  login: string,
): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(`${ACCOUNT} where tenant_id = $1 and login = $2`, [
    tenant,
    login,
  ])
  return rows[0]
}

export async function accountOf(
  { db, tenant }: StoreContext,
  person: string,
): Promise<AccountRow | undefined> {
  const { rows } = await db.query<AccountRow>(`${ACCOUNT} where tenant_id = $1 and person_id = $2`, [
    tenant,
    person,
  ])
  return rows[0]
}

/** What became of one attempt: it may be made, it may be made and is the one that locks the account, or the account is locked. */
export type Attempt = 'free' | 'last' | 'locked'

/** Takes one attempt at a password before it is checked, so that a hundred guesses sent at once count as a hundred. */
export async function claimAttempt(
  { db, tenant }: StoreContext,
  person: string,
  now: Instant,
  lock: { after: number; firstSeconds: number; longestSeconds: number },
): Promise<Attempt> {
  const { rows } = await db.query<{ last: boolean }>(
    `update account set failures = failures + 1,
       locked_until = case when failures + 1 >= $4
         then $3::timestamptz + make_interval(secs => least($6::int, $5::int * power(2, least(failures + 1 - $4::int, 20))))
         else null end
     where tenant_id = $1 and person_id = $2 and (locked_until is null or locked_until <= $3)
     returning locked_until is not null as last`,
    [tenant, person, now, lock.after, lock.firstSeconds, lock.longestSeconds],
  )
  const [row] = rows
  return !row ? 'locked' : row.last ? 'last' : 'free'
}

export async function clearFailures({ db, tenant }: StoreContext, person: string): Promise<void> {
  await db.query(
    'update account set failures = 0, locked_until = null where tenant_id = $1 and person_id = $2',
    [tenant, person],
  )
}

/** Keeps the same password under stronger parameters. */
export async function rehash({ db, tenant }: StoreContext, person: string, password: string): Promise<void> {
  await db.query('update account set password = $3 where tenant_id = $1 and person_id = $2', [
    tenant,
    person,
    password,
  ])
}

/** People a demo lets anyone enter as: one row per held seat. */
export interface PersonaRow {
  readonly person: string
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly level: Level
  readonly functions: readonly string[]
  readonly kind: string
  /** The demo gave an account to those whom a visitor would try first. */
  readonly account: boolean
}

export async function readPersonas({ db, tenant }: StoreContext, today: Day): Promise<readonly PersonaRow[]> {
  const { rows } = await db.query<PersonaRow>(
    `select distinct on (u.sort, u.id, p.sort, p.id) n.id as person, n.name, p.title, u.name as unit, p.level, u.functions, u.kind,
       exists (select from account c where c.tenant_id = n.tenant_id and c.person_id = n.id) as account
     from post p
     join unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id
     join appointment a on a.tenant_id = p.tenant_id and a.post_id = p.id and a.from_on <= $2::date and (a.to_on is null or a.to_on >= $2::date)
     join person n on n.tenant_id = a.tenant_id and n.id = a.person_id
     where p.tenant_id = $1 and p.closed_on is null and u.closed_on is null
     order by u.sort, u.id, p.sort, p.id, a.kind desc, a.from_on`,
    [tenant, today],
  )
  return rows
}

export async function personExists({ db, tenant }: StoreContext, person: string): Promise<boolean> {
  const { rowCount } = await db.query('select from person where tenant_id = $1 and id = $2', [tenant, person])
  return rowCount === 1
}

export interface NewAccount {
  readonly person: string
  readonly login: string
  readonly password: string
  readonly mustChange: boolean
}

/** Opens accounts in bulk: the demo, and an import. A person who has one keeps it. */
export async function insertAccounts(
  { tenant }: StoreContext,
  via: Queryable,
  accounts: readonly NewAccount[],
): Promise<void> {
  await via.query(
    `insert into account (tenant_id, person_id, login, password, must_change)
     select $1, x.person, x.login, x.password, x."mustChange"
     from jsonb_to_recordset($2::jsonb) as x(person text, login text, password text, "mustChange" boolean)
     on conflict (tenant_id, person_id) do nothing`,
    [tenant, json(accounts)],
  )
}
