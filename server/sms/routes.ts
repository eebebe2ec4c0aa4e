import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { addDaysTo, dayAt } from '#kernel/time.ts'
import { keepReceived } from '#store/sms-received.ts'
import { countOpenNotes, dealWithNote, openNotes } from '#store/sms-notes.ts'
import { type SmsLine, smsLines, smsPhones } from '#store/sms-sent.ts'
import { smsCounts, speakOfHidden } from '#store/sms-sight.ts'
import { LOCAL } from '../adapters/sms/local.ts'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import { notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { handleReceived } from './inbox.ts'
import { registerInbound } from './inbound.ts'
import { ERASED, dealtJson, inPlainWords } from './texts.ts'
import { dealsWithNotes, readsMessages, watchesGateway } from './watch.ts'

const PAGE = 100
/** Deliveries are counted over so many days. */
const COUNTED_DAYS = 30
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
      const now = context.clock.now()
      const counts = await smsCounts(context, addDaysTo(now, -COUNTED_DAYS))
      const plain = {
        gateway: sms.port?.gateway ?? null,
        counts: counts.map(({ status, ...count }) => ({ ...count, status: STATUS[status] ?? status })),
        openNotes: await countOpenNotes(context, PAGE),
      }
      if (!readsMessages(caller.seat))
        return { ...plain, typed: false, phones: [], lines: [], more: false, deals: false }
      const asked = { phone: query.phone ?? null, before: query.before ?? END, limit: PAGE + 1 }
      const [phones, lines] = await Promise.all([
        smsPhones(context, dayAt(now)),
        query.notes === 'open' ? openNotes(context, asked) : smsLines(context, asked),
      ])
      const shown = lines.slice(0, PAGE)
      const ids = shown.map(({ id }) => id)
      const hidden = await speakOfHidden(context, caller.actor, ids)
      return {
        ...plain,
        typed: sms.typed,
        phones: phones.map(({ phone, name, unit, at }) => ({ phone, name, unit, at })),
        lines: shown.map((line) => (hidden.has(line.id) ? withheld(lineJson(line)) : lineJson(line))),
        more: lines.length > PAGE,
        deals: dealsWithNotes(caller.seat),
      }
    },

    deal: async ({ caller, body }) => {
      if (!dealsWithNotes(caller.seat)) return problem('FORBIDDEN', '短信留言由区政府办、督查机构处理')
      const [gateway = '', ...rest] = body.id.split('/')
      const note = { gateway, gatewayId: rest.join('/') }
      if ((await speakOfHidden(context, caller.actor, [body.id])).has(body.id)) return notFound()
      return (await dealWithNote(context, note, caller.actor.person)) ? DONE : notFound()
    },

    type: async ({ caller, body }) => {
      if (!sms.typed || services.mode !== 'demo') return notFound()
      if (!readsMessages(caller.seat)) return problem('FORBIDDEN', '本地网关上的短信由区政府办、督查机构收发')
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

/** How messages end that became no act: words for somebody to see to. */
const NOTES = new Set(['note', 'refused', 'asked'])

const lineJson = ({ id, direction, phone, status, detail, matter, at, ...line }: SmsLine) => ({
  id,
  direction,
  phone,
  text: line.erased ? ERASED : line.text,
  status: STATUS[status] ?? status,
  detail: inPlainWords(detail),
  matter,
  at,
  note: direction === 'in' && NOTES.has(status) ? { dealt: dealtJson(line) } : null,
})

/** A message that speaks of a matter its reader may not see: that it went, and nothing of it. */
const withheld = (line: ReturnType<typeof lineJson>) => ({
  ...line,
  text: '（涉及您无权查看的事项）',
  detail: null,
  matter: null,
  note: null,
})
