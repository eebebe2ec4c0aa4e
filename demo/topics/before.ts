import { type Instant, dayAt } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Script } from '../papers/course.ts'
import { reviewed } from '../reviews/review.ts'
import { begins } from './after.ts'
import { type TopicLife, byChair, byRecorder, byUnit, done, has } from './life.ts'
import { allBegun, answered, argued, assessed, comparedFairly, published, researched } from './steps.ts'
import type { TopicState } from './story.ts'

const rests = ({ story }: TopicLife, state: TopicState): boolean => story.rests === state

const isMajor = ({ course }: TopicLife): boolean =>
  course.record['class'] === 'major' && course.record['kind'] !== 'personnel'

/** From the idea to the bank, unless it rests, is withdrawn or is decided in an emergency on the way. */
export function* toBank(life: TopicLife, from: Instant, named: () => AnyRecord): Script<Instant | null> {
  const applied = yield* applying(life, from, named)
  if (applied === null || rests(life, 'drafting')) return null
  const settled = yield* throughUnit(life, applied)
  if (settled === null) return null
  return yield* throughSteps(life, settled)
}

/** An item that another matter has opened: through its unit and into the bank. */
export function* takenUp(life: TopicLife, from: Instant): Script {
  const settled = yield* throughUnit(life, from)
  if (settled !== null) yield* throughSteps(life, settled)
}

function formOf({ story, body }: TopicLife): AnyRecord {
  const { title, kind, summary, sum, area, payee, project, needs, concerned } = story
  const some = Object.entries({ sum, area, payee, project }).filter(([, value]) => value !== undefined)
  return {
    title,
    body,
    kind,
    summary,
    ...Object.fromEntries(some),
    ...Object.fromEntries(needs.map((need) => [need, true])),
    ...(concerned.length > 0 ? { concerned } : {}),
    ...(kind === 'decision' ? { waived: '其余程序经研究不涉及' } : {}),
  }
}

function* applying(life: TopicLife, from: Instant, named: () => AnyRecord): Script<Instant | null> {
  const { course, story } = life
  // What it names may not be there yet when it is planned.
  const apply = (at: Instant, more: AnyRecord = {}) =>
    course.attempt(at, {
      act: 'apply',
      by: course.clerkOf(story.unit),
      form: () => ({ ...formOf(life), ...named(), ...more }),
    })
  let at = from
  if (has(life, 'lowered')) at = (yield* apply(at, { class: 'ordinary' })).at
  const reason = has(life, 'lowered') ? { class: 'ordinary', lowered: '年初预算已经列明' } : {}
  const applied = yield* apply(course.later(at, [0, 0]), reason)
  if (!done(applied)) return null
  at = applied.at
  if (has(life, 'lowered'))
    at = (yield* byRecorder(life.course, life.course.later(at, [0, 1]), 'reclassify', {
      class: 'major',
      reason: '达到集体决策事项清单的标准',
    })).at
  return at
}

