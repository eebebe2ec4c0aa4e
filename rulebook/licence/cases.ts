import type { Case, Step } from '#test/cases.ts'
import type { ExamRecord } from '../exam/record.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'

/** An exam of somebody as the journal has it. */
const sat = (record: ExamRecord, state = 'marked'): MatterFacts => ({
  procedure: 'exam',
  state,
  final: state === 'marked',
  title: '执法资格考试',
  record: {
    person: 'housing.newcomer',
    scope: 'full',
    number: '考〔2026〕1号',
    sitting: '第一次统一考试',
    on: '2026-02-10',
    result: 'passed',
    ...record,
  },
})

const exams: Readonly<Record<string, MatterFacts>> = {
  first: sat({ scope: 'penalty' }),
  wider: sat({ on: '2026-04-20' }),
  again: sat({ on: '2029-01-20' }),
  failed: sat({ result: 'failed' }),
  absent: sat({ result: 'absent' }),
  doubted: sat({}, 'checking'),
  another: sat({ person: 'housing.clerk' }),
  old: sat({ on: '2024-02-28' }),
}

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  issue: {
    person: 'housing.newcomer',
    unit: 'housing',
    certificate: '33010012026001',
    scope: 'penalty',
    from: '2026-03-02',
    until: '2029-03-01',
    passed: 'first',
  },
  enter: {
    person: 'housing.newcomer',
    unit: 'housing',
    certificate: '33010012024001',
    scope: 'penalty',
    from: '2024-03-02',
    until: '2029-03-01',
    exam: '2023年法律知识考试合格',
  },
  renew: { until: '2031-02-28', passed: 'again' },
  changeScope: { scope: 'full', passed: 'wider' },
  suspend: { reason: '涉嫌违法执法，正在调查', basis: '区行政执法证管理规定' },
  restore: { reason: '调查终结，不予追究' },
  revoke: { reason: '调离执法岗位', basis: '区行政执法证管理规定' },
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, who = 'justice.clerk', more: Partial<Act> = {}): Act => ({
  at,
  act,
  who,
  matters: exams,
  ...more,
})

const issue = doing('2026-03-02', 'issue', 'justice.clerk', { state: 'valid', owes: ['renew'] })
const enter = doing('2026-03-02', 'enter', 'justice.clerk', { state: 'valid', owes: ['renew'] })
const MISSING = 'LICENCE_EXAM_MISSING'

export const cases: readonly Case[] = [
  {
    name: '考试合格后发证，考试合格后扩大类别、到期前换证；缩小类别不用考试',
    norm: 'B3',
    steps: [
      { ...issue, holds: { exam: '第一次统一考试（考〔2026〕1号）合格' } },
      doing('2026-05-06', 'changeScope', 'justice.clerk', { holds: { scope: 'full' } }),
      doing('2026-05-07', 'changeScope', 'justice.clerk', {
        form: { scope: 'inspection', passed: undefined },
        holds: { scope: 'inspection' },
      }),
      doing('2029-02-20', 'renew', 'justice.clerk', { owes: ['renew'], holds: { until: '2031-02-28' } }),
    ],
  },
  {
    name: '没有合格成绩，不发证、不换证、不扩大类别',
    norm: 'B3',
    steps: [
      ...['failed', 'absent', 'doubted', 'another', 'old', 'other', 'nobody'].map((passed) =>
        doing('2026-03-02', 'issue', 'justice.clerk', { form: { passed }, refused: MISSING }),
      ),
      doing('2026-03-02', 'issue', 'justice.clerk', { form: { scope: 'full' }, refused: MISSING }),
      issue,
      doing('2026-05-06', 'changeScope', 'justice.clerk', { form: { passed: undefined }, refused: MISSING }),
      doing('2026-05-06', 'renew', 'justice.clerk', { form: { passed: 'first' }, refused: MISSING }),
      doing('2029-02-20', 'renew', 'justice.clerk', { form: { passed: 'wider' }, refused: MISSING }),
    ],
  },
  {
    name: '系统启用前发的证补录；以后发的不能补录',
    norm: 'B3',
    steps: [
      doing('2026-03-02', 'enter', 'housing.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-02', 'enter', 'justice.clerk', {
        form: { from: '2026-01-01' },
        refused: 'LICENCE_NOT_EARLIER',
      }),
      doing('2026-03-02', 'enter', 'justice.clerk', {
        form: { until: '2030-03-01' },
        refused: 'LICENCE_TERM_UNFIT',
      }),
      enter,
      doing('2026-05-06', 'changeScope'),
    ],
  },
  {
    name: '暂扣、发还、收回',
    norm: 'B3',
    steps: [
      issue,
      doing('2026-06-01', 'suspend', 'justice.clerk', {
        state: 'suspended',
        owes: ['decideSuspended', 'renew'],
        holds: { stopped: '2026-06-01' },
      }),
      doing('2026-06-02', 'renew', 'justice.clerk', { form: { passed: 'wider' }, refused: 'WRONG_STATE' }),
      doing('2026-06-10', 'restore', 'justice.clerk', { state: 'valid', owes: ['renew'] }),
      doing('2026-08-03', 'revoke', 'justice.clerk', { state: 'revoked', owes: [] }),
      doing('2026-08-04', 'restore', 'justice.clerk', { refused: 'WRONG_STATE' }),
    ],
  },
  {
    name: '不是本单位的人、已有有效证件、有效期不对，都不能发证；别的单位不能发证、暂扣、收回',
    norm: 'B3',
    steps: [
      doing('2026-03-02', 'issue', 'housing.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-02', 'issue', 'justice.clerk', {
        form: { unit: 'water' },
        refused: 'LICENCE_HOLDER_UNFIT',
      }),
      doing('2026-03-02', 'issue', 'justice.clerk', {
        form: { person: 'housing.clerk', passed: 'another' },
        refused: 'LICENCE_TWICE',
      }),
      doing('2026-03-02', 'issue', 'justice.clerk', {
        form: { until: '2031-03-03' },
        refused: 'LICENCE_TERM_UNFIT',
      }),
      doing('2026-03-02', 'issue', 'justice.clerk', {
        form: { until: '2026-03-01' },
        refused: 'LICENCE_TERM_UNFIT',
      }),
      issue,
      doing('2026-04-01', 'changeScope', 'housing.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-04-01', 'suspend', 'housing.head', { refused: 'NOT_YOURS' }),
      doing('2026-04-01', 'revoke', 'housing.head', { refused: 'NOT_YOURS' }),
    ],
  },
]
