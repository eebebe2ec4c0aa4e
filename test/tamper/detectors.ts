import { base64, sameBytes, utf8 } from '#journal/bytes.ts'
import { readCheckpoint } from '#journal/checkpoint.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { must } from '#journal/testing.ts'
import { consistencyProof, leafNodes } from '#journal/tree.ts'
import { verifyGrowth, verifyReceipt } from '#journal/verify.mjs'
import { audit } from '#store/audit.ts'
import type { Queryable } from '#store/db.ts'
import { guardLog } from '#store/log-guard.ts'
import { receiptOf } from '#store/receipts.ts'
import { leafHashes } from '#store/tiles.ts'
import { join } from 'node:path'
import type { Detector } from './case.ts'
import { within } from '../sealed-district.ts'
import type { World } from './world.ts'

/** What a detector found, in its own words; nothing when all seems well. */
type Detect = (tx: Queryable, world: World) => Promise<string | undefined>

const detects: Readonly<Partial<Record<Detector, Detect>>> = {
  F: async (tx, { context, log, dataDir }) => {
    const db = within(context.db, tx)
    const { findings } = await audit({ ...context, db }, log.verifier, { files: join(dataDir, 'files') })
    return findings[0]?.because
  },
  // Whoever saved an older head asks for the way to the newest one, which the leaves as they are now give.
  C: async (tx, { context, saved, key }) => {
    const { rows } = await tx.query<{ text: string; size: number }>(
      'select text, size from checkpoint where tenant_id = $1 order by size desc limit 1',
      [context.tenant],
    )
    const [head, old] = [rows[0], must(readCheckpoint(saved)).size]
    if (!head || head.size < old) return '最新的检查点比保存过的小'
    const leaves = await leafHashes(tx, context.tenant, 0, head.size)
    const proof = consistencyProof(sha256, leafNodes(sha256, leaves), old, head.size)
    if (!proof.ok) return proof.because
    const growth = `old ${old}\n${proof.value.map((hash) => `${base64(hash)}\n`).join('')}\n${head.text}`
    const verdict = await verifyGrowth(utf8(saved), utf8(growth), key)
    return verdict.ok ? undefined : verdict.because
  },
  G: async (tx, { context, log }) => {
    const guarded = await guardLog({ ...context, db: within(context.db, tx) }, log)
    return guarded.ok ? undefined : guarded.because
  },
  V: async (tx, { context, log, key, target }) => {
    const found = await receiptOf({ ...context, db: within(context.db, tx) }, log.folder, target.act)
    if (!found?.proof) return '开不出这项行为的回执'
    const verdict = await verifyReceipt(utf8(found.proof), key)
    return verdict.ok ? undefined : verdict.because
  },
  P: async (tx, { context, promised }) => {
    for (const { act, leafHash } of promised) {
      const { rows } = await tx.query<{ hash: Uint8Array }>(
        'select leaf_hash as hash from journal where tenant_id = $1 and act_id = $2',
        [context.tenant, act],
      )
      if (!rows[0] || !sameBytes(rows[0].hash, Buffer.from(leafHash, 'hex'))) return '答应入日志的行为不在了'
    }
    return undefined
  },
}

/** What found something, how it said so, and in how many milliseconds. */
export interface Detection {
  readonly by: Detector
  readonly because: string
  readonly ms: number
}

/** Asks every detector that can be asked of a database. */
export async function detect(tx: Queryable, world: World): Promise<Detection[]> {
  const found: Detection[] = []
  for (const [by, ask] of Object.entries(detects) as [Detector, Detect][]) {
    const start = performance.now()
    const because = await ask(tx, world)
    if (because !== undefined) found.push({ by, because, ms: performance.now() - start })
  }
  return found
}
