import { type Day, type Instant, addDays, dayAt, daysBetween, inWords, weekday } from '#kernel/time.ts'
import type { OfficeHours } from './calendar.ts'
import type { DemoDistrict, Temper } from './district.ts'
import { type Random, seeded } from './random.ts'
import type { Rest, SetUpForm, Story } from './story.ts'
import { PLACES, STREETS, SUBJECTS, type Subject, type Work } from './subjects.ts'
import { turnsFor } from './turns.ts'
import { INSTRUCTION_SUBJECTS } from './words.ts'

/** Where an order comes from on a day, and how long it usually leaves, in working days. */
interface Source {
  readonly kind: SetUpForm['authority']['kind']
  readonly on: Day
  readonly title?: string
  readonly number?: string
  readonly days: readonly [number, number]
  /** Fixed days to finish by, for plans that name them. */
  readonly dues?: readonly Day[]
}

/** 议程: every task the year will bring, in the order in which it is set up. */
export function agenda(seed: string, district: DemoDistrict, hours: OfficeHours): Story[] {
  const random = seeded(`${seed}/agenda`)
  const sources = [
    ...meetings(district, hours, random),
    ...plans(district, hours),
    ...instructions(district, hours, random),
  ]
  const drafts = [
    ...sources.map((source) => ({ source, rests: undefined })),
    ...resting(district, hours, random),
  ].toSorted((a, b) => a.source.on.localeCompare(b.source.on))
  const titles = new Titles(random.fork('titles'))
  return drafts
    .map((draft, no) => tell(no, draft, district, hours, random.fork(`story-${no}`), titles))
    .toSorted((a, b) => a.opensAt.localeCompare(b.opensAt))
    .map((story, no) => ({ ...story, no }))
}

