import { withoutConvention } from './conventions.ts'
import { peopleIn } from './people.ts'
import type { Parties } from './types.ts'
import { isCollective, isUnit, isUnitList, splitUnits } from './units.ts'

export type Role = 'lead' | 'cooperate' | 'responsible' | 'leaders' | 'deadline' | 'other'

/** What one bracket, label line or cell says: parties, and the words about time it carried. */
export interface Clause extends Parties {
  when: string[]
  /** How it was read, in Chinese, for the person who confirms. */
  because: string
  confidence: number
}

const KIND =
  '(?:单位|部门|科室|处室|股室|机构|局室|办局|部室|专班|机关|主体|街道|乡镇|企业|镇街|街镇|区县|县区|板块)'
const LEVEL = '(?:国家|中央|省|市|区|县|镇|街道|园区|局)?(?:级|直)?'

/** Labels and what they mean. Order matters: the first that matches a label wins. Each with an example. */
export const LABELS: readonly { role: Role; pattern: string; example: string }[] = [
  {
    role: 'leaders',
    pattern: `${LEVEL}(?:责任|分管|协管|牵头|包保|包案|挂点|包联|联系|挂钩|督办|包抓|主管|挂帅|督导|负责|主要){1,2}(?:省|市|区|县|州|旗|局|镇)?(?:级|政府)?领导|${LEVEL}(?:第一|直接|具体|主要|整改|牵头|主体|总|项目|包案)?(?:责任人|负责人|牵头人|督办人|包保人|经办人)(?:员)?|${LEVEL}领导|总?指挥长|(?:点|路|河|林|田|库|湖)长`,
    example: '责任领导：张某某',
  },
  {
    role: 'other',
    pattern:
      '(?:实际|目前|当前|工作|整改|年度)?(?:完成情况|进展情况|进展|整改情况|落实情况|办理情况)|联系人|联系电话|联系方式|电话|邮箱|备注|监督单位|督办单位|督查单位|督导单位|验收单位|考核单位|报送单位|主送|抄送|抄报|印发|来源|依据',
    example: '联系人：李某',
  },
  {
    role: 'lead',
    pattern: `${LEVEL}(?:总|第一|主要)?牵头(?:及责任|（责任）|组织实施|组织|责任|负责|主办|落实|实施|推进)*${KIND}|牵头|${LEVEL}主办${KIND}?|${LEVEL}主责${KIND}?|${LEVEL}(?:主要|首要|第一)(?:责任|负责|承办)${KIND}`,
    example: '牵头单位：区发改局',
  },
  {
    role: 'cooperate',
    pattern: `${LEVEL}(?:主要|协同|共同)?(?:配合|协办|协同|会办|参与|参加|参建|协作|支持|协助|联办|会同|指导)(?:配合|责任|落实|实施)*${KIND}|协办|配合|参与|会办`,
    example: '配合单位：区财政局',
  },
  {
    role: 'responsible',
    pattern: `${LEVEL}(?:整改|落实|直接|主体|具体)?(?:责任|承办|落实|实施|承担|负责|包保|包联|帮扶|化解|治理|管护|整改|完成|办理|执行|推进|主管|工作|组织实施)(?:责任|落实|实施|主体)?${KIND}(?:及分工)?|(?:责任|任务|职责|部门|单位|工作)分工|(?:主体|监督|监管|属地|行业|落实)责任|责任主体|承办|分工`,
    example: '责任单位：区住建局',
  },
  {
    role: 'deadline',
    pattern:
      '(?!有效|公示|任职|合同|保修|施行|建设年限)(?:[\\u4e00-\\u9fff]{0,4}(?:时限|期限)|(?:计划|预计|拟)?(?:完成|整改|办结|办理|落实|实施|工作|推进|进度|反馈|责任|建设|销号|报送|解决|化解)?(?:时间节点|时间要求|时间安排|时间进度|时间|节点|进度要求|进度安排|年限|日期))(?:要求)?',
    example: '完成时限：2025年6月',
  },
]

