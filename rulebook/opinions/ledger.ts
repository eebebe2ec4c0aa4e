import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of the register; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '议题', width: 40, from: 'title' },
  { name: 'meetingOn', title: '会议日期', width: 14, from: 'meetingOn' },
  { name: 'level', title: '密级', width: 30, from: 'level' },
  { name: 'until', title: '截止日期', width: 14, from: 'until' },
  { name: 'closedOn', title: '截止封存', width: 14, from: 'closedOn' },
  { name: 'revealedAt', title: '公开时间', width: 18, from: 'revealedAt' },
  { name: 'due', title: '办理时限', width: 14, from: 'due' },
  { name: 'state', title: '状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
