import { type Instant, addMs } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Course, Outcome, Script } from '../papers/course.ts'
import { again, rowOf } from './before.ts'
import { begins } from './after.ts'
import { type TopicLife, byChair, byRecorder, byUnit, done, recorderOf } from './life.ts'
import type { Hearing, RoomTurn } from './story.ts'
import { viewOf } from './views.ts'

/** An act of whoever keeps the meeting's record. */
export type Keeps = (at: Instant, act: string, form?: AnyRecord) => Script<Outcome>

const minutes = (at: Instant, n: number): Instant => addMs(at, n * 60_000)

const takes = ({ story }: TopicLife, turn: RoomTurn): boolean => story.room.includes(turn)

const withdrawn = ({ course }: TopicLife): readonly string[] =>
  ((course.record['recusals'] ?? []) as readonly { post: string }[]).map(({ post }) => post)

/** Members who are in the room and have not withdrawn, the chair last. */
function inRoom(life: TopicLife, meeting: Course): readonly string[] {
  const chair = chairOf(meeting)
  const out = withdrawn(life)
  const rows = (meeting.record['attendance'] ?? []) as readonly {
    post: string
    state: string
    leftAt?: string
  }[]
  return rows
    .filter(({ post, state, leftAt }) => state === 'present' && leftAt === undefined && !out.includes(post))
    .map(({ post }) => post)
    .toSorted((a, b) => Number(a === chair) - Number(b === chair))
}

/** Somebody in a post acts in the room, often by the recorder's hand. */
function said(life: TopicLife, at: Instant, post: string, act: string, form: AnyRecord): Script<Outcome> {
  const { course } = life
  return course.attempt(at, {
    act,
    by: course.inPost(post, act),
    form: () => form,
    ...(course.random.chance(0.6) ? { enteredBy: (scene) => course.clerkOf(recorderOf(course))(scene) } : {}),
  })
}

/** One item in the room, from the report to the decision; gives when it is over. */
export function* hearing(life: TopicLife, meeting: Course, begun: Instant, keeps: Keeps): Script<Instant> {
  const ends = life.story.hearings[life.heard] ?? 'passed'
  life.heard++
  const spoken = yield* discussed({ life, meeting, keeps }, begun, ends)
  if (spoken === null || life.story.rests !== undefined) return begun
  const decided = yield* concluded(life, spoken, ends)
  const over = done(decided) ? decided : yield* takenOff(life, minutes(decided.at, 1))
  return takes(life, 'chairAway') ? yield* comesBack(meeting, minutes(over.at, 1)) : over.at
}

const chairOf = ({ record }: Course): string => String(record['chair'] ?? '')
const presiderOf = ({ record }: Course): string => String(record['presiding'] ?? record['chair'] ?? '')

/** The chair withdraws from an item, and names in writing who presides over it. */
function* withdraws(life: TopicLife, meeting: Course, at: Instant): Script<Instant> {
  const chair = chairOf(meeting)
  const [second] = inRoom(life, meeting)
  if (!takes(life, 'chairRecused') || second === undefined || second === chair) return at
  const named = yield* said(life, at, chair, 'designate', { post: second, reason: '本人回避本议题' })
  return minutes(
    (yield* said(life, minutes(named.at, 1), chair, 'recuse', { reason: '近亲属利害关系' })).at,
    1,
  )
}

/** The chair is called away when everybody else was heard; whoever the rules name presides in his place. */
function* calledOut(life: TopicLife, meeting: Course, at: Instant): Script<Instant> {
  const chair = chairOf(meeting)
  const next = ((meeting.record['standIns'] ?? []) as readonly string[]).find((post) =>
    inRoom(life, meeting).includes(post),
  )
  if (!takes(life, 'chairAway') || next === undefined) return at
  const left = yield* meeting.attempt(at, {
    act: 'leaveRoom',
    by: meeting.inPost(chair, 'leaveRoom'),
    form: () => ({ words: '参加上级会议' }),
    while: ['open'],
  })
  return minutes((yield* said(life, minutes(left.at, 1), next, 'takeChair', {})).at, 1)
}

function* comesBack(meeting: Course, at: Instant): Script<Instant> {
  const back = yield* meeting.attempt(at, {
    act: 'signIn',
    by: meeting.inPost(chairOf(meeting), 'signIn'),
    while: ['open'],
  })
  return back.at
}

