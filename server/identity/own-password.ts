import type { FastifyReply, FastifyRequest } from 'fastify'
import { accountOf, clearFailures } from '#store/identity.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { changePassword, passwordsBefore } from '#store/sessions.ts'
import { DONE } from '../contract/register.ts'
import { type Problem, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { recorded } from '../trail/record.ts'
import type { Caller } from './caller.ts'
import { attempt } from './login.ts'
import { hashPassword, passwordFault, verifyPassword } from './passwords.ts'
import { identityRules } from './settings.ts'

/** Changes a person's own password, which they show to know; their other sessions end. */
export async function changeOwnPassword(
  { context }: Services,
  call: { caller: Caller; request: FastifyRequest; reply: FastifyReply },
  { current, next }: { readonly current: string; readonly next: string },
): Promise<typeof DONE | Problem> {
  const { caller } = call
  const account = await accountOf(context, caller.actor.person)
  if (!account) return problem('CONFLICT', '您没有设密码的账号')
  const free = await attempt(context, call, account.person)
  if (!free || !(await verifyPassword(account.password, current))) {
    return problem('FORM_INVALID', '现用密码不正确', { fields: { current: '现用密码不正确' } })
  }
  // The current one was right, whatever becomes of the next.
  await clearFailures(context, account.person)
  const { password: rules } = await identityRules(context)
  const words = await namesOf(context)
  const fault =
    (await passwordFault(next, { login: account.login, words }, rules)) ??
    (await usedBefore(context, account, next, rules.history))
  if (fault) return problem('FORM_INVALID', fault, { fields: { next: fault } })
  const hash = await hashPassword(next)
  const how = { keepSession: caller.sessionId, kept: rules.history }
  return recorded(
    context,
    call,
    'audit.password',
    async (inner) => {
      await changePassword(inner, account.person, hash, context.clock.now(), how)
      return DONE
    },
    () => ({}),
  )
}

/** The district's own names: what somebody who knows it would try first. */
async function namesOf(context: StoreContext): Promise<string[]> {
  const { directory } = await districtOf(context)
  return directory.units().flatMap(({ name, shortName }) => [name, shortName])
}

async function usedBefore(
  context: StoreContext,
  { person, password }: { readonly person: string; readonly password: string },
  next: string,
  history: number,
): Promise<string | null> {
  if (await verifyPassword(password, next)) return '新密码不能与现用密码相同'
  for (const before of await passwordsBefore(context, person, Math.max(0, history - 1))) {
    if (await verifyPassword(before, next)) return `新密码不能与最近${history}次用过的相同`
  }
  return null
}
