import type { Case, Step } from '#test/cases.ts'
import { parentOf } from '../preparation/doubles.ts'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  open: { parent: 't1', assessor: 'street', third: '某咨询机构', departments: ['water', 'watch', 'street'] },
  identify: {
    kind: 'stability',
    point: '夜间施工扰民引起投诉',
    likelihood: 'medium',
    impact: 'medium',
    measure: '夜间十时后停工，提前三日告知',
    plan: '街道设专人接访，当日答复',
  },
  giveView: { words: '汛期前完成干管，风险可控' },
  report: { level: 'low', conclusion: '措施落实后风险可控' },
  sendBack: { reason: '漏了风险点' },
  stop: { ending: '议题撤回' },
}

const ASSESSOR = 'street.clerk'
const HEAD = 'street.head'
const parent = parentOf('riskAssessment')

const doing = (at: string, act: string, who: string, more: Partial<Extract<Step, { act: string }>> = {}) =>
  ({ at, act, who, matters: parent, ...more }) as Step

const open = doing('2026-03-06', 'open', 'office.clerk', {
  state: 'planned',
  owes: ['assess', 'giveView', 'giveView'],
  holds: { departments: ['water', 'watch'] },
  seen: { 'water.head': true, 'street.clerk': true, 'finance.clerk': false },
})
const identify = doing('2026-03-09', 'identify', ASSESSOR, { state: 'assessing' })
const water = doing('2026-03-10', 'giveView', 'water.head', { owes: ['assess', 'giveView'] })
const watch = doing('2026-03-10', 'giveView', 'watch.head', { owes: ['assess'] })
const report = doing('2026-03-12', 'report', ASSESSOR, { state: 'reported', owes: ['review'] })
const close = doing('2026-03-13', 'close', HEAD, { state: 'closed', owes: [], holds: { level: 'low' } })

export const cases: readonly Case[] = [
  {
    name: '登记风险点和措施，听取部门意见，形成报告，评估单位主要负责人审定',
    norm: 'G1',
    steps: [open, identify, water, watch, report, close],
  },
  {
    name: '没有所属事项启动的、没有部门可听的，不设立',
    norm: 'G1',
    steps: [
      doing('2026-03-06', 'open', 'office.clerk', {
        matters: parentOf('riskAssessment', { riskAssessment: 'm9' }),
        refused: 'NO_PARENT',
      }),
      doing('2026-03-06', 'open', 'office.clerk', {
        form: { departments: ['street'] },
        refused: 'DEPARTMENTS_NONE',
      }),
    ],
  },
  {
    name: '部门没有答复、等级与风险点不符，不形成报告；提出单位不能代评',
    norm: 'G1',
    steps: [
      open,
      doing('2026-03-09', 'identify', 'housing.clerk', { refused: 'NOT_YOURS' }),
      identify,
      water,
      doing('2026-03-10', 'giveView', 'watch.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-12', 'report', ASSESSOR, { refused: 'DEPARTMENTS_SILENT' }),
      watch,
      doing('2026-03-12', 'report', 'housing.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-12', 'identify', ASSESSOR, {
        form: { point: '沿街商户集体上访', likelihood: 'high', impact: 'high' },
      }),
      doing('2026-03-12', 'report', ASSESSOR, { refused: 'RISK_LEVEL_UNFIT' }),
      doing('2026-03-12', 'identify', ASSESSOR, {
        form: { point: '沿街商户集体上访', likelihood: 'low', impact: 'high', measure: '停业期间减免租金' },
      }),
      report,
      doing('2026-03-13', 'close', 'housing.head', { refused: 'NOT_YOURS' }),
      doing('2026-03-13', 'sendBack', 'housing.head', { refused: 'NOT_YOURS' }),
      doing('2026-03-13', 'sendBack', HEAD, { state: 'assessing', owes: ['assess'] }),
      doing('2026-03-16', 'report', ASSESSOR, {
        form: { level: 'uncontrollable', conclusion: '现方案不可控' },
      }),
      doing('2026-03-16', 'close', HEAD, { holds: { level: 'uncontrollable' } }),
    ],
  },
  {
    name: '不因结论不利而终止；材料修改后可以重新评估',
    norm: 'G1',
    steps: [
      open,
      identify,
      doing('2026-03-10', 'stop', 'housing.head', { refused: 'SAID_STANDS' }),
      water,
      watch,
      doing('2026-03-12', 'report', ASSESSOR, { form: { level: 'uncontrollable', conclusion: '不可控' } }),
      doing('2026-03-13', 'stop', 'housing.head', { refused: 'SAID_STANDS' }),
      doing('2026-03-13', 'stop', HEAD, { refused: 'NOT_YOURS' }),
      doing('2026-03-13', 'stop', 'housing.head', {
        matters: parentOf('riskAssessment', { version: 2 }),
        state: 'stopped',
        owes: [],
      }),
    ],
  },
  { name: '还没有登记风险点的可以终止', steps: [open, doing('2026-03-09', 'stop', 'housing.head')] },
  {
    name: '部门逾期没有答复',
    norm: 'G1',
    steps: [open, { at: '2026-03-13T16:00:00.000Z', lapse: 'giveView', rung: 'lapse' }, water],
  },
]