const takenOff = (life: TopicLife, at: Instant): Script<Outcome> =>
  byRecorder(life.course, at, 'takeOff', { reason: '主要汇报人不能到会' }, { while: IN_ROOM })

const IN_ROOM = ['placed', 'presenting', 'deliberating', 'stated']

/** An item in its room, and who keeps the record of the meeting. */
interface InRoom {
  readonly life: TopicLife
  readonly meeting: Course
  readonly keeps: Keeps
}

/** Somebody is given the floor and says it. */
function* speaks(
  { life, keeps }: InRoom,
  at: Instant,
  post: string,
  act: 'speak' | 'chiefSpeak',
  stance: 'agree' | 'disagree',
): Script<Outcome> {
  const floor = yield* keeps(at, 'giveFloor', { post })
  const seconds = life.course.random.int(act === 'speak' ? 150 : 240)
  return yield* said(
    life,
    addMs(floor.at, (30 + seconds) * 1_000),
    post,
    act,
    viewOf(life.course, post, stance),
  )
}

function* discussed(room: InRoom, begun: Instant, ends: Hearing): Script<Instant | null> {
  const { life, meeting, keeps } = room
  const { story, course } = life
  const chair = chairOf(meeting)
  let at = yield* calledAway(life, meeting, minutes(begun, 1))
  if (takes(life, 'recused')) {
    const [first] = inRoom(life, meeting)
    if (first !== undefined && first !== chair)
      at = (yield* said(life, at, first, 'recuse', { reason: '近亲属利害关系' })).at
  }
  at = yield* withdraws(life, meeting, at)
  const presented = yield* byUnit(life, minutes(at, 1), 'present', { report: story.summary })
  if (!done(presented) || story.rests === 'presenting') return presented.at
  at = presented.at
  if (ends === 'takenOff') return at
  if (takes(life, 'guests'))
    at = (yield* course.attempt(minutes(at, 2), {
      act: 'guestSpeak',
      by: course.clerkOf('u-finance'),
      form: () => ({ words: '资金可以在年度预算内调剂' }),
    })).at
  const members = inRoom(life, meeting)
  const presiding = presiderOf(course)
  if (takes(life, 'chiefEarly'))
    at = (yield* said(life, minutes(at, 1), chair, 'speak', viewOf(course, chair, 'agree'))).at
  const speaking = members.filter((one) => one !== presiding)
  if (takes(life, 'supplement')) at = yield* calledUp(life, speaking, at)
  for (const [n, post] of speaking.entries()) {
    const against = (ends === 'against' || ends === 'rejected') && n !== 0
    at = (yield* speaks(room, addMs(at, 20_000), post, 'speak', against ? 'disagree' : 'agree')).at
    if (story.rests === 'deliberating') return at
    if (n === 0 && takes(life, 'chiefEarly'))
      at = (yield* said(life, minutes(at, 1), chair, 'chiefSpeak', viewOf(course, chair, 'agree'))).at
  }
  at = yield* writtenIn(life, meeting, at)
  at = yield* calledOut(life, meeting, at)
  const last = ends === 'rejected' ? 'disagree' : 'agree'
  const stated = yield* speaks(room, addMs(at, 20_000), presiderOf(course), 'chiefSpeak', last)
  return (yield* keeps(addMs(stated.at, 10_000), 'endFloor')).at
}

/** Somebody who must go soon would speak before his turn, and does as the chair lets him: he is first of those who speak then. */
function* calledUp(life: TopicLife, speaking: string[], from: Instant): Script<Instant> {
  const [first, second] = speaking
  if (first === undefined || second === undefined) return from
  const early = yield* said(life, minutes(from, 1), second, 'speak', viewOf(life.course, second, 'agree'))
  const form = { post: second, reason: '须提前离会' }
  const called = yield* byChair(life.course, addMs(early.at, 20_000), 'callUp', form, true)
  if (done(called)) speaking.splice(0, 2, second, first)
  return called.at
}

/** Whoever could not come sends his words as often as not. */
function* writtenIn(life: TopicLife, meeting: Course, from: Instant): Script<Instant> {
  const here = inRoom(life, meeting)
  const rows = (meeting.record['members'] ?? []) as readonly { post: string }[]
  const away = rows.map(({ post }) => post).filter((post) => ![...here, ...withdrawn(life)].includes(post))
  const writers = away.filter((_, n) => (n === 0 && takes(life, 'written')) || life.course.random.chance(0.7))
  let at = from
  for (const post of writers) at = (yield* said(life, addMs(at, 30_000), post, 'writeIn', WRITTEN)).at
  return at
}

