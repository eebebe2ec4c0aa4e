import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of a 行政处罚台账 in the office's order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'number', title: '编号', width: 18, from: 'number' },
  { name: 'title', title: '案由', width: 36, from: 'title' },
  { name: 'unit', title: '办案机关', width: 20, from: 'unit' },
  { name: 'party', title: '当事人', width: 20, from: 'party.name' },
  { name: 'simple', title: '简易程序', width: 10, from: 'simple' },
  { name: 'source', title: '案件来源', width: 16, from: 'source' },
  { name: 'filedOn', title: '立案日期', width: 14, from: 'filedOn' },
  { name: 'decideBy', title: '办案期限', width: 14, from: 'decideBy' },
  { name: 'decision', title: '处理决定', width: 18, from: 'decision' },
  { name: 'decisionNumber', title: '决定书文号', width: 22, from: 'decisionNumber' },
  { name: 'decidedOn', title: '决定日期', width: 14, from: 'decidedOn' },
  { name: 'servedOn', title: '送达日期', width: 14, from: 'servedOn' },
  { name: 'payBy', title: '缴款期限', width: 14, from: 'payBy' },
  { name: 'publishedOn', title: '公开日期', width: 14, from: 'publishedOn' },
  { name: 'ending', title: '结案方式', width: 18, from: 'ending' },
  { name: 'state', title: '状态', width: 16, from: 'state' },
]
