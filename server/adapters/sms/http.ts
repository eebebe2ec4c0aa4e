import { type SmsMapping, at } from './mapping.ts'
import type { Sms, SmsPort } from './port.ts'

/** Bytes of an answer that are looked at; a gateway has no business saying more. */
const MOST_ANSWER = 100_000

/**
 * Short messages by a gateway that speaks HTTP, as its mapping says.
 *
 * A gateway that answers with an error, with what the mapping does not count as success, or not in time has not taken the message.
 */
export function httpSms({ gateway, signs, send }: SmsMapping, ask: typeof fetch = fetch): SmsPort {
  return {
    gateway,
    signs,
    send: async (sms) => {
      const reply = await ask(requestUrl(send, sms), {
        ...requestOf(send, sms),
        signal: AbortSignal.timeout(send.timeoutSeconds * 1_000),
        // A redirect could carry the credentials elsewhere.
        redirect: 'error',
      })
      const said = answerOf((await reply.text()).slice(0, MOST_ANSWER))
      if (!reply.ok) throw new Error(`短信网关答复 ${reply.status}`)
      if (send.success && !send.success.is.some((value) => value === at(said, send.success?.path ?? ''))) {
        throw new Error(`短信网关没有受理：${JSON.stringify(said)?.slice(0, 300)}`)
      }
      const id = send.id === undefined ? undefined : at(said, send.id)
      return { gatewayId: typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 100) : null }
    },
  }
}

type Send = SmsMapping['send']

/** A GET carries its fields in the address. */
function requestUrl({ url, method, body }: Send, sms: Sms): string {
  if (method !== 'GET') return url
  const full = new URL(url)
  for (const [key, value] of fieldsOf(body, sms)) full.searchParams.append(key, value)
  return full.href
}

function requestOf({ method, headers, body }: Send, sms: Sms): RequestInit {
  if (method === 'GET') return { method, headers }
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (type?.startsWith('application/x-www-form-urlencoded')) {
    return { method, headers, body: new URLSearchParams(fieldsOf(body, sms)).toString() }
  }
  const json: Record<string, string> =
    type === undefined ? { 'content-type': 'application/json; charset=utf-8' } : {}
  return { method, headers: { ...json, ...headers }, body: JSON.stringify(filled(body, sms)) }
}

const fieldsOf = (body: Send['body'], sms: Sms): [string, string][] =>
  Object.entries(body).map(([key, value]) => [key, textOf(filled(value, sms))])

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** A value with `{phone}`, `{text}` and `{id}` in its texts replaced; what a message says is never a template itself. */
function filled(value: unknown, sms: Sms): unknown {
  if (typeof value === 'string')
    return value.replaceAll(/\{(phone|text|id)\}/g, (_, name: keyof Sms) => sms[name])
  if (Array.isArray(value)) return value.map((inner) => filled(inner, sms))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, sms)]))
}

function answerOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text.trim()
  }
}
