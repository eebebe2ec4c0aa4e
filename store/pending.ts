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

type Row = Omit<ActRow, 'act_id' | 'leaf'> & {
  readonly act: string
  readonly act_id: string | null
  readonly leaf: Uint8Array
  readonly queued_matter: string
  readonly queued_seq: number
  readonly salt: Uint8Array | null
  readonly body: BodyRow['body'] | null
  readonly prev: Uint8Array | null
  readonly prev_sealed: boolean
}

// Acts of a matter with a quarantined one wait until somebody has looked into it: their order must stay whole.
const PENDING = `
select p.act_id as act, p.matter_id as queued_matter, p.seq as queued_seq, ${ACT_COLUMNS}, b.salt, b.body,
  v.leaf_hash as prev, l.act_id is not null as prev_sealed
from journal_pending p
left join journal j on j.tenant_id = p.tenant_id and j.act_id = p.act_id
left join journal_body b on b.tenant_id = p.tenant_id and b.act_id = p.act_id
left join journal v on v.tenant_id = p.tenant_id and v.matter_id = p.matter_id and v.seq = p.seq - 1
left join journal_leaf l on l.tenant_id = p.tenant_id and l.act_id = v.act_id
where p.tenant_id = $1 and not exists (
  select from quarantine q join journal_pending s on s.tenant_id = q.tenant_id and s.act_id = q.act_id
  where q.tenant_id = $1 and s.matter_id = p.matter_id)
order by p.matter_id, p.seq
limit $2`

/**
 * The waiting acts by matter and number, at most `most`: within a second the order is that of the matters, and each matter
 * keeps its own. To be read under the lock on `log_state`, in a statement of its own: what it sees is then complete.
 */
export async function pendingActs(tx: Queryable, tenant: string, most: number): Promise<Waiting[]> {
  const { rows } = await tx.query<Row>(PENDING, [tenant, most])
  return rows.map((row) => ({
    act: row.act,
    matter: row.queued_matter,
    seq: row.queued_seq,
    row: row.act_id === null ? null : { ...row, act_id: row.act_id },
    body: row.salt === null || row.body === null ? null : { salt: row.salt, body: row.body },
    prev: row.prev,
    prevSealed: row.prev_sealed,
  }))
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
