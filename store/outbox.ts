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

/** A message of one's own, besides the notices that every act writes to channel `notice`. */
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

// A claim moves the message out of everyone's sight for a minute. A process that dies in between leaves it to be claimed again.
const CLAIM = `
update outbox o set next_at = $2::timestamptz + interval '60 seconds', tries = o.tries + 1
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
update outbox set sent_at = $3::timestamptz, last_error = null where tenant_id = $1 and id = any($2::text[])`

// 4, 8, 16 … seconds up to an hour.
const FAILED = `
update outbox set last_error = $3,
  next_at = $4::timestamptz + make_interval(secs => least(power(2, least(tries + 1, 12)), 3600))
where tenant_id = $1 and id = $2`

/** Sends what is due on the channels that have a driver; the others wait. Gives how many were sent and how many failed. */
export async function deliver(
  context: StoreContext,
  drivers: Readonly<Record<string, Driver>>,
  batch = 50,
): Promise<{ sent: number; failed: number }> {
  const now = context.clock.now()
  const { rows } = await context.db.query<Claimed>(CLAIM, [context.tenant, now, Object.keys(drivers), batch])
  const sent: string[] = []
  for (const row of rows) if (await handOver(context, drivers[row.channel], row)) sent.push(row.id)
  // One commit for the batch. A crash before it sends these messages once more: at least once, never lost.
  if (sent.length > 0) await context.db.query(SENT, [context.tenant, sent, context.clock.now()])
  return { sent: sent.length, failed: rows.length - sent.length }
}

async function handOver(context: StoreContext, driver: Driver | undefined, row: Claimed): Promise<boolean> {
  const { id, channel, dedupe_key: dedupeKey, body, created_at: createdAt } = row
  try {
    if (!driver) throw new Error(`no driver for channel ${channel}`)
    await driver({ id, channel, dedupeKey, body, createdAt })
    return true
  } catch (error) {
    const because = (error instanceof Error ? error.message : String(error)).slice(0, 500)
    await context.db.query(FAILED, [context.tenant, id, because, context.clock.now()])
    return false
  }
}

/** Delivers again and again until stopped. */
export function startOutbox(
  context: StoreContext,
  drivers: Readonly<Record<string, Driver>>,
  options: { everyMs: number; onTrouble?: (because: string) => void },
): { stop(): Promise<void> } {
  return repeating(options.everyMs, async () => {
    try {
      const { sent, failed } = await deliver(context, drivers)
      if (failed > 0) options.onTrouble?.(`${failed}条消息没有送出，将继续重试`)
      return sent + failed >= 50
    } catch (error) {
      options.onTrouble?.(error instanceof Error ? error.message : String(error))
      return false
    }
  })
}
