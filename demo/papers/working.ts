import { type Instant, dayAt } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Course, Meant, Script } from './course.ts'
import { besideHandling } from './handling.ts'
import * as say from './kinds.ts'
import { OFFICE, type PaperLife, answered, byLeader, dated, leaderNow, office, upTo } from './paper-life.ts'
import { LATENESS, type PaperStory, type PaperTurns, minutes } from './stories.ts'

/** Handed to a unit, handled, fed back, answered. */
export function* asWork(life: PaperLife, instructed: Instant): Script<Instant | null> {
  const { story, course } = life
  const handed = yield* dispatch(life, instructed)
  if (handed === null) return null
  course.beside(besideHandling(life, handed))
  if (upTo(story, 'inHand')) return null
  let settled = yield* handled(life, handed)
  if (settled !== null && story.turns.resumed) settled = yield* resumed(life, settled)
  return settled
}

function* dispatch({ story, course }: PaperLife, instructed: Instant): Script<Instant | null> {
  const { kind, lead, turns } = story
  let at = course.later(instructed, course.random.chance(0.12) ? [2, 4] : [0, 1])
  const wanted = course.random.chance(0.4) ? { wanted: '请明确专人负责，办理情况经主要负责人审核后反馈' } : {}
  const form = (today: string): AnyRecord => ({
    lead,
    ...(kind.cooperating.length > 0 ? { cooperating: kind.cooperating } : {}),
    ...wanted,
    ...dueFor(story, course, today),
  })
  if (turns.toOffice) {
    const refused = yield* office(course, at, 'dispatch', { lead: OFFICE })
    at = minutes(refused.at, 5)
  }
  if (turns.laterThanAsked && story.due) {
    // Later than the sender asks, without a word why: refused.
    const late = course.hours.after(story.due, 6)
    at = minutes((yield* office(course, at, 'dispatch', { lead, due: late })).at, 3)
  }
  const handed = yield* course.attempt(at, {
    act: 'dispatch',
    by: course.clerkOf(OFFICE),
    form: ({ today }) => form(today),
    while: ['instructed'],
  })
  return handed.kind === 'done' ? handed.at : null
}

/** The day to have it handled by: the leader's, or some days from now where that has come too close. */
function dueFor({ by, due: asked, turns }: PaperStory, course: Course, today: string): AnyRecord {
  const due = by > today && !turns.laterThanAsked ? by : course.hours.after(by > today ? by : today, 6)
  return asked === undefined && course.random.chance(0.2) ? {} : dated(course, due)
}

/** What the unit in charge does until its answer has gone to the sender. */
function* handled(life: PaperLife, handed: Instant): Script<Instant | null> {
  const { story, course } = life
  const { turns, temper, kind } = story
  const due = String(course.record['due'] ?? story.by)
  const unit = (act: string, at: Instant, form: AnyRecord, more: Partial<Meant> = {}) =>
    course.attempt(at, {
      act,
      by: course.clerkOf(story.lead),
      form: () => (act === 'reportHandling' ? { ...form, ...notWaited(course) } : form),
      while: ['inHand'],
      ...more,
    })
  let at = handed
  if (turns.early) at = (yield* office(course, course.later(at, [1, 3]), 'settle', answered(story))).at
  if (turns.question) {
    const asked = yield* unit('askBack', course.later(at, [1, 2]), { question: course.pick(say.QUESTIONS) })
    at = asked.at
    if (asked.kind === 'done') {
      const days = course.random.chance(0.2) ? ([4, 5] as const) : ([0, 2] as const)
      const form = { words: course.pick(say.CLARIFIED) }
      at = (yield* byLeader(life, course.later(at, days), 'clarify', form, turns.entered)).at
    }
  }
  if (turns.inPart)
    at = (yield* office(course, course.later(at, [1, 3]), 'replyInPart', {
      answer: story.fill(course.pick(say.IN_PART)),
    })).at
  const day = course.hours.after(due, course.random.between(...LATENESS[temper]))
  const byMouth = course.random.chance(0.15) ? { enteredBy: course.clerkOf(OFFICE) } : {}
  const said = yield* unit(
    'reportHandling',
    course.on(day, at),
    { handled: story.fill(kind.handled) },
    byMouth,
  )
  if (said.kind !== 'done') return null
  at = said.at
  if (turns.handlingBack) {
    const back = yield* office(course, course.later(at, [0, 2]), 'returnHandling', {
      words: course.pick(say.HANDLING_BACK),
    })
    if (back.kind === 'done') {
      const again = { handled: `${story.fill(kind.handled)}${say.HANDLED_AGAIN}` }
      at = (yield* unit('reportHandling', course.later(back.at, [1, 5]), again)).at
    }
  }
  const settled = yield* course.attempt(course.later(at, [0, 2]), {
    act: 'settle',
    by: course.clerkOf(OFFICE),
    form: () => ({ ...answered(story), ...notWaited(course) }),
    while: ['inHand'],
  })
  return settled.kind === 'done' ? settled.at : null
}

/** Why nobody waits for an opinion that is still owed. */
function notWaited(course: Course): AnyRecord {
  const owing: unknown = course.record['owing']
  return Array.isArray(owing) && owing.length > 0 ? { without: course.pick(say.NOT_WAITED) } : {}
}

/** The sender wants more: the same leader instructs again, the same unit handles it. */
function* resumed(life: PaperLife, settled: Instant): Script<Instant | null> {
  const { story, course } = life
  const again = yield* office(course, course.later(settled, [5, 12]), 'resume', {
    leader: leaderNow(life),
    reason: '来文单位补充要求',
  })
  if (again.kind !== 'done') return settled
  const words = `请${story.leadName}对照来文单位补充的要求逐条核实，${course.random.between(5, 9)}日内补报。`
  const instructed = yield* byLeader(life, course.later(again.at, [0, 2]), 'instruct', { words })
  if (instructed.kind !== 'done') return null
  const handed = yield* office(course, course.later(instructed.at, [0, 1]), 'dispatch', {
    lead: story.lead,
    ...dated(course, course.hours.after(dayAt(instructed.at), 10)),
  })
  if (handed.kind !== 'done') return null
  const rest: PaperTurns = { empties: 0 }
  return yield* handled({ ...life, story: { ...story, turns: rest, temper: 'prompt' } }, handed.at)
}
