import { type Day, type Instant, addDays, dayAt, daysBetween } from '#kernel/time.ts'
import type { Stage } from '../papers/begin.ts'
import { Course, type Script, doingsOf } from '../papers/course.ts'
import { seeded } from '../random.ts'
import { CONTENTS, type Content } from './content.ts'
import { type Candidate, EXAM, type Fate, examined } from './exam.ts'

type Setting = Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>

const OFFICE = 'u-justice'

/** Plans of the year, exams, and what is learnt from. */
export function beginTraining(stage: Setting): void {
  const { seed, hours, put } = stage
  const random = seeded(`${seed}/training`)
  const course = (procedure: string, name: string): Course =>
    new Course(procedure, random.fork(name), hours, put)
  const contents = CONTENTS.map((_, n) => course('study', `study-${n}`))
  for (const [n, content] of CONTENTS.entries())
    put(doingsOf(published(contents[n] as Course, content, n, stage)))
  for (const plan of PLANS) put(doingsOf(planned(course('training', plan.unit), plan, stage, contents)))
  for (const [n, candidate] of newcomersOf(stage).entries())
    put(doingsOf(admitted(course(EXAM, `new-${n}`), course('licence', `card-${n}`), candidate, n, stage)))
  for (const [n, { unit, fate, share }] of SITTINGS.entries()) {
    const person = settledIn(stage, unit)[n % 3]
    if (person === undefined) continue
    const own = course(EXAM, `sitting-${n}`)
    put(doingsOf(sitting(own, { person, unit }, moment(stage, own, share), fate)))
  }
}

const moment = ({ district, hours }: Setting, { random }: Course, share: number): Instant =>
  hours.during(
    hours.next(addDays(district.from, Math.round(daysBetween(district.from, district.to) * share))),
    random,
  )

/** What of the year is still to be written down when the demo begins: shares of the year at which people sit the exam. */
const SITTINGS: readonly { readonly unit: string; readonly fate: Fate; readonly share: number }[] = [
  { unit: 'u-urban', fate: 'failed', share: 0.3 },
  { unit: 'u-market', fate: 'corrected', share: 0.4 },
  { unit: 'u-water', fate: 'absent', share: 0.45 },
  { unit: 'u-housing', fate: 'withdrawn', share: 0.5 },
  { unit: 'u-transport', fate: 'passed', share: 0.6 },
  { unit: 'u-market', fate: 'checking', share: 0.93 },
  { unit: 'u-urban', fate: 'seated', share: 0.975 },
  { unit: 'u-water', fate: 'enrolled', share: 0.99 },
]

function* sitting(course: Course, candidate: Candidate, at: Instant, fate: Fate): Script {
  yield* examined(course, candidate, at, fate)
}

/** People of a unit who sit there all the year. */
function settledIn({ district }: Setting, unit: string): readonly string[] {
  const staff = new Set(
    district.posts.filter((post) => post.unit === unit && post.level === 'staff').map(({ id }) => id),
  )
  return district.appointments
    .filter(({ post, from, to }) => staff.has(post) && from <= district.from && to === undefined)
    .map(({ person }) => person)
}

/** Those who come new into an enforcement unit in the year: they have no card. */
function newcomersOf({ district }: Setting): readonly (Candidate & { readonly from: Day })[] {
  const enforcing = new Set(
    district.units.filter(({ functions }) => functions.includes('enforcement')).map(({ id }) => id),
  )
  const unitOf = new Map(district.posts.map(({ id, unit }) => [id, unit]))
  const before = new Set(
    district.appointments.filter(({ from }) => from <= district.from).map(({ person }) => person),
  )
  return district.appointments.flatMap(({ person, post, from, kind }) => {
    const unit = unitOf.get(post) ?? ''
    return kind === 'holder' && from > district.from && enforcing.has(unit) && !before.has(person)
      ? [{ person, unit, from }]
      : []
  })
}

/** Somebody new learns, sits the exam, passes at the first try or the second, and gets a card. */
function* admitted(
  course: Course,
  card: Course,
  { person, unit, from }: Candidate & { readonly from: Day },
  n: number,
  { hours }: Setting,
): Script {
  const at = hours.during(hours.after(from, 3), course.random)
  const last = yield* examined(course, { person, unit }, at, 'passed')
  if (course.record['result'] !== 'passed') return
  yield* card.attempt(card.later(last, [1, 3]), {
    act: 'issue',
    by: card.clerkOf(OFFICE),
    form: ({ today }) => ({
      person,
      unit,
      certificate: `云执法${unit.slice(2, 5)}${String(900 + n)}`,
      scope: 'full',
      from: today,
      until: addDays(today, 3 * 365),
      passed: course.matter?.id ?? '',
    }),
  })
}

