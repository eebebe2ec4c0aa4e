import { addMs, dayAt, type Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { Scene } from '../life.ts'
import type { Course, Script } from '../papers/course.ts'

export const EXAM = 'exam'
const OFFICE = 'u-justice'

export interface Candidate {
  readonly person: string
  readonly unit: string
}

/** How far an exam comes, and how it ends. */
export type Fate =
  | 'passed'
  | 'failed'
  | 'absent'
  | 'corrected'
  | 'checking'
  | 'seated'
  | 'enrolled'
  | 'withdrawn'

const himself =
  (person: string) =>
  ({ directory }: Scene): Actor | undefined =>
    directory.everybody.find((actor) => actor.person === person && actor.as === 'holder')

/** One person's exam from entering on; gives when the last of it was done. The matter is the course's own. */
export function* examined(
  course: Course,
  { person, unit }: Candidate,
  at: Instant,
  fate: Fate,
): Script<Instant> {
  const { random } = course
  // Who has marked does not look over it: two people of the bureau.
  const marker = course.clerkOf(OFFICE)
  let marked = ''
  const office = (when: Instant, act: string, form: object) =>
    course.attempt(when, {
      act,
      by: (scene) => {
        const actor = marker(scene)
        if (act === 'mark') marked = actor?.person ?? ''
        return actor
      },
      form: () => form,
    })
  let last = yield* course.attempt(at, {
    act: 'enrol',
    by: course.clerkOf(unit),
    form: () => ({ person, scope: 'full' }),
  })
  if (last.kind !== 'done' || fate === 'enrolled') return last.at
  if (fate === 'withdrawn') {
    last = yield* office(course.later(last.at, [2, 5]), 'withdraw', { ending: '调离执法岗位' })
    return last.at
  }
  const seatedAt = course.later(last.at, [1, 4])
  const on = course.hours.after(dayAt(seatedAt), random.between(6, 10))
  last = yield* office(seatedAt, 'seat', { sitting: '全区执法资格统一考试', on, place: '区委党校' })
  if (last.kind !== 'done' || fate === 'seated') return last.at
  const after = course.on(course.hours.after(on, random.between(1, 4)), last.at)
  last = yield* office(after, 'mark', marksFor(fate, random.between(66, 94)))
  if (last.kind !== 'done' || (fate !== 'corrected' && fate !== 'checking')) return last.at
  last = yield* course.attempt(course.later(last.at, [1, 2]), {
    act: 'askRecheck',
    by: himself(person),
    form: () => ({ why: '与本人估分相差较大' }),
  })
  if (last.kind !== 'done' || fate === 'checking') return last.at
  last = yield* course.attempt(course.later(addMs(last.at, 1), [1, 4]), {
    act: 'settle',
    by: ({ directory }) =>
      directory.actorsOf(OFFICE).find((actor) => actor.as === 'holder' && actor.person !== marked),
    form: () => ({ outcome: 'sat', marks: 63, finding: '案例题漏计5分，予以更正' }),
  })
  return last.at
}

const marksFor = (fate: Fate, good: number): object =>
  fate === 'absent'
    ? { outcome: 'absent' }
    : { outcome: 'sat', marks: fate === 'passed' ? good : fate === 'failed' ? 47 : 58 }
