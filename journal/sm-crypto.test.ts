import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { sm3 } from './node-crypto.ts'
import { sm2PublicKey, sm2Secret, sm2Signer, sm2Verifier } from './sm-crypto.ts'
import { checkSm2 } from './sm2.mjs'
import { hex, must, unhex } from './testing.ts'

const origin = 'luoshi.example.gov.cn/log/330106/sm'
const secret = unhex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8')
const message = Buffer.from('message digest')

describe('SM2 with SM3', () => {
  test('key and signature of GB/T 32918.5 annex A verify', () => {
    expect(hex(sm2PublicKey(secret))).toBe(
      '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
        'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    )
    const signature = unhex(
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
        'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    )
    const key = sm2PublicKey(secret)
    expect(sm2Verifier(origin, key).verify(message, signature)).toBe(true)
    expect(checkSm2(key, message, signature)).toBe(true)
  })

  test('a checkpoint is signed and opened; another key, byte or length is not', async () => {
    const head = { origin, size: 3, root: sm3.digest(new Uint8Array([1])) }
    const signer = sm2Signer(origin, secret)
    const note = must(await signCheckpoint(head, signer))
    const verifier = sm2Verifier(origin, sm2PublicKey(secret))
    expect(must(openCheckpoint(note, { log: verifier })).size).toBe(3)
    expect(openCheckpoint(note.replace('\n3\n', '\n4\n'), { log: verifier }).ok).toBe(false)
    const other = sm2Verifier(origin, sm2PublicKey(sm2Secret()))
    expect(openCheckpoint(note, { log: other })).toMatchObject({ code: 'UNKNOWN_KEY' })
    const signature = await signer.sign(message)
    for (const bad of [signature.slice(1), new Uint8Array(64), Uint8Array.from([...signature, 0])])
      expect(verifier.verify(message, bad)).toBe(false)
    expect(sm2Verifier(origin, new Uint8Array(64).fill(5)).verify(message, signature)).toBe(false)
  })

  test('what one implementation signs the other verifies, and no flipped bit of it', async () => {
    for (let i = 0; i < 12; i++) {
      const own = sm2Secret()
      const [key, text] = [sm2PublicKey(own), Buffer.from(`第${i}段文字`)]
      const signature = await sm2Signer(origin, own).sign(text)
      expect(checkSm2(key, text, signature), `secret ${hex(own)}`).toBe(true)
      const flipped = Uint8Array.from(signature)
      flipped[i * 5] = flipped[i * 5]! ^ 1
      expect(checkSm2(key, text, flipped)).toBe(false)
      expect(sm2Verifier(origin, key).verify(text, flipped)).toBe(false)
    }
  })

  test('OpenSSL verifies what was signed, and what OpenSSL signs verifies', async (task) => {
    if (!openssl('version')) {
      console.log(
        'no openssl command that knows SM2 on this machine: its half of the interop vectors was not run',
      )
      return task.skip()
    }
    const dir = mkdtempSync(join(tmpdir(), 'luoshi-sm2-'))
    try {
      const at = (name: string) => join(dir, name)
      const run = (...argv: string[]) => execFileSync('openssl', argv, { stdio: ['ignore', 'pipe', 'pipe'] })
      writeFileSync(at('message'), message)
      run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', at('key'))
      run('pkey', '-in', at('key'), '-pubout', '-out', at('pub'))
      const own = pkcs8Secret(run('pkey', '-in', at('key'), '-outform', 'DER'))
      const signature = await sm2Signer(origin, own).sign(message)
      writeFileSync(at('ours'), der(signature))
      const id = ['-sm3', '-pkeyopt', 'distid:1234567812345678', '-rawin']
      const said = run(
        'pkeyutl',
        '-verify',
        '-pubin',
        '-inkey',
        at('pub'),
        '-in',
        at('message'),
        '-digest',
        'sm3',
        '-sigfile',
        at('ours'),
        ...id.slice(1),
      )
      expect(said.toString()).toContain('Verified Successfully')
      run(
        'pkeyutl',
        '-sign',
        '-inkey',
        at('key'),
        '-in',
        at('message'),
        '-digest',
        'sm3',
        '-out',
        at('theirs'),
        ...id.slice(1),
      )
      const theirs = raw(readFileSync(at('theirs')))
      expect(sm2Verifier(origin, sm2PublicKey(own)).verify(message, theirs)).toBe(true)
      expect(checkSm2(sm2PublicKey(own), message, theirs)).toBe(true)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
})

function openssl(...argv: string[]): boolean {
  try {
    execFileSync('openssl', argv, { stdio: 'ignore' })
    return execFileSync('openssl', ['list', '-public-key-algorithms'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .includes('SM2')
  } catch {
    return false
  }
}

/** The private number in an unencrypted PKCS #8 file: the first octet string of 32 bytes. */
function pkcs8Secret(bytes: Buffer): Uint8Array {
  const at = bytes.indexOf(Buffer.from([0x04, 0x20]))
  return new Uint8Array(bytes.subarray(at + 2, at + 34))
}

/** r ‖ s as the DER sequence of two integers that OpenSSL takes. */
function der(signature: Uint8Array): Buffer {
  const integer = (part: Uint8Array): Buffer => {
    const bare = Buffer.from(part).subarray(part.findIndex((byte) => byte !== 0))
    const content = bare[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), bare]) : bare
    return Buffer.concat([Buffer.from([0x02, content.length]), content])
  }
  const body = Buffer.concat([integer(signature.slice(0, 32)), integer(signature.slice(32))])
  return Buffer.concat([Buffer.from([0x30, body.length]), body])
}

/** The two integers of such a sequence as r ‖ s. */
function raw(bytes: Buffer): Uint8Array {
  const integer = (at: number): { value: Buffer; next: number } => {
    const length = bytes[at + 1] ?? 0
    const content = bytes.subarray(at + 2, at + 2 + length)
    const bare = content.length > 32 ? content.subarray(content.length - 32) : content
    return { value: Buffer.concat([Buffer.alloc(32 - bare.length), bare]), next: at + 2 + length }
  }
  const r = integer(2)
  return new Uint8Array(Buffer.concat([r.value, integer(r.next).value]))
}
