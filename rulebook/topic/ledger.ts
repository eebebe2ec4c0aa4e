import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of an office's 议题库 in their order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '议题', width: 40, from: 'title' },
  { name: 'body', title: '议事机构', width: 20, from: 'bodyTitle' },
  { name: 'unit', title: '提出单位', width: 20, from: 'unit' },
  { name: 'handler', title: '经办人', width: 10, from: 'handler' },
  { name: 'kind', title: '类别', width: 14, from: 'kind' },
  { name: 'class', title: '重要程度', width: 12, from: 'class' },
  { name: 'sum', title: '金额（万元）', width: 14, from: 'sum' },
  { name: 'appliedOn', title: '提出日期', width: 14, from: 'appliedOn' },
  { name: 'meetingOn', title: '会议日期', width: 14, from: 'meetingOn' },
  { name: 'outcome', title: '会议决定', width: 12, from: 'outcome' },
  { name: 'decidedOn', title: '决定日期', width: 14, from: 'decidedOn' },
  { name: 'due', title: '列会时限', width: 14, from: 'due' },
  { name: 'state', title: '办理状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
