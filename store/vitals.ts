import { type Instant, msBetween } from '#kernel/time.ts'
import { type BeatKind, lastBeats } from './beat.ts'
import { type ClockHold, openHold } from './clock-watch.ts'
import type { StoreContext } from './context.ts'

/** How the work of the service stands, as its tables say: nothing in it is about a matter or a person. */
export interface Vitals {
  /** By how long the rung that waits longest is overdue, in milliseconds; 0 when none is. */
  readonly sweepLagMs: number
  /** Messages waiting to leave, and how long the oldest of those that are due has waited. */
  readonly outboxDepth: number
  readonly outboxAgeMs: number
  /** Acts without a place in the log, and for how long the oldest act has been under no signed checkpoint. */
  readonly pending: number
  readonly unsignedMs: number
  /** Since the last checkpoint was signed; null before the first. */
  readonly checkpointAgeMs: number | null
  /** Since a witness last cosigned the newest head that has a cosignature; null where none ever did. */
  readonly cosignAgeMs: number | null
  /** Since the last beat of each kind of worker; absent for one that never beat. */
  readonly silentMs: ReadonlyMap<BeatKind, number>
  readonly hold: ClockHold | undefined
}

interface Row {
  readonly alarm_at: Instant | null
  readonly outbox: number
  readonly outbox_due: Instant | null
  readonly pending: number
  readonly pending_at: Instant | null
  readonly unsigned_at: Instant | null
  readonly checkpoint_at: Instant | null
  readonly cosigned_at: Instant | null
}

// A message that waits for its hour or was given up is not late; one that was due and is not gone is.
const VITALS = `
select
  (select min(d.alarm_at) from duty d where d.tenant_id = $1 and d.alarm_at is not null and d.alarm_at <= $2::timestamptz) as alarm_at,
  (select count(*) from outbox o where o.tenant_id = $1 and o.sent_at is null) as outbox,
  (select min(o.next_at) from outbox o where o.tenant_id = $1 and o.sent_at is null and o.next_at <= $2::timestamptz) as outbox_due,
  (select count(*) from journal_pending p where p.tenant_id = $1) as pending,
  (select min(j.at) from journal_pending p join journal j on j.tenant_id = p.tenant_id and j.act_id = p.act_id
    where p.tenant_id = $1
      and not exists (select from quarantine q where q.tenant_id = $1 and q.act_id = p.act_id)) as pending_at,
  (select s.updated_at from log_state s where s.tenant_id = $1 and s.size > 0
      and not exists (select from checkpoint c where c.tenant_id = $1 and c.size = s.size)) as unsigned_at,
  (select c.at from checkpoint c where c.tenant_id = $1 order by c.size desc limit 1) as checkpoint_at,
  (select w.signed_at from cosignature w join tenant t on t.tenant_id = w.tenant_id and t.log_origin = w.origin
    where w.tenant_id = $1 order by w.size desc, w.signed_at desc limit 1) as cosigned_at`

/** Reads the vitals of a district: one statement and two short ones. */
export async function readVitals(
  context: Pick<StoreContext, 'db' | 'tenant'>,
  now: Instant,
): Promise<Vitals> {
  const { db, tenant } = context
  const [{ rows }, beats, hold] = await Promise.all([
    db.query<Row>(VITALS, [tenant, now]),
    lastBeats(context),
    openHold(context),
  ])
  const row = rows[0]
  const since = (at: Instant | null | undefined): number => (at ? Math.max(0, msBetween(at, now)) : 0)
  return {
    sweepLagMs: since(row?.alarm_at),
    outboxDepth: row?.outbox ?? 0,
    outboxAgeMs: since(row?.outbox_due),
    pending: row?.pending ?? 0,
    unsignedMs: Math.max(since(row?.pending_at), since(row?.unsigned_at)),
    checkpointAgeMs: row?.checkpoint_at ? since(row.checkpoint_at) : null,
    cosignAgeMs: row?.cosigned_at ? since(row.cosigned_at) : null,
    silentMs: new Map([...beats].map(([kind, at]) => [kind, since(at)])),
    hold,
  }
}
