/** What stands in the trail, and what it is called there. */
export const TRAIL_KINDS = {
  'audit.login': '登录',
  'audit.loginFailed': '登录失败',
  'audit.locked': '账号锁定',
  'audit.logout': '退出',
  'audit.password': '修改密码',
  'audit.sessionEnded': '退出别处的登录',
  'audit.secondFactorOn': '启用两步验证',
  'audit.secondFactorOff': '停用两步验证',
  'audit.recoveryCodes': '重新生成备用码',
  'audit.account': '账号办理',
  'audit.sessionsEnded': '退出他人的登录',
  'audit.appointment': '任命和代理',
  'audit.administration': '管理员岗位',
  'audit.import': '名录导入',
  'audit.delegation': '委托',
  'audit.delegationRevoked': '撤回委托',
  'audit.parameter': '参数',
  'audit.calendar': '工作日历',
  'audit.messages': '消息重送',
  'audit.clock': '确认系统时钟',
  'audit.binding': '统一认证绑定',
  'audit.unbinding': '统一认证解绑',
  'audit.refused': '越权被拒',
  'audit.export': '导出',
} as const satisfies Readonly<Record<`audit.${string}`, string>>

export type TrailKind = keyof typeof TRAIL_KINDS
