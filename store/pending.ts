import type { Queryable } from './db.ts'
import { ACT_COLUMNS, type ActRow, type BodyRow, disagreement } from './leaf-of.ts'

/** An act that waits for its place in the log, with everything it is checked against. */
export interface Waiting {
  readonly act: string
  readonly matter: string
  readonly seq: number
  /** Null when the act was deleted while its place in the queue remained. */
  readonly row: ActRow | null
  readonly body: BodyRow | null
  /** Leaf hash of the act before it in its matter. */
  readonly prev: Uint8Array | null
  /** Whether that act has its place in the log already. */
  readonly prevSealed: boolean
}

/** An act that agrees with its leaf. */
export interface Sound {
  readonly act: string
  readonly matter: string
  readonly seq: number
  readonly leafHash: Uint8Array
}

/** An act that does not, and why, in Chinese. */
export interface Suspect {
  readonly act: string
  readonly because: string
}

export interface Checked {
  readonly sound: readonly Sound[]
  readonly suspects: readonly Suspect[]
}

// Acts of a matter with a quarantined one wait until somebody has looked into it: their order must stay whole.
const QUEUED = `
select p.act_id as act, p.matter_id as matter, p.seq
from journal_pending p
where p.tenant_id = $1 and p.matter_id not in (
  select s.matter_id from journal_pending s join quarantine q on q.tenant_id = s.tenant_id and q.act_id = s.act_id
  where s.tenant_id = $1)
order by p.matter_id, p.seq
limit $2`

// One table a statement, by a list of keys: a join of tables that grew faster than their statistics is planned as nested loops
// over everything, and the first thousands of acts of a new district would take minutes to seal.
const ROWS = `select ${ACT_COLUMNS} from journal j where j.tenant_id = $1 and j.act_id = any($2::text[])`
const BODIES = 'select act_id, salt, body from journal_body where tenant_id = $1 and act_id = any($2::text[])'
// Looked up one by one: `offset 0` keeps the planner from joining instead, and the history of a matter is never read.
const BEFORE = `
select v.act_id, v.matter_id, v.seq, v.leaf_hash
from unnest($2::text[], $3::int[]) k(matter, seq) cross join lateral (
  select act_id, matter_id, seq, leaf_hash from journal
  where tenant_id = $1 and matter_id = k.matter and journal.seq = k.seq
  offset 0) v`
const SEALED = 'select act_id from journal_leaf where tenant_id = $1 and act_id = any($2::text[])'

interface Queued {
  readonly act: string
  readonly matter: string
  readonly seq: number
}
interface Before {
  readonly act_id: string
  readonly matter_id: string
  readonly seq: number
  readonly leaf_hash: Uint8Array
}

/**
 * The waiting acts by matter and number, at most `most`: within a second the order is that of the matters, and each matter
 * keeps its own. To be read under the lock on `log_state`, in statements of their own: what they see is then complete.
 */
export async function pendingActs(tx: Queryable, tenant: string, most: number): Promise<Waiting[]> {
  const { rows: queue } = await tx.query<Queued>(QUEUED, [tenant, most])
  if (queue.length === 0) return []
  const acts = queue.map((one) => one.act)
  const [rows, bodies, before] = await Promise.all([
    tx.query<ActRow>(ROWS, [tenant, acts]),
    tx.query<BodyRow & { readonly act_id: string }>(BODIES, [tenant, acts]),
    tx.query<Before>(BEFORE, [tenant, queue.map((one) => one.matter), queue.map((one) => one.seq - 1)]),
  ])
  const rowOf = new Map(rows.rows.map((row) => [row.act_id, row]))
  const bodyOf = new Map(bodies.rows.map((body) => [body.act_id, body]))
  const at = (matter: string, seq: number): string => `${seq}/${matter}`
  const placed = new Map(before.rows.map((row) => [at(row.matter_id, row.seq), row]))
  const previous = queue.flatMap(({ matter, seq }) => placed.get(at(matter, seq - 1))?.act_id ?? [])
  const { rows: leaves } = await tx.query<{ act_id: string }>(SEALED, [tenant, previous])
  const sealed = new Set(leaves.map((leaf) => leaf.act_id))
  return queue.map(({ act, matter, seq }) => {
    const prev = placed.get(at(matter, seq - 1))
    return {
      act,
      matter,
      seq,
      row: rowOf.get(act) ?? null,
      body: bodyOf.get(act) ?? null,
      prev: prev?.leaf_hash ?? null,
      prevSealed: prev !== undefined && sealed.has(prev.act_id),
    }
  })
}

/** Checks each act against its leaf. Nothing of a matter follows an act that was found wanting. */
export function checkPending(waiting: readonly Waiting[], log: string): Checked {
  const sound: Sound[] = []
  const suspects: Suspect[] = []
  const held = new Set<string>()
  for (const one of waiting) {
    if (held.has(one.matter)) continue
    const last = sound.at(-1)
    const follows = last?.matter === one.matter && last.seq === one.seq - 1
    const because = wanting(one, log, follows)
    if (because === undefined && one.row)
      sound.push({ act: one.act, matter: one.matter, seq: one.seq, leafHash: one.row.leaf_hash })
    if (because === undefined) continue
    suspects.push({ act: one.act, because })
    held.add(one.matter)
  }
  return { sound, suspects }
}

function wanting(
  { row, body, matter, seq, prev, prevSealed }: Waiting,
  log: string,
  follows: boolean,
): string | undefined {
  if (row === null) return '待入日志的行为已被删除'
  if (row.matter_id !== matter || row.seq !== seq) return '在队列里的位置与行为本身不符'
  // An act commits after the one before it. That one is in the log, or in this batch, or has been taken out of both.
  if (seq > 1 && !prevSealed && !follows) return '前一项行为既不在日志里，也不在队列里'
  return disagreement(row, body, { log, prev })
}
