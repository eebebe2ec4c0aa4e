import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of the register; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '送审事项', width: 40, from: 'title' },
  { name: 'about', title: '类别', width: 18, from: 'about' },
  { name: 'unit', title: '送审单位', width: 20, from: 'unit' },
  { name: 'submittedOn', title: '送审日期', width: 14, from: 'submittedOn' },
  { name: 'askedOn', title: '补正通知', width: 14, from: 'askedOn' },
  { name: 'acceptedOn', title: '材料齐全', width: 14, from: 'acceptedOn' },
  { name: 'reviewer', title: '审查人员', width: 12, from: 'reviewer' },
  { name: 'due', title: '现环节时限', width: 14, from: 'due' },
  { name: 'verdict', title: '结论', width: 12, from: 'issued.verdict' },
  { name: 'issuedOn', title: '出具日期', width: 14, from: 'issuedOn' },
  { name: 'opinionNumber', title: '意见书文号', width: 20, from: 'opinionNumber' },
  { name: 'adopted', title: '采纳情况', width: 14, from: 'adopted' },
  { name: 'state', title: '状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
