import type { FastifyInstance } from 'fastify'
import { addMs } from '#kernel/time.ts'
import { accountOf, clearFailures } from '#store/identity.ts'
import { readSecondFactor, removeSecondFactor } from '#store/second-factor.ts'
import { handleOf, revokeOwnSession, revokeSessionsOf, sessionsOf } from '#store/sessions.ts'
import { operations } from '../contract/operations.ts'
import { type Call, DONE, register } from '../contract/register.ts'
import { Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { noteTrail, recorded } from '../trail/record.ts'
import { renew } from './caller.ts'
import { attempt } from './login.ts'
import { verifyPassword } from './passwords.ts'
import { confirm, enrolment, newRecoveryCodes, provesSecond } from './proof.ts'
import { identityRules } from './settings.ts'

/** Routes of a person's own second factor, sessions and proof of being themselves. */
export function registerOwnIdentity(app: FastifyInstance, services: Services): void {
  const { context } = services
  const now = (): string => context.clock.now()
  register(app, services, operations.identity, {
    secondFactor: async ({ caller }) => {
      const factor = await readSecondFactor(context, caller.actor.person)
      const { secondFactor } = await identityRules(context)
      const on = factor?.confirmedAt != null
      const required = secondFactor && caller.seat.administers !== null
      return { on, required, codesLeft: on ? factor.codesLeft : 0 }
    },

    beginSecondFactor: async ({ caller }) => {
      if (caller.due === 'password') return problem('PASSWORD_DUE', '请先修改密码')
      const { person } = caller.actor
      const account = await accountOf(context, person)
      const begun = await enrolment(services, person, account?.login ?? caller.session.name)
      return begun ?? problem('CONFLICT', '两步验证已经启用；换手机请先停用')
    },

    confirmSecondFactor: async (call) => {
      const { person } = call.caller.actor
      if (!(await attempt(context, call, person)) && (await accountOf(context, person)))
        return problem('TOO_MANY', '试得太多，请过一会儿再试', { retryAfter: 60 })
      const outcome = await recorded(
        context,
        call,
        'audit.secondFactorOn',
        async (inner) => {
          const codes = await confirm(services, inner, person, call.body.code)
          if (codes) return { codes: [...codes] }
          const said = '动态码不正确：请看手机上现在显示的六位数字，并检查手机的时间'
          return problem('FORM_INVALID', said, { fields: { code: said } })
        },
        () => ({}),
      )
      if (!(outcome instanceof Problem)) await clearFailures(context, person)
      return outcome
    },

    dropSecondFactor: async (call) => {
      const { secondFactor } = await identityRules(context)
      if (secondFactor && call.caller.seat.administers !== null)
        return problem('CONFLICT', '管理员须两步验证，不能停用；换手机请安全管理员重置')
      return recorded(
        context,
        call,
        'audit.secondFactorOff',
        async (inner) =>
          (await removeSecondFactor(inner, inner.db, call.caller.actor.person)) ? DONE : notFound(),
        () => ({}),
      )
    },

    recoveryCodes: async (call) => {
      const { person } = call.caller.actor
      if (!call.caller.session.secondFactor) return problem('CONFLICT', '请先启用两步验证')
      return recorded(
        context,
        call,
        'audit.recoveryCodes',
        async (inner) => ({ codes: [...(await newRecoveryCodes(inner, person))] }),
        () => ({}),
      )
    },

    prove: (call) => prove(services, call),

    sessions: async ({ caller }) => {
      const { idleMs } = await identityRules(context)
      const open = await sessionsOf(context, caller.actor.person, now(), addMs(now(), -idleMs))
      const own = handleOf(caller.sessionId)
      return { sessions: open.map((one) => ({ ...one, current: one.handle === own })) }
    },

    endSession: (call) =>
      recorded(
        context,
        call,
        'audit.sessionEnded',
        async (inner) =>
          (await revokeOwnSession(inner, call.caller.actor.person, call.params.handle, now()))
            ? DONE
            : notFound(),
        () => ({}),
      ),

    endOtherSessions: (call) =>
      recorded(
        context,
        call,
        'audit.sessionEnded',
        async (inner) => {
          const { actor, sessionId } = call.caller
          return { ended: await revokeSessionsOf(inner, inner.db, actor.person, now(), sessionId) }
        },
        ({ ended }) => (ended > 0 ? { ended } : null),
      ),
  })
}

/** Takes a password or a code as proof; the session goes on under a new token, fresh for five minutes. */
async function prove(
  services: Services,
  call: Call<typeof operations.identity.prove>,
): Promise<typeof DONE | Problem> {
  const { context } = services
  const { caller, body, request, reply } = call
  const { person } = caller.actor
  const account = await accountOf(context, person)
  const free = account === undefined || (await attempt(context, call, person))
  const wrong = (field: 'password' | 'code', said: string): Problem =>
    problem('FORM_INVALID', said, { fields: { [field]: said } })
  if (!free) return problem('TOO_MANY', '试得太多，账号暂时锁定，请过一会儿再试', { retryAfter: 60 })
  if (body.code) {
    if (!(await provesSecond(services, person, body.code))) return failed('code', '动态码不正确或者已经用过')
  } else if (!account || !(await verifyPassword(account.password, body.password ?? ''))) {
    return failed('password', account ? '密码不正确' : '您没有设密码，请填写动态码或者重新登录')
  }
  await clearFailures(context, person)
  const { post, as } = caller.seat
  await renew(services, caller, request, reply, { post, as, fresh: true })
  return DONE

  async function failed(field: 'password' | 'code', said: string): Promise<Problem> {
    await noteTrail(context, call, 'audit.loginFailed', { person, step: '再次确认' })
    return wrong(field, said)
  }
}
