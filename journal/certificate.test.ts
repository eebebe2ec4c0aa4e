import { deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { base64 } from './bytes.ts'
import { canonicalize } from './canonical.ts'
import { type Certificate, type CertificateFile, type Proven, verifyCertificate } from './certificate.mjs'
import { type Leaf, encodeLeaf, textCommitment } from './leaf.ts'
import { sha256 } from './node-crypto.ts'
import { recordFigure } from '#test/figures.ts'
import { diceOf } from '#test/proofs/corrupt.ts'
import { must, sampleLeaf, seeded } from './testing.ts'
import { type TestLog, testLog } from './testing-log.ts'
import { inclusionProof } from './tree.ts'

const SALT = new Uint8Array(32).fill(9)
const [SPOKE, DECIDED, ISSUED] = ['act-1', 'act-2', 'act-3']
const AT = '2026-11-22T01:02:03.456Z'

const claim = (act: string, kind: string, seq: number) => ({
  act,
  kind,
  seq,
  matter: 'm:1',
  at: AT,
  title: '发表意见',
  by: '副区长 某某',
})
const certificate: Certificate = {
  district: '云汀区',
  matter: { id: 'm:1', procedure: 'topic', number: '议〔2026〕1号', title: '调整公交线路' },
  body: '区政府常务会议',
  on: '2026年11月22日',
  outcome: '通过',
  words: '同意。',
  issuedAt: AT,
  issuedBy: '区政府办公室 科长 某某',
  steps: [
    {
      name: 'views',
      title: '到会成员逐一发表意见',
      norm: 'A3',
      basis: '决策条例第三十条',
      status: 'done',
      evidence: [claim(SPOKE, 'topic.speak', 4)],
      open: [],
    },
    {
      name: 'decided',
      title: '作出决定',
      norm: 'A8',
      basis: '决策条例第三十条',
      status: 'done',
      evidence: [claim(DECIDED, 'topic.adopt', 5)],
      open: [],
    },
    {
      name: 'minutes',
      title: '会议纪要签发',
      norm: 'A8',
      basis: '决策条例第三十条',
      status: 'waiting',
      evidence: [],
      open: [],
    },
  ],
}

const leaf = (change: Partial<Leaf>): Uint8Array => must(encodeLeaf({ ...sampleLeaf, ...change }))
const issuing = (said: string, change: Partial<Leaf> = {}): Uint8Array =>
  leaf({
    act: ISSUED,
    kind: 'audit.certificate',
    matter: 'trail:act-3',
    seq: 1,
    prev: null,
    body: { sha256: must(textCommitment(sha256, SALT, said)) },
    ...change,
  })

const saying = (what: unknown): string =>
  must(canonicalize({ as: 'holder', effects: {}, form: { certificate: what }, revocable: false }))

/** A log in which two acts and a certificate of them stand, and the certificate's file. */
async function issue(
  what: unknown = certificate,
  change: Partial<Leaf> = {},
): Promise<{ log: TestLog; file: CertificateFile }> {
  const said = saying(what)
  const log = testLog('sha256', [
    leaf({ act: 'act-0' }),
    leaf({ act: SPOKE, kind: 'topic.speak', matter: 'm:1', seq: 4, at: AT }),
    leaf({ act: DECIDED, kind: 'topic.adopt', matter: 'm:1', seq: 5, at: AT }),
    issuing(said, change),
    leaf({ act: 'act-4' }),
  ])
  const proven = (index: number): Proven => ({
    leaf: new TextDecoder().decode(log.leaves[index]),
    index,
    path: must(inclusionProof(log.hash, log.read, index, 5)).map(base64),
  })
  const file: CertificateFile = {
    v: 'luoshi/certificate/v1',
    checkpoint: await log.checkpoint(5),
    said,
    salt: base64(SALT),
    issue: proven(3),
    evidence: { [SPOKE]: proven(1), [DECIDED]: proven(2) },
  }
  return { log, file }
}

const asBytes = (file: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(file))

/** A file as a maker of .pdf attaches it, packed or plain. */
function pdfWith(contents: readonly Uint8Array[], packed = true): Uint8Array {
  const parts = contents.map((content, n) => {
    const data = packed ? deflateSync(content) : content
    const filter = packed ? '/Filter /FlateDecode ' : ''
    const head = `${n + 3} 0 obj\n<< /Type /EmbeddedFile ${filter}/Length ${data.length} /Params << /Size 1 >> >>\nstream\n`
    return Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream\nendobj\n')])
  })
  const page = Buffer.from('2 0 obj\n<< /Length 3 >>\nstream\nabc\nendstream\nendobj\n')
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), page, ...parts, Buffer.from('%%EOF')])
}

