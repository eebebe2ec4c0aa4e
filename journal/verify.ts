// The independent verifier of a receipt. It imports nothing, not even the rest of the journal, so that one person can
// read all of it; it runs in Node and in browsers alike. Formats: journal/README.md.

/** A log or witness key the reader trusts: its name and the 32 bytes of its Ed25519 public key. */
export type TrustedKey = { name: string; publicKey: Uint8Array }

/**
 * Whom the reader trusts: the log's key (named by its origin), and of the witnesses at least `quorum`.
 * `leafLog` is the name leaves carry where it is not the origin: the SM twin holds the leaves of the main log.
 */
export type Policy = { log: TrustedKey; witnesses?: readonly TrustedKey[]; quorum?: number; leafLog?: string }

/** The cryptography. The SM twin passes its own: SM3, SM2, and the bytes of its signature types. */
export type Suite = {
  digest: (bytes: Uint8Array) => Promise<Uint8Array>
  verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>
  logType: Uint8Array
  witnessType: Uint8Array
}

/** What a good receipt proves: this leaf stands at `index` of the log's first `size` acts, recorded at `at`. */
export type Verdict =
  | { ok: true; size: number; index: number; at: string; leaf: Record<string, unknown>; witnesses: string[] }
  | { ok: false; because: string }

const subtle = globalThis.crypto?.subtle

/** SHA-256 and Ed25519 by WebCrypto. */
export const webSuite: Suite = {
  digest: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', new Uint8Array(bytes))),
  verify: async (publicKey, message, signature) => {
    const key = await subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify'])
    return subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(message))
  },
  logType: Uint8Array.of(0x01),
  witnessType: Uint8Array.of(0x04),
}

/** Thrown and caught within this file: the sentence why a receipt is refused. */
class Refused extends Error {}

function demand(holds: boolean, because: string): asserts holds {
  if (!holds) throw new Refused(because)
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))
const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

function textOf(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Refused(`${what}不是合法的 UTF-8 文字。`)
  }
}

/** Decodes base64 and encodes again: only the one canonical spelling passes. */
function unbase64(text: string): Uint8Array {
  const sound = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
  demand(sound && btoa(atob(text)) === text, '回执中的 Base64 编码不规范。')
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}

function unhash(text: string): Uint8Array {
  const bytes = unbase64(text)
  demand(bytes.length === 32, '回执中的哈希值长度不对。')
  return bytes
}

function undecimal(text: string): number {
  demand(/^(?:0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text)), '回执中的数字写法不规范。')
  return Number(text)
}

const proofText =
  /^c2sp\.org\/tlog-proof@v1\n(?:extra (.*)\n)?index (.*)\n((?:.+\n)*)\n((.+)\n(.+)\n(.+)\n)\n((?:— .+\n)+)$/
const signatureLine = /^— ([^\s+]+) (\S+)$/u

/** Root that an inclusion proof leads to (RFC 9162 section 2.1.3.2). */
async function climb(suite: Suite, leafHash: Uint8Array, index: number, size: number, path: Uint8Array[]) {
  demand(index < size, '序号超出日志规模。')
  let [node, at, last] = [leafHash, index, size - 1]
  for (const sibling of path) {
    demand(last > 0, '证明路径过长。')
    const [left, right] = at % 2 === 1 || at === last ? [sibling, node] : [node, sibling]
    node = await suite.digest(join(Uint8Array.of(1), left, right))
    // On the right edge, levels without a sibling add no hash.
    while (at === last && at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)]
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  demand(last === 0, '证明路径过短。')
  return node
}

/** Whether this key signed the three lines; a witness signs them together with a time. A bad signature refuses all. */
async function signed(suite: Suite, key: TrustedKey, lines: string[], body: string, witness: boolean) {
  const type = witness ? suite.witnessType : suite.logType
  const id = (await suite.digest(join(bytesOf(`${key.name}\n`), type, key.publicKey))).slice(0, 4)
  const found = lines.map((line) => {
    const parts = signatureLine.exec(line)
    demand(parts !== null, '签名行格式不规范。')
    return { name: parts[1], bytes: unbase64(parts[2]!) }
  })
  const mine = found.filter(({ name, bytes }) => name === key.name && same(bytes.slice(0, 4), id))
  if (mine.length === 0) return false
  demand(mine.length === 1, '同一密钥重复签名。')
  const signature = mine[0]!.bytes.slice(4)
  demand(!witness || signature.length > 8, '见证签名过短。')
  const time = witness ? signature.slice(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) : 0n
  const message = witness ? `cosignature/v1\ntime ${time}\n${body}` : body
  const good = await suite.verify(key.publicKey, bytesOf(message), witness ? signature.slice(8) : signature)
  demand(good, `“${key.name}”的签名核验不通过。`)
  return true
}

