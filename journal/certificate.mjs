// Verifies a process certificate (.pdf, with the certificate attached, or the attached .json itself), trusting nothing but the keys
// of a policy file. Imports the verifier of receipts beside it and nothing else; Node 20 or later, or a browser.
//   node certificate.mjs POLICY CERTIFICATE
// What a certificate says stands in one act of the log, 出具过程证明: the log's leaf commits to it, so that no word of it can be changed.
// Each piece of evidence it names is a leaf of the same log, held against what is said of it.
import { verifyReceipt } from './verify.mjs'
const MOST = 8_000_000
const utf8 = (text) => new TextEncoder().encode(text)
const textOf = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
const bytesOf = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
function demand(found, because) {
  if (found) return found
  throw Object.assign(new Error(because), { because })
}
const refusal = ({ because = '文件读不懂，或者本机没有所需的密码功能。' }) => ({ ok: false, because })
async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  const parts = []
  let length = 0
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) break
    demand((length += value.length) <= MOST, '附在文件里的数据太大。')
    parts.push(value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
/** The certificates attached to a .pdf; streams stand in the file as they are, whatever else is packed. */
async function attached(bytes) {
  const file = new TextDecoder('latin1').decode(bytes)
  const found = []
  for (const { index, 0: head } of file.matchAll(
    /<<(?:(?!endobj|stream)[^])*?\/EmbeddedFile\b(?:(?!endobj|stream)[^])*?stream\r?\n/g,
  )) {
    const length = Number(/\/Length (\d+)(?! \d+ R)/.exec(head)?.[1] ?? -1)
    const from = index + head.length
    const packed = bytes.slice(from, length < 0 ? file.indexOf('endstream', from) : from + length)
    const data = /\/FlateDecode\b/.test(head) ? await inflated(packed).catch(() => undefined) : packed
    const text = data && new TextDecoder().decode(data)
    if (text?.startsWith('{') && text.includes('"luoshi/certificate/v1"')) found.push(text)
  }
  return found
}
async function certificateText(bytes) {
  demand(bytes.length <= MOST, '文件太大，不是过程证明。')
  const isPdf = textOf(bytes.slice(0, 5).map((byte) => byte & 127)) === '%PDF-'
  if (!isPdf) return textOf(bytes)
  const found = await attached(bytes)
  demand(found.length > 0, '这份 PDF 里没有附带过程证明的数据：可能是另存、打印或者扫描的，请用原文件。')
  demand(found.length === 1, '这份 PDF 里附带了不止一份过程证明。')
  return found[0]
}
async function proven({ leaf, index, path } = {}, checkpoint, policy, what) {
  const shaped = typeof leaf === 'string' && Number.isSafeInteger(index) && Array.isArray(path)
  demand(shaped && path.every((hash) => /^[\w+/=]{44}$/.test(hash)), `${what}没有存证，或者存证不完整。`)
  const lines = [`extra ${base64(utf8(leaf))}`, `index ${index}`, ...path].join('\n')
  const verdict = await verifyReceipt(utf8(`c2sp.org/tlog-proof@v1\n${lines}\n\n${checkpoint}`), policy)
  demand(verdict.ok, `${what}的存证核验不通过：${verdict.because}`)
  return verdict
}
const NAMES = { kind: '行为', matter: '事项', seq: '步次', at: '时间' }
async function judged(bytes, policy) {
  const { v, checkpoint, said, salt, issue, evidence } = JSON.parse(await certificateText(bytes))
  demand(v === 'luoshi/certificate/v1', '不是过程证明，或者是本程序不认识的版本。')
  demand(
    [checkpoint, said, salt].every((one) => typeof one === 'string') && isObject(evidence),
    '过程证明不完整。',
  )
  const issued = await proven(issue, checkpoint, policy, '出具过程证明这一行为')
  demand(issued.leaf.kind === 'audit.certificate', '所附的行为不是出具过程证明。')
  // HMAC fills its key up with zeros and `atob` overlooks blanks and spare bits: other spellings would give the same commitment.
  const salted = bytesOf(salt)
  demand(salted.length === 32 && base64(salted) === salt, '过程证明的盐值不合规范：内容被改动过。')
  const key = await crypto.subtle.importKey('raw', salted, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const commitment = base64(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(said))))
  demand(commitment === issued.leaf.body?.sha256, '证明的内容与出具时记入日志的不符：内容被改动过。')
  const { certificate } = JSON.parse(said).form
  const named = certificate.steps.flatMap((step) => step.evidence.map((one) => ({ ...one, step })))
  for (const { step, act, ...claim } of named) {
    const what = `“${step.title}”第${claim.seq}步`
    const { leaf } = await proven(evidence[act], checkpoint, policy, what)
    const wrong = Object.keys(NAMES).filter((name) => leaf[name] !== claim[name])
    demand(
      leaf.act === act && wrong.length === 0,
      `${what}与日志不符：${wrong.map((name) => NAMES[name]).join('、') || '编号'}。`,
    )
    demand(leaf.at <= issued.at, `${what}晚于出具过程证明的时间。`)
  }
  const extra = Object.keys(evidence).filter((act) => named.every((one) => one.act !== act))
  demand(extra.length === 0, '附有证明里没有提到的存证。')
  for (const { title, status, evidence: of, open } of certificate.steps)
    demand(status !== 'done' || (of.length > 0 && open.length === 0), `“${title}”写明已完成，却没有证据。`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(JSON.stringify(certificate))))
  const code = base64(digest).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  const { origin, size, index, at, witnesses } = issued
  return { ok: true, origin, size, index, at, code, certificate, proven: named.length, witnesses }
}
export const verifyCertificate = (bytes, policy) => judged(bytes, policy).catch(refusal)
export async function run() {
  const [policy, file] = process.argv
    .slice(2)
    .map((path) => process.getBuiltinModule('node:fs').readFileSync(path))
  const verdict = await verifyCertificate(file, policy)
  console.log(verdict.ok ? '核验通过。' : `核验不通过：${verdict.because}`, verdict)
  process.exitCode = verdict.ok ? 0 : 1
}
if (globalThis.process?.argv[1] && process.argv[1] === import.meta.filename) await run()
