import { emptyClause, namesSomebody, readValue } from './clauses.ts'
import { type Column, columnOf } from './columns.ts'
import { scanDeadlines } from './deadlines.ts'
import { type Draft, draftOf } from './draft.ts'
import { SURNAMES } from './people.ts'
import { type Block, sliceBlock } from './text.ts'

/** The cores of departments' names as districts and cities write them, for text without any separator. */
const CORES =
  '发展和改革|发展改革|发改|教育体育|教体|教育|科学技术|科技和工信|科技|工业和信息化|工信|经信|公安|民政|司法|财政|人力资源和社会保障|人力资源社会保障|人社|自然资源和规划|规划和自然资源|自然资源|规划资源|资规|规划|国土|生态环境|环保|住房和城乡建设|住房城乡建设|住建|建设|交通运输|交通|交运|水务|水利|农业农村|农业|商务|文化和旅游|文化广电旅游|文广旅|文体旅|文旅|卫生健康|卫健|退役军人事务|退役军人|应急管理|应急|审计|市场监督管理|市场监管|市监|市场|城市管理|城管执法|城管|综合行政执法|综合执法|执法|统计|信访|医疗保障|医保|行政审批服务|行政审批|审批|政务服务和数据管理|政务服务|数据|大数据|投资促进|投促|招商|机关事务|税务|气象|林业|园林|体育|国资|粮食|地方金融监管|金融监管|邮政管理|烟草专卖|房管|市容'
const OFFICES =
  '政府办公室|政府办|府办|政务办|督查室|委办公室|委组织部|组织部|委宣传部|宣传部|委统战部|统战部|委政法委|政法委|委社会工作部|社会工作部|委社治委|社工部|网信办|委编办|编办|纪委监委|融媒体中心|征收中心|环卫中心|园林中心|市政中心|总工会|妇联|残联|工商联|团[省市区县]委|科协|红十字会|金融办|人防办|国动办|交警大队|消防救援大队|消防大队|公安分局|自然资源分局|规划分局|生态环境分局|城投公司|城投集团|供电公司|自来水公司|水务集团|燃气公司|热力公司|公交公司|铁塔公司|高新园管委会|管委会|文明办|创城办|信访办|交管大队'
/** Offices of towns and streets, which have no bureaus. */
const TOWN_OFFICES =
  '党政综合办公室|党政综合办|党政办公室|党政办|党建办|经济发展办公室|经济发展办|经发办|村镇建设办|村建办|规建办|城建办|应急管理办公室|应急管理办|应急办|安监办|农业农村办公室|农业农村办|农办|综治办|平安法治办|平安办|社会事务办公室|社会事务办|社事办|民政办|文旅办|生态环境办|环保办|财政所|消防所|派出所|司法所|市场监管所|自然资源所|综合执法队|综合执法中队|城管中队|农业综合服务中心|农业服务中心|便民服务中心|退役军人服务站|文化站|中心卫生院|卫生院'
const COLLECTIVES =
  '各区（市）县政府|各县（市）区政府|各县（市、区）政府|各县（区）政府|各街道办事处|各街道|各行政村|各村（社区）|各村|各镇街|各街镇|各镇（街道）|各乡镇（街道）|各乡镇卫生院|各镇|各乡镇|各有关单位|各有关部门|有关部门|有关单位|相关部门|相关单位|各部门|各单位|区直各部门|区直各单位|各区县|各社区|各学校'
/** One unit at the very end of a stretch of text. */
const LAST_UNIT = new RegExp(
  `(?:(?:[省市区县](?!区|县))?(?:(?:${CORES})(?:管理)?(?:委员会|局|委|厅|分局)|(?:${OFFICES})|(?:${TOWN_OFFICES}))|(?:${COLLECTIVES})|(?:(?![各局委办处部区])[\\u4e00-\\u9fff]){2}(?:街道办事处|街道|镇政府|街))(?:（[^（）]{1,10}）)?(?:等(?:单位|部门)?)?$`,
)
const LAST_PERSON = new RegExp(`[${SURNAMES}][\\u4e00-\\u9fff]{1,2}$`)

/** What the heading says of the columns. */
interface Head {
  roles: readonly Column[]
  /** A column of names. */
  people: boolean
  /** A column of dates. */
  dated: boolean
}

interface Tail {
  /** Where the task's words end. */
  taskEnd: number
  groups: { from: number; to: number }[]
  person: { from: number; to: number } | null
  when: string | null
}

