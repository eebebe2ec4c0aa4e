import type { Matter } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Life } from '../life.ts'
import type { Course, Meant } from './course.ts'
import * as say from './kinds.ts'
import type { AskedTask, PaperStory } from './stories.ts'

export const INCOMING = 'incoming-document'

export const OFFICE = 'u-office'

/** What a script of one document draws on. */
export interface PaperLife {
  readonly story: PaperStory
  readonly course: Course
  /** Begins the life of the nth task that an act has opened. */
  readonly adopt: (asked: AskedTask, matter: Matter, at: Instant, n: number) => Life
}

export const upTo = ({ rests }: PaperStory, rest: PaperStory['rests']): boolean => rests === rest

export const office = (
  course: Course,
  at: Instant,
  act: string,
  form: AnyRecord,
  more: Partial<Meant> = {},
) => course.attempt(at, { act, by: course.clerkOf(OFFICE), form: () => form, ...more })

export const leaderNow = ({ story, course }: PaperLife): string =>
  typeof course.record['leader'] === 'string' ? course.record['leader'] : story.leader

/** When the leader gets round to it: soon, or after the limit has passed. */
export const deciding = ({ story, course }: PaperLife, at: Instant): Instant =>
  course.later(at, story.turns.slow ? [4, 6] : story.urgency === 'special' ? [0, 0] : [0, 2])

/** An act of the leader, by himself or entered by the office. */
export const byLeader = (life: PaperLife, at: Instant, act: string, form: AnyRecord, entered = false) =>
  life.course.attempt(at, {
    act,
    by: (scene) => life.course.inPost(leaderNow(life), `${act}`)(scene),
    form: () => form,
    ...(entered ? { enteredBy: life.course.clerkOf(OFFICE) } : {}),
  })

export const answered = ({ kind, fill }: PaperStory): AnyRecord => ({
  outcome: kind.word ? 'replied' : 'noReply',
  answer: fill(kind.answer) || '立项事项均已办结，办理情况已反馈来文单位',
})

export const dated = (course: Course, due: string): AnyRecord => ({ due, ...lateness(course, due) })

/** Why the sender waits longer than he asked, where he does. */
export function lateness({ record, random }: Course, due: string): AnyRecord {
  const asked = record['askedBy']
  return typeof asked === 'string' && due > asked ? { late: random.pick(say.LATER) } : {}
}
