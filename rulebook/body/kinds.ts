/** 三重一大 as the body's list sorts it. A topic's kind is one of these. */
export const collectiveKinds = {
  decision: '重大决策',
  personnel: '重要人事任免',
  project: '重大项目安排',
  fund: '大额度资金使用',
  land: '土地',
  asset: '资产处置',
  other: '其他',
} as const
