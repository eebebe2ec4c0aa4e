// Verifies a receipt, or that one checkpoint grew out of another, trusting nothing but the keys of a policy file.
// Without dependencies, in Node 20 or later or in a browser. SM2 signatures are checked by `node sm2.mjs` instead.
//   node verify.mjs POLICY RECEIPT        or        node verify.mjs POLICY OLDER-CHECKPOINT GROWTH
// Texts: c2sp.org tlog-policy, tlog-proof, tlog-checkpoint, tlog-cosignature; GROWTH is a request of tlog-witness.
const utf8 = (text) => new TextEncoder().encode(text)
const textOf = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]))
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i])
function demand(found, because) {
  if (found) return found
  throw Object.assign(new Error(because), { because })
}
const refusal = ({ because = '文件读不懂，或者本机没有所需的密码功能。' }) => ({ ok: false, because })
/** SM3 (GB/T 32905), the hash of a log's SM twin; SHA-256 and Ed25519 are the platform's. */
export function sm3(message) {
  const rol = (x, n) => (x << n) | (x >>> (32 - n))
  const filler = new Uint8Array(72 - ((message.length + 9) % 64 || 64))
  const view = new DataView(join(message, [128], filler).buffer)
  view.setBigUint64(view.byteLength - 8, BigInt(message.length) * 8n)
  const v = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]
  for (let at = 0; at < view.byteLength; at += 64) {
    const w = Array.from({ length: 16 }, (_, i) => view.getInt32(at + 4 * i))
    const mixed = (x) => x ^ rol(x, 15) ^ rol(x, 23)
    for (let i = 16; i < 68; i++)
      w[i] = mixed(w[i - 16] ^ w[i - 9] ^ rol(w[i - 3], 15)) ^ rol(w[i - 13], 7) ^ w[i - 6]
    let [a, b, c, d, e, f, g, h] = v
    for (let i = 0; i < 64; i++) {
      const s = rol(rol(a, 12) + e + rol(i < 16 ? 0x79cc4519 : 0x7a879d8a, i), 7)
      const t = (i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + (s ^ rol(a, 12)) + (w[i] ^ w[i + 4])
      const u = (i < 16 ? e ^ f ^ g : (e & f) | (~e & g)) + h + s + w[i]
      ;[a, b, c, d, e, f, g, h] = [t | 0, a, rol(b, 9), c, u ^ rol(u, 9) ^ rol(u, 17), e, rol(f, 19), g]
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) v[i] ^= word
  }
  return Uint8Array.from({ length: 32 }, (_, i) => v[i >> 2] >>> (24 - 8 * (i % 4)))
}
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
const ed25519Key = (bytes) => crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify'])
const ed25519 = async (key, text, sign) => crypto.subtle.verify('Ed25519', await ed25519Key(key), sign, text)
const sm2Types = ['luoshi-sm2sm3-v1', 'luoshi-sm2sm3-cosignature-v1'].map((name) => [255, ...utf8(name)])
export const kinds = [
  { types: [[1], [4]], digest: sha256, check: ed25519 },
  { types: sm2Types, digest: sm3, check: () => demand(false, '核验国密签名须用 sm2.mjs。') },
]
const match = (text, pattern, because) => demand(!/[^\P{Cc}\n]/u.test(text) && pattern.exec(text), because)
const canonical = (text) => demand(btoa(atob(text)) === text && text, 'Base64 编码不规范。')
const base64 = (text) => Uint8Array.from(atob(canonical(text)), (char) => char.charCodeAt(0))
const hash = (text) => demand(text.length === 44, '哈希值长度不对。') && base64(text)
const hashes = (lines) => (lines.match(/.+/g) ?? []).map(hash)
const decimal = (text) => Number(match(text, /^(?:0|[1-9]\d{0,14})$/, '数字写法不规范。')[0])
async function readKey(vkey, witness) {
  const [, name, id, text] = match(vkey, /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u, '公钥写法不规范。')
  const bytes = base64(text)
  const fits = ({ types }) => types[witness ? 1 : 0].every((byte, i) => byte === bytes[i])
  const { types, digest, check } = demand(kinds.filter(fits)[0], `“${name}”的公钥种类不对。`)
  const keyId = (await digest(join(utf8(`${name}\n`), bytes))).slice(0, 4)
  const digits = Array.from(keyId, (byte) => byte.toString(16).padStart(2, '0'))
  demand(digits.join('') === id, `“${name}”的公钥抄错了字符。`)
  return { name, witness, digest, check, keyId, key: bytes.slice(types[witness ? 1 : 0].length) }
}
/** Reads a policy; a log's public key by itself is one as well. What is misspelled is missing, and so refused. */
async function readPolicy(text) {
  const [keys, met, quorum] = [[], new Map([['none', () => true]]), []]
  const lines = /^\S+\n?$/.test(text) ? ['quorum none', `log ${text}`] : text.split('\n')
  for (const [word, name, first, ...rest] of lines.map((line) => line.trim().split(/[ \t]+/))) {
    if (word === 'log') keys.push(await readKey(name, false))
    if (word === 'witness') keys.push(await readKey(first, true))
    const key = keys.at(-1)
    if (word === 'witness') met.set(name, (signers) => signers.has(key))
    if (word === 'quorum') quorum.push(demand(met.get(name), `策略里没有写明“${name}”。`))
    if (word !== 'group') continue
    const members = [...new Set(rest)].map((one) => demand(met.get(one), `策略里没有写明“${one}”。`))
    const least = first === 'any' ? 1 : first === 'all' ? members.length : decimal(first)
    met.set(name, (signers) => members.filter((one) => one(signers)).length >= least)
  }
  const distinct = new Set(keys.map((one) => String(one.key))).size === keys.length
  demand(distinct && quorum.length === 1, '策略须有一条 quorum，公钥不能重复。')
  return { keys, quorum: quorum[0] }
}
/** Opens a checkpoint: signed by the log of its name, cosigned as the policy demands. A bad signature refuses all. */
async function openNote(note, { keys, quorum }) {
  const pattern = /^(([^\s+]+)\n(.+)\n(.+)\n)\n((?:— [^\s+]+ \S+\n){1,64})$/u
  const [, body, origin, size, root, lines] = match(note, pattern, '检查点格式不规范。')
  const signed = Array.from(lines.matchAll(/^— (.+) (.+)$/gmu), ([, name, text]) => [name, base64(text)])
  const signers = new Map()
  for (const [name, bytes] of signed) {
    const key = keys.filter((one) => one.name === name && same(one.keyId, bytes.slice(0, 4)))[0]
    if (!key || !(key.witness || name === origin)) continue
    const time = bytes.slice(4, 12).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
    const message = key.witness ? `cosignature/v1\ntime ${time}\n${body}` : body
    const good = await key.check(key.key, utf8(message), bytes.slice(key.witness ? 12 : 4))
    demand(good && !signers.has(key), `“${name}”的签名核验不通过，或者重复。`)
    signers.set(key, Number(time))
  }
  const log = demand([...signers.keys()].filter((key) => !key.witness)[0], '检查点没有这本日志的签名。')
  demand(quorum(signers), '见证签名不足策略所定的数目。')
  const witnesses = [...signers].filter(([key]) => key.witness).map(([{ name }, time]) => ({ name, time }))
  return { origin, size: decimal(size), root: hash(root), digest: log.digest, witnesses }
}
/** Climbs to the roots of the older and the newer tree (RFC 9162, 2.1.3.2 and 2.1.4.2). */
async function climb(digest, at, last, node, path) {
  let [older, newer] = [node, node]
  for (const sibling of path) {
    demand(last > 0, '证明路径过长。')
    const left = at % 2 === 1 || at === last
    if (left) older = await digest(join([1], sibling, older))
    newer = await digest(left ? join([1], sibling, newer) : join([1], newer, sibling))
    while (left && at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)]
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  demand(last === 0, '证明路径过短。')
  return [older, newer]
}
async function included(proof, policy) {
  const pattern = /^c2sp\.org\/tlog-proof@v1\nextra (.*)\nindex (.*)\n((?:.+\n)*)\n([^]*)$/
  const [, extra, place, path, note] = match(textOf(proof), pattern, '回执格式不规范，或者缺少日志叶。')
  const { digest, origin, size, root, witnesses } = await openNote(note, await readPolicy(textOf(policy)))
  const [index, bytes] = [decimal(place), base64(extra)]
  demand(index < size, '序号超出日志规模。')
  const [, reached] = await climb(digest, index, size - 1, await digest(join([0], bytes)), hashes(path))
  demand(same(reached, root), '日志叶不在这本日志里：算出的树根与检查点不符。')
  const leaf = JSON.parse(textOf(bytes))
  demand(JSON.stringify(leaf) === textOf(bytes) && leaf.v === 'luoshi/leaf/v1', '日志叶不规范。')
  demand(leaf.log === (digest === sm3 ? origin.replace(/\/sm$/, '') : origin), '日志叶属于另一本日志。')
  return { ok: true, origin, size, index, at: leaf.at, leaf, witnesses }
}
async function grown(older, growth, policy) {
  const [, old, path, note] = match(textOf(growth), /^old (.*)\n((?:.+\n)*)\n([^]*)$/, '增长证明格式不规范。')
  const trusted = await readPolicy(textOf(policy))
  const [from, to] = [await openNote(textOf(older), trusted), await openNote(note, trusted)]
  demand(from.origin === to.origin && from.size === decimal(old), '旧检查点与增长证明对不上。')
  demand(from.size > 0 && from.size <= to.size, '新检查点应当不小于旧的，旧的不能是空的。')
  let [at, last] = from.size === to.size ? [0, 0] : [from.size - 1, to.size - 1]
  while (at % 2 === 1) [at, last] = [(at - 1) / 2, Math.floor(last / 2)]
  const [seed, ...rest] = at === 0 ? [from.root, ...hashes(path)] : hashes(path)
  const ends = await climb(to.digest, at, last, demand(seed, '证明路径过短。'), rest)
  demand(same(ends[0], from.root) && same(ends[1], to.root), '新检查点不是由旧的增长而来。')
  return { ok: true, origin: to.origin, from: from.size, size: to.size, witnesses: to.witnesses }
}
export const verifyReceipt = (proof, policy) => included(proof, policy).catch(refusal)
export const verifyGrowth = (older, growth, policy) => grown(older, growth, policy).catch(refusal)
export async function run() {
  const read = (path) => process.getBuiltinModule('node:fs').readFileSync(path)
  const [policy, first, more] = process.argv.slice(2).map(read)
  const verdict = await (more ? verifyGrowth(first, more, policy) : verifyReceipt(first, policy))
  console.log(verdict.ok ? '核验通过。' : `核验不通过：${verdict.because}`, verdict)
  process.exitCode = verdict.ok ? 0 : 1
}
if (globalThis.process?.argv[1] && process.argv[1] === import.meta.filename) await run()
