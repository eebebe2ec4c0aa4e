import type { Case, Step } from '#test/cases.ts'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  enrol: { person: 'housing.clerk', scope: 'penalty' },
  seat: { sitting: '2026年第一次统一考试', on: '2026-03-20', place: '区委党校' },
  mark: { outcome: 'sat', marks: 72 },
  askRecheck: { why: '与本人估分相差较大' },
  settle: { outcome: 'sat', marks: 72, finding: '复核无误，维持原成绩' },
  withdraw: { ending: '调离执法岗位' },
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, who = 'justice.clerk', more: Partial<Act> = {}): Act => ({
  at,
  act,
  who,
  ...more,
})

const enrol = doing('2026-03-02', 'enrol', 'housing.clerk', { state: 'enrolled', owes: ['seat'] })
const seat = doing('2026-03-05', 'seat', 'justice.clerk', { state: 'seated', owes: ['mark'] })
const failed = doing('2026-03-23', 'mark', 'justice.clerk', {
  form: { marks: 59 },
  state: 'marked',
  owes: [],
  holds: { result: 'failed', passMark: 60, markedOn: '2026-03-23' },
})

export const cases: readonly Case[] = [
  {
    name: '报名、安排、登记成绩：到合格线的合格；成绩只有本人和组织考试的机关看得到',
    norm: 'B3',
    steps: [
      { ...enrol, seen: { 'housing.clerk': true, 'housing.head': true, 'leaders.deputy': false } },
      seat,
      doing('2026-03-06', 'seat', 'justice.clerk', { form: { on: '2026-03-27' }, owes: ['mark'] }),
      doing('2026-03-30', 'mark', 'justice.clerk', {
        form: { marks: 60 },
        state: 'marked',
        holds: { result: 'passed', marks: 60 },
        seen: {
          'housing.clerk': true,
          'housing.head': false,
          'housing.deputy': false,
          'discipline.clerk': false,
          'watch.clerk': false,
        },
      }),
    ],
  },
  {
    name: '不合格的申请复核，由另外的人员复核更正',
    norm: 'B3',
    steps: [
      enrol,
      seat,
      failed,
      doing('2026-03-25', 'askRecheck', 'housing.clerk', { state: 'checking', owes: ['settle'] }),
      doing('2026-03-26', 'settle', 'justice.clerk', { refused: 'EXAM_RECHECKED_BY_SAME' }),
      doing('2026-03-26', 'settle', 'justice.deputy', {
        form: { marks: undefined },
        refused: 'EXAM_MARKS_UNFIT',
      }),
      doing('2026-03-26', 'settle', 'justice.deputy', {
        form: { marks: 63, finding: '漏计分数，予以更正' },
        state: 'marked',
        owes: [],
        holds: { result: 'passed', marks: 63 },
      }),
    ],
  },
  {
    name: '缺考不登记成绩；期满不再复核；只有本人申请复核',
    norm: 'B3',
    steps: [
      enrol,
      seat,
      doing('2026-03-23', 'mark', 'justice.clerk', {
        form: { outcome: 'absent' },
        refused: 'EXAM_MARKS_UNFIT',
      }),
      doing('2026-03-23', 'mark', 'justice.clerk', {
        form: { outcome: 'absent', marks: undefined },
        holds: { result: 'absent' },
      }),
      doing('2026-03-24', 'askRecheck', 'housing.head', { refused: 'NOT_YOURS' }),
      doing('2026-04-03', 'askRecheck', 'housing.clerk', { refused: 'EXAM_RECHECK_LATE' }),
      doing('2026-04-02', 'askRecheck', 'housing.clerk', { owes: ['settle'] }),
    ],
  },
  {
    name: '只给本单位在岗人员报名；安排今后的日期；考试以后才登记；别的单位不能安排、登记',
    norm: 'B3',
    steps: [
      doing('2026-03-02', 'enrol', 'finance.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-02', 'enrol', 'housing.clerk', {
        form: { person: 'water.clerk' },
        refused: 'EXAM_CANDIDATE_UNFIT',
      }),
      enrol,
      doing('2026-03-05', 'seat', 'housing.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-20', 'seat', 'justice.clerk', { refused: 'EXAM_DAY_PAST' }),
      seat,
      doing('2026-03-19', 'mark', 'justice.clerk', { refused: 'EXAM_NOT_HELD' }),
      doing('2026-03-20', 'mark', 'housing.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-20', 'withdraw', 'water.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-20', 'withdraw', 'housing.clerk', { state: 'withdrawn', owes: [] }),
    ],
  },
  {
    name: '考后不登记成绩的，到期升级',
    norm: 'B3',
    steps: [enrol, seat, { at: '2026-04-03T16:00:00.000Z', lapse: 'mark', rung: 'lapse' }],
  },
]
