import { type Clause, emptyClause, readSentence } from './clauses.ts'
import { ledByPerson, readRoles } from './roles.ts'
import {
  actorAt,
  alone,
  IS_CHARGED,
  MOST_TRIES,
  type Subject,
  subjectAt,
  TELLS,
  unitsAt,
} from './subjects.ts'
import { isCollective, isUnit, isUnitList, splitUnits } from './units.ts'

export const CALLS =
  /^(?:由|请|责成|责令|委托|转(?!移|为|变|入|化|发)|交由|交(?!警|通|管|投|运|控|发|建|委|巡|易|职|旅|城|港|行|大|[办接付][、，和及])|督促|指定|明确由|明确|同意由?|会议明确由?|会议决定由?|会议议定由?)/

/** What nobody can check: 高度重视, 加强领导. A sentence of only these charges nobody. */
const EMPTY_CALL =
  /^(?:要|应|须|务必|必须|进一步|切实|切实要|高度重视|提高(?:政治站位|思想认识|认识)|统一思想|加强(?:组织)?领导|加强(?:协调|沟通|协作)?配合|密切配合|通力协作|形成合力|各司其职|各负其责|压实责任|强化(?:责任)?担当|主动作为|积极作为|狠抓落实|抓好(?:工作)?落实|认真(?:贯彻)?(?:抓好)?(?:组织)?(?:落实|执行)|明确责任|细化(?:工作)?(?:措施|分工)|落实责任|加强(?:统筹|协调|沟通)|齐抓共管|履职尽责|确保(?:取得|各项|工作|任务)[^，。]*|(?:积极|深入|全面|坚决)?贯彻(?:落实|执行)?(?:[^，。；]*(?:要求|精神|部署|政策|指示))?|(?:全力)?推动各项[^，。；]*落[到地实][^，。；]*|结合实际|[，、和并]|把[^，。]{0,14}(?:摆上|抓紧|抓实|放在)[^，。]*|充分认识[^，。]*|按照(?:职责|各自|任务|本)[^，。]{0,8}|强化协同|协同推进|对标对表|增强[^，。]*|引以为戒|举一反三)+[。；]?$/
const REPORTS =
  /报送|上报|送交|抄送|传至|函告|报(?:至|到|区|市|县|省|局|送|请|备|告)|反馈|制[定订][^，。]{0,20}(?:方案|计划|清单|台账|措施|办法|细则)|提交|备案|填报|报[^，。；]{0,20}(?:办公室|督查室|政府办|局|委|办|政府|部|厅|邮箱)/
const PAST =
  /^(?:已|了|(?:负责|牵头|承担|承办|实施)的|完成了|汇报|介绍|通报了|传达|代表|有关负责|主要负责|负责人|负责同志|相关负责|分管负责|副|提出的|提出了|等)/
/** 省委对改革工作都有新部署: what those above have said. */
const SPOKEN =
  /^对[^。；]{2,60}?(?:都|均|已)?(?:有|提出了?|作出了?)(?:新|更高|明确|具体|了)|^[^，。；]{0,40}的(?:重要|重大|具体|明确|有力|生动|根本|一项)*(?:决策|决策部署|部署|举措|体现|需要|战略|指示|论述|保障)[，。；]/
/** 开展夜查120次，共劝导…了: what a report tells. */
const DONE_ALREADY =
  /^(?:推进|落实|工作|进展|行动|整改|组织|开展|完成|实施|措施)[^，。；]{0,6}(?:有力|顺利|较快|较好|缓慢|迟缓|滞后|不力|不到位|较慢|扎实|迅速|明显)|^[^，。；]{0,16}(?:了(?!解)|(?<![对将把])已(?!经批准)|过程中|工作情况)/
/** 加强信息报送 asks for nothing in particular. */
const VAGUE_REPORT =
  /(?:加强|强化|做好|严格|规范|落实)[^，。；]{0,8}(?:信息)?(?:报送|上报|反馈|报告)(?:工作|制度)?|政府工作报告|(?<=，)制[定订](?:工作)?(?:计划|方案|措施)(?=，)/g
export const LISTENED =
  /^(?:会议(?:首先|随后|分别|还)?(?:听取|指出|认为|强调|传达|学习|审议|通报|观看|由)|出席|列席|参加|参会|主持|记录|地点|时间|请假|缺席|分送|发[：至]|抄送|主送)/
/** 区住建局、河东街道主要负责人参加了会议。 */
export const ATTENDED =
  /(?:参加|出席|列席|陪同|参与)(?:了(?:会议|活动|调研|检查|督查|督导|座谈|[^，。；]{0,8}会)?|会议|活动|调研|座谈|[^，。；]{0,8}会)[。；]?$|(?:负责人|负责同志|领导|同志|人员|代表)(?:分别|共同|等)?(?:参加|出席|列席|陪同)|参加(?:了)?[^，。；]{0,10}(?:会议|研究|讨论)/

/**
 * How much counts: in minutes and notices any charge, or where they tell what was found only what is put as a duty; in plans
 * only duties to report; in plans without any clause also what is handed to somebody by 由, 请 or 责成.
 */
