import { base64 } from '#journal/bytes.ts'
import { signCheckpoint } from '#journal/checkpoint.ts'
import { append, emptyFrontier, encodeFrontier, frontierRoot } from '#journal/frontier.ts'
import { decodeLeaf, encodeLeaf } from '#journal/leaf.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { must } from '#journal/testing.ts'
import type { Queryable } from '#store/db.ts'
import type { World } from './world.ts'

interface Row {
  readonly act_id: string
  readonly matter_id: string
  readonly seq: number
  readonly leaf: Uint8Array
  readonly sealed: boolean
}

/**
 * What an administrator with the real key does after changing the journal: every leaf chained and hashed anew in the order of
 * the log, all heads signed anew under their old sizes and times.
 */
export async function resign(tx: Queryable, { context, log }: World): Promise<void> {
  const { tenant } = context
  const { rows } = await tx.query<Row>(
    `select j.act_id, j.matter_id, j.seq, j.leaf, l.idx is not null as sealed
     from journal j left join journal_leaf l using (tenant_id, act_id)
     where j.tenant_id = $1 order by l.idx nulls last, j.matter_id, j.seq`,
    [tenant],
  )
  const last = new Map<string, Uint8Array>()
  const sealed: { act: string; hash: Uint8Array }[] = []
  for (const row of rows) {
    const prev = last.get(row.matter_id)
    const { matter_id: matter, seq, act_id: act } = row
    const leaf = must(
      encodeLeaf({ ...must(decodeLeaf(row.leaf)), matter, seq, act, prev: prev ? base64(prev) : null }),
    )
    const hash = sha256.leafHash(leaf)
    last.set(matter, hash)
    if (row.sealed) sealed.push({ act, hash })
    await tx.query('update journal set leaf = $2, leaf_hash = $3 where act_id = $1', [act, leaf, hash])
  }
  for (const [matter, hash] of last)
    await tx.query('update matter set last_leaf = $2 where id = $1', [matter, hash])
  await tx.query('delete from journal_leaf')
  for (const [idx, { act, hash }] of sealed.entries())
    await tx.query('insert into journal_leaf (tenant_id, idx, act_id, leaf_hash) values ($1, $2, $3, $4)', [
      tenant,
      idx,
      act,
      hash,
    ])
  await signHeads(
    tx,
    { tenant, log },
    sealed.map((one) => one.hash),
  )
}

/** Signs the heads of the given leaves at the sizes and times of the stored ones; the last is of all of them. */
async function signHeads(
  tx: Queryable,
  { tenant, log }: { tenant: string; log: World['log'] },
  hashes: readonly Uint8Array[],
): Promise<void> {
  const { rows: old } = await tx.query<{ size: number; at: string }>(
    'delete from checkpoint returning size, at',
  )
  const newest = Math.max(...old.map(({ size }) => size))
  for (const { size, at } of old) {
    const kept = size === newest ? hashes.length : Math.min(size, hashes.length)
    const frontier = append(sha256, emptyFrontier, hashes.slice(0, kept))
    const root = frontierRoot(sha256, frontier)
    const text = must(await signCheckpoint({ origin: log.origin, size: kept, root }, log.signer))
    await tx.query(
      'insert into checkpoint (tenant_id, size, root, text, at) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [tenant, kept, root, text, at],
    )
  }
  const frontier = append(sha256, emptyFrontier, hashes)
  await tx.query('update log_state set size = $1, root = $2, frontier = $3', [
    hashes.length,
    frontierRoot(sha256, frontier),
    encodeFrontier(frontier),
  ])
}

/** Takes the last leaves out of the log, puts their acts back into the queue and signs the rest: an older backup, as it was. */
export async function cutTail(tx: Queryable, world: World, size: number): Promise<void> {
  await tx.query(
    `with last as (delete from journal_leaf where idx >= $1 returning act_id)
     insert into journal_pending (tenant_id, matter_id, seq, act_id)
     select tenant_id, matter_id, seq, act_id from journal join last using (act_id)`,
    [size],
  )
  await tx.query('delete from checkpoint where size > $1', [size])
  await resign(tx, world)
}
