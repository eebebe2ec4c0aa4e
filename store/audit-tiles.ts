import { concat, sameBytes } from '#journal/bytes.ts'
import { append, emptyFrontier, frontierRoot } from '#journal/frontier.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { type Tile, tilePath, tileWidth } from '#journal/tiles.ts'
import type { Report } from './audit.ts'
import type { Queryable } from './db.ts'
import { leafHashes, readTile } from './tiles.ts'

/**
 * Compares every tile of a published head with what the leaves make of it. A spoiled tile inside the tree hurts nobody here,
 * but whoever checks the log from outside would get a wrong proof; `republish` writes all of them anew.
 */
export async function auditTiles(
  db: Queryable,
  tenant: string,
  folder: string,
  size: number,
  report: Report,
): Promise<void> {
  const rows: Row[] = []
  const check = async (tile: Tile, bytes: Uint8Array): Promise<void> => {
    const shown = await readTile(folder, tilePath(tile))
    if (shown && sameBytes(shown, bytes)) return
    report.find('tile', tilePath(tile), shown ? '公开的瓦片与日志叶不符' : '公开的瓦片缺失')
  }
  for (let from = 0; from < size; from += tileWidth)
    await fill(rows, 0, await leafHashes(db, tenant, from, Math.min(size, from + tileWidth)), check)
  for (const [level, { index, hashes }] of rows.entries())
    if (hashes.length > 0) await check({ level, index, width: hashes.length }, concat(hashes))
}

/** The tile at the right edge of a level, as far as it is filled. */
interface Row {
  index: number
  hashes: Uint8Array[]
}

/** Adds hashes to a level; a full tile is checked, and its root is a hash of the level above. */
async function fill(
  rows: Row[],
  level: number,
  hashes: readonly Uint8Array[],
  check: (tile: Tile, bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const row = (rows[level] ??= { index: 0, hashes: [] })
  for (const hash of hashes) {
    row.hashes.push(hash)
    if (row.hashes.length < tileWidth) continue
    await check({ level, index: row.index, width: tileWidth }, concat(row.hashes))
    const root = frontierRoot(sha256, append(sha256, emptyFrontier, row.hashes))
    row.index++
    row.hashes = []
    await fill(rows, level + 1, [root], check)
  }
}
