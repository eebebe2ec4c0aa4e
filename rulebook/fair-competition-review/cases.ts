import type { Case, Step } from '#test/cases.ts'
import { parentOf } from '../preparation/doubles.ts'
import { standards } from './record.ts'

const findings = Object.keys(standards).map((standard) => ({
  standard,
  touched: false,
  words: '没有相关内容',
}))

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  open: { parent: 't1' },
  reviewFirst: {
    findings,
    stakeholders: [{ who: '区建筑业协会', words: '招标条件没有排斥外地企业' }],
    first: '没有排除、限制竞争的内容',
  },
  sendBack: { reason: '没有听取经营者意见' },
  close: { conclusion: 'passed', words: '同意初审意见' },
  stop: { ending: '议题材料已经修改，重新启动' },
}

const CLERK = 'housing.clerk'
const MARKET = 'market.clerk'
const parent = parentOf('fairnessReview')

const doing = (at: string, act: string, who: string, more: Partial<Extract<Step, { act: string }>> = {}) =>
  ({ at, act, who, matters: parent, ...more }) as Step

const open = doing('2026-03-06', 'open', 'office.clerk', { state: 'drafting', owes: ['reviewFirst'] })
const first = doing('2026-03-09', 'reviewFirst', CLERK, {
  state: 'reviewing',
  owes: ['close'],
  holds: { firstBy: CLERK },
})
const close = doing('2026-03-16', 'close', MARKET, {
  state: 'closed',
  owes: [],
  holds: { conclusion: 'passed', reviewer: 'market', reviewedBy: MARKET },
  seen: { 'market.head': true, 'water.clerk': false },
})

export const cases: readonly Case[] = [
  {
    name: '起草单位逐项初审、听取经营者意见，市场监管部门作出结论',
    norm: 'B2',
    steps: [open, first, close],
  },
  {
    name: '没有所属事项启动的，不设立',
    norm: 'B2',
    steps: [
      doing('2026-03-06', 'open', 'office.clerk', {
        matters: parentOf('fairnessReview', { fairnessReview: 'm9' }),
        refused: 'NO_PARENT',
      }),
    ],
  },
  {
    name: '没有逐项对照、没有听取利害关系人意见，不送审；退回后补正',
    norm: 'B2',
    steps: [
      open,
      doing('2026-03-09', 'reviewFirst', CLERK, {
        form: { findings: findings.slice(1) },
        refused: 'STANDARD_MISSING',
      }),
      doing('2026-03-09', 'reviewFirst', CLERK, {
        form: { stakeholders: [] },
        refused: 'STAKEHOLDERS_UNHEARD',
      }),
      doing('2026-03-09', 'reviewFirst', MARKET, { refused: 'NOT_YOURS' }),
      first,
      doing('2026-03-10', 'sendBack', 'street.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-10', 'sendBack', MARKET, { state: 'drafting', owes: ['reviewFirst'] }),
      first,
      close,
    ],
  },
  {
    name: '结论不由起草单位、不由经办初审的人作出',
    norm: 'B2',
    steps: [
      open,
      first,
      doing('2026-03-16', 'close', CLERK, { refused: 'FAIRNESS_OWN' }),
      doing('2026-03-16', 'close', 'street.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-16', 'close', MARKET, { as: { person: CLERK }, refused: 'FAIRNESS_OWN' }),
      close,
    ],
  },
  {
    name: '适用例外规定，写明理由和实施期限',
    norm: 'B2',
    steps: [
      open,
      first,
      doing('2026-03-16', 'close', MARKET, {
        form: { conclusion: 'excepted' },
        refused: 'EXCEPTION_UNREASONED',
      }),
      doing('2026-03-16', 'close', MARKET, {
        form: { conclusion: 'excepted', exception: '防灾减灾', exceptionUntil: '2026-03-01' },
        refused: 'EXCEPTION_UNREASONED',
      }),
      doing('2026-03-16', 'close', MARKET, {
        form: {
          conclusion: 'excepted',
          exception: '防灾减灾，没有影响更小的替代方案',
          exceptionUntil: '2027-12-31',
        },
        holds: { conclusion: 'excepted', exceptionUntil: '2027-12-31' },
      }),
    ],
  },
  {
    name: '送审后不撤回；材料修改后重新审查',
    norm: 'B2',
    steps: [
      open,
      doing('2026-03-09', 'stop', CLERK, { refused: 'NOT_YOURS' }),
      first,
      doing('2026-03-10', 'stop', 'housing.head', { refused: 'SAID_STANDS' }),
      doing('2026-03-10', 'stop', 'housing.head', {
        matters: parentOf('fairnessReview', { version: 2 }),
        state: 'stopped',
        owes: [],
      }),
    ],
  },
  {
    name: '市场监管部门逾期没有作出结论',
    norm: 'B2',
    steps: [open, first, { at: '2026-03-19T16:00:00.000Z', lapse: 'close', rung: 'remind' }, close],
  },
]
