import type { Matter } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor, AnyRecord } from '#kernel/vocabulary.ts'
import type { Scene } from '../life.ts'
import type { Course, Script } from '../papers/course.ts'
import { ASKED } from './advisers.ts'

export const REVIEW = 'legality-review'

/** How the justice bureau finds what it reviews, and what comes its way while it does. */
export interface ReviewStory {
  readonly verdict: 'lawful' | 'changes' | 'unlawful'
  /** The papers the submitter hands in once he is asked, by kind; none where all came at once. */
  readonly missing: readonly { readonly paper: string; readonly words: string }[]
  readonly turns: readonly ReviewTurn[]
  /** Where it stands when the year ends. */
  readonly rests?: ReviewState
}

/** What comes a review's way. */
export type ReviewTurn =
  /** The adviser first asked has an interest and is refused. */
  | 'conflict'
  /** The adviser finds his interest after he has spoken, and leaves. */
  | 'excused'
  | 'extended'
  /** The reviewer's draft goes back once. */
  | 'redrafted'
  /** Asked again for papers: refused. */
  | 'askedTwice'
  /** The papers never come. */
  | 'returned'
  | 'withdrawn'

export type ReviewState = 'submitted' | 'completing' | 'assigning' | 'reviewing' | 'signing' | 'issued'

const OFFICE = 'u-justice'
const FOUND = {
  lawful: ['权限、程序、内容合法，同意提交审议', '未发现与上位法抵触的内容'],
  changes: ['第八条增设办理条件没有上位法依据，应当删去', '法律责任条款超出设定权限，应当修改'],
  unlawful: ['制定主体没有相应职权，不合法', '减损当事人权利没有法律、法规依据，不合法'],
} as const

/** How far a review came: what it found, once it is closed; null while it rests or was broken off. */
export interface Reviewed {
  readonly at: Instant
  readonly verdict: ReviewStory['verdict'] | null
}

/** 合法性审查 that an act has opened. */
export const reviewed = (
  parent: Course,
  matter: Matter,
  sentAt: Instant,
  story: ReviewStory,
): Script<Reviewed> => reviewing(parent.opened(REVIEW, matter), sentAt, story)

/** 合法性审查 from its submission to what became of the opinion: the justice bureau really reviews it. */
export function* reviewing(course: Course, sentAt: Instant, story: ReviewStory): Script<Reviewed> {
  const { rests, verdict } = story
  const accepted = yield* receiving(course, story, sentAt)
  if (accepted === null || rests === 'assigning') return { at: sentAt, verdict: null }
  const advised = yield* advising(course, story, accepted)
  if (has(story, 'withdrawn')) {
    const gone = yield* bySubmitter(course, course.later(advised, [0, 1]), 'withdraw', {
      ending: '合同条款需要重新谈判',
    })
    return { at: gone.at, verdict: null }
  }
  if (rests === 'reviewing') return { at: advised, verdict: null }
  const issued = yield* deciding(course, story, advised)
  if (issued === null || rests === 'issued') return { at: issued ?? advised, verdict: null }
  const adoption = verdict === 'lawful' ? {} : { adoption: '已按审查意见逐条修改' }
  const answered = yield* bySubmitter(course, course.later(issued, [0, 2]), 'answer', {
    adopted: 'all',
    ...adoption,
  })
  return { at: answered.at, verdict: answered.kind === 'done' ? verdict : null }
}

const has = ({ turns }: ReviewStory, turn: ReviewTurn): boolean => turns.includes(turn)

const bySubmitter = (course: Course, at: Instant, act: string, form: AnyRecord) =>
  course.attempt(at, { act, by: submitter(course), form: () => form })

const submitter =
  (course: Course) =>
  (scene: Scene): Actor | undefined =>
    course.clerkOf(String(course.record['unit'] ?? ''))(scene)

const byOffice = (course: Course, at: Instant, act: string, form: AnyRecord = {}) =>
  course.attempt(at, { act, by: course.clerkOf(OFFICE), form: () => form })

/** Papers complete at once, or asked for once and handed in, or sent back. */
function* receiving(course: Course, story: ReviewStory, from: Instant): Script<Instant | null> {
  const { missing, rests } = story
  if (rests === 'submitted') return null
  let at = course.later(from, [0, 1])
  if (missing.length > 0) {
    const ask = (when: Instant) =>
      byOffice(course, when, 'askMissing', {
        missing: missing.map(({ paper }) => ({ paper, why: '规定应当提供，请补齐' })),
      })
    const asked = yield* ask(at)
    if (asked.kind !== 'done' || rests === 'completing') return null
    if (has(story, 'returned')) {
      yield* byOffice(course, course.later(asked.at, [6, 8]), 'sendBack', { ending: '逾期没有补正' })
      return null
    }
    const given = yield* bySubmitter(course, course.later(asked.at, [1, 3]), 'complete', { papers: missing })
    at = course.later(given.at, [0, 1])
    if (has(story, 'askedTwice')) at = course.later((yield* ask(at)).at, [0, 0])
  }
  const accepted = yield* byOffice(course, at, 'accept', { remark: '材料齐全，予以接收' })
  return accepted.kind === 'done' ? accepted.at : null
}