/** Its head, the units concerned, the adviser from the start. */
function* throughUnit(life: TopicLife, applied: Instant): Script<Instant | null> {
  const { story, course } = life
  const head = (at: Instant, act: string, form: AnyRecord = {}) =>
    course.attempt(at, { act, by: course.headOf(story.unit, act), form: () => form })
  let at = (yield* byUnit(life, course.later(applied, [0, 2]), 'submit')).at
  if (rests(life, 'unitReview')) return null
  if (has(life, 'returnedByHead')) {
    at = (yield* head(course.later(at, [0, 1]), 'returnByHead', { reason: '没有写明资金来源' })).at
    at = (yield* byUnit(life, course.later(at, [1, 2]), 'submit')).at
  }
  at = (yield* head(course.later(at, [0, 2]), 'approve', { words: '同意提交' })).at
  if (has(life, 'signedEarly'))
    at = (yield* byUnit(life, course.later(at, [0, 1]), 'recordExecution', {
      kind: 'payment',
      on: dayAt(at),
    })).at
  if (rests(life, 'coordinating')) return null
  for (const [n, unit] of story.concerned.entries()) {
    const objects = has(life, 'objected') && n === 0
    at = (yield* course.attempt(course.later(at, [0, 2]), {
      act: 'giveOpinion',
      by: course.headOf(unit, 'giveOpinion'),
      form: () => (objects ? { verdict: 'object', words: '资金应分年度安排' } : { verdict: 'agree' }),
    })).at
  }
  const settle = has(life, 'objected') ? { differences: '财政局建议分年度安排，已吸收' } : {}
  if (isMajor(life) && !has(life, 'noAdviser')) at = yield* advised(life, at)
  let settled = yield* byUnit(life, course.later(at, [0, 2]), 'settle', settle)
  if (isMajor(life) && has(life, 'noAdviser')) {
    at = yield* advised(life, settled.at)
    settled = yield* byUnit(life, course.later(at, [0, 1]), 'settle', settle)
  }
  if (has(life, 'withdrawn')) {
    const steps = yield* allBegun(life, settled.at)
    const gone = course.later(steps.at(-1)?.at ?? settled.at, [3, 6])
    yield* head(gone, 'withdraw', { ending: '条件不成熟，列入明年研究' })
  }
  const goesOn = !rests(life, 'preparing') || story.steps !== undefined
  return done(settled) && goesOn && course.state === 'preparing' ? settled.at : null
}

function* advised(life: TopicLife, from: Instant): Script<Instant> {
  const { course } = life
  const by = course.clerkOf('u-justice')
  const engaged = yield* course.attempt(course.later(from, [0, 1]), {
    act: 'engageAdviser',
    by,
    // The first two of the register, who are engaged all year and retained by nobody in the district.
    form: ({ advisers }) => ({ adviser: advisers[course.random.int(2)] ?? '', interest: 'none' }),
  })
  return yield* opinion(life, engaged.at, 'start', '启动依据充分，注意履行公众参与程序')
}

function* opinion(life: TopicLife, from: Instant, stage: string, words: string): Script<Instant> {
  return (yield* byUnit(life, life.course.later(from, [0, 2]), 'advise', { stage, opinion: words })).at
}

/** What the kind of item needs, the legality review, and into the bank. */
function* throughSteps(life: TopicLife, from: Instant): Script<Instant | null> {
  const { story, course } = life
  let at = from
  if (has(life, 'urgent')) {
    const asked = life.tasksAt(at)
    const decided = yield* byChair(course, course.later(at, [0, 0]), 'decideUrgently', {
      text: '立即组织抢险，资金先行垫付。',
      reason: '路面塌陷危及行人，来不及召开会议',
      tasks: asked.map(rowOf),
    })
    if (done(decided)) begins(life, decided.opened, decided.at)
    return null
  }
  if (has(life, 'joined') && story.joins !== undefined) at = yield* joined(life, at)
  if (isMajor(life)) {
    if (!course.record['adviser']) at = yield* advised(life, at)
    at = yield* researched(life, at)
  }
  at = yield* conditional(life, at)
  if (story.steps !== undefined) {
    // Told what is still open.
    yield* byUnit(life, course.later(at, [0, 1]), 'deliver')
    return null
  }
  if (isMajor(life)) {
    at = yield* opinion(life, at, 'draft', '草案内容合法，建议补充过渡期安排')
    const passed = yield* reviewing(life, at)
    if (passed === null) return null
    at = passed
  }
  return yield* delivering(life, at)
}

/** The office finds that the same payee was paid a few months ago. */
function* joined(life: TopicLife, from: Instant): Script<Instant> {
  const other = life.related()
  if (other === undefined) return from
  return (yield* byRecorder(life.course, life.course.later(from, [0, 2]), 'joinSums', {
    related: [{ topic: other }],
  })).at
}

