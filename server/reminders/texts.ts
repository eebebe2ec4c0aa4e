import { dayAt, inWords, lastDayBefore } from '#kernel/time.ts'
import type { Instant } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { Item, Stage } from './plan.ts'

/** Lines of one short message; the others stand in 我的事. */
export const SMS_LINES = 5
const SMS_TITLE = 18
const MAIL_LINES = 50

const WORDS: Readonly<Record<Stage, string>> = {
  arrived: '新到',
  remind: '临近时限',
  yellow: '将到期',
  due: '即到期',
  lapse: '已逾期',
  head: '本单位逾期',
  leader: '分管单位逾期',
  list: '列入督查清单',
}

export interface Writing {
  readonly rulebook: Rulebook
  readonly now: Instant
  /** Where a person opens the list, without a slash at the end; null where the address is not known. */
  readonly url: string | null
}

export interface Line {
  readonly item: Item
  /** What a reply by short message begins with; absent where the duty cannot be answered so. */
  readonly code?: string
}

/** Whether the person told owes the duty and may answer it without a screen. */
export const isAnswerable = (rulebook: Rulebook, { duty, stage }: Item): boolean =>
  OWES.has(stage) && rulebook.procedures[duty.procedure]?.duties[duty.name]?.replies !== undefined
const OWES: ReadonlySet<Stage> = new Set(['arrived', 'remind', 'yellow', 'due', 'lapse'])

/** 今天、明天 or 3月5日, with the year where it is another one. */
function dayWords(due: Instant, now: Instant): string {
  const [day, today] = [lastDayBefore(due), dayAt(now)]
  if (day === today) return '今天'
  return day.slice(0, 4) === today.slice(0, 4) ? inWords(day).slice(5) : inWords(day)
}

const clipped = (text: string, most: number): string => {
  const characters = [...text.replaceAll(/\s+/gu, ' ').trim()]
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('')
}

const tag = ({ duty, stage }: Item): string => `${duty.urgent ? '特急·' : ''}${WORDS[stage]}`

/** One short message: a few lines, the codes, how to answer. */
export function smsText(lines: readonly Line[], writing: Writing): string {
  const shown = lines.slice(0, SMS_LINES).map(({ item, code }) => {
    const { duty } = item
    const what = clipped(duty.what ?? duty.title, SMS_TITLE)
    return `${code ? `${code} ` : ''}${tag(item)}·${what}（${dayWords(duty.dueAt, writing.now)}止）`
  })
  const rest = lines.length - shown.length
  return [
    `您有${lines.length}件事：${shown.join('；')}`,
    rest > 0 ? `另有${rest}件见“我的事”` : '',
    lines.some(({ code }) => code !== undefined) ? '回复编码加1在办、2卡住了和原因、3办完了和结果' : '',
  ]
    .filter((part) => part !== '')
    .join('。')
}

export interface MailText {
  readonly subject: string
  readonly text: string
}

/** One letter in plain text with a link for each matter; nothing in it tells anybody that it was opened. */
export function mailText(lines: readonly Line[], writing: Writing): MailText {
  const { now, url } = writing
  const shown = lines.slice(0, MAIL_LINES).flatMap(({ item }, n) => {
    const { duty } = item
    const must = writing.rulebook.procedures[duty.procedure]?.duties[duty.name]?.must ?? ''
    const what = duty.what === null ? '' : `（${clipped(duty.what, 100)}）`
    return [
      `${n + 1}. 【${tag(item)}】${clipped(duty.title, 200)}`,
      `   ${must}${what}，${dayWords(duty.dueAt, now)}止　${duty.number}`,
      ...(url === null ? [] : [`   ${url}/matters/${duty.matter}`]),
    ]
  })
  const rest = lines.length - MAIL_LINES
  return {
    subject: `您有${lines.length}件事要办（${inWords(dayAt(now)).slice(5)}）`,
    text: [
      ...shown,
      ...(rest > 0 ? ['', `另有${rest}件，见“我的事”。`] : []),
      '',
      ...(url === null ? [] : [`我的事：${url}/inbox`]),
      '每个工作日最多一封；不想收邮件，可以在“我的账号”里改。',
      '',
    ].join('\n'),
  }
}
