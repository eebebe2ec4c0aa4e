import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of 公众参与台账 in their order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '事项', width: 40, from: 'title' },
  { name: 'unit', title: '提出单位', width: 20, from: 'unit' },
  { name: 'handler', title: '经办人', width: 10, from: 'handler' },
  { name: 'from', title: '征求意见开始', width: 14, from: 'from' },
  { name: 'until', title: '征求意见截止', width: 14, from: 'until' },
  { name: 'where', title: '公布渠道', width: 24, from: 'where' },
  { name: 'hearingOn', title: '听证会日期', width: 14, from: 'hearingOn' },
  { name: 'closedOn', title: '审定日期', width: 14, from: 'closedOn' },
  { name: 'due', title: '办理时限', width: 14, from: 'due' },
  { name: 'state', title: '办理状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
