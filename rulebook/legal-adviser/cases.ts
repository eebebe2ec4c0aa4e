import type { Case, Step } from '#test/cases.ts'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  engage: {
    name: '法律顾问甲',
    kind: 'counsel',
    from: '云汀某律师事务所',
    field: '行政法、合同',
    since: '2026-03-02',
    until: '2026-12-31',
  },
  declareConflict: { unit: 'housing', why: '担任其常年法律顾问' },
  endConflict: { no: 1, reason: '合同已经终止' },
  appraise: { grade: 'good', words: '意见及时、有用' },
  renew: { until: '2027-12-31' },
  end: { ending: '聘期届满不再续聘' },
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who: 'justice.clerk',
  ...more,
})

const engage = doing('2026-03-02', 'engage', { state: 'active', owes: ['appraise', 'renew'] })

export const cases: readonly Case[] = [
  {
    name: '聘任、登记和解除利害关系、考核、续聘、解聘',
    norm: 'B2',
    steps: [
      engage,
      doing('2026-03-10', 'declareConflict', { holds: { conflicts: [{ no: 1, unit: 'housing' }] } }),
      doing('2026-03-11', 'declareConflict', { form: { unit: undefined, party: '某施工企业' } }),
      doing('2026-06-01', 'endConflict', { holds: { conflicts: [{ ended: '2026-06-01' }, { no: 2 }] } }),
      doing('2026-11-01', 'appraise', { owes: ['appraise', 'renew'] }),
      doing('2026-11-02', 'renew', { holds: { until: '2027-12-31' } }),
      doing('2026-11-03', 'end', { state: 'ended', owes: [] }),
    ],
  },
  {
    name: '由法制机构聘任和管理；聘期、利害关系写实',
    norm: 'B2',
    steps: [
      { ...engage, who: 'housing.clerk', refused: 'NOT_YOURS' },
      { ...engage, form: { until: '2026-03-02' }, refused: 'ADVISER_TERM_UNFIT' },
      engage,
      ...(['declareConflict', 'endConflict', 'appraise', 'renew', 'end'] as const).map((act) =>
        doing('2026-03-10', act, { who: 'housing.clerk', refused: 'NOT_YOURS' }),
      ),
      doing('2026-03-10', 'declareConflict', { form: { unit: undefined }, refused: 'CONFLICT_UNNAMED' }),
      doing('2026-03-10', 'endConflict', { refused: 'CONFLICT_UNKNOWN' }),
      doing('2026-03-10', 'declareConflict'),
      doing('2026-03-11', 'endConflict'),
      doing('2026-03-11', 'endConflict', { refused: 'CONFLICT_UNKNOWN' }),
      doing('2026-03-11', 'renew', { form: { until: '2026-12-31' }, refused: 'ADVISER_TERM_UNFIT' }),
    ],
  },
  {
    name: '聘期届满前没有续聘、解聘的，提醒',
    norm: 'B2',
    steps: [engage, { at: '2026-12-24T16:00:00.000Z', lapse: 'renew', rung: 'remind' }],
  },
]
