import { dayAt } from '#kernel/time.ts'
import {
  type AccountListRow,
  disableAccount,
  listAccounts,
  openAccount,
  resetPassword,
} from '#store/administration.ts'
import type { StoreContext } from '#store/context.ts'
import { accountOf, clearFailures, personExists, revokeSessionsOf } from '#store/identity.ts'
import { firstPassword, hashPassword } from '../identity/passwords.ts'
import { type Problem, notFound, problem } from '../problem.ts'

/** One page of people with their accounts. */
export async function accountPage(
  context: StoreContext,
  query: { q?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const now = context.clock.now()
  const filter = { like: (query.q ?? '').trim(), after: query.cursor ?? '', limit: query.limit + 1 }
  const rows = await listAccounts(context, dayAt(now), filter)
  const shown = rows.slice(0, query.limit)
  return {
    accounts: shown.map((row) => ({
      person: row.person,
      name: row.name,
      login: row.login,
      unitName: row.unitName,
      state: stateOf(row, now),
    })),
    next: rows.length > query.limit ? (shown.at(-1)?.person ?? null) : null,
  }
}

function stateOf(
  { login, lockedUntil, disabledAt }: AccountListRow,
  now: string,
): 'none' | 'active' | 'locked' | 'disabled' {
  if (login === null) return 'none'
  if (disabledAt !== null) return 'disabled'
  return lockedUntil !== null && lockedUntil > now ? 'locked' : 'active'
}

export interface AccountChange {
  readonly action: 'open' | 'reset' | 'disable' | 'unlock'
  readonly login?: string | undefined
}

type Credentials = { login: string | null; password: string | null }

/** Opens, resets, disables or unlocks an account. A one-time password is given once, in the answer, and kept nowhere. */
export async function changeAccount(
  context: StoreContext,
  by: string,
  person: string,
  change: AccountChange,
): Promise<Credentials | Problem> {
  if (!(await personExists(context, person))) return notFound()
  if (change.action === 'open') return open(context, person, change.login ?? '')
  const account = await accountOf(context, person)
  if (!account) return problem('CONFLICT', '此人还没有账号，请先开户')
  const { login } = account
  switch (change.action) {
    case 'reset': {
      const password = firstPassword()
      await resetPassword(context, person, await hashPassword(password))
      await revokeSessionsOf(context, context.db, person, context.clock.now())
      return { login, password }
    }
    case 'disable':
      if (person === by) return problem('CONFLICT', '不能停用自己的账号')
      await disableAccount(context, person, context.clock.now())
      await revokeSessionsOf(context, context.db, person, context.clock.now())
      return { login, password: null }
    case 'unlock':
      await clearFailures(context, person)
      return { login, password: null }
  }
}

async function open(context: StoreContext, person: string, login: string): Promise<Credentials | Problem> {
  if (!/^[a-z][a-z0-9._-]{2,31}$/.test(login)) {
    const said = '账号应以小写字母开头，3至32位，只用小写字母、数字和 . _ -'
    return problem('FORM_INVALID', said, { fields: { login: said } })
  }
  const account = await accountOf(context, person)
  if (account && !account.disabledAt) return problem('CONFLICT', '此人已有账号，忘记密码请用“重置”')
  const password = firstPassword()
  if (!(await openAccount(context, person, login, await hashPassword(password)))) {
    return problem('CONFLICT', '这个账号已经有人用了，请换一个')
  }
  return { login, password }
}
