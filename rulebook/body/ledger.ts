import type { LedgerColumn } from '#kernel/vocabulary.ts'

/** The columns of 议事机构名册 in their order; 序号 is added by the sheet. */
export const ledger: readonly LedgerColumn[] = [
  { name: 'name', title: '议事机构', width: 28, from: 'name' },
  { name: 'unit', title: '所属单位', width: 22, from: 'unit' },
  { name: 'kind', title: '类别', width: 14, from: 'kind' },
  { name: 'chair', title: '主持人', width: 16, from: 'chair' },
  { name: 'recorder', title: '记录单位', width: 20, from: 'recorder' },
  { name: 'mode', title: '决定方式', width: 24, from: 'mode' },
  { name: 'quorum', title: '法定到会人数', width: 16, from: 'quorum' },
  { name: 'every', title: '召开间隔（日）', width: 12, from: 'every' },
  { name: 'version', title: '规则版本', width: 10, from: 'version' },
  { name: 'held', title: '会次', width: 8, from: 'held' },
  { name: 'lastOn', title: '上次会议', width: 14, from: 'lastOn' },
  { name: 'nextBy', title: '下次会议不晚于', width: 14, from: 'nextBy' },
  { name: 'state', title: '状态', width: 14, from: 'state' },
  { name: 'number', title: '编号', width: 16, from: 'number' },
]
