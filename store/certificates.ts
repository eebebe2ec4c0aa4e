import { base64, fromUtf8, sameBytes } from '#journal/bytes.ts'
import { canonicalize } from '#journal/canonical.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { tileNodes, tilesForInclusion } from '#journal/tiles.ts'
import { checkInclusion, inclusionProof } from '#journal/tree.ts'
import type { Proven } from '#journal/certificate.mjs'
import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'
import { type Head, witnessedHead } from './receipts.ts'
import { loadTiles } from './tiles.ts'

/** A step of a matter: its number there. */
export interface Place {
  readonly matter: string
  readonly seq: number
}

const placeKey = ({ matter, seq }: Place): string => `${matter}/${seq}`

const ACTS = `
select j.act_id as act, j.matter_id as matter, j.seq from unnest($2::text[], $3::int[]) w(matter, seq)
join journal j on j.tenant_id = $1 and j.matter_id = w.matter and j.seq = w.seq`

/** Ids of the acts at some places. */
export async function actsAt({ db, tenant }: StoreContext, places: readonly Place[]) {
  const values = [tenant, places.map(({ matter }) => matter), places.map(({ seq }) => seq)]
  const { rows } = await db.query<Place & { act: string }>(ACTS, values)
  const found = new Map(rows.map((row) => [placeKey(row), row.act]))
  return (place: Place): string | undefined => found.get(placeKey(place))
}

const KEEP = `
insert into certificate (tenant_id, code, matter_id, act_id, made_at) values ($1, $2, $3, $4, $5::timestamptz)`

/** Keeps under which code a certificate was issued, by which act; in the transaction of that act. */
export async function keepCertificate(
  to: Queryable,
  { tenant, clock }: Pick<StoreContext, 'tenant' | 'clock'>,
  { code, matter, act }: { readonly code: string; readonly matter: string; readonly act: string },
): Promise<void> {
  await to.query(KEEP, [tenant, code, matter, act, clock.now()])
}

const OF_MATTER = `
select c.code, c.made_at as at, j.person_id as person from certificate c
join journal j on j.tenant_id = c.tenant_id and j.act_id = c.act_id
where c.tenant_id = $1 and c.matter_id = $2 order by c.made_at desc limit $3`

/** The certificates issued of a matter, the latest first. */
export async function certificatesOf({ db, tenant }: StoreContext, matter: string, limit: number) {
  const values = [tenant, matter, limit]
  return (await db.query<{ code: string; at: Instant; person: string | null }>(OF_MATTER, values)).rows
}

/** What a certificate says, as the journal keeps it. */
export interface Issued {
  readonly act: string
  /** Canonical text of the issuing act's body, and the salt of the commitment to it in base64. */
  readonly said: string
  readonly salt: string
}

const NAMED = `
select c.act_id as act, b.body, b.salt from certificate c
join journal_body b on b.tenant_id = c.tenant_id and b.act_id = c.act_id
where c.tenant_id = $1 and c.code = $2`

/** What was issued under a code; undefined where nothing was. */
export async function certificateNamed(
  { db, tenant }: StoreContext,
  code: string,
): Promise<Issued | undefined> {
  const { rows } = await db.query<{ act: string; body: unknown; salt: Uint8Array }>(NAMED, [tenant, code])
  const row = rows[0]
  const said = row && canonicalize(row.body)
  return row && said?.ok ? { act: row.act, said: said.value, salt: base64(row.salt) } : undefined
}

interface LeafRow {
  readonly act: string
  readonly leaf: Uint8Array
  readonly leaf_hash: Uint8Array
  readonly idx: number | null
}

const LEAVES = `
select j.act_id as act, j.leaf, j.leaf_hash, l.idx from journal j
left join journal_leaf l on l.tenant_id = j.tenant_id and l.act_id = j.act_id
where j.tenant_id = $1 and j.act_id = any($2::text[])`
const NEWEST = 'select size, root, text from checkpoint where tenant_id = $1 order by size desc limit 1'

/**
 * Acts with their places in the log, all of them proven against one checkpoint; null while one of them has no place yet, or where
 * one would not verify.
 *
 * @param folder the log's public folder, for its tiles and the head that witnesses signed
 */
export async function provenActs(
  { db, tenant }: StoreContext,
  folder: string,
  acts: readonly string[],
): Promise<{ readonly checkpoint: string; readonly proofs: ReadonlyMap<string, Proven> } | null> {
  const [{ rows }, { rows: heads }] = await Promise.all([
    db.query<LeafRow>(LEAVES, [tenant, acts]),
    db.query<Head>(NEWEST, [tenant]),
  ])
  const last = Math.max(...rows.map(({ idx }) => idx ?? Number.MAX_SAFE_INTEGER))
  const source = { db, tenant, folder }
  const head = (await witnessedHead(source, last)) ?? heads[0]
  if (!head || head.size <= last || rows.length < new Set(acts).size) return null
  for (const from of [source, { db, tenant }]) {
    const wanted = rows.flatMap(({ idx }) => [...tilesForInclusion(idx ?? 0, head.size)])
    const nodes = tileNodes(sha256, head.size, await loadTiles(from, wanted))
    const proofs = rows.flatMap((row): [string, Proven][] => {
      const { act, leaf, leaf_hash: leafHash, idx: index } = row
      const text = fromUtf8(leaf)
      if (index === null || !text.ok || !sameBytes(sha256.leafHash(leaf), leafHash)) return []
      const path = inclusionProof(sha256, nodes, index, head.size)
      const claim = { leafHash, index, size: head.size, root: head.root }
      if (!path.ok || !checkInclusion(sha256, claim, path.value)) return []
      return [[act, { leaf: text.value, index, path: path.value.map(base64) }]]
    })
    if (proofs.length === rows.length) return { checkpoint: head.text, proofs: new Map(proofs) }
  }
  return null
}
