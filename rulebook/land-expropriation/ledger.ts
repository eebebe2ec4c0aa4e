import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of 土地征收台账; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '项目名称', width: 36, from: 'title' },
  { name: 'interest', title: '公共利益', width: 24, from: 'interest' },
  { name: 'collective', title: '农村集体经济组织', width: 24, from: 'collective' },
  { name: 'scope', title: '征收范围', width: 30, from: 'scope' },
  { name: 'approver', title: '批准机关', width: 14, from: 'approver' },
  { name: 'preannouncedOn', title: '预公告日期', width: 14, from: 'preannouncedOn' },
  { name: 'surveyedOn', title: '现状调查完成日期', width: 16, from: 'surveyedOn' },
  { name: 'planOn', title: '方案公告日期', width: 14, from: 'planOn' },
  { name: 'noticeUntil', title: '方案公告截止', width: 14, from: 'noticeUntil' },
  { name: 'settledOn', title: '方案确定日期', width: 14, from: 'settledOn' },
  { name: 'fundsOn', title: '费用落实日期', width: 14, from: 'fundsOn' },
  { name: 'appliedOn', title: '申请征收日期', width: 14, from: 'appliedOn' },
  { name: 'approval', title: '批准文号', width: 22, from: 'approval' },
  { name: 'receivedOn', title: '收到批准文件日期', width: 16, from: 'receivedOn' },
  { name: 'announcedOn', title: '征收土地公告日期', width: 16, from: 'announcedOn' },
  { name: 'securityOn', title: '社会保障费用落实日期', width: 18, from: 'securityOn' },
  { name: 'unit', title: '自然资源部门', width: 20, from: 'unit' },
  { name: 'due', title: '当前时限', width: 14, from: 'due' },
  { name: 'state', title: '状态', width: 18, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
