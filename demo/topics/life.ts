import type { Matter } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Life } from '../life.ts'
import type { Course, Meant, Outcome, Script } from '../papers/course.ts'
import type { AskedTask } from '../papers/stories.ts'
import type { TopicStory } from './story.ts'

export const TOPIC = 'topic'

/** An item as its people carry it, and the decision it led to. */
export interface TopicLife {
  readonly story: TopicStory
  readonly course: Course
  /** The body it goes to. */
  readonly body: string
  /** Which of its hearings comes next. */
  heard: number
  decision: Course | null
  /** Tasks that its decision asks for, planned when it is made. */
  readonly tasksAt: (at: Instant) => readonly AskedTask[]
  /** Begins the life of the nth task that its decision has opened. */
  readonly adopt: (asked: AskedTask, matter: Matter, at: Instant, n: number) => Life
  /** The item of the year whose sum is counted with this one's, once it is there. */
  readonly related: () => string | undefined
  /** The decision of the earlier item that this one changes, once it is there. */
  readonly changing: () => Course | null
  /** A course for a matter that the item has opened: its decision, a step before the meeting. */
  readonly follow: (matter: Matter) => Course
}

/** Whoever brings something that goes through steps before it is decided: an item, a normative document. */
export interface Bringing extends Pick<TopicLife, 'course' | 'follow'> {
  readonly story: Pick<TopicStory, 'no' | 'title' | 'unit' | 'turns' | 'steps'>
}

export const has = ({ story }: Bringing, turn: TopicStory['turns'][number]): boolean =>
  story.turns.includes(turn)

export const done = ({ kind }: Outcome): boolean => kind === 'done'

/** An act of the unit that brings the item. */
export const byUnit = (
  { course, story }: Bringing,
  at: Instant,
  act: string,
  form: AnyRecord = {},
  more: Partial<Meant> = {},
): Script<Outcome> => course.attempt(at, { act, by: course.clerkOf(story.unit), form: () => form, ...more })

/** The unit that keeps the body's items. */
export const recorderOf = (course: Course): string => String(course.record['recorder'] ?? '')

export const byRecorder = (
  course: Course,
  at: Instant,
  act: string,
  form: AnyRecord = {},
  more: Partial<Meant> = {},
): Script<Outcome> =>
  course.attempt(at, {
    act,
    by: (scene) => course.clerkOf(recorderOf(course))(scene),
    form: () => form,
    ...more,
  })

const DECIDES: readonly string[] = ['callUp', 'explain', 'adopt', 'reject', 'putOff', 'sendBack']

/** The post of who does an act of the chair: what is decided in the room, whoever presides over the item. */
const chairFor = ({ record }: Course, act: string): string =>
  String((DECIDES.includes(act) ? record['presiding'] : undefined) ?? record['chair'] ?? '')

/** An act of the chair, entered by the body's office. */
export const byChair = (
  course: Course,
  at: Instant,
  act: string,
  form: AnyRecord = {},
  entered = false,
): Script<Outcome> =>
  course.attempt(at, {
    act,
    by: (scene) => course.inPost(chairFor(course, act), act)(scene),
    form: () => form,
    ...(entered && recorderOf(course) === 'u-office'
      ? { enteredBy: (scene) => course.clerkOf(recorderOf(course))(scene) }
      : {}),
  })
