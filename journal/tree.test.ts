import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { append, decodeFrontier, emptyFrontier, encodeFrontier, frontierRoot } from './frontier.ts'
import type { Hash } from './hash.ts'
import { sha256, sm3 } from './node-crypto.ts'
import {
  checkConsistency,
  checkInclusion,
  consistencyProof,
  inclusionProof,
  leafNodes,
  nodesOfRange,
  treeRoot,
} from './tree.ts'
import { base64, utf8 } from './bytes.ts'
import { hex, must, seeded, unhex } from './testing.ts'
import { standInForSm2, testLog } from './testing-log.ts'
import { verifyGrowth } from './verify.mjs'

// The eight leaves and heads every RFC 6962 implementation tests with (Certificate Transparency, Trillian).
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
// The same leaves under SM3, made by the verifier in Python (`test/proofs/verify.py`): nobody has published any.
const sm3Roots = [
  '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b',
  '2daef60e7a0b8f5e024c81cd2ab3109f2b4f155cf83adeb2ae5532f74a157fdf',
  '0b990fe0c7ad70f1bf1a1262f2c7908ea48146b14253a6db99f2917ab1f5cc4d',
  '209ec96a210d662a964772680e8544d18cab7b88ffec3e00962220349b56ea56',
  '28e4e307ef6d2d0c62d84b11ef96e835efe490f35b93c8f024ecfe38c8dd4377',
  'bb10c996aeebbcdc69be3715fc847344de77442d37a5ab8213da9f41785b103b',
  '8723c1ab1f82ddfba4a3733ac0c80d936d9f4c208c7dbc8cc81ca9fff8584f66',
  'bd36c22a1ac6ff4308e0c3cc1a85bf0ffa30538ec60a55c70413ab15d45db4d2',
  'bc48ba7a709184b5f2a631e1adeb8dc2a0d4c018c1d6cc89b5664fe154c93b38',
]
const a = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7'
const b = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e'
const c = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4'
const d = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b'
const e = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0'
const f = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a'

describe('the published eight-leaf vectors', () => {
  const hashes = leaves.map((leaf) => sha256.leafHash(unhex(leaf)))
  const read = leafNodes(sha256, hashes)

  test.each(roots.map((root, size) => ({ size, root })))('root of $size leaves', ({ size, root }) => {
    expect(hex(must(treeRoot(sha256, read, size)))).toBe(root)
    expect(hex(frontierRoot(sha256, append(sha256, emptyFrontier, hashes.slice(0, size))))).toBe(root)
  })

  test.each([
    { index: 0, size: 1, proof: [] },
    { index: 0, size: 8, proof: [a, b, c] },
    { index: 5, size: 8, proof: [d, e, roots[4]] },
    { index: 2, size: 3, proof: [roots[2]] },
    { index: 1, size: 5, proof: [roots[1], b, d] },
  ])('inclusion of $index in $size', ({ index, size, proof }) => {
    expect(must(inclusionProof(sha256, read, index, size)).map(hex)).toEqual(proof)
  })

  test.each([
    { from: 1, to: 1, proof: [] },
    { from: 1, to: 8, proof: [a, b, c] },
    { from: 6, to: 8, proof: [f, e, roots[4]] },
    { from: 2, to: 5, proof: [b, d] },
  ])('consistency of $from with $to', ({ from, to, proof }) => {
    expect(must(consistencyProof(sha256, read, from, to)).map(hex)).toEqual(proof)
  })
})

/** Ways to spoil a list of hashes; each differs from the original. */
function spoiled(proof: readonly Uint8Array[]): Uint8Array[][] {
  const flips = proof.map((_, i) =>
    proof.map((hash, j) => (i === j ? hash.map((x, k) => (k === i % 32 ? x ^ 1 : x)) : hash)),
  )
  const reversed = proof.length > 1 ? [proof.toReversed()] : []
  const truncated = proof.length > 0 ? [proof.slice(0, -1), proof.slice(1)] : []
  return [...flips, ...reversed, ...truncated, [...proof, new Uint8Array(32)], [new Uint8Array(32), ...proof]]
}

describe('the eight leaves under SM3', () => {
  const hashes = leaves.map((leaf) => sm3.leafHash(unhex(leaf)))
  const read = leafNodes(sm3, hashes)

  test.each(sm3Roots.map((root, size) => ({ size, root })))('root of $size leaves', ({ size, root }) => {
    expect(hex(must(treeRoot(sm3, read, size)))).toBe(root)
    expect(hex(frontierRoot(sm3, append(sm3, emptyFrontier, hashes.slice(0, size))))).toBe(root)
  })
})

test.each([
  { suite: 'sha256', heads: roots },
  { suite: 'sm3', heads: sm3Roots },
] as const)(
  'the independent verifier takes every growth of the vectors, $suite',
  async ({ suite, heads }) => {
    onTestFinished(standInForSm2())
    const log = testLog(suite, leaves.map(unhex))
    for (let to = 1; to <= 8; to++) {
      for (let from = 1; from <= to; from++) {
        const [older, growth] = [utf8(await log.checkpoint(from)), await log.growth(from, to)]
        expect(new TextDecoder().decode(growth)).toContain(base64(unhex(heads[to] ?? '')))
        expect(await verifyGrowth(older, growth, log.policy())).toMatchObject({ ok: true, from, size: to })
      }
    }
  },
)

