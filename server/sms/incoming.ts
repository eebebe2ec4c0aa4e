import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { BlockList, isIPv4, isIPv6 } from 'node:net'
import { type Instant, msBetween } from '#kernel/time.ts'
import { digitsOf } from '#store/queries/answerable.ts'
import type { Incoming } from '#store/sms-received.ts'
import type { DeliveryReport } from '#store/sms-sent.ts'
import { type InboundAuth, type InboundMapping, at } from '../adapters/sms/mapping.ts'

/** A call of a gateway as it arrived. */
export interface GatewayCall {
  readonly address: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: Buffer
  readonly contentType: string
}

/** A signed call with a time is refused when it is older or newer than this. */
const SKEW_MS = 15 * 60_000
/** Messages taken from one call, and characters from one message: a long one of ten parts has 670. */
const MOST_MESSAGES = 1_000
const LONGEST = 2_000

/** Whether a call comes from an address the gateway may call from, and proves to be the gateway's. */
export const isGenuine = (mapping: InboundMapping, call: GatewayCall, now: Instant): boolean =>
  isFrom(mapping.addresses, call.address) && proves(mapping.auth, call, now)

function isFrom(addresses: readonly string[], address: string): boolean {
  if (addresses.length === 0) return true
  const list = new BlockList()
  for (const entry of addresses) {
    const [net = '', bits] = entry.split('/')
    const family = isIPv6(net) ? 'ipv6' : 'ipv4'
    if (!isIPv4(net) && !isIPv6(net)) continue
    if (bits === undefined) list.addAddress(net, family)
    else list.addSubnet(net, Number(bits), family)
  }
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}

function proves(auth: InboundAuth, call: GatewayCall, now: Instant): boolean {
  switch (auth.kind) {
    case 'secret':
      return isSame(header(call, auth.header), auth.secret)
    case 'address':
      return isSame(call.query[auth.parameter], auth.secret)
    case 'hmac': {
      const time = auth.timestamp === undefined ? undefined : header(call, auth.timestamp)
      if (auth.timestamp !== undefined && !isNow(time, now)) return false
      const made = createHmac(auth.algorithm, auth.secret)
      if (time !== undefined) made.update(`${time}.`)
      const wanted = made.update(call.body).digest(auth.encoding)
      const given = header(call, auth.header)?.replace(/^(sha256|sha512|sm3)=/, '')
      return isSame(auth.encoding === 'hex' ? given?.toLowerCase() : given, wanted)
    }
  }
}

const header = ({ headers }: GatewayCall, name: string): string | undefined => {
  const value = headers[name.toLowerCase()]
  return typeof value === 'string' ? value : undefined
}

