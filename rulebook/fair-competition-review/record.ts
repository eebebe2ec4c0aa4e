import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { ofParent } from '../preparation/record.ts'

const all = { seenBy: 'all' } as const

/** 审查标准: what a measure may not do (公平竞争审查条例 8–11). */
export const standards = {
  entry: '限制或者变相限制市场准入和退出',
  flow: '限制商品、要素自由流动',
  cost: '影响生产经营成本',
  conduct: '影响生产经营行为',
} as const

/** 审查结论: with nothing found, under the exception of article 12, or not at all. */
export const conclusions = {
  passed: '符合公平竞争审查标准',
  excepted: '适用例外规定，可以出台',
  failed: '不符合公平竞争审查标准',
} as const

/** 初审: one standard, and whether the measure touches it. */
export const finding = {
  standard: f.choice('审查标准', standards),
  touched: f.flag('涉及'),
  words: f.text('说明', { max: 1000, lines: true }),
}

/** 听取意见: firms, trade associations and others whom it concerns (公平竞争审查条例 16). */
export const stakeholder = {
  who: f.text('经营者、行业协会商会等', { max: 200 }),
  words: f.text('意见', { max: 1000, lines: true }),
}

/** 公平竞争审查 as it is kept. Every field says who may see it. */
export const record = {
  ...ofParent,
  findings: f.rows('初审情况', finding, { ...all, most: 8 }),
  stakeholders: f.rows('听取意见情况', stakeholder, { ...all, most: 60 }),
  first: f.text('初审意见', { max: 4000, ...all }),
  firstBy: f.person('初审人', all),
  firstOn: f.day('初审日期', all),
  conclusion: f.choice('审查结论', conclusions, all),
  words: f.text('审查意见', { max: 4000, ...all }),
  exception: f.text('适用例外规定的理由', { max: 1000, ...all }),
  exceptionUntil: f.day('例外措施的实施期限', all),
  reviewer: f.unit('审查单位', all),
  reviewedBy: f.person('审查人', all),
  closedOn: f.day('审查日期', all),
} as const

export type FairnessRecord = RecordOf<typeof record>