describe.each([sha256, sm3])('$name: every tree of 1 to 64 leaves', (hash: Hash) => {
  const hashes = Array.from({ length: 64 }, (_, i) => hash.leafHash(Uint8Array.of(i)))
  const read = leafNodes(hash, hashes)
  const rootAt = (size: number): Uint8Array => must(treeRoot(hash, read, size))

  test('inclusion proofs hold, and no spoiled one does', () => {
    let [accepted, refused] = [0, 0]
    for (let size = 1; size <= 64; size++) {
      const root = rootAt(size)
      for (let index = 0; index < size; index++) {
        const proof = must(inclusionProof(hash, read, index, size))
        const claim = { leafHash: hashes[index]!, index, size, root }
        expect(checkInclusion(hash, claim, proof)).toBe(true)
        accepted++
        const wrongClaims = [
          { ...claim, index: index + 1 },
          { ...claim, index: index - 1 },
          { ...claim, index: index ^ 2 },
          { ...claim, index: size },
          { ...claim, size: 0 },
          { ...claim, size: size * 4 },
          { ...claim, leafHash: hashes[(index + 1) % 64]! },
          { ...claim, leafHash: new Uint8Array() },
          { ...claim, root: rootAt(size + (size < 64 ? 1 : -1)) },
        ]
        for (const wrong of wrongClaims) expect(checkInclusion(hash, wrong, proof)).toBe(false)
        for (const wrong of spoiled(proof)) expect(checkInclusion(hash, claim, wrong)).toBe(false)
        refused += wrongClaims.length + spoiled(proof).length
      }
    }
    console.log(`${hash.name} inclusion: ${accepted} accepted, ${refused} spoiled ones refused`)
  })

  test('consistency proofs hold, and no spoiled one does', () => {
    let [accepted, refused] = [0, 0]
    for (let to = 1; to <= 64; to++) {
      for (let from = 1; from <= to; from++) {
        const proof = must(consistencyProof(hash, read, from, to))
        const growth = { from: { size: from, root: rootAt(from) }, to: { size: to, root: rootAt(to) } }
        expect(checkConsistency(hash, growth, proof)).toBe(true)
        accepted++
        const alien = rootAt(from === 64 ? 63 : from + 1)
        const wrongGrowths = [
          { ...growth, from: { size: from, root: alien } },
          { ...growth, to: { size: to, root: rootAt(to === 1 ? 2 : to - 1) } },
          // A size too large for the path: only the count of levels gives it away, the hashes all fit.
          { ...growth, to: { size: to * 4, root: growth.to.root } },
          { ...growth, from: { size: to + 1, root: growth.from.root } },
          { ...growth, from: { size: 0, root: growth.from.root } },
        ]
        for (const wrong of wrongGrowths) expect(checkConsistency(hash, wrong, proof)).toBe(false)
        for (const wrong of spoiled(proof)) expect(checkConsistency(hash, growth, wrong)).toBe(false)
        refused += wrongGrowths.length + spoiled(proof).length
      }
    }
    console.log(`${hash.name} consistency: ${accepted} accepted, ${refused} spoiled ones refused`)
  })

  test('the empty tree is the beginning of every tree, with no proof', () => {
    const growth = { from: { size: 0, root: hash.emptyRoot() }, to: { size: 7, root: rootAt(7) } }
    expect(must(consistencyProof(hash, read, 0, 7))).toEqual([])
    expect(checkConsistency(hash, growth, [])).toBe(true)
    expect(checkConsistency(hash, { ...growth, from: { size: 0, root: rootAt(7) } }, [])).toBe(false)
  })
})

describe('frontier', () => {
  test('appending in any batches gives the root of all leaves, and survives its bytes', () => {
    const seed = seeded('frontier batches')
    const batches = fc.array(fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 40 }), {
      maxLength: 8,
    })
    const property = fc.property(batches, (given) => {
      let frontier = emptyFrontier
      for (const batch of given) {
        frontier = must(decodeFrontier(encodeFrontier(append(sha256, frontier, batch))))
      }
      const all = given.flat()
      expect(frontier.size).toBe(all.length)
      const root = must(treeRoot(sha256, leafNodes(sha256, all), all.length))
      expect(hex(frontierRoot(sha256, frontier))).toBe(hex(root))
    })
    fc.assert(property, { seed, numRuns: 200 })
  })

  test('damaged bytes are refused', () => {
    const bytes = encodeFrontier(
      append(sha256, emptyFrontier, [new Uint8Array(32), new Uint8Array(32), new Uint8Array(32)]),
    )
    const wrong = [
      bytes.slice(0, -1),
      bytes.slice(0, 8),
      new Uint8Array([...bytes, 0]),
      bytes.with(0, 2),
      bytes.with(8, 4),
      bytes.with(1, 255),
    ]
    for (const damaged of wrong)
      expect(decodeFrontier(damaged)).toMatchObject({ ok: false, code: 'BAD_FRONTIER' })
  })
})

test('out of range and missing data are values', () => {
  const read = leafNodes(sha256, [new Uint8Array(32)])
  expect(inclusionProof(sha256, read, 1, 1)).toMatchObject({ code: 'BAD_RANGE' })
  expect(inclusionProof(sha256, read, 0.5, 1)).toMatchObject({ code: 'BAD_RANGE' })
  expect(inclusionProof(sha256, read, 0, 2)).toMatchObject({ code: 'BAD_TILE' })
  expect(consistencyProof(sha256, read, 2, 1)).toMatchObject({ code: 'BAD_RANGE' })
  expect(treeRoot(sha256, read, 2)).toMatchObject({ code: 'BAD_TILE' })
})

test('sizes up to 2^53 split exactly', () => {
  expect(nodesOfRange({ lo: 0, hi: 2 ** 52 })).toEqual([{ level: 52, index: 0 }])
  expect(nodesOfRange({ lo: 0, hi: 2 ** 52 + 1 })).toEqual([
    { level: 52, index: 0 },
    { level: 0, index: 2 ** 52 },
  ])
  expect(nodesOfRange({ lo: 0, hi: 2 ** 52 - 1 })).toHaveLength(52)
})
