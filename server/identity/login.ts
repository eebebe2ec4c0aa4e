import type { FastifyReply, FastifyRequest } from 'fastify'
import { addMs, dayAt } from '#kernel/time.ts'
import type { StoreContext } from '#store/context.ts'
import {
  type AccountRow,
  accountByLogin,
  accountOf,
  claimAttempt,
  clearFailures,
  rehash,
  seatsOf,
} from '#store/identity.ts'
import { keepStep, takeStepOf, tryStep } from '#store/login-step.ts'
import { readSecondFactor } from '#store/second-factor.ts'
import { type SessionAuth, revokeSession } from '#store/sessions.ts'
import { type Problem, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { noteTrail } from '../trail/record.ts'
import {
  type Caller,
  STEP_MS,
  callerAfter,
  callerOf,
  isToken,
  newToken,
  openSession,
  setStepCookie,
  stepCookie,
  tokenHash,
} from './caller.ts'
import { hashPassword, isOutdated, verifyPassword } from './passwords.ts'
import { provesSecond } from './proof.ts'
import { identityRules } from './settings.ts'

/** Wrong tries lock an account for a minute, each further one twice as long as the last, an hour at most. */
const LOCK = { firstSeconds: 60, longestSeconds: 3600 } as const

/** Codes tried at one login; more have to begin with the password again. */
const CODES_TRIED = 5

/** A request with its reply: what a login writes its cookies to. */
export interface Visit {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Takes one attempt of an account; false while it is locked. The attempt that locks it stands in the trail. */
export async function attempt(context: StoreContext, { request }: Visit, person: string): Promise<boolean> {
  const { lockAfter } = await identityRules(context)
  const taken = await claimAttempt(context, person, context.clock.now(), { ...LOCK, after: lockAfter })
  if (taken === 'last') await noteTrail(context, { caller: null, request }, 'audit.locked', { person })
  return taken !== 'locked'
}

/** Made once: the work done for a login nobody has, equal to that for a wrong password. */
let nobodysHash: Promise<string> | undefined

/** The account of a login and its password. Unknown, wrong, locked and disabled answer alike. */
export async function byPassword(
  { context }: Services,
  visit: Visit,
  login: string,
  password: string,
): Promise<AccountRow | Problem> {
  nobodysHash ??= hashPassword('nobody')
  const account = await accountByLogin(context, login)
  const free = account !== undefined && (await attempt(context, visit, account.person))
  const matches = await verifyPassword(account?.password ?? (await nobodysHash), password)
  if (account && free && matches && !account.disabledAt) {
    if (isOutdated(account.password)) await rehash(context, account.person, await hashPassword(password))
    return account
  }
  // A name nobody has is not kept: it may be a password typed into the wrong box.
  const doing = { caller: null, request: visit.request }
  await noteTrail(context, doing, 'audit.loginFailed', { person: account?.person ?? null, step: '密码' })
  const { lockAfter } = await identityRules(context)
  return problem(
    'LOGIN_FAILED',
    `账号或密码不正确。连续输错${lockAfter}次会暂时锁定，之后每错一次锁定时间加倍`,
  )
}

/**
 * Goes on once a person is known by password or by another provider: asks for the code of their device where they have one, else
 * lets them in. Attempts are forgotten only when they are in.
 */
export async function goOn(
  services: Services,
  visit: Visit,
  person: string,
  auth: SessionAuth,
): Promise<Caller | 'second' | Problem> {
  const { context } = services
  const factor = await readSecondFactor(context, person)
  if (!factor?.confirmedAt) return enter(services, visit, person, auth)
  const token = newToken()
  await keepStep(context, {
    id: tokenHash(token),
    kind: 'second',
    person,
    body: {},
    expiresAt: addMs(context.clock.now(), STEP_MS),
  })
  setStepCookie(visit.request, visit.reply, token)
  return 'second'
}

/** The second step: a code of the device, or a recovery code. */
export async function bySecond(services: Services, visit: Visit, code: string): Promise<Caller | Problem> {
  const { context } = services
  const over = problem('LOGIN_FAILED', '登录隔得太久或者试得太多，请从账号密码重新开始')
  const token = stepCookie(visit.request)
  if (!isToken(token)) return over
  const id = tokenHash(token)
  const step = await tryStep(context, 'second', id, CODES_TRIED)
  if (!step?.person) return over
  const { person } = step
  const account = await accountOf(context, person)
  if (account?.disabledAt || (account && !(await attempt(context, visit, person)))) return over
  if (!(await provesSecond(services, person, code))) {
    const doing = { caller: null, request: visit.request }
    await noteTrail(context, doing, 'audit.loginFailed', { person, step: '动态码' })
    return problem('LOGIN_FAILED', '动态码不正确或者已经用过，请等下一个；手机不在身边可以填备用码')
  }
  // Of two right codes sent at once one finds the step gone.
  if (!(await takeStepOf(context, 'second', id))) return over
  setStepCookie(visit.request, visit.reply, null)
  return enter(services, visit, person, 'second')
}

/** Opens a session in the person's first seat. The session the login was made from ends. */
export async function enter(
  services: Services,
  { request, reply }: Visit,
  person: string,
  auth: SessionAuth,
): Promise<Caller | Problem> {
  const { context } = services
  const now = context.clock.now()
  const [seat] = await seatsOf(context, person, dayAt(now))
  if (!seat) return problem('FORBIDDEN', '您目前没有任职岗位，请联系本单位或者系统管理员')
  const before = await callerOf(services, request)
  if (before) await revokeSession(context, before.sessionId, now)
  await clearFailures(context, person)
  await openSession(services, request, reply, person, seat, auth)
  const caller = await callerAfter(services, request)
  await noteTrail(context, { caller, request }, 'audit.login', {})
  return caller
}
