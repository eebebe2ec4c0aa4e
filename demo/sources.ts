import { type Day, addDays, daysBetween, weekday } from '#kernel/time.ts'
import type { OfficeHours } from './calendar.ts'
import type { DemoDistrict } from './district.ts'
import type { Random } from './random.ts'
import type { Rest, SetUpForm } from './story.ts'

/** Where an order comes from on a day, and how long it usually leaves, in working days. */
export interface Source {
  readonly kind: SetUpForm['authority']['kind']
  readonly on: Day
  readonly title?: string
  readonly number?: string
  readonly days: readonly [number, number]
  /** Fixed days to finish by, for plans that name them. */
  readonly dues?: readonly Day[]
}

/** 常务会议 every second Tuesday; what it resolves is set up within days. */
export function meetings(district: DemoDistrict, hours: OfficeHours, random: Random): Source[] {
  const sources: Source[] = []
  let sitting = 1
  for (let day = district.from; day <= addDays(district.to, -2); day = addDays(day, 1)) {
    if (weekday(day) !== 2 || Math.floor(daysBetween(district.from, day) / 7) % 2 === 1 || !hours.works(day))
      continue
    const items = random.between(3, 6)
    const number = `第${sitting++}次常务会议`
    for (let n = 0; n < items; n++)
      sources.push({ kind: 'resolution', on: day, title: `区人民政府${number}纪要`, number, days: [20, 60] })
  }
  return sources
}

/** Plans of the year: their share of it, name, number of tasks, and the shares of the year at which those are due. */
const PLANS: readonly (readonly [
  at: number,
  kind: 'plan' | 'report',
  title: string,
  tasks: number,
  dues: readonly number[],
])[] = [
  [0.02, 'plan', '今冬明春火灾防控工作方案', 10, [0.18, 0.28]],
  [0.12, 'report', '政府工作报告重点任务分工方案', 30, [0.35, 0.6, 0.8, 0.95, 1.08]],
  [0.2, 'plan', '民生实事项目实施方案', 20, [0.5, 0.7, 0.88, 1.06]],
  [0.36, 'plan', '防汛抗旱工作方案', 10, [0.48, 0.52, 0.56]],
  [0.42, 'plan', '安全生产治本攻坚行动任务清单', 14, [0.55, 0.7, 0.85]],
  [0.58, 'plan', '文明城市创建问题整改清单', 14, [0.66, 0.72, 0.8]],
  [0.82, 'plan', '优化营商环境提升行动方案', 12, [0.95, 1.02, 1.09]],
]

export function plans(district: DemoDistrict, hours: OfficeHours): Source[] {
  const length = daysBetween(district.from, district.to)
  const on = (share: number): Day => hours.last(addDays(district.from, Math.round(length * share)))
  return PLANS.flatMap(([at, kind, title, tasks, dues], n) =>
    Array.from({ length: tasks }, (): Source => ({
      kind,
      on: on(at),
      title: `${on(at).slice(0, 4)}年${title}`,
      number: `云政办发〔${on(at).slice(0, 4)}〕${6 + 7 * n}号`,
      days: [20, 80],
      dues: dues.map(on),
    })),
  )
}

/** 批示 on papers that come in day by day. */
export function instructions(district: DemoDistrict, hours: OfficeHours, random: Random): Source[] {
  const sources: Source[] = []
  for (let day = district.from; day <= addDays(district.to, -1); day = addDays(day, 1)) {
    if (!hours.works(day)) continue
    const count = random.chance(0.52) ? random.between(0, 2) : 0
    for (let n = 0; n < count; n++)
      sources.push({ kind: 'instruction', on: day, days: random.chance(0.3) ? [3, 8] : [10, 30] })
  }
  return sources
}

/** How many matters wait in each state on the last evening, beside those that happen to. */
const RESTING: Readonly<Record<Rest, number>> = {
  setUp: 3,
  assigned: 6,
  declining: 3,
  underway: 12,
  stuck: 5,
  escalated: 3,
  suspended: 3,
  reported: 8,
  verified: 5,
  summed: 9,
  assessed: 4,
}

/** Working days before the last evening on which such a matter is set up: least and most. */
const OPENED: Readonly<Record<Rest, readonly [number, number]>> = {
  setUp: [0, 0],
  assigned: [1, 3],
  declining: [1, 3],
  underway: [4, 45],
  stuck: [8, 25],
  escalated: [10, 25],
  suspended: [15, 30],
  reported: [12, 30],
  verified: [14, 35],
  summed: [18, 40],
  assessed: [18, 40],
}

export function resting(
  district: DemoDistrict,
  hours: OfficeHours,
  random: Random,
): { source: Source; rests: Rest }[] {
  const last = hours.last(district.to)
  return (Object.keys(RESTING) as Rest[]).flatMap((rests) =>
    Array.from({ length: RESTING[rests] }, (_, n) => {
      const [least, most] = OPENED[rests]
      const on = hours.after(last, -random.between(least, most))
      const kind = n % 3 === 2 ? 'resolution' : 'instruction'
      const number = `第${20 + n}次专题会议`
      const meeting = kind === 'resolution' ? { title: `区人民政府${number}纪要`, number } : {}
      return { rests, source: { kind, on, days: [8, 40] as const, ...meeting } satisfies Source }
    }),
  )
}
