import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of 会议台账 in their order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'title', title: '会议', width: 32, from: 'title' },
  { name: 'heldOn', title: '会议日期', width: 14, from: 'heldOn' },
  { name: 'startsAt', title: '时间', width: 8, from: 'startsAt' },
  { name: 'place', title: '地点', width: 20, from: 'place' },
  { name: 'chair', title: '主持人', width: 16, from: 'chair' },
  { name: 'recorder', title: '记录单位', width: 20, from: 'recorder' },
  { name: 'noticedOn', title: '通知日期', width: 14, from: 'noticedOn' },
  { name: 'openedAt', title: '开会', width: 16, from: 'openedAt' },
  { name: 'closedAt', title: '散会', width: 16, from: 'closedAt' },
  { name: 'minutesNumber', title: '纪要编号', width: 22, from: 'minutesNumber' },
  { name: 'issuedOn', title: '纪要印发日期', width: 14, from: 'issuedOn' },
  { name: 'publishedOn', title: '公开日期', width: 14, from: 'publishedOn' },
  { name: 'due', title: '现环节时限', width: 14, from: 'due' },
  { name: 'state', title: '办理状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
