import type { Matter } from '#kernel/matter.ts'
import { type Instant, addDays, dayAt } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Life } from '../life.ts'
import { besideHandling } from './handling.ts'
import type { Upload } from '../doing.ts'
import type { Course, Meant, Script } from './course.ts'
import * as say from './kinds.ts'
import {
  type AskedTask,
  LATENESS,
  type PaperStory,
  type PaperTurns,
  arrangingWords,
  minutes,
} from './stories.ts'

export const INCOMING = 'incoming-document'

const OFFICE = 'u-office'
const WORKING = ['proposed', 'instructed', 'inHand']

/** What a script of one document draws on. */
export interface PaperLife {
  readonly story: PaperStory
  readonly course: Course
  /** Begins the life of the nth task that an act has opened. */
  readonly adopt: (asked: AskedTask, matter: Matter, at: Instant, n: number) => Life
}

const upTo = ({ rests }: PaperStory, rest: PaperStory['rests']): boolean => rests === rest

/** 收文 from its arrival on: what the office, the leader and the units do with it, one after another. */
export function* incoming(life: PaperLife): Script {
  const { story, course } = life
  const registered = yield* register(life)
  if (registered === null || upTo(story, 'registered')) return
  const { route } = story
  if (route === 'back') {
    yield* office(course, course.later(registered, [0, 1]), 'returnToSender', {
      reason: story.fill(story.kind.answer),
    })
  } else if (story.turns.double) {
    yield* office(course, course.later(registered, [0, 1]), 'cancelEntry', { reason: '重复登记' })
  } else if (route === 'read') {
    yield* onlyRead(life, registered)
  } else {
    const settled = yield* throughLeader(life, registered)
    if (settled !== null) yield* archived(life, settled)
  }
}

const office = (course: Course, at: Instant, act: string, form: AnyRecord, more: Partial<Meant> = {}) =>
  course.attempt(at, { act, by: course.clerkOf(OFFICE), form: () => form, ...more })

function* register({ story, course }: PaperLife): Script<Instant | null> {
  const { arrivesAt, turns } = story
  const form = formOf(story)
  let at = arrivesAt
  if (turns.flaw) {
    const tried = yield* office(course, at, 'register', flawed(story, form))
    at = minutes(tried.at, 6)
  }
  const done = yield* office(
    course,
    at,
    'register',
    form,
    story.original ? { uploads: [story.original] } : {},
  )
  if (done.kind !== 'done') return null
  at = done.at
  if (turns.corrected) {
    const corrected = yield* office(course, minutes(at, 12), 'correct', {
      sender: story.sender,
      reason: '登记有误',
    })
    at = corrected.at
  }
  if (turns.circulated) course.beside(circulation(course, turns.circulated, at))
  return at
}

function formOf(story: PaperStory): AnyRecord {
  const { title, sender, theirNumber, dated, urgency, asks, due, original } = story
  return {
    title,
    sender,
    dated,
    urgency,
    secrecy: 'none',
    ...(theirNumber ? { theirNumber } : {}),
    ...(asks ? { asks } : {}),
    ...(due ? { askedBy: due } : {}),
    ...(original ? { original: [original.id] } : {}),
  }
}

/** What somebody gets wrong at the desk. */
function flawed(
  { turns, arrivesAt, title }: PaperStory,
  { original: _original, ...form }: AnyRecord,
): AnyRecord {
  const today = dayAt(arrivesAt)
  switch (turns.flaw) {
    case 'classified':
      return { ...form, title: `（秘密★5年）${title}` }
    case 'dated later':
      return { ...form, dated: addDays(today, 3) }
    default:
      return { ...form, askedBy: addDays(today, -2) }
  }
}

function* onlyRead(life: PaperLife, at: Instant): Script {
  const { story, course } = life
  const readers = readersOf(story)
  const filed = yield* office(course, course.later(at, [0, 1]), 'fileAsRead', {
    checked: 'fit',
    readers,
    purpose: story.fill(story.kind.answer),
    reason: '来文不要求办理或者答复',
  })
  if (filed.kind !== 'done') return
  const [first] = readers
  if (first && course.random.chance(0.3)) course.beside(remark(course, first, course.later(filed.at, [0, 3])))
  yield* archived(life, filed.at)
}

