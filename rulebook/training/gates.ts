import { inWords } from '#kernel/time.ts'
import type { ActContext } from '#kernel/vocabulary.ts'
import { 学法制度 } from '../laws.ts'
import { type Audience, type TrainingRecord, audiences, heldCourses } from './record.ts'
import { setting } from './settings.ts'
import { gateWith } from '../gate.ts'

const gate = gateWith({ norm: 'B3', basis: [学法制度('年度学法计划')], reads: 'form' })

/** B3: a plan is for the posts of the unit that makes it. */
export const postsOfUnit = gate({
  name: 'trainingPostsOfUnit',
  code: 'TRAINING_POST_ELSEWHERE',
  title: '计划只列本单位的岗位',
  refuses: ({ form, record, actor, directory }) => {
    const { unit = actor.unit }: TrainingRecord = record
    const others = ((form['posts'] ?? []) as readonly string[]).filter(
      (post) => directory.unitOfPost(post) !== unit,
    )
    return others.length === 0
      ? null
      : { message: `有${others.length}个岗位不是本单位的`, remedy: '请只选本单位的岗位' }
  },
})

/** B3: a plan is made for a year that can still be planned. */
export const yearAhead = gate({
  name: 'trainingYearAhead',
  code: 'TRAINING_YEAR_UNFIT',
  title: '计划是今年或者明年的',
  refuses: ({ form, today }) => {
    const year = Number(today.slice(0, 4))
    return form['year'] === year || form['year'] === year + 1
      ? null
      : { message: `今年是${year}年`, remedy: `请制定${year}年或者${year + 1}年的计划` }
  },
})

/** B3: what is planned adds up to the hours of the year. */
export const hoursPlanned = gate({
  name: 'trainingHoursPlanned',
  code: 'TRAINING_HOURS_SHORT',
  title: '计划的学时不少于规定',
  refuses: (context) => {
    const { audience }: TrainingRecord = context.record
    const who = (audience ?? context.form['audience']) as Audience
    const due = setting(who, context)
    const planned = ((context.form['subjects'] ?? []) as readonly { hours: number }[]).reduce(
      (sum, { hours }) => sum + hours,
      0,
    )
    return planned >= due
      ? null
      : {
          message: `${audiences[who]}每年${due}学时，计划合计${planned}学时`,
          remedy: `请再安排${due - planned}学时`,
        }
  },
})

/** B3: what is entered was held, in the year of the plan. */
export const wasHeld = gate({
  name: 'trainingCourseHeld',
  code: 'TRAINING_COURSE_NOT_HELD',
  title: '登记的是本年度已经办过的班',
  refuses: ({ form, record, today }) => {
    const { year = 0 }: TrainingRecord = record
    const on = String(form['on'])
    return on <= today && on.startsWith(`${year}-`)
      ? null
      : { message: `${inWords(on)}还没有到，或者不在${year}年`, remedy: '请在办班以后登记，日期在计划年度内' }
  },
})

/** B3: a course is of a subject of the plan, for its posts. */
export const isPlanned = gate({
  name: 'trainingCoursePlanned',
  code: 'TRAINING_COURSE_UNPLANNED',
  title: '办的是计划内的内容，参加的是计划内的岗位',
  refuses: ({ form, record }) => {
    const { subjects = [], posts = [] }: TrainingRecord = record
    if (!subjects.some(({ no }) => no === form['of']))
      return { message: `计划里没有第${String(form['of'])}项内容`, remedy: '请核对内容序号，或者先调整计划' }
    const others = ((form['attended'] ?? []) as readonly string[]).filter((post) => !posts.includes(post))
    return others.length === 0
      ? null
      : { message: `有${others.length}个岗位不在计划内`, remedy: '请核对，或者先调整计划' }
  },
})

/** B3: what is struck was entered and still counts. */
export const courseStands = gate({
  name: 'trainingCourseStands',
  code: 'TRAINING_COURSE_UNKNOWN',
  title: '更正的是登记过、还没有更正的办班',
  refuses: ({ form, record }) =>
    heldCourses(record).some(({ no }) => no === form['no'])
      ? null
      : { message: `没有第${String(form['no'])}次办班登记`, remedy: '请核对序号' },
})

