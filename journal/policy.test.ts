import { describe, expect, test } from 'vitest'
import { ed25519PublicKey, hashes } from './node-crypto.ts'
import { encodePolicy, parsePolicy, type LogPolicy } from './policy.ts'
import { must, seeded } from './testing.ts'
import { decodeVkey, encodeVkey, type KeyKind, type Vkey } from './vkey.ts'

const ed25519 = (name: string, fill: number, kind: KeyKind): Vkey => ({
  name,
  kind,
  publicKey: ed25519PublicKey(new Uint8Array(32).fill(fill)),
})
const sm2 = (name: string, fill: number, kind: KeyKind): Vkey => ({
  name,
  kind,
  publicKey: new Uint8Array(64).fill(fill),
})

const log = ed25519('luoshi.example.gov.cn/log/330106', 9, 'ed25519')
const witness = (n: number): Vkey => ed25519(`witness.example.gov.cn/${n}`, n, 'ed25519Cosignature')
const policy: LogPolicy = {
  log,
  url: 'https://luoshi.example.gov.cn/log',
  witnesses: [
    { label: '纪检监察', key: witness(1), url: 'http://10.1.2.3:8070' },
    { label: '档案馆', key: witness(2) },
    { label: '市政府办', key: witness(3) },
  ],
  quorum: 2,
  age: 86_400,
}
const text = must(encodePolicy(hashes, policy))
const logLine = text.split('\n')[0]!
const witnessLines = text.split('\n').slice(1, 4)

describe('a public key as text', () => {
  test.each([log, witness(1), sm2('a/sm', 7, 'sm2'), sm2('w/sm', 8, 'sm2Cosignature')])(
    '$kind comes back as it was',
    (key) => {
      expect(must(decodeVkey(hashes, encodeVkey(hashes, key)))).toEqual(key)
    },
  )

  test('the published verifier key is read and written to the same text', () => {
    // The example of the Go note package, which the specification grew out of.
    const published = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
    expect(encodeVkey(hashes, must(decodeVkey(hashes, published)))).toBe(published)
  })

  test('comes back whatever its bytes', () => {
    for (let fill = 0; fill < 256; fill++) {
      const key = sm2('a/sm', fill, 'sm2')
      expect(must(decodeVkey(hashes, encodeVkey(hashes, key)))).toEqual(key)
    }
  })

  test('no change of one character passes', () => {
    const seed = seeded('vkey')
    const good = encodeVkey(hashes, log)
    for (let i = 0; i < good.length; i++) {
      const other = good[i] === 'A' ? 'B' : 'A'
      const bad = good.slice(0, i) + other + good.slice(i + 1)
      expect(decodeVkey(hashes, bad).ok, `seed ${seed} at ${i}: ${bad}`).toBe(false)
    }
  })
})

describe('a policy', () => {
  test('comes back as it was', () => {
    expect(must(parsePolicy(hashes, text))).toEqual(policy)
    expect(text).toContain('group quorum-group 2 纪检监察 档案馆 市政府办\nquorum quorum-group\nage 86400\n')
  })

  test('is read with comments, empty lines, any and all, and other orders', () => {
    const [one, two] = witnessLines
    const read = (rest: string) => must(parsePolicy(hashes, `# 说明\n\n${one}\n${two}\n${rest}${logLine}\n`))
    expect(read('group g any 档案馆 纪检监察\nquorum g\n').quorum).toBe(1)
    expect(read('group g all 档案馆 纪检监察\nquorum g\n').quorum).toBe(2)
    expect(read('quorum none\n')).toMatchObject({ quorum: 0, witnesses: [{ label: '纪检监察' }, {}] })
    expect(must(parsePolicy(hashes, `${logLine}\n${one}\nquorum 纪检监察\n`)).quorum).toBe(1)
    expect(must(parsePolicy(hashes, `${logLine}\nquorum none\n`))).toEqual({
      log,
      url: policy.url,
      witnesses: [],
      quorum: 0,
    })
  })

  test.each([
    ['no newline at the end', text.slice(0, -1)],
    ['a carriage return', text.replace('\n', '\r\n')],
    ['a tab', text.replace(' ', '\t')],
    ['two spaces', text.replace('log ', 'log  ')],
    ['a space at the end', text.replace('\nquorum', ' \nquorum')],
    ['an unknown line', `${text}allow all\n`],
    ['a name every object bears', `${text}constructor x\n`],
    ['a second log', `${logLine}\n${text}`],
    ['no log', text.replace(`${logLine}\n`, '')],
    ['no quorum', text.replace('quorum quorum-group\n', '')],
    ['a second quorum', `${text}quorum none\n`],
    ['a quorum nobody defined', text.replace('quorum quorum-group', 'quorum other')],
    ['one witness of several as quorum', text.replace('quorum quorum-group', 'quorum 档案馆')],
    ['a group without one of them', text.replace(' 市政府办\nquorum', '\nquorum')],
    ['a member twice', text.replace('档案馆 市政府办\nquorum', '档案馆 档案馆\nquorum')],
    ['more needed than there are', text.replace('quorum-group 2', 'quorum-group 4')],
    ['none needed', text.replace('quorum-group 2', 'quorum-group 0')],
    ['a leading zero', text.replace('quorum-group 2', 'quorum-group 02')],
    [
      'a witness under the key of the log',
      text.replace('witness 档案馆', logLine.replace('log', 'witness 档案馆')),
    ],
    [
      'a log under the key of a witness',
      text.replace(logLine, witnessLines[1]!.replace('witness 档案馆', 'log')),
    ],
    [
      'one witness under two names',
      text.replace(witnessLines[1]!, witnessLines[0]!.replace('纪检监察', '档案馆')),
    ],
    ['a witness called none', text.replaceAll('档案馆', 'none')],
    ['two witnesses of one name', text.replaceAll('档案馆', '市政府办')],
    ['an address that is none', text.replace('http://10.1.2.3:8070', 'file:///etc/passwd')],
    ['no age', text.replace('age 86400', 'age 0')],
    ['an age in words', text.replace('age 86400', 'age 1d')],
    ['the empty file', ''],
  ])('%s is refused', (_, bad) => {
    expect(bad).not.toBe(text)
    expect(parsePolicy(hashes, bad)).toMatchObject({ ok: false })
  })

  test('the same key as two witnesses, spelled with two key names, is refused', () => {
    const twin = { ...policy.witnesses[0]!.key, name: 'witness.example.gov.cn/again' }
    const witnesses = [policy.witnesses[0]!, { label: '档案馆', key: twin }]
    expect(encodePolicy(hashes, { ...policy, witnesses })).toMatchObject({ code: 'BAD_POLICY' })
  })

  test('witnesses of another suite than the log are refused', () => {
    const witnesses = [{ label: '档案馆', key: sm2('w/sm', 8, 'sm2Cosignature') }]
    expect(encodePolicy(hashes, { log, witnesses, quorum: 1 })).toMatchObject({ code: 'BAD_POLICY' })
  })
})
