import { join } from 'node:path'
import { sameBytes } from '#journal/bytes.ts'
import { openCheckpoint, readCheckpoint } from '#journal/checkpoint.ts'
import { append, decodeFrontier, emptyFrontier, frontierRoot, type Frontier } from '#journal/frontier.ts'
import { sha256 } from '#journal/node-crypto.ts'
import type { NoteVerifier } from '#journal/note.ts'
import { addMs, type Instant } from '#kernel/time.ts'
import { auditContents } from './audit-contents.ts'
import { auditMatters } from './audit-matters.ts'
import { auditTiles } from './audit-tiles.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'
import { readIfThere } from './durable-file.ts'
import { behindSentence } from './publish.ts'

/** The kinds of check. */
export type Check =
  | 'leaf'
  | 'act'
  | 'checkpoint'
  | 'state'
  | 'order'
  | 'time'
  | 'body'
  | 'projection'
  | 'duty'
  | 'file'
  | 'tile'
  | 'promise'

/** What does not add up: the kind of check, what it is about (an act, a matter, an index, a size), and a Chinese sentence. */
export interface Finding {
  readonly check: Check
  readonly about: string
  readonly because: string
}

/** The result of an audit; nothing was found when `found` is 0. */
export interface Audit {
  readonly leaves: number
  readonly checkpoints: number
  readonly matters: number
  readonly acts: number
  /** Contents of attachments that were hashed; 0 when they were not asked for. */
  readonly contents: number
  /** Acts of a demo district bear times that were lived through in one go: when they were sealed says nothing of them. */
  readonly simulated: boolean
  readonly found: number
  /** The first of the findings. */
  readonly findings: readonly Finding[]
}

export interface AuditOptions {
  /** Findings listed at most; all are counted. */
  readonly most?: number
  /** The log's public folder, to have its tiles checked as well. */
  readonly folder?: string
  /** Folder of the attachments, to have their bytes hashed as well. */
  readonly files?: string
}

/** What an audit looks at; it reads no clock and makes no ids. */
export type Audited = Pick<StoreContext, 'db' | 'tenant' | 'rulebook'>

/** Collects findings as the parts of an audit report them. */
export interface Report {
  find(check: Check, about: string, because: string): void
}

/**
 * Recomputes everything a tenant's journal claims, from one snapshot of the database: every leaf from its row and body, the
 * root at every stored checkpoint and its signature, gapless indices, every matter and duty by replay, and the public tiles.
 *
 *     const { found, findings } = await audit(context, log.verifier)   // found === 0: the database says what the log says
 *
 * What it cannot see is an act that left no trace at all after the last checkpoint somebody else holds; and parties, since
 * they also follow from the directory of their day.
 */
export async function audit(
  context: Audited,
  verifier: NoteVerifier,
  options: AuditOptions = {},
): Promise<Audit> {
  const findings: Finding[] = []
  let found = 0
  const report: Report = {
    find: (check, about, because) => {
      if (found++ < (options.most ?? 1_000)) findings.push({ check, about, because })
    },
  }
  return context.db.tx(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const simulated = await isDemo(tx, context.tenant)
    const log = await auditLeaves(tx, context.tenant, verifier, report, simulated)
    const matters = await auditMatters(tx, context, verifier.name, report)
    if (options.folder !== undefined) await auditPublished(tx, context.tenant, options.folder, report)
    if (!simulated) await auditPromises(tx, context.tenant, report)
    const { files } = options
    const contents = files === undefined ? 0 : await auditContents(tx, context.tenant, files, report)
    return { ...log, ...matters, contents, simulated, found, findings }
  })
}

async function isDemo(tx: Queryable, tenant: string): Promise<boolean> {
  const { rows } = await tx.query<{ demo: boolean }>('select demo from tenant where tenant_id = $1', [tenant])
  return rows[0]?.demo === true
}

async function auditPublished(tx: Queryable, tenant: string, folder: string, report: Report): Promise<void> {
  const text = await readIfThere(join(folder, 'checkpoint'))
  const shown = text === undefined ? undefined : readCheckpoint(text)
  if (!shown?.ok) return report.find('checkpoint', folder, '公开文件夹里没有检查点，或者读不懂')
  const behind = await behindSentence(tx, tenant, shown.value)
  if (behind !== undefined) return report.find('checkpoint', String(shown.value.size), behind)
  await auditTiles(tx, tenant, folder, shown.value.size, report)
}

/** Leaves read at once. */
const CHUNK = 5_000

interface LeafRow {
  readonly idx: number
  readonly act: string
  readonly leaf_hash: Uint8Array
  readonly act_hash: Uint8Array | null
  readonly at: Instant | null
}

interface CheckpointRow {
  readonly size: number
  readonly root: Uint8Array
  readonly text: string
  readonly at: Instant
}

const LEAVES = `
select l.idx, l.act_id as act, l.leaf_hash, j.leaf_hash as act_hash, j.at
from journal_leaf l left join journal j on j.tenant_id = l.tenant_id and j.act_id = l.act_id
where l.tenant_id = $1 and l.idx >= $2 order by l.idx limit $3`

async function auditLeaves(
  tx: Queryable,
  tenant: string,
  verifier: NoteVerifier,
  report: Report,
  simulated: boolean,
): Promise<Pick<Audit, 'leaves' | 'checkpoints'>> {
  const walk = new Walk(verifier, report, simulated)
  for (let from = 0; ;) {
    const { rows } = await tx.query<LeafRow>(LEAVES, [tenant, from, CHUNK])
    const last = rows.at(-1)
    const until = rows.length < CHUNK ? Number.MAX_SAFE_INTEGER : (last?.idx ?? from) + 1
    walk.pass(rows, await checkpointsWithin(tx, tenant, from, until))
    if (rows.length < CHUNK) break
    from = until
  }
  await auditState(tx, tenant, walk.frontier, report)
  return { leaves: walk.leaves, checkpoints: walk.checkpoints }
}