/** A reviewer is named; a lawyer without an interest of his own gives his opinion. */
function* advising(course: Course, story: ReviewStory, from: Instant): Script<Instant> {
  let { at } = yield* course.attempt(course.later(from, [0, 1]), {
    act: 'assign',
    by: course.clerkOf(OFFICE),
    form: (scene) => ({ reviewer: reviewerIn(course, scene) }),
  })
  const first = course.random.int(ASKED)
  if (has(story, 'conflict'))
    at = (yield* withAdviser(course, course.later(at, [0, 1]), 'engageAdviser', ASKED, {
      interest: 'has',
    })).at
  at = yield* opinion(course, story, first, at)
  if (has(story, 'excused')) {
    at = (yield* withAdviser(course, course.later(at, [0, 1]), 'excuseAdviser', first, {
      left: '发现利害关系，申请回避',
    })).at
    at = yield* opinion(course, story, (first + 1) % ASKED, at)
  }
  if (!has(story, 'extended')) return at
  return (yield* course.attempt(course.later(at, [0, 1]), {
    act: 'extend',
    by: course.headOf(OFFICE, 'extend'),
    form: () => ({ days: 5, extendedWhy: '涉及重大疑难法律问题，须向市级审查机构请示' }),
  })).at
}

/** An act of the office about the nth adviser of the register. */
const withAdviser = (course: Course, at: Instant, act: string, nth: number, form: AnyRecord) =>
  course.attempt(at, {
    act,
    by: course.clerkOf(OFFICE),
    form: ({ advisers }) => ({ adviser: advisers[nth] ?? '', ...form }),
  })

/** One lawyer: asked, and what he wrote. */
function* opinion(course: Course, { verdict }: ReviewStory, nth: number, from: Instant): Script<Instant> {
  const asked = yield* withAdviser(course, course.later(from, [0, 1]), 'engageAdviser', nth, {
    interest: 'none',
  })
  const written = yield* withAdviser(course, course.later(asked.at, [1, 3]), 'advise', nth, {
    // Now and then he is stricter than the office.
    verdict: verdict === 'lawful' && course.random.chance(0.2) ? 'changes' : verdict,
    opinion: course.pick(FOUND[verdict]),
  })
  return written.at
}

/** Somebody of the office other than its head, who signs. */
function reviewerIn({ random }: Course, { directory }: Scene): string {
  const staff = directory.actorsOf(OFFICE).filter(({ as, level }) => as !== 'delegate' && level !== 'head')
  return staff.length > 0 ? random.pick(staff).person : ''
}

/** The reviewer's draft, back once where it lacks something, and the head's signature. */
function* deciding(course: Course, story: ReviewStory, from: Instant): Script<Instant | null> {
  const reviewer = (scene: Scene): Actor | undefined =>
    scene.directory
      .actorsOf(OFFICE)
      .find(({ person, as }) => person === course.record['reviewer'] && as !== 'delegate') ??
    course.clerkOf(OFFICE)(scene)
  const words = course.pick(FOUND[story.verdict])
  const ok = { found: 'ok' }
  const propose = (at: Instant) =>
    course.attempt(at, {
      act: 'propose',
      by: reviewer,
      form: () => ({
        verdict: story.verdict,
        authority: ok,
        course: ok,
        content: story.verdict === 'lawful' ? ok : { found: 'problem', words },
        opinion: words,
      }),
    })
  let proposed = yield* propose(course.later(from, [0, 2]))
  if (story.rests === 'signing') return null
  if (has(story, 'redrafted')) {
    const back = yield* course.attempt(course.later(proposed.at, [0, 1]), {
      act: 'returnProposal',
      by: course.headOf(OFFICE, 'returnProposal'),
      form: () => ({ remark: '请写明所依据的条款' }),
    })
    proposed = yield* propose(course.later(back.at, [0, 1]))
  }
  const issued = yield* course.attempt(course.later(proposed.at, [0, 1]), {
    act: 'issue',
    by: course.headOf(OFFICE, 'issue'),
    form: () => ({ remark: '同意，出具' }),
  })
  return issued.kind === 'done' ? issued.at : null
}