/** Compares in a time that does not tell how much of it was right. */
function isSame(given: unknown, wanted: string): boolean {
  if (typeof given !== 'string') return false
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

function isNow(time: string | undefined, now: Instant): boolean {
  if (time === undefined || !/^\d{10}(\d{3})?$/.test(time)) return false
  const said = Number(time) * (time.length === 10 ? 1_000 : 1)
  return Math.abs(said - Date.parse(now)) <= SKEW_MS
}

/**
 * The messages in the body of a call; null when there is no reading it. What has no sender or no text is left out: the gateway
 * would only send it again.
 */
export function messagesIn(
  gateway: string,
  mapping: InboundMapping,
  call: Pick<GatewayCall, 'body' | 'contentType'>,
  now: Instant,
): readonly Incoming[] | null {
  return listIn(call, mapping.list)?.flatMap((one) => messageOf(gateway, mapping, one, now) ?? []) ?? null
}

/** Whether messages arrived, as the body of a call says; null when there is no reading it. */
export function reportsIn(
  gateway: string,
  { list, fields, delivered }: NonNullable<InboundMapping['reports']>,
  call: Pick<GatewayCall, 'body' | 'contentType'>,
): readonly DeliveryReport[] | null {
  const found = listIn(call, list)
  if (!found) return null
  return found.flatMap((one): DeliveryReport[] => {
    const gatewayId = plain(at(one, fields.id)).slice(0, 100)
    const arrived = delivered.some((value) => value === at(one, fields.ok))
    const detail = fields.detail === undefined ? '' : clean(plain(at(one, fields.detail))).slice(0, 200)
    const status = arrived ? 'delivered' : 'failed'
    return gatewayId === '' ? [] : [{ gateway, gatewayId, status, detail: arrived ? null : detail || null }]
  })
}

/** The objects a call carries: an array, or one by itself. */
function listIn(call: Pick<GatewayCall, 'body' | 'contentType'>, where: string): readonly object[] | null {
  const body = parsed(call)
  const found = body === undefined ? undefined : at(body, where)
  const list: readonly unknown[] = Array.isArray(found) ? found : [found]
  const isList = list.length <= MOST_MESSAGES && list.every((one) => typeof one === 'object' && one !== null)
  return isList ? (list as readonly object[]) : null
}

function parsed({ body, contentType }: Pick<GatewayCall, 'body' | 'contentType'>): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    if (contentType.startsWith('application/x-www-form-urlencoded')) {
      return Object.fromEntries(new URLSearchParams(text))
    }
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function messageOf(
  gateway: string,
  { fields, zone }: InboundMapping,
  raw: unknown,
  now: Instant,
): Incoming | null {
  const phone = digitsOf(plain(at(raw, fields.phone)))
  const said = at(raw, fields.text)
  if (!/^\d{3,11}$/.test(phone) || typeof said !== 'string') return null
  const text = [...clean(said)].slice(0, LONGEST).join('')
  const sentAt = instantOf(at(raw, fields.sentAt), zone, now)
  const id = plain(at(raw, fields.id)).replaceAll(/\s/g, '').slice(0, 100)
  // A gateway without ids of its own: the same words from the same phone at the same second are the same message.
  const gatewayId = id || createHash('sha256').update(`${phone}/${sentAt}/${text}`).digest('base64url')
  return { gateway, gatewayId, phone, text, sentAt, part: fields.part ? partOf(raw, fields.part) : null }
}

function partOf(
  raw: unknown,
  { ref, no, of }: NonNullable<InboundMapping['fields']['part']>,
): Incoming['part'] {
  const [reference, number, count] = [plain(at(raw, ref)), Number(at(raw, no)), Number(at(raw, of))]
  const isPart = reference !== '' && Number.isInteger(number) && Number.isInteger(count) && count > 1
  return isPart && number >= 1 && number <= count && count <= 20
    ? { ref: clean(reference).slice(0, 60), no: number, of: count }
    : null
}

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** Without what a database cannot hold. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '')

/** A gateway's time: ISO with or without zone, 2026-03-02 09:00:00, 20260302090000, seconds or milliseconds. Unreadable or ahead of us is now. */
function instantOf(value: unknown, zone: number, now: Instant): Instant {
  const text = plain(value).trim()
  const ms = /^\d{10}$/.test(text)
    ? Number(text) * 1_000
    : /^\d{13}$/.test(text)
      ? Number(text)
      : civil(text, zone)
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return now
  const instant = new Date(ms).toISOString()
  return /^[12]\d{3}-/.test(instant) && msBetween(instant, now) >= 0 ? instant : now
}

function civil(text: string, zone: number): number {
  const parts = /^(2\d{3})\D?(\d\d)\D?(\d\d)\D?(\d\d)\D?(\d\d)\D?(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(
    text,
  )
  if (!parts) return Number.NaN
  const [, year, month, date, hour, minute, second, offset] = parts
  const shift = offset === undefined ? zone : offset === 'Z' ? 0 : minutesOf(offset)
  return (
    Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second)) -
    shift * 60_000
  )
}

const minutesOf = (offset: string): number => {
  const [sign, digits] = [offset.startsWith('-') ? -1 : 1, offset.replaceAll(/\D/g, '')]
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)))
}
