import type { FastifyInstance } from 'fastify'
import { readCalendar, readParameters, setCalendarYear, setParameter } from '#store/administration.ts'
import type { StoreContext } from '#store/context.ts'
import { forgetDistrict } from '#store/facts.ts'
import { linkPerson, unlinkPerson } from '#store/identity-link.ts'
import { personExists } from '#store/identity.ts'
import { stuckMessages, tryAgain } from '#store/outbox.ts'
import { operations } from '../contract/operations.ts'
import { type Call, DONE, register } from '../contract/register.ts'
import { ADMINISTRATOR, mayAdminister } from '../identity/administrators.ts'
import { type Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { recorded } from '../trail/record.ts'
import { setAdministrationOf, threeAdministrators } from './administrators.ts'
import { accountPage, changeAccount } from './accounts.ts'
import { calendarFault } from './calendar.ts'
import { parametersOf, valueFault } from './parameters.ts'

const CHANNELS: Readonly<Record<string, string>> = { sms: '短信', mail: '邮件', todo: '外部待办' }

/** Routes of what a district sets for itself: calendar, parameters, accounts. */
export function registerAdministration(app: FastifyInstance, services: Services): void {
  const { context } = services
  const {
    calendar,
    setCalendarYear: putYear,
    parameters,
    setParameter: putParameter,
    accounts,
    resetAccount,
    bind,
    administrators,
    setAdministration,
    stuckMessages: stuck,
    retryMessages,
  } = operations.administration
  register(
    app,
    services,
    {
      calendar,
      setCalendarYear: putYear,
      parameters,
      setParameter: putParameter,
      accounts,
      resetAccount,
      bind,
      administrators,
      setAdministration,
      stuckMessages: stuck,
      retryMessages,
    },
    {
      calendar: async () => {
        const years = await readCalendar(context)
        return {
          version: years.map((y) => y.version).join('+'),
          years: years.map(({ year, source, off, makeup }) => ({
            year,
            source,
            off: { ...off },
            makeup: { ...makeup },
          })),
        }
      },

      setCalendarYear: async (call) => {
        const { params, body } = call
        const fault = calendarFault(params.year, body)
        if (fault) return problem('FORM_INVALID', fault)
        const outcome = await recorded(
          context,
          call,
          'audit.calendar',
          async (inner) => {
            await setCalendarYear(inner, params.year, body, context.clock.now())
            return DONE
          },
          () => ({ year: params.year, source: body.source }),
        )
        forgetDistrict(context)
        return outcome
      },

      parameters: async ({ caller }) => {
        const found = parametersOf(context.rulebook, await readParameters(context))
        const mine = {
          system: caller.seat.administers === 'system',
          security: await mayAdminister(context, caller.seat, ['security']),
          audit: false,
        }
        return { parameters: found.map((parameter) => ({ ...parameter, may: mine[parameter.by] })) }
      },

      setParameter: (call) => changeParameter(context, call),

      accounts: ({ query, caller }) => accountPage(context, caller, query),

      administrators: ({ caller }) => threeAdministrators(context, caller),

      setAdministration: (call) => {
        const { params, body } = call
        return recorded(
          context,
          call,
          'audit.administration',
          async (inner) => (await setAdministrationOf(inner, params.post, body.administers)) ?? DONE,
          () => ({ post: params.post, ...body }),
        )
      },

      // Figures and the gateway's words only: what a message says is none of the administrator's business.
      stuckMessages: async () => ({
        channels: (await stuckMessages(context)).map(({ channel, waiting, given_up, last_error }) => ({
          channel,
          title: CHANNELS[channel] ?? channel,
          waiting,
          givenUp: given_up,
          lastError: last_error,
        })),
      }),

      retryMessages: (call) =>
        recorded(
          context,
          call,
          'audit.messages',
          async (inner) => ({ again: await tryAgain(inner) }),
          ({ again }) => (again > 0 ? { again } : null),
        ),

      bind: (call) => bindPerson(services, call),

      // The entry keeps who did it to whom and why; the password is never in it.
      resetAccount: (call) => {
        const { params, body, caller } = call
        const { action, reason, login } = body
        return recorded(
          context,
          call,
          'audit.account',
          (inner) => changeAccount(inner, caller, params.person, body),
          () => ({
            person: params.person,
            action,
            ...(reason ? { reason } : {}),
            ...(login ? { login } : {}),
          }),
        )
      },
    },
  )
}

/** Binds a person to a subject of the district's provider, or with an empty one takes the binding away. */
async function bindPerson(
  { context, oidc }: Services,
  call: Call<typeof operations.administration.bind>,
): Promise<typeof DONE | Problem> {
  const { params, body, caller } = call
  const { person } = params
  const { subject, reason } = body
  if (!oidc) return problem('CONFLICT', '本区没有配置统一身份认证')
  if (!(await personExists(context, person))) return notFound()
  const link = { issuer: oidc.issuer, subject, person, by: caller.actor.person, at: context.clock.now() }
  return recorded(
    context,
    call,
    subject ? 'audit.binding' : 'audit.unbinding',
    async (inner) => {
      if (!subject) return (await unlinkPerson(inner, person)) ? DONE : notFound()
      return (await linkPerson(inner, link)) ? DONE : problem('CONFLICT', '这个标识已经绑定了别人')
    },
    () => ({ person, reason, ...(subject ? { subject } : {}) }),
  )
}

/** Sets one parameter; whoever sets it says why. */
async function changeParameter(
  context: StoreContext,
  call: Call<typeof operations.administration.setParameter>,
): Promise<typeof DONE | Problem> {
  const { params, body, caller } = call
  const before = parametersOf(context.rulebook, await readParameters(context))
  const parameter = before.find((p) => p.name === params.name)
  if (!parameter) return notFound()
  if (!(await mayAdminister(context, caller.seat, [parameter.by])))
    return problem('FORBIDDEN', `这项参数由${ADMINISTRATOR[parameter.by]}修改`)
  const fault = valueFault(parameter, body.value)
  if (fault) return problem('FORM_INVALID', fault, { fields: { value: fault } })
  const outcome = await recorded(
    context,
    call,
    'audit.parameter',
    async (inner) => {
      const [by, at] = [caller.actor.person, context.clock.now()]
      await setParameter(inner, { name: params.name, ...body, by, at })
      return DONE
    },
    () => ({ name: params.name, before: parameter.value, ...body }),
  )
  forgetDistrict(context)
  return outcome
}
