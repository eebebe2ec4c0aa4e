import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of an office's 发文登记簿 in their order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'docNumber', title: '发文字号', width: 20, from: 'docNumber' },
  { name: 'title', title: '标题', width: 42, from: 'title' },
  { name: 'genre', title: '文种', width: 10, from: 'genre' },
  { name: 'unit', title: '起草单位', width: 20, from: 'unit' },
  { name: 'handler', title: '拟稿人', width: 10, from: 'handler' },
  { name: 'countersigners', title: '会签单位', width: 24, from: 'countersigners' },
  { name: 'signer', title: '签发人', width: 16, from: 'signer' },
  { name: 'signedOn', title: '签发日期', width: 14, from: 'signedOn' },
  { name: 'urgency', title: '紧急程度', width: 10, from: 'urgency' },
  { name: 'to', title: '主送', width: 24, from: 'to' },
  { name: 'printedCopies', title: '份数', width: 8, from: 'printedCopies' },
  { name: 'sentOn', title: '分发日期', width: 14, from: 'sentOn' },
  { name: 'sentTo', title: '分发单位', width: 24, from: 'sentTo' },
  { name: 'fileNumber', title: '档号', width: 14, from: 'fileNumber' },
  { name: 'due', title: '现环节时限', width: 14, from: 'due' },
  { name: 'state', title: '办理状态', width: 14, from: 'state' },
  { name: 'number', title: '办理编号', width: 16, from: 'number' },
]
