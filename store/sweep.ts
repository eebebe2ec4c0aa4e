import type { Facts } from '#kernel/apply.ts'
import { lapse } from '#kernel/lapse.ts'
import type { Duty, Matter } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import { commit } from './commit.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'
import { type District, districtOf } from './facts.ts'
import { SYSTEM } from './leaf.ts'
import { repeating } from './repeating.ts'
import { type Stored, loadMatters } from './stored.ts'

export interface SweepOptions {
  /** Due duties per transaction. */
  readonly batch?: number
}

export interface Swept {
  /** Rungs climbed. */
  readonly climbed: number
  /** Matters that could not be swept now; they stay due and are tried again, ever more slowly. */
  readonly failed: number
  /** Whether the batch was full, so that more may be due. */
  readonly more: boolean
}

// Ladder instants are never in `alarm_at` before they are armed, and `alarm_at` is null while a clock rests: one index range.
const DUE = `
select d.matter_id, count(*) as n from (
  select matter_id from duty
  where tenant_id = $1 and alarm_at is not null and alarm_at <= $2::timestamptz
    and (next_try_at is null or next_try_at <= $2::timestamptz)
  order by alarm_at limit $3
) d
group by d.matter_id`

/**
 * Climbs every rung that is due at `now`: each exactly once, in order, none early. Any number of processes may sweep at once;
 * they pass over each other's matters.
 */
export async function sweep(context: StoreContext, now: Instant, options: SweepOptions = {}): Promise<Swept> {
  const batch = options.batch ?? 200
  const { rows } = await context.db.query<{ matter_id: string; n: number }>(DUE, [context.tenant, now, batch])
  const full = rows.reduce((sum, row) => sum + row.n, 0) >= batch
  const ids = rows.map((row) => row.matter_id)
  if (ids.length === 0) return { climbed: 0, failed: 0, more: false }
  const district = await districtOf(context)
  try {
    const climbed = await sweepMatters(context, district, ids, now)
    return { climbed, failed: 0, more: full && climbed > 0 }
  } catch {
    // Something in the batch is wrong. Alone, the others get through and the culprit is known.
    return { ...(await sweepOneByOne(context, district, ids, now)), more: full }
  }
}

async function sweepOneByOne(
  context: StoreContext,
  district: District,
  ids: readonly string[],
  now: Instant,
): Promise<Omit<Swept, 'more'>> {
  let [climbed, failed] = [0, 0]
  for (const id of ids) {
    try {
      climbed += await sweepMatters(context, district, [id], now)
    } catch {
      failed++
      await tryLater(context, id, now)
    }
  }
  return { climbed, failed }
}

// The order of locks is matter, then duties, everywhere. A matter somebody is acting on is passed over: it stays due.
const LOCK = `select id from matter where tenant_id = $1 and id = any($2::text[]) order by id for update skip locked`

function sweepMatters(
  context: StoreContext,
  district: District,
  ids: readonly string[],
  now: Instant,
): Promise<number> {
  return context.db.tx(async (tx) => {
    const locked = await tx.query<{ id: string }>(LOCK, [context.tenant, ids])
    // Read again under the lock: what was due may have been discharged, moved or climbed since.
    const held = locked.rows.map((row) => row.id)
    const stored = held.length === 0 ? [] : await loadMatters(tx, context.tenant, held)
    // Until the commit nothing has happened; a crash leaves every rung due.
    const climbed = await Promise.all(stored.map((matter) => climbAll(tx, context, district, matter, now)))
    return climbed.reduce((sum, n) => sum + n, 0)
  })
}

async function climbAll(
  tx: Queryable,
  context: StoreContext,
  district: District,
  stored: Stored,
  now: Instant,
): Promise<number> {
  let current = stored
  let climbed = 0
  for (let duty = firstDue(current.matter, now); duty; duty = firstDue(current.matter, now)) {
    current = await climb(tx, context, district, current, duty, now)
    climbed++
  }
  return climbed
}

function firstDue(matter: Matter, now: Instant): Duty | undefined {
  const due = matter.duties.filter((duty) => duty.alarmAt !== null && duty.alarmAt <= now)
  return due.toSorted((a, b) =>
    (a.alarmAt ?? '') < (b.alarmAt ?? '') ? -1 : a.alarmAt === b.alarmAt ? a.no - b.no : 1,
  )[0]
}

async function climb(
  tx: Queryable,
  context: StoreContext,
  district: District,
  before: Stored,
  duty: Duty,
  now: Instant,
): Promise<Stored> {
  const { directory, calendar, parameters, logOrigin } = district
  const facts: Facts = { directory, calendar, parameters, matters: {} }
  const done = lapse(context.rulebook, before.matter, duty.no, facts, now)
  if (done.kind === 'refused') throw new Error(done.refusals[0].message)
  const committed = await commit(tx, context, {
    before,
    done,
    relied: [],
    actId: context.newId(),
    idemKey: rungKey(context, before.matter, duty),
    channel: SYSTEM,
    files: [],
    log: logOrigin,
  })
  if (!committed.ok) throw new Error(`a rung of ${before.matter.id} was not climbed: ${committed.because}`)
  return committed.after
}

/** One key per rung and due instant: were all locks to fail, the unique index still lets one act through. */
function rungKey({ rulebook }: StoreContext, { id, procedure }: Matter, duty: Duty): string {
  const rung = rulebook.procedures[procedure]?.duties[duty.name]?.ladder[duty.rung]?.name ?? String(duty.rung)
  return `rung/${id}/${duty.no}/${rung}/${duty.dueAt}`
}

// 2, 4, 8 … 300 seconds: never given up, never early, and never in the way of its neighbours.
const LATER = `
update duty set tries = tries + 1,
  next_try_at = $3::timestamptz + make_interval(secs => least(power(2, least(tries + 1, 9)), 300))
where tenant_id = $1 and matter_id = $2 and alarm_at <= $3::timestamptz`

const tryLater = (context: StoreContext, id: string, now: Instant): Promise<unknown> =>
  context.db.query(LATER, [context.tenant, id, now])

export interface SweeperOptions extends SweepOptions {
  /** Milliseconds between rounds. */
  readonly everyMs: number
  /** Told of a round that failed as a whole, and of matters that could not be swept. */
  readonly onTrouble?: (because: string) => void
}

/** Sweeps again and again until stopped; `stop` waits for the round under way. */
export function startSweeper(context: StoreContext, options: SweeperOptions): { stop(): Promise<void> } {
  const { everyMs, onTrouble } = options
  const round = async (): Promise<boolean> => {
    const { failed, more } = await sweep(context, context.clock.now(), options)
    if (failed > 0) onTrouble?.(`${failed}件事项的到期处置没有成功，将继续重试`)
    return more
  }
  return repeating(everyMs, round, onTrouble)
}
