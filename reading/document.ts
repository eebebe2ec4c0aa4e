import type { Anchor } from './deadlines.ts'
import type { Block } from './text.ts'

/** What sort of paper a text is, as far as reading depends on it. */
export type Kind = 'minutes' | 'notice' | 'plan'

const MINUTES =
  /会议纪要|办公会议?纪要|专题会议|常务会议|会议议定|会议研究决定|会议明确如下|纪\s*要|现场办公会|调度会|例会/
/** 某县召开防汛推进会: the report of a meeting hands work on as its minutes do. */
const MEETING_TITLE =
  /召开[^，。；]{2,40}会议?$|(?:推进|调度|部署|碰头|协调|座谈|现场|联席|领导小组|指挥部|研判|会商|动员)会议?$|主持召开/m
const MEETING_HELD = /(?:召开|主持)[^。]{0,40}会/
const MEETING_SAYS =
  /(?:会议|会上|[县区市镇局]长|书记|主席|主任|同志)[^，。；]{0,6}(?:要求|强调|明确|指出|决定|议定)/
const NOTICE = /督查|督办|通报|整改|问题清单|交办|转办|函$|提醒函|工作提示|批示|讲话|职责分工/
const PLAN = /方案|意见|计划|要点|措施|规划|分工|细则|办法|清单/

/** 本报讯, 记者报道: a newspaper tells what offices do; only what a meeting there asks for is asked. */
export const isNews = (blocks: readonly Block[]): boolean =>
  /(?:讯|电|报道)[： （]|记者/.test(blocks[0]?.text.slice(0, 30) ?? '') &&
  !blocks.some((block) => MEETING_SAYS.test(block.text))

/** Tells minutes and notices, whose sentences charge people, from plans, whose clauses do. */
export function kindOf(blocks: readonly Block[]): Kind {
  const head = blocks.slice(0, 8).map((block) => block.text)
  const titles = head.filter(
    (text) => text.length < 60 && !text.includes('。') && !text.startsWith('附件') && dayOf(text) === null,
  )
  const text = titles.join('\n')
  if (
    MINUTES.test(text) ||
    blocks
      .slice(0, 60)
      .some((block) =>
        /会议议定|会议明确[，：]|会议决定[，：]|会议确定[，：]|现纪要如下|纪要如下/.test(block.text),
      )
  )
    return 'minutes'
  if (NOTICE.test(text)) return 'notice'
  if (PLAN.test(text)) return 'plan'
  if (MEETING_TITLE.test(text)) return 'minutes'
  if (MEETING_HELD.test(head.slice(0, 4).join('\n')) && blocks.some((block) => MEETING_SAYS.test(block.text)))
    return 'minutes'
  return /通知|函/.test(text) || titles.length === 0 ? 'notice' : 'plan'
}