/** The leader in charge and the head of the unit it is about. */
const readersOf = ({ lead, leader }: PaperStory): string[] => {
  const head = `p-${lead.slice('u-'.length)}-head`
  return [...new Set([leader, ...(lead === OFFICE ? ['p-office-head'] : [head])])]
}

/** Proposal, instruction, and what then becomes of it; gives when it was settled. */
function* throughLeader(life: PaperLife, registered: Instant): Script<Instant | null> {
  const { story } = life
  const proposed = yield* propose(life, registered)
  if (proposed === null || upTo(story, 'proposed')) {
    if (proposed !== null && story.turns.empties > 0) yield* emptyWords(life, proposed)
    return null
  }
  if (story.route === 'kept') {
    const kept = yield* byLeader(life, deciding(life, proposed), 'keepOnFile', {
      reason: story.fill(story.kind.answer),
    })
    return kept.kind === 'done' ? kept.at : null
  }
  const instructed = yield* instruct(life, proposed)
  if (instructed === null || upTo(story, 'instructed')) return null
  return story.route === 'arrange' ? yield* asTasks(life, instructed) : yield* asWork(life, instructed)
}

function* propose(life: PaperLife, registered: Instant): Script<Instant | null> {
  const { story, course } = life
  const { turns } = story
  const form = {
    checked: turns.corrected ? 'amended' : 'fit',
    proposal: course
      .pick(say.PROPOSALS)
      .replaceAll('{领导}', story.leader === 'p-mayor' ? '区长' : '分管领导')
      .replaceAll('{主办}', story.leadName),
    leader: story.leader,
  }
  let at = course.later(
    registered,
    story.urgency === 'special' ? [0, 0] : course.random.chance(0.12) ? [2, 3] : [0, 1],
  )
  if (turns.misdirected) {
    const wrong = yield* office(course, at, 'propose', { ...form, leader: `p-${story.lead.slice(2)}-head` })
    at = minutes(wrong.at, 4)
  }
  const done = yield* office(course, at, 'propose', form)
  if (done.kind !== 'done') return null
  if (turns.slip !== 'propose') return done.at
  const back = yield* office(course, minutes(done.at, 5), 'takeBack', {})
  if (back.kind !== 'done') return done.at
  const again = yield* office(course, minutes(back.at, 9), 'propose', form)
  return again.kind === 'done' ? again.at : null
}

/** When the leader gets round to it: soon, or after the limit has passed. */
const deciding = ({ story, course }: PaperLife, at: Instant): Instant =>
  course.later(at, story.turns.slow ? [4, 6] : story.urgency === 'special' ? [0, 0] : [0, 2])

const leaderNow = ({ story, course }: PaperLife): string =>
  typeof course.record['leader'] === 'string' ? course.record['leader'] : story.leader

/** An act of the leader, by himself or entered by the office. */
const byLeader = (life: PaperLife, at: Instant, act: string, form: AnyRecord, entered = false) =>
  life.course.attempt(at, {
    act,
    by: (scene) => life.course.inPost(leaderNow(life), `${act}`)(scene),
    form: () => form,
    ...(entered ? { enteredBy: life.course.clerkOf(OFFICE) } : {}),
  })

function* emptyWords(life: PaperLife, from: Instant): Script<Instant> {
  const { story, course } = life
  let at = from
  for (let n = 0; n < story.turns.empties; n++) {
    const words = course.pick(say.EMPTY_INSTRUCTIONS).replaceAll('{主办}', story.leadName)
    const refused = yield* byLeader(life, n === 0 ? deciding(life, at) : minutes(at, 3), 'instruct', {
      words,
    })
    at = refused.at
  }
  return at
}

