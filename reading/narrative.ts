import {
  ATTENDED,
  type Breadth,
  CALLS,
  chargeIn,
  FOUND,
  GROUNDS,
  isWide,
  LISTENED,
  OPENING,
} from './charges.ts'
import type { Clause } from './clauses.ts'
import { actorAt, ANNOUNCES, HELPS, MOST_TRIES, subjectAt, TELLS, unitsAt } from './subjects.ts'
import type { Block } from './text.ts'

/** A stretch of a paragraph that charges somebody, with who. */
export interface Charge {
  from: number
  to: number
  clause: Clause
}

/** 各部门要高度重视…。务于每月25日前报送: the class called upon in one sentence reports in the next. */
const CLASS_MUST = /^(?:[一二三四五六七八九十]{1,3}、)?各[^，。；]{1,16}?(?:要(?!求)|须|应(?!急)|务必)/
const STILL_THEIRS = /^(?:从[^，。；]{2,14}起，)?务必?[于在][^，。；]{2,16}前[^。；]*报/

function sentences(text: string): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = []
  let start = 0
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string
    if ('《（“'.includes(char)) depth++
    else if ('》）”'.includes(char)) depth = Math.max(0, depth - 1)
    const lists =
      char === '：' && depth === 0 && /^ ?(?:一是|一要|（一）|1[.、](?!\d)|①)/.test(text.slice(i + 1, i + 6))
    if (char !== '。' && !lists && !((char === '；' || char === '！') && depth === 0)) continue
    if (STILL_THEIRS.test(text.slice(i + 1, i + 60)) && CLASS_MUST.test(text.slice(start, start + 40)))
      continue
    out.push({ from: start, to: i + 1 })
    start = i + 1
    depth = 0
  }
  if (start < text.length) out.push({ from: start, to: text.length })
  return out
}

/** What puts a duty on the unit before it so plainly that a new charge begins there, whatever stood before. */
const PLAIN_DUTY =
  /^(?:等(?:有关|相关)?(?:单位|部门))?(?:要|负责(?!人)|牵头(?!单位|部门)|应(?!急)|须|需(?!求)|务必|尽快|抓紧|具体负责|作为)/
/** At a comma only what names its duty outright starts a charge, at a 、 even less may do. */
const LISTED_DUTY = /^(?:要|负责(?!人|同志)|牵头(?!单位|部门)|尽快|抓紧|具体负责|安排专人)/
const SUPPORTS =
  /^(?:等(?:有关|相关)?(?:单位|部门))?(?:要|应|须|积极|密切|全力|给予|予以|分别|做好)*(?:配合|协助|参与|参加|支持|协同|协办|(?:具体|负责)*(?:落实|指导|督导|承办|办理)[，。；]?$)/

/** Where a comma starts a new subject: 区水务局负责清淤，区城管局负责清运. */
function commaStarts(text: string, known?: ReadonlySet<string>): number[] {
  const cuts: number[] = []
  if (ATTENDED.test(text)) return cuts
  // 5月15日，…检查发现…，请各单位…: of what was found only the request is a charge.
  if (FOUND.test(text))
    return [...text.matchAll(/，(?=(?:现?请|责成)[^，。；]{3})/g)].slice(0, 1).map(({ index }) => index + 1)
  let tries = 0
  for (const found of text.matchAll(/[，、]/g)) {
    const call = /^(?:并?由|并?请)/.exec(text.slice(found.index + 1))?.[0] ?? ''
    const next = text.slice(found.index + 1 + call.length)
    const listed = found[0] === '、'
    if (listed && !/^[^，。；、]{2,40}?(?:负责|要|牵头|尽快|抓紧|安排)/.test(next)) continue
    if (++tries > MOST_TRIES) break
    const before = text.slice(cuts.at(-1) ?? 0, found.index)
    if (insidePair(before)) continue
    const charged = listed ? ownCharge(before, known) : chargedIn(before, known)
    // 遇到的其他问题，由某局牵头解决: the topic belongs to who it is handed to.
    if ((!charged && call !== '') || call.startsWith('并')) continue
    if (!listed && charged && handsTopicOn(next, known)) cuts.push(found.index + 1)
    else if (startsOwn(before, next, listed, charged, known))
      cuts.push(found.index + 1 - (charged ? aboutWhat(before) : 0))
  }
  return cuts
}

