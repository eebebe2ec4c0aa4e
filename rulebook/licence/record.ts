import * as f from '#kernel/fields.ts'
import type { PowerKind } from '#kernel/lists.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

/** 执法类别, as the card has it. */
export const scopes = {
  full: '行政处罚、行政强制、行政检查和其他执法',
  penalty: '行政处罚、行政检查',
  inspection: '行政检查',
} as const
export type Scope = keyof typeof scopes

/** The kinds of powers that a card covers. */
export const kindsOf: Readonly<Record<Scope, readonly PowerKind[]>> = {
  full: [
    'licence',
    'penalty',
    'coercion',
    'levy',
    'payment',
    'inspection',
    'confirmation',
    'reward',
    'ruling',
    'other',
  ],
  penalty: ['penalty', 'inspection'],
  inspection: ['inspection'],
}

/** Open to the whole district: who may enforce the law is nobody's secret. */
const all = { seenBy: 'all' } as const

/** 行政执法证 as it is kept. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('执法证', { max: 200, ...all }),
  person: f.person('执法人员', all),
  unit: f.unit('执法单位', all),
  certificate: f.text('证号', { max: 40, ...all }),
  scope: f.choice('执法类别', scopes, all),
  from: f.day('发证日期', all),
  until: f.day('有效期至', all),
  exam: f.text('资格考试', { max: 300, ...all }),
  // That somebody holds a card says that he passed; which sitting it was is his and the office's.
  passed: f.matter('合格的考试', { seenBy: ['issuer'] }),
  stopped: f.day('暂扣、收回日期', all),
  reason: f.text('暂扣、收回的理由', { max: 1000, ...all }),
  basis: f.text('暂扣、收回的依据', { max: 500, ...all }),
  issuer: f.unit('发证机关', all),
} as const

export type LicenceRecord = RecordOf<typeof record>
