import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** 收文登记簿: the columns of the paper register, in its order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'receivedOn', title: '收文日期', width: 12, from: 'receivedOn' },
  { name: 'sender', title: '来文单位', width: 22, from: 'sender' },
  { name: 'theirNumber', title: '来文字号', width: 18, from: 'theirNumber' },
  { name: 'title', title: '标题', width: 40, from: 'title' },
  { name: 'urgency', title: '紧急程度', width: 10, from: 'urgency' },
  { name: 'copies', title: '份数', width: 6, from: 'copies' },
  { name: 'proposal', title: '拟办意见', width: 28, from: 'proposal' },
  { name: 'leader', title: '批示领导', width: 14, from: 'leader' },
  { name: 'lead', title: '主办单位', width: 18, from: 'lead' },
  { name: 'cooperating', title: '协办单位', width: 20, from: 'cooperating' },
  { name: 'askedBy', title: '来文时限', width: 12, from: 'askedBy' },
  { name: 'due', title: '办理时限', width: 12, from: 'due' },
  { name: 'handled', title: '办理情况', width: 32, from: 'handled' },
  { name: 'settledOn', title: '办结日期', width: 12, from: 'settledOn' },
  { name: 'state', title: '办理状态', width: 12, from: 'state' },
]