const HAN_DIGITS = '〇零一二三四五六七八九'
const DAY_LINE = /^(?:[^\d。；]{0,24}?)(20\d{2}) *年 *(\d{1,2}) *月 *(\d{1,2}) *日(?:[^\d，。；]{0,8})$/
const HAN_LINE =
  /^（?(二[〇零○O0][一二三四五六七八九〇零○O0]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日）?$/

const HAN_MEETING =
  /(二[〇零○O0][一二三四五六七八九〇零○O0]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)[^。]{0,60}(?:召开|主持|检查|调研|会议)/

const two = (value: number | string): string => String(value).padStart(2, '0')

function hanNumber(words: string): number {
  const ten = words.indexOf('十')
  const digit = (char: string | undefined): number =>
    char ? Math.max(0, HAN_DIGITS.indexOf(char.replace(/[○O0]/, '〇')) - 1) : 0
  if (ten < 0) return [...words].reduce((sum, char) => sum * 10 + digit(char), 0)
  return (ten === 0 ? 1 : digit(words[ten - 1])) * 10 + digit(words[ten + 1])
}

/** The day a line stands for when it is nothing but a date: the date of the paper or of the meeting. */
function dayOf(text: string): string | null {
  const found = DAY_LINE.exec(text)
  if (found) return `${found[1]}-${two(found[2] as string)}-${two(found[3] as string)}`
  const han = HAN_LINE.exec(text.replace(/ /g, ''))
  if (!han) return null
  return `20${two(hanNumber((han[1] as string).slice(2)))}-${two(hanNumber(han[2] as string))}-${two(hanNumber(han[3] as string))}`
}

/** The year and day that dates without them are counted from: given, else signed, else the number, else the title. */
export function anchorOf(blocks: readonly Block[], given?: string): Anchor {
  const anchor = dayAndYear(blocks, given)
  const { date, year } = anchor
  const late = date !== null && Number(date.slice(5, 7)) >= 11
  const aboutThisYear = blocks
    .slice(0, 12)
    .some(({ text }) => text.length < 60 && text.includes(`${year}年`) && dayOf(text) === null)
  return late && !aboutThisYear ? { ...anchor, turns: true } : anchor
}

function dayAndYear(blocks: readonly Block[], given?: string): Anchor {
  if (given && /^\d{4}-\d{2}-\d{2}$/.test(given)) return { year: Number(given.slice(0, 4)), date: given }
  const edges = blocks.length > 40 ? [...blocks.slice(0, 15), ...blocks.slice(-15)] : blocks
  const days = blocks
    .filter((block) => block.text.length < 40 && block.cells === null)
    .flatMap((block) => dayOf(block.text) ?? [])
  const date = days.at(-1) ?? meetingDay(edges)
  if (date) return { year: Number(date.slice(0, 4)), date }
  const head = blocks
    .slice(0, 12)
    .map((block) => block.text)
    .join('\n')
  const numbered = /〔(20\d{2})〕/.exec(head)?.[1]
  const titles = blocks
    .slice(0, 12)
    .filter((block) => block.cells === null && block.text.length < 60 && !/。/.test(block.text))
  const titled = /(?<![—\d])(20\d{2})年(?!来|以|\d|底|前)/.exec(
    titles.map((block) => block.text).join('\n'),
  )?.[1]
  const opening =
    /^[^。；]{0,24}?(20\d{2})年(?:度|[\u4e00-\u9fff]{0,4}(?:重点|任务|实事|工程|清单)|工作|主要|任务|全区|全市|全县|民生|政府|我)/.exec(
      blocks[0]?.text ?? '',
    )?.[1]
  // A paper that says when it takes effect was written in that year.
  const effective = edges
    .map((block) => /自(20\d{2})年[^。]{0,12}起(?:施行|实施|执行)/.exec(block.text)?.[1])
    .find((one) => one !== undefined)
  const year = numbered ?? titled ?? opening ?? effective ?? spokenYear(blocks) ?? headYear(blocks[0])
  return { year: year ? Number(year) : null, date: year ? meetingInYear(edges, Number(year)) : null }
}

/** The year an opening names, where title and preamble stand in one paragraph. */
const headYear = (head: Block | undefined): string | undefined =>
  /(?<![—\d到至])(20\d{2})年(?!来|以|底|前|末|—|至|\d{1,2}月底?前)/.exec(head?.text.slice(0, 200) ?? '')?.[1]

/** The first year of a plan's own span, 三年行动计划（2024—2026年）, or the one year that all dates of the text have. */
function spokenYear(blocks: readonly Block[]): string | undefined {
  const span = blocks.slice(0, 6).map(({ text }) => /（(20\d{2})年?[—至-]+20\d{2}年?）/.exec(text)?.[1])
  const years = new Set(
    blocks.flatMap(({ text }) => [...text.matchAll(/(20\d{2})年/g)].map(([, year]) => year)),
  )
  const dated = blocks.some(({ text }) => /20\d{2}年\d{1,2}月/.test(text))
  return span.find((year) => year !== undefined) ?? (years.size === 1 && dated ? [...years][0] : undefined)
}

/** 5月12日，区长主持召开…: a meeting's day without its year, which the paper tells elsewhere. */
function meetingInYear(blocks: readonly Block[], year: number): string | null {
  for (const block of blocks.slice(0, 10)) {
    const found =
      /(?<![\d年])(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日(?!前)[^。]{0,40}(?:召开|主持|带队|现场办公)/.exec(
        block.text,
      )
    if (found) return `${year}-${two(found[1] as string)}-${two(found[2] as string)}`
  }
  return null
}

/** 2025年3月5日下午，…召开专题会议: the meeting's day in its opening sentence. */
function meetingDay(blocks: readonly Block[]): string | null {
  for (const block of blocks.slice(0, 10)) {
    const spelled = HAN_MEETING.exec(block.text)?.[1]
    if (spelled) return dayOf(spelled)
    const found =
      /(20\d{2})年(\d{1,2})月(\d{1,2})日(?!前|之前|以前)[^。]{0,60}(?:召开|主持|检查|督查|调研|会议)/.exec(
        block.text,
      )
    if (found) return `${found[1]}-${two(found[2] as string)}-${two(found[3] as string)}`
  }
  return null
}
