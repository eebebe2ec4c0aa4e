import { type Day, type Instant, addDays, dayAt, daysBetween } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import { Course, type Script } from '../papers/course.ts'
import type { BodyStory } from './bodies.ts'
import { clerk, meeting } from './meeting.ts'
import type { Bank } from '../topics/bank.ts'
import { type MeetingState, type MeetingStory, meetingStory } from './stories.ts'

export const BODY = 'body'

/** A body as its people carry it through the year. */
export interface BodyLife {
  readonly story: BodyStory
  readonly course: Course
  /** A course for a meeting that was called. */
  readonly open: () => Course
  /** Its items begin once it is there, and wait for its meetings. */
  readonly bank: Bank
  readonly to: Day
}

const LIST = [
  { kind: 'decision', measure: 'none', basis: '区人民政府工作规则' },
  { kind: 'project', measure: 'sum', threshold: 3000, basis: '区政府投资项目管理办法' },
  { kind: 'fund', measure: 'sum', threshold: 500, basis: '区级财政资金管理办法' },
  { kind: 'land', measure: 'area', threshold: 30, basis: '区土地管理委员会议事规则' },
  { kind: 'asset', measure: 'sum', threshold: 200, basis: '区行政事业单位国有资产管理办法' },
]

const OF_TEAM = [
  { kind: 'personnel', measure: 'none', basis: '本局议事规则' },
  { kind: 'fund', measure: 'sum', threshold: 30, basis: '本局财务管理制度' },
]

function formOf(story: BodyStory): AnyRecord {
  const { name, unit, kind, chair, members, guests, recorder, series, mode, quorum, every, named, standIns } =
    story
  return {
    name,
    unit,
    kind,
    chair,
    recorder,
    series,
    basis: kind === 'standing' ? '地方组织法第七十八条、区人民政府工作规则' : '本级议事决策规则',
    members: members.map((post, n) => ({ post, order: n + 1 })),
    guests,
    ...(standIns ? { standIns } : {}),
    mode,
    quorum,
    cutoff: 3,
    papersDays: kind === 'standing' ? 2 : 1,
    minutesDays: 5,
    ...(every === undefined ? {} : { every }),
    naming: named ? 'named' : 'unnamed',
    // The people of the demo have no browser to seal in; a body that gathers sealed opinions is set up by hand.
    sealing: 'off',
    collective: kind === 'team' ? OF_TEAM : LIST,
  }
}

/** From its beginning to the end of the year: set up, confirmed, meeting after meeting, its rules amended. */
export function* bodyOver(life: BodyLife): Script {
  const confirmed = yield* begun(life)
  if (confirmed === null) return
  const { story, course, to, bank } = life
  if (course.matter) bank.opens(story.name, course.matter.id, confirmed)
  if (story.amendment) {
    const on = addDays(
      confirmed.slice(0, 10),
      Math.round(daysBetween(dayAt(confirmed), to) * story.amendment.share),
    )
    course.beside(amendment(life, on, confirmed, story.amendment.agreed))
  }
  if (story.every === undefined) yield* asNeeded(life, confirmed)
  else yield* atIntervals(life, confirmed)
}

function* begun({ story, course }: BodyLife): Script<Instant | null> {
  const form = formOf(story)
  const by = clerk(course, story.recorder)
  let at = course.on(story.beginsOn, `${story.beginsOn}T00:00:00.000Z`)
  if (story.flawed) {
    const members = [...(form['members'] as readonly unknown[]), { post: 'p-office-head', order: 20 }]
    at = (yield* course.attempt(at, { act: 'setUp', by, form: () => ({ ...form, members }) })).at
    at = course.later(at, [0, 0])
  }
  const set = yield* course.attempt(at, { act: 'setUp', by, form: () => form })
  if (set.kind !== 'done' || story.ends === 'proposed') return null
  const confirmed = yield* course.attempt(course.later(set.at, [0, 0]), {
    act: 'establish',
    by: course.inPost(story.chair, 'establish'),
  })
  return confirmed.kind === 'done' ? confirmed.at : null
}

function* amendment({ story, course }: BodyLife, on: Day, after: Instant, agreed: boolean): Script {
  const by = clerk(course, story.recorder)
  const reviewed = yield* course.attempt(course.on(on, after), {
    act: 'review',
    by,
    form: () => ({ reviewed: '议题材料送审时间偏紧，另行提出修改' }),
    while: ['active'],
  })
  const form = { cutoff: 4, reason: '议题材料送审时间偏紧', basis: '议事规则年度检视意见' }
  const proposed = yield* course.attempt(course.later(reviewed.at, [1, 3]), {
    act: 'amend',
    by,
    form: () => form,
    while: ['active'],
  })
  if (proposed.kind !== 'done' || story.ends === 'amending') return
  yield* course.attempt(course.later(proposed.at, [0, 3]), {
    act: agreed ? 'confirmRules' : 'rejectRules',
    by: course.inPost(story.chair, agreed ? 'confirmRules' : 'rejectRules'),
    form: () => (agreed ? {} : { reason: '按现行规则再运行半年' }),
  })
}

