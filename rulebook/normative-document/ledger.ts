import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of a 规范性文件台账 in the office's order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '文件名称', width: 40, from: 'title' },
  { name: 'registered', title: '统一编号', width: 18, from: 'registered' },
  { name: 'issuer', title: '制定机关', width: 16, from: 'issuer' },
  { name: 'unit', title: '起草单位', width: 20, from: 'unit' },
  { name: 'publishedOn', title: '公布日期', width: 14, from: 'publishedOn' },
  { name: 'effectiveOn', title: '施行日期', width: 14, from: 'effectiveOn' },
  { name: 'validUntil', title: '有效期至', width: 14, from: 'validUntil' },
  { name: 'filedOn', title: '报送备案日期', width: 14, from: 'filedOn' },
  { name: 'filing', title: '备案审查结果', width: 14, from: 'filing' },
  { name: 'interpretedOn', title: '解读日期', width: 14, from: 'interpretedOn' },
  { name: 'due', title: '届满时限', width: 14, from: 'due' },
  { name: 'state', title: '状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