/** B3: the exam of the year is in the year, and still to come when it is planned. */
export const examAhead = gate({
  name: 'trainingExamAhead',
  code: 'TRAINING_EXAM_DAY_UNFIT',
  title: '年度考试在计划年度内、今天以后',
  refuses: ({ form, today }) => {
    const on = form['examBy'] as string | undefined
    if (on === undefined) return null
    return on > today && on.startsWith(`${String(form['year'])}-`)
      ? null
      : {
          message: `年度考试日期${inWords(on)}不在${String(form['year'])}年，或者已经过去`,
          remedy: '请填计划年度内今后的日期，不填按本区统一的月份',
        }
  },
})

/** B3: who is entered as having sat is of the plan, and sat on a day of its year that has been. */
export const examWasHeld = gate({
  name: 'trainingExamEntered',
  code: 'TRAINING_EXAM_UNFIT',
  title: '登记的是本年度已经举行的考试，参加的是计划内的岗位',
  refuses: ({ form, record, today }) => {
    const { year = 0, posts = [] }: TrainingRecord = record
    const on = String(form['on'])
    if (on > today || !on.startsWith(`${year}-`))
      return {
        message: `${inWords(on)}还没有到，或者不在${year}年`,
        remedy: '请在考试以后登记，日期在计划年度内',
      }
    const others = ((form['sat'] ?? []) as readonly string[]).filter((post) => !posts.includes(post))
    return others.length === 0
      ? null
      : { message: `有${others.length}个岗位不在计划内`, remedy: '请核对，或者先调整计划' }
  },
})

/** Posts of a plan that have not sat the exam of the year and that nobody has given a reason for. */
export function postsUnexamined(
  record: TrainingRecord,
  excused: readonly { readonly post: string }[],
): string[] {
  const { posts = [], sittings = [] } = record
  const sat = new Set(sittings.flatMap((one) => one.sat))
  return posts.filter((post) => !sat.has(post) && !excused.some((one) => one.post === post))
}

/** Posts of a plan whose hours are short and that nobody has given a reason for. */
export function postsShort(record: TrainingRecord, excused: readonly { readonly post: string }[]): string[] {
  const { posts = [], due = 0 } = record
  const courses = heldCourses(record)
  const hoursOf = (post: string): number =>
    courses.reduce((sum, { attended, hours }) => sum + (attended.includes(post) ? hours : 0), 0)
  return posts.filter((post) => hoursOf(post) < due && !excused.some((one) => one.post === post))
}

/** The first few of them by name. */
function named(posts: readonly string[], unit: string, { directory }: Pick<ActContext, 'directory'>): string {
  const known = directory.postsOf(unit)
  const names = posts.slice(0, 5).map((id) => known.find((post) => post.id === id)?.title ?? id)
  return `${names.join('、')}${posts.length > 5 ? '等' : ''}${posts.length}个岗位`
}

/** B3: a year ends with everybody having sat its exam, or with a reason for who has not. */
export const examSat = gate({
  name: 'trainingExamSat',
  code: 'TRAINING_EXAM_OPEN',
  title: '每个岗位参加了年度考试，没有参加的写明原因',
  refuses: (context) => {
    const { form } = context
    const kept: TrainingRecord = context.record
    const left = postsUnexamined(kept, (form['excused'] ?? []) as readonly { post: string }[])
    return left.length === 0
      ? null
      : {
          message: `${named(left, kept.unit ?? '', context)}还没有参加年度考试`,
          remedy: '请组织考试、补考后登记，或者在“没有学满、没有考试的岗位”里写明原因',
        }
  },
})

/** B3: a year ends with everybody's hours held, or with a reason for whose are not. */
export const hoursHeld = gate({
  name: 'trainingHoursHeld',
  code: 'TRAINING_HOURS_OPEN',
  title: '每个岗位学满全年学时，没有学满的写明原因',
  refuses: (context) => {
    const { form } = context
    const kept: TrainingRecord = context.record
    const short = postsShort(kept, (form['excused'] ?? []) as readonly { post: string }[])
    return short.length === 0
      ? null
      : {
          message: `${named(short, kept.unit ?? '', context)}还没有学满${kept.due}学时`,
          remedy: '请补课后登记，或者在“没有学满、没有考试的岗位”里写明原因',
        }
  },
})
