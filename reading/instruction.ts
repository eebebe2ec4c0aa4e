import { bareAction } from './instruction-action.ts'
import { lastMoment, momentsIn } from './instruction-times.ts'
import { type Charge, chargesIn } from './narrative.ts'
import { chargeAfter } from './roles.ts'
import { unitsAt } from './subjects.ts'
import { type Block, blocksOf } from './text.ts'
import type { Deadline } from './types.ts'
import { isUnit, splitUnits } from './units.ts'

/** What a leader's note amounts to. The first five ask for nothing that can be checked. */
export type InstructionKind =
  | '圈阅'
  | '转阅'
  | '转呈'
  | '表态'
  | '泛要求'
  | '限时交办'
  | '具体交办'
  | '督办'
  | '分办'

/** Names as written; `report_to` has 批示领导 for 报我. */
export interface InstructionParties {
  lead: string[]
  cooperate: string[]
  responsible: string[]
  supervise: string[]
  report_to: string[]
}

/** A leader's note on a paper, read. */
export interface Instruction {
  /** concrete: somebody is to do something that can be checked; empty: nothing is asked for. */
  label: 'concrete' | 'empty'
  kind: InstructionKind
  who: InstructionParties
  /** 呈文单位 when a task names nobody: only who presented the paper can be meant, which a person confirms. */
  implied_who: string[]
  /** The unit that presented the paper, when its title says so. */
  presenter: string | null
  what: string | null
  when: Deadline | null
  missing: ('who' | 'what' | 'when')[]
  /** One Chinese sentence: what is missing, or that nothing is. */
  says: string
}

export interface InstructionOptions {
  /** The title of the paper the note stands on. */
  on?: string
  /** The day of the note, `YYYY-MM-DD`. */
  date?: string
  known?: ReadonlySet<string>
}

const PRESENTED = '呈文单位'
const LEADER = '批示领导'

/** 阅, 请某某同志阅处, 呈某某阅示, 转某局阅: passes the paper on. */
const PASSED_ON = new RegExp(
  `^(?<verb>呈|报|请|转|送|交|并请|分送|再呈|拟请|拟呈)?(?<names>[^，。；]{0,40}?)(?:并)?(?:阅|传阅|圈阅|阅知|阅示|阅处|阅研|阅批|阅办|阅存|研阅|参阅|审阅|酌处|酌定|酌办|酌情处理|审定|审示|核示|批示|定夺|研处|研办|参考|知悉|知照|存档|存|阅后归档)(?:同意)?$`,
)
const STANCE =
  /^(?:已阅|阅|圈阅|已悉|知悉|情况已悉|收悉|传阅)$|^(?:原则|拟|完全|基本|总体)?(?:同意|赞同|可行|可以)(?:你局|你们|你单位|该|此|所提|上述|拟办|办公室|此件|你委|你办)?(?:的)?(?:意见|方案|建议|安排|请示|做法|报告|上报|印发|呈报|拟办意见|[^，。；]{0,8}意见)?$|^(?:很好|好|不错|值得肯定|有见地|很有见地|可供参考|写得好|材料很好|做法很好|成效明显|值得(?:学习|借鉴|推广)|(?:请|望|希望)?(?:继续努力|再接再厉)|[^，。；]{0,8}有(?:成效|亮点|特色)|辛苦了|予以肯定|建议很好|分析透彻|工作扎实|思路清晰|效果(?:很)?好|进展(?:很)?(?:好|顺利)|(?:此|该)?[^，。；]{0,6}很有(?:价值|意义|启发|针对性)|继续(?:努力|保持|加油)|(?:可)?供[^，。；]{0,6}参考|(?!整改|落实|处置|化解|执行|清理|保障|管控|责任)[^，。；]{2}(?:详实|到位|扎实|清晰|透彻|准确|深刻|具体)|[^，。；]{0,8}(?:写|找|抓|做|干|提|办)得[^，。；]{1,5})$/
