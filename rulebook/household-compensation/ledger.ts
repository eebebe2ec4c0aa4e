import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of 征收补偿分户台账; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '名称', width: 36, from: 'title' },
  { name: 'regime', title: '适用', width: 16, from: 'regime' },
  { name: 'address', title: '坐落', width: 28, from: 'address' },
  { name: 'surveyArea', title: '调查面积（平方米）', width: 14, from: 'surveyArea' },
  { name: 'finding', title: '未登记建筑认定', width: 18, from: 'finding' },
  { name: 'way', title: '补偿方式', width: 14, from: 'way' },
  { name: 'agreedOn', title: '签约日期', width: 14, from: 'agreedOn' },
  { name: 'decidedOn', title: '补偿决定日期', width: 14, from: 'decidedOn' },
  { name: 'decisionNumber', title: '补偿决定文号', width: 20, from: 'decisionNumber' },
  { name: 'servedOn', title: '送达日期', width: 14, from: 'servedOn' },
  { name: 'paidOn', title: '补偿到位日期', width: 14, from: 'paidOn' },
  { name: 'moveBy', title: '搬迁期限', width: 14, from: 'moveBy' },
  { name: 'movedOn', title: '搬迁、交付日期', width: 14, from: 'movedOn' },
  { name: 'appliedOn', title: '申请强制执行日期', width: 16, from: 'appliedOn' },
  { name: 'unit', title: '征收部门', width: 20, from: 'unit' },
  { name: 'due', title: '当前时限', width: 14, from: 'due' },
  { name: 'state', title: '状态', width: 16, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
