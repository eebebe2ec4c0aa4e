import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { concat } from '#journal/bytes.ts'
import { append, emptyFrontier, frontierRoot } from '#journal/frontier.ts'
import { hashLength } from '#journal/hash.ts'
import { sha256 } from '#journal/node-crypto.ts'
import { type FilledTile, type Tile, type TileReader, tilePath, tileWidth } from '#journal/tiles.ts'
import type { Queryable } from './db.ts'
import { fileCode, replaceFile, syncFolder } from './durable-file.ts'

/**
 * Where tiles come from. The table `journal_leaf` is the truth; the files are a copy that can be lost or spoiled. Without a
 * folder every tile is computed from the table.
 */
export interface TileSource {
  readonly db: Queryable
  readonly tenant: string
  readonly folder?: string
}

/** Loads tiles for the journal's functions, which read them without waiting. */
export async function loadTiles(source: TileSource, wanted: readonly Tile[]): Promise<TileReader> {
  const loaded = new Map<string, Uint8Array>()
  for (const tile of wanted) {
    const bytes = await tileAt(source, tile)
    if (bytes) loaded.set(tilePath(tile), bytes)
  }
  return (tile) => loaded.get(tilePath(tile))
}

/** A tile from its file, from a wider one, or computed from what lies below it; nothing when leaves are missing. */
async function tileAt(source: TileSource, tile: Tile): Promise<Uint8Array | undefined> {
  const onDisk = source.folder === undefined ? undefined : await tileOnDisk(source.folder, tile)
  if (onDisk) return onDisk
  const bytes = tile.level === 0 ? await leafTile(source, tile) : await upperTile(source, tile)
  return bytes?.length === tile.width * hashLength ? bytes : undefined
}

async function tileOnDisk(folder: string, tile: Tile): Promise<Uint8Array | undefined> {
  // Partial tiles are deleted once the full one is there.
  for (const width of new Set([tile.width, tileWidth])) {
    const bytes = await readTile(folder, tilePath({ ...tile, width }))
    if (bytes?.length === width * hashLength) return bytes
  }
  return undefined
}

async function leafTile({ db, tenant }: TileSource, { index, width }: Tile): Promise<Uint8Array> {
  return concat(await leafHashes(db, tenant, index * tileWidth, index * tileWidth + width))
}

async function upperTile(source: TileSource, { level, index, width }: Tile): Promise<Uint8Array | undefined> {
  const hashes: Uint8Array[] = []
  for (let i = 0; i < width; i++) {
    const below = await tileAt(source, { level: level - 1, index: index * tileWidth + i, width: tileWidth })
    if (!below) return undefined
    hashes.push(frontierRoot(sha256, append(sha256, emptyFrontier, split(below))))
  }
  return concat(hashes)
}

const split = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length / hashLength }, (_, i) =>
    bytes.subarray(i * hashLength, (i + 1) * hashLength),
  )

/** Leaf hashes from index `from` up to, not including, `to`; fewer when the table has a gap there. */
export async function leafHashes(
  db: Queryable,
  tenant: string,
  from: number,
  to: number,
): Promise<Uint8Array[]> {
  const { rows } = await db.query<{ leaf_hash: Uint8Array }>(
    'select leaf_hash from journal_leaf where tenant_id = $1 and idx >= $2 and idx < $3 order by idx',
    [tenant, from, to],
  )
  return rows.map((row) => row.leaf_hash)
}

/** A published file of the log, by its path in the folder, or nothing. */
export async function readTile(folder: string, path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(folder, path))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(fileCode(error) ?? '')) return undefined
    throw error
  }
}

/** Files written at once: enough to keep a slow disk busy while each waits for its fsync. */
const WRITERS = 16

/** Writes tiles so that they survive a loss of power. A crash half-way leaves tiles that no checkpoint speaks of yet. */
export async function writeTiles(folder: string, tiles: readonly FilledTile[]): Promise<void> {
  const paths = tiles.map((tile) => join(folder, tilePath(tile)))
  const made = new Set(paths.map((path) => dirname(path)))
  for (const parent of made) await mkdir(parent, { recursive: true })
  for (let start = 0; start < tiles.length; start += WRITERS) {
    const group = tiles.slice(start, start + WRITERS)
    await Promise.all(group.map((tile, i) => replaceFile(paths[start + i] ?? '', tile.bytes)))
  }
  for (const parent of withParents(made, folder)) await syncFolder(parent)
}

/** The folders and those above them up to the log's own: a new folder is a new name in its parent. */
function withParents(folders: Iterable<string>, top: string): Set<string> {
  const all = new Set<string>()
  for (let folder of folders) {
    while (folder.length > top.length && !all.has(folder)) {
      all.add(folder)
      folder = dirname(folder)
    }
  }
  return all.add(top)
}

/** Deletes the partial versions of full tiles, which C2SP tlog-tiles lets a log do; one a second would pile up otherwise. */
export async function dropPartials(folder: string, tiles: readonly Tile[]): Promise<void> {
  for (const tile of tiles) {
    if (tile.width === tileWidth)
      await rm(join(folder, `${tilePath(tile)}.p`), { recursive: true, force: true })
  }
}
