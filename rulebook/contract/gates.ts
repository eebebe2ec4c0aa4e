import { inWords } from '#kernel/time.ts'
import { 工作规则, 法律顾问意见 } from '../laws.ts'
import { gateWith } from '../gate.ts'
import { hasJudged, isRunning, unreviewed } from '../legality-review/passed.ts'
import type { ReviewRecord } from '../legality-review/record.ts'
import type { ContractRecord } from './record.ts'

const gate = gateWith({ norm: 'B1', basis: [工作规则('政府合同合法性审查'), 法律顾问意见()] })

const versionOf = ({ version = 1 }: ContractRecord): number => version

/** B1: no contract is signed whose present text the legal office has not found lawful. Nothing stands in for its review. */
export const legalityPassed = gate({
  name: 'contractLegalityPassed',
  code: 'LEGALITY_MISSING',
  title: '签订的文本经合法性审查，结论为合法',
  needs: ['children'],
  refuses: (context) => {
    const why = unreviewed(context, versionOf(context.record))
    return why && { ...why, message: `${why.message}，不能签订` }
  },
})

/** B1: one review at a time, and of a text that stays as it is meanwhile. */
export const noReviewRunning = gate({
  name: 'contractReviewOver',
  code: 'REVIEW_RUNNING',
  title: '审查期间不改文本、不重复送审',
  needs: ['children'],
  refuses: (context) =>
    isRunning(context)
      ? { message: '合同正在合法性审查', remedy: '请等审查结束；确需修改的，先在合法性审查上撤回送审' }
      : null,
})

/** B1: a text that was judged is changed before it is judged again. */
export const textUnjudged = gate({
  name: 'contractTextUnjudged',
  code: 'REVIEWED_ALREADY',
  title: '再次送审的是修改过的文本',
  needs: ['children'],
  refuses: (context) =>
    hasJudged(context, versionOf(context.record))
      ? {
          message: `第${versionOf(context.record)}稿已经审查过`,
          remedy: '结论为合法的可以签订；应当修改的，请修改后再送审',
        }
      : null,
})

/** B1: a review that was asked for beforehand is of a contract of this unit, and of no other matter. */
export const reviewOfContract = gate({
  name: 'contractReviewOwn',
  code: 'REVIEW_UNFIT',
  title: '已有的合法性审查是本单位单独送审的合同',
  reads: 'form',
  needs: ['matters'],
  refuses: ({ form, actor, matters }) => {
    if (form['legalityReview'] === undefined) return null
    const named = matters[String(form['legalityReview'])]
    const { about, parent, unit }: ReviewRecord = named?.record ?? {}
    const fits = named?.procedure === 'legality-review' && about === 'contract' && parent === undefined
    return fits && unit === actor.unit
      ? null
      : {
          message: '所选事项不是本单位单独送审的合同',
          remedy: '请重选；没有单独送审过的不填，登记后办理“送合法性审查”',
        }
  },
})

/** What is entered as signed has been signed. */
export const signedInTime = gate({
  name: 'contractSignedInTime',
  code: 'SIGNED_ON_UNFIT',
  title: '签订日期在现稿拟订之后、今天以前',
  reads: 'form',
  refuses: ({ form, record, today }) => {
    const on = String(form['on'])
    const { draftedOn, versions = [] }: ContractRecord = record
    const since = versions.at(-1)?.on ?? draftedOn ?? on
    if (on > today) return { message: `${inWords(on)}还没有到`, remedy: '请在签订以后登记' }
    return on < since
      ? {
          message: `签订日期早于现稿的日期${inWords(since)}`,
          remedy: '请填实际签订的日期；签的须是审查过的现稿',
        }
      : null
  },
})
