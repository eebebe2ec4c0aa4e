import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of the register; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '合同名称', width: 40, from: 'title' },
  { name: 'unit', title: '订立单位', width: 20, from: 'unit' },
  { name: 'other', title: '对方当事人', width: 24, from: 'other' },
  { name: 'sum', title: '金额（万元）', width: 12, from: 'sum' },
  { name: 'reviewed', title: '合法性审查', width: 24, from: 'reviewed' },
  { name: 'signedOn', title: '签订日期', width: 14, from: 'signedOn' },
  { name: 'until', title: '履行期限至', width: 14, from: 'until' },
  { name: 'due', title: '现环节时限', width: 14, from: 'due' },
  { name: 'state', title: '状态', width: 12, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