/** Reads a row backwards: date, units (a missing 、 starts another column), person; the rest is the task. */
function tailOf(text: string, { people, dated }: Head): Tail | null {
  let end = text.replace(/[。； ]+$/, '').length
  // The column of names may stand last, behind the date.
  const behind = people && dated ? LAST_PERSON.exec(text.slice(0, end)) : null
  const last = behind && lastTime(text.slice(0, behind.index)) !== null ? behind : null
  if (last) end = last.index
  let when = lastTime(text.slice(0, end))
  if (when !== null) end -= when.length
  const groups: { from: number; to: number }[] = []
  let joined = false
  for (;;) {
    const found = LAST_UNIT.exec(text.slice(Math.max(0, end - 36), end))
    if (!found) break
    const from = end - found[0].length
    const group = groups[0]
    if (joined && group) group.from = from
    else groups.unshift({ from, to: end })
    end = from
    joined = /[、，]$/.test(text.slice(0, end))
    if (joined) end--
  }
  if (groups.length === 0) return null
  if (joined) end++
  // The column of dates may stand before that of the units.
  if (when === null && dated) {
    when = lastTime(text.slice(0, end))
    if (when !== null) end -= when.length
  }
  if (last) return { taskEnd: end, groups, person: spanOf(last), when }
  const named = people ? LAST_PERSON.exec(text.slice(0, end)) : null
  const person = named ? spanOf(named) : null
  return { taskEnd: person?.from ?? end, groups, person, when }
}

const spanOf = (found: RegExpExecArray): { from: number; to: number } => ({
  from: found.index,
  to: found.index + found[0].length,
})

function lastTime(text: string): string | null {
  const tail = text.slice(-20)
  const found = scanDeadlines(tail, { year: null, date: null }, 'cell').at(-1)
  if (!found || !/^(?:完成|前|底前|底)?$/.test(tail.slice(found.to))) return null
  return tail.slice(found.from)
}

interface Cut {
  number: number
  at: number
  body: number
}

/** Numbers 1, 2, 3 … that stand between rows run together. */
function cutsOf(text: string): Cut[] {
  const cuts: Cut[] = []
  for (const found of text.matchAll(
    /(?<![\d.第年])(\d{1,3})(?=[\u4e00-\u9fff“《])(?![年月日个项处座条家万亿公千米平户人名套期台天周次号%类件所栋里届级])/g,
  )) {
    const number = Number(found[1])
    const last = cuts.at(-1)
    if (last && number !== last.number + 1) continue
    if (!last && found.index > 0 && !/[\u4e00-\u9fff）]/.test(text[found.index - 1] as string)) continue
    cuts.push({ number, at: found.index, body: found.index + found[0].length })
  }
  return cuts
}

/** One unit at the start of a stretch; without separators only what every district has is sure. */
const NEXT_UNIT = new RegExp(
  `^(?:(?:[省市区县](?!区|县))?(?:(?:${CORES})(?:管理)?(?:委员会|局|委|厅|分局)|(?:${OFFICES})|(?:${TOWN_OFFICES}))|(?:${COLLECTIVES})|经开区|高新区|高新园|开发区|(?:市|区|县)?(?:属)?国有公司|(?:(?![各局委办处部厅])[\\u4e00-\\u9fff]){2,4}?(?:街道办事处|街道|镇政府|公司|集团))(?:（[^（）]{1,10}）)?[、，]?`,
)

/** Rows of a table with a column of leaders: each ends 领导 + units. */
function ledRows(
  block: Block,
  head: string,
  bodyAt: number,
  roles: readonly Column[],
  known?: ReadonlySet<string>,
): Draft[] {
  const drafts: Draft[] = []
  const text = block.text
  let start = bodyAt
  for (const found of text.matchAll(new RegExp(`[${SURNAMES}]`, 'g'))) {
    const person = found.index
    if (person < start + 4) continue
    // A name has three characters or two; whichever leaves a unit behind it, with its 县 or 区, is the name.
    const ends = /[省市区县]/.test(text[person + 2] ?? '')
      ? [person + 2, person + 3]
      : [person + 3, person + 2]
    const named = ends.find((at) => NEXT_UNIT.test(text.slice(at, at + 40)))
    if (named === undefined || /[，。；、]/.test(text.slice(person, named))) continue
    const run = unitRun(text, named)
    const units = run.at(-1)?.to ?? named
    const when = nextTime(text.slice(units, units + 20))
    const end = units + when.length
    const draft = ledDraft(block, { start, person, named, end }, run, roles, known)
    if (when !== '') draft?.clause.when.push(when)
    if (draft) drafts.push(draft)
    start = end
  }
  return drafts.length >= 2 && /领导|责任人|负责人/.test(head) ? drafts : []
}

/** The date a stretch opens with, else ''. */
function nextTime(text: string): string {
  const [first] = scanDeadlines(text, { year: null, date: null }, 'cell')
  return first?.from === 0 ? text.slice(0, first.to) : ''
}

interface Stretch {
  from: number
  to: number
}

function unitRun(text: string, from: number): Stretch[] {
  const run: Stretch[] = []
  let at = from
  for (;;) {
    const found = NEXT_UNIT.exec(text.slice(at, at + 40))
    if (!found) return run
    run.push({ from: at, to: at + found[0].length })
    at += found[0].length
  }
}

