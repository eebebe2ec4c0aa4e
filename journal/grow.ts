// One step of the sequencer, without its database: a batch of leaf hashes in, tiles and the new head out.

import { sameBytes } from './bytes.ts'
import { done, fault, type Outcome } from './fault.ts'
import { append, frontierRoot, type Frontier } from './frontier.ts'
import type { Hash } from './hash.ts'
import { growTiles, rootFromTiles, tilePath, type FilledTile, type TileReader } from './tiles.ts'

/** What to store in one transaction after a batch. Index of the first new leaf is the old frontier's size. */
export type Batch = {
  readonly frontier: Frontier
  readonly root: Uint8Array
  readonly tiles: readonly FilledTile[]
}

/**
 * Appends a batch. The root is computed twice, from the frontier and from the tiles as they will be stored, and a
 * difference is `ROOT_MISMATCH`: such a head must never be signed. `read` needs `edgeTiles(frontier.size)` only.
 */
export function growTree(
  hash: Hash,
  frontier: Frontier,
  read: TileReader,
  leafHashes: readonly Uint8Array[],
): Outcome<Batch> {
  const tiles = growTiles(hash, frontier.size, read, leafHashes)
  if (!tiles.ok) return tiles
  const next = append(hash, frontier, leafHashes)
  const root = frontierRoot(hash, next)
  const fresh = new Map(tiles.value.map((tile) => [tilePath(tile), tile.bytes]))
  const again = rootFromTiles(hash, next.size, (tile) => fresh.get(tilePath(tile)) ?? read(tile))
  if (!again.ok) return again
  return sameBytes(root, again.value)
    ? done({ frontier: next, root, tiles: tiles.value })
    : fault('ROOT_MISMATCH')
}