/** What nobody can check. */
const VAGUE =
  /^(?:请|望|要|务必|须|应|各单位|各部门|各有关单位|各地各部门|有关部门|相关部门|有关单位|各级各部门|全区上下|各级|相关单位|[^，。；]{2,14}?(?:局|委|办|部门|单位|街道|中心|公司|部))?(?:要|应|须|务必)?(?:继续|进一步|切实|全力|认真|抓紧|尽快|持续|坚决|高度|充分|引起|全面|扎实|更加|严格|积极|主动|统筹|深入|再|切实加以|加紧|加快|依法依规|依法|依规|妥善|按程序|按规定|按要求|稳妥|共同|举一反三|精心|好好|用心)*(?:高度重视|引起(?:高度)?重视|重视|(?:抓好|狠抓|抓实|加强)?(?:工作)?(?:贯彻)?落实|抓好(?:各项)?工作|抓紧抓好|抓紧|办理|处理|处置|研究|推进|加快推进|抓好|组织好|参会|参加|执行|把关|考虑|研究吸纳|吸纳|采纳|统筹考虑|关注|跟进|学习|借鉴|学习借鉴|总结(?:经验)?|推广|努力|改进|提高|做好(?:相关|有关|此项|各项|这项|下一步)?工作|加强(?:组织)?(?:领导|管理|监管|协调|配合|沟通|学习|宣传|指导|调度|研究|督促|统筹|工作|协作)|加大(?:工作)?(?:力度|宣传|宣传力度|推进力度|监管力度|督促力度|执法力度)|形成合力|密切配合|协同配合|通力协作|吸取教训|引以为戒|举一反三|提高(?:认识|站位|政治站位)|履职尽责|担当作为|主动作为|压实责任|明确责任|细化措施|严格要求|确保(?:安全|稳定|实效|落实|到位|质量|取得实效|万无一失|不出问题)|落到实处|落细落实|抓出成效|取得实效|务求实效|注意安全|严肃对待|认真对待|警醒|支持|予以支持|大力支持|给予支持|抓落实)(?:好|到位|此项工作|这项工作|此事|该项工作|为要)?$/
/** What can be checked: a paper, a list, a place, a number, a state. */
const ACTS =
  /提出|审查|审核|解释|核定|鉴定|盘活|拿出|制定|制订|拟定|起草|修订|编制|研究|约谈|排查|摸清|摸底|整改|修好|修复|维修|验收|查清|查明|查处|建立|办结|反馈|答复|回复|回应|处置|抽查|核实|核查|复核|解决|报(?!告里|纸)|清理|拆除|完成|上线|开工|复工|拨付|兑现|追责|问责|公布|公开|公示|试行|出台|印发|开展|组织|召开|协调|梳理|列出|清单|台账|调查|检查|走访|上门|会商|论证|评估|审计|测算|核算|列入|纳入|落实(?:资金|经费|责任人|地块|用地|人员|编制)|安排|配齐|增设|安装|更换|封堵|关停|停用|停止|移交|接管|立案|通报|曝光|调度|盯|督办|跟踪|督促|化解|稳控|接访|见面|面谈|讲清楚|说明|给我|汇报|带队|牵头|把关|对接|争取|抓整改|销号|清零|恢复|改造|优化|压缩|缩短|取消|打通|建成|启动|实施|签订|划定|腾退|搬迁|征求|汇总|统计|分析|比对|补(?!充资料)|退还|支付|清偿|培训|宣讲|办(?:好|完|成|掉)|现场|试点|转隶|招标|采购|合并|复查|回访|吸[收纳][到进]|收回|公告|查封|取缔|划拨|查一查|查实|弄清|搞清|问清|立项/
