import { join } from 'node:path'
import { cosignatureVerifier, openCheckpoint } from '#journal/checkpoint.ts'
import type { Outcome } from '#journal/fault.ts'
import { hashes, sha256, verifierOf } from '#journal/node-crypto.ts'
import type { NoteVerifier } from '#journal/note.ts'
import { type LogPolicy, type PolicyWitness, parsePolicy } from '#journal/policy.ts'
import { tileNodes, tilesForConsistency } from '#journal/tiles.ts'
import { consistencyProof } from '#journal/tree.ts'
import { type AddCheckpoint, type Cosignature, readCosignature, withCosignatures } from '#journal/witness.ts'
import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'
import { readIfThere, replaceFile, syncFolder } from './durable-file.ts'
import { readPublicKey } from './key-text.ts'
import { type Log, publicFolder } from './log-key.ts'
import { loadTiles } from './tiles.ts'

/** File of a data folder that names a tenant's witnesses (C2SP tlog-policy); without it there are none. */
export const policyPath = (dataDir: string, tenant: string): string =>
  join(dataDir, 'log', `${tenant}.witnesses`)

/** A log as those see it who do not sign for it. */
export type PublicLog = Omit<Log, 'signer'>

/** The log of a tenant out of its public files; null before its first start, or when its key or settings cannot be read. */
export async function readPublicLog(dataDir: string, tenant: string): Promise<PublicLog | null> {
  const folder = publicFolder(dataDir, tenant)
  const text = await readIfThere(join(folder, 'key'))
  const key = text === undefined ? undefined : readPublicKey(text)
  if (!key?.ok) return null
  const { name: origin, key: publicKey } = key.key
  const log = { origin, folder, verifier: verifierOf({ name: origin, kind: 'ed25519', publicKey }) }
  const read = await readPolicy(dataDir, tenant, log)
  return read.ok && read.policy ? { ...log, policy: read.policy } : log
}

export type PolicyRead =
  | { readonly ok: true; readonly policy: LogPolicy | null }
  | { readonly ok: false; readonly because: string }

/**
 * Reads whom this log asks for cosignatures. The policy must name the log's own key, so that the same file can be given to
 * readers.
 */
export async function readPolicy(dataDir: string, tenant: string, log: PublicLog): Promise<PolicyRead> {
  const path = policyPath(dataDir, tenant)
  const text = await readIfThere(path)
  if (text === undefined) return { ok: true, policy: null }
  const read = parsePolicy(hashes, text)
  if (!read.ok) return { ok: false, because: `见证设置 ${path} 读不懂：${read.because}` }
  const { log: named } = read.value
  const own = verifierOf(named)
  const sameKey = own.name === log.origin && Buffer.from(own.keyId).equals(log.verifier.keyId)
  if (!sameKey)
    return {
      ok: false,
      because: `见证设置 ${path} 的 log 行不是本区日志的公钥，请改成 ${join(log.folder, 'key')} 里的一行。`,
    }
  return { ok: true, policy: read.value }
}

/** The verifier of a witness's cosignatures. */
export const witnessVerifier = ({ key }: PolicyWitness): NoteVerifier => cosignatureVerifier(verifierOf(key))

/** A signed head of the log. */
export interface SignedHead {
  readonly size: number
  readonly root: Uint8Array
  readonly text: string
}

/** The newest signed head, or the one of a size; undefined when there is none. */
export async function signedHead(
  db: Queryable,
  tenant: string,
  size?: number,
): Promise<SignedHead | undefined> {
  const { rows } = await db.query<SignedHead>(
    `select size, root, text from checkpoint where tenant_id = $1 and ($2::bigint is null or size = $2)
     order by size desc limit 1`,
    [tenant, size ?? null],
  )
  return rows[0]
}

/** Signed heads from the newest down, below a size. */
export async function signedHeads(
  db: Queryable,
  tenant: string,
  below: number | null,
  most: number,
): Promise<SignedHead[]> {
  const { rows } = await db.query<SignedHead>(
    `select size, root, text from checkpoint where tenant_id = $1 and ($2::bigint is null or size < $2)
     order by size desc limit $3`,
    [tenant, below, most],
  )
  return rows
}

