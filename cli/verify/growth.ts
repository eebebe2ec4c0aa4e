import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { concat, utf8 } from '#journal/bytes.ts'
import { readCheckpoint } from '#journal/checkpoint.ts'
import { type Tile, tileNodes, tilePath, tileWidth, tilesForConsistency } from '#journal/tiles.ts'
import { staleSentence } from '#journal/freshness.ts'
import { consistencyProof } from '#journal/tree.ts'
import { verifyGrowth } from '#journal/verify.mjs'
import { encodeAddCheckpoint } from '#journal/witness.ts'
import type { Io } from '../io.ts'
import { type Judged, Unusable, bytesOf, said, textOf } from './files.ts'
import { type Trust, treeHashOf } from './trust.ts'

/** Where the proof comes from: a file, or the tiles of the log in a folder or under an address (`http://…/log`). */
export type Evidence = { readonly proof: string } | { readonly tiles: string }

/**
 * Judges whether the newer of two saved checkpoints grew out of the older one. Tiles are believed in nothing: a wrong tile
 * makes a wrong proof, which does not hold. Where the policy sets an age, the witnesses' times must be younger.
 *
 * @throws Unusable
 */
export async function judgeGrowth(
  files: { readonly older: string; readonly newer: string | undefined },
  evidence: Evidence,
  trust: Trust,
  io: Pick<Io, 'cwd'>,
): Promise<Judged> {
  const older = await bytesOf(files.older, '旧检查点', io)
  const newer = files.newer === undefined ? undefined : await bytesOf(files.newer, '新检查点', io)
  const growth =
    'proof' in evidence
      ? await fromProof(evidence.proof, newer, io)
      : await fromTiles(older, newer, evidence.tiles, trust, io)
  const verdict =
    typeof growth === 'string'
      ? { ok: false as const, because: growth }
      : await verifyGrowth(older, growth, trust.bytes)
  if (!verdict.ok) return { holds: false, lines: bad(verdict.because), json: { ...verdict } }
  const stale = staleSentence(verdict.witnesses, trust.policy, Date.now() / 1_000)
  if (stale !== undefined)
    return { holds: false, lines: [`核验不通过：${stale}`], json: { ...verdict, ok: false, because: stale } }
  return { holds: true, lines: good(verdict.origin, verdict.from, verdict.size), json: { ...verdict } }
}

/** The proof's file ends with a checkpoint; one that is given besides takes its place. */
async function fromProof(
  path: string,
  newer: Uint8Array | undefined,
  io: Pick<Io, 'cwd'>,
): Promise<Uint8Array> {
  const bytes = await bytesOf(path, '增长证明', io)
  const blank = textOf(bytes).indexOf('\n\n')
  return newer === undefined || blank < 0 ? bytes : concat([utf8(textOf(bytes).slice(0, blank + 2)), newer])
}

async function fromTiles(
  older: Uint8Array,
  newer: Uint8Array | undefined,
  place: string,
  trust: Trust,
  io: Pick<Io, 'cwd'>,
): Promise<Uint8Array | string> {
  if (newer === undefined) throw new Unusable('按瓦片核验要给两个检查点：先旧后新。')
  const [from, to] = [readCheckpoint(textOf(older)), readCheckpoint(textOf(newer))]
  if (!from.ok) throw new Unusable(`旧检查点读不懂：${from.because}`)
  if (!to.ok) throw new Unusable(`新检查点读不懂：${to.because}`)
  const [old, size] = [from.value.size, to.value.size]
  if (old > size) return `“新”检查点只有 ${size} 项，比旧的 ${old} 项还少：日志被截短过，或者两个文件放反了。`
  const loaded = new Map<string, Uint8Array>()
  for (const tile of tilesForConsistency(old, size)) {
    const bytes = await tileFrom(place, tile, io)
    if (bytes) loaded.set(tilePath(tile), bytes)
  }
  const hash = treeHashOf(trust)
  const proof = consistencyProof(
    hash,
    tileNodes(hash, size, (tile) => loaded.get(tilePath(tile))),
    old,
    size,
  )
  if (!proof.ok) throw new Unusable(`“${place}”里的瓦片不全，做不出从 ${old} 项到 ${size} 项的证明。`)
  return utf8(encodeAddCheckpoint({ old, proof: proof.value, checkpoint: textOf(newer) }))
}

/** A partial tile may have been replaced by a full one since. */
async function tileFrom(place: string, tile: Tile, io: Pick<Io, 'cwd'>): Promise<Uint8Array | undefined> {
  for (const width of new Set([tile.width, tileWidth])) {
    const found = await fileFrom(place, tilePath({ ...tile, width }), io)
    if (found) return found
  }
  return undefined
}

async function fileFrom(
  place: string,
  path: string,
  { cwd }: Pick<Io, 'cwd'>,
): Promise<Uint8Array | undefined> {
  if (!/^https?:\/\//.test(place)) return readFile(join(resolve(cwd, place), path)).catch(() => undefined)
  try {
    const answer = await fetch(`${place.replace(/\/$/, '')}/${path}`)
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  } catch {
    throw new Unusable(`连不上“${place}”，请检查地址和网络。`)
  }
}

const good = (origin: string, from: number, size: number): string[] => [
  from === size
    ? '核验通过：两个检查点是同一本日志的同一状态。'
    : '核验通过：旧检查点之前的记录原样都在新检查点里，一项未改、未删、未插入。',
  `  日志　　　${said(origin)}`,
  `  旧检查点　${from} 项`,
  `  新检查点　${size} 项`,
]

const bad = (because: string): string[] => [
  `核验不通过：${because}`,
  '  两个检查点都有日志的签名而互不相容，就是日志改写过历史的证据：请保存这两个文件。',
]
