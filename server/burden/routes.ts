import type { FastifyInstance } from 'fastify'
import { districtOf } from '#store/facts.ts'
import { channelsOf, setChannel } from '#store/person-channels.ts'
import { isMailAddress } from '../adapters/mail.ts'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import { type Problem, problem } from '../problem.ts'
import { PARAMETERS, USUAL_AT, minutesOf } from '../reminders/hours.ts'
import type { Caller } from '../identity/caller.ts'
import type { Services } from '../services.ts'
import { burdenReport, burdenRows, ownBurden } from './report.ts'
import { seesBurden } from './sees.ts'
import { burdenSheet } from './sheet.ts'

const barred = (caller: Caller): Problem | null =>
  seesBurden(caller.seat)
    ? null
    : problem('FORBIDDEN', '减负体检由区政府主要领导和政府办查看；您自己提出的要求见“我的账号”')

/** Routes of the burden report and of how a person is reminded. */
export function registerBurden(app: FastifyInstance, services: Services): void {
  const { context } = services
  register(app, services, operations.burden, {
    report: async ({ caller, query }) => barred(caller) ?? burdenReport(context, query.period, query.by),

    rows: async ({ caller, query }) => barred(caller) ?? burdenRows(context, caller.actor, query),

    sheet: async ({ caller, query }) => barred(caller) ?? burdenSheet(context, query.period, query.by),

    mine: async ({ caller }) => ownBurden(context, caller.actor),
  })
  register(app, services, operations.reminders, {
    mine: async ({ caller }) => {
      const { person } = caller.actor
      const [own, { parameters }] = await Promise.all([channelsOf(context, [person]), districtOf(context)])
      const reached = own.get(person)
      return {
        wish: reached?.wish ?? 'sms',
        phone: hidden(reached?.phone ?? null),
        email: reached?.email ?? null,
        at: parameters[PARAMETERS.on] === 0 ? null : clockOf(parameters[PARAMETERS.at]),
      }
    },

    choose: async ({ caller, body: { wish, email } }) => {
      const address = email || null
      if (address !== null && !isMailAddress(address))
        return wrong('email', '请填一个邮件地址，例如 zhang@example.gov.cn')
      if (wish === 'mail' && address === null) return wrong('email', '选了邮件，请填邮件地址')
      await setChannel(context, caller.actor.person, wish, address)
      return DONE
    },
  })
}

const wrong = (field: string, message: string): Problem =>
  problem('FORM_INVALID', message, { fields: { [field]: message } })

/** 138****0001. */
const hidden = (phone: string | null): string | null => phone && phone.replace(/^(.{3}).*(.{4})$/, '$1****$2')

/** 830 as people say it, 8:30; what is no hour for a digest counts as the usual one. */
function clockOf(set: number | undefined): string {
  const at = set !== undefined && minutesOf(set) !== null ? set : USUAL_AT
  return `${Math.floor(at / 100)}:${String(at % 100).padStart(2, '0')}`
}
