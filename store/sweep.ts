import type { Facts } from '#kernel/apply.ts'
import { lapse } from '#kernel/lapse.ts'
import type { Duty, Matter } from '#kernel/matter.ts'
import { type Instant, msBetween } from '#kernel/time.ts'
import { inChunks } from './chunks.ts'
import { type Climb, type Rung, commitRungs } from './commit-rungs.ts'
import type { StoreContext } from './context.ts'
import { type District, districtOf } from './facts.ts'
import { repeating } from './repeating.ts'
import { type Stored, loadMatters } from './stored.ts'

export interface SweepOptions {
  /** Due duties per round. */
  readonly batch?: number
}

export interface Swept {
  /** Rungs climbed. */
  readonly climbed: number
  /** Matters that could not be swept now; they stay due and are tried again, ever more slowly. */
  readonly failed: number
  /** Whether the batch was full, so that more may be due. */
  readonly more: boolean
  /** For each rung climbed, how long after its instant, in milliseconds. */
  readonly lateMs: readonly number[]
}

/** Due duties that one round takes on. */
const BATCH = 4_000
/** Matters of one statement: whoever wants to act on one of them waits for all. */
const TOGETHER = 250
/** Statements side by side: while the database writes one, the next is decided. */
const LANES = 4

// Ladder instants are never in `alarm_at` before they are armed, and `alarm_at` is null while a clock rests: one index range.
// Nothing is due while a clock that jumped waits for a person's word; asked inside, that halves what the planner expects to find,
// and near the limit it then sorts all that is due instead of reading as far as the limit. Matters come in the order they were
// made, which is that of their rows: transactions side by side keep to pages of their own.
const DUE = `
select d.matter_id, count(*) as n from (
  select matter_id from duty
  where tenant_id = $1 and alarm_at is not null and alarm_at <= $2::timestamptz
    and (next_try_at is null or next_try_at <= $2::timestamptz)
  order by alarm_at limit $3
) d
where not exists (select from clock_hold h where h.tenant_id = $1 and h.confirmed_at is null)
group by d.matter_id
order by d.matter_id`

/**
 * Climbs every rung that is due at `now`: each exactly once, in order, none early. Any number of processes may sweep at once;
 * they pass over each other's matters.
 */
export async function sweep(context: StoreContext, now: Instant, options: SweepOptions = {}): Promise<Swept> {
  const batch = options.batch ?? BATCH
  const { rows } = await context.db.query<{ matter_id: string; n: number }>(DUE, [context.tenant, now, batch])
  const full = rows.reduce((sum, row) => sum + row.n, 0) >= batch
  const ids = rows.map((row) => row.matter_id)
  if (ids.length === 0) return { climbed: 0, failed: 0, more: false, lateMs: [] }
  const district = await districtOf(context)
  const done = await inLanes(inChunks(ids, TOGETHER), (part) => sweepPart(context, district, part, now))
  const lateMs = done.flatMap((part) => part.lateMs)
  const failed = done.reduce((sum, part) => sum + part.failed, 0)
  return { climbed: lateMs.length, failed, more: full && lateMs.length + failed > 0, lateMs }
}

