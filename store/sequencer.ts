import { sameBytes } from '#journal/bytes.ts'
import { signCheckpoint } from '#journal/checkpoint.ts'
import {
  decodeFrontier,
  emptyFrontier,
  encodeFrontier,
  frontierRoot,
  type Frontier,
} from '#journal/frontier.ts'
import { type Batch, growTree } from '#journal/grow.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { edgeTiles } from '#journal/tiles.ts'
import type { Instant } from '#kernel/time.ts'
import { type Checked, type Suspect, checkPending, pendingActs } from './pending.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'
import type { Log } from './log-key.ts'
import type { Alarm, PassOptions } from './pass.ts'
import { isPublished, publish } from './publish.ts'
import { repeating } from './repeating.ts'
import { loadTiles } from './tiles.ts'

/** What a pass did: acts given an index, acts set aside, and the size of the log it left signed and published. */
export type Pass =
  | { readonly ok: true; readonly sealed: number; readonly quarantined: number; readonly size: number }
  | { readonly ok: false; readonly alarm: Alarm }

/** Ten thousand acts take about a second; more would only make the others wait longer. */
const MOST = 10_000

/**
 * One pass of the sequencer over one tenant: gives waiting acts their places in the log, signs the new head, publishes it.
 *
 *     const pass = await sequence(context, log)   // → { ok: true, sealed: 12, quarantined: 0, size: 4711 }
 *
 * Any number of processes may do this at once; the row lock on `log_state` makes them take turns. Each step finishes what an
 * earlier pass left undone, so a crash anywhere is repaired by the next pass of anybody.
 */
export async function sequence(context: StoreContext, log: Log, options: PassOptions = {}): Promise<Pass> {
  const { alarm = () => undefined } = options
  const batch = await giveIndices(context, log, options)
  if (!batch.ok) return refuse(batch.alarm, alarm)
  for (const { act, because } of batch.suspects)
    alarm({
      code: 'QUARANTINE',
      act,
      because: `行为 ${act} 与它的日志叶不符，已隔离，不予签署：${because}。`,
    })
  // A crash here leaves a committed batch without a signature: the next pass signs whatever is committed.
  await options.reached?.('batch committed')
  const signed = await sign(context, log, options)
  if (!signed.ok) return refuse(signed.alarm, alarm)
  // A crash here leaves a stored checkpoint that the folder does not show yet: the next pass publishes the newest one.
  await options.reached?.('checkpoint stored')
  const published = await publish(context, log, options)
  if (!published.ok) return refuse(published.alarm, alarm)
  return { ok: true, sealed: batch.sealed, quarantined: batch.suspects.length, size: signed.size }
}

function refuse(reason: Alarm, alarm: (alarm: Alarm) => void): Pass {
  alarm(reason)
  return { ok: false, alarm: reason }
}

/** Whether nothing waits, the head is signed and the folder shows it: two statements and a small file. */
export async function isSettled({ db, tenant }: StoreContext, log: Log): Promise<boolean> {
  const { rows } = await db.query<{ waiting: boolean; signed: number | null }>(
    `select exists (select from journal_pending where tenant_id = $1) as waiting,
       (select c.size from log_state s join checkpoint c on c.tenant_id = s.tenant_id and c.size = s.size
         where s.tenant_id = $1) as signed`,
    [tenant],
  )
  const row = rows[0]
  return row !== undefined && !row.waiting && row.signed !== null && (await isPublished(log, row.signed))
}

interface State {
  readonly size: number
  readonly root: Uint8Array
  readonly frontier: Frontier
}

type Numbered =
  | { readonly ok: true; readonly sealed: number; readonly suspects: readonly Suspect[] }
  | { readonly ok: false; readonly alarm: Alarm }

/** Transaction A: the waiting acts become leaves. A crash before its commit leaves everything as it was. */
async function giveIndices(context: StoreContext, log: Log, options: PassOptions): Promise<Numbered> {
  return context.db.tx(async (tx): Promise<Numbered> => {
    const state = await lockState(tx, context)
    if ('code' in state) return { ok: false, alarm: state }
    const waiting = await pendingActs(tx, context.tenant, options.most ?? MOST)
    if (waiting.length === 0) return { ok: true, sealed: 0, suspects: [] }
    const now = context.clock.now()
    const clock = await clockAlarm(tx, context, now)
    if (clock) return { ok: false, alarm: clock }
    const checked = checkPending(waiting, log.origin)
    const grown = await grow(tx, context, log, state, checked)
    if (!grown.ok) return grown
    await Promise.all([
      quarantine(tx, context, checked.suspects, now),
      writeLeaves(tx, context, state.size, checked),
      dropPending(tx, context, checked),
      writeState(tx, context, grown.batch, now),
    ])
    await options.reached?.('leaves written')
    return { ok: true, sealed: checked.sound.length, suspects: checked.suspects }
  })
}

