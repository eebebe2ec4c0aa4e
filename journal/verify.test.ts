import { describe, expect, test } from 'vitest'
import { utf8 } from './bytes.ts'
import { cosigner, encodeCheckpoint } from './checkpoint.ts'
import type { Hash } from './hash.ts'
import { encodeLeaf, type Leaf } from './leaf.ts'
import { ed25519PublicKey, ed25519Signer, sha256, sm3 } from './node-crypto.ts'
import { keyId, noteTypes, signNote, type NoteSigner } from './note.ts'
import { decodeProof, encodeProof, type Proof } from './proof.ts'
import { must, sampleLeaf } from './testing.ts'
import { inclusionProof, leafNodes, treeRoot } from './tree.ts'
import { verifyProof, webSuite, type Policy, type Suite } from './verify.ts'

const logSeed = new Uint8Array(32).fill(9)
const witnessSeeds = [21, 22].map((fill) => new Uint8Array(32).fill(fill))
const witnessNames = ['jiwei.example.gov.cn/witness/1', 'archive.example.gov.cn/witness/1']

/** One cryptographic suite with everything the tests sign by. */
type Setting = {
  title: string
  hash: Hash
  suite: Suite
  origin: string
  leafLog: string
  logType: Uint8Array
  witnessType: Uint8Array
}

const sha: Setting = {
  title: 'SHA-256, WebCrypto',
  hash: sha256,
  suite: webSuite,
  origin: sampleLeaf.log,
  leafLog: sampleLeaf.log,
  logType: noteTypes.ed25519,
  witnessType: noteTypes.ed25519Cosignature,
}

// SM2 itself lives in a signing server. Here Ed25519 signs under the SM2 type byte: the tree, the key ids and the
// texts are those of the SM twin.
const witnessType = Uint8Array.of(0xff, ...utf8('luoshi-sm2sm3-cosignature-v1'))
const sm: Setting = {
  title: 'SM3 twin',
  hash: sm3,
  suite: {
    digest: async (bytes) => sm3.digest(bytes),
    verify: webSuite.verify,
    logType: noteTypes.sm2,
    witnessType,
  },
  origin: `${sampleLeaf.log}/sm`,
  leafLog: sampleLeaf.log,
  logType: noteTypes.sm2,
  witnessType,
}

function signerOf(setting: Setting, name: string, seed: Uint8Array, type: Uint8Array): NoteSigner {
  return { ...ed25519Signer(name, seed), keyId: keyId(setting.hash, name, type, ed25519PublicKey(seed)) }
}

function policyOf(setting: Setting, quorum = 0): Policy {
  const witnesses = witnessSeeds.map((seed, i) => ({
    name: witnessNames[i]!,
    publicKey: ed25519PublicKey(seed),
  }))
  const log = { name: setting.origin, publicKey: ed25519PublicKey(logSeed) }
  return { log, leafLog: setting.leafLog, witnesses: quorum > 0 ? witnesses : [], quorum }
}

const leaves = Array.from({ length: 13 }, (_, i): Leaf => ({ ...sampleLeaf, act: `act-${i}` })).map((leaf) =>
  must(encodeLeaf(leaf)),
)

type Issue = {
  index?: number
  size?: number
  witnesses?: number
  carried?: boolean
  origin?: string
  root?: Uint8Array
  leaves?: Uint8Array[]
}

