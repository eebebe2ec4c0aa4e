import type { Case, Step } from '#test/cases.ts'

const question = {
  ask: '没有执法证的工作人员可以独立实施行政处罚吗？',
  a: '可以，只要领导同意',
  b: '不可以',
  right: 'b',
  why: '行政处罚由具有执法资格的人员实施。',
  article: '《中华人民共和国行政处罚法》第四十二条',
}
const content = {
  title: '谁可以执法',
  basis: '《中华人民共和国行政处罚法》第四十二条',
  points: '执法人员要有资格，不少于两人，主动出示证件。',
  questions: [question],
}

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  publish: content,
  revise: content,
  confirm: { checked: '条文没有变化' },
  withdraw: { ending: '已有新的资料' },
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who: 'justice.clerk',
  ...more,
})
const asking = (more: object): Partial<Act> => ({
  form: { questions: [{ ...question, ...more }] },
  refused: 'STUDY_QUESTION_UNSOUND',
})
const publish = doing('2026-03-02', 'publish', {
  state: 'shown',
  owes: ['review'],
  holds: { reviewBy: '2027-03-02' },
  seen: { 'street.clerk': true },
})

export const cases: readonly Case[] = [
  {
    name: '发布资料，修订，复核，撤下',
    norm: 'B3',
    steps: [
      publish,
      doing('2026-09-01', 'revise', {
        form: { questions: undefined, points: '执法人员要有资格，不少于两人。' },
        owes: ['review'],
        holds: { reviewBy: '2027-09-01', points: '执法人员要有资格，不少于两人。', questions: [question] },
      }),
      doing('2027-08-02', 'confirm', { owes: ['review'], holds: { reviewBy: '2028-08-02' } }),
      doing('2027-12-01', 'withdraw', { state: 'withdrawn', owes: [] }),
    ],
  },
  {
    name: '自测题没有正确选项、选项相同、没有条文的不能发布；别的单位不能发布、修订、复核、撤下',
    norm: 'B3',
    steps: [
      doing('2026-03-02', 'publish', asking({ right: 'd' })),
      doing('2026-03-02', 'publish', asking({ a: '不可以' })),
      doing('2026-03-02', 'publish', asking({ article: '行政处罚法' })),
      doing('2026-03-02', 'publish', { who: 'housing.clerk', refused: 'NOT_YOURS' }),
      publish,
      doing('2026-03-03', 'revise', asking({ article: '处罚' })),
      ...(['revise', 'confirm', 'withdraw'] as const).map((act) =>
        doing('2026-03-03', act, { who: 'housing.clerk', refused: 'NOT_YOURS' }),
      ),
    ],
  },
  {
    name: '到期没有复核的，升级提醒',
    norm: 'B3',
    steps: [publish, { at: '2027-02-23T16:00:00.000Z', lapse: 'review', rung: 'remind' }],
  },
]
