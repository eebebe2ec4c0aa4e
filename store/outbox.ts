import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import { type Queryable, json } from './db.ts'
import { repeating } from './repeating.ts'

/** One message on its way out. Delivered at least once: `dedupeKey` is for gateways that can tell. */
export interface Message {
  readonly id: string
  readonly channel: string
  readonly dedupeKey: string
  readonly body: unknown
  readonly createdAt: Instant
}

/** Sends one message; a throw means not sent, to be tried again. */
export type Driver = (message: Message) => Promise<void>

/** What is to leave the house: a short message, a letter, an item of another system. */
export interface Posting {
  readonly channel: string
  /** The same key twice is one message. */
  readonly dedupeKey: string
  readonly body: unknown
}

const POST = `
insert into outbox (tenant_id, id, channel, dedupe_key, body, created_at, next_at)
values ($1, $2, $3, $4, $5::jsonb, $6::timestamptz, $6::timestamptz)
on conflict (tenant_id, dedupe_key) do nothing`

/** Puts a message into the outbox; false when its key is already there. */
export const post = (context: StoreContext, posting: Posting): Promise<boolean> =>
  postVia(context.db, context, posting)

/** As `post`, inside a transaction that also makes what the message tells of. */
export async function postVia(via: Queryable, context: StoreContext, posting: Posting): Promise<boolean> {
  const { channel, dedupeKey, body } = posting
  const now = context.clock.now()
  const done = await via.query(POST, [context.tenant, context.newId(), channel, dedupeKey, json(body), now])
  return done.rowCount === 1
}

/** How long a claimed message stays out of the sight of other processes; one that dies leaves it to be claimed again. */
const LEASE_MS = 60_000
/** A driver has its own time limits below this; a batch that took longer gives the rest of its messages back. */
const AT_WORK_MS = 25_000
/** A message nobody took for so long says nothing of today any more: it waits for an administrator. */
const GIVE_UP = '3 days'

const CLAIM = `
update outbox o set next_at = $2::timestamptz + $5::int * interval '1 millisecond', tries = o.tries + 1
from (
  select id from outbox
  where tenant_id = $1 and sent_at is null and next_at <= $2::timestamptz and channel = any($3::text[])
  order by next_at limit $4 for update skip locked
) due
where o.tenant_id = $1 and o.id = due.id
returning o.id, o.channel, o.dedupe_key, o.body, o.created_at, o.tries`

interface Claimed {
  readonly id: string
  readonly channel: string
  readonly dedupe_key: string
  readonly body: unknown
  readonly created_at: Instant
  readonly tries: number
}

const SENT = `
update outbox set sent_at = $3::timestamptz, last_error = null where tenant_id = $1 and id = $2`

// 4, 8, 16 … seconds up to an hour; never again once it is too old.
const FAILED = `
update outbox set last_error = $3, next_at = case
  when created_at < $4::timestamptz - interval '${GIVE_UP}' then 'infinity'::timestamptz
  else $4::timestamptz + make_interval(secs => least(power(2, least(tries + 1, 12)), 3600)) end
where tenant_id = $1 and id = $2`

const GIVEN_BACK = `
update outbox set next_at = $3::timestamptz, tries = tries - 1
where tenant_id = $1 and id = any($2::text[]) and sent_at is null`

/**
 * Sends what is due on the channels that have a driver; the others wait. Each message is marked as soon as it is gone: a crash
 * sends at most the one in hand once more, never loses one. Gives how many were sent and how many failed.
 */
export async function deliver(
  context: StoreContext,
  drivers: Readonly<Record<string, Driver>>,
  batch = 20,
): Promise<{ sent: number; failed: number }> {
  const { db, tenant, clock } = context
  const channels = Object.keys(drivers)
  const { rows } = await db.query<Claimed>(CLAIM, [tenant, clock.now(), channels, batch, LEASE_MS])
  const began = performance.now()
  let sent = 0
  for (const [n, row] of rows.entries()) {
    if (performance.now() - began > AT_WORK_MS) {
      const rest = rows.slice(n).map(({ id }) => id)
      await db.query(GIVEN_BACK, [tenant, rest, clock.now()])
      return { sent, failed: n - sent }
    }
    if (await handOver(context, drivers[row.channel], row)) sent++
  }
  return { sent, failed: rows.length - sent }
}

