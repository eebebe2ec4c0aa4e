import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFrontier, emptyFrontier, encodeFrontier, frontierRoot, type Frontier } from './frontier.ts'
import { growTree } from './grow.ts'
import { sha256 } from './node-crypto.ts'
import { hex, must, seeded } from './testing.ts'
import {
  changedTiles,
  edgeTiles,
  parseTilePath,
  rootFromTiles,
  tileNodes,
  tilePath,
  tilesForConsistency,
  tilesForInclusion,
  type Tile,
} from './tiles.ts'
import {
  checkConsistency,
  checkInclusion,
  consistencyProof,
  inclusionProof,
  leafNodes,
  treeRoot,
} from './tree.ts'

const leafHashes = Array.from({ length: 70_000 }, (_, i) => sha256.digest(Uint8Array.of(i >> 16, i >> 8, i)))
const whole = leafNodes(sha256, leafHashes)

/** A log on a shelf: tiles by path, as a store or a file server keeps them. */
function shelf() {
  const tiles = new Map<string, Uint8Array>()
  let frontier: Frontier = emptyFrontier
  return {
    tiles,
    read: (tile: Tile) => tiles.get(tilePath(tile)),
    head: () => frontier,
    grow(count: number) {
      const { size } = frontier
      const batch = must(
        growTree(sha256, frontier, (t) => tiles.get(tilePath(t)), leafHashes.slice(size, size + count)),
      )
      expect(batch.tiles.map(tilePath)).toEqual(changedTiles(size, batch.frontier.size).map(tilePath))
      // Buffers, because that is what a bytea column comes back as; their `slice` is a view, not a copy.
      for (const tile of batch.tiles) tiles.set(tilePath(tile), Buffer.from(tile.bytes))
      frontier = must(decodeFrontier(Buffer.from(encodeFrontier(batch.frontier))))
      return batch
    },
  }
}

describe('paths', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1234, width: 5 }, 'tile/0/x001/234.p/5'],
    [{ level: 63, index: 1_234_067, width: 256 }, 'tile/63/x001/x234/067'],
    [{ level: 1, index: 999, width: 255 }, 'tile/1/999.p/255'],
  ])('%j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual({ ok: true, value: tile })
  })

  test.each([
    'tile/64/000',
    'tile/00/000',
    'tile/0/00',
    'tile/0/x000/001',
    'tile/0/001/234',
    'tile/0/x001/x234',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/05',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/../000',
    'tile/entries/000',
    'tile/0/000\n',
  ])('refuses %j', (path) => {
    expect(parseTilePath(path)).toMatchObject({ ok: false, code: 'BAD_TILE_PATH' })
  })
})

test('a tree of 70,000 has the tiles the specification counts', () => {
  const all = changedTiles(0, 70_000)
  const count = (level: number, width: (w: number) => boolean): number =>
    all.filter((tile) => tile.level === level && width(tile.width)).length
  expect(count(0, (w) => w === 256)).toBe(273)
  expect(count(1, (w) => w === 256)).toBe(1)
  expect(edgeTiles(70_000)).toEqual([
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ])
  expect(all).toHaveLength(273 + 1 + 3)
  expect(edgeTiles(256)).toEqual([{ level: 1, index: 0, width: 1 }])
})

test('a log of three levels proves inclusion and consistency out of the tiles named for it', () => {
  const log = shelf()
  for (const batch of [1, 254, 1, 1, 5000, 60_000, 4743]) log.grow(batch)
  const size = 70_000
  const root = frontierRoot(sha256, log.head())
  expect(hex(root)).toBe(hex(must(treeRoot(sha256, whole, size))))
  const property = fc.property(fc.nat(size - 1), fc.integer({ min: 1, max: size }), (index, from) => {
    const only = (tiles: readonly Tile[]) => {
      const paths = new Set(tiles.map(tilePath))
      return (tile: Tile) => (paths.has(tilePath(tile)) ? log.read(tile) : undefined)
    }
    const read = tileNodes(sha256, size, only(tilesForInclusion(index, size)))
    const path = must(inclusionProof(sha256, read, index, size))
    expect(checkInclusion(sha256, { leafHash: leafHashes[index]!, index, size, root }, path)).toBe(true)
    const grown = tileNodes(sha256, size, only(tilesForConsistency(from, size)))
    const proof = must(consistencyProof(sha256, grown, from, size))
    const older = must(treeRoot(sha256, whole, from))
    expect(checkConsistency(sha256, { from: { size: from, root: older }, to: { size, root } }, proof)).toBe(
      true,
    )
  })
  fc.assert(property, { seed: seeded('proofs from tiles'), numRuns: 150 })
})

test('any batches give the same root from frontier, tiles and leaves', () => {
  const batches = fc.array(fc.oneof(fc.nat(3), fc.nat(300), fc.constantFrom(255, 256, 257)), {
    maxLength: 12,
  })
  const property = fc.property(batches, (counts) => {
    const log = shelf()
    for (const count of counts) {
      const { root, frontier } = log.grow(count)
      expect(hex(root)).toBe(hex(must(treeRoot(sha256, whole, frontier.size))))
      expect(hex(must(rootFromTiles(sha256, frontier.size, log.read)))).toBe(hex(root))
    }
  })
  fc.assert(property, { seed: seeded('growing in batches'), numRuns: 60 })
})

describe('spoiled tiles', () => {
  test('a missing or short edge tile stops the batch', () => {
    const log = shelf()
    log.grow(300)
    const next = leafHashes.slice(300, 310)
    expect(growTree(sha256, log.head(), () => undefined, next)).toMatchObject({ code: 'BAD_TILE' })
    const short = (tile: Tile) => log.read(tile)?.slice(32)
    expect(growTree(sha256, log.head(), short, next)).toMatchObject({ code: 'BAD_TILE' })
  })

  test('one flipped bit in any edge tile stops the batch before it can be signed', () => {
    const log = shelf()
    log.grow(300)
    let refused = 0
    for (const tile of edgeTiles(300)) {
      const bytes = log.read(tile)!
      for (let at = 0; at < bytes.length; at++) {
        const flipped = bytes.with(at, bytes[at]! ^ (1 << (at % 8)))
        const read = (t: Tile) => (tilePath(t) === tilePath(tile) ? flipped : log.read(t))
        expect(growTree(sha256, log.head(), read, leafHashes.slice(300, 301))).toMatchObject({
          code: 'ROOT_MISMATCH',
        })
        refused++
      }
    }
    console.log(`edge tiles: ${refused} flipped bits stopped the batch`)
  })

  test('a wider version of a partial tile serves older sizes', () => {
    const log = shelf()
    log.grow(300)
    const wide = (tile: Tile) =>
      log.read({ ...tile, width: tile.level === 0 && tile.index === 1 ? 44 : tile.width })
    const old = tileNodes(sha256, 290, wide)
    expect(hex(must(treeRoot(sha256, old, 290)))).toBe(hex(must(treeRoot(sha256, whole, 290))))
  })
})
