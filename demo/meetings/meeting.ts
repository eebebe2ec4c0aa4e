import { type Day, type Instant, addMs, dayAt, startOf } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { Scene } from '../life.ts'
import type { Course, Meant, Outcome, Script } from '../papers/course.ts'
import type { Bank } from '../topics/bank.ts'
import { hearing, leftOver } from '../topics/room.ts'
import type { MeetingStory } from './stories.ts'

export const MEETING = 'meeting'

/** A meeting as its people carry it. */
export interface MeetingLife {
  readonly story: MeetingStory
  readonly course: Course
  /** Where the items wait that this body is to decide. */
  readonly bank: Bank
}

/** So many minutes after midnight of a day. */
const minute = (day: Day, minutes: number): Instant => addMs(startOf(day), minutes * 60_000)

const rest = ({ story, course }: MeetingLife): boolean => course.state === story.rests

/** A clerk of a unit who does not chair; another than one person where that matters. */
export const clerk =
  (course: Course, unit: string, not?: string) =>
  ({ directory }: Scene): Actor | undefined => {
    const staff = directory
      .actorsOf(unit)
      .filter(({ level, as, person }) => level === 'staff' && as !== 'delegate' && person !== not)
    return staff.length > 0 ? course.pick(staff) : undefined
  }

const recorderOf = (course: Course): string => String(course.record['recorder'] ?? '')
const chairOf = (course: Course): string => String(course.record['chair'] ?? '')
/** Who signs for the meeting: who presided as it closed. */
const signerOf = (course: Course): string => String(course.record['presiding'] ?? chairOf(course))
const heldOn = (course: Course): Day => String(course.record['heldOn'] ?? '')
const membersOf = (course: Course): readonly string[] =>
  ((course.record['members'] ?? []) as readonly { post: string }[]).map(({ post }) => post)

const guestsOf = (course: Course): readonly string[] => (course.record['guests'] ?? []) as readonly string[]

const byRecorder = (
  course: Course,
  at: Instant,
  act: string,
  form: AnyRecord = {},
  more: Partial<Meant> = {},
) => course.attempt(at, { act, by: clerk(course, recorderOf(course)), form: () => form, ...more })

const bySigner = (course: Course, at: Instant, act: string, form: AnyRecord = {}) =>
  course.attempt(at, { act, by: (scene) => course.inPost(signerOf(course), act)(scene), form: () => form })

/** An act of the chair, by himself or entered by the recorder. */
const byChair = (course: Course, at: Instant, act: string, form: AnyRecord = {}, entered = false) =>
  course.attempt(at, {
    act,
    by: (scene) => course.inPost(chairOf(course), act)(scene),
    form: () => form,
    ...(entered ? { enteredBy: clerk(course, recorderOf(course)) } : {}),
  })

const done = ({ kind }: Outcome): boolean => kind === 'done'

/** An act of whoever presides: the chair, or whom he named as he stays away. */
const byPresider = (life: MeetingLife, at: Instant, act: string, form: AnyRecord = {}) =>
  life.course.attempt(at, {
    act,
    by: (scene) => life.course.inPost(life.story.named ?? chairOf(life.course), act)(scene),
    form: () => form,
    enteredBy: clerk(life.course, recorderOf(life.course)),
  })

/** From the call on: agenda, notice, the day itself, minutes; until it is done or rests. */
export function* meeting(life: MeetingLife, called: Instant): Script {
  const agreed = yield* toAgreed(life, called)
  if (agreed === null) return
  const noticed = yield* toNoticed(life, agreed)
  if (noticed === null) return
  const opened = yield* theDay(life)
  if (opened === null) return
  const closed = yield* throughAgenda(life, opened)
  if (closed === null) return
  yield* afterwards(life, closed)
}

