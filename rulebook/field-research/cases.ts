import type { Case, Step } from '#test/cases.ts'
import { parentOf } from '../preparation/doubles.ts'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  open: { parent: 't1', draft: ['f-draft'], question: '桥东片区哪几处积水，积水有多深，群众要什么' },
  visit: {
    place: '桥东片区三处低洼点',
    on: '2026-03-04',
    by: '副局长带队，业务科两人、街道一人',
    met: '沿街商户六户',
    found: '三处低洼点积水最深六十厘米，商户愿意夜间配合施工',
  },
  conclude: { findings: '积水由管径过小和雨污混接造成', advice: '先改干管，分两段施工' },
  sendBack: { reason: '没有听取群众意见' },
  stop: { ending: '议题撤回' },
}

const CLERK = 'housing.clerk'
const HEAD = 'housing.head'
const parent = parentOf('research')

const doing = (at: string, act: string, who: string, more: Partial<Extract<Step, { act: string }>> = {}) =>
  ({ at, act, who, matters: parent, ...more }) as Step

const open = doing('2026-03-03', 'open', 'office.clerk', {
  state: 'planned',
  owes: ['survey'],
  holds: {
    unit: 'housing',
    version: 1,
    draft: ['f-draft'],
    recorder: 'office',
    members: ['leaders.head', 'leaders.deputy'],
  },
  seen: {
    'housing.clerk': true,
    'leaders.head': true,
    'leaders.deputy': true,
    'office.clerk': true,
    'justice.clerk': true,
    'discipline.clerk': true,
    'water.clerk': false,
  },
})
const visit = doing('2026-03-04', 'visit', CLERK, {
  state: 'surveying',
  holds: { visits: [{ person: CLERK }] },
})
const conclude = doing('2026-03-06', 'conclude', CLERK, { state: 'reported', owes: ['review'] })
const close = doing('2026-03-09', 'close', HEAD, {
  state: 'closed',
  owes: [],
  holds: { closedOn: '2026-03-09' },
})

export const cases: readonly Case[] = [
  {
    name: '走访、形成报告、主要负责人审定',
    norm: 'G1',
    steps: [
      open,
      visit,
      doing('2026-03-05', 'visit', CLERK, { form: { on: '2026-03-05' } }),
      conclude,
      close,
    ],
  },
  {
    name: '没有所属事项启动的，不设立',
    norm: 'G1',
    steps: [
      doing('2026-03-03', 'open', 'office.clerk', {
        matters: parentOf('research', { research: 'm2' }),
        refused: 'NO_PARENT',
      }),
      doing('2026-03-03', 'open', 'office.clerk', {
        matters: parentOf('research', {}, { procedure: 'supervised-task' }),
        refused: 'NO_PARENT',
      }),
    ],
  },
  {
    name: '没有去过的不登记，没有走访不形成报告，别的单位不能代办',
    norm: 'G1',
    steps: [
      open,
      { ...conclude, refused: 'WRONG_STATE' } as Step,
      doing('2026-03-04', 'visit', CLERK, { form: { on: '2026-03-05' }, refused: 'VISIT_AHEAD' }),
      doing('2026-03-04', 'visit', 'water.clerk', { refused: 'NOT_YOURS' }),
      visit,
      doing('2026-03-06', 'close', HEAD, { refused: 'WRONG_STATE' }),
    ],
  },
  {
    name: '主要负责人退回，补充走访后再报；一字不改的不收',
    norm: 'G1',
    steps: [
      open,
      visit,
      conclude,
      doing('2026-03-06', 'close', CLERK, { refused: 'NOT_YOURS' }),
      doing('2026-03-06', 'sendBack', CLERK, { refused: 'NOT_YOURS' }),
      doing('2026-03-06', 'sendBack', HEAD, { state: 'surveying', owes: ['survey'] }),
      doing('2026-03-09', 'conclude', CLERK, { refused: 'RETURN_UNANSWERED' }),
      doing('2026-03-09', 'visit', CLERK, { form: { on: '2026-03-09', found: '二十户居民愿意分段断水' } }),
      doing('2026-03-09', 'conclude', CLERK, { form: { findings: '居民愿意分段断水，积水由管径过小造成' } }),
      close,
    ],
  },
  {
    name: '逾期没有调研，提醒、督促',
    norm: 'G1',
    steps: [open, { at: '2026-03-31T16:00:00.000Z', lapse: 'survey', rung: 'remind' }, visit],
  },
  {
    name: '终止写明理由，由主要负责人办理；之后不再补记',
    steps: [
      open,
      doing('2026-03-04', 'stop', CLERK, { refused: 'NOT_YOURS' }),
      doing('2026-03-04', 'stop', HEAD, { state: 'stopped', owes: [] }),
      doing('2026-03-04', 'visit', CLERK, { refused: 'WRONG_STATE' }),
    ],
  },
]