/** Issues a receipt as the log would, with whatever the test changes. */
async function issue(
  setting: Setting,
  change: Issue = {},
): Promise<{ leaf: Uint8Array; proof: Proof; bytes: Uint8Array }> {
  const { index = 5, size = 13, witnesses = 0, origin = setting.origin, leaves: all = leaves } = change
  const read = leafNodes(setting.hash, all.map(setting.hash.leafHash))
  const root = change.root ?? must(treeRoot(setting.hash, read, size))
  const cosigners = witnessSeeds.slice(0, witnesses).map((seed, i) => {
    return cosigner(signerOf(setting, witnessNames[i]!, seed, setting.witnessType), 1_795_000_000n)
  })
  const text = must(encodeCheckpoint({ origin, size, root }))
  const checkpoint = must(
    await signNote(text, [signerOf(setting, setting.origin, logSeed, setting.logType), ...cosigners]),
  )
  const hashes = must(inclusionProof(setting.hash, read, index, size))
  const leaf = all[index]!
  const proof = { ...(change.carried && { leaf }), index, hashes, checkpoint }
  return { leaf, proof, bytes: must(encodeProof(proof)) }
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

describe.each([sha, sm])('$title', (setting) => {
  const verify = (bytes: Uint8Array, leaf?: Uint8Array, policy = policyOf(setting)) =>
    verifyProof(bytes, leaf, policy, setting.suite)

  test('every place in every tree of 1 to 13 acts is proven', async () => {
    for (let size = 1; size <= 13; size++) {
      for (let index = 0; index < size; index++) {
        const { bytes, leaf } = await issue(setting, { index, size })
        expect(await verify(bytes, leaf)).toMatchObject({
          ok: true,
          size,
          index,
          at: sampleLeaf.at,
          leaf: { act: `act-${index}` },
        })
      }
    }
  })

  test('a receipt that carries its leaf needs nothing else', async () => {
    const { bytes, leaf, proof } = await issue(setting, { carried: true })
    expect(await verify(bytes)).toMatchObject({ ok: true, leaf: { act: 'act-5' } })
    expect(await verify(bytes, leaf)).toMatchObject({ ok: true })
    expect(await verify(bytes, leaves[6])).toMatchObject({
      ok: false,
      because: expect.stringContaining('不同'),
    })
    expect(must(decodeProof(bytes))).toEqual(proof)
  })

  test('witnesses are counted', async () => {
    const { bytes, leaf } = await issue(setting, { witnesses: 2 })
    expect(await verify(bytes, leaf, policyOf(setting, 2))).toMatchObject({
      ok: true,
      witnesses: witnessNames,
    })
    const one = await issue(setting, { witnesses: 1 })
    expect(await verify(one.bytes, leaf, policyOf(setting, 1))).toMatchObject({
      ok: true,
      witnesses: [witnessNames[0]],
    })
    expect(await verify(one.bytes, leaf, policyOf(setting, 2))).toEqual({
      ok: false,
      because: '见证签名不足 2 个。',
    })
  })

  test('no single flipped bit of a receipt or leaf passes', async () => {
    let refused = 0
    for (const change of [{ carried: true, index: 12 }, { size: 1, index: 0 }, { witnesses: 2 }]) {
      const { bytes, leaf } = await issue(setting, change)
      const policy = policyOf(setting, 'witnesses' in change ? 2 : 0)
      const given = 'carried' in change ? undefined : leaf
      expect((await verify(bytes, given, policy)).ok).toBe(true)
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = bytes.with(bit >> 3, bytes[bit >> 3]! ^ (1 << (bit & 7)))
        const verdict = await verify(flipped, given, policy)
        if (verdict.ok) throw new Error(`bit ${bit} passed: ${textOf(flipped)}`)
        refused++
      }
    }
    const { bytes, leaf } = await issue(setting)
    for (let bit = 0; bit < leaf.length * 8; bit++) {
      const flipped = leaf.with(bit >> 3, leaf[bit >> 3]! ^ (1 << (bit & 7)))
      expect((await verify(bytes, flipped)).ok).toBe(false)
      refused++
    }
    console.log(`${setting.title}: ${refused} of ${refused} single-bit flips refused`)
  })

  test('named forgeries', async () => {
    const { bytes, leaf, proof } = await issue(setting)
    const text = textOf(bytes)
    const lines = text.split('\n')
    const hashLine = lines[2]!
    const low = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const otherSpelling = `${hashLine.slice(0, -2)}${low[low.indexOf(hashLine.at(-2)!) + 1]}=`
    const node = setting.hash.nodeHash(proof.hashes[0]!, proof.hashes[1]!)
    const cases: Record<string, string> = {
      empty: '',
      'leading zero in the index': text.replace('index 5', 'index 05'),
      'leading zero in the size': text.replace('\n13\n', '\n013\n'),
      CRLF: text.replaceAll('\n', '\r\n'),
      'one carriage return': text.replace('index 5\n', 'index 5\r\n'),
      'byte order mark': `\ufeff${text}`,
      'trailing newline': `${text}\n`,
      'trailing text': `${text}x`,
      'no final newline': text.slice(0, -1),
      'extension line': text.replace('\n13\n', '\n13\nmore\n'),
      'non-canonical base64': text.replace(hashLine, otherSpelling),
      'other index': text.replace('index 5', 'index 4'),
      'index past the size': text.replace('index 5', 'index 13'),
      'other size': text.replace('\n13\n', '\n14\n'),
      'path truncated': text.replace(`${hashLine}\n`, ''),
      'path extended': text.replace(`${hashLine}\n`, `${hashLine}\n${hashLine}\n`),
      'path reversed': [...lines.slice(0, 2), ...lines.slice(2, 6).toReversed(), ...lines.slice(6)].join(
        '\n',
      ),
      'path empty': [...lines.slice(0, 2), ...lines.slice(6)].join('\n'),
      'signature removed': text.slice(0, text.indexOf('— ')),
      'signature twice': text + text.slice(text.indexOf('— ')),
      'signature by a namesake': text.slice(0, text.indexOf('— ')) + (await namesake(setting, proof)),
    }
    for (const [name, forged] of Object.entries(cases)) {
      expect(forged, name).not.toBe(text)
      expect(await verify(utf8(forged), leaf), name).toMatchObject({
        ok: false,
        because: expect.stringMatching(/\p{Script=Han}.*。$/u),
      })
    }
    expect(await verify(bytes, leaves[4])).toMatchObject({ ok: false })
    expect(await verify(bytes, node)).toMatchObject({ ok: false })
    expect(await verify(bytes, undefined)).toEqual({ ok: false, because: '缺少日志叶。' })
  })

  test('a leaf is refused, even under a good signature, when it is', async () => {
    const good = textOf(leaves[5]!)
    const forged: Record<string, string> = {
      'of another log': good.replace('log/330106', 'log/330108'),
      'of another version': good.replace('leaf/v1', 'leaf/v2'),
      'spelled otherwise': good.replace('"act":', '"act": '),
      'with a duplicate key': good.replace('"act":"act-5"', '"act":"act-5","act":"act-9"'),
      'with a lone surrogate': good.replace('"act-5"', '"\\ud800"'),
      'with a fraction': good.replace('"seq":17', '"seq":17.5'),
      'not JSON': 'x',
      'not an object': '[]',
      null: 'null',
    }
    for (const [name, text] of Object.entries(forged)) {
      const { bytes, leaf } = await issue(setting, { leaves: leaves.with(5, utf8(text)) })
      expect(await verify(bytes, leaf), name).toMatchObject({ ok: false })
    }
  })

  test('another origin, another key, a root that is not the tree’s', async () => {
    const { bytes, leaf } = await issue(setting)
    const policy = policyOf(setting)
    const stranger = {
      ...policy,
      log: { name: setting.origin, publicKey: ed25519PublicKey(witnessSeeds[0]!) },
    }
    expect(await verify(bytes, leaf, stranger)).toEqual({ ok: false, because: '缺少日志自身的签名。' })
    const elsewhere = { ...policy, log: { ...policy.log, name: `${setting.origin}/2027` } }
    expect(await verify(bytes, leaf, elsewhere)).toEqual({ ok: false, because: '检查点不属于这本日志。' })
    const wrongRoot = await issue(setting, { root: new Uint8Array(32) })
    expect(await verify(wrongRoot.bytes, leaf)).toMatchObject({
      ok: false,
      because: expect.stringContaining('树根'),
    })
  })
})

