import { sha256Hex } from '../../api/hex.ts'
import type { CertificateVerdict } from '../../../journal/certificate.mjs'
import type { GrowthVerdict, ReceiptVerdict } from '../../../journal/verify.mjs'

/** Where this site publishes the verifier: the page runs the very file that anybody can download. */
export const VERIFIER = '/log/verify.mjs'

/** The verifier as this page runs it, and the SHA-256 of the file in hexadecimal, to compare with one obtained elsewhere. */
export interface Verifier {
  readonly sha256: string
  verifyReceipt(proof: Uint8Array, policy: Uint8Array): Promise<ReceiptVerdict>
  verifyGrowth(older: Uint8Array, growth: Uint8Array, policy: Uint8Array): Promise<GrowthVerdict>
  verifyCertificate(bytes: Uint8Array, policy: Uint8Array): Promise<CertificateVerdict>
}

/** Why this browser cannot verify, as a sentence. */
export class Incapable extends Error {}

type Module = Pick<Verifier, 'verifyReceipt' | 'verifyGrowth'>
type OfCertificates = Pick<Verifier, 'verifyCertificate'>

/** Loads the verifier once; afterwards nothing is asked of any server. SM2 comes with it, so both suites are checked. */
export async function loadVerifier(): Promise<Verifier> {
  // Absent outside https and this machine, whatever its type says.
  if (!window.isSecureContext)
    throw new Incapable(
      '浏览器只在 https 网址下提供密码功能，本页现在不能核验。请改用 https 网址，或者下载核验程序自己运行。',
    )
  const key = new Uint8Array(32).fill(1)
  await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'NotSupportedError')
      throw new Incapable(
        '这个浏览器的版本较旧，不认识 Ed25519 签名。请换用新版浏览器，或者下载核验程序自己运行。',
      )
  })
  // Not the bundler's business: these addresses are the public files.
  const [verifier, sm2, certificates] = [VERIFIER, '/log/sm2.mjs', '/log/certificate.mjs']
  const file = await fetch(VERIFIER)
  if (!file.ok) throw new Error('核验程序没有取到，请检查网络后重试。')
  const sha256 = await sha256Hex(await file.arrayBuffer())
  const loaded = (await import(/* @vite-ignore */ verifier)) as Module
  const { verifyCertificate } = (await import(/* @vite-ignore */ certificates)) as OfCertificates
  await import(/* @vite-ignore */ sm2)
  const { verifyReceipt, verifyGrowth } = loaded
  return { sha256, verifyReceipt, verifyGrowth, verifyCertificate }
}

/** The keys this site publishes: its policy where it has witnesses, otherwise the log's key. */
export async function publishedPolicy(): Promise<string> {
  const status = await fetch('/log/witnesses')
  const { witnesses } = status.ok ? ((await status.json()) as { witnesses: unknown[] }) : { witnesses: [] }
  const answer = await fetch(witnesses.length > 0 ? '/log/policy' : '/log/key')
  return answer.ok ? answer.text() : ''
}

/** The beginning of a growth proof between two checkpoints, from this site; null when it does not know them. */
export async function growthBetween(older: string, newer: string): Promise<string | null> {
  const [from, to] = [older, newer].map((text) => text.split('\n')[1] ?? '')
  if (!/^\d+$/.test(`${from}${to}`)) return null
  const answer = await fetch(`/log/growth/${from}/${to}`)
  return answer.ok ? answer.text() : null
}

/** A certificate by the code that is printed on it; a sentence where there is none to be had. */
export async function certificateBy(code: string): Promise<Uint8Array | string> {
  const answer = await fetch(`/api/certificates/${encodeURIComponent(code)}`)
  if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
  if (answer.status === 409) return '这份证明正在写入日志，请过一分钟再试。'
  return '本站没有这个编码的过程证明。请核对编码，一个字符都不能差。'
}

/** The text as a file would hold it: what was pasted may have lost its last newline or gained Windows line ends. */
export function asFile(text: string): Uint8Array {
  const lines = text.replaceAll('\r\n', '\n').trim()
  return new TextEncoder().encode(lines === '' ? '' : `${lines}\n`)
}
