import type { Instant } from '#kernel/time.ts'
import type { Upload } from '../doing.ts'
import type { Script } from './course.ts'
import * as say from './kinds.ts'
import { OFFICE, type PaperLife, byLeader, deciding, leaderNow, office } from './paper-life.ts'
import { arrangingWords, minutes } from './stories.ts'

export function* propose(life: PaperLife, registered: Instant): Script<Instant | null> {
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

export function* emptyWords(life: PaperLife, from: Instant): Script<Instant> {
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

export function* instruct(life: PaperLife, proposed: Instant): Script<Instant | null> {
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
