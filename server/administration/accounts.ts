import { dayAt } from '#kernel/time.ts'
import {
  type AccountListRow,
  disableAccount,
  listAccounts,
  openAccount,
  resetAccount,
  resetSecondFactor,
} from '#store/administration.ts'
import { revokeSessionsOf } from '#store/sessions.ts'
import { type Administration, type AdministratorRow, readAdministrators } from '#store/administrators.ts'
import type { StoreContext } from '#store/context.ts'
import { type AccountRow, accountOf, personExists, seatsOf } from '#store/identity.ts'
import { ADMINISTRATOR, mayAdminister } from '../identity/administrators.ts'
import { type Caller, staleness } from '../identity/caller.ts'
import { firstPassword, hashPassword } from '../identity/passwords.ts'
import { type Problem, notFound, problem } from '../problem.ts'

/** One page of people with their accounts. */
export async function accountPage(
  context: StoreContext,
  by: Caller,
  query: { q?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const now = context.clock.now()
  const filter = { like: (query.q ?? '').trim(), after: query.cursor ?? '', limit: query.limit + 1 }
  const rows = await listAccounts(context, dayAt(now), filter)
  const shown = rows.slice(0, query.limit)
  const seated = await readAdministrators(context.db, context.tenant, dayAt(now))
  const mine: Record<Administration, boolean> = {
    system: by.seat.administers === 'system',
    security: await mayAdminister(context, by.seat, ['security']),
    audit: false,
  }
  return {
    accounts: shown.map((row) => ({
      person: row.person,
      name: row.name,
      login: row.login,
      unitName: row.unitName,
      state: stateOf(row, now),
      offers: OFFERED[stateOf(row, now)].filter((action) => {
        const own = row.person === by.actor.person && action in OWN
        // Of a second factor only who has one is offered the reset.
        if (action === 'factor' && !row.secondFactor) return false
        return !own && mine[whoseAccount(seated, row.person, action)]
      }),
    })),
    next: rows.length > query.limit ? (shown.at(-1)?.person ?? null) : null,
  }
}

type State = 'none' | 'active' | 'locked' | 'disabled'

const OFFERED: Readonly<Record<State, readonly AccountChange['action'][]>> = {
  none: ['open'],
  active: ['reset', 'disable', 'factor', 'leave'],
  locked: ['unlock', 'reset', 'disable', 'factor', 'leave'],
  disabled: ['open'],
}

function stateOf({ login, lockedUntil, disabledAt }: AccountListRow, now: string): State {
  if (login === null) return 'none'
  if (disabledAt !== null) return 'disabled'
  return lockedUntil !== null && lockedUntil > now ? 'locked' : 'active'
}

export interface AccountChange {
  readonly action: 'open' | 'reset' | 'disable' | 'unlock' | 'factor' | 'leave'
  readonly login?: string | undefined
  readonly reason?: string | undefined
}

type Credentials = { login: string | null; password: string | null }

/**
 * Opens, resets, disables or unlocks an account. A one-time password is given once, in the answer, and kept nowhere. Whoever
 * gives a leader's account a new password writes down why; the caller keeps the reason in the log.
 */
export async function changeAccount(
  context: StoreContext,
  by: Caller,
  person: string,
  change: AccountChange,
): Promise<Credentials | Problem> {
  if (!(await personExists(context, person))) return notFound()
  const seated = await readAdministrators(context.db, context.tenant, dayAt(context.clock.now()))
  const whose = whoseAccount(seated, person, change.action)
  if (!(await mayAdminister(context, by.seat, [whose]))) {
    const said = SECURITYS.get(change.action) ?? (whose === 'security' ? '管理员的账号' : '这个账号')
    return problem('FORBIDDEN', `${said}由${ADMINISTRATOR[whose]}办理`)
  }
  if (person === by.actor.person && change.action in OWN)
    return problem('CONFLICT', OWN[change.action as keyof typeof OWN])
  const stale = change.action === 'leave' ? null : staleness(by, context.clock.now())
  if (stale) return stale
  if (change.action === 'factor' && !change.reason) {
    const said = '重置两步验证须写明原因，原因会留存'
    return problem('FORM_INVALID', said, { fields: { reason: said } })
  }
  const account = await accountOf(context, person)
  if (account && givesPassword(change) && !change.reason && (await leads(context, person))) {
    const said = '此人在区领导班子任职，重置密码须写明原因，原因会留存'
    return problem('FORM_INVALID', said, { fields: { reason: said } })
  }
  if (change.action === 'open') return open(context, person, change.login ?? '', account)
  if (!account) return problem('CONFLICT', '此人还没有账号，请先开户')
  const { login } = account
  switch (change.action) {
    case 'reset': {
      const password = firstPassword()
      await resetAccount(context, person, await hashPassword(password), context.clock.now())
      return { login, password }
    }
    case 'disable':
      await disableAccount(context, person, context.clock.now())
      return { login, password: null }
    case 'factor':
      return (await resetSecondFactor(context, person, context.clock.now()))
        ? { login, password: null }
        : problem('CONFLICT', '此人没有启用两步验证')
    case 'leave':
      await revokeSessionsOf(context, context.db, person, context.clock.now())
      return { login, password: null }
    case 'unlock':
      await resetAccount(context, person, null, context.clock.now())
      return { login, password: null }
  }
}

const OWN = {
  reset: '自己的密码请在“我的账号”里修改',
  disable: '不能停用自己的账号',
  factor: '自己的两步验证请在“我的账号”里办',
  leave: '自己的登录请在“我的账号”里退出',
} as const

/** What of any account is 安全管理员's, and what it is called. */
const SECURITYS: ReadonlyMap<AccountChange['action'], string> = new Map([
  ['unlock', '解锁'],
  ['factor', '重置两步验证'],
  ['leave', '退出他人的登录'],
])

/** Accounts are 系统管理员's business; unlocking, and every account of somebody who administers, 安全管理员's. */
const whoseAccount = (
  seated: readonly AdministratorRow[],
  person: string,
  action: AccountChange['action'],
): Administration =>
  SECURITYS.has(action) || seated.some((row) => row.person === person) ? 'security' : 'system'

const givesPassword = ({ action }: AccountChange): boolean => action === 'reset' || action === 'open'

/** Sits in a unit of the district's leaders today, themselves or acting; what is delegated does not count. */
async function leads(context: StoreContext, person: string): Promise<boolean> {
  const seats = await seatsOf(context, person, dayAt(context.clock.now()))
  return seats.some((seat) => seat.as !== 'delegate' && seat.functions.includes('leadership'))
}

async function open(
  context: StoreContext,
  person: string,
  login: string,
  account: AccountRow | undefined,
): Promise<Credentials | Problem> {
  if (!/^[a-z][a-z0-9._-]{2,31}$/.test(login)) {
    const said = '账号应以小写字母开头，3至32位，只用小写字母、数字和 . _ -'
    return problem('FORM_INVALID', said, { fields: { login: said } })
  }
  if (account && !account.disabledAt) return problem('CONFLICT', '此人已有账号，忘记密码请用“重置”')
  const password = firstPassword()
  if (!(await openAccount(context, person, login, await hashPassword(password)))) {
    return problem('CONFLICT', '这个账号已经有人用了，请换一个')
  }
  return { login, password }
}
