import { type Instant, addDays, dayAt } from '#kernel/time.ts'
import type { Course, Script } from './course.ts'
import * as say from './kinds.ts'
import { office } from './paper-life.ts'
import { type PaperTurns, minutes } from './stories.ts'

const WORKING = ['proposed', 'instructed', 'inHand']

export function* circulation(
  course: Course,
  how: NonNullable<PaperTurns['circulated']>,
  from: Instant,
): Script {
  const readers = course.random
    .shuffle([
      'p-vice-1',
      'p-vice-2',
      'p-finance-head',
      'p-housing-head',
      'p-reform-head',
      'p-chengdong-head',
    ])
    .slice(0, course.random.between(2, 4))
  const at = course.later(from, [0, 2])
  const today = dayAt(at)
  if (course.random.chance(0.2)) {
    yield* office(course, at, 'circulate', { readers, purpose: '请提出意见', answerBy: addDays(today, -1) })
  }
  if (how === 'recalled' && course.random.chance(0.5))
    yield* office(course, at, 'recall', { reason: '传阅范围有误' })
  const sent = yield* office(course, minutes(at, 8), 'circulate', {
    readers,
    purpose: how === 'remarks' ? '请提出意见' : '供工作参考',
    ...(how === 'remarks' ? { answerBy: course.hours.after(today, course.random.between(3, 6)) } : {}),
  })
  if (sent.kind !== 'done') return
  if (how === 'recalled') {
    yield* office(course, course.later(sent.at, [0, 1]), 'recall', { reason: '传阅范围有误' })
    return
  }
  for (const reader of readers)
    if (course.random.chance(how === 'remarks' ? 0.8 : 0.2))
      course.beside(remark(course, reader, course.later(sent.at, [0, how === 'remarks' ? 5 : 8])))
}

export function* remark(course: Course, reader: string, at: Instant): Script {
  yield* course.attempt(at, {
    act: 'remark',
    by: course.inPost(reader, 'remark'),
    form: () => ({ words: course.pick(say.REMARKS) }),
    while: ['registered', 'settled', ...WORKING],
  })
}