/** 常务会议 every second Tuesday; what it resolves is set up within days. */
function meetings(district: DemoDistrict, hours: OfficeHours, random: Random): Source[] {
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

function plans(district: DemoDistrict, hours: OfficeHours): Source[] {
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
function instructions(district: DemoDistrict, hours: OfficeHours, random: Random): Source[] {
  const sources: Source[] = []
  for (let day = district.from; day <= addDays(district.to, -1); day = addDays(day, 1)) {
    if (!hours.works(day)) continue
    const count = random.chance(0.72) ? random.between(0, 2) : 0
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
  setUp: [0, 1],
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

function resting(
  district: DemoDistrict,
  hours: OfficeHours,
  random: Random,
): { source: Source; rests: Rest }[] {
  const last = hours.last(district.to)
  return (Object.keys(RESTING) as Rest[]).flatMap((rests) =>
    Array.from({ length: RESTING[rests] }, (_, n) => {
      const [least, most] = OPENED[rests]
      const on = hours.after(last, -random.between(least, most) || 0)
      const kind = n % 3 === 2 ? 'resolution' : 'instruction'
      const number = `第${20 + n}次专题会议`
      const meeting = kind === 'resolution' ? { title: `区人民政府${number}纪要`, number } : {}
      return { rests, source: { kind, on, days: [8, 40] as const, ...meeting } satisfies Source }
    }),
  )
}

/** Units whose people a visitor may enter as get more than their share of what is still open. */
const SHOWN = [
  'u-housing',
  'u-urban',
  'u-water',
  'u-chengdong',
  'u-hedong',
  'u-ecology',
  'u-education',
  'u-fire',
  'u-planning',
  'u-market',
]

/** Titles are told apart by place and number; a subject comes back in the year, the same words do not. */
class Titles {
  readonly #seen = new Set<string>()
  readonly #uses = new Map<Subject, number>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  choose(shown: boolean): {
    subject: Subject
    street?: string
    fill: (text: string) => string
    title: string
  } {
    for (let tries = 0; ; tries++) {
      const subject = this.#leastUsed(shown)
      const street = subject.task.includes('{街道}') ? this.#random.pick(STREETS) : undefined
      const fill = this.#filling(street)
      const again = tries > 40 ? `（第${tries - 39}批）` : ''
      const title = fill(subject.task) + again
      if (this.#seen.has(title)) continue
      this.#seen.add(title)
      this.#uses.set(subject, (this.#uses.get(subject) ?? 0) + 1)
      return { subject, fill, title, ...(street ? { street } : {}) }
    }
  }

  /** One of three drawn that came least often; what has no place in its name can hardly come twice. */
  #leastUsed(shown: boolean): Subject {
    const from =
      shown && this.#random.chance(0.75) ? SUBJECTS.filter((s) => SHOWN.includes(s.lead)) : SUBJECTS
    const wear = (subject: Subject): number =>
      (this.#uses.get(subject) ?? 0) * (subject.task.includes('{') ? 1 : 3)
    const drawn = [
      this.#random.pick(from),
      this.#random.pick(from),
      this.#random.pick(from),
      this.#random.pick(from),
    ]
    return drawn.reduce((least, subject) => (wear(subject) < wear(least) ? subject : least))
  }

  #filling(street: string | undefined): (text: string) => string {
    const chosen = Object.fromEntries(
      Object.entries(PLACES).map(([word, places]) => [word, this.#random.pick(places)]),
    )
    chosen['数'] = String(this.#random.between(3, 9) * 2)
    if (street) chosen['街道'] = STREET_NAMES[street] ?? ''
    return (text) => text.replaceAll(/\{(.+?)\}/g, (_, word: string) => chosen[word] ?? '')
  }
}

const STREET_NAMES: Readonly<Record<string, string>> = {
  'u-chengdong': '城东街道',
  'u-chengxi': '城西街道',
  'u-hedong': '河东街道',
  'u-hexi': '河西街道',
  'u-renminlu': '人民路街道',
  'u-jianshelu': '建设路街道',
  'u-nanhu': '南湖街道',
}

type Draft = { readonly source: Source; readonly rests: Rest | undefined }

function tell(
  no: number,
  { source, rests }: Draft,
  district: DemoDistrict,
  hours: OfficeHours,
  random: Random,
  titles: Titles,
): Story {
  const { subject, street, fill, title } = titles.choose(rests !== undefined)
  const opensAt = opening(source, rests, district, hours, random)
  const opensOn = dayAt(opensAt)
  const temper = temperOf(subject.lead, district, random)
  const due =
    rests === undefined
      ? dueDay(source, opensOn, hours, random)
      : restingDue(rests, opensOn, district, hours, random)
  const turns = turnsFor(temper, rests, random)
  const cooperating = [
    ...new Set([
      ...(street ? [street] : []),
      ...random.shuffle(subject.cooperating).slice(0, random.between(0, 3)),
    ]),
  ]
  const form: SetUpForm = {
    task: title,
    target: fill(subject.target),
    authority: authorityOf(source, title, fill(subject.target), due, subject, district),
    arranger: arrangerOf(source, subject, district, rests, random),
    lead: subject.lead,
    cooperating: cooperating.filter((unit) => unit !== subject.lead),
    due,
    urgency:
      daysBetween(opensOn, due) < 9
        ? random.pick(['special', 'urgent'])
        : random.weighted({ normal: 7, plain: 1, urgent: 1 }),
    milestones: turns.milestones ? milestonesOf(subject.work, opensOn, due, hours) : [],
  }
  const finishOn = finishing(temper, rests, opensOn, due, district, hours, random)
  return {
    no,
    subject: { ...subject, result: fill(subject.result) },
    opensAt,
    form,
    temper,
    finishOn,
    byLeader: source.kind === 'instruction' && random.chance(0.06),
    turns,
    ...(street ? { street } : {}),
    ...(rests ? { rests } : {}),
  }
}

function opening(
  source: Source,
  rests: Rest | undefined,
  district: DemoDistrict,
  hours: OfficeHours,
  random: Random,
): Instant {
  const delay =
    rests === undefined && source.kind !== 'instruction'
      ? random.between(1, 4)
      : random.between(0, rests ? 0 : 1)
  const day = hours.after(source.on, delay)
  return hours.during(day > district.to ? hours.last(district.to) : day, random)
}

function temperOf(unit: string, district: DemoDistrict, random: Random): Temper {
  const posts = district.posts
    .filter((post) => post.unit === unit && post.level !== 'head')
    .map((post) => post.id)
  const people = district.appointments.filter((a) => posts.includes(a.post)).map((a) => a.person)
  return district.people.find((p) => p.id === random.pick(people))?.temper ?? 'prompt'
}

function dueDay({ days, dues }: Source, opensOn: Day, hours: OfficeHours, random: Random): Day {
  const named = dues?.filter((day) => day > hours.after(opensOn, 5)) ?? []
  return named.length > 0 ? random.pick(named) : hours.after(opensOn, random.between(...days))
}

/** Due days of what is open on the last evening: some overdue, some about to be, most with time left. */
function restingDue(
  rests: Rest,
  opensOn: Day,
  { to }: DemoDistrict,
  hours: OfficeHours,
  random: Random,
): Day {
  const late = rests === 'underway' && random.chance(0.55)
  const day = late ? hours.after(to, -random.between(1, 12)) : hours.after(to, random.between(1, 18))
  const least = hours.after(opensOn, 4)
  return day < least ? least : day
}

const LATENESS: Readonly<Record<Temper, readonly [number, number]>> = {
  prompt: [-8, -1],
  thorough: [-4, 0],
  late: [1, 10],
  evasive: [0, 14],
  silent: [2, 25],
}

/** Working days before the last evening on which a resting matter was reported done. */
const FINISHED: Readonly<Partial<Record<Rest, readonly [number, number]>>> = {
  reported: [0, 3],
  verified: [2, 5],
  summed: [2, 6],
  assessed: [3, 6],
}

function finishing(
  temper: Temper,
  rests: Rest | undefined,
  opensOn: Day,
  due: Day,
  { to }: DemoDistrict,
  hours: OfficeHours,
  random: Random,
): Day {
  const finished = rests && FINISHED[rests]
  const day = finished
    ? hours.after(hours.last(to), -random.between(...finished) || 0)
    : hours.after(due, random.between(...LATENESS[temper]) || 0)
  const least = hours.after(opensOn, 2)
  return day < least ? least : day
}

function authorityOf(
  source: Source,
  task: string,
  target: string,
  due: Day,
  subject: Subject,
  district: DemoDistrict,
): SetUpForm['authority'] {
  const lead = district.units.find((unit) => unit.id === subject.lead)?.shortName ?? ''
  const sentence =
    source.kind === 'instruction'
      ? `请${lead}牵头，${task}，${target}，${inWords(due)}前报结果。`
      : `${task}，${target}。（${lead}牵头，相关单位按职责分工负责，${inWords(due)}前完成）`
  const { kind, number } = source
  const title = source.title ?? fillSubject(task)
  return { kind, title, ...(number ? { number } : {}), on: source.on, sentence }
}

const fillSubject = (task: string): string =>
  (INSTRUCTION_SUBJECTS[[...task].length % INSTRUCTION_SUBJECTS.length] ?? '').replace('{题}', task)

/** Leaders whom a visitor may enter as find something of each kind that waits for them. */
const SHOWN_LEADERS = ['p-mayor', 'p-vice-1', 'p-vice-2']

function arrangerOf(
  source: Source,
  subject: Subject,
  district: DemoDistrict,
  rests: Rest | undefined,
  random: Random,
): string {
  if (rests === 'summed') return random.pick(SHOWN_LEADERS)
  const own = district.units.find((unit) => unit.id === subject.lead)?.leaderPost ?? 'p-mayor'
  return random.chance(source.kind === 'instruction' ? 0.22 : 0.1) ? 'p-mayor' : own
}

const STAGES: Readonly<Record<Work, readonly string[]>> = {
  project: ['完成方案和预算审核', '完成招标', '进场施工'],
  campaign: ['摸排建账', '集中整治'],
  service: ['制定实施细则', '公布办理渠道'],
  repair: ['现场勘查并确定方案'],
  study: ['形成初稿并征求意见'],
}

function milestonesOf(work: Work, opensOn: Day, due: Day, hours: OfficeHours): SetUpForm['milestones'] {
  const length = daysBetween(opensOn, due)
  const stages = STAGES[work]
  if (length < 15) return []
  return stages.map((what, n) => ({
    what,
    due: hours.last(addDays(opensOn, Math.round((length * (n + 1)) / (stages.length + 1)))),
  }))
}