function* toAgreed(life: MeetingLife, called: Instant): Script<Instant | null> {
  const { story, course } = life
  if (rest(life)) return null
  let at = course.later(called, [0, 0])
  const topics = yield* life.bank.placing(course, story.rests === 'open', at)
  // The one that stays in the room when the year ends comes first.
  const rows = story.rests === 'open' ? [...topics, ...story.items] : [...story.items, ...topics]
  const agenda = rows.map((row, n) => ({ ...row, order: n + 1 }))
  if (story.flawed)
    at = (yield* byRecorder(course, at, 'planAgenda', { agenda: [...agenda, ...agenda.slice(0, 1)] })).at
  at = (yield* byRecorder(course, addMs(at, 300_000), 'planAgenda', { agenda })).at
  if (rest(life)) return null
  if (story.agendaBack) {
    at = (yield* byChair(course, course.later(at, [0, 0]), 'returnAgenda', { words: '汇报的时间再压一压' }))
      .at
    const shorter = agenda.map((row) => ({ ...row, minutes: Math.max(5, row.minutes - 5) }))
    at = (yield* byRecorder(course, course.later(at, [0, 0]), 'planAgenda', { agenda: shorter })).at
  }
  if (story.cancelled) {
    const off = { ending: '参会领导外出，并入下次会议' }
    const cancelled = yield* byChair(course, course.later(at, [0, 0]), 'cancel', off, true)
    life.bank.told(cancelled.carried)
    return null
  }
  const approved = yield* byChair(
    course,
    course.later(at, [0, 0]),
    'approveAgenda',
    { words: '同意' },
    course.random.chance(0.5),
  )
  return done(approved) && !rest(life) ? approved.at : null
}

function* toNoticed(life: MeetingLife, agreed: Instant): Script<Instant | null> {
  const { story, course } = life
  const notice = {
    notice: '请提前10分钟入场，汇报单位准备5分钟以内的汇报。',
    collectBack: story.collected === true,
  }
  let at = course.later(agreed, [0, 0])
  if (story.latePapers) {
    at = course.on(heldOn(course), agreed)
    at = minute(dayAt(at), 525)
  }
  const day = dayAt(at)
  const late = day > String(course.record['papersBy'] ?? day) ? { late: '汇报单位的材料刚报齐' } : {}
  if ('late' in late) at = (yield* byRecorder(course, at, 'sendNotice', notice)).at
  let sent = yield* byRecorder(course, addMs(at, 240_000), 'sendNotice', { ...notice, ...late })
  const waits = life.bank.leftOn(course).some((one) => one.story.room.includes('postponed'))
  if ((story.postponed || waits) && done(sent)) {
    const to = course.hours.after(heldOn(course), 2)
    const moved = yield* byChair(
      course,
      course.later(sent.at, [0, 0]),
      'postpone',
      { heldOn: to, reason: '主持人参加市里的会议' },
      true,
    )
    life.bank.told(moved.carried)
    sent = yield* byRecorder(course, addMs(moved.at, 900_000), 'sendNotice', { ...notice, ...late })
  }
  if (!done(sent)) return null
  if (story.named !== undefined)
    yield* byChair(course, addMs(sent.at, 600_000), 'designate', {
      post: story.named,
      reason: '参加市里的会议',
    })
  if (!rest(life) || story.rests === 'noticed') replies(life, sent.at)
  return rest(life) ? null : sent.at
}

function replies({ story, course }: MeetingLife, sent: Instant): void {
  const chair = chairOf(course)
  for (const [n, post] of membersOf(course).entries()) {
    if (post === chair || course.random.chance(0.12)) continue
    const at = addMs(sent, (10 + 4 * n) * 60_000)
    if (dayAt(at) >= heldOn(course)) continue
    course.beside(reply(course, story, post, at))
  }
}

function* reply(course: Course, { leave }: MeetingStory, post: string, at: Instant): Script {
  const answer = (form: AnyRecord, when: Instant) =>
    course.attempt(when, {
      act: 'reply',
      by: course.inPost(post, 'reply'),
      form: () => form,
      while: ['noticed'],
      ...(course.random.chance(0.4) ? { enteredBy: clerk(course, recorderOf(course)) } : {}),
    })
  if (leave?.post !== post) {
    yield* answer({ answer: 'attend' }, at)
    return
  }
  if (leave.unreasoned) yield* answer({ answer: 'leave' }, at)
  const asked = yield* answer({ answer: 'leave', reason: '参加市里的会议' }, addMs(at, 120_000))
  if (!done(asked)) return
  yield* byChair(
    course,
    addMs(asked.at, 600_000),
    'ruleLeave',
    { post, ruling: leave.granted ? 'granted' : 'refused' },
    course.random.chance(0.5),
  )
}

