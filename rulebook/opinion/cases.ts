import type { Case, Step } from '#test/cases.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'

const ctx = {
  meeting: 'w1',
  item: 't1',
  member: 'finance.head',
  round: 'r1',
  ver: 1,
  expected: 'hash-of-members',
  trustees: 'hash-of-keepers',
}
const note = (change: Readonly<Record<string, unknown>> = {}, slots: readonly string[] = ['a', 'b']) =>
  JSON.stringify({ ctx: { ...ctx, ...change }, commit: 'c', sm3: 's', slots, envelope: 'h' })

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  issue: {
    round: 'r1',
    title: '桥东片区排水改造工程',
    meeting: 'w1',
    topic: 't1',
    post: 'finance.head',
    recorder: 'office',
    until: '2026-04-27',
    expected: 'hash-of-members',
    trustees: 'hash-of-keepers',
    keys: [
      { slot: 'a', side: 'insp', key: 'k1' },
      { slot: 'b', side: 'proc', key: 'k2' },
    ],
  },
  seal: { sealed: note() },
  explain: { explained: '请假缺席' },
}

const round = (state: string, post = 'finance.head'): Readonly<Record<string, MatterFacts>> => ({
  r1: {
    procedure: 'opinions',
    state,
    final: false,
    title: '桥东片区排水改造工程',
    record: { sheets: [{ post, sheet: 'm1' }] },
  },
  t1: { procedure: 'topic', state: 'placed', final: false, title: '', record: {} },
  w1: { procedure: 'meeting', state: 'noticed', final: false, title: '', record: {} },
})

const untilNow = (until: string): Readonly<Record<string, MatterFacts>> => {
  const known = round('collecting')
  const { r1 } = known
  return { ...known, ...(r1 ? { r1: { ...r1, record: { ...r1.record, until } } } : {}) }
}

const doing = (
  at: string,
  act: string,
  who: string,
  more: Partial<Extract<Step, { act: string }>> = {},
): Step => ({ at, act, who, matters: round('collecting'), ...more }) as Step

const MEMBER = 'finance.head'
const issue = doing('2026-04-21', 'issue', 'office.clerk', {
  state: 'open',
  owes: ['seal'],
  seen: {
    'finance.head': true,
    'finance.clerk': false,
    'office.head': false,
    'discipline.head': false,
    'leaders.head': false,
  },
})
const seal = doing('2026-04-22', 'seal', MEMBER, {
  state: 'sealed',
  owes: [],
  holds: { version: 1, commit: 'c' },
})

export const cases: readonly Case[] = [
  {
    name: '征集随会议改期，封存过和没有封存的一样延到新的截止日期',
    norm: 'A3',
    steps: [
      issue,
      doing('2026-04-22', 'follow', MEMBER, { matters: untilNow('2026-04-27'), refused: 'MEETING_UNMOVED' }),
      doing('2026-04-22', 'follow', MEMBER, {
        matters: untilNow('2026-05-05'),
        holds: { until: '2026-05-05' },
      }),
      doing('2026-05-04', 'seal', MEMBER, { state: 'sealed' }),
      doing('2026-05-04', 'follow', MEMBER, {
        matters: untilNow('2026-05-07'),
        state: 'sealed',
        holds: { until: '2026-05-07', version: 1 },
      }),
    ],
  },
  {
    name: '封存，改主意再封一次；除本人外没有人看得到',
    norm: 'A3',
    steps: [
      issue,
      seal,
      doing('2026-04-23', 'seal', MEMBER, { form: { sealed: note({ ver: 2 }) }, holds: { version: 2 } }),
    ],
  },
  {
    name: '没有向他征集的，不发',
    norm: 'A3',
    steps: [{ ...issue, matters: round('collecting', 'water.head'), refused: 'NO_ROUND' } as Step],
  },
  {
    name: '密封件是别人的、别的议题、会议、轮次、版次、名单、保管人的，不收',
    norm: 'A3',
    steps: [
      issue,
      ...[
        { member: 'water.head' },
        { item: 't2' },
        { meeting: 'w2' },
        { round: 'r2' },
        { ver: 2 },
        { expected: 'others' },
        { trustees: 'others' },
      ].map((change) =>
        doing('2026-04-22', 'seal', MEMBER, { form: { sealed: note(change) }, refused: 'ENVELOPE_UNFIT' }),
      ),
      doing('2026-04-22', 'seal', MEMBER, { form: { sealed: note({}, ['a']) }, refused: 'ENVELOPE_UNFIT' }),
      doing('2026-04-22', 'seal', MEMBER, { form: { sealed: '同意' }, refused: 'ENVELOPE_UNFIT' }),
      seal,
      { ...seal, refused: 'ENVELOPE_UNFIT' } as Step,
    ],
  },
  {
    name: '本人封存：受委托的、别人都不行；截止后不收；没有封存的说明原因',
    norm: 'A3',
    steps: [
      issue,
      doing('2026-04-22', 'seal', MEMBER, { as: { as: 'delegate' }, refused: 'SEAL_IN_PERSON' }),
      doing('2026-04-22', 'seal', 'leaders.head', { refused: 'NOT_YOURS' }),
      doing('2026-04-28', 'seal', MEMBER, { refused: 'ROUND_CLOSED' }),
      doing('2026-04-24', 'seal', MEMBER, { matters: round('closed'), refused: 'ROUND_CLOSED' }),
      doing('2026-04-24', 'explain', MEMBER, { refused: 'STILL_GATHERING' }),
      { at: '2026-04-27', lapse: 'seal', rung: 'remind', tells: 'finance.head' },
      { at: '2026-04-28', lapse: 'seal', rung: 'lapse', tells: 'finance.head' },
      doing('2026-04-28', 'explain', MEMBER, { matters: round('closed'), state: 'missed', owes: [] }),
    ],
  },
]
