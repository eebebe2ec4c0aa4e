import { type Instant, dayAt, inWords } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import { type Reviewed, reviewed } from '../reviews/review.ts'
import type { Outcome, Script } from './course.ts'
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

/** 合法性审查: sent to be signed without it, refused; then the justice bureau reviews it, and the text as often as it takes. */
export function* legality(making: Making, at: Instant): Script<Reviewed> {
  const { course, story } = making
  const early = yield* making.act(making.later(at, [0, 0]), 'sendToSign', making.checker, {
    signer: story.signer,
  })
  const first = course.record['legalityReview'] === undefined
  const incomplete = first && story.no % 3 !== 0
  const adoption = '在区政府网站公开征求意见30日，收到意见9条，采纳6条，未采纳的已说明理由'
  const sent = yield* making.act(making.later(early.at, [0, 1]), 'submitLegality', making.drafter, {
    explanation: '现行办法已经到期，需要修订；主要规定管理职责、办理程序和监督检查',
    ...(incomplete ? {} : { adoption }),
  })
  const [review] = sent.opened
  if (sent.kind !== 'done' || review === undefined) return { at: sent.at, verdict: null }
  return yield* reviewed(course, review, sent.at, {
    verdict: first && story.no % 3 !== 1 ? 'changes' : 'lawful',
    missing: incomplete ? [{ paper: 'opinions', words: adoption }] : [],
    turns: first && story.no % 4 === 3 ? ['conflict'] : [],
  })
}

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
