import type { Matter } from '#kernel/matter.ts'
import { type Day, type Instant, addDays, dayAt } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Course, Outcome, Script } from '../papers/course.ts'
import type { Household } from './projects.ts'

export const HOUSEHOLD = 'household-compensation'

const CHIEF = 'u-leaders'
const FOUND_BY = ['u-planning', 'u-urban']

/** One household as the department carries it. */
export interface Case {
  readonly told: Household
  readonly course: Course
}

/** The households that a survey has opened, each with a course of its own. */
export const casesOf = (
  course: Course,
  told: readonly Household[],
  opened: readonly Matter[],
): readonly Case[] =>
  told.flatMap((one, n) => {
    const matter = opened[n]
    return matter ? [{ told: one, course: course.opened(HOUSEHOLD, matter) }] : []
  })

const byUnit = (
  course: Course,
  at: Instant,
  act: string,
  form: (today: Day) => AnyRecord = () => ({}),
): Script<Outcome> =>
  course.attempt(at, {
    act,
    by: (scene) => course.clerkOf(String(course.record['unit'] ?? ''))(scene),
    form: ({ today }) => form(today),
  })

const byChief = (
  course: Course,
  at: Instant,
  act: string,
  form: (today: Day) => AnyRecord,
): Script<Outcome> =>
  course.attempt(at, { act, by: course.headOf(CHIEF, act), form: ({ today }) => form(today) })

const on = (today: Day): AnyRecord => ({ on: today })

/** What the survey found is confirmed; what is not registered is judged by the departments together. */
export function* confirmed({ course, told }: Case, from: Instant): Script<Instant> {
  let at = (yield* byUnit(course, course.later(from, [0, 2]), 'confirm', (today) => ({
    ...on(today),
    ...(told.fate === 'refuses'
      ? { how: 'witnessed', witness: '社区居委会两名工作人员见证，权利人不签字' }
      : { how: 'signed' }),
  }))).at
  if (told.unregistered)
    at = (yield* byUnit(course, course.later(at, [0, 2]), 'find', () => ({
      finding: 'illegal',
      by: FOUND_BY,
      words: '未取得规划许可，认定为违法建筑，不予补偿',
    }))).at
  return at
}

/** Left out of the scope before anything was agreed. */
export function* leftOut({ course }: Case, from: Instant): Script {
  yield* byUnit(course, course.later(from, [1, 3]), 'exclude', () => ({ reason: '规划优化，调出征收范围' }))
}

const offered = ({ told, course }: Case, today: Day): AnyRecord => ({
  way: told.fate === 'exchanges' ? 'exchange' : 'money',
  area: told.area - (told.unregistered ?? 0),
  sum: told.area * 11_000,
  moving: 2_000,
  interim: 9_000,
  ...(told.fate === 'exchanges' ? { house: '城东花园3栋1单元402室，88平方米' } : {}),
  // Land is paid for once its taking is approved and announced.
  payBy: addDays(today, course.record['regime'] === 'land' ? 200 : 14),
  moveBy: addDays(today, course.record['regime'] === 'land' ? 230 : 30),
})

const paid = ({ told }: Case, how: 'transfer' | 'deposit'): AnyRecord => ({
  how,
  paid: told.area * 11_000 + 11_000,
  receipt: '银行电子回单',
  ...(told.fate === 'exchanges' ? { house: '城东公寓周转用房506室已交付' } : {}),
})

/** Signed, paid, moved, filed; as far as it comes before `stop`. */
function* agreed(one: Case, from: Instant, isLand: boolean): Script {
  const { course, told } = one
  let at = (yield* byUnit(course, course.later(from, [2, 9]), 'sign', (today) => offered(one, today))).at
  if (isLand) return
  if (told.fate === 'hurried')
    at = (yield* byUnit(course, course.later(at, [1, 2]), 'move', () => ({ free: true }))).at
  at = (yield* byUnit(course, course.later(at, [2, 6]), 'pay', () => paid(one, 'transfer'))).at
  at = (yield* byUnit(course, course.later(at, [5, 15]), 'move', () => ({ free: true }))).at
  at = (yield* byUnit(course, course.later(at, [3, 8]), 'clearSite', (today) => ({
    what: '拆除房屋',
    ...on(today),
  }))).at
  yield* byUnit(course, course.later(at, [2, 6]), 'fileUp', () => ({ fileNumber: `征-${told.address}` }))
}

