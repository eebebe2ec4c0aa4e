import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of the 案例库 in the office's order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '案例', width: 40, from: 'title' },
  { name: 'side', title: '正反', width: 8, from: 'side' },
  { name: 'place', title: '对应步骤', width: 28, from: 'place' },
  { name: 'lesson', title: '启示', width: 50, from: 'lesson' },
  { name: 'source', title: '来源', width: 18, from: 'source' },
  { name: 'unit', title: '提供单位', width: 20, from: 'unit' },
  { name: 'publishedOn', title: '发布日期', width: 14, from: 'publishedOn' },
  { name: 'due', title: '复核时限', width: 14, from: 'due' },
  { name: 'state', title: '状态', width: 10, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
