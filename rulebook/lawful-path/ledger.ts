import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of the register; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '要办的事', width: 40, from: 'title' },
  { name: 'unit', title: '请求单位', width: 20, from: 'unit' },
  { name: 'askedOn', title: '请求日期', width: 14, from: 'askedOn' },
  { name: 'researcher', title: '研究人员', width: 12, from: 'researcher' },
  { name: 'answer', title: '结论', width: 20, from: 'answer' },
  { name: 'answeredOn', title: '答复日期', width: 14, from: 'answeredOn' },
  { name: 'chosen', title: '采用第几条', width: 12, from: 'chosen' },
  { name: 'due', title: '现环节时限', width: 14, from: 'due' },
  { name: 'state', title: '状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