export type Breadth = 'any' | 'obliged' | 'assigned' | 'reports'

export const isWide = (breadth: Breadth): boolean => breadth === 'any' || breadth === 'obliged'

export const OPENING =
  /^(?: *(?:[一二三四五六七八九十]是|首先|其次|再次|最后|同时|另外|此外|会上|为此|下一步|\d{1,2}[.、](?!\d)|（[一二三四五六七八九十]{1,2}）|[①-⑳]|关于[^：。，]{2,30}：|请|(?:从|自)[^，。；]{2,16}(?:起|开始)|即日起|[一二三四五六七八九十]要[^，。；：]{2,16}[，：]|会议(?:要求|明确|决定|议定|确定|强调|原则同意|同意|指出|研究决定|认为)|经研究)[，：]?|[^，。；：、要按根]{1,14}(?:要求|强调|指出|明确|决定|议定)[，：]|(?:针对[^，。；]{2,16}，)?[^，。；：、要按根]{1,10}(?:组|会议|专班)要求)+/

/** 考虑到…的实际情况，某局负责…: why or about what somebody is charged. */
export const GROUNDS =
  /^(?:\d{1,2}[.、])?(?:考虑|鉴于|针对|为|根据|按照?|对|关于|结合|在|围绕|由于|因|就|随着|待|如|若|凡|涉及)/

/** 会议同意某局提出的《…》，修改完善后提请审议: the bureau's task. */
const AGREED =
  /^(?:会议)?(?:原则)?(?:上)?同意(?:由)?(?<names>[^，。；《]{2,40}?)(?:提出|提交|起草|拟定|拟制|制定|汇报|报送|牵头起草|关于|所提|拟订)/

