import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of 公平竞争审查台账 in their order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '政策措施', width: 40, from: 'title' },
  { name: 'unit', title: '起草单位', width: 20, from: 'unit' },
  { name: 'firstOn', title: '初审日期', width: 14, from: 'firstOn' },
  { name: 'reviewer', title: '审查单位', width: 20, from: 'reviewer' },
  { name: 'conclusion', title: '审查结论', width: 24, from: 'conclusion' },
  { name: 'exceptionUntil', title: '例外期限', width: 14, from: 'exceptionUntil' },
  { name: 'closedOn', title: '审查日期', width: 14, from: 'closedOn' },
  { name: 'due', title: '办理时限', width: 14, from: 'due' },
  { name: 'state', title: '办理状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
