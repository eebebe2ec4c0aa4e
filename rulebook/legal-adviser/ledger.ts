import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of the register; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'name', title: '姓名', width: 14, from: 'name' },
  { name: 'kind', title: '身份', width: 12, from: 'kind' },
  { name: 'from', title: '执业机构、单位', width: 28, from: 'from' },
  { name: 'field', title: '专业领域', width: 24, from: 'field' },
  { name: 'since', title: '聘期起', width: 14, from: 'since' },
  { name: 'until', title: '聘期止', width: 14, from: 'until' },
  { name: 'state', title: '状态', width: 12, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