export function chargeIn(sentence: string, breadth: Breadth, known?: ReadonlySet<string>): Clause | null {
  const agreed = AGREED.exec(sentence)
  if (
    agreed?.groups?.['names'] &&
    /修改|完善|提请|提交|报请|印发|报批|审议|按程序/.test(sentence) &&
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
  if (FOUND.test(sentence) && breadth === 'any') return chargeIn(sentence, 'obliged', known)
  const opening = OPENING.exec(sentence)?.[0].length ?? 0
  const body = sentence
    .slice(opening)
    .replace(CALLS, (call) => ' '.repeat(call.length))
    .trimStart()
  const handed = /^(?:由|交由|明确由)/.test(sentence.slice(opening).replace(/^[^：。，]{2,8}：/, ''))
  const asked = CALLS.test(sentence.slice(opening)) || /请[，：]?$/.test(sentence.slice(0, opening))
  return (
    chargeFrom(body, asked, counted(breadth, asked || TAKES_ON.test(body)), known, handed) ??
    laterCharge(sentence, breadth, known) ??
    (isWide(breadth) ? afterPause(body, breadth, known) : null)
  )
}

/** 督查发现, 截至目前: what follows tells, unless it is put as a duty. */
export const FOUND =
  /^(?:(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日)?(?:份|清晨|凌晨|上午|中午|下午|晚上|晚|当天|底|初|[上中下]旬|至\d{1,2}日)*，|(?:经|督查|检查|调研|巡查|抽查|暗访|核查)[^，。；]{0,6}(?:查|发现)|从[^，。；]{2,12}看，|截至|截止|目前|当前|今年(?:\d{1,2}月)?(?:以来|[起份]，)|近年来|近期|去年|[上下]半年以来|\d{1,2}月以来|前期)/

/** 考虑到居民用水安全，区交通局负责解决经费; 施工单位要…，区城管局加强巡查: the subject follows why, or after a class called upon. */
function afterPause(body: string, breadth: Breadth, known?: ReadonlySet<string>): Clause | null {
  let tries = 0
  for (const found of body.matchAll(/，/g)) {
    if (++tries > MOST_TRIES) return null
    const part = body.slice(found.index + 1)
    const subject = subjectAt(part, known) ?? (breadth === 'any' ? actorAt(part, known) : null)
    if (!subject) continue
    const clause = chargeFrom(part, false, breadth, known)
    if (clause) return clause
  }
  return null
}

/** 各牵头单位的实施方案务于2月3日前报送…: the requirement is put on the unit's paper. */
const PAPER_DUE =
  /^的?[^，。；的]{2,24}?(?:务必?|须|要|应|请)?于[^，。；]{2,16}前(?:[^，。；]{0,4})?(?:报|上报|反馈|提交)/

/** The units whose paper is due, or null: 各单位联系电话于4月15日前报送. */
function paperOf(body: string, known?: ReadonlySet<string>): Subject | null {
  const names = unitsAt(body, known)
  const due = names !== null && PAPER_DUE.test(body.slice(names.length))
  const owned = due && (body[names.length] === '的' || splitUnits(names, known).every(isCollective))
  return owned ? { names, to: names.length } : null
}

/** 省科技厅会同有关部门: what a plan without clauses says outright. */
const TAKES_ON = /^[^，。；、]{2,16}?(?:会同|牵头(?!单位|部门)|负责(?!人|同志|的))/

const counted = (breadth: Breadth, asked: boolean): Breadth =>
  breadth === 'assigned' ? (asked ? 'any' : 'reports') : breadth

/** 牵头单位负责全程协调: what the roles of a plan mean, nobody's task. */
const BARE_ROLE = /^(?:牵头|责任|配合|主办|协办|承办|参与)(?:责任)?(?:单位|部门)$/

/** 各街道…3月25日前完成拆除: a class of units with a day and a result to show. */
const SHOWN_BY_DAY =
  /(?:\d{1,2}[月日]|年底|月底|季度末?|周[一二三四五])[^，。；]{0,4}?前(?!期|段|置|往|后)|(?:\d{1,2}月|\d{1,2}日|年内|(?:工作日|[天日周月])内).*(?:化解|达到|完成|完毕|到位|办结|清零|销号|建成|拆除|上线|印发)/

function chargeFrom(
  body: string,
  asked: boolean,
  breadth: Breadth,
  known?: ReadonlySet<string>,
  handed = false,
): Clause | null {
  const subject =
    paperOf(body, known) ??
    subjectAt(body, known) ??
    (!isWide(breadth) ? null : asked ? askedAt(body, known) : breadth === 'any' ? actorAt(body, known) : null)
  if (!subject) return null
  const rest = body.slice(subject.to)
  if (PAST.test(rest) || SPOKEN.test(rest) || (!asked && DONE_ALREADY.test(rest)) || EMPTY_CALL.test(rest))
    return null
  if (
    !asked &&
    (breadth === 'obliged'
      ? !OBLIGED.test(rest)
      : !CALLED.test(rest) && !/^(?:牵头|负责|会同)/.test(rest) && TELLS.test(rest))
  )
    return null
  const names = splitUnits(subject.names, known)
  const classes = names.filter(isCollective).length
  // 各部门、甲镇、各街道、区直有关单位 calls on everybody, though one of them has a name.
  const everyone = classes === names.length || (classes > names.length - classes && CALLED.test(rest))
  if (/^(?:负责|承担|进行)?(?:本[^，。]{1,6}的)?解释/.test(rest)) return null
  const shown = isWide(breadth) && everyone && SHOWN_BY_DAY.test(rest)
  const reports = REPORTS.test(rest.replace(VAGUE_REPORT, ''))
  // 由各镇集中整理: handed on outright, even to a class.
  const owned =
    (handed ||
      (!asked && !BARE_ROLE.test(subject.names) && (/^(?:具体)?负责/.test(rest) || IS_CHARGED.test(body)))) &&
    isWide(breadth)
  if ((everyone || breadth === 'reports') && !shown && !reports && !owned) return null
  const timed =
    /\d{1,2}月|\d{1,2}日|周[一二三四五]前|月底|年底|季度|工作日|[\d一二两三半]个?(?:月|周|天|日|小时)内|每(?:[周月季旬日]|\d)/.test(
      rest,
    )
  if (breadth === 'reports' && !timed) return null
  if (everyone && !timed && !asked && !owned && !/报送|上报|报|送交|抄送|传至|函告/.test(rest)) return null
  return readRoles(subject, body, known)
}

const CALLED = /^(?:要|应|须|务必|必须|都要|均要)/
/** What is put as a duty even where a paper tells what was found. */
const OBLIGED = /^(?:要|应|须|需|务必|必须|尽快|立即|抓紧|负责|牵头|务于|(?:于|在)[^，。；]{2,14}前)/

/** What is put before somebody for a decision, or only describes: 请区政府审定, 由财政承担的费用. */
const NOT_ASKED =
  /^(?:意见|方案|副?(?:主任|[局处部组科]长|书记|主席|总经理)|副?[省市区县镇乡]长|请示|建议|提出|所提|上报|审定|审批|批准|批示|同意|备案|审议|支持|阅|批|[^，。；]{0,12}的)/

function askedAt(body: string, known?: ReadonlySet<string>): Subject | null {
  const names = unitsAt(body, known)
  if (names === null || NOT_ASKED.test(body.slice(names.length)) || body.length < names.length + 3)
    return null
  return alone({ names, to: names.length }, body)
}

const HANDS_ON =
  /(?:由|请|责成|(?<=[，；])(?:要求|交(?!警|通|管|投|运|控|发|建|委|巡|易|职|旅|城|港|行|大|[办接付][、，和及])由?|转(?!移|为|变|入|化)由?))(?!于)/g

/** …工作由区住建局牵头，区财政局配合: the subject stands later. */
function laterCharge(sentence: string, breadth: Breadth, known?: ReadonlySet<string>): Clause | null {
  let tries = 0
  for (const found of sentence.matchAll(HANDS_ON)) {
    if (++tries > MOST_TRIES) return null
    const before = sentence.slice(0, found.index)
    // 已在交办会上交由各单位办理: handed on before.
    if (/[自理缘经提报申邀聘]$|已(?:经|于|在|由|按|通过)?[^，。；]{0,24}$/.test(before)) continue
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
