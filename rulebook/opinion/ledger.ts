import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of a member's own list; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '议题', width: 40, from: 'title' },
  { name: 'until', title: '截止日期', width: 14, from: 'until' },
  { name: 'version', title: '第几版', width: 10, from: 'version' },
  { name: 'due', title: '办理时限', width: 14, from: 'due' },
  { name: 'state', title: '状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
