import { type Instant, addDays, dayAt } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import { asTasks } from './arranging.ts'
import { circulation, remark } from './circulating.ts'
import type { Script } from './course.ts'
import { emptyWords, instruct, propose } from './instructing.ts'
import { OFFICE, type PaperLife, byLeader, deciding, office, upTo } from './paper-life.ts'
import { type PaperStory, minutes } from './stories.ts'
import { asWork } from './working.ts'

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