const LABEL_SOURCE = LABELS.map(({ pattern }, index) => `(?<r${index}>${pattern})`).join('|')
/** A label with its colon, at the start of something. */
const LABEL = new RegExp(
  `(?<=^|[，；。、 \\n（〔）〕*\\-—•●]|\\d[.、])(?:${LABEL_SOURCE})(?:（[^（）]{0,12}）)?(?:： *|为： *)`,
  'g',
)
/** 责任单位 区城管局, 牵头单位为区发改局: without a colon only the long labels are safe. */
const BARE_LABEL = new RegExp(
  `(?<=^|[，；。 \\n])${LEVEL}(?<role>牵头|主办|配合|协办|责任|承办|参与|协同)(?<kind>单位|部门)(?:为|是| +|(?=[省市区县各]))`,
  'g',
)
const BARE_ROLE: Record<string, Role> = {
  牵头: 'lead',
  主办: 'lead',
  配合: 'cooperate',
  协办: 'cooperate',
  参与: 'cooperate',
  协同: 'cooperate',
  责任: 'responsible',
  承办: 'responsible',
}

const WHOLE_LABELS = LABELS.map(({ role, pattern }) => ({ role, pattern: new RegExp(`^(?:${pattern})$`) }))

/** The role of a label or column heading on its own (责任单位 → responsible), or null. */
export function roleOfLabel(words: string): Role | null {
  const plain = words
    .replace(/[ ：\n]/g, '')
    .replace(/（[^（）]*）/g, '')
    .replace(/及(?:完成)?时限$/, '')
  if (plain.length > 20) return null
  return WHOLE_LABELS.find(({ pattern }) => pattern.test(plain))?.role ?? null
}

export interface LabelHit {
  role: Role
  from: number
  to: number
}

/** Labels with a colon in a text, in order. */
export function labelsIn(text: string, bare = false): LabelHit[] {
  if (!text.includes('：') && !bare) return []
  const hits: LabelHit[] = []
  for (const found of text.matchAll(LABEL)) {
    const index = LABELS.findIndex((_, at) => found.groups?.[`r${at}`] !== undefined)
    hits.push({
      role: (LABELS[index] as (typeof LABELS)[number]).role,
      from: found.index,
      to: found.index + found[0].length,
    })
  }
  if (hits.length > 0 || !bare) return hits
  for (const found of text.matchAll(BARE_LABEL)) {
    const role = BARE_ROLE[found.groups?.['role'] ?? '']
    if (role) hits.push({ role, from: found.index, to: found.index + found[0].length })
  }
  return hits
}

const DUTY =
  '(?:按照?|根据|依据?|依照|结合)(?:各自|其|本单位|自身)?(?:的)?(?:工作)?(?:职责|职能|职责任务|职责权限|任务|事权)(?:和)?(?:职责|任务)?(?:分工)?|按分工|按任务分工|各司其职|结合(?:各自|本地|本地区|自身|工作)?实际(?:认真|抓好)?'
const DOING = '(?:负责|落实|实施|承办|办理|执行|推进|完成|承担|抓好|主责|组织)'
/** What verbs make of the units before them, and of 会同's companions. */
const VERB = new RegExp(
  [
    `(?<lead>(?:共同|联合|总)?牵头(?:负责|抓总|总抓|组织|实施|落实|推进|协调|统筹|办理|推动|开展|抓好|督导|指导|并|和|、)*|(?:为|作为|是)(?:牵头|主办|主要责任)(?:单位|部门)|主办|主责|抓总|为主(?:负责)?)`,
    `(?<coop>(?:${DUTY})?(?:积极|密切|共同|分别|协同|做好|给予|予以|抓好)*(?:配合|协助|参与|参加|协同|协办|支持|联动|会办|指导|督导)(?:落实|实施|做好|推进|配合|工作|参与|支持|负责|协助|抓好|、|和)*|(?:为|作为|是)(?:配合|参与|协办)(?:单位|部门))`,
    `(?<resp>(?:${DUTY})?(?:分别|共同|具体|各自|联合|组织|抓好|做好|依法|分工|分级|按规定|统筹|主要|分头|协同|认真)*${DOING}(?:组织|实施|落实|推进|抓好|办理|开展|具体|工作|到位|好|、|和)*|${DUTY}|分别负责|(?:为|作为|是)(?:责任|承办|落实|实施)(?:单位|部门))`,
  ].join('|'),
  'g',
)
/** A verb counts only where the clause pauses after it, or goes on to companions. */
const PAUSE = /^(?:$|[，；。、 ）〕]|等|会同|联合|由|[各市区省县])/
const COMPANIONS =
  /(?:并)?(?:会同|会商|商请|协同|(?<![招工电外客厂通营发应包务销])商(?!务|会|贸|业|标|品|投|城(?![东西南北中])|中心|局|银|联|户|促|厂)|联合(?!会|国|体|大|执|惩|社|征|工|协|党|总))/

