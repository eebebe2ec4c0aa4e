import type { Day } from '#kernel/time.ts'
import type { Level } from '#kernel/vocabulary.ts'
import type { Administration } from './administrators.ts'
import type { StoreContext } from './context.ts'
import { type Queryable, json } from './db.ts'

/** A unit as the directory page, the sheet and the reader know it. */
export interface UnitEntry {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly aliases: readonly string[]
  readonly kind: string
  readonly functions: readonly string[]
  readonly domains: readonly string[]
  readonly assignable: boolean
  readonly parent: string | null
  readonly leaderPost: string | null
  readonly phone: string | null
  readonly sort: number
  /** 发文代字; absent on the way in: none. */
  readonly codes?: readonly string[]
}

export interface PostEntry {
  readonly id: string
  readonly unit: string
  readonly title: string
  readonly level: Level
  readonly sort: number
  /** Whoever sits in it is this one of the three administrators, as long as its unit has that function. */
  readonly administers: Administration | null
}

/** A post to be written; one that says nothing of administration has none. */
export type NewPost = Omit<PostEntry, 'administers'> & { readonly administers?: Administration | null }

/** Somebody in a post on a day. */
export interface SeatEntry {
  readonly appointment: string
  readonly post: string
  readonly person: string
  readonly name: string
  readonly as: 'holder' | 'acting'
  readonly phone: string | null
  readonly from: Day
  readonly to: Day | null
}

/** 名录 on one day: units and posts not closed, holders before acting ones. */
export interface DirectoryEntries {
  readonly units: readonly UnitEntry[]
  readonly posts: readonly PostEntry[]
  readonly seats: readonly SeatEntry[]
}

const UNITS = `
select id, name, short_name as "shortName", aliases, kind, functions, domains, assignable, parent_id as parent,
  leader_post as "leaderPost", phone, sort, codes
from unit where tenant_id = $1 and (closed_on is null or closed_on > $2::date) order by sort, id`

const POSTS = `
select p.id, p.unit_id as unit, p.title, p.level, p.sort,
  case when p.administers then coalesce(p.administration, 'system') end as administers
from post p join unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id and (u.closed_on is null or u.closed_on > $2::date)
where p.tenant_id = $1 and (p.closed_on is null or p.closed_on > $2::date)
order by p.sort, p.id`

const SEATS = `
select a.id as appointment, a.post_id as post, n.id as person, n.name, a.kind as "as", n.phone, a.from_on as "from", a.to_on as "to"
from appointment a join person n on n.tenant_id = a.tenant_id and n.id = a.person_id
where a.tenant_id = $1 and a.from_on <= $2::date and (a.to_on is null or a.to_on >= $2::date)
order by a.kind desc, a.from_on, a.id`

const WHOLE = { units: UNITS, posts: POSTS, seats: SEATS }

/** The same of the unit `$3` alone. */
const OF_UNIT: typeof WHOLE = {
  units: UNITS.replace(' order by', ' and id = $3 order by'),
  posts: POSTS.replace('\norder by', ' and p.unit_id = $3\norder by'),
  seats: SEATS.replace(
    '\norder by',
    ' and a.post_id in (select p.id from post p where p.tenant_id = $1 and p.unit_id = $3)\norder by',
  ),
}

async function entriesOf(
  via: Queryable,
  sql: typeof WHOLE,
  values: readonly unknown[],
): Promise<DirectoryEntries> {
  const [units, posts, seats] = await Promise.all([
    via.query<UnitEntry>(sql.units, values),
    via.query<PostEntry>(sql.posts, values),
    via.query<SeatEntry>(sql.seats, values),
  ])
  return { units: units.rows, posts: posts.rows, seats: seats.rows }
}

/** Reads the directory of one day, from the tables, through a pool or inside a transaction. */
export const readDirectory = (via: Queryable, tenant: string, today: Day): Promise<DirectoryEntries> =>
  entriesOf(via, WHOLE, [tenant, today])

/** The same of one unit: its entry where it is there, its posts and who sits in them. */
export const readUnit = (
  via: Queryable,
  tenant: string,
  today: Day,
  unit: string,
): Promise<DirectoryEntries> => entriesOf(via, OF_UNIT, [tenant, today, unit])

