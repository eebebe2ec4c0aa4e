import type { Case, Step } from '#test/cases.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'

const RESTS = [
  { what: 'item', title: '一项行政处罚', item: 'housing.penalty' },
  { what: 'matter', title: '局领导班子会议', about: 'other' },
]

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  open: {
    instrument: 'i1',
    unit: 'housing',
    kind: 'amend',
    law: '行政处罚法',
    articles: '第九条',
    from: '2026-05-01',
    by: '主席令',
    title: '《行政处罚法》第九条修改，复核有关的依据',
    rests: RESTS,
  },
  answer: { verdict: 'keep', words: '事项内容没有变化' },
  sendBack: { remark: '裁量基准没有核对' },
  close: { remark: '同意' },
}

const register = (review: string): Readonly<Record<string, MatterFacts>> => ({
  i1: {
    procedure: 'instrument',
    state: 'inForce',
    final: false,
    title: '行政处罚法',
    record: { reviews: [{ no: 1, unit: 'housing', review }] },
  },
})

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, who: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who,
  matters: register('m1'),
  ...more,
})
const [US, LEGAL] = ['housing.clerk', 'justice.clerk']
const open = doing('2026-04-01', 'open', LEGAL, { state: 'open', owes: ['review'] })
const answer = doing('2026-04-20', 'answer', US, { state: 'answered', owes: ['judge'] })

export const cases: readonly Case[] = [
  {
    name: '收到复核通知，逐项复核，司法局审核',
    norm: 'B1',
    steps: [
      open,
      answer,
      doing('2026-04-21', 'sendBack', LEGAL, { state: 'open', owes: ['review'] }),
      doing('2026-04-24', 'answer', 'housing.head'),
      doing('2026-04-27', 'close', LEGAL, { state: 'closed', owes: [] }),
    ],
  },
  {
    name: '不是法规库发出的不成立；到期没有复核记录在案',
    norm: 'B1',
    steps: [
      doing('2026-04-01', 'open', LEGAL, {
        matters: register('m-other'),
        refused: 'REVIEW_NOT_FROM_REGISTER',
      }),
      open,
      { at: '2026-04-30T17:00:00.000Z', lapse: 'review' },
    ],
  },
  {
    name: '依据已经失效的不能继续适用；需要修改、取消的写明哪一件清单调整',
    norm: 'B1',
    steps: [
      {
        ...open,
        form: { kind: 'repeal', rests: [{ what: 'item', title: '旧事项', item: 'housing.baseless' }] },
      },
      { ...answer, refused: 'KEPT_WITHOUT_BASIS' },
      { ...answer, form: { verdict: 'stop' }, refused: 'FOLLOW_MISSING' },
      { ...answer, who: 'water.clerk', refused: 'NOT_YOURS' },
      { ...answer, form: { verdict: 'stop', follow: 'other' } },
      doing('2026-04-21', 'close', US, { refused: 'NOT_YOURS' }),
      doing('2026-04-21', 'sendBack', US, { refused: 'NOT_YOURS' }),
    ],
  },
]
