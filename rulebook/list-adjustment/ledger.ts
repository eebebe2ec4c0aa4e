import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of 清单调整台账 in their order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '调整事项', width: 36, from: 'title' },
  { name: 'list', title: '清单', width: 24, from: 'list' },
  { name: 'unit', title: '申请单位', width: 22, from: 'unit' },
  { name: 'reason', title: '调整理由', width: 36, from: 'reason' },
  { name: 'decided', title: '批准依据', width: 28, from: 'decided' },
  { name: 'publishedOn', title: '公布日期', width: 14, from: 'publishedOn' },
  { name: 'publishedAt', title: '公布载体和文号', width: 24, from: 'publishedAt' },
  { name: 'effectiveOn', title: '施行日期', width: 14, from: 'effectiveOn' },
  { name: 'due', title: '现环节时限', width: 14, from: 'due' },
  { name: 'state', title: '状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