/** Holds back other writers of the directory until this transaction ends: checks then hold when the rows are written. */
export async function lockDirectory(tx: Queryable, tenant: string): Promise<void> {
  await tx.query('select from tenant where tenant_id = $1 for update', [tenant])
}

/** Ids and names of everybody ever on record; two people may bear one name. */
export async function readPeople(
  via: Queryable,
  tenant: string,
): Promise<readonly { id: string; name: string; phone: string | null }[]> {
  const { rows } = await via.query<{ id: string; name: string; phone: string | null }>(
    'select id, name, phone from person where tenant_id = $1 order by id',
    [tenant],
  )
  return rows
}

/** Writes units by id, new ones and known ones alike. */
export async function putUnits(via: Queryable, tenant: string, units: readonly UnitEntry[]): Promise<void> {
  if (units.length === 0) return
  await via.query(
    `insert into unit (tenant_id, id, name, short_name, aliases, kind, functions, domains, assignable, parent_id, leader_post, phone, sort, codes)
     select $1, x.id, x.name, x."shortName", x.aliases, x.kind, x.functions, x.domains, x.assignable, x.parent, x."leaderPost", x.phone, x.sort, coalesce(x.codes, '[]')
     from jsonb_to_recordset($2::jsonb) as x(id text, name text, "shortName" text, aliases jsonb, kind text, functions jsonb, domains jsonb,
       assignable boolean, parent text, "leaderPost" text, phone text, sort integer, codes jsonb)
     on conflict (tenant_id, id) do update set name = excluded.name, short_name = excluded.short_name, aliases = excluded.aliases,
       kind = excluded.kind, functions = excluded.functions, domains = excluded.domains, assignable = excluded.assignable,
       parent_id = excluded.parent_id, leader_post = excluded.leader_post, phone = excluded.phone, sort = excluded.sort, codes = excluded.codes`,
    [tenant, json(units)],
  )
}

/** Writes posts by id. */
export async function putPosts(via: Queryable, tenant: string, posts: readonly NewPost[]): Promise<void> {
  if (posts.length === 0) return
  await via.query(
    `insert into post (tenant_id, id, unit_id, title, level, sort, administers, administration)
     select $1, x.id, x.unit, x.title, x.level, x.sort, x.administers is not null, x.administers
     from jsonb_to_recordset($2::jsonb) as x(id text, unit text, title text, level text, sort integer, administers text)
     on conflict (tenant_id, id) do update set unit_id = excluded.unit_id, title = excluded.title, level = excluded.level,
       sort = excluded.sort, administers = excluded.administers, administration = excluded.administration`,
    [tenant, json(posts)],
  )
}

/** Writes people by id. */
export async function putPeople(
  via: Queryable,
  tenant: string,
  people: readonly { id: string; name: string; phone: string | null }[],
): Promise<void> {
  if (people.length === 0) return
  await via.query(
    `insert into person (tenant_id, id, name, phone)
     select $1, x.id, x.name, x.phone from jsonb_to_recordset($2::jsonb) as x(id text, name text, phone text)
     on conflict (tenant_id, id) do update set name = excluded.name, phone = excluded.phone`,
    [tenant, json(people)],
  )
}

export interface NewAppointment {
  readonly id: string
  readonly person: string
  readonly post: string
  readonly as: 'holder' | 'acting'
  readonly from: Day
  readonly until: Day | null
}

/** Adds appointments. */
export async function addAppointments(
  via: Queryable,
  tenant: string,
  appointments: readonly NewAppointment[],
): Promise<void> {
  if (appointments.length === 0) return
  await via.query(
    `insert into appointment (tenant_id, id, person_id, post_id, kind, from_on, to_on)
     select $1, x.id, x.person, x.post, x."as", x."from", x."until"
     from jsonb_to_recordset($2::jsonb) as x(id text, person text, post text, "as" text, "from" date, "until" date)`,
    [tenant, json(appointments)],
  )
}

/**
 * Ends appointments so that the new one may begin on `from`: the last day becomes the day before. One that would then end
 * before it began never took effect and is removed.
 */
export async function endAppointments(
  via: Queryable,
  tenant: string,
  ids: readonly string[],
  from: Day,
): Promise<void> {
  if (ids.length === 0) return
  await via.query(
    'delete from appointment where tenant_id = $1 and id = any($2::text[]) and from_on >= $3::date',
    [tenant, ids, from],
  )
  await via.query(
    'update appointment set to_on = $3::date - 1 where tenant_id = $1 and id = any($2::text[])',
    [tenant, ids, from],
  )
}

