import { expect, test } from 'vitest'
import { bundlePath, bundlesOf, decodeBundle, encodeBundle } from './bundles.ts'
import { concat } from './bytes.ts'
import { must } from './testing.ts'
import { leafNo } from './testing-log.ts'

test('a bundle gives its leaves back, and nothing less or more', () => {
  const leaves = [0, 1, 2].map(leafNo)
  const bytes = encodeBundle(leaves)
  expect(must(decodeBundle(bytes, 3))).toEqual(leaves)
  expect(decodeBundle(bytes, 2)).toMatchObject({ ok: false })
  expect(decodeBundle(bytes, 4)).toMatchObject({ ok: false })
  expect(decodeBundle(bytes.subarray(0, -1), 3)).toMatchObject({ ok: false })
  expect(decodeBundle(concat([bytes, Uint8Array.of(0)]), 3)).toMatchObject({ ok: false })
  expect(decodeBundle(concat([Uint8Array.of(0xff, 0xff), new Uint8Array(65_535)]), 1)).toMatchObject({
    ok: false,
  })
  expect(must(decodeBundle(new Uint8Array(), 0))).toEqual([])
})

test('the last bundle is partial', () => {
  expect([...bundlesOf(0)]).toEqual([])
  expect([...bundlesOf(256)].map(bundlePath)).toEqual(['tile/entries/000'])
  expect([...bundlesOf(513)].map(bundlePath)).toEqual([
    'tile/entries/000',
    'tile/entries/001',
    'tile/entries/002.p/1',
  ])
})
