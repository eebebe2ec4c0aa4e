import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import type { SmsLine } from './sms-sent.ts'

/** A message as its gateway calls it. */
export interface NoteId {
  readonly gateway: string
  readonly gatewayId: string
}

// The second of two who mark it changes nothing: whoever was first stands on record.
const DEAL = `
update sms_received set dealt_by = coalesce(dealt_by, $4), dealt_at = coalesce(dealt_at, $5::timestamptz)
where tenant_id = $1 and gateway = $2 and gateway_id = $3 and status in ('note', 'refused', 'asked')`

/** Marks a 短信留言 as dealt with by a person, now; false where there is no such message, or it became an act. */
export async function dealWithNote(
  { db, tenant, clock }: StoreContext,
  { gateway, gatewayId }: NoteId,
  person: string,
): Promise<boolean> {
  const { rowCount } = await db.query(DEAL, [tenant, gateway, gatewayId, person, clock.now()])
  return rowCount === 1
}

const OPEN = `
select r.gateway || '/' || r.gateway_id as id, 'in' as direction, r.phone, r.person_id as person, r.text, r.status,
  r.because as detail, r.matter_id as matter, r.received_at as at, null as "dealtBy", null as "dealtAt",
  r.erased_at is not null as erased
from sms_received r
where r.tenant_id = $1 and r.status in ('note', 'refused', 'asked') and r.dealt_at is null and r.received_at < $2::timestamptz
order by r.received_at desc, r.gateway desc, r.gateway_id desc limit $3`

/** Messages that became no act and that nobody has dealt with, received before an instant, the latest first. */
export async function openNotes(
  { db, tenant }: StoreContext,
  asked: { readonly before: Instant; readonly limit: number },
): Promise<readonly SmsLine[]> {
  const { rows } = await db.query<SmsLine>(OPEN, [tenant, asked.before, asked.limit])
  return rows
}

const COUNT = `
select count(*) as n from (
  select from sms_received
  where tenant_id = $1 and status in ('note', 'refused', 'asked') and dealt_at is null limit $2) open`

/** How many wait to be dealt with, up to a most. */
export async function countOpenNotes({ db, tenant }: StoreContext, most: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(COUNT, [tenant, most])
  return rows[0]?.n ?? 0
}