/** Doubted twice, each time within the ten days. */
function* doubted({ course, told }: Case, from: Instant): Script<Instant> {
  const value = told.area * 10_800
  let at = (yield* byUnit(course, course.later(from, [0, 1]), 'askReview', (today) => ({
    ...on(today),
    words: '没有考虑临街因素',
  }))).at
  at = (yield* byUnit(course, course.later(at, [2, 4]), 'answerReview', (today) => ({
    ...on(today),
    value,
  }))).at
  at = (yield* byUnit(course, course.later(at, [0, 1]), 'askAppraisal', on)).at
  return (yield* byUnit(course, course.later(at, [2, 4]), 'answerAppraisal', (today) => ({
    ...on(today),
    experts: 5,
    valuers: 4,
    value,
  }))).at
}

/** Not signed in time: decided, deposited, urged once his time to sue is over, enforced as the court allows. */
function* refused(one: Case, from: Instant): Script {
  const { course } = one
  const signBy = String(course.record['signBy'] ?? dayAt(from))
  let at = (yield* byUnit(course, course.on(signBy, from), 'requestDecision', () => ({
    ground: 'unsigned',
    words: '尚在签约期限内',
  }))).at
  at = (yield* byUnit(course, course.on(addDays(signBy, 1), at), 'requestDecision', () => ({
    ground: 'unsigned',
    words: '七次协商，权利人要求按三倍价格补偿，达不成协议',
  }))).at
  at = (yield* byChief(course, course.later(at, [2, 4]), 'decide', (today) => offered(one, today))).at
  at = (yield* byUnit(course, course.later(at, [0, 1]), 'serve', (today) => ({
    ...on(today),
    how: '留置送达，社区见证；在征收范围内公告',
  }))).at
  at = (yield* byUnit(course, course.later(at, [0, 2]), 'pay', () => paid(one, 'deposit'))).at
  const over = addDays(String(course.record['suitUntil'] ?? dayAt(at)), 1)
  at = (yield* byUnit(course, course.on(over, at), 'urge', on)).at
  at = (yield* course.attempt(course.later(at, [11, 12]), {
    act: 'applyToCourt',
    by: course.headOf(CHIEF, 'applyToCourt'),
    form: () => ({ court: '云汀区人民法院', ...ATTACHED }),
  })).at
  at = (yield* byUnit(course, course.later(at, [12, 18]), 'recordGrant', (today) => ({
    ...on(today),
    enforcer: 'government',
    words: '补偿决定合法，准予强制执行，由区政府组织实施',
  }))).at
  at = (yield* byUnit(course, course.later(at, [4, 8]), 'carryOut', () => ({
    words: '法院人员、社区干部在场，物品逐件登记，送至周转用房',
  }))).at
  yield* byUnit(course, course.later(at, [2, 4]), 'fileUp', () => ({ fileNumber: '征-强制-001' }))
}

const ATTACHED = Object.fromEntries(
  ['decision', 'service', 'views', 'risk', 'house', 'assets', 'funds', 'signed'].map((name) => [name, true]),
)

/** What each household does once its value is delivered, or its property registered. */
export function* compensated(one: Case, from: Instant, asOf: Day | undefined): Script {
  const { course, told } = one
  const isLand = asOf === undefined
  let at = (yield* isLand
    ? byUnit(course, course.later(from, [1, 6]), 'register')
    : byUnit(course, course.later(from, [0, 2]), 'deliverValuation', (today) => ({
        value: told.area * 10_500,
        asOf,
        ...on(today),
      }))).at
  if (told.fate === 'talks') return
  if (told.fate === 'doubts') at = yield* doubted(one, at)
  if (told.fate === 'refuses') yield* refused(one, at)
  else if (!isLand) yield* agreed(one, at, false)
}

/** Land: signed once the plan is settled. */
export function* signs(one: Case, from: Instant): Script {
  if (one.told.fate === 'signs') yield* agreed(one, from, true)
}
