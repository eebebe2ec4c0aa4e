import { type Instant, addMs } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import { type Queryable, json, retrying } from './db.ts'
import { postVia } from './outbox.ts'

/** A short message as a gateway hands it over. */
export interface Incoming {
  /** Name of the gateway, and its own id of the message: the same two are the same message, however often they come. */
  readonly gateway: string
  readonly gatewayId: string
  /** Digits of the sender's number. */
  readonly phone: string
  readonly text: string
  readonly sentAt: Instant
  /** A part of a longer message; the parts share a reference and are numbered from 1. */
  readonly part: { readonly ref: string; readonly no: number; readonly of: number } | null
}

/** What a message was understood to ask for, kept before it is done: a second pass does the same and nothing else. */
export interface Intent {
  readonly procedure: string
  readonly act: string
  readonly form: Readonly<Record<string, string>>
  readonly actor: Actor
  readonly code: string
  readonly title: string
  readonly words: string
}

export type ReceivedStatus = 'waiting' | 'acted' | 'refused' | 'asked' | 'note' | 'ignored' | 'part'

/** A message taken in hand. */
export interface Waiting extends Omit<Incoming, 'part'> {
  readonly receivedAt: Instant
  readonly tries: number
  readonly person: string | null
  readonly matter: string | null
  readonly duty: number | null
  readonly intent: Intent | null
  /** Set for what was put together of parts of which some never came. */
  readonly because: string | null
}

// In one order for everybody: two calls with the same messages wait for each other instead of locking each other out.
const KEEP = `
insert into sms_received (tenant_id, gateway, gateway_id, phone, text, sent_at, received_at, part_ref, part_no, part_of, status, next_at)
select $1, i.gateway, i."gatewayId", i.phone, i.text, i."sentAt", $3::timestamptz, i.ref, i.no, i."of",
  case when i.ref is null then 'waiting' else 'part' end, $3::timestamptz
from jsonb_to_recordset($2::jsonb) as i(gateway text, "gatewayId" text, phone text, text text, "sentAt" timestamptz,
  ref text, no int, "of" int)
order by i.gateway, i."gatewayId"
on conflict (tenant_id, gateway, gateway_id) do nothing`

/** Keeps what a gateway handed over, each message once. After this it may be told that they arrived. Gives how many are new. */
export async function keepReceived(context: StoreContext, messages: readonly Incoming[]): Promise<number> {
  const rows = messages.map(({ part, ...message }) => ({ ...message, ...(part && part.of > 1 ? part : {}) }))
  const values = [context.tenant, json(rows), context.clock.now()]
  const kept = await retrying(() => context.db.query(KEEP, values))
  return kept.rowCount
}

// Messages of a phone are dealt with one after another: while one is in hand, later ones stay where they are.
const CLAIM = `
update sms_received r set next_at = $2::timestamptz + interval '60 seconds', tries = r.tries + 1
from (
  select s.gateway, s.gateway_id from sms_received s
  where s.tenant_id = $1 and s.status = 'waiting' and s.next_at <= $2::timestamptz and not exists (
    select from sms_received b
    where b.tenant_id = $1 and b.phone = s.phone and b.status = 'waiting' and b.next_at > $2::timestamptz)
  order by s.sent_at, s.received_at, s.gateway_id limit $3 for update skip locked
) due
where r.tenant_id = $1 and r.gateway = due.gateway and r.gateway_id = due.gateway_id
returning r.gateway, r.gateway_id as "gatewayId", r.phone, r.text, r.sent_at as "sentAt", r.received_at as "receivedAt", r.tries,
  r.person_id as person, r.matter_id as matter, r.duty_no as duty, r.intent, r.because`

