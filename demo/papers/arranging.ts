import type { Instant } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Life } from '../life.ts'
import type { Course, Script } from './course.ts'
import * as say from './kinds.ts'
import { OFFICE, type PaperLife, answered, leaderNow, office, lateness } from './paper-life.ts'
import { type PaperStory, minutes } from './stories.ts'

/** The instruction becomes supervised tasks; the document is closed when the last of them is. */
export function* asTasks(life: PaperLife, instructed: Instant): Script<Instant | null> {
  const { story, course } = life
  const rows = story.tasks.map((task) => rowOf(task, course))
  const who = course.random.weighted({ office: 4, supervisor: 5, leader: 1 })
  const by =
    who === 'office'
      ? course.clerkOf(OFFICE)
      : who === 'supervisor'
        ? course.clerkOf('u-supervision')
        : course.inPost(leaderNow(life), `arrange`)
  let at = course.later(instructed, [0, 1])
  if (story.turns.toOffice) {
    const wrong = rows.map((row, n) => (n === 0 ? { ...row, lead: OFFICE } : row))
    at = minutes((yield* course.attempt(at, { act: 'arrange', by, form: () => ({ tasks: wrong }) })).at, 5)
  }
  const aside = say.NOT_TASKS.slice(0, course.random.between(1, 3)).map(([sentence, reason]) => ({
    sentence,
    reason,
  }))
  const withAside = story.turns.setAside && course.random.chance(0.5)
  const last = story.tasks.map(({ due }) => due).reduce((a, b) => (a > b ? a : b), '')
  const arranged = yield* course.attempt(at, {
    act: 'arrange',
    by,
    form: () => ({ tasks: rows, ...lateness(course, last), ...(withAside ? { setAside: aside } : {}) }),
  })
  if (arranged.kind !== 'done') return null
  const lives = arranged.opened.flatMap((matter, n) => {
    const asked = story.tasks[n]
    return asked ? [life.adopt(asked, matter, arranged.at, n)] : []
  })
  if (story.turns.setAside && !withAside)
    yield* office(course, course.later(arranged.at, [0, 1]), 'setAside', { setAside: aside })
  return yield* untilClosed(life, lives, arranged.at)
}

function rowOf(
  { titled, cooperating, due, sentence }: PaperStory['tasks'][number],
  course: Course,
): AnyRecord {
  const instructions: unknown = course.record['instructions']
  const words = Array.isArray(instructions)
    ? (instructions.at(-1) as { words?: string } | undefined)?.words
    : ''
  return {
    task: titled.title,
    target: titled.fill(titled.subject.target),
    sentence: sentence ?? words,
    lead: titled.subject.lead,
    ...(cooperating.length > 0 ? { cooperating } : {}),
    due,
  }
}

/** The office looks now and then whether all is done; an answer before that is refused, one in part is not. */
function* untilClosed(life: PaperLife, lives: readonly Life[], arranged: Instant): Script<Instant | null> {
  const { story, course } = life
  const isClosed = (): boolean => lives.every(({ matter }) => CLOSED.has(matter?.state ?? ''))
  let at = arranged
  if (story.turns.early) at = (yield* office(course, course.later(at, [8, 15]), 'settle', answered(story))).at
  if (story.turns.inPart)
    at = (yield* office(course, course.later(at, [3, 8]), 'replyInPart', {
      answer: story.fill(course.pick(say.IN_PART)),
    })).at
  for (;;) {
    at = course.later(at, [4, 8])
    const looked = yield* course.attempt(at, {
      act: 'settle',
      by: (scene) => (isClosed() ? course.clerkOf(OFFICE)(scene) : undefined),
      form: () => ({ ...answered(story), ...(story.asks ? { rest: say.DEMANDS_MET } : {}) }),
      while: ['inHand'],
    })
    if (looked.kind === 'done') return looked.at
    if (course.state !== 'inHand') return null
    at = looked.at
  }
}

const CLOSED = new Set(['struckOff', 'cancelled', 'merged'])