function* published(course: Course, content: Content, n: number, stage: Setting): Script {
  const us = (share: number, act: string, form: object) =>
    course.attempt(moment(stage, course, share), { act, by: course.clerkOf(OFFICE), form: () => form })
  const first = yield* us(0.01 + n * 0.004, 'publish', content)
  if (first.kind !== 'done') return
  if (n === 0) yield* us(0.5, 'revise', { ...content, points: `${content.points}协管人员只做辅助工作。` })
  if (n === 1) yield* us(0.8, 'confirm', { checked: '已对照最新条文' })
  if (n === 0) {
    // An older piece that the first one replaces.
    const old = new Course('study', course.random.fork('old'), stage.hours, stage.put)
    const shown = yield* old.attempt(moment(stage, old, 0.51), {
      act: 'publish',
      by: old.clerkOf(OFFICE),
      form: () => ({ ...content, title: '执法人员须知（旧版）' }),
    })
    yield* old.attempt(old.later(shown.at, [3, 6]), {
      act: 'withdraw',
      by: old.clerkOf(OFFICE),
      form: () => ({ ending: '已有新的资料' }),
    })
  }
}

interface Plan {
  readonly unit: string
  readonly ends?: 'closed'
  readonly adjusts?: true
  readonly corrects?: true
}

const PLANS: readonly Plan[] = [
  { unit: 'u-urban', ends: 'closed', corrects: true },
  { unit: 'u-market', ends: 'closed', adjusts: true },
  { unit: 'u-water' },
  { unit: 'u-housing' },
  { unit: 'u-transport' },
]

const SUBJECTS = [
  { subject: '行政处罚程序和文书', basis: '《中华人民共和国行政处罚法》第五章', hours: 24 },
  { subject: '查封、扣押和强制执行', basis: '《中华人民共和国行政强制法》第三章、第四章', hours: 16 },
  { subject: '权力清单和法律路径', basis: '规范B4、B7', hours: 8 },
  { subject: '以案说法', basis: '规范B6', hours: 16 },
] as const

/** Courses of eight hours, by the subject they are of. */
const COURSES = [
  [1, 'lecture'],
  [2, 'lecture'],
  [4, 'cases'],
  [1, 'practice'],
  [3, 'lecture'],
  [2, 'court'],
  [4, 'cases'],
  [1, 'self'],
] as const

const HOURS = 8

/** What each subject is learnt from, of the contents by now published. */
const withMaterial = (contents: readonly Course[]) =>
  SUBJECTS.map((subject, n) => {
    const material = contents[(n + 1) % contents.length]?.matter?.id
    return material === undefined ? subject : { ...subject, material }
  })

function* planned(
  course: Course,
  { unit, ends, adjusts, corrects }: Plan,
  stage: Setting,
  contents: readonly Course[],
): Script {
  const { district, hours } = stage
  const year = Number(district.to.slice(0, 4))
  const posts = district.posts.filter((post) => post.unit === unit).map(({ id }) => id)
  const own = (at: Instant, act: string, form: object) =>
    course.attempt(at, { act, by: course.clerkOf(unit), form: () => form })
  const [absent] = posts.slice(-1)
  let last = yield* course.attempt(moment(stage, course, 0.06), {
    act: 'plan',
    by: course.clerkOf(unit),
    form: () => ({
      year,
      audience: 'officers',
      posts: adjusts ? posts.slice(0, -1) : posts,
      subjects: withMaterial(contents),
    }),
  })
  if (last.kind !== 'done') return
  const begins = [`${year}-01-12`, addDays(district.from, 45)].toSorted().at(-1) ?? district.to
  const every = Math.floor(daysBetween(begins, addDays(district.to, -25)) / COURSES.length)
  for (const [n, [of, form]] of COURSES.entries()) {
    const on = hours.next(addDays(begins, n * every))
    const at = course.on(hours.after(on, 1), last.at)
    if (adjusts && n === 1) yield* own(at, 'adjust', { posts, reason: '人员调整' })
    const attended = posts.filter((post) => post !== absent)
    const held = { of, on, hours: HOURS, form, attended }
    last = yield* own(course.later(at, [0, 1]), 'hold', held)
    if (corrects && n === 2) {
      last = yield* own(course.later(last.at, [1, 2]), 'hold', held)
      last = yield* own(course.later(last.at, [0, 1]), 'correct', { no: n + 2, struck: '重复登记' })
    }
  }
  if (ends === undefined) return
  last = yield* own(course.later(last.at, [1, 3]), 'examine', {
    on: dayAt(last.at),
    form: 'closed',
    sat: posts.filter((post) => post !== absent),
  })
  yield* own(course.later(last.at, [3, 8]), 'close', {
    summary: '全年学法计划完成，人人学满学时；一个岗位年内轮训在外。',
    excused: absent === undefined ? [] : [{ post: absent, reason: '脱产学习' }],
  })
}
