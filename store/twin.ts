import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { base64, concat, fromBase64, sameBytes } from '#journal/bytes.ts'
import { openCheckpoint, signCheckpoint } from '#journal/checkpoint.ts'
import { append, decodeFrontier, emptyFrontier, encodeFrontier, frontierRoot } from '#journal/frontier.ts'
import { hashes, sha256, sm3 } from '#journal/node-crypto.ts'
import { type NoteSigner, type NoteVerifier, noteTypes } from '#journal/note.ts'
import { encodeProof } from '#journal/proof.ts'
import { sm2PublicKey, sm2Secret, sm2Signer, sm2Verifier } from '#journal/sm-crypto.ts'
import {
  type Tile,
  type TileReader,
  edgeTiles,
  growTiles,
  rootFromTiles,
  tileNodes,
  tilePath,
  tileWidth,
  tilesForInclusion,
} from '#journal/tiles.ts'
import { checkInclusion, inclusionProof } from '#journal/tree.ts'
import { encodeVkey } from '#journal/vkey.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'
import { createFile, readIfThere, replaceFile, syncFolder } from './durable-file.ts'
import { publicFolder } from './log-key.ts'
import { repeating } from './repeating.ts'
import { dropPartials, readTile, writeTiles } from './tiles.ts'

/** The SM twin of a log: a second tree with SM3 over the same leaf bytes, its heads signed with SM2. */
export interface Twin {
  readonly origin: string
  readonly signer: NoteSigner
  readonly verifier: NoteVerifier
  /** Holds `checkpoint`, `key` and `tile/…` of the twin. */
  readonly folder: string
}

/** Folder of what the twin publishes, within that of the log. */
export const twinFolder = (dataDir: string, tenant: string): string =>
  join(publicFolder(dataDir, tenant), 'sm')

const keyPath = (dataDir: string, tenant: string): string => join(dataDir, 'keys', `${tenant}.sm2-key`)
const SECRET_BYTES = 32

export type TwinOpened =
  | { readonly ok: true; readonly twin: Twin }
  | { readonly ok: false; readonly because: string }

/**
 * Opens the twin of a log, making its key the first time. Where a signing server or a cipher machine holds the key, its signer
 * is handed in instead.
 *
 * @param origin of the log; the twin's has `/sm` after it
 */
export async function openTwin(
  { db, tenant }: StoreContext,
  dataDir: string,
  origin: string,
  given?: { readonly signer: NoteSigner; readonly publicKey: Uint8Array },
): Promise<TwinOpened> {
  const folder = twinFolder(dataDir, tenant)
  await mkdir(folder, { recursive: true })
  const name = `${origin}/sm`
  const { rows } = await db.query<{ text: string }>(
    'select text from twin_checkpoint where tenant_id = $1 order by size desc limit 1',
    [tenant],
  )
  const own = given ?? (await ownKey(keyPath(dataDir, tenant), name, rows.length > 0))
  if ('because' in own) return { ok: false, because: own.because }
  const twin = { origin: name, signer: own.signer, verifier: sm2Verifier(name, own.publicKey), folder }
  if (rows[0] && !openCheckpoint(rows[0].text, { log: twin.verifier }).ok)
    return { ok: false, because: '国密日志的密钥与已签的检查点不符，请从备份恢复原来的密钥。' }
  const key = `${encodeVkey(hashes, { name, kind: 'sm2', publicKey: own.publicKey })}\n`
  if ((await readIfThere(join(folder, 'key'))) !== key) {
    await replaceFile(join(folder, 'key'), key)
    await syncFolder(folder)
  }
  return { ok: true, twin }
}

async function ownKey(
  path: string,
  name: string,
  used: boolean,
): Promise<{ signer: NoteSigner; publicKey: Uint8Array } | { because: string }> {
  let text = await readIfThere(path)
  if (text === undefined && used)
    return { because: `找不到国密日志的密钥 ${path}，而它已经签过检查点。请从备份恢复这个文件。` }
  if (text === undefined) {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
    // Two processes may come here at once: the first file stays, and both read it.
    await createFile(path, `${name} ${base64(concat([noteTypes.sm2, sm2Secret()]))}\n`, 0o600)
    text = (await readIfThere(path)) ?? ''
  }
  const [owner, encoded = ''] = text.trim().split(' ')
  const bytes = fromBase64(encoded)
  const type = noteTypes.sm2
  const sound =
    owner === name &&
    bytes.ok &&
    bytes.value.length === type.length + SECRET_BYTES &&
    sameBytes(bytes.value.slice(0, type.length), type)
  if (!sound || !bytes.ok) return { because: `国密日志的密钥文件 ${path} 读不懂，或者属于另一本日志。` }
  const secret = bytes.value.slice(type.length)
  return { signer: sm2Signer(name, secret), publicKey: sm2PublicKey(secret) }
}

/** Leaves taken in one pass. */
const MOST = 10_000

