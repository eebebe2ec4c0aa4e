import type { ActContext, AnyRecord, Carries, MatterFacts } from '#kernel/vocabulary.ts'
import { type ReviewRecord, verdicts } from './record.ts'

/** What a gate of the matter under review looks at; it needs `children`. */
type Looking = Pick<ActContext, 'record' | 'matters'>

/** The newest review of a matter: every procedure that has its texts reviewed names it in `legalityReview`. */
export const reviewOf = ({ record, matters }: Looking): MatterFacts | undefined =>
  matters[String(record['legalityReview'] ?? '')]

const recordOf = (review: MatterFacts): ReviewRecord => review.record

/** Whether the newest review is still under way; its submitter withdraws it before he sends another. */
export const isRunning = (context: Looking): boolean => reviewOf(context)?.final === false

/** Whether the newest review has judged this very version, whatever it found. */
export function hasJudged(context: Looking, version: number): boolean {
  const review = reviewOf(context)
  return review?.state === 'closed' && recordOf(review).version === version
}

/** Why the present version has not passed a legality review, as a refusal says it; null when it has. Nothing else counts as one. */
export function unreviewed(context: Looking, version: number): { message: string; remedy: string } | null {
  const again = '请办理“送合法性审查”；征求意见、会签、参加审议都不能代替审查'
  const review = reviewOf(context)
  if (review === undefined) return { message: '没有合法性审查意见', remedy: again }
  const { version: reviewed = 1, issued, issuedOn }: ReviewRecord = review.record
  // What was found lawful leaves nothing to adopt: the answer to the opinion is owed, but nothing waits for it.
  const found = review.state === 'issued' && issued?.verdict === 'lawful'
  if (!review.final && !found)
    return issuedOn === undefined
      ? { message: `第${reviewed}稿正在合法性审查`, remedy: '请等审查机构出具审查意见' }
      : { message: '合法性审查意见已经出具，还没有反馈采纳情况', remedy: '请在合法性审查上反馈采纳情况' }
  if ((review.final && review.state !== 'closed') || issued === undefined)
    return { message: '上一次送审已经退回或者撤回，没有审查意见', remedy: again }
  if (reviewed !== version) return { message: `合法性审查后改过，第${version}稿没有审查意见`, remedy: again }
  return issued.verdict === 'lawful'
    ? null
    : {
        message: `合法性审查对第${reviewed}稿的结论是“${verdicts[issued.verdict]}”`,
        remedy: '请按审查意见修改后再次送审；不合法的不得提交讨论、不得签发',
      }
}

/** The outcome in one line, as it stands on the papers of the matter: 合法（法审〔2026〕3号）. */
export function reviewInWords(context: Looking): string | undefined {
  const review = reviewOf(context)
  const { issued, opinionNumber, version = 1 }: ReviewRecord = review?.record ?? {}
  return issued && `第${version}稿${verdicts[issued.verdict]}（${opinionNumber ?? ''}）`
}

/** A review that still runs is withdrawn with the matter it is for; one whose opinion is out stays as it is. */
export const reviewEnds: Carries<AnyRecord, { readonly ending: string }> = {
  procedure: 'legality-review',
  act: 'withdraw',
  each: ({ record, form }) => {
    const matter: unknown = record['legalityReview']
    const ending = `所属事项已撤回：${form.ending}`.slice(0, 1000)
    return typeof matter === 'string' ? [{ matter, form: { ending } }] : []
  },
}
