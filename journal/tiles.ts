// The tree as static files, 256 hashes to a tile (C2SP tlog-tiles). Only hashes: entries name matters and stay inside.

import { concat } from './bytes.ts'
import { done, fault, type Outcome } from './fault.ts'
import { hashLength, type Hash } from './hash.ts'
import {
  consistencyRanges,
  inclusionRanges,
  nodesOfRange,
  treeRoot,
  type Node,
  type NodeReader,
  type Range,
} from './tree.ts'

/** Hashes in a full tile. */
export const tileWidth = 256

/** Tree levels one tile spans. */
const tileHeight = 8

/** Tile `index` of a level; `width` of 1 to 256 hashes. Level 0 holds leaf hashes, level l subtrees of 256^l leaves. */
export type Tile = { readonly level: number; readonly index: number; readonly width: number }

/**
 * Gives a tile's bytes, or nothing when it is missing. A wider version of a partial tile will do: tiles only grow.
 */
export type TileReader = (tile: Tile) => Uint8Array | undefined

/** `tile/0/x001/x234/067` for a full tile, with `.p/5` after it for one of width 5. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? []
  const folders = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group))
  return `tile/${level}/${folders.join('/')}${width < tileWidth ? `.p/${width}` : ''}`
}

/** The tile of a path in its one spelling, or `BAD_TILE_PATH`. */
export function parseTilePath(path: string): Outcome<Tile> {
  const parts = /^tile\/(\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (!parts) return fault('BAD_TILE_PATH')
  const tile = {
    level: Number(parts[1]),
    index: Number(parts[2]!.replaceAll(/[x/]/g, '')),
    width: parts[3] === undefined ? tileWidth : Number(parts[3]),
  }
  const sound =
    tile.level <= 63 && Number.isSafeInteger(tile.index) && tile.width >= 1 && tilePath(tile) === path
  return sound ? done(tile) : fault('BAD_TILE_PATH')
}

/** How many hashes the tiles of a level hold in a tree of `size` leaves. */
function levelLength(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level)
}

function levelCount(size: number): number {
  let levels = 0
  while (levelLength(levels, size) > 0) levels++
  return levels
}

/** The tiles that growing from `from` to `to` leaves adds or widens, as they stand at `to`; lowest level first. */
export function changedTiles(from: number, to: number): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; level < levelCount(to); level++) {
    const before = levelLength(level, from)
    const after = levelLength(level, to)
    if (before === after) break
    for (let index = Math.floor(before / tileWidth); index * tileWidth < after; index++) {
      tiles.push({ level, index, width: Math.min(tileWidth, after - index * tileWidth) })
    }
  }
  return tiles
}

/** The partial tiles at the right edge of a tree: all that is needed to grow it and to know its root. */
export function edgeTiles(size: number): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; level < levelCount(size); level++) {
    const length = levelLength(level, size)
    const width = length % tileWidth
    if (width > 0) tiles.push({ level, index: Math.floor(length / tileWidth), width })
  }
  return tiles
}

/** The tile holding the hashes below (or at) a subtree, in a tree of `size` leaves, and where they start in it. */
function tileOf({ level, index }: Node, size: number): { tile: Tile; start: number; count: number } {
  const tileLevel = Math.floor(level / tileHeight)
  const count = 2 ** (level % tileHeight)
  const first = index * count
  const tileIndex = Math.floor(first / tileWidth)
  const width = Math.min(tileWidth, levelLength(tileLevel, size) - tileIndex * tileWidth)
  return { tile: { level: tileLevel, index: tileIndex, width }, start: first % tileWidth, count }
}

function hashesIn(bytes: Uint8Array, start: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) =>
    bytes.slice((start + i) * hashLength, (start + i + 1) * hashLength),
  )
}

/** Root of 2^n hashes. */
function perfectRoot(hash: Hash, hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes
  while (row.length > 1) {
    const below = row
    row = Array.from({ length: below.length / 2 }, (_, i) => hash.nodeHash(below[i * 2]!, below[i * 2 + 1]!))
  }
  return row[0]!
}

function readChecked(read: TileReader, tile: Tile): Uint8Array | undefined {
  const bytes = read(tile)
  const sound = bytes && bytes.length >= tile.width * hashLength && bytes.length % hashLength === 0
  return sound ? bytes : undefined
}

/** Reads subtrees of a tree of `size` leaves out of its tiles; a missing or short tile reads as nothing. */
export function tileNodes(hash: Hash, size: number, read: TileReader): NodeReader {
  return (node) => {
    const { tile, start, count } = tileOf(node, size)
    const bytes = readChecked(read, tile)
    return bytes && perfectRoot(hash, hashesIn(bytes, start, count))
  }
}

function tilesForRanges(ranges: readonly Range[], size: number): Tile[] {
  const byPath = new Map<string, Tile>()
  for (const node of ranges.flatMap(nodesOfRange)) {
    const { tile } = tileOf(node, size)
    byPath.set(tilePath(tile), tile)
  }
  return [...byPath.values()]
}

/** The tiles to load before `inclusionProof` with `tileNodes`. */
export function tilesForInclusion(index: number, size: number): Tile[] {
  return tilesForRanges(inclusionRanges(index, size), size)
}

/** The tiles (as they stand at `to`) to load before `consistencyProof` with `tileNodes`. */
export function tilesForConsistency(from: number, to: number): Tile[] {
  return tilesForRanges(consistencyRanges(from, to), to)
}

/** Root of the tree from its edge tiles. Knows nothing of the frontier, so the two can check each other. */
export function rootFromTiles(hash: Hash, size: number, read: TileReader): Outcome<Uint8Array> {
  return treeRoot(hash, tileNodes(hash, size, read), size)
}

/** A tile with its contents: `width` hashes of 32 bytes. */
export type FilledTile = Tile & { readonly bytes: Uint8Array }

/**
 * Contents of `changedTiles(size, size + leafHashes.length)`, from the edge tiles of the tree so far and the new
 * leaf hashes. `BAD_TILE` when an edge tile is missing or short.
 */
export function growTiles(
  hash: Hash,
  size: number,
  read: TileReader,
  leafHashes: readonly Uint8Array[],
): Outcome<FilledTile[]> {
  const filled: FilledTile[] = []
  let added = leafHashes
  for (let level = 0; added.length > 0; level++) {
    const before = levelLength(level, size)
    const edge = { level, index: Math.floor(before / tileWidth), width: before % tileWidth }
    const old = edge.width === 0 ? new Uint8Array() : readChecked(read, edge)
    if (!old) return fault('BAD_TILE', tilePath(edge))
    const row = [...hashesIn(old, 0, edge.width), ...added]
    for (let start = 0; start < row.length; start += tileWidth) {
      const hashes = row.slice(start, start + tileWidth)
      filled.push({
        level,
        index: edge.index + start / tileWidth,
        width: hashes.length,
        bytes: concat(hashes),
      })
    }
    // Only full tiles have a hash on the level above.
    const full = Math.floor(row.length / tileWidth)
    added = Array.from({ length: full }, (_, i) =>
      perfectRoot(hash, row.slice(i * tileWidth, (i + 1) * tileWidth)),
    )
  }
  return done(filled)
}
