import type { FastifyInstance } from 'fastify'
import { readCalendar, readParameters, setCalendarYear, setParameter } from '#store/administration.ts'
import { forgetDistrict } from '#store/facts.ts'
import { stuckMessages, tryAgain } from '#store/outbox.ts'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import { Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
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

      setCalendarYear: async ({ params, body }) => {
        const fault = calendarFault(params.year, body)
        if (fault) return problem('FORM_INVALID', fault)
        await setCalendarYear(context, params.year, body, context.clock.now())
        forgetDistrict(context)
        return DONE
      },

      parameters: async () => ({ parameters: parametersOf(context.rulebook, await readParameters(context)) }),

      setParameter: async ({ params, body, caller }) => {
        const parameter = parametersOf(context.rulebook, []).find((p) => p.name === params.name)
        if (!parameter) return notFound()
        const fault = valueFault(parameter, body.value)
        if (fault) return problem('FORM_INVALID', fault, { fields: { value: fault } })
        await setParameter(context, {
          name: params.name,
          ...body,
          by: caller.actor.person,
          at: context.clock.now(),
        })
        forgetDistrict(context)
        return DONE
      },

      accounts: ({ query, caller }) => accountPage(context, caller, query),

      administrators: ({ caller }) => threeAdministrators(context, caller),

      setAdministration: async ({ params, body }) =>
        (await setAdministrationOf(context, params.post, body.administers)) ?? DONE,

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

      retryMessages: async () => ({ again: await tryAgain(context) }),

      resetAccount: async ({ params: { person }, body, caller, request }) => {
        const changed = await changeAccount(context, caller, person, body)
        const { action, reason } = body
        // The line keeps who did it to whom and why; the password is never in it.
        if (!(changed instanceof Problem))
          request.log.info({ account: person, action, reason }, 'account changed')
        return changed
      },
    },
  )
}
