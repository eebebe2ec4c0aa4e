import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { searchFiles, searchMemory, spellingsOf } from './search.ts'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-search-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MARK = 'c0ffee5ea1ed0123456789ab'
const needles = { mark: spellingsOf(MARK), other: spellingsOf('feedfacefeedfacefeedface') }

test('a mark is found in every spelling, packed, and across the seam of two pieces', async () => {
  const words = `意见${MARK}，同意`
  const spelled: Record<string, string | Buffer> = {
    plain: words,
    utf16: Buffer.from(words, 'utf16le'),
    hex: Buffer.from(words).toString('hex'),
    'base64-0': Buffer.from(`abc${words}`).toString('base64'),
    'base64-1': Buffer.from(`a${words}`).toString('base64'),
    'base64-2': Buffer.from(`ab${words}`).toString('base64'),
    'packed.gz': gzipSync(words),
    seam: Buffer.concat([Buffer.alloc(4 * 2 ** 20 - 7), Buffer.from(words)]),
  }
  for (const [name, text] of Object.entries(spelled)) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'nothing'), MARK.slice(1))
  const found = await searchFiles([folder, join(folder, 'not there')], needles)
  expect(found.in.mark.toSorted()).toEqual(
    Object.keys(spelled)
      .map((name) => join(folder, name))
      .toSorted(),
  )
  expect(found.in.other).toEqual([])
  expect(found.read).toBe(Object.keys(spelled).length + 1)
})

test.runIf(process.platform === 'linux')('what a process holds is found in its memory', () => {
  expect(searchMemory([process.pid], { mark: spellingsOf(MARK) }).in.mark.length).toBeGreaterThan(0)
})
