import type { Block } from './text.ts'
import { type Clause, emptyClause, readSentence } from './clauses.ts'
import { ledByPerson, readRoles } from './roles.ts'
import { actorAt, MOST_TRIES, type Subject, subjectAt, unitsAt } from './subjects.ts'
import { isCollective, isUnit, isUnitList, splitUnits } from './units.ts'

/** A stretch of a paragraph that charges somebody, with who. */
export interface Charge {
  from: number
  to: number
  clause: Clause
}

const CALLS =
  /^(?:由|请|责成|责令|委托|交由|交(?!警|通|管|投|运|控|发|建|委|巡|易|职|旅|城|港|行|大)|督促|指定|明确由|明确|同意由|会议明确由?|会议决定由?|会议议定由?)/

/** What nobody can check: 高度重视, 加强领导. A sentence of only these charges nobody. */
const EMPTY_CALL =
  /^(?:要|应|须|务必|必须|进一步|切实|切实要|高度重视|提高(?:政治站位|思想认识|认识)|统一思想|加强(?:组织)?领导|加强(?:协调|沟通|协作)?配合|密切配合|通力协作|形成合力|各司其职|各负其责|压实责任|强化(?:责任)?担当|主动作为|积极作为|狠抓落实|抓好(?:工作)?落实|认真(?:贯彻)?(?:抓好)?(?:组织)?(?:落实|执行)|明确责任|细化(?:工作)?(?:措施|分工)|落实责任|加强(?:统筹|协调|沟通)|齐抓共管|履职尽责|确保(?:取得|各项|工作|任务)[^，。]*|贯彻落实|结合实际|[，、和并]|把[^，。]{0,14}(?:摆上|抓紧|抓实|放在)[^，。]*|充分认识[^，。]*|按照(?:职责|各自|任务|本)[^，。]{0,8}|强化协同|协同推进|对标对表|增强[^，。]*|引以为戒|举一反三)+[。；]?$/
const REPORTS =
  /报送|上报|报(?:至|到|区|市|县|省|局|送|请|备|告)|反馈|制[定订][^，。]{0,20}(?:方案|计划|清单|台账|措施|办法|细则)|提交|备案|填报|报[^，。；]{0,20}(?:办公室|督查室|政府办|局|委|办|政府|部|厅|邮箱)/
const PAST =
  /^(?:已|了|完成了|汇报|介绍|通报了|传达|代表|有关负责|主要负责|负责人|负责同志|相关负责|分管负责|副|提出的|提出了|等)/
/** 开展夜查120次，共劝导…了: what a report tells. */
const DONE_ALREADY =
  /^(?:推进|落实|工作|进展|行动|整改|组织|开展|完成|实施|措施)[^，。；]{0,6}(?:有力|顺利|较快|较好|缓慢|迟缓|滞后|不力|不到位|较慢|扎实|迅速|明显)|^[^，。；]{0,16}(?:了(?!解)|(?<![对将把])已(?!经批准)|过程中|工作情况)/
/** 加强信息报送 asks for nothing in particular. */
const VAGUE_REPORT =
  /(?:加强|强化|做好|严格|规范|落实)[^，。；]{0,8}(?:信息)?(?:报送|上报|反馈|报告)(?:工作|制度)?/g
const LISTENED =
  /^(?:会议(?:听取|指出|认为|强调|传达|学习|审议|通报|观看|由)|出席|列席|参加|参会|主持|记录|地点|时间|请假|缺席|分送|发[：至]|抄送|主送)/
/** 区住建局、河东街道主要负责人参加了会议。 */
const ATTENDED =
  /(?:参加|出席|列席|陪同|参与)(?:了(?:会议|活动|调研|检查|督查|督导|座谈|[^，。；]{0,8}会)?|会议|活动|调研|座谈|[^，。；]{0,8}会)[。；]?$|参加(?:了)?[^，。；]{0,10}(?:会议|研究|讨论)/

/**
 * How much counts: in minutes and notices any charge; in plans only duties to report; in plans without any
 * clause also what is handed to somebody by 由, 请 or 责成.
 */
export type Breadth = 'any' | 'assigned' | 'reports'

function sentences(text: string): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = []
  let start = 0
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string
    if ('《（“'.includes(char)) depth++
    else if ('》）”'.includes(char)) depth = Math.max(0, depth - 1)
    if (char !== '。' && !((char === '；' || char === '！') && depth === 0)) continue
    out.push({ from: start, to: i + 1 })
    start = i + 1
    depth = 0
  }
  if (start < text.length) out.push({ from: start, to: text.length })
  return out
}