const empty = (): Clause => ({
  lead: [],
  cooperate: [],
  responsible: [],
  collective: [],
  leaders: [],
  when: [],
  because: '',
  confidence: 0,
})

/** Adds names to a role; a name already charged with a weightier role is not repeated. */
function add(clause: Clause, role: 'lead' | 'cooperate' | 'responsible', names: readonly string[]): void {
  for (const name of names) {
    if (clause.lead.includes(name) || clause.cooperate.includes(name) || clause.responsible.includes(name))
      continue
    clause[role].push(name)
    if (isCollective(name) && !clause.collective.includes(name)) clause.collective.push(name)
  }
}

interface Group {
  verb: 'lead' | 'coop' | 'resp' | 'none'
  units: string[]
  companions: string[]
}

/** 由志明同志牵头, 此项工作由某某副局长负责: a person, not a unit. */
const POST =
  '(?:同志|(?:常务)?(?:副)?(?:区长|市长|县长|省长|州长|旗长|局长|主任|镇长|乡长|书记|部长|处长|科长|总经理|经理|主席|秘书长|司令员)|(?:区|市|县|省|州|镇)?委常委)'
const PERSON = new RegExp(
  `^(?:由|请|此项工作由|该项工作由)?(?<name>[\\u4e00-\\u9fff]{0,6}${POST}(?:[、 ]+[\\u4e00-\\u9fff]{0,6}${POST})*(?:[\\u4e00-\\u9fff]{2,3})?) ?$`,
)

function groupOf(verb: Group['verb'], words: string, known?: ReadonlySet<string>): Group {
  const list = words.replace(/^[，；。、 ]+|[，；。、 ]+$/g, '').replace(/^(?:由|请)(?=.{2})/, '')
  const companion = findCompanion(list)
  if (!companion) return { verb, units: splitUnits(list, known), companions: [] }
  return {
    verb,
    units: splitUnits(list.slice(0, companion.from), known),
    companions: splitUnits(list.slice(companion.to), known),
  }
}

function findCompanion(list: string): { from: number; to: number } | null {
  const found = COMPANIONS.exec(list)
  if (!found) return null
  // 商 and 联合 join units only after something that is a unit.
  if (/商|联合|协同/.test(found[0]) && !/会商|商请/.test(found[0])) {
    const left = list.slice(0, found.index).replace(/[，、]$/, '')
    if (left !== '' && !isUnit(splitUnits(left).at(-1) ?? '')) return null
  }
  return { from: found.index, to: found.index + found[0].length }
}

function groupsOf(words: string, known?: ReadonlySet<string>): Group[] {
  const groups: Group[] = []
  let start = 0
  for (const found of words.matchAll(VERB)) {
    const end = found.index + found[0].length
    const to = end + objectAfter(words, start, found.index, end, known)
    if (!PAUSE.test(words.slice(to)) || (found.index > 0 && isNamePart(words, start, to))) continue
    const kind =
      found.groups?.['lead'] !== undefined ? 'lead' : found.groups?.['coop'] !== undefined ? 'coop' : 'resp'
    groups.push(groupOf(kind, words.slice(start, found.index), known))
    start = to
  }
  const rest = words.slice(start).replace(/^[，；。、 等]+|[，；。、 ]+$/g, '')
  if (rest !== '') groups.push(groupOf('none', rest, known))
  return groups
}

/** 各县区政府负责本辖区清欠: the length of what they are charged with, when only units stand before the verb. */
function objectAfter(
  words: string,
  start: number,
  verb: number,
  end: number,
  known?: ReadonlySet<string>,
): number {
  const object = /^[^，；。、）〕]{1,14}(?=$|[，；。])/.exec(words.slice(end))?.[0] ?? ''
  const before = words.slice(start, verb).replace(/^[，；。、 ]+/, '')
  return object !== '' && words.startsWith('负责', verb) && isUnitList(before, known) ? object.length : 0
}

