import { type Instant, dayAt } from '#kernel/time.ts'
import type { Script } from './course.ts'
import type { PaperLife } from './paper-life.ts'
import * as say from './kinds.ts'
import { minutes } from './stories.ts'

/** What goes on beside the unit in charge once a document is handed out: opinions of the others, and urging. */
export function* besideHandling(life: PaperLife, handed: Instant): Script {
  const { story, course } = life
  for (const [n, unit] of story.kind.cooperating.entries())
    if (course.random.chance(0.88)) course.beside(opinion(life, unit, handed, n === 0))
  if (story.turns.urged) {
    const due = String(course.record['due'] ?? story.by)
    yield* course.attempt(course.on(course.hours.after(due, course.random.between(-2, 3)), handed), {
      act: 'urge',
      by: course.clerkOf(course.random.chance(0.6) ? 'u-office' : 'u-supervision'),
      form: () => ({ words: course.pick(say.URGED) }),
      while: ['inHand'],
    })
  }
}

function* opinion({ story, course }: PaperLife, unit: string, handed: Instant, isFirst: boolean): Script {
  const { turns, lead } = story
  const owes = (): boolean => {
    const owing: unknown = course.record['owing']
    return Array.isArray(owing) && owing.includes(unit)
  }
  const give = (at: Instant) =>
    course.attempt(at, {
      act: 'countersign',
      by: (scene) => (owes() ? course.clerkOf(unit)(scene) : undefined),
      form: () => ({ words: course.pick(say.OPINIONS) }),
      while: ['inHand'],
    })
  const back = (at: Instant) =>
    course.attempt(at, {
      act: 'returnOpinion',
      by: course.clerkOf(lead),
      form: () => ({ unit, words: course.pick(say.OPINIONS_BACK) }),
      while: ['inHand'],
    })
  const isReturned = isFirst && turns.opinionBack === true
  // Sent back before it was given: refused.
  if (isReturned && course.random.chance(0.3)) yield* back(course.later(handed, [0, 0]))
  const given = yield* give(course.later(handed, course.random.chance(0.15) ? [8, 14] : [1, 5]))
  if (given.kind !== 'done') return
  if (isFirst && turns.slip === 'countersign') {
    const undo = course.matter?.undo?.person
    const taken = yield* course.attempt(minutes(given.at, 4), {
      act: 'takeBack',
      by: ({ directory }) => directory.actorsOf(unit).find(({ person }) => person === undo),
    })
    if (taken.kind === 'done') yield* give(course.later(taken.at, [0, 1]))
  }
  if (!isReturned) return
  const returned = yield* back(course.later(given.at, [0, 2]))
  if (returned.kind === 'done') yield* give(course.on(course.hours.after(dayAt(returned.at), 2), returned.at))
}