/** Members come in one after another, and the chair opens once there are enough of them. */
function* theDay(life: MeetingLife): Script<Instant | null> {
  const { story, course } = life
  const day = heldOn(course)
  const start = minute(day, clockOf(course))
  const granted = ((course.record['replies'] ?? []) as readonly AnyRecord[]).flatMap((one) =>
    one['ruling'] === 'granted' ? [String(one['post'])] : [],
  )
  const chair = chairOf(course)
  const others = membersOf(course).filter((post) => post !== chair && !granted.includes(post))
  const coming = story.named === undefined ? [chair, ...others] : others
  const first = story.fewFirst ? coming.slice(0, 1) : coming
  for (const [n, post] of first.entries()) {
    if (course.random.chance(0.8)) course.beside(reading(course, post, addMs(start, (n - 25) * 60_000)))
    course.beside(signIn(course, post, addMs(start, (n - 12) * 60_000)))
  }
  for (const [n, unit] of guestsOf(course).entries())
    course.beside(sitIn(course, unit, addMs(start, (n - 9) * 60_000)))
  if (story.fewFirst) {
    yield* byPresider(life, start, 'open')
    for (const [n, post] of coming.slice(1).entries())
      course.beside(signIn(course, post, addMs(start, (n + 3) * 60_000)))
  }
  const opened = yield* byPresider(life, addMs(start, 15 * 60_000), 'open')
  return done(opened) ? opened.at : null
}

const clockOf = (course: Course): number => {
  const [hours = '9', minutes = '0'] = String(course.record['startsAt'] ?? '').split(':')
  return Number(hours) * 60 + Number(minutes)
}

function* reading(course: Course, post: string, at: Instant): Script {
  yield* course.attempt(at, {
    act: 'readPapers',
    by: course.inPost(post, 'readPapers'),
    while: ['noticed', 'open'],
    ...(course.random.chance(0.3) ? { enteredBy: clerk(course, recorderOf(course)) } : {}),
  })
}

function* signIn(course: Course, post: string, at: Instant): Script {
  yield* course.attempt(at, {
    act: 'signIn',
    by: course.inPost(post, 'signIn'),
    while: ['noticed', 'open'],
    ...(course.random.chance(0.5) ? { enteredBy: clerk(course, recorderOf(course)) } : {}),
  })
}

/** Whoever was asked to sit in signs in beside the members. */
function* sitIn(course: Course, unit: string, at: Instant): Script {
  yield* course.attempt(at, { act: 'sitIn', by: clerk(course, unit), while: ['noticed', 'open'] })
}

function* throughAgenda(life: MeetingLife, opened: Instant): Script<Instant | null> {
  const { story, course } = life
  let at = addMs(opened, 60_000)
  if (story.outOfOrder && story.items.length > 1) yield* byRecorder(course, at, 'beginItem', { order: 2 })
  if (story.changed) at = (yield* byPresider(life, addMs(at, 60_000), 'changeAgenda', shortened(course))).at
  for (;;) {
    const [next] = left(course)
    if (!next) break
    let begun = yield* byRecorder(course, addMs(at, 60_000), 'beginItem', { order: next.order })
    if (!done(begun) && next.topic !== undefined) {
      const read = yield* catchUp(course, begun.at)
      begun = yield* byRecorder(course, addMs(read, 30_000), 'beginItem', { order: next.order })
    }
    if (!done(begun)) return null
    const item = life.bank.of(next.topic)
    at = item
      ? yield* hearing(item, course, begun.at, (when, act, form) => byRecorder(course, when, act, form))
      : addMs(begun.at, Math.round(next.minutes * course.random.between(6, 14) * 6_000))
    if (rest(life)) return null
    if (story.goesOut && next.order === 2) yield* outAndBack(course, story.goesOut, begun.at)
    at = (yield* byRecorder(course, addMs(at, 30_000), 'endItem')).at
  }
  const closed = yield* byPresider(life, addMs(at, 120_000), 'close')
  yield* leftOver(life.bank.leftOn(course), closed.at)
  return done(closed) && !rest(life) ? closed.at : null
}

/** Whoever has come without having read the papers reads them now. */
function* catchUp(course: Course, from: Instant): Script<Instant> {
  const known = (course.record['read'] ?? []) as readonly string[]
  const rows = (course.record['attendance'] ?? []) as readonly AnyRecord[]
  const here = rows.filter((row) => row['state'] === 'present' && row['leftAt'] === undefined)
  let at = from
  for (const row of here) {
    const post = String(row['post'])
    if (known.includes(post)) continue
    at = addMs(at, 30_000)
    yield* reading(course, post, at)
  }
  return at
}