/** 推进办、落实办: a verb inside a name. */
const isNamePart = (words: string, start: number, to: number): boolean =>
  /^(?:办|中心|专班|组|局|处|科)(?:[、，]|$)/.test(words.slice(to, to + 3)) && start < to

/** Roles from the verbs of a clause such as A牵头，B、C按职责分工负责. */
function settle(groups: readonly Group[], clause: Clause): void {
  const has = (verb: Group['verb']): boolean =>
    groups.some((group) => group.verb === verb && group.units.length > 0)
  const companions = groups.some((group) => group.companions.length > 0)
  const led = has('lead') || companions
  const firstResp = groups.find((group) => group.verb === 'resp' && group.units.length > 0)
  for (const group of groups) {
    const leads = group.verb === 'lead' || (group.companions.length > 0 && !has('lead'))
    const actsAsLead = !led && has('coop') && group === firstResp
    if (leads || actsAsLead) add(clause, 'lead', group.units)
    else if (group.verb === 'coop' || led) add(clause, 'cooperate', group.units)
    else if (has('coop') && firstResp) add(clause, 'cooperate', group.units)
    else add(clause, 'responsible', group.units)
    add(clause, 'cooperate', group.companions)
  }
}

function takePeople(words: string, clause: Clause): string {
  return words
    .split(/(?<=[，；。])/)
    .filter((part) => {
      const found = PERSON.exec(part.replace(/(?:牵头(?:负责|协调)?|负责|总负责|抓总)?[，；。]?$/, ''))
      if (found?.groups?.['name']) clause.leaders.push(...peopleIn(found.groups['name'].replace(/同志$/, '')))
      return !found
    })
    .join('')
}

const TIME_PART =
  /(?:\d{1,2}月|20\d{2}年|年底|年内|全年|季度|半年|工作日|\d+[日天]内|[一二三]周内|汛期|长期|持续推进|常态化|持续实施|月底|周[一二三四五]前)/

/** Takes the parts that speak of time out of a clause: 区住建局负责，6月底前完成. */
function takeTimes(words: string, clause: Clause): string {
  if (!TIME_PART.test(words)) return words
  return words
    .split(/(?<=[，；。])/)
    .filter((part) => {
      if (!TIME_PART.test(part)) return true
      const names = splitUnits(part.replace(/[，；。]$/, ''))
      const timely = names.every((name) => !isUnit(name))
      if (timely) clause.when.push(part.replace(/[，；。]$/, ''))
      return !timely
    })
    .join('')
}

/** Units whose own bracket or star marks their part: 区住建局（牵头）、区财政局（配合）; *区工信局、区发改局. */
function takeMarks(value: string, clause: Clause, known?: ReadonlySet<string>): string {
  const starred = value.replace(
    /(?<=^|[、，；] ?)(?:[*★▲] ?([^、，；（）*★▲]{2,30})|([^、，；（）*★▲]{2,30})[*★▲])(?=$|[、，；])/g,
    (_, before: string | undefined, after: string | undefined) => {
      add(clause, 'lead', splitUnits(before ?? after ?? '', known))
      return ''
    },
  )
  return starred.replace(
    /([^、，；（）]{2,30})（(牵头(?:单位|部门)?|主办(?:单位)?|配合(?:单位)?|协办(?:单位)?)）/g,
    (_, name: string, mark: string) => {
      add(clause, /牵头|主办/.test(mark) ? 'lead' : 'cooperate', splitUnits(name, known))
      return ''
    },
  )
}

const hasVerb = (value: string): boolean => {
  for (const found of value.matchAll(VERB))
    if (PAUSE.test(value.slice(found.index + found[0].length)) && found.index > 0) return true
  return findCompanion(value) !== null && /会同|会商|商请/.test(value)
}

function fill(role: Role, value: string, clause: Clause, known?: ReadonlySet<string>): void {
  const words = value.replace(/^[：，；。、 ]+|[，；。、 ]+$/g, '')
  if (words === '' || role === 'other') return
  if (role === 'deadline') clause.when.push(words)
  else if (role === 'leaders') clause.leaders.push(...peopleIn(words))
  else {
    const rest = takeMarks(takeTimes(withoutConvention(words), clause), clause, known)
    // 责任单位：A牵头，B配合 — the verbs say more than the label.
    if (hasVerb(rest) && role === 'responsible') settle(groupsOf(rest, known), clause)
    else add(clause, role, splitUnits(stripVerbs(rest), known))
  }
}