/** 对下滑明显的指标，某局提出对策: how much of the words before a subject already speak of its task. */
const aboutWhat = (before: string): number =>
  /，((?:对(?!接)|针对|鉴于|考虑到|涉及)[^，。；]{2,40})$/.exec(before)?.[1] !== undefined
    ? before.length - before.lastIndexOf('，')
    : 0

/** True when the words after a pause open with somebody who is charged for himself, not as a partner of who stood before. */
function startsOwn(
  before: string,
  next: string,
  listed: boolean,
  charged: boolean,
  known?: ReadonlySet<string>,
): boolean {
  const subject = subjectAt(next, known) ?? (charged && !listed ? actorAt(next, known) : null)
  if (!subject || /(?:牵头|主办|主责)$/.test(before)) return false
  const rest = next.slice(subject.to)
  if (SUPPORTS.test(rest) || HELPS.test(rest)) return false
  if (!charged) {
    const grounds = GROUNDS.test(before.replace(OPENING, ''))
    return !listed && !grounds && PLAIN_DUTY.test(rest)
  }
  // 由A牵头，B负责… divides one task; without 牵头 each subject has its own.
  const shared = /(?:牵头|主办)(?!单位|部门)|会同/.test(before)
  if (shared) return /^(?:牵头|要)/.test(rest)
  return listed ? LISTED_DUTY.test(rest) : !TELLS.test(rest)
}

const insidePair = (text: string): boolean =>
  (text.match(/[（《“]/g)?.length ?? 0) > (text.match(/[）》”]/g)?.length ?? 0)

/** At a 、 the words before must be a whole charge, not the first names of a list. */
const ownCharge = (text: string, known?: ReadonlySet<string>): boolean => {
  const body = text.replace(OPENING, '').replace(CALLS, '')
  const subject = subjectAt(body, known)
  return subject !== null && body.length - subject.to > 4
}

/** True when the words before a comma already charge somebody: only then does a new subject start a new charge. */
function chargedIn(text: string, known?: ReadonlySet<string>): boolean {
  const opening = OPENING.exec(text)?.[0].length ?? 0
  const body = text.slice(opening).replace(CALLS, '')
  return (
    subjectAt(body, known) !== null ||
    /由[^，。；]{2,40}(?:牵头|负责|落实)/.test(text) ||
    HANDED.test(text) ||
    (actorAt(body, known) !== null && body.length > 8) ||
    chargedLater(body, known)
  )
}

const HANDED = /(?:^|[：，；。])(?:请|由)[^，。；]{2,12}(?:局|委|办|街道|镇|乡|公司|集团|中心|队|所)/
const chargedLater = (body: string, known?: ReadonlySet<string>): boolean =>
  [...body.matchAll(/，/g)].slice(0, 6).some(({ index }) => subjectAt(body.slice(index + 1), known) !== null)

/** 两处污水处理厂由住建局派驻专人指导: a topic of its own handed on after a comma. */
const handsTopicOn = (next: string, known?: ReadonlySet<string>): boolean => {
  const topic = /^[^，。；：由]{3,30}由(?!于)(?=[^，。；]{3})/.exec(next)?.[0]
  return (
    topic !== undefined && !/[自理缘经]由$/.test(topic) && unitsAt(next.slice(topic.length), known) !== null
  )
}

const POINT =
  /^ *(?:(?<han>[一二三四五六七八九十])(?:是|要|、)|第(?<nth>[一二三四五六七八九十])[，、]|（(?<pair>[一二三四五六七八九十])）|(?<digit>\d{1,2})[.、](?!\d)|(?<ring>[①-⑳]))/

/** 涉及前期工作的相关部门相互配合: a call on a class is nobody's duty, nor the one before it. */
const CLASS_CALLED =
  /^[^，。；]{0,16}(?:各级|各|有关|相关)[^，。；]{0,6}(?:部门|单位|街道|乡镇|方|领导干部|党员干部|干部|同志)(?:要|应|须|务必|必须|相互|密切|加强|提高|高度|主动|认真)|^各[^，。；]{2,16}?(?:要|应|须|务必|必须)|^[^，。；]{0,6}(?:干部|网格员|负责人)|^(?:大家|我们|全[省市县区]上下|广大|领导干部|党员干部)/