/** What its kind asks for, each as a matter of its own; the public is asked first, for that takes longest. */
function* conditional(life: TopicLife, from: Instant): Script<Instant> {
  const { needs } = life.story
  const asked = needs.includes('open') ? yield* published(life, from) : null
  let at = asked?.at ?? from
  if (needs.includes('professional')) at = yield* argued(life, at)
  if (needs.includes('stability')) at = yield* assessed(life, at)
  if (needs.includes('business')) at = yield* comparedFairly(life, at)
  if (asked === null) return at
  asked.at = at
  return yield* answered(life, asked)
}

const ACCOUNT = '已完成部门协商、调研和本事项要求的其他程序，过程材料见所属议题'
const BASIS = '依据有关法律、行政法规和省市规定，逐条对照表附后'

/** 合法性审查: reviewed by the justice bureau, and the draft changed as often as it finds something. */
function* reviewing(life: TopicLife, from: Instant): Script<Instant | null> {
  const { course, story } = life
  const findings = has(life, 'unlawful') && life.heard === 0 ? (['changes', 'lawful'] as const) : LAWFUL
  let at = from
  for (const [n, verdict] of findings.entries()) {
    const incomplete = n === 0 && life.heard === 0 && story.no % 3 === 1
    const sent = yield* byUnit(life, course.later(at, [0, 1]), 'submitLegality', {
      basis: BASIS,
      ...(incomplete ? {} : { account: ACCOUNT }),
      ...(story.no % 2 === 0 ? { wanted: course.hours.after(dayAt(course.later(at, [2, 2])), 12) } : {}),
    })
    const [review] = sent.opened
    if (!done(sent) || review === undefined) return null
    const found = yield* reviewed(course, review, sent.at, {
      verdict: unlawful(life, verdict),
      missing: incomplete ? [{ paper: 'procedure', words: ACCOUNT }] : [],
      turns: story.no % 5 === 2 ? ['conflict'] : [],
      ...(rests(life, 'legality') ? { rests: 'reviewing' as const } : {}),
    })
    if (found.verdict === null) return null
    at = found.at
    if (verdict !== 'lawful')
      at = (yield* byUnit(life, course.later(at, [1, 2]), 'reviseDraft', { reason: '按合法性审查意见修改' }))
        .at
  }
  return at
}

const LAWFUL = ['lawful'] as const

/** What has to be changed is lawful once it is; of some items the first draft was not lawful at all. */
const unlawful = ({ story }: TopicLife, verdict: 'lawful' | 'changes'): 'lawful' | 'changes' | 'unlawful' =>
  verdict === 'changes' && story.no % 2 === 1 ? 'unlawful' : verdict

function* delivering(life: TopicLife, from: Instant): Script<Instant | null> {
  const { course } = life
  let sent = yield* byUnit(life, course.later(from, [0, 1]), 'deliver')
  if (!done(sent) || rests(life, 'delivered')) return null
  if (has(life, 'returnedToUnit') && life.heard === 0) {
    const back = yield* byRecorder(course, course.later(sent.at, [0, 1]), 'returnToUnit', {
      reason: '材料没有写明资金来源',
    })
    sent = yield* byUnit(life, course.later(back.at, [1, 3]), 'deliver')
  }
  const banked = yield* byRecorder(course, course.later(sent.at, [0, 1]), 'bank')
  return done(banked) ? banked.at : null
}

/** An item that the meeting sent back: reviewed anew where it must be, and into the bank again. */
export function* again(life: TopicLife, from: Instant): Script {
  let at = life.course.later(from, [2, 5])
  if (isMajor(life)) at = (yield* reviewing(life, at)) ?? at
  yield* delivering(life, at)
}

export const rowOf = ({ titled, due, cooperating }: ReturnType<TopicLife['tasksAt']>[number]): AnyRecord => ({
  task: titled.title,
  lead: titled.subject.lead,
  ...(cooperating.length > 0 ? { cooperating } : {}),
  due,
})
