import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The column order found over and over in offices' own 台账; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'source', title: '任务来源', width: 24, from: 'authority.title' },
  { name: 'task', title: '工作任务', width: 36, from: 'task' },
  { name: 'target', title: '目标要求', width: 36, from: 'target' },
  { name: 'arranger', title: '分管领导', width: 14, from: 'arranger' },
  { name: 'lead', title: '牵头单位', width: 20, from: 'lead' },
  { name: 'cooperating', title: '配合单位', width: 24, from: 'cooperating' },
  { name: 'handler', title: '责任人', width: 10, from: 'handler' },
  { name: 'contact', title: '联系人及电话', width: 16, from: 'contact' },
  { name: 'due', title: '完成时限', width: 14, from: 'due' },
  { name: 'progress', title: '进展情况', width: 36, from: 'progress' },
  { name: 'trouble', title: '存在问题', width: 28, from: 'trouble' },
  { name: 'next', title: '下步措施', width: 28, from: 'next' },
  { name: 'state', title: '办理状态', width: 12, from: 'state' },
  { name: 'note', title: '备注', width: 16, from: 'ending' },
]
