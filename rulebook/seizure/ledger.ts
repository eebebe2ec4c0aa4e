import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of a 查封扣押台账 in the office's order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'number', title: '编号', width: 18, from: 'number' },
  { name: 'title', title: '案由', width: 36, from: 'title' },
  { name: 'kind', title: '措施', width: 8, from: 'kind' },
  { name: 'unit', title: '实施机关', width: 20, from: 'unit' },
  { name: 'party', title: '当事人', width: 20, from: 'party.name' },
  { name: 'law', title: '依据', width: 30, from: 'law' },
  { name: 'decisionNumber', title: '决定书文号', width: 22, from: 'decisionNumber' },
  { name: 'seizedOn', title: '实施日期', width: 14, from: 'seizedOn' },
  { name: 'extension', title: '延长（日）', width: 10, from: 'extension' },
  { name: 'due', title: '期限届满', width: 14, from: 'due' },
  { name: 'outcome', title: '处理结果', width: 18, from: 'outcome' },
  { name: 'disposedOn', title: '处理日期', width: 14, from: 'disposedOn' },
  { name: 'state', title: '状态', width: 16, from: 'state' },
]