/** Calls one meeting and begins its course; gives when, or null where the call was refused. */
function* call(
  life: BodyLife,
  at: Instant,
  heldOn: Day,
  told: MeetingStory,
  late?: string,
): Script<Instant | null> {
  const { story, course } = life
  const form = {
    heldOn,
    startsAt: course.pick(['09:00', '09:30', '14:30']),
    place: story.kind === 'team' ? '本局会议室' : '区政府第一会议室',
  }
  const by = clerk(course, story.recorder)
  const meant = (given: AnyRecord) => ({
    act: 'convene',
    by,
    form: () => given,
    while: ['active', 'amending'],
  })
  let called = yield* course.attempt(at, meant(form))
  if (called.kind === 'refused' && late)
    called = yield* course.attempt(course.later(called.at, [0, 0]), meant({ ...form, late }))
  const [opened] = called.opened
  if (called.kind !== 'done' || !opened) return null
  const own = life.open()
  own.matter = opened
  course.beside(meeting({ story: told, course: own, bank: life.bank }, called.at))
  return called.at
}

const told = ({ story, course }: BodyLife, rests?: MeetingState): MeetingStory => {
  const made = meetingStory(course.random, story.members, story.kind === 'team' ? story.unit : undefined)
  if (rests === undefined) return made
  const {
    postponed: _put,
    fewFirst: _few,
    latePapers: _late,
    agendaBack: _back,
    goesOut: _out,
    ...plain
  } = made
  return { ...plain, rests }
}

/** Which meeting of a body is called late, where one is. */
const LATE_ONE = 6

/** Every so many days, a few working days ahead; once too late. */
function* atIntervals(life: BodyLife, confirmed: Instant): Script {
  const { story, course, to } = life
  for (let n = 0, at: Instant | null = confirmed; at !== null; n++) {
    const by = String(course.record['nextBy'] ?? to)
    const isLate = story.lateOnce !== undefined && n === LATE_ONE
    const heldOn = isLate ? course.hours.next(addDays(by, story.lateOnce ?? 0)) : course.hours.last(by)
    if (heldOn > addDays(to, 10)) return
    const ahead = course.hours.after(heldOn, -4)
    const on = isLate ? course.hours.next(addDays(by, 1)) : ahead
    const rests = heldOn > to ? story.rests?.[0] : undefined
    const { postponed, ...made } = told(life, rests)
    const { absentOnce } = story
    const plain = absentOnce?.n === n ? { ...made, named: absentOnce.named } : made
    at = yield* call(
      life,
      course.on(on, at),
      heldOn > dayAt(at) ? heldOn : course.hours.after(dayAt(at), 2),
      // The one before the late one was held on its day, or the interval would count from a later one.
      n === LATE_ONE - 1 || !postponed ? plain : { ...plain, postponed },
      isLate ? '区人大会议期间不安排常务会议' : undefined,
    )
  }
}

/** Spread over the year; the last ones rest where the story says. */
function* asNeeded(life: BodyLife, confirmed: Instant): Script {
  const { story, course, to } = life
  const { meetings = 0, rests = [], ends } = story
  const span = daysBetween(dayAt(confirmed), to) * (ends === 'dissolved' ? 0.4 : 0.8)
  let at = confirmed
  for (let n = 0; n < meetings; n++) {
    const on = course.hours.next(addDays(dayAt(confirmed), Math.round((span * (n + 1)) / (meetings + 1))))
    const story_ = told(life)
    const one = n === 1 ? { ...story_, cancelled: true as const } : story_
    at = (yield* call(life, course.on(on, at), course.hours.after(on, 4), one)) ?? at
  }
  for (const rest of rests.toSorted((a, b) => LAST[b][0] - LAST[a][0])) {
    const [before, ahead] = LAST[rest]
    const on = course.hours.after(to, -before)
    at = (yield* call(life, course.on(on, at), course.hours.after(on, ahead), told(life, rest))) ?? at
  }
  if (ends === 'dissolved') yield* dissolved(life, at)
  if (ends === 'amending') yield* amendment(life, addDays(to, -4), at, false)
}

/** How many working days before the end a meeting is called that rests in a state, and how many ahead. */
const LAST: Readonly<Record<MeetingState, readonly [number, number]>> = {
  planned: [2, 6],
  proposed: [2, 6],
  agreed: [3, 7],
  noticed: [4, 7],
  open: [5, 4],
  closed: [9, 6],
  drafted: [10, 4],
  checked: [12, 4],
  signed: [16, 4],
  issued: [20, 4],
}

/** Its chair would end it while a meeting is still in hand, and then does. */
function* dissolved({ story, course }: BodyLife, last: Instant): Script {
  const meant = {
    act: 'dissolve',
    by: course.inPost(story.chair, 'dissolve'),
    form: () => ({ ending: '任务完成，职责并入区政府专题会议' }),
  }
  const early = yield* course.attempt(course.later(last, [1, 2]), meant)
  if (early.kind !== 'done') yield* course.attempt(course.later(early.at, [45, 50]), meant)
}