/** Does the work of all parts, a few at a time. */
async function inLanes<Of, Done>(parts: readonly Of[], work: (part: Of) => Promise<Done>): Promise<Done[]> {
  const waiting = parts.values()
  const done: Done[] = []
  const lane = async (): Promise<void> => {
    for (const part of waiting) done.push(await work(part))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return done
}

type Part = Pick<Swept, 'failed' | 'lateMs'>

async function sweepPart(
  context: StoreContext,
  district: District,
  ids: readonly string[],
  now: Instant,
): Promise<Part> {
  try {
    return { lateMs: await sweepMatters(context, district, ids, now), failed: 0 }
  } catch {
    // Something in the part is wrong. Alone, the others get through and the culprit is known.
    return sweepOneByOne(context, district, ids, now)
  }
}

async function sweepOneByOne(
  context: StoreContext,
  district: District,
  ids: readonly string[],
  now: Instant,
): Promise<Part> {
  const lateMs: number[] = []
  let failed = 0
  for (const id of ids) {
    try {
      lateMs.push(...(await sweepMatters(context, district, [id], now)))
    } catch {
      failed++
      await tryLater(context, id, now)
    }
  }
  return { lateMs, failed }
}

/** A matter on which people act again and again is left to the next round after so many attempts. */
const ATTEMPTS = 3

/**
 * Climbs what is due of some matters in one statement; gives by how much each rung was late. They are read and decided on while nobody is
 * held up, as every act is: of a matter on which somebody acted meanwhile nothing is written, and it is read again. One that somebody
 * has in hand stays due.
 */
async function sweepMatters(
  context: StoreContext,
  district: District,
  ids: readonly string[],
  now: Instant,
): Promise<readonly number[]> {
  const lateMs: number[] = []
  let left = ids
  for (let attempt = 1; left.length > 0 && attempt <= ATTEMPTS; attempt++) {
    const stored = await loadMatters(context.db, context.tenant, left)
    const climbs = stored
      .map((matter) => climbAll(context, district, matter, now))
      .filter(({ rungs }) => rungs.length > 0)
    if (climbs.length === 0) break
    // Until this statement has ended nothing has happened; a crash leaves every rung due.
    const climbed = await commitRungs(context.db, context, climbs, district.logOrigin)
    const isClimbed = ({ before }: Climb): boolean => climbed.has(before.matter.id)
    lateMs.push(...climbs.filter(isClimbed).flatMap(({ rungs }) => rungs.map((rung) => rung.lateMs)))
    left = climbs.filter((climb) => !isClimbed(climb)).map(({ before }) => before.matter.id)
  }
  return lateMs
}

/** A rung, and how long after its instant it is climbed. */
interface LateRung extends Rung {
  readonly lateMs: number
}

/** Every rung of one matter that is due, in order of their instants. */
function climbAll(
  context: StoreContext,
  { directory, calendar, parameters, laws }: District,
  before: Stored,
  now: Instant,
): { before: Stored; rungs: readonly LateRung[] } {
  const facts: Facts = { directory, calendar, parameters, laws, matters: {} }
  const rungs: LateRung[] = []
  let { matter } = before
  for (let duty = firstDue(matter, now); duty; duty = firstDue(matter, now)) {
    const done = lapse(context.rulebook, matter, duty.no, facts, now)
    if (done.kind === 'refused') throw new Error(done.refusals[0].message)
    const idemKey = rungKey(context, matter, duty)
    rungs.push({ done, idemKey, lateMs: msBetween(duty.alarmAt ?? now, now) })
    matter = done.matter
  }
  return { before, rungs }
}

function firstDue(matter: Matter, now: Instant): Duty | undefined {
  let first: Duty | undefined
  for (const duty of matter.duties) {
    if (duty.alarmAt === null || duty.alarmAt > now) continue
    // Duties stand in order of their numbers: of two alarms at one instant the lower number goes first.
    if (first?.alarmAt === undefined || first.alarmAt === null || duty.alarmAt < first.alarmAt) first = duty
  }
  return first
}

/**
 * One key per rung and due instant, and for a duty that was moved or rested how often: a day it is set to a second time starts the
 * ladder again. Were all locks to fail, the unique index still lets one act through.
 */
function rungKey({ rulebook }: StoreContext, { id, procedure }: Matter, duty: Duty): string {
  const rung = rulebook.procedures[procedure]?.duties[duty.name]?.ladder[duty.rung]?.name ?? String(duty.rung)
  const times = duty.pauses.length + (duty.moved?.length ?? 0)
  // The day first: the keys of what runs out in one night then stand together in their index.
  return `rung/${duty.dueAt}/${id}/${duty.no}/${rung}${times === 0 ? '' : `/${times}`}`
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
  /** Done before each round; one that throws leaves the round out. */
  readonly before?: () => Promise<void>
  /** Done after each round that went through. */
  readonly beat?: () => Promise<void>
  /** Told what each round did. */
  readonly onSwept?: (swept: Swept) => void
}

/** Sweeps again and again until stopped; `stop` waits for the round under way. */
export function startSweeper(context: StoreContext, options: SweeperOptions): { stop(): Promise<void> } {
  const { everyMs, onTrouble, before, beat, onSwept } = options
  const round = async (): Promise<boolean> => {
    await before?.()
    const swept = await sweep(context, context.clock.now(), options)
    const { failed, more } = swept
    onSwept?.(swept)
    await beat?.()
    if (failed > 0) onTrouble?.(`${failed}件事项的到期处置没有成功，将继续重试`)
    return more
  }
  return repeating(everyMs, round, onTrouble)
}
