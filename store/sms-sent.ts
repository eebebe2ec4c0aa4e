import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'

export type SentStatus = 'sent' | 'delivered' | 'failed' | 'kept'

/** A short message that went out, or would have. */
export interface SentSms {
  /** Its id in the outbox. */
  readonly id: string
  readonly gateway: string
  /** The gateway's own id, where it gives one. */
  readonly gatewayId: string | null
  readonly phone: string
  readonly person: string | null
  /** As it went out, with its signature. */
  readonly text: string
  readonly status: SentStatus
  readonly detail: string | null
}

const KEEP = `
insert into sms_sent (tenant_id, id, gateway, gateway_id, phone, person_id, text, status, detail, sent_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::timestamptz)
on conflict (tenant_id, id) do update set gateway = excluded.gateway, gateway_id = excluded.gateway_id, status = excluded.status,
  detail = excluded.detail, sent_at = excluded.sent_at`

/** Keeps what was sent. Sent again after a crash, it is still one message here. */
export async function keepSent({ db, tenant, clock }: StoreContext, sms: SentSms): Promise<void> {
  const { id, gateway, gatewayId, phone, person, text, status, detail } = sms
  await db.query(KEEP, [tenant, id, gateway, gatewayId, phone, person, text, status, detail, clock.now()])
}

/** What a gateway later says of a message. */
export interface DeliveryReport {
  readonly gateway: string
  readonly gatewayId: string
  readonly status: 'delivered' | 'failed'
  readonly detail: string | null
}

// A failure said after a delivery is of another attempt of the gateway's own: the message has arrived.
const REPORT = `
update sms_sent set status = $4, detail = $5
where tenant_id = $1 and gateway = $2 and gateway_id = $3 and status <> 'delivered'`

/** Notes whether a message arrived. Said twice, or of a message that is not ours, it changes nothing. */
export async function noteDelivery({ db, tenant }: StoreContext, report: DeliveryReport): Promise<void> {
  const { gateway, gatewayId, status, detail } = report
  await db.query(REPORT, [tenant, gateway, gatewayId, status, detail])
}

/** One line of what went out or came in. */
export interface SmsLine {
  readonly id: string
  readonly direction: 'out' | 'in'
  readonly phone: string
  readonly person: string | null
  readonly text: string
  readonly status: string
  readonly detail: string | null
  readonly matter: string | null
  readonly at: Instant
  /** Name of who dealt with what became no act, and when; null while nobody has. */
  readonly dealtBy: string | null
  readonly dealtAt: Instant | null
  /** Its words are gone, the district's time for keeping them being over. */
  readonly erased: boolean
}

const LINES = `
select * from (
  (select s.id, 'out' as direction, s.phone, s.person_id as person, s.text, s.status, s.detail, null as matter, s.sent_at as at,
    null as "dealtBy", null::timestamptz as "dealtAt", s.erased_at is not null as erased
  from sms_sent s where s.tenant_id = $1 and ($2::text is null or s.phone = $2) and s.sent_at < $3::timestamptz
  order by s.sent_at desc, s.id desc limit $4)
  union all
  (select r.gateway || '/' || r.gateway_id, 'in', r.phone, r.person_id, r.text, r.status, r.because, r.matter_id, r.received_at,
    d.name, r.dealt_at, r.erased_at is not null
  from sms_received r left join person d on d.tenant_id = r.tenant_id and d.id = r.dealt_by
  where r.tenant_id = $1 and ($2::text is null or r.phone = $2) and r.received_at < $3::timestamptz
    and r.status <> 'part'
  order by r.received_at desc, r.gateway desc, r.gateway_id desc limit $4)
) lines order by at desc, direction, id limit $4`

/** What went out and came in before an instant, the latest first; of one number, or of all. */
export async function smsLines(
  { db, tenant }: StoreContext,
  asked: { readonly phone: string | null; readonly before: Instant; readonly limit: number },
): Promise<readonly SmsLine[]> {
  const { rows } = await db.query<SmsLine>(LINES, [tenant, asked.phone, asked.before, asked.limit])
  return rows
}

export interface SmsPhone {
  readonly phone: string
  readonly person: string | null
  readonly name: string | null
  readonly unit: string | null
  readonly at: Instant
}

const PHONES = `
select l.phone, n.id as person, n.name, u.short_name as unit, l.at
from (
  select x.phone, max(x.at) as at from (
    (select s.phone, s.sent_at as at from sms_sent s where s.tenant_id = $1 order by s.sent_at desc, s.id desc limit 500)
    union all
    (select r.phone, r.received_at from sms_received r where r.tenant_id = $1
    order by r.received_at desc, r.gateway desc, r.gateway_id desc limit 500)
  ) x group by x.phone
) l
left join lateral (
  select p.id, p.name from person p
  where p.tenant_id = $1 and right(regexp_replace(p.phone, '[^0-9]', '', 'g'), 11) = l.phone order by p.id limit 1
) n on true
left join lateral (
  select o.unit_id from appointment a join post o on o.tenant_id = a.tenant_id and o.id = a.post_id
  where a.tenant_id = $1 and a.person_id = n.id and a.from_on <= $2::date and (a.to_on is null or a.to_on >= $2::date)
  order by a.kind desc, a.id limit 1
) h on true
left join unit u on u.tenant_id = $1 and u.id = h.unit_id
order by l.at desc, l.phone limit 200`

/** The numbers of the latest messages, and whose they are today. */
export async function smsPhones({ db, tenant }: StoreContext, today: string): Promise<readonly SmsPhone[]> {
  const { rows } = await db.query<SmsPhone>(PHONES, [tenant, today])
  return rows
}
