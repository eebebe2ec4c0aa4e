import * as f from '#kernel/fields.ts'
import type { Procedure, RecordOf } from '#kernel/vocabulary.ts'
import { legalityReview } from '../legality-review/procedure.ts'
import { normativeDocument } from '../normative-document/procedure.ts'
import { seizure } from '../seizure/procedure.ts'
import { topic } from '../topic/procedure.ts'

/** Procedures whose steps are learnt from. */
const LEARNT: readonly Procedure[] = [seizure, legalityReview, normativeDocument, topic]

/** Every step a case may be shown at, `seizure.tell`, by what people call it. */
export const places: Readonly<Record<string, string>> = Object.fromEntries(
  LEARNT.flatMap(({ id, title, powers }) =>
    Object.entries(powers).map(([act, { may }]) => [`${id}.${act}`, `${title}：${may}`]),
  ),
)

export const sides = { good: '正面', bad: '反面' } as const
export type Side = keyof typeof sides

const all = { seenBy: 'all' } as const

/** 案例 as it is kept: everybody learns from it, so everybody sees all of it. Parties and colleagues are not named in it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('案例', { max: 200, ...all }),
  side: f.choice('正反', sides, all),
  place: f.choice('对应步骤', places, all),
  facts: f.text('案情', { max: 4000, ...all }),
  lesson: f.text('启示', { max: 1000, ...all }),
  source: f.text('来源', { max: 300, ...all }),
  unit: f.unit('提供单位', all),
  office: f.unit('审定单位', all),
  publishedOn: f.day('发布日期', all),
  reviewBy: f.day('下次复核日期', all),
  returned: f.text('退回的理由', { max: 1000, ...all }),
  ending: f.text('撤下的理由', { max: 1000, ...all }),
} as const

export type LessonRecord = RecordOf<typeof record>
