import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Bundle, bundlePath, bundlesOf, encodeBundle } from '#journal/bundles.ts'
import { readCheckpoint } from '#journal/checkpoint.ts'
import { tileWidth } from '#journal/tiles.ts'
import type { Db, Queryable } from './db.ts'
import { readIfThere, replaceFile } from './durable-file.ts'

/** Where a log is exported from and to. */
export interface LogExport {
  readonly db: Db
  readonly tenant: string
  /** The log's public folder. */
  readonly folder: string
  /** Made where it is not there. */
  readonly to: string
}

export type Exported =
  | { readonly ok: true; readonly size: number; readonly bundles: number }
  | { readonly ok: false; readonly because: string }

/**
 * Writes what an auditor needs to rebuild the tree on his own: the published checkpoint with its cosignatures, the key,
 * and every leaf up to that checkpoint in entry bundles (C2SP tlog-tiles). Leaves name matters and
 * people by id and hold no texts; they are for the auditor's eyes, not for publication.
 */
export async function exportLog({ db, tenant, folder, to }: LogExport): Promise<Exported> {
  const checkpoint = await readIfThere(join(folder, 'checkpoint'))
  const head = checkpoint === undefined ? undefined : readCheckpoint(checkpoint)
  if (checkpoint === undefined || !head?.ok)
    return { ok: false, because: `公开文件夹 ${folder} 里没有可以读的检查点，请先启动一次服务。` }
  const { size } = head.value
  await mkdir(to, { recursive: true })
  let bundles = 0
  for (const bundle of bundlesOf(size)) {
    const leaves = await leavesOf(db, tenant, bundle)
    if (leaves.length < bundle.width) {
      const missing = bundle.index * tileWidth + leaves.length
      return {
        ok: false,
        because: `数据库里缺少日志第 ${missing} 号的行为，不能导出到 ${size} 项的检查点；请先运行 luoshi verify --database。`,
      }
    }
    const path = join(to, bundlePath(bundle))
    await mkdir(dirname(path), { recursive: true })
    await replaceFile(path, encodeBundle(leaves))
    bundles++
  }
  const key = await readIfThere(join(folder, 'key'))
  if (key !== undefined) await replaceFile(join(to, 'key'), key)
  // Last, so that a folder with a checkpoint is a whole export.
  await replaceFile(join(to, 'checkpoint'), checkpoint)
  return { ok: true, size, bundles }
}

const LEAVES = `
select j.leaf from journal_leaf l join journal j on j.tenant_id = l.tenant_id and j.act_id = l.act_id
where l.tenant_id = $1 and l.idx >= $2 and l.idx < $3 order by l.idx`

async function leavesOf(db: Queryable, tenant: string, { index, width }: Bundle): Promise<Uint8Array[]> {
  const from = index * tileWidth
  const { rows } = await db.query<{ leaf: Uint8Array }>(LEAVES, [tenant, from, from + width])
  return rows.map((row) => row.leaf)
}
