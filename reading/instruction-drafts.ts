import { momentsIn } from './instruction-times.ts'
import { readInstruction } from './instruction.ts'
import { unitsAt } from './subjects.ts'
import { isCollective, isUnit, splitUnits } from './units.ts'

/** A draft to begin an instruction with, and what only a person can know and has to put in. */
export interface Draft {
  text: string
  fills: ('who' | 'what' | 'when')[]
}

export interface DraftOptions {
  /** The title of the paper the note stands on, when it has one. */
  on?: string
  /** The day of the note, `YYYY-MM-DD`. */
  date: string
  /** The unit that presented the paper, when better known than its title tells. */
  presenter?: string
  /** Units the paper concerns, the one to lead first. */
  undertakers?: readonly string[]
}

/** Where a name or a matter has to be put in. */
const BLANK = '＿＿＿＿'

const SOON = 7
const USUAL = 15
const LONG = 30

/** What papers of a sort ask to be done about them: first what a leader hands over, then what he wants worked out. */
const SORTS: readonly { of: RegExp; handle: (topic: string) => string; study: (topic: string) => string }[] =
  [
    {
      of: /来信|来访|信访|投诉|举报|热线|诉求/,
      handle: (topic) => `调查核实${topic}，依法处理并答复当事人`,
      study: (topic) => `核实${topic}，提出处理意见`,
    },
    {
      of: /检查|督查|问题|隐患|通报|曝光|审计|整改|事故|滞后|停工|拥堵|损坏|超标/,
      handle: (topic) => `对照${topic}列出问题清单，逐项整改销号`,
      study: (topic) => `查明${topic}的原因，提出整改措施`,
    },
    {
      of: /请示|申请|审批|函$/,
      handle: (topic) => `审核${topic}，按程序办理并答复来文单位`,
      study: (topic) => `研究${topic}，提出是否同意的意见和依据`,
    },
    {
      of: /会议通知|邀请|参会|培训班/,
      handle: (topic) => `按${topic}的要求报送参会人员名单和会议材料`,
      study: (topic) => `对${topic}提出参会人选和发言意见`,
    },
    {
      of: /简报|经验|典型|文章|材料|动态|参考|信息|调研/,
      handle: (topic) => `对照${topic}制定我区落实措施清单`,
      study: (topic) => `研究${topic}，提出可以借鉴的具体做法`,
    },
    {
      of: /方案|规划|计划|办法|意见|建议书|安排/,
      handle: (topic) => `按${topic}组织实施，列出任务清单`,
      study: (topic) => `对${topic}提出修改意见`,
    },
  ]

const ANY = {
  handle: (topic: string) => `就${topic}列出清单，逐项落实到责任人`,
  study: (topic: string) => `研究${topic}，提出具体意见`,
}

const PAPER = /(?:的)?(?:情况)?(?:报告|请示|函|专报|汇报|通报|通知|批复|复函|来信|呈批件|说明)$/

/** Topics that stand for themselves; others take 有关事项. */
const WHOLE = /(?:情况|问题|事项|工作|方案|意见|结果|建议|计划|办法|规划|纠纷|隐患)$/

/** 区住建局关于某项目停工情况的报告 is about 某项目停工情况; a title of another form is quoted whole. */
function topicOf(on: string): string | null {
  const title = on.replace(/[《》。\s]/g, '')
  if (title === '') return null
  // A day in the title would be taken for the day by which to do it.
  if (momentsIn(title, '2025-01-01').length > 0) return '来文所列事项'
  const about = /关于(.{2,})$/.exec(title)?.[1]
  if (about === undefined) return title.length > 8 ? `“${title}”所列事项` : '此件所列事项'
  const topic = about.replace(PAPER, '')
  if (topic.length < 2 || topic.length > 40) return '来文所列事项'
  return WHOLE.test(topic) ? topic : `${topic}有关事项`
}

/** 12月6日前, with the year when it is not the note's own. */
function dueBy(date: string, days: number): string {
  const due = new Date(`${date}T00:00:00Z`)
  due.setUTCDate(due.getUTCDate() + days)
  const year = due.getUTCFullYear()
  const own = year === Number(date.slice(0, 4))
  return `${own ? '' : `${year}年`}${due.getUTCMonth() + 1}月${due.getUTCDate()}日前`
}

/** Units the empty note itself addresses: 请应急局高度重视, 转住建局阅处. */
function addressed(text: string): string[] {
  return [...text.matchAll(/(?:请|转|由|望|责成)(?<words>[^，。；]{2,40})/g)].flatMap(({ groups }) => {
    const names = unitsAt(groups?.['words'] ?? '')
    return names === null
      ? []
      : splitUnits(names).filter(
          (name) => isUnit(name) && !isCollective(name) && !/督查|部门$|单位$/.test(name),
        )
  })
}

const distinct = (names: readonly (string | null | undefined)[]): string[] => [
  ...new Set(names.filter((name): name is string => typeof name === 'string' && name.trim() !== '')),
]

/**
 * Three drafts a leader may begin with when a note asks for nothing: the matter handed to one unit by a day, an opinion asked for,
 * and a joint handling with supervision. Who is meant is taken from the units given, the note and the paper's title, in that
 * order; days are calendar days from `date` (7, 15, 30). `draftsFor('阅。', { on: '区水务局关于排口溯源的报告', date:
 * '2025-11-21' })` begins with 请区水务局…，12月6日前完成，结果报我。
 */
export function draftsFor(text: string, options: DraftOptions): readonly [Draft, Draft, Draft] {
  const { on = '', date } = options
  const presenter = options.presenter ?? readInstruction('', { on }).presenter
  const named = distinct([...(options.undertakers ?? []), ...addressed(text), presenter])
  const topic = topicOf(on)
  const { handle, study } = SORTS.find(({ of }) => of.test(on)) ?? ANY
  const about = topic ?? BLANK
  const open: Draft['fills'] = topic === null ? ['what'] : []
  const [first, ...others] = named
  const one: Draft['fills'] = first === undefined ? ['who', ...open] : [...open]
  const both: Draft['fills'] = others.length === 0 ? ['who', ...open] : [...open]
  const who = first ?? BLANK
  const partners = others.length > 0 ? others.slice(0, 3).join('、') : BLANK
  return [
    { text: `请${who}${handle(about)}，${dueBy(date, USUAL)}完成，结果报我。`, fills: one },
    { text: `请${who}${study(about)}，${dueBy(date, SOON)}报我。`, fills: one },
    {
      text: `请${who}牵头，${partners}配合，${handle(about)}，${dueBy(date, LONG)}完成。请督查室跟踪督办，结果报我。`,
      fills: both,
    },
  ]
}
