import type { Ok } from '../../api/client.ts'

export type Account = Ok<'administration.accounts'>['accounts'][number]
export type AccountAction = Account['offers'][number]

export const actionTitles: Readonly<Record<AccountAction, string>> = {
  open: '开户',
  reset: '重置密码',
  disable: '停用',
  unlock: '解锁',
  factor: '重置两步验证',
  leave: '退出登录',
}
