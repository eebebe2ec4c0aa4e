import { bracketsIn } from './brackets.ts'
import { type Clause, labelsIn, namesSomebody, readBareList, readLabelled, readSentence } from './clauses.ts'
import { withoutConvention } from './conventions.ts'
import { isUnit, isUnitList } from './units.ts'

/** A responsibility clause found in a paragraph. */
export interface Hit {
  from: number
  to: number
  clause: Clause
  form: 'bracket' | 'bare' | 'label' | 'sentence' | 'inline' | 'closing'
}

/** Brackets that are never clauses: document numbers, notes, inclusions. */
const NOT_CLAUSE =
  /^(?:此件|试行|暂行|以下简称|简称|含(?!山)|不含|如(?!皋|东)|例如|包括|详见|见附件|附件|附表|附：|注[：释]|即(?!墨)|原(?!阳|平)|略$|联系[人方电]|电话|\d{4}$|20\d{2}(?![^，；]*[，；])|第?[\d一二三四五六七八九十]+[号期次]?$|[A-Za-z])/

function readBracket(inner: string, known?: ReadonlySet<string>): Clause | null {
  if (inner.length < 2 || NOT_CLAUSE.test(inner)) return null
  const words = withoutConvention(inner)
  return readLabelled(words, known) ?? readSentence(words, known)
}

/** 东门桥头占道经营（城管执法队）；: a list of units right before a pause, not the second name of a unit before it. */
function bareBracket(
  text: string,
  from: number,
  to: number,
  inner: string,
  known?: ReadonlySet<string>,
): Clause | null {
  // A remark in brackets may stand between: 人行道破损（含盲道）（市政处）.
  const before = text.slice(Math.max(0, from - 40), from).replace(/（[^（）]{1,16}）$/, '')
  const after = text.slice(to, to + 1)
  if (!/^[；。，]?$/.test(after) || (after === '，' && !/[；。]/.test(text))) return null
  const word = /[^，。；：、（） ]+$/.exec(before)?.[0] ?? ''
  if (
    NOT_CLAUSE.test(inner) ||
    (word !== '' && isUnit(word, known)) ||
    (word.length < 3 && !/[。；]$/.test(before))
  )
    return null
  return readBareList(inner, known)
}

/** 小区无灭火器。责任单位：河东办。: from the first label to the end of the last label's sentence. */
function labelHits(text: string, from: number, known?: ReadonlySet<string>): Hit[] {
  const labels = labelsIn(text.slice(from)).map((one) => ({
    ...one,
    from: one.from + from,
    to: one.to + from,
  }))
  const hits: Hit[] = []
  for (let i = 0; i < labels.length;) {
    const start = labels[i] as (typeof labels)[number]
    if (start.role === 'other') {
      i++
      continue
    }
    let end = sentenceEnd(text, start.to)
    let next = i + 1
    while (next < labels.length && (labels[next] as (typeof labels)[number]).from <= end + 1) {
      end = sentenceEnd(text, (labels[next] as (typeof labels)[number]).to)
      next++
    }
    const clause = readLabelled(text.slice(start.from, end), known)
    if (clause) hits.push({ from: start.from, to: Math.min(text.length, end + 1), clause, form: 'label' })
    i = next
  }
  return hits
}

function sentenceEnd(text: string, from: number): number {
  const found = text.indexOf('。', from)
  return found < 0 ? text.length : found
}

/** Every responsibility clause of a paragraph, in order; `from` skips the paragraph's number. */
export function hitsIn(text: string, from: number, known?: ReadonlySet<string>): Hit[] {
  const hits: Hit[] = []
  for (const bracket of bracketsIn(text)) {
    const clause = readBracket(bracket.inner, known)
    if (clause) hits.push({ from: bracket.from, to: bracket.to, clause, form: 'bracket' })
    else {
      const bare = bareBracket(text, bracket.from, bracket.to, bracket.inner, known)
      if (bare) hits.push({ from: bracket.from, to: bracket.to, clause: bare, form: 'bare' })
    }
  }
  if (hits.every((hit) => hit.form === 'bare')) {
    const labelled = labelHits(text, from, known)
    if (labelled.length > 0) return labelled
  }
  return hits.length > 0 ? hits : inlineHits(text, from, known)
}

/** 区住建局、河东街道等单位负责人参加。 */
const PRESENT = /(?:负责人|负责同志|领导|同志|人员|代表)(?:分别|共同)?(?:参加|参与)/

/** A sentence that ends in a charge, or in the time by which the charged are done. */
const CHARGED =
  /(?:负责|牵头|配合|落实|参与|参加|实施)(?:，[^，。；]{0,6}(?:\d月|年底|年内|季度|半年|工作日)[^，。；]{0,16})*[。；]?$/

/** …9月底前完成。由住建局牵头，各街道落实。: a sentence that is nothing but a clause, for those before it. */
function inlineHits(text: string, from: number, known?: ReadonlySet<string>): Hit[] {
  const closing = from > 0 || text.includes('——') ? closingHit(text, from, known) : null
  if (closing) return [closing]
  const first = text.search(/[。；]/)
  if (first < 0 || !/负责|牵头|配合|落实|参与|参加|实施/.test(text.slice(first))) return []
  const hits: Hit[] = []
  for (const found of text.matchAll(/(?<=[。；])[^。；]{4,160}(?:[。；]|$)/g)) {
    if (found.index < from || !CHARGED.test(found[0])) continue
    if (PRESENT.test(found[0])) continue
    const clause = wholeClause(found[0].replace(/[；]$/, '。'), known)
    if (clause) hits.push({ from: found.index, to: found.index + found[0].length, clause, form: 'inline' })
  }
  return hits
}

/** 3.改造小区21个。区住建局牵头，区发改局、各街道: a numbered paragraph that ends in a list of units. */
function closingHit(text: string, from: number, known?: ReadonlySet<string>): Hit | null {
  // 完成加装15处——区发改局、供电公司
  const dash = /—+(?=[^—。；：]{2,160}$)/.exec(text)
  if (dash && dash.index > from) {
    const units = readBareList(text.slice(dash.index + dash[0].length), known)
    if (units) return { from: dash.index, to: text.length, clause: units, form: 'bracket' }
  }
  const last = text.lastIndexOf('。', text.length - 2) + 1
  if (last <= from || text.length - last > 200) return null
  const words = text.slice(last).replace(/[。；]$/, '')
  const led = /牵头[，；]/.exec(words)
  const clause = led
    ? isUnitList(words.slice(led.index + led[0].length), known)
      ? readSentence(words, known)
      : null
    : readBareList(words, known)
  return clause ? { from: last, to: text.length, clause, form: 'closing' } : null
}

const RESULT = /提出|拿出|提交|报|制[定订]|形成|印发|出台|编制|完成[^，。；]{2}|建成[^，。；]{2}/

/** A paragraph that is nothing but a clause: 区数据局牵头，区委网信办按职责分工负责. */
export function wholeClause(text: string, known?: ReadonlySet<string>): Clause | null {
  if (text.length > 240 || /[：]/.test(text) || /。./.test(text)) return null
  const clause = readSentence(text, known)
  if (!clause || !namesSomebody(clause) || clause.confidence < 0.95) return null
  // 请甲牵头，月底前提出意见 asks for something itself.
  return clause.when.some((part) => RESULT.test(part)) ? null : clause
}
