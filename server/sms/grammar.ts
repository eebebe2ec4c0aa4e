import type { Reply } from '#kernel/vocabulary.ts'
import { CODE_SHAPE } from '#store/item-codes.ts'

/**
 * What a short message says.
 *
 * `answer`: one of the three plain answers, for the item `code` or, without one, for the item there is. `unknown`: an answer for
 * a code that this person has not. `words`: anything else; nothing is read into it.
 */
export type Reading =
  | { readonly kind: 'answer'; readonly reply: Reply; readonly code: string | null; readonly words: string }
  | { readonly kind: 'unknown'; readonly code: string }
  | { readonly kind: 'words'; readonly code: string | null; readonly words: string }

const DIGIT: Readonly<Record<string, Reply>> = { '1': 'going', '2': 'stuck', '3': 'done' }

/** The answers in words as people write them; only whole, so that 办完了一半 and 在办公室 are read as neither. */
const WORDS: readonly (readonly [RegExp, Reply])[] = [
  [/^(?:正在办理?|在办理?|办理中)/, 'going'],
  [/^(?:卡住了?|被?卡了)/, 'stuck'],
  [/^(?:已?办完了?|已?办结了?|已?完成了?)/, 'done'],
]

/** Between the parts of an answer; a question mark is none, so that a question is no answer. */
const GAP = String.raw`[\s,，、.。;；:：!！+/#*_~·()（）[\]【】<>《》"'“”‘’\-—–]`
const GAPS = new RegExp(`^${GAP}*`)
const ENDS = new RegExp(`^(?:${GAP}|$)`)
const LAST_CODE = new RegExp(`${GAP}+(${CODE_SHAPE})${GAP}*$`)

// After a digit these make it a number: 3天, 2个部门, 1月底, 3.5公里, 10:30, 2-3户.
const NUMBER = /^(?:\d|[.．:：/\-—~～]\s*\d|[%％°])/
const COUNTED =
  /^(?:[年月日号天周旬季时点分秒个家项处次人户万亿千百十元米里亩吨度件份批期轮栋座条套间所名位层楼只台辆块张片段倍成半多余几]|公里|平方|立方)/

/** A position in a message: `seen` is what is matched, `raw` what is kept; both have one character for each of the other. */
interface Text {
  readonly seen: string
  readonly raw: string
}

/**
 * Reads a short message against the codes a person has.
 *
 *     readSms('２，缺用地指标', new Set(['A4']))   // { kind: 'answer', reply: 'stuck', code: null, words: '缺用地指标' }
 *     readSms('a4 3 已交付', new Set(['A4']))      // { kind: 'answer', reply: 'done', code: 'A4', words: '已交付' }
 *     readSms('3天内办完', new Set(['A4']))        // { kind: 'words', code: null, words: '3天内办完' }
 */
export function readSms(message: string, codes: ReadonlySet<string>): Reading {
  const whole = trimmed(textOf(message))
  const start = afterCall(whole)
  const before = codeAt(start)
  const named = before && codes.has(before.code) ? before : null
  const answer = answerAt(before ? before.rest : start)
  if (!answer) {
    if (named) return { kind: 'words', code: named.code, words: named.rest.raw }
    return { kind: 'words', code: null, words: whole.raw }
  }
  if (before && !named) return { kind: 'unknown', code: before.code }
  if (named) return { kind: 'answer', reply: answer.reply, code: named.code, words: answer.rest.raw }
  return codeBehind(answer, codes)
}

/** The answer came first: its code may follow at once, or stand at the very end. */
function codeBehind({ reply, rest }: Answer, codes: ReadonlySet<string>): Reading {
  const next = codeAt(rest)
  if (next && codes.has(next.code)) return { kind: 'answer', reply, code: next.code, words: next.rest.raw }
  // Standing by itself it was meant as a code; grown together with words, `K4地块`, it belongs to them.
  if (next?.apart) return { kind: 'unknown', code: next.code }
  const last = LAST_CODE.exec(rest.seen)
  const code = last?.[1]
  if (last && code && codes.has(code)) {
    return { kind: 'answer', reply, code, words: rest.raw.slice(0, last.index) }
  }
  return { kind: 'answer', reply, code: null, words: rest.raw }
}

interface Answer {
  readonly reply: Reply
  readonly rest: Text
}

function answerAt(text: Text): Answer | null {
  const [first = ''] = text.seen
  const digit = Object.hasOwn(DIGIT, first) ? DIGIT[first] : undefined
  if (digit) {
    const rest = from(text, 1)
    const counts = NUMBER.test(rest.seen) || COUNTED.test(rest.seen) || isQuestion(rest)
    return counts ? null : { reply: digit, rest: trimmed(rest) }
  }
  for (const [shape, reply] of WORDS) {
    const length = shape.exec(text.seen)?.[0].length
    if (length === undefined) continue
    const rest = from(text, length)
    return ENDS.test(rest.seen) ? { reply, rest: trimmed(rest) } : null
  }
  return null
}

const isQuestion = ({ seen }: Text): boolean => /^\s*[?？]/.test(seen)

const CODE = new RegExp(`^(${CODE_SHAPE})(?![A-Z0-9]*[A-Z])(?![04-9])`)

/** A code at the head of a text. `apart`: nothing has grown together with it. */
function codeAt(text: Text): { code: string; rest: Text; apart: boolean } | null {
  const code = CODE.exec(text.seen)?.[1]
  if (code === undefined) return null
  const rest = from(text, code.length)
  return { code, rest: trimmed(rest), apart: ENDS.test(rest.seen) }
}

/** Past 回复, 编号 and the like, which some write before the rest. */
function afterCall(text: Text): Text {
  const call = /^(?:回复?|答复?|编号|代码|事项)(?=[\s:：]*(?:[1-3]|[A-Z]{1,2}\d))/.exec(text.seen)
  return call ? trimmed(from(text, call[0].length)) : text
}

const from = ({ seen, raw }: Text, at: number): Text => ({ seen: seen.slice(at), raw: raw.slice(at) })

/** Without what stands between the parts at its head, and without white space at its end. */
function trimmed(text: Text): Text {
  const head = GAPS.exec(text.seen)?.[0].length ?? 0
  const { seen, raw } = from(text, head)
  const length = raw.trimEnd().length
  return { seen: seen.slice(0, length), raw: raw.slice(0, length) }
}

// Zero-width and control characters that phones and gateways slip in; line breaks count as spaces.
const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g

/** A message as it is kept and as it is matched: half-width, capitals, one space for each white one. */
function textOf(message: string): Text {
  const raw = message.toWellFormed().replaceAll(UNSEEN, '').replaceAll(/\s/g, ' ')
  return {
    raw,
    seen: raw.replaceAll(/[\uff01-\uff5e①②③]/g, halfWidth).replaceAll(/[a-z]/g, (c) => c.toUpperCase()),
  }
}

function halfWidth(character: string): string {
  const ringed = '①②③'.indexOf(character)
  if (ringed >= 0) return String(ringed + 1)
  return String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0)
}
