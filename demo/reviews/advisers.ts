import { addDays, daysBetween } from '#kernel/time.ts'
import type { Stage } from '../papers/begin.ts'
import { Course, type Script, doingsOf } from '../papers/course.ts'
import { seeded } from '../random.ts'

const REGISTER = 'legal-adviser'
const OFFICE = 'u-justice'

interface Adviser {
  readonly name: string
  readonly kind: 'counsel' | 'publicLawyer'
  readonly from: string
  readonly field: string
  /** One of the district's own people: whoever sits in this post as the year begins. */
  readonly post?: string
  /** Retained by a unit of the district: for good, or until the retainer ends. */
  readonly conflict?: { readonly unit: string; readonly ends: boolean }
  readonly turns?: readonly ('appraised' | 'renewed' | 'ended')[]
}

/** The advisers of the district, in the order in which they are engaged. */
const ADVISERS: readonly Adviser[] = [
  {
    name: '法律顾问甲',
    kind: 'counsel',
    from: '云汀某律师事务所',
    field: '行政法、重大决策',
    turns: ['appraised', 'renewed'],
  },
  { name: '法律顾问乙', kind: 'counsel', from: '汀江某律师事务所', field: '政府合同、招投标' },
  {
    name: '公职律师丙',
    kind: 'publicLawyer',
    from: '区司法局',
    field: '规范性文件',
    post: 'p-justice-staff-2',
  },
  {
    name: '法律顾问丁',
    kind: 'counsel',
    from: '河东某律师事务所',
    field: '房地产、征收补偿',
    conflict: { unit: 'u-expropriation', ends: false },
  },
  {
    name: '法律顾问戊',
    kind: 'counsel',
    from: '南湖某律师事务所',
    field: '知识产权',
    conflict: { unit: 'u-science', ends: true },
    turns: ['ended'],
  },
]

/** How many may be asked: the last leaves within the year. */
export const ASKED = 3

/** Engages the advisers in the first days of the year; gives the ids of those that are engaged by now, in their order. */
export function beginAdvisers({
  seed,
  district,
  hours,
  put,
}: Pick<Stage, 'seed' | 'district' | 'hours' | 'put'>): () => readonly string[] {
  const random = seeded(`${seed}/advisers`)
  const courses = ADVISERS.map((adviser, n) => {
    const course = new Course(REGISTER, random.fork(String(n)), hours, put)
    put(doingsOf(told(course, adviser, { district, hours })))
    return course
  })
  return () => courses.flatMap(({ matter }) => (matter ? [matter.id] : []))
}

function* told(
  course: Course,
  { name, kind, from, field, post, conflict, turns = [] }: Adviser,
  { district, hours }: Pick<Stage, 'district' | 'hours'>,
): Script {
  const us = (share: number, act: string, form: Readonly<Record<string, unknown>>) => {
    const day = addDays(district.from, Math.round(daysBetween(district.from, district.to) * share))
    return course.attempt(hours.during(hours.next(day), course.random), {
      act,
      by: course.clerkOf(OFFICE),
      form: () => form,
    })
  }
  const since = hours.next(district.from)
  // Renewed or not, somebody has to decide within the year where the engagement ends there.
  const until = addDays(district.to, turns.includes('renewed') ? -20 : 400)
  const person = district.appointments.find((one) => one.post === post && one.from <= since)?.person
  yield* us(0, 'engage', { name, kind, from, field, since, until, ...(person ? { person } : {}) })
  if (conflict) {
    yield* us(0.05, 'declareConflict', { unit: conflict.unit, why: '担任其常年法律顾问' })
    if (conflict.ends) yield* us(0.4, 'endConflict', { no: 1, reason: '顾问合同已经终止' })
  }
  if (turns.includes('appraised')) yield* us(0.9, 'appraise', { grade: 'good', words: '意见及时、依据充分' })
  if (turns.includes('renewed')) yield* us(0.92, 'renew', { until: addDays(until, 365) })
  if (turns.includes('ended')) yield* us(0.7, 'end', { ending: '本人申请' })
}