export type TwinPass =
  | { readonly ok: true; readonly added: number; readonly size: number }
  | { readonly ok: false; readonly because: string }

/**
 * Brings the twin up to the newest signed head of the log: leaves, root, signature, tiles, checkpoint. It follows the log and
 * is never waited for; a crash anywhere is repaired by the next pass.
 */
export async function followLog(context: StoreContext, twin: Twin, most = MOST): Promise<TwinPass> {
  const grown = await growTwin(context, most)
  if (!grown.ok) return grown
  await signTwin(context, twin)
  const published = await publishTwin(context, twin)
  return published ?? grown
}

interface State {
  readonly size: number
  readonly frontier: Uint8Array
}

async function growTwin({ db, tenant, clock }: StoreContext, most: number): Promise<TwinPass> {
  return db.tx(async (tx): Promise<TwinPass> => {
    const now = clock.now()
    await tx.query(
      `insert into twin_state (tenant_id, size, root, frontier, updated_at) values ($1, 0, $2, $3, $4)
       on conflict (tenant_id) do nothing`,
      [tenant, sm3.emptyRoot(), encodeFrontier(emptyFrontier), now],
    )
    const { rows } = await tx.query<State & { signed: number | null }>(
      `select size, frontier, (select max(c.size) from checkpoint c where c.tenant_id = $1) as signed
       from twin_state where tenant_id = $1 for update`,
      [tenant],
    )
    const state = rows[0]
    const frontier = state && decodeFrontier(state.frontier)
    if (!state || !frontier?.ok || frontier.value.size !== state.size)
      return { ok: false, because: '国密日志的状态已损坏，请用 luoshi verify --database 查明。' }
    const to = Math.min(state.signed ?? 0, state.size + most)
    if (to <= state.size) return { ok: true, added: 0, size: state.size }
    const added = await smLeaves(tx, tenant, state.size, to)
    if (typeof added === 'string') return { ok: false, because: added }
    const next = append(sm3, frontier.value, added)
    await tx.query(
      'update twin_state set size = $2, root = $3, frontier = $4, updated_at = $5 where tenant_id = $1',
      [tenant, next.size, frontierRoot(sm3, next), encodeFrontier(next), now],
    )
    return { ok: true, added: added.length, size: next.size }
  })
}

/** SM3 leaf hashes of a stretch, out of leaf bytes that still hash to their place in the log; else a sentence. */
async function smLeaves(
  db: Queryable,
  tenant: string,
  from: number,
  to: number,
): Promise<Uint8Array[] | string> {
  const { rows } = await db.query<{ idx: number; leaf: Uint8Array | null; leaf_hash: Uint8Array }>(
    `select l.idx, l.leaf_hash, j.leaf from journal_leaf l
     left join journal j on j.tenant_id = l.tenant_id and j.act_id = l.act_id
     where l.tenant_id = $1 and l.idx >= $2 and l.idx < $3 order by l.idx`,
    [tenant, from, to],
  )
  const wrong = rows.find(
    ({ idx, leaf, leaf_hash: hash }, i) =>
      idx !== from + i || !leaf || !sameBytes(sha256.leafHash(leaf), hash),
  )
  if (wrong || rows.length < to - from)
    return `日志第 ${wrong?.idx ?? from + rows.length} 号的叶缺失或者不符，国密日志不予签署。请用 luoshi verify --database 查明。`
  return rows.flatMap(({ leaf }) => (leaf ? [sm3.leafHash(leaf)] : []))
}

/** Signs the committed state. SM2 signatures differ each time; the first is kept. */
async function signTwin({ db, tenant, clock }: StoreContext, twin: Twin): Promise<void> {
  await db.tx(async (tx) => {
    // Asked only once the turn has come: a statement that waits for the lock itself still sees what stood before the wait.
    await tx.query('select from twin_state where tenant_id = $1 for update', [tenant])
    const { rows } = await tx.query<{ size: number; root: Uint8Array; signed: boolean }>(
      `select s.size, s.root, exists (select from twin_checkpoint c where c.tenant_id = $1 and c.size = s.size) as signed
       from twin_state s where s.tenant_id = $1`,
      [tenant],
    )
    const state = rows[0]
    if (!state || state.signed) return
    const { size, root } = state
    const text = await signCheckpoint({ origin: twin.origin, size, root }, twin.signer)
    if (!text.ok) throw new Error(text.because)
    await tx.query(
      'insert into twin_checkpoint (tenant_id, size, root, text, at) values ($1, $2, $3, $4, $5)',
      [tenant, size, root, text.value, clock.now()],
    )
  })
}

interface Head {
  readonly size: number
  readonly root: Uint8Array
  readonly text: string
}

async function newestHead(db: Queryable, tenant: string): Promise<Head | undefined> {
  const { rows } = await db.query<Head>(
    'select size, root, text from twin_checkpoint where tenant_id = $1 order by size desc limit 1',
    [tenant],
  )
  return rows[0]
}

