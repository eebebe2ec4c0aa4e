import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import { writeTrail } from './trail.ts'

/** The two clocks of a machine, in milliseconds: the one that can be set, and the one that only runs on. */
export interface MachineClocks {
  wall(): number
  monotonic(): number
}

/** A clock was set: no term runs out until a person has looked. */
export interface ClockHold {
  readonly since: Instant
  readonly because: string
}

/** A wall clock may step that far against the monotonic one before firing stops. */
export const STEP_MS = 5_000
/** That much may lie between this machine and the database. */
export const SKEW_MS = 2_000
const ASK_DATABASE_MS = 60_000

const OPEN = `
select since, because from clock_hold where tenant_id = $1 and confirmed_at is null order by since limit 1`

/** The hold nobody has confirmed yet. */
export async function openHold({
  db,
  tenant,
}: Pick<StoreContext, 'db' | 'tenant'>): Promise<ClockHold | undefined> {
  return (await db.query<ClockHold>(OPEN, [tenant])).rows[0]
}

const HOLD = `
insert into clock_hold (tenant_id, since, because)
select $1, $2::timestamptz, $3 where not exists (select from clock_hold where tenant_id = $1 and confirmed_at is null)
on conflict (tenant_id, since) do update set because = excluded.because, confirmed_at = null, confirmed_by = null`

const CONFIRM = `
update clock_hold set confirmed_at = $2::timestamptz, confirmed_by = $3
where tenant_id = $1 and confirmed_at is null
returning because, (select t.log_origin from tenant t where t.tenant_id = $1) as log`

/** A person says that the clocks are right now: firing goes on, and the word stands in the trail. Gives how many holds that ended. */
export async function confirmClock(context: Omit<StoreContext, 'rulebook'>, by: string): Promise<number> {
  const { db, tenant, clock } = context
  return db.tx(async (tx) => {
    const { rows } = await tx.query<{ because: string; log: string }>(CONFIRM, [tenant, clock.now(), by])
    for (const { because, log } of rows) {
      const details = { what: because, reason: `${by}确认时钟无误` }
      // Whoever may run commands on the server is known to the server, not to us: the name is what was typed.
      const channel = { via: 'command', auth: 'server' }
      await writeTrail(tx, context, log, { kind: 'audit.clock', by: null, details, channel })
    }
    return rows.length
  })
}

/**
 * Compares the wall clock with the monotonic one at every call, and with the database's once a minute. A jump stops firing in
 * every process of the district, never writing: a day forward would otherwise let every term of that day run out at once.
 *
 *     const watch = watchClock(context, clocks, say)
 *     await watch.check() // before each sweep
 */
export function watchClock(
  context: StoreContext,
  clocks: MachineClocks,
  alarm: (because: string) => void = () => undefined,
): { check(): Promise<void> } {
  let offset = clocks.wall() - clocks.monotonic()
  let askedAt = Number.NEGATIVE_INFINITY
  let acceptedSkew = 0
  let holding = false

  async function hold(because: string): Promise<void> {
    await context.db.query(HOLD, [context.tenant, context.clock.now(), because])
    holding = true
    alarm(because)
  }

  /** Once somebody confirmed, the clocks as they stand are the measure of what comes. */
  async function startAnew(): Promise<void> {
    if (await openHold(context)) return
    offset = clocks.wall() - clocks.monotonic()
    acceptedSkew = (await skewTo(context, clocks)).ms
    askedAt = Number.NEGATIVE_INFINITY
    holding = false
  }

  async function check(): Promise<void> {
    if (holding) return startAnew()
    const step = clocks.wall() - clocks.monotonic() - offset
    if (Math.abs(step) > STEP_MS) return hold(stepSentence(step))
    if (clocks.monotonic() - askedAt < ASK_DATABASE_MS) return
    askedAt = clocks.monotonic()
    const skew = await skewTo(context, clocks)
    // What the answer took on its way may be clock or may be network: only what is certain counts.
    if (Math.abs(skew.ms - acceptedSkew) - skew.uncertain > SKEW_MS) await hold(skewSentence(skew.ms))
  }

  return { check }
}

/** How far the database's clock is ahead, and how much of that may be the time of the question. */
async function skewTo(
  { db }: StoreContext,
  clocks: MachineClocks,
): Promise<{ ms: number; uncertain: number }> {
  const before = clocks.wall()
  const { rows } = await db.query<{ ms: number }>(
    'select extract(epoch from clock_timestamp()) * 1000.0 as ms',
  )
  const after = clocks.wall()
  return { ms: Number(rows[0]?.ms) - (before + after) / 2, uncertain: Math.abs(after - before) / 2 }
}

const seconds = (ms: number): string => (Math.abs(ms) / 1_000).toFixed(1)

const REMEDY = '到期处置已暂停，办理不受影响。请核对系统时间，确认无误后执行 luoshi clock confirm。'

const stepSentence = (ms: number): string =>
  `本机时钟突然${ms > 0 ? '快' : '慢'}了${seconds(ms)}秒，${REMEDY}`

const skewSentence = (ms: number): string =>
  `数据库的时钟比本机${ms > 0 ? '快' : '慢'}${seconds(ms)}秒，${REMEDY}`