const OPENING =
  /^(?: *(?:[一二三四五六七八九十]是|首先|其次|同时|另外|此外|会上|为此|下一步|\d{1,2}[.、](?!\d)|（[一二三四五六七八九十]{1,2}）|[①-⑳]|关于[^：。，]{2,30}：|请|(?:从|自)[^，。；]{2,16}起|即日起|[一二三四五六七八九十]要[^，。；：]{2,16}[，：]|会议(?:要求|明确|决定|议定|确定|强调|原则同意|同意|指出|研究决定|认为)|经研究)[，：]?|[^，。；：、要按根]{1,14}(?:要求|强调|指出|明确|决定|议定)[，：])+/

/** 考虑到…的实际情况，某局负责…: why or about what somebody is charged. */
const GROUNDS =
  /^(?:\d{1,2}[.、])?(?:考虑|鉴于|针对|为|根据|按照?|对|关于|结合|在|围绕|由于|因|就|随着|待|如|若|凡|涉及)/

/** 会议同意某局提出的《…》，修改完善后提请审议: the bureau's task. */
const AGREED =
  /^(?:会议)?(?:原则)?(?:上)?同意(?:由)?(?<names>[^，。；《]{2,40}?)(?:提出|提交|起草|拟定|拟制|制定|汇报|报送|牵头起草|关于|所提|拟订)/

function chargeIn(sentence: string, breadth: Breadth, known?: ReadonlySet<string>): Clause | null {
  const agreed = AGREED.exec(sentence)
  if (
    agreed?.groups?.['names'] &&
    /修改|完善|提请|印发|报批|审议|按程序/.test(sentence) &&
    isUnitList(agreed.groups['names'], known)
  ) {
    const clause = emptyClause()
    clause.responsible = splitUnits(agreed.groups['names'], known)
    return { ...clause, because: '会议同意后由起草单位修改报批', confidence: 0.75 }
  }
  // What a meeting heard charges nobody, unless it hands something on: 会议审议通过了《…》，由某局印发.
  if (ATTENDED.test(sentence)) return null
  if (LISTENED.test(sentence) && !/^会议(?:指出|强调|认为)[，：]/.test(sentence)) {
    return /[，；]由/.test(sentence) ? laterCharge(sentence, breadth, known) : null
  }
  const opening = OPENING.exec(sentence)?.[0].length ?? 0
  const body = sentence
    .slice(opening)
    .replace(CALLS, (call) => ' '.repeat(call.length))
    .trimStart()
  const handed = /^(?:由|交由|明确由)/.test(sentence.slice(opening).replace(/^[^：。，]{2,8}：/, ''))
  const asked = CALLS.test(sentence.slice(opening)) || /请[，：]?$/.test(sentence.slice(0, opening))
  return (
    chargeFrom(body, asked, counted(breadth, asked), known, handed) ??
    laterCharge(sentence, breadth, known) ??
    (breadth === 'any' ? (afterClass(body, known) ?? afterGrounds(body, known)) : null)
  )
}

/** 施工单位要…，区城管局加强巡查: a class is called upon first, then somebody by name. */
function afterClass(body: string, known?: ReadonlySet<string>): Clause | null {
  const first = subjectAt(body, known)
  if (!first || !splitUnits(first.names, known).every(isCollective)) return null
  for (const found of body.matchAll(/，/g)) {
    const part = body.slice(found.index + 1)
    const subject = subjectAt(part, known)
    if (subject && !splitUnits(subject.names, known).some(isCollective))
      return chargeFrom(part, false, 'any', known)
  }
  return null
}

/** 考虑到居民用水安全，区交通局负责解决经费: the subject follows why it is charged. */
function afterGrounds(body: string, known?: ReadonlySet<string>): Clause | null {
  if (!GROUNDS.test(body)) return null
  for (const found of body.matchAll(/，/g)) {
    const part = body.slice(found.index + 1)
    const clause = subjectAt(part, known) ? chargeFrom(part, false, 'any', known) : null
    if (clause) return clause
  }
  return null
}

/** 各牵头单位的实施方案务于2月3日前报送…: the requirement is put on the unit's paper. */
const PAPER_DUE =
  /^(?<names>[^，。；]{2,40}?的|各[^，。；的]{1,6}?(?:单位|部门|街道|乡镇|镇街|县区))[^，。；]{2,24}?(?:务必?|须|要|应|请)?于[^，。；]{2,16}前(?:书面)?(?:报|上报|反馈|提交)/

const counted = (breadth: Breadth, asked: boolean): Breadth =>
  breadth === 'assigned' ? (asked ? 'any' : 'reports') : breadth

/** 各街道…3月25日前完成拆除: a class of units with a day and a result to show. */
const SHOWN_BY_DAY =
  /(?:\d{1,2}月|\d{1,2}日|周[一二三四五]前|年底前|月底前|季度末?前|年内).*(?:化解|达到|完成|到位|办结|清零|销号|建成|拆除|上线|印发)/