/** Tiles first, the checkpoint last; undefined when it went well. */
async function publishTwin({ db, tenant }: StoreContext, twin: Twin): Promise<TwinPass | undefined> {
  return db.tx(async (tx): Promise<TwinPass | undefined> => {
    await tx.query('select from twin_state where tenant_id = $1 for update', [tenant])
    const head = await newestHead(tx, tenant)
    const path = join(twin.folder, 'checkpoint')
    const text = await readIfThere(path)
    if (!head || text === head.text) return undefined
    const shown = text === undefined ? undefined : openCheckpoint(text, { log: twin.verifier })
    const from = shown?.ok && shown.value.size <= head.size ? shown.value.size : 0
    const tiles =
      (await tilesUpTo(tx, tenant, twin, from, head)) ?? (await tilesUpTo(tx, tenant, twin, 0, head))
    if (!tiles) return { ok: false, because: `国密日志的瓦片与 ${head.size} 项的检查点不符，不予公布。` }
    await replaceFile(path, head.text)
    await syncFolder(twin.folder)
    await dropPartials(twin.folder, tiles)
    return undefined
  })
}

/** Leaves turned into tiles at once; a multiple of what a tile of the second level spans. */
const CHUNK = 65_536

async function tilesUpTo(
  db: Queryable,
  tenant: string,
  { folder }: Twin,
  from: number,
  head: Head,
): Promise<Tile[] | undefined> {
  const written: Tile[] = []
  for (let at = from; at < head.size;) {
    const to = Math.min(head.size, (Math.floor(at / CHUNK) + 1) * CHUNK)
    const leaves = await smLeaves(db, tenant, at, to)
    if (typeof leaves === 'string') return undefined
    const grown = growTiles(sm3, at, await tilesIn(folder, edgeTiles(at)), leaves)
    if (!grown.ok) return undefined
    await writeTiles(folder, grown.value)
    written.push(...grown.value.map(({ level, index, width }) => ({ level, index, width })))
    at = to
  }
  const root = rootFromTiles(sm3, head.size, await tilesIn(folder, edgeTiles(head.size)))
  return root.ok && sameBytes(root.value, head.root) ? written : undefined
}

/** Tiles out of the twin's folder; a full one serves for its partial versions, which are deleted. */
async function tilesIn(folder: string, wanted: readonly Tile[]): Promise<TileReader> {
  const loaded = new Map<string, Uint8Array>()
  for (const tile of wanted) {
    const bytes =
      (await readTile(folder, tilePath(tile))) ??
      (await readTile(folder, tilePath({ ...tile, width: tileWidth })))
    if (bytes) loaded.set(tilePath(tile), bytes)
  }
  return (tile) => loaded.get(tilePath(tile))
}

/**
 * The receipt of an act in the twin: a `.tlog-proof` with the leaf in it, which verifies with the twin's public key alone. Null
 * while the twin has not come to the act, or its tiles do not lead to its head.
 */
export async function twinProofOf(
  context: StoreContext,
  folder: string,
  act: string,
): Promise<Uint8Array | null> {
  const { db, tenant } = context
  const { rows } = await db.query<{ idx: number; leaf: Uint8Array }>(
    `select l.idx, j.leaf from journal_leaf l join journal j on j.tenant_id = l.tenant_id and j.act_id = l.act_id
     where l.tenant_id = $1 and l.act_id = $2`,
    [tenant, act],
  )
  const [row, head] = [rows[0], await newestHead(db, tenant)]
  if (!row || !head || row.idx >= head.size) return null
  const { idx: index, leaf } = row
  const read = await tilesIn(folder, tilesForInclusion(index, head.size))
  const path = inclusionProof(sm3, tileNodes(sm3, head.size, read), index, head.size)
  const claim = { leafHash: sm3.leafHash(leaf), index, size: head.size, root: head.root }
  if (!path.ok || !checkInclusion(sm3, claim, path.value)) return null
  const proof = encodeProof({ leaf, index, hashes: path.value, checkpoint: head.text })
  return proof.ok ? proof.value : null
}

/** How long a trouble that goes on is not told again. */
const QUIET_MS = 600_000

/**
 * Follows the log again and again, beside the sequencer.
 *
 *     const following = startTwin(context, twin, { everyMs: 2_000, onTrouble: say })
 */
export function startTwin(
  context: StoreContext,
  twin: Twin,
  { everyMs, onTrouble }: { readonly everyMs: number; readonly onTrouble: (because: string) => void },
): { stop(): Promise<void> } {
  let told = -Infinity
  const tell = (because: string): void => {
    if (performance.now() - told < QUIET_MS) return
    told = performance.now()
    onTrouble(because)
  }
  const round = async (): Promise<boolean> => {
    const pass = await followLog(context, twin)
    if (!pass.ok) tell(pass.because)
    return pass.ok && pass.added >= MOST
  }
  return repeating(everyMs, round, (said) => tell(`国密日志这一轮没有完成（${said}），稍后自动再试。`))
}