let log: TestLog
let file: CertificateFile
const verify = (bytes: Uint8Array, policy = log.policy()) => verifyCertificate(bytes, policy)

beforeAll(async () => {
  ;({ log, file } = await issue())
})

describe('a certificate', () => {
  test('proves what it says and each piece of evidence', async () => {
    const verdict = await verify(asBytes(file))
    expect(verdict).toMatchObject({ ok: true, proven: 2, index: 3, size: 5, certificate })
    const code = Buffer.from(
      sha256.digest(new TextEncoder().encode(must(canonicalize(certificate)))),
    ).toString('base64url')
    expect(verdict).toMatchObject({ code })
  })

  test.each([true, false])('is found in the .pdf it is attached to (packed: %s)', async (packed) => {
    expect(await verify(pdfWith([asBytes({ other: 1 }), asBytes(file)], packed))).toMatchObject({ ok: true })
  })

  test('is not guessed where a .pdf has none, or two', async () => {
    expect(await verify(pdfWith([]))).toMatchObject({ because: expect.stringContaining('没有附带') })
    expect(await verify(pdfWith([asBytes(file), asBytes(file)]))).toMatchObject({
      because: expect.stringContaining('不止一份'),
    })
  })

  test('is not accepted under another key', async () => {
    const other = testLog('sha256', log.leaves)
    const key = new TextDecoder().decode(other.policy()).replace('luoshi.example', 'anders.example')
    expect(await verify(asBytes(file), new TextEncoder().encode(key))).toMatchObject({ ok: false })
  })
})