/** Even among general words these leave something to show. */
const SHOWN = /印发|提出|拿出|制定|答复|拨付|办结|汇总|清零|销号/
const SUPERVISES =
  /^(?:要|应|负责|牵头|适时|全程|持续|及时|定期|继续|同步|每[^，。；]{1,4}|\d{1,2}月[上中下]?旬?|(?:下周|本周|月底|一个月后|[一二三四五六七八九十]+[天周]后|届时|到期|事后)[^，。；]{0,3}|将[^，。；]{1,8}(?=列入|纳入)|对[^，。；]{1,16}?(?=跟踪|逐|督办|督查|全程|持续|重点)|逐[项件条]|重点)*(?:跟踪|督办|督查|督促检查|抽查|盯办|盯住|盯紧|督促(?:落实|办理|整改|各|相关|有关)|回头看|核查结果|检查落实|纳入[^，。；]{0,4}督[查办]|列入[^，。；]{0,4}督办|跟进督办|跟踪问效|暗访|问效|立项督办|专项督查|[发下]督办|再查)/
const TO_LEADER = /(?:给|向|报|告|报告|汇报给?|反馈给?|回复|告诉|送|交)我(?!们|区|市|县|局|省|镇|街)/
const REPORT =
  /(?:(?:报告|报送|汇报|呈报|呈送|送交|提交|上报|报|送|反馈)(?:给|至|到)?(?<to>区委区政府|[^，。；、]{0,12}?(?:会议?|领导|政府|区长|市长|县长|书记|主任|办公室|督查室|督考办|政府办?|区委办?|市委|县委|局|委|办|专班|指挥部|同志))|向(?<toward>[^，。；、]{2,12}?)(?:报告|汇报|反馈|作出说明))(?=$|[，。；、]|审定|研究|备案|审议|审批|批准|同意|汇总|讨论|审查|一次)/g

interface Sentence {
  text: string
  charges: Charge[]
}

/**
 * Reads a leader's note: whether it asks for anything, of whom, what, by when, whom to tell, who watches, and what it leaves open.
 * `readInstruction('请住建局一周内修好。', { date: '2025-03-03' })` is concrete, due 2025-03-10. Pure; never throws on any text.
 */
export function readInstruction(text: string, options: InstructionOptions = {}): Instruction {
  const { known } = options
  const sentences = blocksOf(text).flatMap((block) => sentencesOf(block, known))
  const kinds = sentences.map((one) => kindOf(one))
  const tasks = sentences.filter((_, at) => kinds[at] === 'task')
  const watches = sentences.filter((_, at) => kinds[at] === 'watch')
  const presenter = presenterOf(options.on ?? '', known)
  const who = partiesOf(tasks, watches, known)
  if (tasks.length + watches.length === 0) return emptyNote(text, kinds, presenter)
  const named = who.lead.length + who.cooperate.length + who.responsible.length
  const implied = named === 0 && tasks.length > 0 ? [PRESENTED] : []
  const timed = tasks.length > 0 ? tasks : watches
  const day = options.date ?? null
  const when = lastMoment(timed.flatMap((one) => momentsIn(one.text, day)))
  const what = timed.map((one) => bareAction(actionOf(one, day), known)).join('；')
  const missing: Instruction['missing'] = [
    ...(implied.length > 0 ? (['who'] as const) : []),
    ...(when === null ? (['when'] as const) : []),
  ]
  return {
    label: 'concrete',
    kind: concreteKind(tasks, when, who),
    who,
    implied_who: implied,
    presenter,
    what,
    when,
    missing,
    says: lacks(missing, presenter, /工作日内/.test(text)),
  }
}