/** Somebody is called to the telephone, and comes back. */
function* outAndBack(course: Course, post: string, begun: Instant): Script {
  const out = yield* course.attempt(addMs(begun, 60_000), {
    act: 'leaveRoom',
    by: course.inPost(post, 'leaveRoom'),
    form: () => ({ words: '接听紧急电话' }),
    while: ['open'],
  })
  if (done(out)) yield* signIn(course, post, addMs(out.at, 60_000))
}

interface Planned {
  readonly order: number
  readonly topic?: string
  readonly minutes: number
  readonly startedAt?: string
}
const agendaOf = (course: Course): readonly Planned[] => (course.record['agenda'] ?? []) as readonly Planned[]

const left = (course: Course): readonly Planned[] =>
  agendaOf(course)
    .filter(({ startedAt }) => startedAt === undefined)
    .toSorted((a, b) => a.order - b.order)

/** The last item is put off. */
function shortened(course: Course): AnyRecord {
  const rows = agendaOf(course)
  const agenda = rows.length > 1 ? rows.slice(0, -1) : rows
  return { agenda, reason: '时间关系，最后一项下次再听' }
}

function* afterwards(life: MeetingLife, closed: Instant): Script {
  const { story, course } = life
  if (story.collected) course.beside(collected(course, course.later(closed, [1, 2])))
  let at = yield* draft(course, course.later(closed, [1, 2]))
  if (rest(life)) return
  const drafter = (): string => String(course.record['draftedBy'] ?? '')
  const byOther = (when: Instant, act: string, form: AnyRecord = {}) =>
    course.attempt(when, {
      act,
      by: (scene) => clerk(course, recorderOf(course), drafter())(scene),
      form: () => form,
    })
  if (story.checkedByOwn) {
    const tried = yield* course.attempt(course.later(at, [0, 0]), {
      act: 'checkMinutes',
      by: ({ directory }) =>
        directory.actorsOf(recorderOf(course)).find(({ person }) => person === drafter()),
    })
    at = tried.at
  }
  if (story.back === 'check') {
    const back = yield* byOther(course.later(at, [0, 1]), 'returnMinutes', {
      words: '议定事项没有写明责任单位和时限',
    })
    at = yield* draft(course, course.later(back.at, [0, 1]))
  }
  at = (yield* byOther(course.later(at, [0, 1]), 'checkMinutes', { words: '与会议记录一致' })).at
  if (rest(life)) return
  if (story.back === 'chair') {
    const back = yield* bySigner(course, course.later(at, [0, 1]), 'declineMinutes', {
      words: '第二项的表述再斟酌',
    })
    at = yield* draft(course, course.later(back.at, [0, 1]))
    at = (yield* byOther(course.later(at, [0, 1]), 'checkMinutes')).at
  }
  at = (yield* bySigner(course, course.later(at, [0, 2]), 'signMinutes')).at
  if (rest(life)) return
  const units = membersOf(course).map((post) => post.replace(/^p-(.*)-(?:head|deputy-\d|staff-\d)$/u, 'u-$1'))
  const sentTo = [
    ...new Set([recorderOf(course), ...units.filter((unit) => unit.startsWith('u-')), 'u-discipline']),
  ]
  at = (yield* byRecorder(course, course.later(at, [0, 1]), 'issueMinutes', { sentTo })).at
  if (rest(life)) return
  if (story.withheld)
    yield* byRecorder(course, course.later(at, [4, 9]), 'withhold', {
      published: '属于内部事务信息，依据政府信息公开条例第十六条',
    })
  else
    yield* byRecorder(course, course.later(at, [4, 12]), 'publish', {
      published: '在区政府网站公开会议消息和议定事项',
    })
}

function* draft(course: Course, at: Instant): Script<Instant> {
  return (yield* byRecorder(course, at, 'draftMinutes', {
    minutesText: '会议强调，各责任单位要倒排工期、压实责任，有关进展及时报告。',
  })).at
}

function* collected(course: Course, at: Instant): Script {
  yield* byRecorder(
    course,
    at,
    'collectPapers',
    { recalled: '全部收回' },
    { while: ['closed', 'drafted', 'checked', 'signed', 'issued'] },
  )
}