function chargeFrom(
  body: string,
  asked: boolean,
  breadth: Breadth,
  known?: ReadonlySet<string>,
  handed = false,
): Clause | null {
  const paper = PAPER_DUE.exec(body)?.groups?.['names']?.replace(/的$/, '')
  const subject =
    paper && isUnitList(paper, known)
      ? { names: paper, to: paper.length }
      : (subjectAt(body, known) ??
        (breadth !== 'any' ? null : asked ? askedAt(body, known) : actorAt(body, known)))
  if (!subject) return null
  const rest = body.slice(subject.to)
  if (PAST.test(rest) || (!asked && DONE_ALREADY.test(rest)) || EMPTY_CALL.test(rest)) return null
  const names = splitUnits(subject.names, known)
  const classes = names.filter(isCollective).length
  // 各部门、甲镇、各街道、区直有关单位 calls on everybody, though one of them has a name.
  const everyone = classes === names.length || (classes > names.length - classes && CALLED.test(rest))
  if (/^(?:负责|承担|进行)?(?:本[^，。]{1,6}的)?解释/.test(rest)) return null
  const shown = breadth === 'any' && everyone && SHOWN_BY_DAY.test(rest)
  const reports = REPORTS.test(rest.replace(VAGUE_REPORT, ''))
  // 由各镇集中整理: handed on outright, even to a class.
  const owned = handed && breadth === 'any'
  if ((everyone || breadth === 'reports') && !shown && !reports && !owned) return null
  const timed = /\d{1,2}月|\d{1,2}日|周[一二三四五]前|月底|年底|季度|工作日/.test(rest)
  if (breadth === 'reports' && !timed) return null
  if (everyone && !timed && !asked && !/报送|上报|报/.test(rest)) return null
  return readRoles(subject, body, known)
}

const CALLED = /^(?:要|应|须|务必|必须|都要|均要)/

/** What is put before somebody for a decision, or only describes: 请区政府审定, 由财政承担的费用. */
const NOT_ASKED = /^(?:审定|审批|批准|批示|同意|备案|审议|支持|阅|批|[^，。；]{0,12}的)/

function askedAt(body: string, known?: ReadonlySet<string>): Subject | null {
  const names = unitsAt(body, known)
  if (names === null || NOT_ASKED.test(body.slice(names.length)) || body.length < names.length + 4)
    return null
  return { names, to: names.length }
}

/** …工作由区住建局牵头，区财政局配合: the subject stands later. */
function laterCharge(sentence: string, breadth: Breadth, known?: ReadonlySet<string>): Clause | null {
  let tries = 0
  for (const found of sentence.matchAll(/(?:由|请|责成|(?<=[，；])要求)(?!于)/g)) {
    if (++tries > MOST_TRIES) return null
    if (/[自理缘经]$/.test(sentence.slice(0, found.index))) continue
    const clause = chargeFrom(
      sentence.slice(found.index + found[0].length),
      true,
      counted(breadth, true),
      known,
      sentence.slice(0, found.index + 1).endsWith('：由'),
    )
    if (clause) return clause
    const led = ledByPerson(sentence.slice(found.index), known)
    if (led) return led
    const whole = readSentence(sentence.slice(found.index).replace(/[。；]$/, ''), known)
    if (whole && breadth !== 'reports' && whole.leaders.length === 0 && sure(whole, known))
      return { ...whole, confidence: 0.75 }
  }
  return null
}

const sure = (clause: Clause, known?: ReadonlySet<string>): boolean =>
  [...clause.lead, ...clause.cooperate, ...clause.responsible].every((name) => isUnit(name, known))

/** What puts a duty on the unit before it so plainly that a new charge begins there. */
const PLAIN_DUTY =
  /^(?:等(?:有关|相关)?(?:单位|部门))?(?:要|负责(?!人)|牵头(?!单位|部门)|应(?!急)|须|需(?!求)|务必|尽快|抓紧|具体负责|作为)/
/** At a comma only what names its duty outright starts a charge, at a 、 even less may do. */
const LISTED_DUTY = /^(?:要|负责(?!人)|牵头(?!单位|部门)|尽快|抓紧|具体负责|安排专人)/
const SUPPORTS =
  /^(?:等(?:有关|相关)?(?:单位|部门))?(?:要|应|须|积极|密切|全力|给予|予以|分别|做好)*(?:配合|协助|参与|参加|支持|协同|协办|(?:负责)?落实[，。；]?$)/

