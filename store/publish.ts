import { join } from 'node:path'
import { sameBytes } from '#journal/bytes.ts'
import { openCheckpoint, readCheckpoint } from '#journal/checkpoint.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { type Tile, edgeTiles, growTiles, rootFromTiles } from '#journal/tiles.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'
import { fileCode, readIfThere, replaceFile, syncFolder } from './durable-file.ts'
import type { Log } from './log-key.ts'
import type { Alarm, PassOptions } from './pass.ts'
import { dropPartials, leafHashes, loadTiles, writeTiles } from './tiles.ts'

/** Leaves turned into tiles at once; a multiple of what a tile of the second level spans, so that few are partial. */
const CHUNK = 65_536

/** What everybody reads. With a quorum of witnesses to wait for, it is replaced once they have cosigned (`witnesses.ts`). */
const SHOWN = 'checkpoint'
/** The newest signed head of a log whose `checkpoint` waits for witnesses. */
const SIGNED = 'signed'

const headPath = ({ folder, policy }: Log): string => join(folder, (policy?.quorum ?? 0) > 0 ? SIGNED : SHOWN)

/** Whether the folder holds the signed head of this size, with all its tiles. */
export async function isPublished(log: Log, size: number): Promise<boolean> {
  const text = await readIfThere(headPath(log))
  const shown = text === undefined ? undefined : readCheckpoint(text)
  return shown?.ok === true && shown.value.size === size
}

/** The published head, as far as there is one. */
export type Published =
  | { readonly ok: true; readonly size: number; readonly root: Uint8Array | null }
  | { readonly ok: false; readonly because: string }

/** Reads the published head, the larger where one waits for witnesses; each must bear the log's signature. */
export async function readPublished(log: Log): Promise<Published> {
  let most: Published = { ok: true, size: 0, root: null }
  for (const path of [join(log.folder, SHOWN), join(log.folder, SIGNED)]) {
    const text = await readIfThere(path)
    if (text === undefined) continue
    const opened = openCheckpoint(text, { log: log.verifier })
    if (!opened.ok) return { ok: false, because: `已公布的检查点 ${path} 不能核验：${opened.because}` }
    const { size, root } = opened.value
    if (most.root === null || size > most.size) most = { ok: true, size, root }
  }
  return most
}

export type PublishOutcome = { readonly ok: true } | { readonly ok: false; readonly alarm: Alarm }

/**
 * Brings the folder up to the newest stored checkpoint: tiles first, the checkpoint last, so that whoever reads a checkpoint
 * finds its tiles. Does nothing when the folder is up to date; never puts an older checkpoint in place of a newer one.
 */
export function publish(context: StoreContext, log: Log, options: PassOptions = {}): Promise<PublishOutcome> {
  return underLock(context, log, async (tx, shown, head) =>
    (await isPublished(log, head.size)) ? { ok: true } : bringUp(tx, context, log, shown.size, head, options),
  )
}

/** Writes every tile anew, for a folder that was lost or spoiled. */
export function republish(context: StoreContext, log: Log): Promise<PublishOutcome> {
  return underLock(context, log, (tx, _, head) => bringUp(tx, context, log, null, head, {}))
}

type Shown = Extract<Published, { ok: true }>

async function underLock(
  { db, tenant }: StoreContext,
  log: Log,
  work: (tx: Queryable, shown: Shown, head: Head) => Promise<PublishOutcome>,
): Promise<PublishOutcome> {
  try {
    // The lock is held so that two processes do not put their checkpoints down in the wrong order. Acts do not wait for it.
    return await db.tx(async (tx): Promise<PublishOutcome> => {
      await tx.query('select from log_state where tenant_id = $1 for update', [tenant])
      const shown = await readPublished(log)
      if (!shown.ok) return failed('PUBLISH', shown.because)
      const behind = await behindSentence(tx, tenant, shown)
      if (behind !== undefined) return failed('DATABASE_BEHIND', behind)
      const head = await newestHead(tx, tenant)
      return head ? work(tx, shown, head) : { ok: true }
    })
  } catch (error) {
    const code = fileCode(error)
    if (code === undefined || !isFileError(error)) throw error
    // Whatever was written is what the next pass would write; the checkpoint still speaks of the older tiles only.
    return failed(
      'PUBLISH',
      `日志的瓦片或者检查点没有写成（${code}），请检查 ${log.folder} 的权限和磁盘空间；稍后自动再试。`,
    )
  }
}

