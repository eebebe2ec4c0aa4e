import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of 调研台账 in their order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '事项', width: 40, from: 'title' },
  { name: 'question', title: '要弄清的问题', width: 40, from: 'question' },
  { name: 'unit', title: '提出单位', width: 20, from: 'unit' },
  { name: 'handler', title: '经办人', width: 10, from: 'handler' },
  { name: 'openedOn', title: '启动日期', width: 14, from: 'openedOn' },
  { name: 'closedOn', title: '审定日期', width: 14, from: 'closedOn' },
  { name: 'due', title: '办理时限', width: 14, from: 'due' },
  { name: 'state', title: '办理状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