const broken = (because: string): Alarm => ({ code: 'BROKEN_LOG', because })

/** Locks the tenant's log and reads its state, which must agree with itself and with the leaves. */
async function lockState(tx: Queryable, { tenant, clock }: StoreContext): Promise<State | Alarm> {
  await tx.query(
    `insert into log_state (tenant_id, size, root, frontier, updated_at) values ($1, 0, $2, $3, $4)
     on conflict (tenant_id) do nothing`,
    [tenant, sha256.emptyRoot(), encodeFrontier(emptyFrontier), clock.now()],
  )
  const [{ rows }, leaves] = await Promise.all([
    tx.query<{ size: number; root: Uint8Array; frontier: Uint8Array }>(
      'select size, root, frontier from log_state where tenant_id = $1 for update',
      [tenant],
    ),
    tx.query<{ idx: number }>('select idx from journal_leaf where tenant_id = $1 order by idx desc limit 1', [
      tenant,
    ]),
  ])
  const row = rows[0]
  if (!row) return broken('日志状态刚被删除，请查明是谁在改动数据库。')
  const frontier = decodeFrontier(row.frontier)
  if (!frontier.ok) return broken(`日志状态已损坏：${frontier.because}`)
  const sound =
    frontier.value.size === row.size &&
    sameBytes(frontierRoot(sha256, frontier.value), row.root) &&
    (leaves.rows[0]?.idx ?? -1) + 1 === row.size
  if (!sound)
    return broken(
      `日志状态自相矛盾：记为 ${row.size} 项，与树根或者日志叶不符。请停止写入，用 luoshi verify --database 查明。`,
    )
  return { size: row.size, root: row.root, frontier: frontier.value }
}

/**
 * A clock that stands still or went back would seal acts under a time that is already taken. Small differences between
 * hosts pass by themselves: the next pass, a second later, goes on.
 */
async function clockAlarm(tx: Queryable, { tenant }: StoreContext, now: Instant): Promise<Alarm | undefined> {
  const { rows } = await tx.query<{ at: Instant }>(
    'select at from checkpoint where tenant_id = $1 order by size desc limit 1',
    [tenant],
  )
  const last = rows[0]?.at
  if (last === undefined || now > last) return undefined
  return {
    code: 'CLOCK',
    because: `本机时钟（${now}）没有走过最后一个检查点的时间（${last}），暂停入日志。请校准时钟。`,
  }
}

async function quarantine(
  tx: Queryable,
  { tenant }: StoreContext,
  suspects: readonly Suspect[],
  now: Instant,
): Promise<void> {
  if (suspects.length === 0) return
  await tx.query(
    `insert into quarantine (tenant_id, act_id, because, at)
     select $1, act, because, $4 from unnest($2::text[], $3::text[]) as s(act, because)
     on conflict (tenant_id, act_id) do nothing`,
    [tenant, suspects.map((s) => s.act), suspects.map((s) => s.because), now],
  )
}

type Grown = { readonly ok: true; readonly batch: Batch } | { readonly ok: false; readonly alarm: Alarm }

/**
 * The new head, computed from the frontier in the table and again from the tiles in the folder. Spoiled or missing tiles are
 * computed from the leaves instead; when that does not agree either, the table itself is wrong and nothing is signed.
 */
async function grow(
  tx: Queryable,
  { tenant }: StoreContext,
  { folder }: Log,
  { size, frontier }: State,
  { sound }: Checked,
): Promise<Grown> {
  const hashes = sound.map((act) => act.leafHash)
  for (const source of [
    { db: tx, tenant, folder },
    { db: tx, tenant },
  ]) {
    const read = await loadTiles(source, edgeTiles(size))
    const batch = growTree(sha256, frontier, read, hashes)
    if (batch.ok) return { ok: true, batch: batch.value }
  }
  return {
    ok: false,
    alarm: broken(
      '由日志叶算出的树根与日志状态不符，拒绝签署。请停止写入，用 luoshi verify --database 查明。',
    ),
  }
}