async function handOver(context: StoreContext, driver: Driver | undefined, row: Claimed): Promise<boolean> {
  const { db, tenant, clock } = context
  const { id, channel, dedupe_key: dedupeKey, body, created_at: createdAt } = row
  try {
    if (!driver) throw new Error(`no driver for channel ${channel}`)
    await driver({ id, channel, dedupeKey, body, createdAt })
  } catch (error) {
    const because = (error instanceof Error ? error.message : String(error)).slice(0, 500)
    await db.query(FAILED, [tenant, id, because, clock.now()])
    return false
  }
  await db.query(SENT, [tenant, id, clock.now()])
  return true
}

// The key of a short message says what it speaks of, and so who may read it: it stays as long as the words do.
const PRUNE = `
delete from outbox where tenant_id = $1 and id in (
  select o.id from outbox o
  where o.tenant_id = $1 and o.sent_at < $2::timestamptz - interval '30 days' and not exists (
    select from sms_sent s where s.tenant_id = $1 and s.id = o.id and s.erased_at is null)
  order by o.sent_at limit $3)`

/** Takes away some of what went more than 30 days ago: by then nobody repeats a key. Gives how many. */
export async function prune({ db, tenant, clock }: StoreContext, batch = 500): Promise<number> {
  return (await db.query(PRUNE, [tenant, clock.now(), batch])).rowCount ?? 0
}

const PRUNE_EVERY_MS = 3_600_000

/** Delivers again and again until stopped, each channel by itself: a gateway that hangs holds up no other. */
export function startOutbox(
  context: StoreContext,
  drivers: Readonly<Record<string, Driver>>,
  options: {
    everyMs: number
    onTrouble?: (because: string) => void
    /** Done after each round that went through. */
    beat?: () => Promise<void>
  },
): { stop(): Promise<void> } {
  const { everyMs, onTrouble, beat } = options
  const loops = Object.entries(drivers).map(([channel, driver]) => {
    const round = async (): Promise<boolean> => {
      const { sent, failed } = await deliver(context, { [channel]: driver })
      await beat?.()
      if (failed > 0) onTrouble?.(`${failed}条消息没有送出，将继续重试`)
      return sent > 0
    }
    return repeating(everyMs, round, onTrouble)
  })
  const pruning = repeating(PRUNE_EVERY_MS, async () => (await prune(context)) > 0, onTrouble)
  return { stop: async () => void (await Promise.all([...loops, pruning].map((loop) => loop.stop()))) }
}

/** What does not get out, by channel. */
export interface Stuck {
  readonly channel: string
  /** Tried without success, and tried again. */
  readonly waiting: number
  /** Too old to be tried again by itself. */
  readonly given_up: number
  readonly last_error: string | null
}

const STUCK = `
select channel, count(*) filter (where next_at < 'infinity')::int as waiting,
  count(*) filter (where next_at = 'infinity')::int as given_up, (array_agg(last_error order by created_at desc))[1] as last_error
from outbox where tenant_id = $1 and sent_at is null and last_error is not null
group by channel order by channel`

/** Messages that were tried in vain, for the administrator. */
export async function stuckMessages({ db, tenant }: StoreContext): Promise<readonly Stuck[]> {
  return (await db.query<Stuck>(STUCK, [tenant])).rows
}

const AGAIN = `
update outbox set next_at = $2::timestamptz, tries = 0 where tenant_id = $1 and sent_at is null and next_at = 'infinity'`

/** Tries once more what had been given up. Gives how many. */
export async function tryAgain({ db, tenant, clock }: StoreContext): Promise<number> {
  return (await db.query(AGAIN, [tenant, clock.now()])).rowCount ?? 0
}