/** Canonical JSON again (RFC 8785), to compare: so no duplicate key and no second spelling hides in a leaf. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, item]) => `${canonical(key)}:${canonical(item)}`).join(',')}}`
  }
  demand(typeof value !== 'string' || value.isWellFormed(), '日志叶含有不成对的代理码元。')
  demand(typeof value !== 'number' || Number.isSafeInteger(value), '日志叶含有非整数。')
  return JSON.stringify(value)
}

function readLeaf(bytes: Uint8Array, log: string): Record<string, unknown> & { at: string } {
  const text = textOf(bytes, '日志叶')
  demand(text.startsWith('{') && canonical(JSON.parse(text)) === text, '日志叶不是规范 JSON。')
  const leaf = JSON.parse(text) as Record<string, unknown>
  demand(leaf['v'] === 'luoshi/leaf/v1' && typeof leaf['at'] === 'string', '日志叶版本不认识。')
  demand(leaf['log'] === log, '日志叶属于另一本日志。')
  return leaf as Record<string, unknown> & { at: string }
}

async function judge(
  proof: Uint8Array,
  given: Uint8Array | undefined,
  policy: Policy,
  suite: Suite,
): Promise<Verdict> {
  const text = textOf(proof, '回执')
  demand(!/[^\P{Cc}\n]/u.test(text), '回执含有控制字符。')
  const parts = proofText.exec(text)
  demand(parts !== null, '回执格式不规范。')
  const [, extra, indexText, pathText, body, origin, sizeText, rootText, signatures] =
    parts as unknown as string[]
  const [index, size] = [undecimal(indexText!), undecimal(sizeText!)]
  demand(origin === policy.log.name, '检查点不属于这本日志。')
  const carried = extra === undefined ? undefined : unbase64(extra)
  demand(!given || !carried || same(given, carried), '回执所附的日志叶与所给的不同。')
  const leafBytes = given ?? carried
  demand(leafBytes !== undefined, '缺少日志叶。')
  const lines = signatures!.slice(0, -1).split('\n')
  demand(await signed(suite, policy.log, lines, body!, false), '缺少日志自身的签名。')
  const witnesses: string[] = []
  for (const key of policy.witnesses ?? [])
    if (await signed(suite, key, lines, body!, true)) witnesses.push(key.name)
  demand(witnesses.length >= (policy.quorum ?? 0), `见证签名不足 ${policy.quorum} 个。`)
  const path = pathText === '' ? [] : pathText!.slice(0, -1).split('\n').map(unhash)
  const leafHash = await suite.digest(join(Uint8Array.of(0), leafBytes))
  const root = await climb(suite, leafHash, index, size, path)
  demand(same(root, unhash(rootText!)), '日志叶不在这本日志里：算出的树根与检查点不符。')
  const leaf = readLeaf(leafBytes, policy.leafLog ?? policy.log.name)
  return { ok: true, size, index, at: leaf.at, leaf, witnesses }
}

/**
 * Verifies a receipt (the bytes of a `.tlog-proof` file) against keys obtained elsewhere. `leaf` may be left out when
 * the receipt carries it. Every failure, even of the cryptography itself, is a refusal with a Chinese sentence.
 */
export async function verifyProof(
  proof: Uint8Array,
  leaf: Uint8Array | undefined,
  policy: Policy,
  suite: Suite = webSuite,
): Promise<Verdict> {
  try {
    return await judge(proof, leaf, policy, suite)
  } catch (error) {
    return {
      ok: false,
      because: error instanceof Refused ? error.message : '无法核验：数据或本机的密码功能不合要求。',
    }
  }
}