/** Checkpoints of sizes from `from`, or just above it for all but the first stretch, up to and including `until`. */
async function checkpointsWithin(
  tx: Queryable,
  tenant: string,
  from: number,
  until: number,
): Promise<CheckpointRow[]> {
  const { rows } = await tx.query<CheckpointRow>(
    `select size, root, text, at from checkpoint
     where tenant_id = $1 and (size > $2 or $2 = 0) and size <= $3 order by size`,
    [tenant, from, until],
  )
  return rows
}

/** Goes along the leaves, growing the tree, and stops at each checkpoint. */
class Walk {
  frontier: Frontier = emptyFrontier
  leaves = 0
  checkpoints = 0
  readonly #verifier: NoteVerifier
  readonly #report: Report
  readonly #simulated: boolean
  #last: CheckpointRow | undefined

  constructor(verifier: NoteVerifier, report: Report, simulated: boolean) {
    this.#simulated = simulated
    this.#verifier = verifier
    this.#report = report
  }

  pass(rows: readonly LeafRow[], checkpoints: readonly CheckpointRow[]): void {
    let next = 0
    for (const checkpoint of checkpoints) {
      while (next < rows.length && (rows[next]?.idx ?? 0) < checkpoint.size) this.#leaf(rows[next++])
      this.#stop(checkpoint)
    }
    while (next < rows.length) this.#leaf(rows[next++])
  }

  #leaf(row: LeafRow | undefined): void {
    if (!row) return
    if (row.idx !== this.leaves)
      this.#report.find('leaf', String(this.leaves), `序号 ${this.leaves} 起缺少日志叶`)
    this.leaves = row.idx + 1
    if (row.act_hash === null) this.#report.find('act', row.act, `日志第 ${row.idx} 号的行为已不在库里`)
    else if (!sameBytes(row.act_hash, row.leaf_hash))
      this.#report.find('leaf', row.act, `日志第 ${row.idx} 号的哈希与行为所存的不同`)
    this.#timely(row)
    this.frontier = append(sha256, this.frontier, [row.leaf_hash])
  }

  /** An act that bears a time well before a checkpoint that does not hold it was dated back, or held back. */
  #timely({ act, at }: LeafRow): void {
    if (this.#simulated || at === null || !this.#last || this.#last.size === 0) return
    if (at < addMs(this.#last.at, -GRACE_MS))
      this.#report.find('time', act, `行为的时间（${at}）早于它之前的检查点（${this.#last.at}）一分钟以上`)
  }

  #stop(checkpoint: CheckpointRow): void {
    const { size, root, text } = checkpoint
    const about = String(size)
    this.checkpoints++
    if (this.#last && checkpoint.at <= this.#last.at)
      this.#report.find('checkpoint', about, `${size} 项的检查点的时间不晚于前一个`)
    this.#last = checkpoint
    const opened = openCheckpoint(text, { log: this.#verifier })
    if (!opened.ok) this.#report.find('checkpoint', about, `${size} 项的检查点不能核验：${opened.because}`)
    else if (opened.value.size !== size || !sameBytes(opened.value.root, root))
      this.#report.find('checkpoint', about, `${size} 项的检查点的签名文书与所存的栏目不符`)
    if (this.frontier.size !== size || !sameBytes(frontierRoot(sha256, this.frontier), root))
      this.#report.find('checkpoint', about, `由日志叶算出的树根与 ${size} 项的检查点不符`)
  }
}

/** Acts and checkpoints may be timed by different hosts, and an act waits a little for its place. */
const GRACE_MS = 60_000

/** A receipt promises a place in the log within a minute: what waits longer while heads are signed was held back. */
async function auditPromises(tx: Queryable, tenant: string, report: Report): Promise<void> {
  const { rows } = await tx.query<{ act: string; at: Instant; signed: Instant }>(
    `select p.act_id as act, j.at, c.at as signed
     from journal_pending p join journal j on j.tenant_id = p.tenant_id and j.act_id = p.act_id
     cross join lateral (select max(k.at) as at from checkpoint k where k.tenant_id = p.tenant_id and k.size > 0) c
     where p.tenant_id = $1 and not exists (
       select from journal_pending w join quarantine q on q.tenant_id = w.tenant_id and q.act_id = w.act_id
       where w.tenant_id = p.tenant_id and w.matter_id = p.matter_id)
     order by p.act_id`,
    [tenant],
  )
  for (const { act, at, signed } of rows) {
    if (at < addMs(signed, -GRACE_MS))
      report.find('promise', act, `行为（${at}）等了一分钟以上还没有入日志，而日志在 ${signed} 签过检查点`)
  }
}

async function auditState(tx: Queryable, tenant: string, frontier: Frontier, report: Report): Promise<void> {
  const { rows } = await tx.query<{ size: number; root: Uint8Array; frontier: Uint8Array }>(
    'select size, root, frontier from log_state where tenant_id = $1',
    [tenant],
  )
  const state = rows[0]
  if (!state) {
    if (frontier.size > 0) report.find('state', tenant, '日志状态缺失')
    return
  }
  const stored = decodeFrontier(state.frontier)
  const root = frontierRoot(sha256, frontier)
  const sound =
    state.size === frontier.size &&
    sameBytes(state.root, root) &&
    stored.ok &&
    sameBytes(frontierRoot(sha256, stored.value), root)
  if (!sound) report.find('state', tenant, `日志状态（${state.size} 项）与日志叶（${frontier.size} 项）不符`)
}
