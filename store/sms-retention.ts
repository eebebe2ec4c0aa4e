import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'

// Gateway, ids and how a message ended stay: the same message handed over again is still the same one. The words, also those of
// what it was understood to ask for, go.
const RECEIVED = `
update sms_received r set text = '', intent = null, erased_at = $3::timestamptz
from (
  select gateway, gateway_id from sms_received
  where tenant_id = $1 and erased_at is null and received_at < $2::timestamptz and status <> 'waiting'
  order by received_at limit $4
) old
where r.tenant_id = $1 and r.gateway = old.gateway and r.gateway_id = old.gateway_id`

const SENT = `
update sms_sent s set text = '', detail = null, erased_at = $3::timestamptz
from (
  select id from sms_sent
  where tenant_id = $1 and erased_at is null and sent_at < $2::timestamptz
  order by sent_at limit $4
) old
where s.tenant_id = $1 and s.id = old.id`

const CODES = `
delete from item_code c using duty d
where c.tenant_id = $1 and d.tenant_id = $1 and d.matter_id = c.matter_id and d.no = c.duty_no
  and d.closed_at < $2::timestamptz`

/** Erased in one statement. */
const BATCH = 500

/**
 * Erases the words of short messages that came or went before an instant, and forgets the codes of duties closed before it. In
 * batches, each true by itself: a crash in between leaves the rest for the next time.
 *
 * @returns how many messages lost their words
 */
export async function eraseSms(context: StoreContext, before: Instant, batch = BATCH): Promise<number> {
  const { db, tenant, clock } = context
  let erased = 0
  for (const statement of [RECEIVED, SENT]) {
    for (let more = true; more;) {
      const { rowCount } = await db.query(statement, [tenant, before, clock.now(), batch])
      erased += rowCount
      more = rowCount === batch
    }
  }
  await db.query(CODES, [tenant, before])
  return erased
}
