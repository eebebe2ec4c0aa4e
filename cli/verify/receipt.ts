import { base64 } from '#journal/bytes.ts'
import { type ReceiptVerdict, verifyReceipt } from '#journal/verify.mjs'
import { addMs, dayAt, inWords } from '#kernel/time.ts'
import { type Judged, Unusable, said, textOf } from './files.ts'
import type { Trust } from './trust.ts'

const CHINA_MS = 8 * 3_600_000
const FIRST_LINE = 'c2sp.org/tlog-proof@v1\n'

/**
 * Judges a receipt by nothing but the policy.
 *
 * @param leaf the leaf from its own file, for a receipt that does not carry it
 */
export async function judgeReceipt(
  proof: Uint8Array,
  leaf: Uint8Array | undefined,
  trust: Trust,
): Promise<Judged> {
  const verdict = await verifyReceipt(leaf ? carrying(proof, leaf) : proof, trust.bytes)
  if (!verdict.ok) return { holds: false, lines: bad(verdict.because), json: { ...verdict } }
  return { holds: true, lines: good(verdict), json: { ...verdict } }
}

/** The receipt with the leaf in it. One that carries another is a contradiction, not a receipt. */
function carrying(proof: Uint8Array, leaf: Uint8Array): Uint8Array {
  const text = textOf(proof)
  // A leaf never ends in a newline; editors like to add one.
  const line = `extra ${base64(leaf.at(-1) === 0x0a ? leaf.subarray(0, -1) : leaf)}\n`
  if (!text.startsWith(`${FIRST_LINE}extra `))
    return new TextEncoder().encode(text.replace(FIRST_LINE, FIRST_LINE + line))
  if (text.startsWith(FIRST_LINE + line)) return proof
  throw new Unusable('回执所附的日志叶与 --leaf 所给的不同：请去掉 --leaf，或者换成这份回执的日志叶。')
}

function good({ origin, leaf, at, index, size, witnesses }: Extract<ReceiptVerdict, { ok: true }>): string[] {
  const time = `${inWords(dayAt(at))} ${addMs(at, CHINA_MS).slice(11, 19)}（北京时间）`
  const who = [leaf['for'], leaf['post'], leaf['actor']]
    .filter((id) => id !== null)
    .map(said)
    .join(' / ')
  return [
    '核验通过：这项行为确已记入日志，回执未被改动。',
    `  日志　　　${said(origin)}`,
    `  位置　　　第 ${index + 1} 项，检查点共 ${size} 项`,
    `  记录时间　${time}`,
    `  行为　　　${said(leaf['kind'])}（编号 ${said(leaf['act'])}）`,
    `  事项　　　${said(leaf['matter'])}，第 ${said(leaf['seq'])} 步`,
    `  办理　　　${who}（单位 / 岗位 / 人员的编号）`,
    ...witnesses.map(
      ({ name, time }) => `  见证　　　${said(name)}，${new Date(time * 1_000).toISOString()}`,
    ),
  ]
}

const bad = (because: string): string[] => [
  `核验不通过：${because}`,
  '  这份回执不能证明任何事。请确认文件完整、公钥属于这本日志；仍不通过，请向出具单位查询。',
]