/** Every place in a value, as a path. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, one]) =>
    placesIn(one, [...path, Array.isArray(value) ? Number(name) : name]),
  )
}
function changedAt(value: unknown, [name, ...rest]: readonly (string | number)[]): unknown {
  if (name === undefined) return typeof value === 'number' ? value + 1 : `${String(value).slice(0, -1)}x`
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[name] = changedAt(copy[name], rest)
  return copy
}

describe('whoever changes anything is found out', () => {
  test('in any text or number of the file', async () => {
    const places = placesIn(file)
    expect(places.length).toBeGreaterThan(15)
    for (const path of places) {
      const verdict = await verify(asBytes(changedAt(file, path)))
      expect(verdict, path.join('.')).toMatchObject({ ok: false, because: expect.any(String) })
    }
  })

  test.each([
    ['a zero byte more', (salt: string) => salt.replace(/=$/, 'A')],
    ['its padding gone', (salt: string) => salt.replace(/=$/, '')],
    ['a blank in place of its padding', (salt: string) => salt.replace(/=$/, ' ')],
    [
      'spare bits set',
      (salt: string) => salt.replace(/.=$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}=`),
    ],
  ])('in the spelling of the salt: %s', async (_, spelt) => {
    expect(spelt(file.salt)).not.toBe(file.salt)
    expect(await verify(asBytes({ ...file, salt: spelt(file.salt) }))).toMatchObject({ ok: false })
  })

  test(
    'in any byte of the file but the spelling of the head, which other parties sign',
    { timeout: 300_000 },
    async () => {
      const edits = process.env['LUOSHI_FIGURES'] === '1' ? 20_000 : 400
      const whole = new TextDecoder().decode(asBytes(file))
      const head = JSON.stringify(file.checkpoint)
      const from = whole.indexOf(head)
      const dice = diceOf(seeded('changed bytes of a certificate'))
      const accepted: string[] = []
      for (let tried = 0; tried < edits;) {
        const at = dice(whole.length)
        if (at >= from && at < from + head.length) continue
        const other = String.fromCharCode(32 + dice(95))
        if (other === whole[at]) continue
        tried++
        const changed = whole.slice(0, at) + other + whole.slice(at + 1)
        const verdict = await verify(new TextEncoder().encode(changed))
        if (verdict.ok) accepted.push(`${at}: ${whole[at]} → ${other}`)
      }
      expect(accepted).toEqual([])
      recordFigure({
        id: 'p-certificate-bytes',
        part: 'proof',
        title: 'Process certificates with one byte changed that were accepted',
        value: accepted.length,
        of: { n: edits, what: 'changed bytes' },
        command: 'LUOSHI_FIGURES=1 npx vitest run journal/certificate.test.ts',
      })
    },
  )

  test('in any word of what it says', async () => {
    for (const path of placesIn(certificate)) {
      const said = saying(changedAt(certificate, path))
      const verdict = await verify(asBytes({ ...file, said }))
      expect(verdict, path.join('.')).toMatchObject({ because: expect.stringContaining('内容被改动过') })
    }
  })

  test('evidence taken out, added, or put in another’s place', async () => {
    const { [SPOKE]: spoke, [DECIDED]: decided } = file.evidence
    const cases: [object, string][] = [
      [{ [DECIDED]: decided }, '“到会成员逐一发表意见”第4步没有存证'],
      [{ [SPOKE]: decided, [DECIDED]: spoke }, '“到会成员逐一发表意见”第4步与日志不符'],
      [{ ...file.evidence, 'act-4': decided }, '没有提到的存证'],
    ]
    for (const [evidence, because] of cases)
      expect(await verify(asBytes({ ...file, evidence }))).toMatchObject({
        ok: false,
        because: expect.stringContaining(because),
      })
  })
})

describe('a log that issues what does not fit is found out as well', () => {
  const issuedWith = async (what: Certificate, change: Partial<Leaf> = {}) => {
    const made = await issue(what, change)
    return verifyCertificate(asBytes(made.file), made.log.policy())
  }
  const [first, ...rest] = certificate.steps
  const withFirst = (change: object): Certificate => ({
    ...certificate,
    steps: [{ ...(first as NonNullable<typeof first>), ...change }, ...rest],
  })

  test('evidence that says another act, matter, number or time than its leaf', async () => {
    for (const [name, value, word] of [
      ['kind', 'topic.vote', '行为'],
      ['matter', 'm:2', '事项'],
      ['seq', 9, '步次'],
      ['at', '2026-11-20T01:02:03.456Z', '时间'],
    ] as const) {
      const verdict = await issuedWith(
        withFirst({ evidence: [{ ...claim(SPOKE, 'topic.speak', 4), [name]: value }] }),
      )
      expect(verdict).toMatchObject({ because: expect.stringContaining(word) })
    }
  })

  test('a step that is called done without evidence, or with somebody’s missing', async () => {
    const none = {
      ...certificate,
      steps: [...rest, { ...certificate.steps[2], status: 'done' }],
    } as Certificate
    const made = await issue(none)
    const { [DECIDED]: decided } = made.file.evidence
    const bare = { ...made.file, evidence: { [DECIDED]: decided } }
    expect(await verifyCertificate(asBytes(bare), made.log.policy())).toMatchObject({
      because: expect.stringContaining('没有证据'),
    })
    expect(await issuedWith(withFirst({ open: ['副区长'] }))).toMatchObject({
      because: expect.stringContaining('没有证据'),
    })
  })

  test('an act that is no issuing of a certificate, or is older than its evidence', async () => {
    expect(await issuedWith(certificate, { kind: 'audit.export' })).toMatchObject({
      because: expect.stringContaining('不是出具过程证明'),
    })
    expect(await issuedWith(certificate, { at: '2026-11-21T00:00:00.000Z' })).toMatchObject({
      because: expect.stringContaining('晚于'),
    })
  })
})
