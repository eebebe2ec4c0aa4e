import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundlePath, bundlesOf, encodeBundle } from '#journal/bundles.ts'
import { signCheckpoint } from '#journal/checkpoint.ts'
import { type Leaf, encodeLeaf } from '#journal/leaf.ts'
import { ed25519PublicKey, ed25519Signer, sha256 } from '#journal/node-crypto.ts'
import { encodeProof } from '#journal/proof.ts'
import { must, sampleLeaf } from '#journal/testing.ts'
import { testLog } from '#journal/testing-log.ts'
import { growTiles, tilePath } from '#journal/tiles.ts'
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
    expect((await run('with.tlog-proof', '--key', 'key', '--leaf', 'leaf.json')).code).toBe(0)
    const { code, said } = await run('without.tlog-proof', '--key', 'key', '--leaf', 'other.json')
    expect([code, said]).toEqual([1, expect.stringContaining('核验不通过')])
  })

  test('does not trust another key', async () => {
    expect((await run('with.tlog-proof', '--key', 'wrong-key')).code).toBe(1)
  })

  test('says the same to programs', async () => {
    const { code, said } = await run('with.tlog-proof', '--key', 'key', '--json')
    expect([code, JSON.parse(said)]).toMatchObject([0, { ok: true, index: 0, size: 1, leaf: { seq: 17 } }])
    const bad = await run('with.tlog-proof', '--key', 'wrong-key', '--json')
    expect([bad.code, JSON.parse(bad.said)]).toMatchObject([1, { ok: false, because: expect.any(String) }])
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
    ['a leaf that is not the one carried', ['with.tlog-proof', '--key', 'key', '--leaf', 'other.json']],
    ['two modes at once', ['--growth', '--export', 'x', '--key', 'key']],
    ['an option of another mode', ['with.tlog-proof', '--key', 'key', '--tiles', 'x']],
    ['one checkpoint with tiles', ['--growth', 'with.tlog-proof', '--tiles', 'x', '--key', 'key']],
    ['a growth without evidence', ['--growth', 'a', 'b', '--key', 'key']],
    ['an export without a folder', ['--export', '--key', 'key']],
    ['an export that is not there', ['--export', 'nowhere', '--key', 'key']],
    ['the key of another log', ['with.tlog-proof', '--key', 'key', '--origin', 'example.org']],
  ])('answers 2 for %s, with one sentence', async (_, argv) => {
    const { code, said } = await run(...argv)
    expect(code).toBe(2)
    expect(said).toMatch(/^[^\n]+$/)
  })
})

