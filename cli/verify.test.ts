import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signCheckpoint } from '#journal/checkpoint.ts'
import { type Leaf, encodeLeaf } from '#journal/leaf.ts'
import { ed25519PublicKey, ed25519Signer, sha256 } from '#journal/node-crypto.ts'
import { encodeProof } from '#journal/proof.ts'
import { must, sampleLeaf } from '#journal/testing.ts'
import { publicKeyText } from '#store/key-text.ts'
import type { Io } from './io.ts'
import { main } from './luoshi.ts'

const SEED = new Uint8Array(32).fill(5)
let dir: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'luoshi-verify-'))
  const leaf = must(encodeLeaf(sampleLeaf))
  save('leaf.json', `${Buffer.from(leaf).toString()}\n`)
  save('other.json', must(encodeLeaf({ ...sampleLeaf, via: 'sms' })))
  save('with.tlog-proof', await receiptOf(sampleLeaf, true))
  save('without.tlog-proof', await receiptOf(sampleLeaf, false))
  save('key', publicKeyText({ name: sampleLeaf.log, key: ed25519PublicKey(SEED) }))
  save('wrong-key', publicKeyText({ name: sampleLeaf.log, key: ed25519PublicKey(new Uint8Array(32)) }))
  save('broken-key', 'example.org+00000000+AQ==')
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const save = (name: string, content: string | Uint8Array) => writeFileSync(join(dir, name), content)

/** The receipt of the one leaf of a log. */
async function receiptOf(leaf: Leaf, carried: boolean): Promise<Uint8Array> {
  const bytes = must(encodeLeaf(leaf))
  const head = { origin: leaf.log, size: 1, root: sha256.leafHash(bytes) }
  const checkpoint = must(await signCheckpoint(head, ed25519Signer(leaf.log, SEED)))
  return must(encodeProof({ ...(carried ? { leaf: bytes } : {}), index: 0, hashes: [], checkpoint }))
}

/** Runs `luoshi verify` and gives its exit code and all it said. */
async function run(...argv: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  const io: Io = { out: say, err: say, env: {}, cwd: dir, terminal: false }
  return { code: await main(['verify', ...argv], io), said: lines.join('\n') }
}

describe('luoshi verify', () => {
  test('says what a good receipt proves', async () => {
    const { code, said } = await run('with.tlog-proof', '--key', 'key', '--origin', sampleLeaf.log)
    expect(code).toBe(0)
    expect(said).toContain('核验通过')
    expect(said).toContain('第 1 项，检查点共 1 项')
    expect(said).toContain('2026年11月22日 09:02:03（北京时间）')
    expect(said).toContain('org:330106-fg / post:17 / p:8813')
  })

  test('takes the leaf from its own file', async () => {
    expect((await run('without.tlog-proof', '--key', 'key', '--leaf', 'leaf.json')).code).toBe(0)
    expect((await run('without.tlog-proof', '--key', 'key')).code).toBe(1)
    expect((await run('with.tlog-proof', '--key', 'key', '--leaf', 'other.json')).code).toBe(1)
    const { code, said } = await run('without.tlog-proof', '--key', 'key', '--leaf', 'other.json')
    expect([code, said]).toEqual([1, expect.stringContaining('核验不通过')])
  })

  test('does not trust another key', async () => {
    expect((await run('with.tlog-proof', '--key', 'wrong-key')).code).toBe(1)
  })

  test('does not take a file that is no receipt', async () => {
    expect((await run('leaf.json', '--key', 'key')).code).toBe(1)
  })

  test.each([
    ['no file', []],
    ['no key', ['with.tlog-proof']],
    ['two files', ['with.tlog-proof', 'leaf.json', '--key', 'key']],
    ['an unknown option', ['with.tlog-proof', '--key', 'key', '--quick']],
    ['a missing receipt', ['nowhere', '--key', 'key']],
    ['a missing key', ['with.tlog-proof', '--key', 'nowhere']],
    ['a broken key', ['with.tlog-proof', '--key', 'broken-key']],
    ['the key of another log', ['with.tlog-proof', '--key', 'key', '--origin', 'example.org']],
  ])('answers 2 for %s, with one sentence', async (_, argv) => {
    const { code, said } = await run(...argv)
    expect(code).toBe(2)
    expect(said).toMatch(/^[^\n]+$/)
  })
})
