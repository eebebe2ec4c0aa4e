import { type Day, type Instant, addMs, daysBetween } from '#kernel/time.ts'
import { smsDriver } from '#server/adapters/sms/driver.ts'
import { LOCAL, localSms } from '#server/adapters/sms/local.ts'
import { handleReceived } from '#server/sms/inbox.ts'
import type { StoreContext } from '#store/context.ts'
import { codesFor, itemKey } from '#store/item-codes.ts'
import { deliver } from '#store/outbox.ts'
import { channelsOf } from '#store/person-channels.ts'
import { digitsOf } from '#store/queries/answerable.ts'
import { keepReceived } from '#store/sms-received.ts'
import { smsLines } from '#store/sms-sent.ts'
import { DISTRICT_NAME } from './district.ts'
import { SMS_DAYS } from './simulate.ts'

/** A short message with which somebody answers a duty of a matter. */
export interface Texted {
  readonly person: string
  readonly matter: string
  readonly duty: number
  /** What follows the code: `3 已完成`. */
  readonly words: string
  /** The gateway's id of the message. */
  readonly id: string
}

/** Whether the district's gateway was in use on a day: in the last weeks of the year. */
export const isTexting = (day: Day, last: Day): boolean => daysBetween(day, last) < SMS_DAYS

/**
 * Lets a message come in by the local gateway and be dealt with as the service does, with the one message that confirms it; gives
 * what it came to. One at a time: whoever deals with messages takes all that wait.
 */
export async function answerBySms(
  context: StoreContext,
  { person, matter, duty, words, id }: Texted,
): Promise<'done' | 'refused'> {
  const at = context.clock.now()
  const item = { matter, duty }
  const [codes, channels] = await Promise.all([
    codesFor(context, person, [item]),
    channelsOf(context, [person]),
  ])
  const phone = digitsOf(channels.get(person)?.phone ?? '')
  const text = `${codes.get(itemKey(item)) ?? ''} ${words}`
  await keepReceived(context, [{ gateway: LOCAL, gatewayId: id, phone, text, sentAt: at, part: null }])
  await handleReceived(context)
  await sendTexts(context)
  return (await statusOf(context, phone, id, at)) === 'acted' ? 'done' : 'refused'
}

async function statusOf(
  context: StoreContext,
  phone: string,
  id: string,
  at: Instant,
): Promise<string | undefined> {
  const lines = await smsLines(context, { phone, before: addMs(at, 1), limit: 10 })
  return lines.find((line) => line.id === `${LOCAL}/${id}`)?.status
}

/** Messages taken from the outbox at once. */
const BATCH = 100

/** Sends the short messages that wait, by the local gateway. */
export async function sendTexts(context: StoreContext): Promise<void> {
  const driver = smsDriver(context, localSms, `${DISTRICT_NAME}政府办`)
  for (let more = true; more;) {
    const { sent, failed } = await deliver(context, { sms: driver }, BATCH)
    more = sent + failed >= BATCH
  }
}
