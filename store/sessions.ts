import { type Day, type Instant, addMs } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'
import { type PostAs, type SeatRow, joinDelegations, seatsOfAll, seatsOfPerson } from './identity.ts'

/** How the person of a session proved who they are. */
export type SessionAuth = 'password' | 'second' | 'oidc' | 'demo'

export interface SessionRow {
  readonly person: string
  readonly name: string
  readonly post: string
  readonly as: PostAs
  readonly seenAt: Instant
  readonly expiresAt: Instant
  /** When they last proved to be themselves in it; null: not since it was opened by an older version. */
  readonly freshAt: Instant | null
  readonly auth: string
  readonly mustChange: boolean
  readonly passwordSetAt: Instant | null
  /** Whether a second factor of theirs is in use. */
  readonly secondFactor: boolean
}

const COLUMNS = `s.person_id as person, p.name, s.post_id as post, s.post_as as "as", s.seen_at as "seenAt", s.expires_at as "expiresAt",
  s.fresh_at as "freshAt", s.auth, coalesce(a.must_change, false) as "mustChange", a.password_set_at as "passwordSetAt",
  exists (select from second_factor f where f.tenant_id = s.tenant_id and f.person_id = s.person_id and f.confirmed_at is not null)
    as "secondFactor"`
const OF = `from session s
join person p on p.tenant_id = s.tenant_id and p.id = s.person_id
left join account a on a.tenant_id = s.tenant_id and a.person_id = s.person_id`
const HOLDS = 's.revoked_at is null and s.expires_at > $3 and s.seen_at > $4 and a.disabled_at is null'

const SESSION = `
select ${COLUMNS},
  q.seats
${OF}
cross join lateral (select coalesce(jsonb_agg(t), '[]') as seats from (${seatsOfPerson('s.person_id', '$5::date')}) t) q
where s.tenant_id = $1 and s.id = $2 and ${HOLDS}`

/**
 * A session that is neither revoked nor run out, of an account not disabled, with the person's seats today, in one round trip;
 * idle ones count as run out.
 */
export async function readSession(
  { db, tenant }: StoreContext,
  id: string,
  now: Instant,
  idleSince: Instant,
  today: Day,
): Promise<{ session: SessionRow; seats: readonly SeatRow[] } | undefined> {
  const { rows } = await db.query<SessionRow & { seats: readonly SeatRow[] }>(SESSION, [
    tenant,
    id,
    now,
    idleSince,
    today,
  ])
  const [row] = rows
  if (!row) return undefined
  const { seats, ...session } = row
  return { session, seats: joinDelegations(seats) }
}

const SESSIONS = `select s.id, ${COLUMNS} ${OF} where s.tenant_id = $1 and s.id = any($2::text[]) and ${HOLDS}`

/** As `readSession` for many at once: what still holds, by id. */
export async function readSessions(
  { db, tenant }: StoreContext,
  ids: readonly string[],
  now: Instant,
  idleSince: Instant,
  today: Day,
): Promise<ReadonlyMap<string, { readonly session: SessionRow; readonly seats: readonly SeatRow[] }>> {
  const { rows } = await db.query<SessionRow & { readonly id: string }>(SESSIONS, [
    tenant,
    ids,
    now,
    idleSince,
  ])
  const seats = await seatsOfAll({ db, tenant }, [...new Set(rows.map(({ person }) => person))], today)
  return new Map(
    rows.map(({ id, ...session }) => [id, { session, seats: seats.get(session.person) ?? [] }] as const),
  )
}

export interface NewSession {
  readonly id: string
  readonly person: string
  readonly post: string
  readonly as: PostAs
  readonly now: Instant
  readonly expiresAt: Instant
  readonly auth?: SessionAuth
  /** What the owner tells it by: browser and system, nothing finer. */
  readonly device?: string
}

/** Devices at once where a district sets nothing else. */
const USUAL_DEVICES = 5

/** Opens a session; the person keeps at most `most`, the ones left longest end. */
export async function insertSession(
  { db, tenant }: StoreContext,
  session: NewSession,
  most = USUAL_DEVICES,
): Promise<void> {
  const { person, now } = session
  await db.query(
    `insert into session (tenant_id, id, person_id, post_id, post_as, created_at, seen_at, expires_at, fresh_at, auth, device)
     values ($1, $2, $3, $4, $5, $6, $6, $7, $6, $8, $9)`,
    [
      tenant,
      session.id,
      person,
      session.post,
      session.as,
      now,
      session.expiresAt,
      session.auth ?? 'password',
      session.device ?? '',
    ],
  )
  await db.query(
    `update session set revoked_at = $3 where tenant_id = $1 and id in (
       select o.id from session o where o.tenant_id = $1 and o.person_id = $2 and o.revoked_at is null and o.expires_at > $3
         and o.id <> $5
       order by o.seen_at desc, o.id offset $4)`,
    [tenant, person, now, most - 1, session.id],
  )
  // Old rows are of no use to anyone; a day's grace keeps clocks of several processes out of it.
  await db.query('delete from session where tenant_id = $1 and person_id = $2 and expires_at < $3', [
    tenant,
    person,
    addMs(now, -86_400_000),
  ])
}

/** How long the id before a renewal still serves what was already on its way. */
const ON_ITS_WAY_MS = 10_000

