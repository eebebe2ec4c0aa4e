import * as f from '#kernel/fields.ts'
import type { FormOf } from '#kernel/fields.ts'

/** 当事人 and 执法人员 of an enforcement case: the same on every case, whatever its law. */

export const partyKinds = { person: '自然人', firm: '企业', organisation: '其他组织' } as const

/** 当事人: an outside person. */
export const party = {
  kind: f.choice('当事人类型', partyKinds),
  name: f.text('姓名或者名称', { max: 100 }),
  number: f.text('证件号码或者统一社会信用代码', { max: 40, optional: true }),
  representative: f.text('法定代表人或者负责人', { max: 40, optional: true }),
  address: f.text('地址', { max: 200 }),
  contact: f.text('联系电话', { max: 40, optional: true }),
}

export type Party = FormOf<typeof party>

/** 执法人员 with the licence he showed. */
export const officer = {
  person: f.person('执法人员'),
  licence: f.text('执法证号', { max: 40 }),
}

export type Officer = FormOf<typeof officer>

/** 救济途径: where the party may go; how long he may is in the law. */
export const remedies = {
  review: f.text('行政复议机关', { max: 100, phrases: ['区人民政府'] }),
  court: f.text('管辖法院', { max: 100, phrases: ['区人民法院'] }),
}

export type Remedies = FormOf<typeof remedies>

/** How the party signs a record of what was done or said before him. */
export const signings = { signed: '签名或者盖章', refused: '拒绝签名', absent: '不在场' } as const