function emptyNote(text: string, kinds: readonly NoteKind[], presenter: string | null): Instruction {
  const asked =
    kinds.find((kind) => kind === '泛要求') ?? kinds.find((kind) => kind === '转呈' || kind === '转阅')
  const kind: InstructionKind = /按(?:要求|时|通知)(?:参会|参加|出席)/.test(text)
    ? '圈阅'
    : ((asked ?? kinds.find((one) => one === '表态') ?? '圈阅') as InstructionKind)
  const only: Partial<Record<InstructionKind, string>> = {
    圈阅: '只表示看过',
    转阅: '只是转给别人看',
    转呈: '只是转呈',
    表态: '只有表态',
    泛要求: '只有一般要求，没有可核实的结果',
  }
  return {
    label: 'empty',
    kind,
    who: { lead: [], cooperate: [], responsible: [], supervise: [], report_to: [] },
    implied_who: [],
    presenter,
    what: null,
    when: null,
    missing: ['who', 'what', 'when'],
    says: `${only[kind] ?? '没有交办'}，请写明由谁办、办什么、何时办完。`,
  }
}

function lacks(missing: Instruction['missing'], presenter: string | null, workdays: boolean): string {
  const notes: string[] = []
  if (missing.includes('who'))
    notes.push(
      presenter
        ? `没有写明由谁办，可能指呈文的${presenter}，请确认`
        : '没有写明由谁办，可能指呈文单位，请确认',
    )
  if (missing.includes('when')) notes.push('没有写明时限，请补上办结日期')
  if (workdays) notes.push('工作日按周一至周五推算，没有扣除节假日，请核对')
  return `${notes.length === 0 ? '由谁办、办什么、何时办完都已写明' : notes.join('；')}。`
}

function concreteKind(
  tasks: readonly Sentence[],
  when: Deadline | null,
  who: InstructionParties,
): InstructionKind {
  if (tasks.length === 0) return '督办'
  if (when !== null) return '限时交办'
  const shared = tasks.filter((one) => one.charges.length > 0).length > 1 && who.lead.length === 0
  return shared || tasks.some((one) => /涉及[^，。；]{2,16}的?[，]?[请由]/.test(one.text))
    ? '分办'
    : '具体交办'
}

type NoteKind = 'task' | 'watch' | Extract<InstructionKind, '圈阅' | '转阅' | '转呈' | '表态' | '泛要求'>

/** Cuts a note where one request ends and another begins; each keeps who it names. */
function sentencesOf(block: Block, known?: ReadonlySet<string>): Sentence[] {
  const out: Sentence[] = []
  for (const found of block.text.matchAll(/[^。；！？]+/g)) {
    let from = 0
    const text = found[0]
      .trim()
      .replace(/^\d{1,2}[.、]|^[一二三四五六七八九十]是|^（[一二三四五六七八九十]）/, '')
    // 同意，请某局…: what comes before the request is a sentence of its own.
    const stance = /^(?:[^，]{1,12}，)+?(?=请|由|责成|并请)/.exec(text)?.[0] ?? ''
    if (
      stance !== '' &&
      stance
        .slice(0, -1)
        .split('，')
        .every((part) => STANCE.test(part))
    ) {
      out.push({ text: stance.slice(0, -1), charges: [] })
      from = stance.length
    }
    for (const part of watchApart(text.slice(from)).flatMap((one) => subjectsApart(one, known))) {
      out.push({ text: part, charges: chargesOf(part, known) })
    }
  }
  return out
}

/** …，督查室跟踪督办: who watches stands in the same sentence as who works. */
function watchApart(text: string): string[] {
  const found =
    /[，](?:并)?(?:请|由)?(?=[^，。；]{2,12}?(?:督查室|督考办|督查组|督办室|纪委监委|监督检查室|政府办|两办|办公室)[^，。；]{0,12}?(?:跟踪|督办|督查|抽查|盯|督促|暗访|问效)|(?:督查室|督考办|两办|办公室)[^，。；]{0,12}?(?:跟踪|督办|督查|抽查|盯|督促|暗访|问效))/.exec(
      text,
    )
  return found ? [text.slice(0, found.index), text.slice(found.index + 1)] : [text]
}