function ledDraft(
  block: Block,
  { start, person, named, end }: { start: number; person: number; named: number; end: number },
  run: readonly Stretch[],
  roles: readonly Column[],
  known?: ReadonlySet<string>,
): Draft | null {
  const number = /^\d{1,3}(?=[\u4e00-\u9fff])/.exec(block.text.slice(start, start + 5))?.[0]
  const clause = emptyClause()
  const first = roles[0] === 'lead' || roles[0] === 'cooperate' ? roles[0] : 'responsible'
  run.forEach(({ from, to }, at) => {
    const role = at === 0 ? first : roles[1] === 'cooperate' ? 'cooperate' : first
    const value = readValue(role, block.text.slice(from, to), known)
    clause[role].push(...value[role].filter((name) => !clause[role].includes(name)))
    clause.collective.push(...value.collective)
  })
  clause.leaders.push(block.text.slice(person, named))
  clause.because = '表格压成一段，按领导姓名和单位名称切分'
  clause.confidence = 0.55
  const piece = sliceBlock(block, start + (number?.length ?? 0), person)
  if (!namesSomebody(clause) || piece.text.length < 4) return null
  return draftOf(
    { ordinal: number ?? null, pieces: [piece], clause, path: [], category: null, form: 'table' },
    [sliceBlock(block, start, end)],
  )
}

const HEAD_WORDS = /序号|责任单位|牵头单位|责任领导|完成时限|配合单位/

function rolesOf(head: string): Column[] {
  const roles: Column[] = []
  for (const found of head.matchAll(
    /牵头单位|牵头部门|配合单位|协办单位|主办单位|责任单位|责任部门|承办单位/g,
  )) {
    const column = columnOf(found[0])
    if (column) roles.push(column)
  }
  return roles
}

function draftsIn(block: Block, known?: ReadonlySet<string>): Draft[] {
  const cuts = cutsOf(block.text)
  const head = block.text.slice(0, cuts[0]?.at ?? 0)
  const titled = HEAD_WORDS.test(head)
  if (cuts.length < (titled ? 1 : 2) || block.text.length < 20) return []
  const roles = rolesOf(head)
  const led = titled ? ledRows(block, head, cuts[0]?.at ?? 0, roles, known) : []
  if (led.length >= cuts.length * 0.6) return led
  const dated = /时限|时间|期限|节点/.test(head)
  const people = !titled || /领导|责任人|负责人/.test(head)
  const drafts: Draft[] = []
  cuts.forEach((cut, index) => {
    const end = cuts[index + 1]?.at ?? block.text.length
    const draft = rowDraft(block, cut, end, { roles, people, dated }, known)
    if (draft) drafts.push(draft)
  })
  // Numbers in ordinary prose do not each end in a unit.
  return drafts.length >= cuts.length * 0.6 ? drafts : []
}

function rowDraft(
  block: Block,
  cut: Cut,
  end: number,
  head: Head,
  known?: ReadonlySet<string>,
): Draft | null {
  const text = block.text.slice(cut.body, end)
  const tail = tailOf(text, head)
  if (!tail || tail.taskEnd < 2) return null
  const clause = emptyClause()
  const fallback: Column[] = tail.groups.length > 1 ? ['lead', 'cooperate'] : ['responsible']
  const { roles } = head
  const order = roles.length >= tail.groups.length ? roles : fallback
  tail.groups.forEach((group, at) => {
    const role = order[Math.min(at, order.length - 1)]
    if (role !== 'lead' && role !== 'cooperate' && role !== 'responsible') return
    const value = readValue(role, text.slice(group.from, group.to), known)
    clause[role].push(...value[role].filter((name) => !clause[role].includes(name)))
    clause.collective.push(...value.collective)
  })
  if (tail.person) clause.leaders.push(text.slice(tail.person.from, tail.person.to))
  if (tail.when !== null) clause.when.push(tail.when)
  clause.because = '表格压成一段，按序号和单位名称切分'
  clause.confidence = 0.6
  if (!namesSomebody(clause)) return null
  const piece = sliceBlock(block, cut.body, cut.body + tail.taskEnd)
  return draftOf(
    { ordinal: String(cut.number), pieces: [piece], clause, path: [], category: null, form: 'table' },
    [sliceBlock(block, cut.at, end)],
  )
}

/** Takes tables whose cells and rows ran together into one paragraph. */
export function takeFlat(
  blocks: readonly Block[],
  known?: ReadonlySet<string>,
): { rest: Block[]; drafts: Draft[] } {
  const rest: Block[] = []
  const drafts: Draft[] = []
  for (const block of blocks) {
    const found =
      /[（：。]/.test(block.text.slice(0, 400)) && !HEAD_WORDS.test(block.text.slice(0, 120))
        ? []
        : draftsIn(block, known)
    if (found.length > 0) drafts.push(...found)
    else rest.push(block)
  }
  return { rest, drafts }
}