/**
 * What a witness is sent for a head, given the size it saw last. Tiles of the folder are taken as far as they fit, then the
 * leaves of the table.
 */
export async function requestFor(
  { db, tenant }: StoreContext,
  { folder }: Pick<Log, 'folder'>,
  head: SignedHead,
  old: number,
): Promise<Outcome<AddCheckpoint>> {
  let proof: Outcome<Uint8Array[]> | undefined
  for (const source of [
    { db, tenant, folder },
    { db, tenant },
  ]) {
    const read = await loadTiles(source, tilesForConsistency(old, head.size))
    proof = consistencyProof(sha256, tileNodes(sha256, head.size, read), old, head.size)
    if (proof.ok) break
  }
  if (!proof?.ok) return proof ?? { ok: false, code: 'BAD_TILE', because: '' }
  return { ok: true, value: { old, proof: proof.value, checkpoint: head.text } }
}

/** A witness's line under a head, as it was kept. */
export interface KeptCosignature {
  readonly size: number
  readonly witness: string
  readonly line: string
  readonly signedAt: Instant
}

/** Checks an answer and keeps its line; a refusal when it holds no good line of this witness. */
export async function keepAnswer(
  { db, tenant }: StoreContext,
  { origin }: PublicLog,
  witness: PolicyWitness,
  head: SignedHead,
  answer: string,
): Promise<Outcome<Cosignature>> {
  const read = readCosignature(head.text, answer, witnessVerifier(witness))
  if (!read.ok) return read
  const { line, unixSeconds } = read.value
  // The newest line stays, whichever of two processes brought it first.
  await db.query(
    `insert into cosignature (tenant_id, origin, size, witness, line, signed_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, origin, size, witness) do update set line = excluded.line, signed_at = excluded.signed_at
     where cosignature.signed_at < excluded.signed_at`,
    [tenant, origin, head.size, witness.key.name, line, new Date(unixSeconds * 1_000).toISOString()],
  )
  return read
}

/** The newest cosignature of each witness, by the name of its key. */
export async function newestCosignatures(
  { db, tenant }: StoreContext,
  { origin }: PublicLog,
  policy: LogPolicy,
): Promise<ReadonlyMap<string, KeptCosignature>> {
  const { rows } = await db.query<KeptCosignature>(
    `select k.size, k.witness, k.line, k.signed_at as "signedAt"
     from unnest($3::text[]) w(witness) cross join lateral (
       select size, witness, line, signed_at from cosignature c
       where c.tenant_id = $1 and c.origin = $2 and c.witness = w.witness order by size desc limit 1) k`,
    [tenant, origin, policy.witnesses.map(({ key }) => key.name)],
  )
  return new Map(rows.map((row) => [row.witness, row]))
}

/** The head with the most leaves that enough witnesses cosigned, and since when. */
export interface CosignedHead {
  readonly size: number
  readonly lines: readonly string[]
  /** The time of the latest cosignature it needs: from then on the quorum was there. */
  readonly at: Instant
}

/** @param from no smaller head is looked for: the one already shown */
export async function cosignedHead(
  db: Queryable,
  tenant: string,
  { origin }: PublicLog,
  policy: LogPolicy,
  from: number,
): Promise<CosignedHead | undefined> {
  const { rows } = await db.query<CosignedHead>(
    `select size, array_agg(line order by array_position($3::text[], witness)) as lines, max(signed_at) as at
     from cosignature where tenant_id = $1 and origin = $2 and witness = any($3::text[]) and size >= $4
     group by size having count(*) >= $5 order by size desc limit 1`,
    [tenant, origin, policy.witnesses.map(({ key }) => key.name), from, Math.max(1, policy.quorum)],
  )
  return rows[0]
}

/**
 * Replaces the shown `checkpoint` by the newest head that enough witnesses cosigned, with their lines. A smaller head never
 * replaces a larger one.
 *
 * @returns the size shown now; undefined when no head has enough cosignatures yet
 */
