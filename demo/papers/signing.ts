import { type Instant, dayAt, inWords } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Course, Outcome, Script } from './course.ts'
import type { DraftStory } from './drafts.ts'
import type { Making } from './making.ts'
import { minutes } from './stories.ts'

/** Signed on paper: entered without the paper it is refused, with it it counts once the signer says that it is his. */
export function* signOnPaper(making: Making, at: Instant, form: AnyRecord): Script<Outcome> {
  const { story, course } = making
  const enteredBy = making.enterer
  const bare = yield* making.sign(at, 'sign', form, { enteredBy })
  const id = `f-sign-${story.no}-${String(course.record['version'] ?? 1)}`
  const paper = [`发文稿纸`, story.title, `签发意见：${String(form['opinion'])}`].join('\n')
  return yield* making.sign(
    minutes(bare.at, 10),
    'sign',
    { ...form, original: [id] },
    { enteredBy, uploads: [{ id, name: `签批单（${story.title}）.txt`, text: paper }] },
  )
}

export const passed = (course: Course): boolean => {
  const reviews: unknown = course.record['legality']
  return (
    Array.isArray(reviews) &&
    reviews.some(
      (one: { version?: number; verdict?: string }) =>
        one.version === course.record['version'] && one.verdict === 'passed',
    )
  )
}

/** 合法性审查: sent to be signed without it, refused; then the legal office puts its paper on record. */
export function* legality(making: Making, at: Instant): Script<Instant> {
  const { course, story } = making
  const early = yield* making.act(making.later(at, [0, 0]), 'sendToSign', making.checker, {
    signer: story.signer,
  })
  const id = `f-law-${story.no}-${String(course.record['version'] ?? 1)}`
  const when = making.later(early.at, [1, 4])
  const reviewed = yield* making.act(
    when,
    'recordLegality',
    course.clerkOf('u-justice'),
    {
      legality: {
        verdict: 'passed',
        words: '未发现与上位法抵触的内容',
        by: '法制审核科',
        on: dayAt(when),
        file: [id],
      },
    },
    {
      uploads: [{ id, name: `合法性审查意见书（${story.title}）.txt`, text: reviewText(story, dayAt(when)) }],
    },
  )
  return reviewed.at
}

const reviewText = ({ title }: DraftStory, on: string): string =>
  [
    '合法性审查意见书',
    '',
    `送审件：${title}`,
    '　　经审查，制定主体适格，权限合法，程序合规，未发现与上位法抵触的内容，同意提请审议。',
    '',
    '云汀区司法局',
    inWords(on),
  ].join('\n')

export function* sendToSign(making: Making, at: Instant): Script<Instant | null> {
  const { course, story } = making
  const discussed =
    story.special === 'normative' ? { discussed: `区政府常务会议${inWords(dayAt(at))}研究同意` } : {}
  let when = making.later(at, course.random.chance(0.12) ? [2, 3] : [0, 1])
  if (making.once('wrongSigner')) {
    const wrong = yield* making.act(when, 'sendToSign', making.checker, {
      signer: 'p-finance-head',
      ...discussed,
    })
    when = minutes(wrong.at, 4)
  }
  return happened(
    yield* making.act(when, 'sendToSign', making.checker, {
      signer: story.signer,
      ...discussed,
      opinion: '请审签',
    }),
  )
}

export const happened = ({ kind, at }: Outcome): Instant | null => (kind === 'done' ? at : null)