/** Appointments to a post that touch a stretch of days, for one kind of seat. */
export async function appointmentsTo(
  via: Queryable,
  tenant: string,
  post: string,
  as: 'holder' | 'acting',
  from: Day,
): Promise<readonly { id: string; person: string; from: Day; to: Day | null }[]> {
  const { rows } = await via.query<{ id: string; person: string; from: Day; to: Day | null }>(
    `select id, person_id as person, from_on as "from", to_on as "to" from appointment
     where tenant_id = $1 and post_id = $2 and kind = $3 and (to_on is null or to_on >= $4::date) order by from_on`,
    [tenant, post, as, from],
  )
  return rows
}

/** What is there of a person and a post that an appointment names. */
export async function personAndPost(
  via: Queryable,
  tenant: string,
  person: string,
  post: string,
): Promise<{ person: boolean; level: Level | null }> {
  const { rows } = await via.query<{ person: boolean; level: Level | null }>(
    `select exists (select from person where tenant_id = $1 and id = $2) as person,
       (select level from post where tenant_id = $1 and id = $3 and closed_on is null) as level`,
    [tenant, person, post],
  )
  return rows[0] ?? { person: false, level: null }
}

export interface DelegationEntry {
  readonly id: string
  readonly post: string
  readonly postTitle: string
  readonly from: Day
  readonly until: Day
  readonly fromPerson: string
  readonly to: string
  readonly toName: string
  readonly acts: readonly string[] | null
  readonly reason: string
  readonly revokedAt: string | null
}

const DELEGATIONS = `
select d.id, d.post_id as post, u.name || p.title as "postTitle", d.from_on as "from", d.to_on as "until", d.from_person as "fromPerson",
  d.to_person as "to", n.name as "toName", d.acts, d.reason, d.revoked_at as "revokedAt"
from delegation d
join post p on p.tenant_id = d.tenant_id and p.id = d.post_id
join unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id
join person n on n.tenant_id = d.tenant_id and n.id = d.to_person`

/** Delegations a person gave or received, latest first. */
export async function delegationsOf(
  { db, tenant }: StoreContext,
  person: string,
): Promise<readonly DelegationEntry[]> {
  const { rows } = await db.query<DelegationEntry>(
    `${DELEGATIONS} where d.tenant_id = $1 and (d.from_person = $2 or d.to_person = $2) order by d.created_at desc, d.id limit 200`,
    [tenant, person],
  )
  return rows
}

export interface NewDelegation {
  readonly id: string
  readonly post: string
  readonly fromPerson: string
  readonly to: string
  readonly acts: readonly string[] | null
  readonly from: Day
  readonly until: Day
  readonly reason: string
  readonly at: string
}

/** Records a delegation and gives it back as lists show it. */
export async function addDelegation(
  { db, tenant }: StoreContext,
  given: NewDelegation,
): Promise<DelegationEntry> {
  await db.query(
    `insert into delegation (tenant_id, id, post_id, from_person, to_person, acts, from_on, to_on, reason, created_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10)`,
    [
      tenant,
      given.id,
      given.post,
      given.fromPerson,
      given.to,
      given.acts && json(given.acts),
      given.from,
      given.until,
      given.reason,
      given.at,
    ],
  )
  const { rows } = await db.query<DelegationEntry>(`${DELEGATIONS} where d.tenant_id = $1 and d.id = $2`, [
    tenant,
    given.id,
  ])
  if (!rows[0]) throw new Error(`delegation ${given.id} vanished after its insert`)
  return rows[0]
}

/** Revokes a delegation that this person gave; false when there is none of theirs to revoke. */
export async function revokeDelegation(
  { db, tenant }: StoreContext,
  id: string,
  fromPerson: string,
  at: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update delegation set revoked_at = $4 where tenant_id = $1 and id = $2 and from_person = $3 and revoked_at is null',
    [tenant, id, fromPerson, at],
  )
  return rowCount === 1
}

/** Names of all units that ever were: a name is never given twice. */
export async function readUnitNames(
  via: Queryable,
  tenant: string,
): Promise<readonly { id: string; name: string }[]> {
  const { rows } = await via.query<{ id: string; name: string }>(
    'select id, name from unit where tenant_id = $1',
    [tenant],
  )
  return rows
}
