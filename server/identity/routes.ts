import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dayAt } from '#kernel/time.ts'
import {
  accountByLogin,
  accountOf,
  changePassword,
  claimAttempt,
  clearFailures,
  moveSession,
  personExists,
  readPersonas,
  rehash,
  revokeSession,
  seatsOf,
} from '#store/identity.ts'
import { seesBurden } from '../burden/sees.ts'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import type { Me } from '../contract/shapes.ts'
import { type Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { watchesGateway } from '../sms/watch.ts'
import { type Attempts, countAttempts } from './attempts.ts'
import { type Caller, callerOf, dropCookie, forgetCaller, openSession } from './caller.ts'
import { hashPassword, isOutdated, passwordFault, verifyPassword } from './passwords.ts'
import { personasFrom } from './personas.ts'

/** Five wrong passwords lock an account for a minute, each further one twice as long as the last, an hour at most. */
export const LOCK = { after: 5, firstSeconds: 60, longestSeconds: 3600 } as const

/** Logins tried from one address in a minute. A whole unit may sit behind one address. */
const ATTEMPTS = { most: 60, windowMs: 60_000 } as const

/** Routes of login, logout, seats, passwords and the demo's personas. */
export function registerIdentity(app: FastifyInstance, services: Services): void {
  const attempts = countAttempts(ATTEMPTS)
  const { context } = services
  register(app, services, operations.session, {
    me: async ({ caller }) => meOf(services, caller),

    login: async ({ body, request, reply }) => {
      const person = await checkPassword(services, attempts, request.ip, body.login.trim(), body.password)
      return typeof person === 'string' ? enter(services, request, reply, person) : person
    },

    logout: async ({ caller, request, reply }) => {
      await revokeSession(context, caller.sessionId, context.clock.now())
      dropCookie(request, reply)
      return DONE
    },

    switchPost: async ({ caller, body, request }) => {
      const seat = caller.seats.find((s) => s.post === body.post && s.as === body.as)
      if (!seat) return problem('FORBIDDEN', '您现在不在这个岗位上')
      await moveSession(context, caller.sessionId, seat.post, seat.as)
      forgetCaller(request)
      return meOf(services, await callerAfter(services, request))
    },

    password: async ({ caller, body }) => {
      const account = await accountOf(context, caller.actor.person)
      if (!account) return problem('CONFLICT', '您没有设密码的账号')
      const now = context.clock.now()
      const claimed = await claimAttempt(context, account.person, now, LOCK)
      if (!claimed || !(await verifyPassword(account.password, body.current))) {
        return problem('FORM_INVALID', '现用密码不正确', { fields: { current: '现用密码不正确' } })
      }
      const fault =
        body.next === body.current ? '新密码不能与现用密码相同' : passwordFault(body.next, account.login)
      if (fault) {
        await clearFailures(context, account.person)
        return problem('FORM_INVALID', fault, { fields: { next: fault } })
      }
      await changePassword(context, account.person, await hashPassword(body.next), now, caller.sessionId)
      return DONE
    },

    welcome: async () => ({
      district: services.district,
      demo: services.mode === 'demo',
      personas: services.mode === 'demo' ? personasFrom(await readPersonas(context, today(services))) : [],
    }),

    demoLogin: async ({ body, request, reply }) => {
      if (services.mode !== 'demo' || !(await personExists(context, body.person))) return notFound()
      return enter(services, request, reply, body.person)
    },
  })
}

const today = ({ context }: Services): string => dayAt(context.clock.now())

/** Made once: the work done for a login nobody has, equal to that for a wrong password. */
let nobodysHash: Promise<string> | undefined

async function checkPassword(
  { context }: Services,
  attempts: Attempts,
  address: string,
  login: string,
  password: string,
): Promise<string | Problem> {
  const now = context.clock.now()
  const wait = attempts.take(address, Date.parse(now))
  if (wait > 0) return problem('TOO_MANY', `登录尝试太频繁，请${wait}秒后再试`, { retryAfter: wait })
  nobodysHash ??= hashPassword('nobody')
  const account = await accountByLogin(context, login)
  const claimed = account !== undefined && (await claimAttempt(context, account.person, now, LOCK))
  const matches = await verifyPassword(account?.password ?? (await nobodysHash), password)
  // Unknown, wrong, locked and disabled answer alike: none of them tells whether the account is there.
  if (!account || !claimed || !matches || account.disabledAt) {
    return problem(
      'LOGIN_FAILED',
      `账号或密码不正确。连续输错${LOCK.after}次会暂时锁定，之后每错一次锁定时间加倍`,
    )
  }
  await clearFailures(context, account.person)
  if (isOutdated(account.password)) await rehash(context, account.person, await hashPassword(password))
  return account.person
}

async function enter(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  person: string,
): Promise<Me | Problem> {
  const { context } = services
  const seats = await seatsOf(context, person, today(services))
  const [seat] = seats
  if (!seat) return problem('FORBIDDEN', '您目前没有任职岗位，请联系本单位或者系统管理员')
  const before = await callerOf(services, request)
  if (before) await revokeSession(context, before.sessionId, context.clock.now())
  const token = await openSession(services, request, reply, person, seat)
  request.cookies = { ...request.cookies, ...token }
  forgetCaller(request)
  return meOf(services, await callerAfter(services, request))
}

async function callerAfter(services: Services, request: FastifyRequest): Promise<Caller> {
  const caller = await callerOf(services, request)
  if (!caller) throw new Error('the session just written is not there')
  return caller
}

function meOf(services: Services, { session, seats, seat }: Caller): Me {
  return {
    person: { id: session.person, name: session.name },
    posts: seats.map((s) => ({
      post: s.post,
      title: s.title,
      unit: s.unit,
      unitName: s.unitName,
      level: s.level,
      as: s.as,
      current: s === seat,
    })),
    screens: screensOf(services, seat),
    administers: seat.administers,
    district: services.district,
    demo: services.mode === 'demo',
    mustChange: session.mustChange,
  }
}

/** Screens follow the tenant functions of the unit, never its name; administration follows the post. */
function screensOf({ sms }: Services, seat: Caller['seat']): Me['screens'] {
  const { functions, administers } = seat
  const screens: [string, Me['screens'][number]][] = [
    ['leadership', 'leader'],
    ['supervision', 'supervision'],
    ['coordination', 'office'],
  ]
  const open = screens.filter(([name]) => functions.includes(name)).map(([, screen]) => screen)
  if (seesBurden(seat)) open.push('burden')
  if (administers) open.push('admin')
  if (sms.port && watchesGateway(seat)) open.push('gateway')
  return open
}