const stripVerbs = (value: string): string =>
  value.replace(VERB, (found, ...rest) => {
    const at = rest.findLast((one): one is number => typeof one === 'number') ?? 0
    return at > 0 && PAUSE.test(value.slice(at + found.length)) ? '、' : found
  })

const parties = (clause: Clause): number =>
  clause.lead.length + clause.cooperate.length + clause.responsible.length

/** Reads words that carry labels: 牵头单位：A；配合单位：B、C. Null when no label says who or when. */
export function readLabelled(words: string, known?: ReadonlySet<string>): Clause | null {
  const hits = labelsIn(words, true)
  const first = hits[0]
  if (!first) return null
  const clause = empty()
  const lead = words.slice(0, first.from).replace(/[，；。、 ]+$/, '')
  if (lead !== '' && hasVerb(lead)) settle(groupsOf(lead, known), clause)
  hits.forEach((hit, index) =>
    fill(hit.role, words.slice(hit.to, hits[index + 1]?.from ?? words.length), clause, known),
  )
  if (parties(clause) + clause.leaders.length + clause.when.length === 0) return null
  clause.because = '按文中标签识别责任单位'
  clause.confidence = 0.97
  return clause
}

/** Reads A牵头，B、C按职责分工负责 and its kin, without labels. Null when it is not such a clause. */
export function readSentence(words: string, known?: ReadonlySet<string>): Clause | null {
  const clause = empty()
  const rest = takePeople(takeTimes(words.replace(/[。；，]$/, ''), clause), clause)
  if (!hasVerb(rest) && clause.leaders.length === 0) return null
  const groups = groupsOf(rest, known)
  const names = groups.flatMap((group) => [...group.units, ...group.companions])
  if (names.length === 0 && clause.leaders.length === 0) return null
  const doubtful = names.filter((name) => !isUnit(name, known))
  if (doubtful.length > 0 && (doubtful.length >= names.length || doubtful.some((name) => name.length > 24)))
    return null
  // Led by a person: the units that take part are the ones that do the work.
  if (clause.leaders.length > 0 && groups.every((group) => group.verb === 'coop'))
    add(clause, 'responsible', names)
  else settle(groups, clause)
  clause.because =
    clause.lead.length > 0 ? '按“牵头、负责、配合”句式识别' : '按“负责”句式识别，文中未写明牵头单位'
  clause.confidence = doubtful.length === 0 ? 0.95 : 0.8
  return clause
}

/** Reads a bracket that is only a list of units: 占道经营（城管执法队）. */
export function readBareList(words: string, known?: ReadonlySet<string>): Clause | null {
  const clause = empty()
  const list = takeTimes(withoutConvention(words), clause)
  if (!isUnitList(list, known) || /^[一二三四五六七八九十]+$/.test(list)) return null
  add(clause, 'responsible', splitUnits(list, known))
  clause.because = '括号内只列单位，没有写明角色'
  clause.confidence = 0.75
  return clause
}

/** Reads one cell or value under a role: the column or label already says what it is. */
export function readValue(role: Role, value: string, known?: ReadonlySet<string>): Clause {
  const clause = empty()
  fill(role, value, clause, known)
  return clause
}

/** Joins a later clause of the same item into an earlier one. */
export function mergeClause(into: Clause, other: Clause): void {
  for (const role of ['lead', 'cooperate', 'responsible'] as const) add(into, role, other[role])
  for (const name of other.leaders) if (!into.leaders.includes(name)) into.leaders.push(name)
  into.when.push(...other.when)
  if (into.because === '') into.because = other.because
  into.confidence =
    into.confidence === 0 ? other.confidence : Math.min(into.confidence, other.confidence || 1)
}

/** A clause with nothing in it yet. */
export const emptyClause = empty

/** True when a clause names a unit. */
export const namesUnits = (clause: Clause): boolean => parties(clause) > 0

/** True when a clause names somebody. */
export const namesSomebody = (clause: Clause): boolean => parties(clause) + clause.leaders.length > 0
