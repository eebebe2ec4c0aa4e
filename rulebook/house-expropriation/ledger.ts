import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of 房屋征收台账; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '项目名称', width: 36, from: 'title' },
  { name: 'interest', title: '公共利益', width: 20, from: 'interest' },
  { name: 'scope', title: '征收范围', width: 30, from: 'scope' },
  { name: 'unit', title: '房屋征收部门', width: 20, from: 'unit' },
  { name: 'stopUntil', title: '暂停办理至', width: 14, from: 'stopUntil' },
  { name: 'planOn', title: '方案公布日期', width: 14, from: 'planOn' },
  { name: 'commentsUntil', title: '征求意见截止', width: 14, from: 'commentsUntil' },
  { name: 'fundsOn', title: '费用到位日期', width: 14, from: 'fundsOn' },
  { name: 'decidedOn', title: '征收决定日期', width: 14, from: 'decidedOn' },
  { name: 'decisionNumber', title: '征收决定文号', width: 20, from: 'decisionNumber' },
  { name: 'announcedOn', title: '公告日期', width: 14, from: 'announcedOn' },
  { name: 'valuer', title: '评估机构', width: 20, from: 'valuer' },
  { name: 'signBy', title: '签约期限', width: 14, from: 'signBy' },
  { name: 'filesOn', title: '分户补偿情况公布日期', width: 18, from: 'filesOn' },
  { name: 'auditOn', title: '审计结果公布日期', width: 16, from: 'auditOn' },
  { name: 'due', title: '当前时限', width: 14, from: 'due' },
  { name: 'state', title: '状态', width: 18, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