async function writeLeaves(
  tx: Queryable,
  { tenant }: StoreContext,
  size: number,
  { sound }: Checked,
): Promise<void> {
  // The hashes that were checked go in, not those the table might hold by now.
  await tx.query(
    `insert into journal_leaf (tenant_id, idx, act_id, leaf_hash)
     select $1, $2::bigint + n - 1, act, hash from unnest($3::text[], $4::bytea[]) with ordinality as l(act, hash, n)`,
    [tenant, size, sound.map((act) => act.act), sound.map((act) => Buffer.from(act.leafHash))],
  )
}

async function dropPending(tx: Queryable, { tenant }: StoreContext, { sound }: Checked): Promise<void> {
  await tx.query(
    `delete from journal_pending p using unnest($2::text[], $3::int[]) as d(matter, seq)
     where p.tenant_id = $1 and p.matter_id = d.matter and p.seq = d.seq`,
    [tenant, sound.map((act) => act.matter), sound.map((act) => act.seq)],
  )
}

async function writeState(
  tx: Queryable,
  { tenant }: StoreContext,
  batch: Batch,
  now: Instant,
): Promise<void> {
  await tx.query(
    'update log_state set size = $2, root = $3, frontier = $4, updated_at = $5 where tenant_id = $1',
    [tenant, batch.frontier.size, batch.root, encodeFrontier(batch.frontier), now],
  )
}

type Signed = { readonly ok: true; readonly size: number } | { readonly ok: false; readonly alarm: Alarm }

/**
 * Transaction B: signs the head as committed, whoever committed it. The lock keeps the heads in order; the primary key
 * (tenant, size) makes a second root for one size impossible.
 *
 * There is no heartbeat for an unchanged size: a C2SP checkpoint carries no time and Ed25519 gives the same signature again,
 * so the text would be the same to the byte. Freshness is what witnesses' timestamped cosignatures are for.
 */
async function sign(context: StoreContext, log: Log, options: PassOptions): Promise<Signed> {
  return context.db.tx(async (tx): Promise<Signed> => {
    const state = await lockState(tx, context)
    if ('code' in state) return { ok: false, alarm: state }
    const { size, root } = state
    const { tenant } = context
    const { rowCount } = await tx.query('select from checkpoint where tenant_id = $1 and size = $2', [
      tenant,
      size,
    ])
    if (rowCount > 0) return { ok: true, size }
    const text = await signCheckpoint({ origin: log.origin, size, root }, log.signer)
    if (!text.ok) return { ok: false, alarm: broken(`不能签署检查点：${text.because}`) }
    // A crash here forgets a signature nobody has seen; the same head is signed again, to the same bytes.
    await options.reached?.('checkpoint signed')
    await tx.query('insert into checkpoint (tenant_id, size, root, text, at) values ($1, $2, $3, $4, $5)', [
      tenant,
      size,
      root,
      text.value,
      context.clock.now(),
    ])
    return { ok: true, size }
  })
}

export interface SequencerOptions extends PassOptions {
  /** Pause between passes in milliseconds. */
  readonly everyMs?: number
  /** Done after each pass that went through. */
  readonly beat?: () => Promise<void>
}

/** A running sequencer. */
export interface Sequencer {
  /** Ends it, after the pass under way. */
  stop(): Promise<void>
}

const EVERY_MS = 1_000

/**
 * Passes over the tenant's log again and again. Whatever goes wrong in a pass is an alarm, and the next pass tries again; the
 * same trouble is told once every ten minutes, not once a second.
 *
 *     const sequencer = startSequencer(context, log, { alarm: (alarm) => report(alarm.because) })
 *     await sequencer.stop()
 */
export function startSequencer(context: StoreContext, log: Log, options: SequencerOptions = {}): Sequencer {
  const { everyMs = EVERY_MS, most = MOST } = options
  const told = new Map<Alarm['code'], number>()
  const alarm = (one: Alarm): void => {
    const before = one.act === undefined ? told.get(one.code) : undefined
    if (before !== undefined && performance.now() - before < QUIET_MS) return
    told.set(one.code, performance.now())
    options.alarm?.(one)
  }
  const round = async (): Promise<boolean> => {
    if (await isSettled(context, log)) {
      await options.beat?.()
      return false
    }
    const pass = await sequence(context, log, { ...options, alarm })
    if (pass.ok) {
      told.clear()
      await options.beat?.()
    }
    // After a full batch more are waiting already.
    return pass.ok && pass.sealed >= most
  }
  // The database went away: nothing is lost, all of it is done at a later pass.
  return repeating(everyMs, round, (said) =>
    alarm({ code: 'PASS', because: `这一轮入日志没有完成（${said}），稍后自动再试。` }),
  )
}

/** How long a trouble that goes on is not told again. */
const QUIET_MS = 600_000
