import type { Case, Step } from '#test/cases.ts'

const POSTS = ['housing.head', 'housing.clerk'] as const
const subjects = [
  { subject: '行政处罚程序', basis: '《中华人民共和国行政处罚法》第五章', hours: 30 },
  { subject: '查封、扣押', basis: '《中华人民共和国行政强制法》第三章', hours: 30 },
]

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  plan: { year: 2026, audience: 'officers', posts: POSTS, subjects },
  adjust: { posts: [...POSTS, 'housing.deputy'], reason: '人员调整' },
  hold: { of: 1, on: '2026-03-10', hours: 30, form: 'lecture', attended: POSTS },
  correct: { no: 1, struck: '重复登记' },
  examine: { on: '2026-10-16', form: 'closed', sat: POSTS },
  close: { summary: '全部学满' },
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who: 'housing.clerk',
  ...more,
})
const plan = doing('2026-01-12', 'plan', {
  state: 'running',
  owes: ['close', 'examine'],
  holds: { due: 60, until: '2026-12-31', examBy: '2026-11-30', subjects: [{ no: 1 }, { no: 2 }] },
  seen: { 'housing.head': true, 'water.clerk': false, 'discipline.clerk': false },
})
const first = doing('2026-03-11', 'hold', { holds: { courses: [{ no: 1, hours: 30 }] } })
const second = doing('2026-05-12', 'hold', { form: { of: 2, on: '2026-05-11', form: 'court' } })

export const cases: readonly Case[] = [
  {
    name: '制定计划，办班登记，学满全年学时后小结',
    norm: 'B3',
    steps: [
      plan,
      first,
      second,
      doing('2026-05-13', 'hold', { form: { of: 2, on: '2026-05-11' } }),
      doing('2026-05-14', 'correct', {
        form: { no: 3 },
        holds: { courses: [{}, {}, { struck: '重复登记' }] },
      }),
      doing('2026-10-19', 'examine', { owes: ['close'], holds: { sittings: [{ no: 1, sat: POSTS }] } }),
      doing('2026-11-02', 'close', { state: 'closed', owes: [] }),
    ],
  },
  {
    name: '年度考试：按计划的日期组织，登记谁参加，缺考的补考或者写明原因；不登记成绩',
    norm: 'B3',
    steps: [
      doing('2026-01-12', 'plan', { form: { examBy: '2025-11-30' }, refused: 'TRAINING_EXAM_DAY_UNFIT' }),
      doing('2026-01-12', 'plan', { form: { examBy: '2026-01-12' }, refused: 'TRAINING_EXAM_DAY_UNFIT' }),
      doing('2026-01-12', 'plan', { form: { examBy: '2026-09-30' }, holds: { examBy: '2026-09-30' } }),
      first,
      second,
      doing('2026-09-17', 'examine', { form: { on: '2026-09-18' }, refused: 'TRAINING_EXAM_UNFIT' }),
      doing('2026-09-18', 'examine', { form: { on: '2025-09-18' }, refused: 'TRAINING_EXAM_UNFIT' }),
      doing('2026-09-18', 'examine', {
        form: { on: '2026-09-17', sat: ['housing.deputy'] },
        refused: 'TRAINING_EXAM_UNFIT',
      }),
      doing('2026-09-18', 'examine', {
        form: { on: '2026-09-17', sat: ['housing.head'] },
        owes: ['close'],
      }),
      doing('2026-10-09', 'close', { refused: 'TRAINING_EXAM_OPEN' }),
      doing('2026-10-19', 'examine', {
        who: 'justice.clerk',
        form: { form: 'makeup', sat: ['housing.clerk'] },
        holds: { sittings: [{ no: 1 }, { no: 2, form: 'makeup' }] },
      }),
      doing('2026-11-02', 'close', { state: 'closed' }),
    ],
  },
  {
    name: '到期没有组织年度考试的，催办、升级',
    norm: 'B3',
    steps: [
      plan,
      { at: '2026-11-23T16:00:00.000Z', lapse: 'examine', rung: 'remind' },
      { at: '2026-11-27T16:00:00.000Z', lapse: 'examine', rung: 'yellow' },
      { at: '2026-11-30T16:00:00.000Z', lapse: 'examine', rung: 'lapse' },
    ],
  },
  {
    name: '没有学满的岗位写明原因才能小结；更正了的不算',
    norm: 'B3',
    steps: [
      plan,
      first,
      second,
      doing('2026-05-14', 'adjust'),
      doing('2026-11-02', 'close', { refused: 'TRAINING_HOURS_OPEN' }),
      doing('2026-11-02', 'correct', { form: { no: 2 } }),
      doing('2026-11-02', 'correct', { form: { no: 2 }, refused: 'TRAINING_COURSE_UNKNOWN' }),
      doing('2026-11-02', 'close', {
        form: { excused: [{ post: 'housing.deputy', reason: '年中到岗' }] },
        refused: 'TRAINING_HOURS_OPEN',
      }),
      doing('2026-11-03', 'hold', { who: 'justice.clerk', form: { of: 2, on: '2026-11-02' } }),
      doing('2026-11-04', 'close', {
        form: {
          excused: [
            { post: 'housing.deputy', reason: '年中到岗' },
            { post: 'housing.head', reason: '公务冲突，已经补学' },
            { post: 'housing.clerk', reason: '病假' },
          ],
        },
        state: 'closed',
      }),
    ],
  },
  {
    name: '计划的年度、岗位、学时不符不能制定；没有办的班、计划外的内容和岗位不能登记；别的单位不能办',
    norm: 'B3',
    steps: [
      doing('2026-01-12', 'plan', {
        who: 'finance.clerk',
        form: { posts: ['finance.clerk'] },
        refused: 'NOT_YOURS',
      }),
      doing('2026-01-12', 'plan', { form: { year: 2025 }, refused: 'TRAINING_YEAR_UNFIT' }),
      doing('2026-01-12', 'plan', { form: { posts: ['water.clerk'] }, refused: 'TRAINING_POST_ELSEWHERE' }),
      doing('2026-01-12', 'plan', {
        form: { subjects: subjects.slice(0, 1) },
        refused: 'TRAINING_HOURS_SHORT',
      }),
      plan,
      doing('2026-03-09', 'hold', { refused: 'TRAINING_COURSE_NOT_HELD' }),
      doing('2026-03-11', 'hold', { form: { on: '2025-12-30' }, refused: 'TRAINING_COURSE_NOT_HELD' }),
      doing('2026-03-11', 'hold', { form: { of: 3 }, refused: 'TRAINING_COURSE_UNPLANNED' }),
      doing('2026-03-11', 'hold', {
        form: { attended: ['housing.deputy'] },
        refused: 'TRAINING_COURSE_UNPLANNED',
      }),
      ...(['adjust', 'hold', 'correct', 'examine', 'close'] as const).map((act) =>
        doing('2026-03-11', act, { who: 'water.clerk', refused: 'NOT_YOURS' }),
      ),
    ],
  },
  {
    name: '年底没有完成的，提醒、升级',
    norm: 'B3',
    steps: [plan, { at: '2026-12-24T16:00:00.000Z', lapse: 'close', rung: 'remind' }],
  },
]