/** File errors carry the path, those of the database and the network do not. */
const isFileError = (error: unknown): boolean => error instanceof Error && 'path' in error

const failed = (code: Alarm['code'], because: string): PublishOutcome => ({
  ok: false,
  alarm: { code, because },
})

async function newestHead(tx: Queryable, tenant: string): Promise<Head | undefined> {
  const { rows } = await tx.query<Head>(
    'select size, root, text from checkpoint where tenant_id = $1 order by size desc limit 1',
    [tenant],
  )
  return rows[0]
}

/** @param from size the folder is at; null takes nothing in the folder for granted */
async function bringUp(
  tx: Queryable,
  { tenant }: StoreContext,
  log: Log,
  from: number | null,
  head: Head,
  options: PassOptions,
): Promise<PublishOutcome> {
  const tiles =
    (await writeUpTo(tx, tenant, log, from, head)) ?? (await writeUpTo(tx, tenant, log, null, head))
  if (!tiles)
    return failed(
      'BROKEN_LOG',
      `由日志叶算出的树根与 ${head.size} 项的检查点不符，不予公布。请用 luoshi verify --database 查明。`,
    )
  // A crash here leaves tiles that the published checkpoint does not speak of; they are written again, to the same bytes.
  await options.reached?.('tiles written')
  await replaceFile(headPath(log), head.text)
  await syncFolder(log.folder)
  await dropPartials(log.folder, tiles)
  return { ok: true }
}

interface Head {
  readonly size: number
  readonly root: Uint8Array
  readonly text: string
}

/**
 * Writes the tiles that a head adds to those of an earlier size, and checks that they lead to its root.
 *
 * @param from size the folder is at; null takes nothing in the folder for granted
 * @returns the tiles written, or undefined when they do not lead to the root
 */
async function writeUpTo(
  db: Queryable,
  tenant: string,
  { folder }: Log,
  from: number | null,
  head: Head,
): Promise<Tile[] | undefined> {
  const written: Tile[] = []
  for (let at = from ?? 0; at < head.size;) {
    const to = Math.min(head.size, (Math.floor(at / CHUNK) + 1) * CHUNK)
    const source = from === null && at === 0 ? { db, tenant } : { db, tenant, folder }
    const edge = await loadTiles(source, edgeTiles(at))
    const grown = growTiles(sha256, at, edge, await leafHashes(db, tenant, at, to))
    if (!grown.ok) return undefined
    await writeTiles(folder, grown.value)
    written.push(...grown.value.map(({ level, index, width }) => ({ level, index, width })))
    at = to
  }
  const edge = await loadTiles({ db, tenant, folder }, edgeTiles(head.size))
  const root = rootFromTiles(sha256, head.size, edge)
  return root.ok && sameBytes(root.value, head.root) ? written : undefined
}

/**
 * Whether the database has forgotten what was published: an old backup put back, a twin, a replica without the tail.
 *
 * @returns a Chinese sentence, or undefined when the database holds what the folder shows
 */
export async function behindSentence(
  db: Queryable,
  tenant: string,
  shown: { readonly size: number; readonly root: Uint8Array | null },
): Promise<string | undefined> {
  if (shown.root === null) return undefined
  const { rows } = await db.query<{ size: number | null; root: Uint8Array | null }>(
    `select (select size from log_state where tenant_id = $1) as size,
       (select root from checkpoint where tenant_id = $1 and size = $2) as root`,
    [tenant, shown.size],
  )
  const size = rows[0]?.size ?? 0
  if (size < shown.size)
    return `数据库里的日志只有 ${size} 项，而已公布的检查点有 ${shown.size} 项：这个库可能是从旧备份恢复的。现在不能写入；请恢复到最新的备份，或者先办理日志缺失的说明。`
  const root = rows[0]?.root
  if (root && sameBytes(root, shown.root)) return undefined
  return `数据库里没有已公布的 ${shown.size} 项的检查点，或者树根不同：这个库与公开文件夹不属于同一本日志。现在不能写入；请检查数据文件夹和数据库是否配对。`
}
