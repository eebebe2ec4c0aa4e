import type { Case, Step } from '#test/cases.ts'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  issue: {
    person: 'housing.newcomer',
    unit: 'housing',
    certificate: '33010012026001',
    scope: 'penalty',
    from: '2026-03-02',
    until: '2029-03-01',
    exam: '2026年法律知识考试合格',
  },
  renew: { until: '2031-02-28', exam: '考核合格' },
  changeScope: { scope: 'full', exam: '补考行政强制法合格' },
  suspend: { reason: '涉嫌违法执法，正在调查', basis: '区行政执法证管理规定' },
  restore: { reason: '调查终结，不予追究' },
  revoke: { reason: '调离执法岗位', basis: '区行政执法证管理规定' },
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, who = 'justice.clerk', more: Partial<Act> = {}): Act => ({
  at,
  act,
  who,
  ...more,
})

const issue = doing('2026-03-02', 'issue', 'justice.clerk', { state: 'valid', owes: ['renew'] })

export const cases: readonly Case[] = [
  {
    name: '考试合格后发证，变更类别，到期前换证',
    norm: 'B3',
    steps: [
      issue,
      doing('2026-05-06', 'changeScope'),
      doing('2029-02-20', 'renew', 'justice.clerk', { owes: ['renew'], holds: { until: '2031-02-28' } }),
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
      doing('2026-06-02', 'renew', 'justice.clerk', { refused: 'WRONG_STATE' }),
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
        form: { person: 'housing.clerk' },
        refused: 'LICENCE_TWICE',
      }),
      doing('2026-03-02', 'issue', 'justice.clerk', {
        form: { until: '2032-03-01' },
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
