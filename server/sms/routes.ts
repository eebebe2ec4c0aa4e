import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { dayAt } from '#kernel/time.ts'
import { keepReceived } from '#store/sms-received.ts'
import { type SmsLine, smsLines, smsPhones } from '#store/sms-sent.ts'
import { LOCAL } from '../adapters/sms/local.ts'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import { notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { handleReceived } from './inbox.ts'
import { registerInbound } from './inbound.ts'
import { inPlainWords } from './texts.ts'
import { watchesGateway } from './watch.ts'

const PAGE = 100
/** Later than any instant a list is asked from. */
const END = '9999-01-01T00:00:00.000Z'

/** Routes of short messages: the address that gateways call, and the page of the gateway. */
export function registerSms(app: FastifyInstance, services: Services): void {
  const { context, sms } = services
  registerInbound(app, services)
  register(app, services, operations.sms, {
    gateway: async ({ caller, query }) => {
      if (!watchesGateway(caller.seat))
        return problem('FORBIDDEN', '短信网关由区政府办、督查机构和系统管理岗位查看')
      const asked = { phone: query.phone ?? null, before: query.before ?? END, limit: PAGE + 1 }
      const [phones, lines] = await Promise.all([
        smsPhones(context, dayAt(context.clock.now())),
        smsLines(context, asked),
      ])
      return {
        gateway: sms.port?.gateway ?? null,
        typed: sms.typed,
        phones: phones.map(({ phone, name, unit, at }) => ({ phone, name, unit, at })),
        lines: lines.slice(0, PAGE).map(lineJson),
        more: lines.length > PAGE,
      }
    },

    type: async ({ caller, body }) => {
      if (!sms.typed || services.mode !== 'demo') return notFound()
      if (!watchesGateway(caller.seat))
        return problem('FORBIDDEN', '短信网关由区政府办、督查机构和系统管理岗位操作')
      const { phone, text } = body
      const sentAt = context.clock.now()
      await keepReceived(context, [
        { gateway: LOCAL, gatewayId: randomUUID(), phone, text, sentAt, part: null },
      ])
      await handleReceived(context)
      return DONE
    },
  })
}

const STATUS: Readonly<Record<string, string>> = {
  sent: '已送出',
  delivered: '已送达',
  failed: '未送出',
  kept: '未配置网关，留存',
  waiting: '待处理',
  acted: '已办理',
  refused: '未办理',
  asked: '已反问',
  note: '短信留言',
  ignored: '未处理',
}

const lineJson = ({ id, direction, phone, text, status, detail, matter, at }: SmsLine) => ({
  id,
  direction,
  phone,
  text,
  status: STATUS[status] ?? status,
  detail: inPlainWords(detail),
  matter,
  at,
})
