import type { Actor } from '#kernel/vocabulary.ts'
import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import { Values, visible } from './queries/parts.ts'

/**
 * Of some short messages, by the ids of `SmsLine`, those that speak of a matter this person may not see. A message that went out is
 * known by what it was written for: a reminder's items, or the message it answered.
 */
export async function speakOfHidden(
  context: StoreContext,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const values = new Values()
  const [tenant, asked] = [values.add(context.tenant), values.add(ids)]
  const text = `with sent as (
  select o.id, o.dedupe_key as key from outbox o where o.tenant_id = ${tenant} and o.id = any(${asked}::text[])
), named as (
  select s.id, i.matter_id from sent s join reminder_item i on i.tenant_id = ${tenant}
    and i.reminder_id = substr(s.key, length('reminder/') + 1) where s.key like 'reminder/%'
  union all
  select s.id, r.matter_id from sent s join sms_received r on r.tenant_id = ${tenant}
    and r.gateway = split_part(s.key, '/', 2) and r.gateway_id = substr(s.key, length('sms-answer/' || r.gateway) + 2)
  where s.key like 'sms-answer/%'
  union all
  select r.gateway || '/' || r.gateway_id, r.matter_id from sms_received r
  where r.tenant_id = ${tenant} and (r.gateway, r.gateway_id) in (
    select split_part(a, '/', 1), substr(a, length(split_part(a, '/', 1)) + 2) from unnest(${asked}::text[]) a)
)
select distinct n.id from named n join matter m on m.tenant_id = ${tenant} and m.id = n.matter_id
where not ${visible(context.rulebook, actor, values)}`
  const { rows } = await context.db.query<{ id: string }>(text, values.list)
  return new Set(rows.map(({ id }) => id))
}

/** How many messages ended in a state, going out or coming in. */
export interface SmsCount {
  readonly direction: 'out' | 'in'
  readonly status: string
  readonly n: number
}

const COUNTS = `
select 'out' as direction, status, count(*)::int as n from sms_sent where tenant_id = $1 and sent_at >= $2::timestamptz group by status
union all
select 'in', status, count(*)::int from sms_received
where tenant_id = $1 and received_at >= $2::timestamptz and status <> 'part' group by status
order by 1 desc, 3 desc, 2`

/** How messages fared since an instant: all that whoever administers the system needs of them. */
export async function smsCounts({ db, tenant }: StoreContext, since: Instant): Promise<readonly SmsCount[]> {
  const { rows } = await db.query<SmsCount>(COUNTS, [tenant, since])
  return rows
}