/** 由甲负责，…，乙做好…: a comma after which somebody else is charged. */
function subjectsApart(text: string, known?: ReadonlySet<string>): string[] {
  const out: string[] = []
  let start = 0
  for (const found of text.matchAll(/，/g)) {
    const part = /^[^，]*/.exec(text.slice(found.index + 1))?.[0] ?? ''
    const request = /^(?:涉及[^，]{2,16})?(?:并?请|由)/.exec(part)?.[0] ?? ''
    const names = unitsAt(part.slice(request.length), known)
    const rest = names === null ? '' : part.slice(request.length + names.length)
    const own = request !== '' || /^(?:要|负责|做好|牵头|提供|落实|组织|同步|跟进|保障)/.test(rest)
    if (
      names === null ||
      !own ||
      text.slice(0, found.index).endsWith('牵头') ||
      /(?:配合|参与|参加|协助|支持)/.test(rest)
    )
      continue
    out.push(text.slice(start, found.index))
    start = found.index + 1
  }
  return [...out, text.slice(start)]
}

/** What a sentence charges; asked outright, whoever stands first is meant whatever the verb. */
function chargesOf(text: string, known?: ReadonlySet<string>): Charge[] {
  const charges = chargesIn(asBlock(`${text}。`), 0, 'any', known)
  const asked = /^(?:涉及[^，]{2,16}|此件|此事)?，?(?:并?请|由|责成)/.exec(text)?.[0]
  const names = charges.length > 0 || asked === undefined ? null : unitsAt(text.slice(asked.length), known)
  return names === null
    ? charges
    : [
        {
          from: 0,
          to: text.length,
          clause: chargeAfter(names, text.slice((asked ?? '').length + names.length), known),
        },
      ]
}

const asBlock = (text: string): Block => ({
  text,
  raw: text,
  at: Array.from({ length: text.length }, (_, at) => at),
  cells: null,
})

const WATCHERS = /督查|督办|督考|督导|监督检查/

/** A day by which, at the head of a request. */
const DAY_AHEAD =
  /^(?:请|并)?(?:务必)?(?:于|在)?(?:(?:20\d{2}年)?\d{1,2}月\d{1,2}日|本月\d{1,2}日|\d{1,2}日)(?:之?前|以前)?/
/** Reading, however diligently. */
const READS = /^(?:请|并)?[^，。；]{0,14}?(?:认真|仔细|抓紧)?(?:阅毕|阅完|阅处|阅研|知悉|知晓|学习领会)$/

function kindOf({ text, charges }: Sentence): NoteKind {
  const words = text.replace(/[\s。]+$/g, '')
  if (/^阅?转[^，。；]{2,10}(?:同志|副?[区市县局镇]长|主任|书记)$/.test(words)) return '转阅'
  const passed = PASSED_ON.exec(words)
  if (passed && !ACTS.test((passed.groups?.['names'] ?? '').replaceAll('组织部', ''))) {
    const verb = passed.groups?.['verb'] ?? ''
    return verb === '' ? '圈阅' : /呈|报|拟/.test(verb) ? '转呈' : '转阅'
  }
  const parts = words.split('，').filter((part) => part.trim() !== '')
  // A day makes reading or 抓好落实 no more concrete.
  const firm = parts.filter((part) => {
    const asked = part.replace(DAY_AHEAD, '')
    if (part.startsWith('涉及') || SHOWN.test(part)) return true
    return !(
      asked === '' ||
      STANCE.test(asked) ||
      VAGUE.test(asked) ||
      PASSED_ON.test(asked) ||
      READS.test(asked)
    )
  })
  if (firm.length === 0) return parts.every((part) => STANCE.test(part)) ? '表态' : '泛要求'
  const dated = momentsIn(firm.join('，'), '2025-01-01').length > 0
  if (!dated && !firm.some((part) => ACTS.test(part))) return STANCE.test(parts[0] ?? '') ? '表态' : '泛要求'
  const { subject, rest } = subjectOf(words, charges)
  return subject !== '' &&
    (WATCHERS.test(subject) || /^(?:列入|纳入|跟踪|立项|负责|持续|重点)*(?:督办|督查)/.test(rest)) &&
    SUPERVISES.test(rest)
    ? 'watch'
    : 'task'
}