describe('two checkpoints and an export', () => {
  const leaves = Array.from({ length: 300 }, (_, i) =>
    must(
      encodeLeaf({
        ...sampleLeaf,
        act: `act-${i}`,
        matter: `m:${i}`,
        seq: 1,
        prev: null,
      }),
    ),
  )
  const log = testLog('sha256', leaves)

  /** What the log publishes, and the entry bundles besides, in a folder. */
  function saveLog(name: string, size: number, kept: readonly Uint8Array[]): void {
    const read = () => undefined
    const tiles = must(growTiles(sha256, 0, read, kept.slice(0, size).map(sha256.leafHash)))
    for (const tile of tiles) put(join(name, tilePath(tile)), tile.bytes)
    for (const bundle of bundlesOf(size)) {
      const from = bundle.index * 256
      put(join(name, bundlePath(bundle)), encodeBundle(kept.slice(from, from + bundle.width)))
    }
  }
  const put = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    save(name, content)
  }

  beforeAll(async () => {
    for (const size of [7, 256, 300]) save(`checkpoint-${size}`, await log.checkpoint(size))
    save('log-key', log.policy())
    save('policy', log.policy(2))
    save('growth', await log.growth(7, 300))
    save('fork', await testLog('sha256', leaves.with(3, leaves[4] ?? new Uint8Array())).checkpoint(300))
    saveLog('export', 300, leaves)
    put('export/checkpoint', await log.checkpoint(300))
    saveLog('changed', 300, leaves.with(299, leaves[0] ?? new Uint8Array()))
    put('changed/checkpoint', await log.checkpoint(300))
    saveLog('cut', 256, leaves)
    put('cut/checkpoint', await log.checkpoint(256))
    saveLog('short', 300, leaves)
    put('short/checkpoint', await log.checkpoint(300))
    rmSync(join(dir, 'short/tile/entries/001.p/44'))
  })

  test('growth holds by a proof and by tiles', async () => {
    for (const evidence of [
      ['checkpoint-300', '--proof', 'growth'],
      ['--proof', 'growth'],
      ['checkpoint-300', '--tiles', 'export'],
    ]) {
      const { code, said } = await run('--growth', 'checkpoint-7', ...evidence, '--key', 'log-key')
      expect([code, said]).toEqual([0, expect.stringContaining('一项未改、未删、未插入')])
    }
    const same = await run(
      '--growth',
      'checkpoint-256',
      'checkpoint-256',
      '--tiles',
      'export',
      '--key',
      'log-key',
    )
    expect([same.code, same.said]).toEqual([0, expect.stringContaining('同一状态')])
  })

  test('a rewritten, a cut and an unwitnessed log do not pass', async () => {
    const grown = (...argv: string[]) => run('--growth', ...argv, '--key', 'log-key')
    expect((await grown('checkpoint-7', 'fork', '--tiles', 'export')).code).toBe(1)
    expect((await grown('checkpoint-7', 'checkpoint-300', '--tiles', 'changed')).code).toBe(1)
    const cut = await grown('checkpoint-300', 'checkpoint-7', '--tiles', 'export')
    expect([cut.code, cut.said]).toEqual([1, expect.stringContaining('截短')])
    expect((await grown('checkpoint-256', '--proof', 'growth')).code).toBe(1)
    const unwitnessed = ['--growth', 'checkpoint-7', '--proof', 'growth', '--key', 'policy']
    expect((await run(...unwitnessed)).said).toContain('见证签名不足')
    expect((await grown('checkpoint-7', 'checkpoint-300', '--tiles', 'nowhere')).code).toBe(2)
  })

  test('a head whose witnesses were last heard too long ago is no newest head', async () => {
    save('aged', `${new TextDecoder().decode(log.policy(2))}age 60\n`)
    save('patient', `${new TextDecoder().decode(log.policy(2))}age 999999999\n`)
    save('witnessed-7', await log.checkpoint(7, { witnesses: 2 }))
    save('witnessed-growth', await log.growth(7, 300, { witnesses: 2 }))
    const grown = (key: string) => run('--growth', 'witnessed-7', '--proof', 'witnessed-growth', '--key', key)
    expect((await grown('patient')).code).toBe(0)
    const aged = await grown('aged')
    expect([aged.code, aged.said]).toEqual([1, expect.stringContaining('可能被冻结')])
  })

  test('an export holds with the checkpoints saved before, and not when a leaf was changed or the end is missing', async () => {
    const judged = (...argv: string[]) => run('--export', ...argv, '--key', 'log-key')
    const good = await judged('export', '--saved', 'checkpoint-7', '--saved', 'checkpoint-256')
    expect([good.code, good.said]).toEqual([0, expect.stringContaining('300 项日志叶与3 个检查点相符')])
    const changed = await judged('changed')
    expect([changed.code, changed.said]).toEqual([1, expect.stringContaining('树根与检查点不符')])
    expect(changed.said).toContain('没有紧接着')
    const cut = await judged('cut', '--saved', 'checkpoint-300')
    expect([cut.code, cut.said]).toEqual([1, expect.stringContaining('缺了末尾')])
    expect((await judged('short')).code).toBe(2)
    const { code, said } = await judged('changed', '--json')
    expect([code, JSON.parse(said)]).toMatchObject([1, { ok: false, size: 300, found: 3 }])
    expect((await judged('export', '--saved', 'fork')).code).toBe(1)
  })
})