/** Takes messages in hand for a minute, what was sent first before what was sent later. */
export async function claimReceived(context: StoreContext, limit: number): Promise<readonly Waiting[]> {
  const { db, tenant, clock } = context
  const { rows } = await db.query<Waiting>(CLAIM, [tenant, clock.now(), limit])
  return rows.toSorted((a, b) => compare(a.sentAt, b.sentAt) || compare(a.gatewayId, b.gatewayId))
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

const INTEND = `
update sms_received set person_id = $4, matter_id = $5, duty_no = $6, intent = $7::jsonb
where tenant_id = $1 and gateway = $2 and gateway_id = $3 and status = 'waiting' and intent is null`

/**
 * Writes down what a message asks for, before it is done. False where another process, which had it in hand longer than anybody should,
 * has done so or ended it since: its word stands.
 */
export async function intend(
  { db, tenant }: StoreContext,
  { gateway, gatewayId }: Waiting,
  item: { readonly matter: string; readonly duty: number },
  intent: Intent,
): Promise<boolean> {
  const values = [tenant, gateway, gatewayId, intent.actor.person, item.matter, item.duty, json(intent)]
  return (await db.query(INTEND, values)).rowCount > 0
}

/** How a message ended. */
export interface Ending {
  readonly status: Exclude<ReceivedStatus, 'waiting' | 'part'>
  readonly person?: string
  readonly matter?: string
  readonly duty?: number
  /** Why, for whoever looks into it. */
  readonly because?: string
  /** The one answer, without signature; absent where none is given. */
  readonly answer?: string
}

const FINISH = `
update sms_received set status = $4, person_id = coalesce($5, person_id), matter_id = coalesce($6, matter_id),
  duty_no = coalesce($7, duty_no), because = $8, handled_at = $9::timestamptz
where tenant_id = $1 and gateway = $2 and gateway_id = $3 and status = 'waiting' and (intent is null) = $10::boolean`

/**
 * Ends a message and puts its one answer into the outbox, both or neither; the second of two endings changes nothing. Nor does one by who
 * never knew what another process has written down since: that may be done, and is told by whoever finds it written.
 */
export async function finishReceived(
  context: StoreContext,
  { gateway, gatewayId, phone, intent }: Waiting,
  { status, person, matter, duty, because, answer }: Ending,
): Promise<void> {
  const { tenant } = context
  const now = context.clock.now()
  await context.db.tx(async (tx) => {
    const values = [tenant, gateway, gatewayId, status, person, matter, duty, because, now, intent === null]
    const { rowCount } = await tx.query(FINISH, values)
    if (rowCount === 0 || answer === undefined) return
    await postVia(tx, context, {
      channel: 'sms',
      dedupeKey: `sms-answer/${gateway}/${gatewayId}`,
      body: { person: person ?? null, phone, text: answer },
    })
  })
}

const COUNT = `
select count(*) as n from sms_received
where tenant_id = $1 and phone = $2 and received_at > $3::timestamptz and status <> 'part'
  and (received_at, gateway_id) < ($4::timestamptz, $5)`

/** How many messages the same phone sent in the time before this one. */
export async function sentBefore(context: StoreContext, message: Waiting, withinMs: number): Promise<number> {
  const { receivedAt, phone, gatewayId } = message
  const values = [context.tenant, phone, addMs(receivedAt, -withinMs), receivedAt, gatewayId]
  const { rows } = await context.db.query<{ n: number }>(COUNT, values)
  return rows[0]?.n ?? 0
}

const OVERTAKEN = `
select exists (select from sms_received where tenant_id = $1 and matter_id = $2 and person_id = $3 and status = 'acted'
  and sent_at > $4::timestamptz) as overtaken`

/** Whether something that the same person sent later has already been done on the matter. */
export async function isOvertaken(
  { db, tenant }: StoreContext,
  matter: string,
  person: string,
  sentAt: Instant,
): Promise<boolean> {
  const { rows } = await db.query<{ overtaken: boolean }>(OVERTAKEN, [tenant, matter, person, sentAt])
  return rows[0]?.overtaken === true
}

interface Parts {
  readonly gateway: string
  readonly ids: readonly string[]
  readonly nos: readonly number[]
  readonly texts: readonly string[]
  readonly phone: string
  readonly of: number
  readonly sentAt: Instant
}

/** So long the parts of a message are waited for. */
const PARTS_MS = 10 * 60_000

const PARTS = `
select gateway, phone, part_of as "of", min(sent_at) as "sentAt", array_agg(gateway_id order by part_no, received_at) as ids,
  array_agg(part_no order by part_no, received_at) as nos, array_agg(text order by part_no, received_at) as texts
from sms_received
where tenant_id = $1 and status = 'part' and handled_at is null
group by gateway, phone, part_ref, part_of
having count(distinct part_no) = part_of or min(received_at) <= $2::timestamptz
limit 100`

/** Puts together the messages whose parts are all there, and those whose missing parts have been waited for long enough. */
export async function joinParts(context: StoreContext): Promise<void> {
  const { db, tenant, clock } = context
  const { rows } = await db.query<Parts>(PARTS, [tenant, addMs(clock.now(), -PARTS_MS)])
  for (const parts of rows) await db.tx((tx) => join(context, tx, parts))
}

// The parts are taken first: of two processes that join the same message, the second finds them taken and writes nothing.
const TAKE = `
update sms_received set handled_at = $4::timestamptz
where tenant_id = $1 and gateway = $2 and gateway_id = any($3::text[]) and handled_at is null`

const WHOLE = `
insert into sms_received (tenant_id, gateway, gateway_id, phone, text, sent_at, received_at, status, next_at, because)
values ($1, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz, 'waiting', $7::timestamptz, $8)
on conflict (tenant_id, gateway, gateway_id) do nothing`

async function join(context: StoreContext, tx: Queryable, parts: Parts): Promise<void> {
  const { gateway, ids, nos, texts, phone, of, sentAt } = parts
  const now = context.clock.now()
  const { rowCount } = await tx.query(TAKE, [context.tenant, gateway, ids, now])
  if (rowCount < ids.length) return
  // A part that came twice under two ids counts once.
  const each = texts.filter((_, n) => nos.indexOf(nos[n] ?? 0) === n)
  const because = each.length < of ? INCOMPLETE : null
  const id = `parts of ${ids[0]}`
  await tx.query(WHOLE, [context.tenant, gateway, id, phone, each.join(''), sentAt, now, because])
}

/** Why a message put together of parts is not read. */
export const INCOMPLETE = '长短信没有收全'