function* instruct(life: PaperLife, proposed: Instant): Script<Instant | null> {
  const { story, course } = life
  const { turns } = story
  let at = proposed
  if (turns.passedUp && story.leader !== 'p-mayor') {
    const form = { leader: 'p-mayor', reason: course.pick(say.PASSED_UP) }
    if (course.random.chance(0.3)) {
      const same = yield* byLeader(life, deciding(life, at), 'passUp', { ...form, leader: story.leader })
      at = same.at
    }
    at = (yield* byLeader(life, deciding(life, at), 'passUp', form, turns.entered)).at
  }
  const refusedAt = turns.empties > 0 ? yield* emptyWords(life, at) : null
  at = refusedAt === null ? deciding(life, at) : minutes(refusedAt, 4)
  const words =
    story.route === 'arrange'
      ? arrangingWords(story, course.random)
      : story.fill(course.pick(story.kind.instructions))
  // What is entered for him lies beside it as he said it.
  const sheet: Upload = { id: `f-${story.no}-by-hand`, name: '领导批示单.txt', text: words }
  const form = turns.entered ? { words, written: [sheet.id] } : { words }
  if (turns.entered && course.random.chance(0.15)) {
    // Only the office may enter it; somebody of the bureau tries.
    const wrong = yield* course.attempt(at, {
      act: 'instruct',
      by: (scene) => course.inPost(leaderNow(life), 'instruct')(scene),
      form: () => form,
      enteredBy: course.clerkOf('u-supervision'),
    })
    at = minutes(wrong.at, 10)
  }
  const done = yield* course.attempt(at, {
    act: 'instruct',
    by: (scene) => course.inPost(leaderNow(life), 'instruct')(scene),
    form: () => form,
    ...(turns.entered ? { enteredBy: course.entererOf(OFFICE), uploads: [sheet] } : {}),
  })
  if (done.kind !== 'done') return null
  if (turns.disowned && turns.entered) {
    const form = { words: '代录的内容与原意不符' }
    const disowned = yield* byLeader(life, course.later(done.at, [0, 0]), 'disown', form)
    const own = yield* byLeader(life, minutes(disowned.at, 5), 'instruct', { words })
    return own.kind === 'done' ? own.at : done.at
  }
  if (turns.entered && course.random.chance(0.2)) return yield* disowned(life, done.at, words)
  if (turns.slip !== 'instruct') return done.at
  const back = yield* byLeader(life, minutes(done.at, 3), 'takeBack', {})
  if (back.kind !== 'done') return done.at
  const again = yield* byLeader(life, minutes(back.at, 6), 'instruct', { words })
  return again.kind === 'done' ? again.at : null
}

/** What was entered is not what the leader meant: he says so, and instructs himself. */
function* disowned(life: PaperLife, entered: Instant, words: string): Script<Instant | null> {
  const { course } = life
  const said = yield* byLeader(life, minutes(entered, 40), 'disown', { words: course.pick(say.DISOWNED) })
  if (said.kind !== 'done') return entered
  const again = yield* byLeader(life, minutes(said.at, 7), 'instruct', { words })
  return again.kind === 'done' ? again.at : null
}

/** Handed to a unit, handled, fed back, answered. */
function* asWork(life: PaperLife, instructed: Instant): Script<Instant | null> {
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

const dated = (course: Course, due: string): AnyRecord => ({ due, ...lateness(course, due) })

/** Why the sender waits longer than he asked, where he does. */
function lateness({ record, random }: Course, due: string): AnyRecord {
  const asked = record['askedBy']
  return typeof asked === 'string' && due > asked ? { late: random.pick(say.LATER) } : {}
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

const answered = ({ kind, fill }: PaperStory): AnyRecord => ({
  outcome: kind.word ? 'replied' : 'noReply',
  answer: fill(kind.answer) || '立项事项均已办结，办理情况已反馈来文单位',
})

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

/** The instruction becomes supervised tasks; the document is closed when the last of them is. */
function* asTasks(life: PaperLife, instructed: Instant): Script<Instant | null> {
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
      form: () => answered(story),
      while: ['inHand'],
    })
    if (looked.kind === 'done') return looked.at
    if (course.state !== 'inHand') return null
    at = looked.at
  }
}

const CLOSED = new Set(['struckOff', 'cancelled', 'merged'])

function* circulation(course: Course, how: NonNullable<PaperTurns['circulated']>, from: Instant): Script {
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

function* remark(course: Course, reader: string, at: Instant): Script {
  yield* course.attempt(at, {
    act: 'remark',
    by: course.inPost(reader, 'remark'),
    form: () => ({ words: course.pick(say.REMARKS) }),
    while: ['registered', 'settled', ...WORKING],
  })
}

function* archived({ story, course }: PaperLife, settled: Instant): Script {
  if (upTo(story, 'settled')) return
  yield* office(
    course,
    course.later(settled, [20, 110]),
    'archive',
    { archive: story.kind.archive, kept: course.random.weighted({ ten: 6, thirty: 3, ever: 1 }) },
    { while: ['settled'] },
  )
}
