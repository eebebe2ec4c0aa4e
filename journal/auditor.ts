// What an auditor computes with the leaves of a log in hand: the root at every size asked for, and whether the leaves are
// those of one log, in an order in which each matter's acts follow one another. Trusts no database and no server.

import { base64, sameBytes } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import { append, emptyFrontier, frontierRoot, type Frontier } from './frontier.ts'
import type { Hash } from './hash.ts'
import { decodeLeaf } from './leaf.ts'

/** A head that somebody signed: one to be compared with the root of as many leaves. */
export type Head = Pick<Checkpoint, 'size' | 'root'>

/** What does not add up: where (an index, a size), and a Chinese sentence without its full stop. */
export type AuditFinding = { readonly about: string; readonly because: string }

/** Takes leaves in the order of the log. */
export type Auditor = {
  leaf(bytes: Uint8Array): void
  /** Leaves taken so far. */
  size(): number
  root(): Uint8Array
  /** Everything found; more than `most` are only counted. */
  readonly findings: readonly AuditFinding[]
  found(): number
}

/**
 * Starts an audit.
 *
 * @param log the name leaves must bear
 * @param heads compared when the log has grown to their sizes; their signatures are the caller's to check
 */
export function startAudit(hash: Hash, log: string, heads: readonly Head[], most = 50): Auditor {
  const findings: AuditFinding[] = []
  let [found, frontier] = [0, emptyFrontier]
  const find = (about: string, because: string): void => {
    if (found++ < most) findings.push({ about, because })
  }
  const headsAt = Map.groupBy(heads, (head) => head.size)
  const lastOf = new Map<string, { seq: number; hash: string }>()
  const compare = (): void => {
    for (const head of headsAt.get(frontier.size) ?? [])
      if (!sameBytes(head.root, frontierRoot(hash, frontier)))
        find(`${head.size} 项的检查点`, '由日志叶算出的树根与检查点不符')
  }
  compare()
  return {
    leaf: (bytes) => {
      const leafHash = hash.leafHash(bytes)
      judgeLeaf(bytes, leafHash, frontier, log, lastOf, hash, find)
      frontier = append(hash, frontier, [leafHash])
      compare()
    },
    size: () => frontier.size,
    root: () => frontierRoot(hash, frontier),
    findings,
    found: () => found,
  }
}

function judgeLeaf(
  bytes: Uint8Array,
  leafHash: Uint8Array,
  { size }: Frontier,
  log: string,
  lastOf: Map<string, { seq: number; hash: string }>,
  hash: Hash,
  find: (about: string, because: string) => void,
): void {
  const about = `第 ${size + 1} 项`
  const read = decodeLeaf(bytes)
  if (!read.ok) return find(about, `日志叶读不懂：${read.because.replace(/。$/, '')}`)
  const { matter, seq, prev } = read.value
  if (read.value.log !== log) find(about, `日志叶属于另一本日志“${read.value.log}”`)
  const last = lastOf.get(matter)
  if (seq !== (last?.seq ?? 0) + 1) find(about, `事项 ${matter} 的第 ${seq} 步没有紧接着它的前一步`)
  // The chain inside the leaves is made with SHA-256 in either tree.
  if (hash.name === 'sha256' && last && prev !== last.hash)
    find(about, `事项 ${matter} 的第 ${seq} 步所指的前一步不是日志里的那一步`)
  lastOf.set(matter, { seq, hash: base64(leafHash) })
}