/** A signature line under the log's name by somebody else's key. */
async function namesake(setting: Setting, proof: Proof): Promise<string> {
  const text = proof.checkpoint.slice(0, proof.checkpoint.indexOf('\n\n') + 1)
  const note = must(
    await signNote(text, [signerOf(setting, setting.origin, witnessSeeds[0]!, setting.logType)]),
  )
  return note.slice(note.indexOf('— '))
}

test('a root of the SM tree does not pass as one of the SHA-256 tree', async () => {
  const read = leafNodes(sm3, leaves.map(sm3.leafHash))
  const { bytes, leaf } = await issue(sha, { root: must(treeRoot(sm3, read, 13)) })
  expect(await verifyProof(bytes, leaf, policyOf(sha))).toMatchObject({ ok: false })
})

test('a machine without the cryptography refuses rather than throws', async () => {
  const { bytes, leaf } = await issue(sha)
  const broken = { ...webSuite, verify: async () => Promise.reject(new Error('NotSupportedError')) }
  expect(await verifyProof(bytes, leaf, policyOf(sha), broken)).toMatchObject({
    ok: false,
    because: expect.stringContaining('无法核验'),
  })
})

test('decodeProof knows one spelling: what it reads, encodeProof writes back byte for byte', async () => {
  const { bytes } = await issue(sha, { carried: true })
  let unreadable = 0
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = bytes.with(bit >> 3, bytes[bit >> 3]! ^ (1 << (bit & 7)))
    const read = decodeProof(flipped)
    if (!read.ok) unreadable++
    else expect(must(encodeProof(read.value))).toEqual(flipped)
  }
  console.log(
    `decodeProof: ${unreadable} of ${bytes.length * 8} flips unreadable, the rest read back to the same bytes`,
  )
})

test('encodeProof refuses what it could not read back', async () => {
  const { proof } = await issue(sha)
  expect(encodeProof({ ...proof, index: 13 })).toMatchObject({ code: 'BAD_RANGE' })
  expect(encodeProof({ ...proof, index: 0.5 })).toMatchObject({ code: 'BAD_PROOF' })
  expect(encodeProof({ ...proof, hashes: [new Uint8Array(31)] })).toMatchObject({ code: 'BAD_PROOF' })
  expect(encodeProof({ ...proof, checkpoint: 'x' })).toMatchObject({ code: 'BAD_NOTE' })
})