/** A sentence goes on with the charge before it unless it reports, or starts a subject or a point beyond that charge. */
function goesOn(sentence: string, charged: string, among: number, known?: ReadonlySet<string>): boolean {
  if (LISTENED.test(sentence) || ATTENDED.test(sentence) || /^会议(?!室)/.test(sentence)) return false
  if (/由[^，。；]{2,20}(?:牵头|负责)/.test(sentence)) return false
  const opened = sentence.replace(OPENING, '').replace(/^[^，。；]{2,20}(?:前|后|时|期间|方面)，/, '')
  if (CLASS_CALLED.test(sentence) || CLASS_CALLED.test(opened)) return false
  const mark = POINT.exec(sentence)?.groups
  if (mark && (mark['pair'] ?? mark['digit'] ?? mark['ring']) !== undefined) return false
  const numeral = mark?.['han'] ?? mark?.['nth']
  // Points after several have been charged are for everybody.
  if (numeral === '一' && among > 1) return false
  // 区住建局要做到：一是…。二是…: the points of its own duty; otherwise the next point is somebody else's.
  const numerals = '一二三四五六七八九十'
  const ahead = numeral ? numerals[numerals.indexOf(numeral) - 1] : undefined
  if (ahead !== undefined) {
    const point = new RegExp(`${ahead}(?:是|要|、)|第${ahead}`)
    // 局长强调，一是区水务局要…；二是…: the point before had a subject of its own.
    if (!point.test(charged) || point.test(OPENING.exec(charged)?.[0] ?? '')) return false
  }
  const body = sentence.replace(OPENING, '')
  const names = unitsAt(body, known)
  if (names !== null && ANNOUNCES.test(body.slice(names.length))) return false
  return !FOUND.test(body) && subjectAt(body, known) === null && actorAt(body, known) === null
}

/** …报区督查室，区督查室将跟踪督查: what the sender is going to do is no part of what is asked. */
function withoutNotice(part: string, known?: ReadonlySet<string>): number {
  for (const { index } of part.matchAll(/，/g)) {
    const names = unitsAt(part.slice(index + 1, index + 60), known)
    if (names !== null && ANNOUNCES.test(part.slice(index + 1 + names.length))) return index + 1
  }
  return part.length
}

const CONTEXT = 100

/** Short words at the head of a numbered paragraph, such as the problem to solve, open its first charge. */
function topicStart(text: string, head: number, from: number, before: number): number {
  const topic = text.slice(head, from)
  const single = !topic.includes('；') && (topic.match(/。/g)?.length ?? 0) <= 1
  const opens =
    before === 0 && head > 0 && topic.length <= CONTEXT && single && !/会议|听取|汇报|研究了/.test(topic)
  return opens && (!/[，]$/.test(topic) || topic.includes('。') || GROUNDS.test(topic)) ? head : from
}

/**
 * Finds who is charged in running text. Sentences without a subject belong to the charge before them.
 * `区水务局要在汛期前完成清淤；由河东街道办事处负责腾退。` yields two charges.
 */
export function chargesIn(
  block: Block,
  from: number,
  breadth: Breadth,
  known?: ReadonlySet<string>,
): Charge[] {
  const charges: Charge[] = []
  for (const { from: start, to } of sentences(block.text.slice(from))) {
    const sentence = block.text.slice(from + start, from + to)
    const cuts = [0, ...(isWide(breadth) ? commaStarts(sentence, known) : []), sentence.length]
    for (let i = 0; i + 1 < cuts.length; i++) {
      const a = cuts[i] as number
      const b = cuts[i + 1] as number
      const part = sentence.slice(a, b)
      const clause = chargeIn(part.trimStart(), breadth, known)
      const last = charges.at(-1)
      if (clause)
        charges.push({
          from: topicStart(block.text, from, from + start + a, isWide(breadth) ? charges.length : 1),
          to: from + start + b,
          clause,
        })
      else if (
        last &&
        breadth === 'any' &&
        last.to === from + start + a &&
        goesOn(part.trimStart(), block.text.slice(last.from, last.to), charges.length, known)
      )
        last.to = from + start + a + withoutNotice(part, known)
    }
  }
  return charges
}