const WRITTEN = { words: '同意方案，建议分期实施' }

/** Somebody who must go would leave his words while he is still there, is told to speak, and goes. */
function* calledAway(life: TopicLife, meeting: Course, from: Instant): Script<Instant> {
  const [first] = inRoom(life, meeting)
  if (!takes(life, 'written') || first === undefined) return from
  const tried = yield* said(life, from, first, 'writeIn', WRITTEN)
  const left = yield* meeting.attempt(addMs(tried.at, 30_000), {
    act: 'leaveRoom',
    by: meeting.inPost(first, 'leaveRoom'),
    form: () => ({ words: '参加上级会议' }),
    while: ['open'],
  })
  return left.at
}

/** The vote where the body votes, and what comes of it. */
function* concluded(life: TopicLife, spoken: Instant, ends: Hearing): Script<Outcome> {
  const { course } = life
  let at = minutes(spoken, 1)
  if (ends === 'takenOff') return yield* takenOff(life, at)
  if (ends === 'deferred' || ends === 'amended') return yield* sentAway(life, at, ends)
  if (course.record['mode'] === 'ballot') {
    const present = (course.record['present'] ?? []) as readonly string[]
    for (const post of [...present, presiderOf(course)])
      at = (yield* said(life, minutes(at, 1), post, 'vote', {
        stance: ends === 'rejected' ? 'disagree' : 'agree',
      })).at
  }
  if (ends === 'rejected')
    return yield* byChair(course, minutes(at, 1), 'reject', { text: '不同意按现方案实施。' }, true)
  return yield* adopted(life, minutes(at, 1), ends)
}

function* sentAway(life: TopicLife, at: Instant, ends: 'deferred' | 'amended'): Script<Outcome> {
  if (ends === 'deferred')
    return yield* byChair(
      life.course,
      at,
      'putOff',
      { outcome: life.course.pick(['deferred', 'again']), text: '补充测算后再议。' },
      true,
    )
  const back = yield* byChair(life.course, at, 'sendBack', { text: '补充分期安排和资金测算后再议。' }, true)
  if (done(back)) life.course.beside(again(life, back.at))
  return back
}

function* adopted(life: TopicLife, from: Instant, ends: Hearing): Script<Outcome> {
  const { story, course } = life
  const asked = course.record['urgentOn'] === undefined ? life.tasksAt(from) : []
  const form = {
    outcome: ends === 'inPrinciple' ? 'inPrinciple' : 'passed',
    text: `${ends === 'inPrinciple' ? '原则同意' : '同意'}${story.title}，按会议意见组织实施。`,
    tasks: asked.map(rowOf),
    ...(asked.length === 0 ? { noTasks: '由提出单位按职责办理' } : {}),
  }
  let at = yield* worded(life, from, form.text)
  if (ends === 'against') {
    at = (yield* byChair(course, at, 'adopt', form, true)).at
    const reason = { reason: '汛期临近，居民诉求迫切，资金由区级统筹解决' }
    at = minutes((yield* byChair(course, minutes(at, 1), 'explain', reason, true)).at, 1)
  }
  const passed = yield* byChair(course, at, 'adopt', form, true)
  if (done(passed)) {
    begins(life, passed.opened, passed.at)
    if (takes(life, 'supplement'))
      yield* byRecorder(course, course.later(passed.at, [0, 1]), 'supplement', {
        words: '发言记录中“三年”应为“两年”',
      })
  }
  return passed
}

/** The recorder words the decision, and words it again where another has written meanwhile. */
function* worded(life: TopicLife, from: Instant, text: string): Script<Instant> {
  const { course } = life
  const first = yield* byRecorder(course, from, 'word', {
    text: text.replace('，按会议意见组织实施', ''),
    base: 0,
  })
  if (!done(first)) return from
  const base = takes(life, 'guests') ? 0 : 1
  const again = yield* byRecorder(course, addMs(first.at, 20_000), 'word', { text, base })
  if (done(again)) return addMs(again.at, 20_000)
  return addMs((yield* byRecorder(course, addMs(again.at, 20_000), 'word', { text, base: 1 })).at, 20_000)
}

/** What was on an agenda and did not come up is taken off it. */
export function* leftOver(lives: readonly TopicLife[], at: Instant): Script {
  for (const life of lives) yield* takenOff(life, life.course.later(at, [0, 0]))
}