export async function showCosigned({ db, tenant }: StoreContext, log: Log): Promise<number | undefined> {
  const { policy } = log
  if (!policy || policy.witnesses.length === 0) return undefined
  return db.tx(async (tx) => {
    // The lock of `publish`: two processes must not put their checkpoints down in the wrong order.
    await tx.query('select from log_state where tenant_id = $1 for update', [tenant])
    const shown = await shownText(log)
    const head = await cosignedHead(tx, tenant, log, policy, shown?.size ?? 0)
    if (!head) return undefined
    const signed = await signedHead(tx, tenant, head.size)
    const text = signed && withCosignatures(signed.text, head.lines, log.verifier)
    // A cosigned head the table no longer knows is what `DATABASE_BEHIND` is about; nothing of it is shown.
    if (!text?.ok) return undefined
    if (text.value !== shown?.text) {
      await replaceFile(join(log.folder, 'checkpoint'), text.value)
      await syncFolder(log.folder)
    }
    return head.size
  })
}

async function shownText({
  folder,
  verifier,
}: PublicLog): Promise<{ size: number; text: string } | undefined> {
  const text = await readIfThere(join(folder, 'checkpoint'))
  if (text === undefined) return undefined
  const opened = openCheckpoint(text, { log: verifier })
  return opened.ok ? { size: opened.value.size, text } : undefined
}

/** How it stands with the witnesses, for whoever watches. */
export interface WitnessStatus {
  readonly quorum: number
  /** Leaves of the newest signed head. */
  readonly size: number
  /** The newest head with enough cosignatures. */
  readonly cosigned: { readonly size: number; readonly at: Instant } | null
  /** Since when heads have been waiting for the quorum; null while none waits. */
  readonly waitingSince: Instant | null
  readonly witnesses: readonly {
    readonly label: string
    readonly size: number | null
    readonly at: Instant | null
  }[]
}

/** Null for a log without witnesses. */
export async function witnessStatus(context: StoreContext, log: PublicLog): Promise<WitnessStatus | null> {
  const { policy } = log
  if (!policy || policy.witnesses.length === 0) return null
  const { db, tenant } = context
  const newest = await newestCosignatures(context, log, policy)
  const shown = await shownText(log)
  const shownIsCosigned = shown !== undefined && bearsQuorum(shown.text, log, policy)
  const head = await cosignedHead(db, tenant, log, policy, shownIsCosigned ? shown.size : 0)
  const { rows } = await db.query<{ size: number | null; since: Instant | null }>(
    `select (select max(size) from checkpoint where tenant_id = $1) as size,
       (select at from checkpoint where tenant_id = $1 and size > $2 order by size limit 1) as since`,
    [tenant, head?.size ?? -1],
  )
  return {
    quorum: policy.quorum,
    size: rows[0]?.size ?? 0,
    cosigned: head ? { size: head.size, at: head.at } : null,
    waitingSince: rows[0]?.since ?? null,
    witnesses: policy.witnesses.map(({ label, key }) => ({
      label,
      size: newest.get(key.name)?.size ?? null,
      at: newest.get(key.name)?.signedAt ?? null,
    })),
  }
}

function bearsQuorum(text: string, { verifier }: PublicLog, policy: LogPolicy): boolean {
  const { quorum, witnesses } = policy
  return openCheckpoint(text, {
    log: verifier,
    witnesses: witnesses.map(witnessVerifier),
    quorum: Math.max(1, quorum),
  }).ok
}

/** How long a head may wait for the quorum before anybody is told. */
export const QUORUM_PATIENCE_MS = 15 * 60_000

/** One Chinese sentence when heads have waited too long for the quorum at `now`; undefined otherwise. */
export function missingQuorum(status: WitnessStatus, now: Instant): string | undefined {
  const { waitingSince, quorum, cosigned, size } = status
  if (quorum === 0 || waitingSince === null) return undefined
  if (Date.parse(now) - Date.parse(waitingSince) < QUORUM_PATIENCE_MS) return undefined
  const last =
    cosigned === null ? '还没有检查点得到足够的见证' : `最后得到足够见证的是 ${cosigned.size} 项的检查点`
  return `见证方不足 ${quorum} 个已超过 15 分钟：日志现有 ${size} 项，${last}。`
}
