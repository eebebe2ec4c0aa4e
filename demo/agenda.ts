import { type Day, type Instant, addDays, dayAt, daysBetween, inWords } from '#kernel/time.ts'
import type { OfficeHours } from './calendar.ts'
import type { DemoDistrict, Temper } from './district.ts'
import { type Random, seeded } from './random.ts'
import { type Source, instructions, meetings, plans, resting } from './sources.ts'
import type { Rest, SetUpForm, Story } from './story.ts'
import type { Subject, Work } from './subjects.ts'
import type { Titled, Titles } from './titles.ts'
import { turnsFor } from './turns.ts'
import { INSTRUCTION_SUBJECTS } from './words.ts'

/** What telling one story may draw on; `random` is the story's own. */
export interface Setting {
  readonly district: DemoDistrict
  readonly hours: OfficeHours
  readonly random: Random
}

interface Draft {
  readonly source: Source
  readonly rests?: Rest
}

/** 议程: every task the year will bring, in the order in which it is set up. */
export function agenda(seed: string, district: DemoDistrict, hours: OfficeHours, titles: Titles): Story[] {
  const random = seeded(`${seed}/agenda`)
  const sources = [
    ...meetings(district, hours, random),
    ...plans(district, hours),
    ...instructions(district, hours, random),
  ]
  const drafts: Draft[] = [...sources.map((source) => ({ source })), ...resting(district, hours, random)]
  return drafts
    .toSorted((a, b) => a.source.on.localeCompare(b.source.on))
    .map((draft, no) =>
      tell(draft, titles.choose(draft.rests !== undefined), {
        district,
        hours,
        random: random.fork(`story-${no}`),
      }),
    )
    .toSorted((a, b) => a.opensAt.localeCompare(b.opensAt))
    .map((story, no) => ({ ...story, no }))
}

function tell(draft: Draft, titled: Titled, setting: Setting): Omit<Story, 'no'> {
  const { source, rests } = draft
  const { subject, street, fill } = titled
  const { random } = setting
  const opensAt = opening(draft, setting)
  const opensOn = dayAt(opensAt)
  const temper = temperOf(subject.lead, setting)
  const due = rests === undefined ? dueDay(source, opensOn, setting) : restingDue(rests, opensOn, setting)
  const turns = turnsFor(temper, rests, random)
  const form: SetUpForm = {
    task: titled.title,
    target: fill(subject.target),
    authority: authorityOf(source, titled, due, setting),
    arranger: arrangerOf(draft, subject, setting),
    lead: subject.lead,
    cooperating: partners(titled, random),
    due,
    urgency:
      daysBetween(opensOn, due) < 9
        ? random.pick(['special', 'urgent'])
        : random.weighted({ normal: 7, plain: 1, urgent: 1 }),
    milestones: turns.milestones ? milestonesOf(subject.work, opensOn, due, setting.hours) : [],
  }
  return {
    subject: { ...subject, result: fill(subject.result) },
    opensAt,
    form,
    temper,
    finishOn: finishing(temper, rests, { opensOn, due }, setting),
    byLeader: source.kind === 'instruction' && random.chance(0.06),
    turns,
    ...(street ? { street } : {}),
    ...(rests ? { rests } : {}),
  }
}

/** Up to three of the units a subject usually needs, and the street it is about. */
export function partners({ subject, street }: Titled, random: Random): string[] {
  const some = random.shuffle(subject.cooperating).slice(0, random.between(0, 3))
  return [...new Set([...(street ? [street] : []), ...some])].filter((unit) => unit !== subject.lead)
}

function opening({ source, rests }: Draft, { district, hours, random }: Setting): Instant {
  const most = rests ? 0 : 1
  const delay = rests || source.kind === 'instruction' ? random.between(0, most) : random.between(1, 4)
  const day = hours.after(source.on, delay)
  return hours.during(day > district.to ? hours.last(district.to) : day, random)
}

/** The temper of somebody of a unit who is not its head. */
export function temperOf(unit: string, { district, random }: Setting): Temper {
  const posts = district.posts
    .filter((post) => post.unit === unit && post.level !== 'head')
    .map((post) => post.id)
  const people = district.appointments.filter((a) => posts.includes(a.post)).map((a) => a.person)
  const person = random.pick(people)
  return district.people.find((p) => p.id === person)?.temper ?? 'prompt'
}

function dueDay({ days, dues }: Source, opensOn: Day, { hours, random }: Setting): Day {
  const named = dues?.filter((day) => day > hours.after(opensOn, 5)) ?? []
  return named.length > 0 ? random.pick(named) : hours.after(opensOn, random.between(...days))
}

/** Due days of what is open on the last evening: some overdue, some about to be, most with time left. */
function restingDue(rests: Rest, opensOn: Day, { district: { to }, hours, random }: Setting): Day {
  const late = rests === 'underway' && random.chance(0.55)
  const day = late ? hours.after(to, -random.between(1, 12)) : hours.after(to, random.between(1, 18))
  const least = hours.after(opensOn, 4)
  return day < least ? least : day
}

/** Working days from the due day to the day on which people of a temper report. */
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

/** The day on which a unit of this temper means to report a task done. */
export function finishing(
  temper: Temper,
  rests: Rest | undefined,
  { opensOn, due }: { readonly opensOn: Day; readonly due: Day },
  { district, hours, random }: Setting,
): Day {
  const finished = rests && FINISHED[rests]
  const day = finished
    ? hours.after(hours.last(district.to), -random.between(...finished))
    : hours.after(due, random.between(...LATENESS[temper]))
  const least = hours.after(opensOn, 2)
  return day < least ? least : day
}

function authorityOf(
  source: Source,
  { subject, title: task, fill }: Titled,
  due: Day,
  { district }: Setting,
): SetUpForm['authority'] {
  const lead = district.units.find((unit) => unit.id === subject.lead)?.shortName ?? ''
  const target = fill(subject.target)
  const sentence =
    source.kind === 'instruction'
      ? `请${lead}牵头，${task}，${target}，${inWords(due)}前报结果。`
      : `${task}，${target}。（${lead}牵头，相关单位按职责分工负责，${inWords(due)}前完成）`
  const { kind, number } = source
  return {
    kind,
    title: source.title ?? paperOn(task),
    ...(number ? { number } : {}),
    on: source.on,
    sentence,
  }
}

const paperOn = (task: string): string =>
  (INSTRUCTION_SUBJECTS[[...task].length % INSTRUCTION_SUBJECTS.length] ?? '').replace('{题}', task)

/** Leaders whom a visitor may enter as find something of each kind that waits for them. */
const SHOWN_LEADERS = ['p-mayor', 'p-vice-1', 'p-vice-2']

function arrangerOf({ source, rests }: Draft, subject: Subject, { district, random }: Setting): string {
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

/** Stages spread evenly over the time there is; short tasks have none. */
function milestonesOf(work: Work, opensOn: Day, due: Day, hours: OfficeHours): SetUpForm['milestones'] {
  const length = daysBetween(opensOn, due)
  if (length < 15) return []
  const stages = STAGES[work]
  return stages.map((what, n) => ({
    what,
    due: hours.last(addDays(opensOn, Math.round((length * (n + 1)) / (stages.length + 1)))),
  }))
}