/** Who a request opens with and the words after. */
function subjectOf(text: string, charges: readonly Charge[]): { subject: string; rest: string } {
  const body = text.replace(
    /^(?:此件|此事|该件|此项工作|以上|对此|该事项|另外?|同时)?[，]?(?:并|以及)?(?:请|由|责成|转|交(?!警|通))/,
    '',
  )
  const names = charges.flatMap(({ clause }) => [...clause.lead, ...clause.responsible, ...clause.cooperate])
  const end = names.reduce((last, name) => {
    const at = body.indexOf(name)
    const near = at <= last + 2 || (last === 0 && /[请由]$/.test(body.slice(0, at)))
    return at >= 0 && near ? Math.max(last, at + name.length) : last
  }, 0)
  if (end > 0) return { subject: body.slice(0, end), rest: body.slice(end) }
  const found = /^(?<names>[^，。；]{2,16}?(?:室|办|局|委|部|组))(?<rest>.*)$/s.exec(body)?.groups
  return found && isUnit(found['names'] ?? '')
    ? { subject: found['names'] ?? '', rest: found['rest'] ?? '' }
    : { subject: '', rest: body }
}

function partiesOf(
  tasks: readonly Sentence[],
  watches: readonly Sentence[],
  known?: ReadonlySet<string>,
): InstructionParties {
  const who: InstructionParties = { lead: [], cooperate: [], responsible: [], supervise: [], report_to: [] }
  const put = (role: keyof InstructionParties, names: readonly string[]): void => {
    for (const name of names) if (!who[role].includes(name)) who[role].push(name)
  }
  for (const { charges } of tasks) {
    for (const { clause } of charges) {
      put('lead', clause.lead)
      put(
        'cooperate',
        clause.cooperate.filter((name) => !who.lead.includes(name)),
      )
      put(
        'responsible',
        clause.responsible.filter((name) => !who.lead.includes(name)),
      )
    }
  }
  for (const { text, charges } of watches)
    put('supervise', splitUnits(subjectOf(text, charges).subject, known))
  for (const { text } of [...tasks, ...watches]) put('report_to', reportsTo(text))
  return who
}

function reportsTo(text: string): string[] {
  const others = [...text.matchAll(REPORT)].flatMap(({ groups }) => {
    const to = groups?.['to'] ?? groups?.['toward'] ?? ''
    return to.length < 2 || OUTSIDE.test(to) ? [] : [to.replace(/同志$/, '')]
  })
  return TO_LEADER.test(text) ? [LEADER, ...others] : others
}

/** Answers to these are part of the task, not a report on it. */
const OUTSIDE = /企业|群众|来信人|信访人|投诉人|居民|当事人|社会|市民|代表|委员|家长|我/

/** The words of the request without who and by when. */
function actionOf({ text, charges }: Sentence, day: string | null): string {
  const { rest } = subjectOf(text, charges)
  const at = text.length - rest.length
  const moments = momentsIn(text, day).filter((one) => one.from >= at)
  let out = rest
  for (const one of moments.toReversed()) out = out.slice(0, one.from - at) + out.slice(one.to - at)
  return out.replace(/(?<=^|，)(?:于|在)(?=，|$)|^[，、于要应须]+|，(?=，)|[，、]+$/g, '').trim() || text
}

function presenterOf(on: string, known?: ReadonlySet<string>): string | null {
  const head =
    /^(?<names>[^，。《》]{2,24}?)(?:关于|《|报来|报送|呈报|(?:的)?(?:情况)?(?:请示|报告|汇报|专报|来函)$)/.exec(
      on,
    )?.groups?.['names']
  return head && isUnit(head, known) ? head : null
}
