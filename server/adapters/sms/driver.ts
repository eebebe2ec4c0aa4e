import { digitsOf } from '#store/queries/answerable.ts'
import type { StoreContext } from '#store/context.ts'
import type { Driver, Message } from '#store/outbox.ts'
import { keepSent } from '#store/sms-sent.ts'
import type { SmsPort } from './port.ts'

/** What is posted to channel `sms`. */
export interface SmsBody {
  readonly person: string | null
  readonly phone: string
  /** Without signature. */
  readonly text: string
}

/** A mobile number of this country; nothing else is sent to. */
const MOBILE = /^1\d{10}$/

/**
 * The driver of channel `sms`: sends by the port and keeps what was sent. Without a port messages are kept and go nowhere, rather
 * than wait for a gateway and all go out on the day there is one.
 */
export function smsDriver(context: StoreContext, port: SmsPort | null, sign: string): Driver {
  return async (message) => {
    const body = bodyOf(message)
    const { id } = message
    const text = port && !port.signs ? body.text : signed(body.text, sign)
    const row = { id, gateway: port?.gateway ?? 'none', phone: body.phone, person: body.person, text }
    if (!MOBILE.test(body.phone)) {
      return keepSent(context, { ...row, gatewayId: null, status: 'failed', detail: '不是手机号码' })
    }
    if (!port)
      return keepSent(context, { ...row, gatewayId: null, status: 'kept', detail: '没有配置短信网关' })
    const { gatewayId } = await port.send({ id, phone: body.phone, text })
    // A crash before this row sends the message once more: at least once, never lost.
    await keepSent(context, { ...row, gatewayId, status: 'sent', detail: null })
  }
}

function bodyOf({ body }: Message): SmsBody {
  const { person, phone, text } = body as Partial<SmsBody>
  if (typeof phone !== 'string' || typeof text !== 'string')
    throw new Error('a short message without phone or text')
  return { person: typeof person === 'string' ? person : null, phone: digitsOf(phone), text }
}

/** A text under its signature, 【云澜区政府办】; one that has it already keeps it as it is. */
export const signed = (text: string, sign: string): string => {
  const mark = `【${sign}】`
  return text.startsWith(mark) ? text : `${mark}${text}`
}
