import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of a 决策台账 in the office's order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '决策事项', width: 40, from: 'title' },
  { name: 'body', title: '决定机构', width: 20, from: 'bodyTitle' },
  { name: 'class', title: '重要程度', width: 12, from: 'class' },
  { name: 'outcome', title: '会议决定', width: 12, from: 'outcome' },
  { name: 'decidedOn', title: '决定日期', width: 14, from: 'decidedOn' },
  { name: 'unit', title: '决策执行单位', width: 20, from: 'unit' },
  { name: 'issuedOn', title: '印发日期', width: 14, from: 'issuedOn' },
  { name: 'publishedOn', title: '公布日期', width: 14, from: 'publishedOn' },
  { name: 'reportOn', title: '下次报告日期', width: 14, from: 'reportOn' },
  { name: 'evaluation', title: '评估结论', width: 14, from: 'evaluation' },
  { name: 'due', title: '报告时限', width: 14, from: 'due' },
  { name: 'state', title: '执行状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
