import type { Random } from '../random.ts'

/** Where a meeting stands when the year ends, because whoever is next has not acted yet. */
export type MeetingState =
  | 'planned'
  | 'proposed'
  | 'agreed'
  | 'noticed'
  | 'open'
  | 'closed'
  | 'drafted'
  | 'checked'
  | 'signed'
  | 'issued'

export interface ItemStory {
  readonly order: number
  readonly kind: 'study' | 'hear'
  readonly title: string
  readonly minutes: number
  readonly presenter?: string
}

/** What comes the way of one meeting. */
export interface MeetingStory {
  readonly items: readonly ItemStory[]
  readonly agendaBack?: true
  /** An agenda told wrongly first, and refused. */
  readonly flawed?: true
  readonly latePapers?: true
  readonly leave?: { readonly post: string; readonly granted: boolean; readonly unreasoned?: true }
  readonly postponed?: true
  readonly cancelled?: true
  /** The chair stays away and names who presides. */
  readonly named?: string
  /** So few come at first that the chair cannot open. */
  readonly fewFirst?: true
  readonly goesOut?: string
  readonly changed?: true
  readonly outOfOrder?: true
  readonly collected?: true
  readonly checkedByOwn?: true
  readonly back?: 'check' | 'chair'
  readonly withheld?: true
  readonly rests?: MeetingState
}

const STUDIES = [
  '传达学习全国安全生产工作部署',
  '学习《优化营商环境条例》',
  '传达学习市政府常务会议精神',
  '会前学法：《行政复议法》',
  '传达学习全市防汛抗旱工作会议精神',
  '学习《重大行政决策程序暂行条例》',
]

const HEARD: readonly (readonly [string, string])[] = [
  ['听取一季度经济运行情况汇报', 'u-reform'],
  ['听取老旧小区改造进展情况汇报', 'u-housing'],
  ['听取防汛备汛情况汇报', 'u-water'],
  ['听取预算执行情况汇报', 'u-finance'],
  ['听取审计查出问题整改情况汇报', 'u-audit'],
  ['听取中小学校舍安全排查情况汇报', 'u-education'],
  ['听取重点项目用地保障情况汇报', 'u-reform'],
  ['听取信访积案化解情况汇报', 'u-petition'],
  ['听取垃圾分类工作情况汇报', 'u-urban'],
  ['听取民生实事办理情况汇报', 'u-office'],
]

/** The agenda of one meeting and what befalls it. `own` is the unit whose own body meets: it reports to itself. */
export function meetingStory(random: Random, members: readonly string[], own?: string): MeetingStory {
  const heard = random.shuffle(HEARD).slice(0, random.between(1, own === undefined ? 4 : 2))
  const items: ItemStory[] = [
    { order: 1, kind: 'study', title: random.pick(STUDIES), minutes: 10 },
    ...heard.map(([title, unit], n): ItemStory => ({
      order: n + 2,
      kind: 'hear',
      title,
      minutes: random.pick([10, 15, 20, 30]),
      presenter: own ?? unit,
    })),
  ]
  const some = members.slice(0, -1)
  const on = <K extends string>(name: K, probability: number): { readonly [N in K]?: true } =>
    (random.chance(probability) ? { [name]: true } : {}) as { readonly [N in K]?: true }
  return {
    items,
    ...on('agendaBack', 0.15),
    ...on('flawed', 0.1),
    ...on('latePapers', 0.12),
    ...(random.chance(0.45)
      ? { leave: { post: random.pick(some), granted: random.chance(0.85), ...leaving(random) } }
      : {}),
    ...on('postponed', 0.08),
    ...on('fewFirst', 0.15),
    ...(random.chance(0.3) ? { goesOut: random.pick(some) } : {}),
    ...on('changed', 0.15),
    ...on('outOfOrder', 0.12),
    ...on('collected', 0.2),
    ...on('checkedByOwn', 0.12),
    ...(random.chance(0.2) ? { back: random.pick(['check', 'chair'] as const) } : {}),
    ...on('withheld', 0.25),
  }
}

const leaving = (random: Random): { readonly unreasoned?: true } =>
  random.chance(0.3) ? { unreasoned: true } : {}
