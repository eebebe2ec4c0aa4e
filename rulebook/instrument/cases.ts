import type { Case, Step } from '#test/cases.ts'
import type { Resting } from '#kernel/vocabulary.ts'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  register: {
    title: '《城市市容条例》',
    rank: 'local',
    issuer: '市人大常委会',
    from: '2020-01-01',
    articles: 60,
    source: 'verified',
    statement: '市容管理的部门、标准和处罚',
  },
  amend: {
    articles: '第十四条、第十六条',
    from: '2026-05-01',
    by: '市人大常委会公告第3号',
    what: '提高罚款下限',
  },
  repeal: { articles: '第十五条', from: '2026-06-01', by: '市人大常委会公告第3号' },
  repealAll: { from: '2027-01-01', by: '市人大常委会公告第9号' },
  tellMore: {},
  correct: { no: 1, checked: '登错了条号' },
  bringText: { text: ['file-1'], source: 'verified' },
  check: { checked: '现行有效' },
}

const MANY = Array.from({ length: 135 }, (_, n): Resting => ({
  unit: `u${String(n).padStart(3, '0')}`,
  what: 'item',
  id: `i${n}`,
  title: '事项',
}))

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, who = 'justice.clerk', more: Partial<Act> = {}): Act => ({
  at,
  act,
  who,
  ...more,
})

const register = doing('2026-03-02', 'register', 'justice.clerk', { state: 'inForce', owes: ['check'] })
const amend = doing('2026-04-01', 'amend', 'justice.clerk', {
  state: 'inForce',
  opens: 3,
  owes: ['check'],
  holds: {
    waiting: 0,
    reviews: [
      { no: 1, unit: 'housing', review: 'f1' },
      { no: 1, unit: 'justice', review: 'f2' },
      { no: 1, unit: 'water', review: 'f3' },
    ],
  },
})

export const cases: readonly Case[] = [
  {
    name: '登记、修改、删除、整件废止：每次变动都向持有依据它的事项、规则的单位发出复核',
    norm: 'B1',
    steps: [
      register,
      amend,
      doing('2026-04-02', 'repeal', 'justice.clerk', { opens: 3 }),
      doing('2026-04-03', 'check'),
      doing('2026-04-03', 'bringText'),
      doing('2026-12-01', 'repealAll', 'justice.clerk', {
        state: 'repealed',
        owes: [],
        holds: { to: '2026-12-31' },
      }),
      doing('2026-12-02', 'amend', 'justice.clerk', { refused: 'WRONG_STATE' }),
    ],
  },
  {
    name: '条号要写明且存在，变动晚于施行，一件文件只登记一次，由司法局登记',
    norm: 'B1',
    steps: [
      doing('2026-03-02', 'register', 'housing.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-02', 'register', 'justice.clerk', {
        form: { title: '中华人民共和国行政处罚法' },
        refused: 'INSTRUMENT_TWICE',
      }),
      register,
      { ...amend, form: { articles: '有关条款' }, refused: 'ARTICLE_UNKNOWN' },
      { ...amend, form: { articles: '第六十一条' }, refused: 'ARTICLE_UNKNOWN' },
      { ...amend, form: { from: '2020-01-01' }, refused: 'CHANGE_TOO_EARLY' },
      { ...amend, who: 'housing.clerk', refused: 'NOT_YOURS' },
      doing('2026-04-01', 'repeal', 'housing.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-04-01', 'repealAll', 'office.head', { refused: 'NOT_YOURS' }),
      doing('2026-04-01', 'check', 'housing.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-04-01', 'bringText', 'housing.clerk', { refused: 'NOT_YOURS' }),
    ],
  },
  {
    name: '登错的变动可以更正；没有单位待通知的不能再发',
    norm: 'B1',
    steps: [
      register,
      amend,
      doing('2026-04-02', 'correct', 'justice.clerk', { form: { no: 7 }, refused: 'CHANGE_UNKNOWN' }),
      doing('2026-04-02', 'correct', 'justice.clerk', { holds: { changes: [] } }),
      doing('2026-04-02', 'tellMore', 'justice.clerk', { refused: 'NOBODY_TO_TELL' }),
    ],
  },
  {
    name: '一次通知不完的，次日前继续通知；没有通知完不能整件废止',
    norm: 'B1',
    steps: [
      register,
      doing('2026-04-01', 'repealAll', 'justice.clerk', { resting: MANY, refused: 'TOO_MANY_HOLDERS' }),
      doing('2026-04-01', 'amend', 'justice.clerk', {
        resting: MANY,
        opens: 120,
        owes: ['check', 'tellMore'],
        holds: { waiting: 15 },
      }),
      doing('2026-04-01', 'repealAll', 'justice.clerk', { refused: 'TOO_MANY_HOLDERS' }),
      doing('2026-04-01', 'tellMore', 'housing.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-04-01', 'tellMore', 'justice.clerk', {
        resting: MANY,
        opens: 15,
        owes: ['check'],
        holds: { waiting: 0 },
      }),
    ],
  },
]
