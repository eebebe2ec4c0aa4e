import { 公平竞争审查条例, 决策条例 } from '../../laws.ts'
import { saidStands } from '../../preparation/ending.ts'
import { openedFromParent } from '../../preparation/opening.ts'
import { gate } from '../../gate.ts'
import { type FairnessRecord, standards } from '../record.ts'

export const fairnessFromParent = openedFromParent('fairnessReview', {
  norm: 'B2',
  basis: [决策条例(29), 公平竞争审查条例(14)],
})

/** B2: who drafts looks at each standard before anybody else does. */
export const everyStandard = gate({
  name: 'fairnessEveryStandard',
  code: 'STANDARD_MISSING',
  norm: 'B2',
  basis: [公平竞争审查条例(14)],
  title: '初审逐项对照审查标准',
  reads: 'form',
  refuses: ({ form }) => {
    const rows = form['findings'] as readonly { readonly standard: string }[]
    const open = Object.entries(standards).filter(([name]) => !rows.some(({ standard }) => standard === name))
    return open.length === 0
      ? null
      : {
          message: `没有对照：${open.map(([, title]) => title).join('；')}`,
          remedy: '请逐项填写是否涉及和说明',
        }
  },
})

/** B2: whom it concerns is asked. */
export const stakeholdersHeard = gate({
  name: 'fairnessStakeholders',
  code: 'STAKEHOLDERS_UNHEARD',
  norm: 'B2',
  basis: [公平竞争审查条例(16)],
  title: '听取经营者、行业协会商会等利害关系人意见',
  reads: 'form',
  refuses: ({ form }) =>
    (form['stakeholders'] as readonly unknown[]).length > 0
      ? null
      : { message: '没有听取利害关系人的意见', remedy: '请听取经营者、行业协会商会等的意见后填写' },
})

/** B2: the conclusion is another's than the drafter's: of the regulating unit, and by somebody who had no hand in it. */
export const reviewerApart = gate({
  name: 'fairnessReviewerApart',
  code: 'FAIRNESS_OWN',
  norm: 'B2',
  basis: [公平竞争审查条例(14), 公平竞争审查条例(17)],
  title: '审查结论由市场监管部门没有经办、初审过的人员作出',
  about: 'actor',
  refuses: ({ record, actor }) => {
    const { handler, firstBy }: FairnessRecord = record
    return actor.person === handler || actor.person === firstBy
      ? { message: '您经办或者初审过这项措施', remedy: '请市场监管部门的其他人员审查' }
      : null
  },
})

/** B2: an exception is one that the law knows, and it ends. */
export const exceptionReasoned = gate({
  name: 'fairnessException',
  code: 'EXCEPTION_UNREASONED',
  norm: 'B2',
  basis: [公平竞争审查条例(12)],
  title: '适用例外规定的，说明理由和实施期限',
  reads: 'form',
  refuses: ({ form, today }) => {
    if (form['conclusion'] !== 'excepted') return null
    if (!form['exception'] || form['exceptionUntil'] === undefined)
      return {
        message: '适用例外规定，没有写明理由和实施期限',
        remedy: '请写明属于哪一项例外、为什么没有影响更小的替代方案，以及实施到哪一天',
      }
    return form['exceptionUntil'] > today
      ? null
      : { message: '例外措施的实施期限已经过去', remedy: '请填以后的日期' }
  },
})

/** B2: a review that has begun is not taken back to avoid its conclusion. */
export const reviewStands = saidStands(
  'fairnessReviewStands',
  ({ firstOn }: FairnessRecord) => (firstOn === undefined ? null : '已经送市场监管部门审查'),
  { norm: 'B2', basis: [公平竞争审查条例(18)] },
)
