import type { FastifyInstance } from 'fastify'
import { beginsOnSite } from '#kernel/on-site.ts'
import { dayAt } from '#kernel/time.ts'
import { personExists, readPersonas } from '#store/identity.ts'
import { revokeSession } from '#store/sessions.ts'
import { seesBurden } from '../burden/sees.ts'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import type { Me } from '../contract/shapes.ts'
import { Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { watchesGateway } from '../sms/watch.ts'
import { recorded } from '../trail/record.ts'
import { countAttempts } from './attempts.ts'
import { type Caller, callerAfter, dropCookie, renew } from './caller.ts'
import { bySecond, byPassword, enter, goOn } from './login.ts'
import { backFromOidc, leaveForOidc } from './oidc-login.ts'
import { changeOwnPassword } from './own-password.ts'
import { registerOwnIdentity } from './own-routes.ts'
import { personasFrom } from './personas.ts'

/** Logins tried from one address in a minute. A whole unit may sit behind one address. */
const ATTEMPTS = { most: 60, windowMs: 60_000 } as const

/** Routes of login, logout, seats, passwords and the demo's personas. */
export function registerIdentity(app: FastifyInstance, services: Services): void {
  const attempts = countAttempts(ATTEMPTS)
  const { context } = services
  const tooMany = (address: string): Problem | null => {
    const wait = attempts.take(address, Date.parse(context.clock.now()))
    if (wait === 0) return null
    return problem('TOO_MANY', `登录尝试太频繁，请${wait}秒后再试`, { retryAfter: wait })
  }
  register(app, services, operations.session, {
    me: async ({ caller }) => meOf(services, caller),

    login: async ({ body, request, reply }) => {
      const wait = tooMany(request.ip)
      if (wait) return wait
      const visit = { request, reply }
      const account = await byPassword(services, visit, body.login.trim(), body.password)
      if (account instanceof Problem) return account
      const found = await goOn(services, visit, account.person, 'password')
      return found === 'second' ? { second: true as const } : meOrProblem(services, found)
    },

    loginSecond: async ({ body, request, reply }) =>
      tooMany(request.ip) ?? meOrProblem(services, await bySecond(services, { request, reply }, body.code)),

    oidcLeave: async ({ request, reply }) =>
      tooMany(request.ip) ?? leaveForOidc(services, { request, reply }),

    oidcBack: async ({ request, reply }) => tooMany(request.ip) ?? backFromOidc(services, { request, reply }),

    logout: async (call) => {
      const { caller, request, reply } = call
      const ended = await recorded(
        context,
        call,
        'audit.logout',
        (inner) => revokeSession(inner, caller.sessionId, context.clock.now()),
        () => ({}),
      )
      if (ended instanceof Problem) return ended
      dropCookie(request, reply)
      return DONE
    },

    switchPost: async ({ caller, body, request, reply }) => {
      const seat = caller.seats.find((s) => s.post === body.post && s.as === body.as)
      if (!seat) return problem('FORBIDDEN', '您现在不在这个岗位上')
      await renew(services, caller, request, reply, { post: seat.post, as: seat.as, fresh: false })
      return meOf(services, await callerAfter(services, request))
    },

    password: (call) => changeOwnPassword(services, call, call.body),

    welcome: async () => ({
      district: services.district,
      demo: services.mode === 'demo',
      oidc: services.oidc !== null,
      personas: services.mode === 'demo' ? personasFrom(await readPersonas(context, today(services))) : [],
    }),

    demoLogin: async ({ body, request, reply }) => {
      if (services.mode !== 'demo' || !(await personExists(context, body.person))) return notFound()
      return meOrProblem(services, await enter(services, { request, reply }, body.person, 'demo'))
    },
  })
  registerOwnIdentity(app, services)
}

const today = ({ context }: Services): string => dayAt(context.clock.now())

const meOrProblem = (services: Services, found: Caller | Problem): Me | Problem =>
  found instanceof Problem ? found : meOf(services, found)

function meOf(services: Services, { session, seats, seat, due }: Caller): Me {
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
    mustChange: due === 'password',
    mustEnrol: due === 'second',
  }
}

/** Screens follow the tenant functions of the unit, never its name; administration follows the post. */
function screensOf({ sms, context }: Services, seat: Caller['seat']): Me['screens'] {
  const { functions, administers } = seat
  const screens: [string, Me['screens'][number]][] = [
    ['leadership', 'leader'],
    ['supervision', 'supervision'],
    ['coordination', 'office'],
    ['legal', 'advisers'],
  ]
  const open = screens.filter(([name]) => functions.includes(name)).map(([, screen]) => screen)
  if (beginsOnSite(context.rulebook, seat)) open.push('field')
  if (seesBurden(seat)) open.push('burden')
  if (administers) open.push('admin')
  if (sms.port && watchesGateway(seat)) open.push('gateway')
  return open
}
