import { join } from 'node:path'
import { fromUtf8, sameBytes } from '#journal/bytes.ts'
import { readCheckpoint } from '#journal/checkpoint.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { encodeProof } from '#journal/proof.ts'
import { tileNodes, tilesForInclusion } from '#journal/tiles.ts'
import { checkInclusion, inclusionProof } from '#journal/tree.ts'
import type { Instant } from '#kernel/time.ts'
import type { Receipt } from './commit.ts'
import type { StoreContext } from './context.ts'
import { readIfThere } from './durable-file.ts'
import { type TileSource, loadTiles } from './tiles.ts'

/** A receipt with its evidence. */
export interface ReceiptWithProof {
  readonly receipt: Receipt
  /** The leaf as text: canonical JSON. */
  readonly leaf: string
  /** The text of a `.tlog-proof` file with the leaf in it: the whole evidence; null until the act is sealed. */
  readonly proof: string | null
  /** What decides who may see it: the procedure of its matter and everyone that touches. */
  readonly procedure: string
  readonly parties: readonly string[]
}

interface Row {
  readonly matter: string
  readonly procedure: string
  readonly seq: number
  readonly at: Instant
  readonly leaf: Uint8Array
  readonly leaf_hash: Uint8Array
  readonly idx: number | null
  readonly size: number | null
  readonly root: Uint8Array | null
  readonly text: string | null
  readonly parties: readonly string[] | null
}

// The newest checkpoint, if it reaches the leaf: its tiles are the ones sure to be there.
const RECEIPT = `
select j.matter_id as matter, m.procedure, j.seq, j.at, j.leaf, j.leaf_hash, l.idx, c.size, c.root, c.text,
  (select array_agg(p.holder) from party p where p.tenant_id = j.tenant_id and p.matter_id = j.matter_id) as parties
from journal j
join matter m on m.tenant_id = j.tenant_id and m.id = j.matter_id
left join journal_leaf l on l.tenant_id = j.tenant_id and l.act_id = j.act_id
left join lateral (select size, root, text from checkpoint k
  where k.tenant_id = j.tenant_id order by size desc limit 1) c on l.idx < c.size
where j.tenant_id = $1 and j.act_id = $2`

/**
 * The receipt of an act, for whoever may see its matter: the caller checks that with `procedure` and `parties`.
 *
 * @param folder the log's public folder, for its tiles; what is missing or spoiled there is computed from the leaves
 * @returns null when there is no such act
 */
export async function receiptOf(
  context: StoreContext,
  folder: string,
  act: string,
): Promise<ReceiptWithProof | null> {
  const { db, tenant } = context
  const { rows } = await db.query<Row>(RECEIPT, [tenant, act])
  const row = rows[0]
  if (!row) return null
  const proof = await proofOf({ db, tenant, folder }, row)
  const leaf = fromUtf8(row.leaf)
  const { matter, seq, at } = row
  const leafHash = Buffer.from(row.leaf_hash).toString('hex')
  return {
    receipt: { act, matter, seq, at, leafHash, status: proof === null ? 'pending' : 'sealed' },
    leaf: leaf.ok ? leaf.value : '',
    proof,
    procedure: row.procedure,
    parties: row.parties ?? [],
  }
}

/** A head a receipt may stand on. */
export interface Head {
  readonly size: number
  readonly root: Uint8Array
  readonly text: string
}

const SIGNED = 'select size, root, text from checkpoint where tenant_id = $1 and size = $2'

/**
 * The shown checkpoint, where it bears witnesses' cosignatures and reaches the leaf: such a receipt proves more than one on
 * the newest head. Its beginning must be what the table holds as signed.
 */
export async function witnessedHead(
  { db, tenant, folder }: TileSource,
  index: number,
): Promise<Head | undefined> {
  const text = folder === undefined ? undefined : await readIfThere(join(folder, 'checkpoint'))
  const shown = text === undefined ? undefined : readCheckpoint(text)
  if (text === undefined || !shown?.ok || shown.value.size <= index) return undefined
  const { rows } = await db.query<Head>(SIGNED, [tenant, shown.value.size])
  const signed = rows[0]
  const cosigned = signed !== undefined && text.length > signed.text.length && text.startsWith(signed.text)
  return cosigned ? { ...signed, text } : undefined
}

/** The proof, checked before it is given; null when none can be given that a verifier would accept. */
async function proofOf(source: TileSource, row: Row): Promise<string | null> {
  const { idx: index, leaf } = row
  if (index === null || row.size === null || row.root === null || row.text === null) return null
  const newest: Head = { size: row.size, root: row.root, text: row.text }
  const { size, root, text } = (await witnessedHead(source, index)) ?? newest
  // An act changed in the table no longer hashes to its place in the log: no receipt for that.
  if (!sameBytes(sha256.leafHash(leaf), row.leaf_hash)) return null
  for (const from of [source, { db: source.db, tenant: source.tenant }]) {
    const read = await loadTiles(from, tilesForInclusion(index, size))
    const hashes = inclusionProof(sha256, tileNodes(sha256, size, read), index, size)
    const claim = { leafHash: row.leaf_hash, index, size, root }
    if (!hashes.ok || !checkInclusion(sha256, claim, hashes.value)) continue
    const proof = encodeProof({ leaf, index, hashes: hashes.value, checkpoint: text })
    const written = proof.ok ? fromUtf8(proof.value) : proof
    if (written.ok) return written.value
  }
  return null
}
