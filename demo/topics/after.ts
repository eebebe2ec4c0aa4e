import type { Matter } from '#kernel/matter.ts'
import { type Instant, addDays, dayAt } from '#kernel/time.ts'
import type { Life } from '../life.ts'
import type { Course, Script } from '../papers/course.ts'
import { type TopicLife, byChair, byRecorder, done } from './life.ts'

const CLOSED = new Set(['struckOff', 'cancelled', 'merged'])

const doer = (course: Course): string => String(course.record['unit'] ?? '')

const byDoer = (course: Course, at: Instant, act: string, form: Readonly<Record<string, unknown>>) =>
  course.attempt(at, { act, by: (scene) => course.clerkOf(doer(course))(scene), form: () => form })

/** What the decision has opened goes its own way: the decision itself, its tasks, and the decision it changes. */
export function begins(life: TopicLife, opened: readonly Matter[], at: Instant): void {
  const [first, ...rest] = opened
  if (first !== undefined) {
    life.decision = life.follow(first)
    const asked = life.tasksAt(at)
    const tasks = rest.flatMap((matter, n) => {
      const one = asked[n]
      return one ? [life.adopt(one, matter, at, n)] : []
    })
    life.course.beside(carriedOut(life, tasks, at))
  }
  if (life.story.changes) life.course.beside(changed(life, at))
}

/** A decision from its issue to the archive, as far as it comes in the year. */
function* carriedOut(life: TopicLife, tasks: readonly Life[], from: Instant): Script {
  const course = life.decision
  const { fate } = life.story
  if (course === null || fate.ends === 'decided') return
  let at = yield* issued(course, from)
  at = yield* published(life, course, at)
  at = (yield* byDoer(course, course.later(at, [2, 6]), 'recordExecution', {
    kind: life.story.kind === 'personnel' ? 'appointment' : 'contract',
    on: dayAt(at),
    counterpart: life.story.payee ?? '按程序确定的承担单位',
  })).at
  if (fate.trouble) at = yield* troubled(course, at)
  if (fate.stopped || fate.ends === 'suspended') {
    const until = course.hours.after(dayAt(at), fate.ends === 'suspended' ? 120 : 8)
    at = (yield* byChair(course, course.later(at, [3, 6]), 'suspend', {
      reason: '发现燃气管线，立即停工排查',
      until,
    })).at
    if (fate.ends === 'suspended') return
    at = (yield* byChair(course, course.later(at, [4, 6]), 'resume', {
      words: '管线已经迁改',
      next: addDays(dayAt(at), 90),
    })).at
  }
  at = (yield* byDoer(course, course.later(at, [15, 25]), 'reportExecution', {
    words: '前期手续办理完毕，已经组织实施',
    next: addDays(dayAt(at), 120),
  })).at
  if (fate.ends === 'closed' || fate.ends === 'completed') yield* ended(life, course, tasks, at)
  else yield* reporting(course, at)
}

/** Report after report, each in the week before its day. */
function* reporting(course: Course, from: Instant): Script {
  for (let at = from; ;) {
    const due = String(course.record['reportOn'] ?? dayAt(at))
    const told = yield* course.attempt(course.on(addDays(due, -course.random.between(1, 6)), at), {
      act: 'reportExecution',
      by: (scene) => course.clerkOf(doer(course))(scene),
      form: ({ today }) => ({ words: '按计划推进，主要节点已完成', next: addDays(today, 120) }),
      while: ['executing'],
    })
    if (!done(told)) return
    at = told.at
  }
}

function* issued(course: Course, from: Instant): Script<Instant> {
  let at = from
  if (course.record['party'] === true) {
    at = (yield* byRecorder(course, course.later(at, [0, 1]), 'issue')).at
    at = (yield* byRecorder(course, course.later(at, [0, 2]), 'askParty', { on: dayAt(at) })).at
    at = (yield* byRecorder(course, course.later(at, [2, 5]), 'recordReply', { reply: 'agree' })).at
  }
  return (yield* byRecorder(course, course.later(at, [1, 3]), 'issue')).at
}

function* published({ story }: TopicLife, course: Course, from: Instant): Script<Instant> {
  const at = course.later(from, [2, 8])
  return story.fate.withheld
    ? (yield* byRecorder(course, at, 'withhold', {
        reason: '属于内部事务信息，依据政府信息公开条例第十六条',
      })).at
    : (yield* byRecorder(course, at, 'publish', { on: dayAt(at), where: '区政府网站' })).at
}

function* troubled(course: Course, from: Instant): Script<Instant> {
  const told = yield* byDoer(course, course.later(from, [3, 6]), 'reportProblem', {
    words: '地下管线与图纸不符，原定工期难以保证',
  })
  const answer = { answer: '调整施工顺序，抓紧复测，继续执行' }
  return (yield* byChair(course, course.later(told.at, [1, 3]), 'answerProblem', answer)).at
}

/** Told as done once its tasks are, evaluated by others where that was asked, and put away. */
function* ended({ story }: TopicLife, course: Course, tasks: readonly Life[], from: Instant): Script {
  const { fate } = story
  const isDone = (): boolean => tasks.every(({ matter }) => CLOSED.has(matter?.state ?? ''))
  let at = from
  if (fate.early) at = (yield* byDoer(course, at, 'complete', { result: '已经完成' })).at
  if (fate.evaluated) {
    const order = (by: string) => ({ by, due: addDays(dayAt(at), 200) })
    at = (yield* byChair(course, course.later(at, [1, 3]), 'orderEvaluation', order(story.unit))).at
    at = (yield* byChair(course, course.later(at, [0, 0]), 'orderEvaluation', order('u-audit'))).at
    at = (yield* course.attempt(course.later(at, [12, 20]), {
      act: 'evaluate',
      by: course.clerkOf('u-audit'),
      form: () => ({ verdict: 'partly', words: '实施效果较好，后续管护责任还要落实' }),
    })).at
  }
  for (;;) {
    at = course.later(at, [5, 9])
    const looked = yield* course.attempt(at, {
      act: 'complete',
      by: (scene) => (isDone() ? course.clerkOf(doer(course))(scene) : undefined),
      form: () => ({ result: '会议决定的事项已经办结' }),
      while: ['executing'],
    })
    at = looked.at
    if (done(looked)) break
    if (course.state !== 'executing') return
  }
  if (fate.ends === 'closed') yield* byRecorder(course, course.later(at, [3, 9]), 'archive', {})
}

/** The body has decided anew on an earlier decision: its office enters it there. */
function* changed(life: TopicLife, from: Instant): Script {
  const course = life.changing()
  const topic = life.course.matter?.id
  const how = life.story.changes?.how
  if (course === null || topic === undefined || how === undefined) return
  yield* byRecorder(
    course,
    course.later(from, [0, 2]),
    how,
    how === 'amend'
      ? { topic, text: '同意调整工期，分两期实施。' }
      : { topic, reason: '与市级规划调整不一致，停止建设' },
  )
}
