import type { Ok } from '../../api/client.ts'

export type Account = Ok<'administration.accounts'>['accounts'][number]
export type AccountAction = 'open' | 'reset' | 'disable' | 'unlock'

export const actionTitles: Readonly<Record<AccountAction, string>> = {
  open: '开户',
  reset: '重置密码',
  disable: '停用',
  unlock: '解锁',
}
