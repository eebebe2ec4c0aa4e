import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { utf8 } from './bytes.ts'
import { sm3 as nodeSm3 } from './node-crypto.ts'
import { decodeProof, encodeProof } from './proof.ts'
import { must, sampleLeaf } from './testing.ts'
import { COSIGNED_AT, WITNESSES, leafNo, signer, standInForSm2, testLog, vkeyText } from './testing-log.ts'
import { signNote } from './note.ts'
import { leafNodes, treeRoot } from './tree.ts'
import { sm3, verifyGrowth, verifyReceipt } from './verify.mjs'

const FILE = fileURLToPath(new URL('./verify.mjs', import.meta.url))
const leaves = Array.from({ length: 13 }, (_, i) => leafNo(i))
const logs = [testLog('sha256', leaves), testLog('sm3', leaves)].map((log) => ({ title: log.hash.name, log }))
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const flip = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)))

beforeAll(standInForSm2)

test('the file stands alone: at most 150 lines, and it imports nothing', () => {
  const text = readFileSync(FILE, 'utf8')
  expect(text.split('\n').length - 1).toBeLessThanOrEqual(150)
  expect(text).not.toMatch(/\bimport\s*[({*'"]|\bimport\s+\w|\brequire\b|\bfrom\s+['"]/)
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(118)
})

test('its SM3 is that of the platform, at every length up to three blocks', () => {
  for (let length = 0; length <= 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 255)
    expect(sm3(bytes)).toEqual(nodeSm3.digest(bytes))
  }
})

test('it runs by itself: node verify.mjs POLICY RECEIPT, and POLICY OLDER GROWTH', async () => {
  const log = testLog('sha256', leaves)
  const dir = mkdtempSync(join(tmpdir(), 'luoshi-alone-'))
  const save = (name: string, content: Uint8Array | string): string => {
    writeFileSync(join(dir, name), content)
    return join(dir, name)
  }
  try {
    const alone = save('verify.mjs', readFileSync(FILE))
    const run = (...files: string[]): string => execFileSync(process.execPath, [alone, ...files]).toString()
    const policy = save('policy', log.policy())
    const receipt = await log.receipt(5, 13)
    expect(run(policy, save('receipt', receipt))).toContain('核验通过')
    expect(() => run(policy, save('spoiled', textOf(receipt).replace('index 5', 'index 4')))).toThrow(
      /failed/,
    )
    const grown = run(policy, save('older', await log.checkpoint(7)), save('growth', await log.growth(7, 13)))
    expect(grown).toContain('核验通过')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})

describe.each(logs)('receipts, $title', ({ log }) => {
  const verify = (bytes: Uint8Array, policy = log.policy()) => verifyReceipt(bytes, policy)

  test('every place in every tree of 1 to 13 acts is proven', async () => {
    for (let size = 1; size <= 13; size++) {
      for (let index = 0; index < size; index++) {
        const verdict = await verify(await log.receipt(index, size))
        const leaf = { act: `act-${index}` }
        expect(verdict).toMatchObject({ ok: true, origin: log.origin, size, index, at: sampleLeaf.at, leaf })
      }
    }
  })

  test('no flipped bit of a receipt passes', async () => {
    let refused = 0
    // Some here, by the browser's cryptography; every bit in `test/proofs`.
    for (const [index, size, witnesses] of [
      [12, 13, 0],
      [0, 1, 0],
      [3, 5, 2],
    ] as const) {
      const bytes = await log.receipt(index, size, { witnesses })
      const policy = log.policy(witnesses)
      expect((await verify(bytes, policy)).ok).toBe(true)
      for (let bit = 0; bit < bytes.length * 8; bit += 41) {
        if ((await verify(flip(bytes, bit), policy)).ok) throw new Error(`bit ${bit} passed`)
        refused++
      }
    }
    console.log(`${log.hash.name}: ${refused} of ${refused} flipped bits refused`)
  })

  test('named forgeries', async () => {
    const bytes = await log.receipt(5, 13)
    const { leaf = new Uint8Array(), hashes: path } = must(decodeProof(bytes))
    const text = textOf(bytes)
    const lines = text.split('\n')
    const hashLine = lines[3] ?? ''
    const low = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const otherSpelling = `${hashLine.slice(0, -2)}${low[low.indexOf(hashLine.at(-2) ?? '') + 1]}=`
    const withLeaf = (other: Uint8Array): string =>
      text.replace(Buffer.from(leaf).toString('base64'), Buffer.from(other).toString('base64'))
    const [first = leaf, second = leaf] = path
    const cases: Record<string, string> = {
      empty: '',
      'leading zero in the index': text.replace('index 5', 'index 05'),
      'leading zero in the size': text.replace('\n13\n', '\n013\n'),
      'plus sign': text.replace('index 5', 'index +5'),
      exponent: text.replace('\n13\n', '\n1.3e1\n'),
      CRLF: text.replaceAll('\n', '\r\n'),
      'one carriage return': text.replace('index 5\n', 'index 5\r\n'),
      'byte order mark': `\ufeff${text}`,
      'trailing newline': `${text}\n`,
      'trailing text': `${text}x`,
      'no final newline': text.slice(0, -1),
      'extension line of the checkpoint': text.replace('\n13\n', '\n13\nmore\n'),
      'extension line after the root': text.replace(/\n\n— /, '\nmore\n\n— '),
      'extra line twice': text.replace('extra ', 'extra AA==\nextra '),
      'non-canonical base64': text.replace(hashLine, otherSpelling),
      'base64 without padding': text.replace(hashLine, hashLine.slice(0, -1)),
      'base64 with a space': text.replace(hashLine, ` ${hashLine}`),
      'base64 for URLs': text.replace(hashLine, hashLine.replace(/[A-Za-z]/, '-')),
      'other index': text.replace('index 5', 'index 4'),
      'index past the size': text.replace('index 5', 'index 13'),
      'other size': text.replace('\n13\n', '\n14\n'),
      'path truncated': text.replace(`${hashLine}\n`, ''),
      'path extended': text.replace(`${hashLine}\n`, `${hashLine}\n${hashLine}\n`),
      'path reversed': [...lines.slice(0, 3), ...lines.slice(3, 7).toReversed(), ...lines.slice(7)].join(
        '\n',
      ),
      'path empty': [...lines.slice(0, 3), ...lines.slice(7)].join('\n'),
      'signature removed': text.slice(0, text.indexOf('— ')),
      'signature twice': text + text.slice(text.indexOf('— ')),
      'signature by a namesake': text.slice(0, text.indexOf('— ')) + (await namesake(log.hash.name, text)),
      'leaf left out': text.replace(/extra .*\n/, ''),
      'leaf of another act': withLeaf(leafNo(4)),
      'node passed as leaf': withLeaf(log.hash.nodeHash(first, second)),
    }
    for (const [name, forged] of Object.entries(cases)) {
      expect(forged, name).not.toBe(text)
      const because = expect.stringMatching(/\p{Script=Han}.*。$/u)
      expect(await verify(utf8(forged)), name).toMatchObject({ ok: false, because })
    }
  })

  test('a leaf is refused, even under a good signature, when it is', async () => {
    const good = textOf(leafNo(5))
    const forged: Record<string, string> = {
      'of another log': good.replace('log/330106', 'log/330108'),
      'of another version': good.replace('leaf/v1', 'leaf/v2'),
      'spelled otherwise': good.replace('"act":', '"act": '),
      'with a duplicate key': good.replace('"act":"act-5"', '"act":"act-5","act":"act-9"'),
      'with an escape that need not be': good.replace('act-5', '\\u0061ct-5'),
      'not JSON': 'x',
      'not an object': '[]',
      null: 'null',
    }
    for (const [name, text] of Object.entries(forged)) {
      const other = testLog(log.hash.name, leaves.with(5, utf8(text)))
      expect(await verify(await other.receipt(5, 13)), name).toMatchObject({ ok: false })
    }
  })

  test('another origin, another key, a root that is not the tree’s', async () => {
    expect(await verify(await log.receipt(5, 13, { origin: `${log.origin}/2027` }))).toMatchObject({
      ok: false,
    })
    expect(await verify(await log.receipt(5, 13, { logSeed: 10 }))).toEqual({
      ok: false,
      because: '检查点没有这本日志的签名。',
    })
    const because = expect.stringContaining('树根')
    expect(await verify(await log.receipt(5, 13, { root: new Uint8Array(32) }))).toMatchObject({
      ok: false,
      because,
    })
  })
})

describe.each(logs)('witnesses, $title', ({ log }) => {
  const names = (quorum: number, witnesses: number) =>
    log.receipt(5, 13, { witnesses }).then((bytes) => verifyReceipt(bytes, log.policy(quorum)))

  test('are counted, and their times told', async () => {
    const both = WITNESSES.map((name) => ({ name, time: COSIGNED_AT }))
    expect(await names(2, 2)).toMatchObject({ ok: true, witnesses: both })
    expect(await names(1, 1)).toMatchObject({ ok: true, witnesses: both.slice(0, 1) })
    expect(await names(2, 1)).toEqual({ ok: false, because: '见证签名不足策略所定的数目。' })
    expect(await names(1, 0)).toMatchObject({ ok: false })
  })

  test('one line twice, or a plain signature in place of a cosignature, refuses the receipt', async () => {
    const text = textOf(await log.receipt(5, 13, { witnesses: 1 }))
    const line = text.slice(text.lastIndexOf('— '))
    expect(await verifyReceipt(utf8(text + line), log.policy(2))).toMatchObject({ ok: false })
    expect(await verifyReceipt(utf8(text + line), log.policy(1))).toMatchObject({ ok: false })
    const plain = signer(log.hash.name, WITNESSES[0], 21, true)
    const body = text.slice(text.indexOf(log.origin, text.indexOf('\n\n')), text.indexOf('\n\n—') + 1)
    const note = must(await signNote(body, [plain]))
    const forged = text.replace(line, note.slice(note.indexOf('— ')))
    expect(await verifyReceipt(utf8(forged), log.policy(1))).toMatchObject({ ok: false })
  })
})

describe.each(logs)('growth, $title', ({ log }) => {
  test('every pair of sizes up to 13 holds, with its own proof only', async () => {
    for (let to = 1; to <= 13; to++) {
      for (let from = 1; from <= to; from++) {
        const older = utf8(await log.checkpoint(from))
        const growth = await log.growth(from, to)
        const verdict = await verifyGrowth(older, growth, log.policy())
        expect(verdict).toMatchObject({ ok: true, origin: log.origin, from, size: to })
        const other = testLog(log.hash.name, [
          ...leaves.slice(0, from - 1),
          leafNo(99),
          ...leaves.slice(from),
        ])
        expect(await verifyGrowth(older, await other.growth(from, to), log.policy())).toMatchObject({
          ok: false,
        })
      }
    }
  })

  test('no flipped bit passes', async () => {
    const [older, growth] = [utf8(await log.checkpoint(6)), await log.growth(6, 13)]
    for (let bit = 0; bit < growth.length * 8; bit += 31)
      expect((await verifyGrowth(older, flip(growth, bit), log.policy())).ok, `bit ${bit}`).toBe(false)
    for (let bit = 0; bit < older.length * 8; bit += 31)
      expect((await verifyGrowth(flip(older, bit), growth, log.policy())).ok, `older, bit ${bit}`).toBe(false)
  })

  test('a smaller head, another root for the same size, another log and an empty head are refused', async () => {
    const thirteen = utf8(await log.checkpoint(13))
    const policy = log.policy()
    const smaller = textOf(await log.growth(6, 6)).replace('old 6', 'old 13')
    expect(await verifyGrowth(thirteen, utf8(smaller), policy)).toMatchObject({ ok: false })
    const fork = await log.growth(13, 13, { root: new Uint8Array(32) })
    expect(await verifyGrowth(thirteen, fork, policy)).toMatchObject({ ok: false })
    const elsewhere = await log.growth(6, 13, { origin: `${log.origin}/2027` })
    expect(await verifyGrowth(utf8(await log.checkpoint(6)), elsewhere, policy)).toMatchObject({ ok: false })
    const empty = utf8(await log.checkpoint(0))
    const fromNothing = utf8(textOf(await log.growth(13, 13)).replace('old 13', 'old 0'))
    expect(await verifyGrowth(empty, fromNothing, policy)).toMatchObject({ ok: false })
  })
})

describe('policies', () => {
  const log = testLog('sha256', leaves)
  const key = vkeyText('sha256', log.origin, 9, false)
  const witness = (i: number): string => vkeyText('sha256', WITNESSES[i] ?? '', 21 + i, true)
  const judged = async (policy: string, witnesses = 2) =>
    (await verifyReceipt(await log.receipt(5, 13, { witnesses }), utf8(policy))).ok
  const two = `log ${key}\nwitness a ${witness(0)}\nwitness b ${witness(1)} https://b.example\n`

  test('say what is enough: none, a witness, any, all, so many, groups of groups; comments are passed over', async () => {
    expect(await judged(`# 信任谁\n\n  log ${key}\nquorum none\n`, 0)).toBe(true)
    expect(await judged(`${two}quorum b\n`, 1)).toBe(false)
    expect(await judged(`${two}quorum b\n`)).toBe(true)
    expect(await judged(`${two}group g any a b\nquorum g\n`, 1)).toBe(true)
    expect(await judged(`${two}group g all a b\nquorum g\n`, 1)).toBe(false)
    expect(await judged(`${two}group g 2 a b\ngroup h all g a\nquorum h\n`)).toBe(true)
  })

  test.each([
    ['no quorum', two],
    ['two quorums', `${two}quorum a\nquorum b\n`],
    ['a quorum of nobody known', `${two}quorum c\n`],
    ['a group of nobody known', `${two}group g 1 c\nquorum g\n`],
    ['one member counted twice', `${two}group g 2 a a\nquorum g\n`],
    [
      'one key under two names',
      `log ${key}\nwitness a ${witness(0)}\nwitness b ${witness(0)}\ngroup g 2 a b\nquorum g\n`,
    ],
    ['a number that is none', `${two}group g some a b\nquorum g\n`],
    ['a log key as witness', `log ${key}\nwitness a ${key}\nquorum a\n`],
    ['a witness key as log', `log ${witness(0)}\nquorum none\n`],
    ['a slip in the name', `log ${key.replace('330106', '330107')}\nquorum none\n`],
    ['a slip in the key', `log ${key.replace(/\+A/, '+B')}\nquorum none\n`],
    ['no log', `witness a ${witness(0)}\nquorum a\n`],
    ['nothing', ''],
  ])('with %s are refused', async (_, policy) => {
    expect(await judged(policy, 1)).toBe(false)
  })
})

test('a root of the SM tree does not pass as one of the SHA-256 tree', async () => {
  const read = leafNodes(nodeSm3, leaves.map(nodeSm3.leafHash))
  const log = testLog('sha256', leaves)
  const bytes = await log.receipt(5, 13, { root: must(treeRoot(nodeSm3, read, 13)) })
  expect(await verifyReceipt(bytes, log.policy())).toMatchObject({ ok: false })
})

test('decodeProof knows one spelling: what it reads, encodeProof writes back byte for byte', async () => {
  const bytes = await testLog('sha256', leaves).receipt(5, 13)
  let unreadable = 0
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const read = decodeProof(flip(bytes, bit))
    if (!read.ok) unreadable++
    else expect(must(encodeProof(read.value))).toEqual(flip(bytes, bit))
  }
  console.log(`decodeProof: ${unreadable} of ${bytes.length * 8} flips unreadable, the rest read back alike`)
})

test('encodeProof refuses what it could not read back', async () => {
  const proof = must(decodeProof(await testLog('sha256', leaves).receipt(5, 13)))
  expect(encodeProof({ ...proof, index: 13 })).toMatchObject({ code: 'BAD_RANGE' })
  expect(encodeProof({ ...proof, index: 0.5 })).toMatchObject({ code: 'BAD_PROOF' })
  expect(encodeProof({ ...proof, hashes: [new Uint8Array(31)] })).toMatchObject({ code: 'BAD_PROOF' })
  expect(encodeProof({ ...proof, checkpoint: 'x' })).toMatchObject({ code: 'BAD_NOTE' })
})

/** A signature line under the log's name by somebody else's key. */
async function namesake(suite: 'sha256' | 'sm3', text: string): Promise<string> {
  const body = text.slice(text.indexOf('\n\n') + 2, text.indexOf('\n\n—') + 1)
  const note = must(await signNote(body, [signer(suite, body.split('\n')[0] ?? '', 10, false)]))
  return note.slice(note.indexOf('— '))
}