/**
 * Puts a session under a new id, in a seat: whoever learned the old one has it for seconds only. `fresh` says that the person
 * has just proved to be themselves.
 */
export async function renewSession(
  context: StoreContext,
  old: string,
  next: {
    readonly id: string
    readonly post: string
    readonly as: PostAs
    readonly now: Instant
    readonly fresh: boolean
  },
): Promise<void> {
  const { tenant } = context
  await context.db.tx(async (tx) => {
    await tx.query(
      `insert into session (tenant_id, id, person_id, post_id, post_as, created_at, seen_at, expires_at, fresh_at, auth, device)
       select tenant_id, $3, person_id, $4, $5, created_at, $6, expires_at, case when $7 then $6 else fresh_at end, auth, device
       from session where tenant_id = $1 and id = $2`,
      [tenant, old, next.id, next.post, next.as, next.now, next.fresh],
    )
    await tx.query('update session set expires_at = least(expires_at, $3) where tenant_id = $1 and id = $2', [
      tenant,
      old,
      addMs(next.now, ON_ITS_WAY_MS),
    ])
  })
}

export async function touchSession({ db, tenant }: StoreContext, id: string, now: Instant): Promise<void> {
  await db.query('update session set seen_at = $3 where tenant_id = $1 and id = $2 and seen_at < $3', [
    tenant,
    id,
    now,
  ])
}

export async function moveSession(
  { db, tenant }: StoreContext,
  id: string,
  post: string,
  as: PostAs,
): Promise<void> {
  await db.query('update session set post_id = $3, post_as = $4 where tenant_id = $1 and id = $2', [
    tenant,
    id,
    post,
    as,
  ])
}

/** Ends one session. */
export async function revokeSession({ db, tenant }: StoreContext, id: string, now: Instant): Promise<void> {
  await db.query(
    'update session set revoked_at = $3 where tenant_id = $1 and id = $2 and revoked_at is null',
    [tenant, id, now],
  )
}

/** Ends one session of a person, by the handle that their own list gives it; false when they have none such. */
export async function revokeOwnSession(
  { db, tenant }: StoreContext,
  person: string,
  handle: string,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update session set revoked_at = $4 where tenant_id = $1 and person_id = $2 and substr(id, 1, ${HANDLE}) = $3
       and revoked_at is null`,
    [tenant, person, handle, now],
  )
  return rowCount > 0
}

/** Ends every session of a person, save the one named; gives how many. */
export async function revokeSessionsOf(
  { tenant }: Pick<StoreContext, 'tenant'>,
  via: Queryable,
  person: string,
  now: Instant,
  except: string | null = null,
): Promise<number> {
  const { rowCount } = await via.query(
    'update session set revoked_at = $3 where tenant_id = $1 and person_id = $2 and revoked_at is null and ($4::text is null or id <> $4)',
    [tenant, person, now, except],
  )
  return rowCount
}

/** One of a person's own sessions. The handle names it without being of use as a cookie. */
export interface OwnSession {
  readonly handle: string
  readonly device: string
  readonly since: Instant
  readonly seenAt: Instant
}

/** Characters of a session's id that its owner's list shows. */
const HANDLE = 16
export const handleOf = (id: string): string => id.slice(0, HANDLE)

/** The sessions of a person that are open now, the latest used first: for nobody but themselves. */
export async function sessionsOf(
  { db, tenant }: StoreContext,
  person: string,
  now: Instant,
  idleSince: Instant,
): Promise<readonly OwnSession[]> {
  const { rows } = await db.query<OwnSession>(
    `select substr(id, 1, ${HANDLE}) as handle, device, created_at as since, seen_at as "seenAt" from session
     where tenant_id = $1 and person_id = $2 and revoked_at is null and expires_at > $3 and seen_at > $4
     order by seen_at desc, id`,
    [tenant, person, now, idleSince],
  )
  return rows
}

/** Sets a password the person chose; all their other sessions end in the same transaction. The last `kept` stay known. */
export async function changePassword(
  context: StoreContext,
  person: string,
  password: string,
  now: Instant,
  { keepSession, kept }: { readonly keepSession: string; readonly kept: number },
): Promise<void> {
  const { tenant } = context
  await context.db.tx(async (tx) => {
    await tx.query(
      `insert into password_before (tenant_id, person_id, set_at, password)
       select tenant_id, person_id, $3, password from account where tenant_id = $1 and person_id = $2
       on conflict (tenant_id, person_id, set_at) do nothing`,
      [tenant, person, now],
    )
    await tx.query(
      `delete from password_before where tenant_id = $1 and person_id = $2 and set_at not in (
         select b.set_at from password_before b where b.tenant_id = $1 and b.person_id = $2 order by b.set_at desc limit $3)`,
      [tenant, person, kept],
    )
    await tx.query(
      `update account set password = $3, password_set_at = $4, must_change = false, failures = 0, locked_until = null
       where tenant_id = $1 and person_id = $2`,
      [tenant, person, password, now],
    )
    await revokeSessionsOf(context, tx, person, now, keepSession)
  })
}

/** Passwords a person had before, the latest first. */
export async function passwordsBefore(
  { db, tenant }: StoreContext,
  person: string,
  most: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ password: string }>(
    'select password from password_before where tenant_id = $1 and person_id = $2 order by set_at desc limit $3',
    [tenant, person, most],
  )
  return rows.map((row) => row.password)
}