/** Where a comma starts a new subject: 区水务局负责清淤，区城管局负责清运. */
function commaStarts(text: string, known?: ReadonlySet<string>): number[] {
  const cuts: number[] = []
  let tries = 0
  for (const found of text.matchAll(/[，、]/g)) {
    const next = text.slice(found.index + 1).replace(/^(?:并?由|并?请)/, '')
    if (!/^[^，。；]{2,60}?(?:负责|要|牵头|应|须|需|务必|尽快|抓紧|作为|安排|由)/.test(next)) continue
    if (++tries > MOST_TRIES) break
    const before = text.slice(cuts.at(-1) ?? 0, found.index)
    const listed = found[0] === '、'
    const grounds = GROUNDS.test(before.replace(OPENING, ''))
    if (insidePair(before) || ((listed || grounds) && !chargedIn(before, known))) continue
    if (!listed && handsTopicOn(next, known) && chargedIn(before, known)) {
      cuts.push(found.index + 1)
      continue
    }
    const subject = subjectAt(next, known)
    const rest = subject ? next.slice(subject.to) : ''
    if (!subject || !(listed ? LISTED_DUTY : PLAIN_DUTY).test(rest) || SUPPORTS.test(rest)) continue
    // 由A牵头，B负责… divides one task; without 牵头 each subject has its own.
    const shared = /牵头(?!单位|部门)|会同/.test(before) && !/^(?:牵头|要)/.test(rest)
    if (!before.endsWith('牵头') && !shared) cuts.push(found.index + 1)
  }
  return cuts
}

const insidePair = (text: string): boolean =>
  (text.match(/[（《“]/g)?.length ?? 0) > (text.match(/[）》”]/g)?.length ?? 0)

/** True when the words before a comma already charge somebody: only then does a new subject start a new charge. */
function chargedIn(text: string, known?: ReadonlySet<string>): boolean {
  const opening = OPENING.exec(text)?.[0].length ?? 0
  const body = text.slice(opening).replace(CALLS, '')
  return (
    subjectAt(body, known) !== null ||
    /由[^，。；]{2,40}(?:牵头|负责|落实)/.test(text) ||
    chargedLater(body, known)
  )
}

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
  /^[^，。；]{0,16}(?:各级|各|有关|相关)[^，。；]{0,6}(?:部门|单位|街道|乡镇|方)(?:要|应|须|务必|必须|相互|密切|加强|提高|高度|主动|认真)/

/** A sentence goes on with the charge before it unless it reports, or starts a subject or a point beyond that charge. */
function goesOn(sentence: string, charged: string, known?: ReadonlySet<string>): boolean {
  if (LISTENED.test(sentence) || ATTENDED.test(sentence) || /^会议(?!室)/.test(sentence)) return false
  if (/由[^，。；]{2,20}(?:牵头|负责)/.test(sentence)) return false
  if (CLASS_CALLED.test(sentence)) return false
  const point = POINT.exec(sentence)?.groups
  if (point && (point['pair'] ?? point['digit'] ?? point['ring']) !== undefined) return false
  const numeral = point?.['han'] ?? point?.['nth']
  // 区住建局要做到：一是…。二是…: the points of its own duty; otherwise the next point is somebody else's.
  const numerals = '一二三四五六七八九十'
  const ahead = numeral ? numerals[numerals.indexOf(numeral) - 1] : undefined
  if (ahead !== undefined && !new RegExp(`${ahead}(?:是|要|、)|第${ahead}`).test(charged)) return false
  return subjectAt(sentence.replace(OPENING, ''), known) === null
}

const CONTEXT = 100

/** Short words at the head of a numbered paragraph, such as the problem to solve, open its first charge. */
function topicStart(text: string, head: number, from: number, before: number): number {
  const topic = text.slice(head, from)
  const opens = before === 0 && head > 0 && topic.length <= CONTEXT && !/会议|听取|汇报|研究了/.test(topic)
  return opens && (!/[，]$/.test(topic) || GROUNDS.test(topic)) ? head : from
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
    const cuts = [0, ...(breadth === 'any' ? commaStarts(sentence, known) : []), sentence.length]
    for (let i = 0; i + 1 < cuts.length; i++) {
      const a = cuts[i] as number
      const b = cuts[i + 1] as number
      const part = sentence.slice(a, b)
      const clause = chargeIn(part.trimStart(), breadth, known)
      const last = charges.at(-1)
      if (clause)
        charges.push({
          from: topicStart(block.text, from, from + start + a, breadth === 'any' ? charges.length : 1),
          to: from + start + b,
          clause,
        })
      else if (
        last &&
        breadth === 'any' &&
        last.to === from + start + a &&
        goesOn(part.trimStart(), block.text.slice(last.from, last.to), known)
      )
        last.to = from + start + b
    }
  }
  return charges
}
