import { z } from 'zod'

const headers = z.record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/), z.string().max(2_000))
/** `data.msgId`: names joined by dots; numbers go into arrays. Empty is the whole. */
const path = z.string().max(200)
const literal = z.union([z.string(), z.number(), z.boolean()])
const name = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, '应是小写字母、数字和连字符')

/** How the gateway proves that a call is its own. */
const auth = z.discriminatedUnion('kind', [
  /** HMAC over the body; with `timestamp`, over its value, a full stop and the body. */
  z.strictObject({
    kind: z.literal('hmac'),
    header: z.string().max(100),
    secret: z.string().min(16, '密钥至少16个字符'),
    algorithm: z.enum(['sha256', 'sha512', 'sm3']).default('sha256'),
    encoding: z.enum(['hex', 'base64']).default('hex'),
    /** Header with seconds or milliseconds since 1970: calls older than a quarter of an hour are refused. */
    timestamp: z.string().max(100).optional(),
  }),
  z.strictObject({
    kind: z.literal('secret'),
    header: z.string().max(100),
    secret: z.string().min(16, '密钥至少16个字符'),
  }),
  /** For gateways that can be told an address and nothing else: `?key=…`. */
  z.strictObject({
    kind: z.literal('address'),
    parameter: z.string().max(50).default('key'),
    secret: z.string().min(16, '密钥至少16个字符'),
  }),
])
export type InboundAuth = z.output<typeof auth>

const inbound = z.strictObject({
  auth,
  /** Addresses and networks that may call, `10.1.2.3` or `10.1.0.0/16`; empty is any. */
  addresses: z.array(z.string().max(60)).max(100).default([]),
  /** Where the messages are: an array or one object. */
  list: path.default(''),
  fields: z.strictObject({
    id: path,
    phone: path,
    text: path,
    sentAt: path,
    /** Parts of a long message; absent where the gateway joins them itself. */
    part: z.strictObject({ ref: path, no: path, of: path }).optional(),
  }),
  /** Minutes by which times without a zone are ahead of UTC. */
  zone: z.number().int().min(-720).max(840).default(480),
  /** What the gateway wants to hear. */
  answer: z.unknown().default({ code: 0, msg: '接收成功' }),
  /** How it says whether a message arrived; absent where it does not. */
  reports: z
    .strictObject({
      list: path.default(''),
      fields: z.strictObject({ id: path, ok: path, detail: path.optional() }),
      /** Values of `ok` that mean arrived. */
      delivered: z.array(literal).min(1),
    })
    .optional(),
})
export type InboundMapping = z.output<typeof inbound>

/** 短信网关对照文件: how one gateway is spoken to, as data. `{env.NAME}` stands for a variable of the environment. */
export const smsMapping = z.strictObject({
  gateway: name,
  /** Whether the text carries the signature, or the gateway puts it there itself. */
  signs: z.boolean().default(true),
  send: z.strictObject({
    url: z.url({ protocol: /^https?$/ }),
    method: z.enum(['POST', 'PUT', 'GET']).default('POST'),
    headers: headers.default({}),
    /** Sent as JSON, or as a form where the content type says so; texts may hold `{phone}`, `{text}`, `{id}`. */
    body: z.record(z.string(), z.unknown()).default({}),
    /** Where the answer says that the message was taken, and the values that mean so; absent: any answer of 200–299. */
    success: z.strictObject({ path, is: z.array(literal).min(1) }).optional(),
    /** Where the gateway's own id of the message stands. */
    id: path.optional(),
    timeoutSeconds: z.number().min(1).max(50).default(20),
  }),
  inbound: inbound.optional(),
})
export type SmsMapping = z.output<typeof smsMapping>

/**
 * Reads a mapping file's text, with `{env.NAME}` replaced from the environment before anything else looks at it.
 *
 * @returns the mapping, or one Chinese sentence about what is wrong with it
 */
export function readMapping(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; mapping: SmsMapping } | { ok: false; because: string } {
  const missing: string[] = []
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replaceAll(/\{env\.(\w+)\}/g, (_, variable: string) => {
        const found = env[variable]
        if (!found) missing.push(variable)
        return found ?? ''
      })
    }
    if (Array.isArray(value)) return value.map(filled)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)]))
  }
  const parsed = parse(text)
  if (parsed === undefined) return { ok: false, because: '短信网关对照文件不是正确的 JSON' }
  const whole = filled(parsed)
  if (missing.length > 0)
    return { ok: false, because: `短信网关对照文件要用环境变量 ${missing.join('、')}，但没有设` }
  const checked = smsMapping.safeParse(whole)
  if (checked.success) return { ok: true, mapping: checked.data }
  const [issue] = checked.error.issues
  return { ok: false, because: `短信网关对照文件的“${issue?.path.join('.')}”不对：${issue?.message}` }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What stands at a path of an answer or a message; undefined where there is nothing. */
export function at(value: unknown, where: string): unknown {
  let found = value
  for (const key of where === '' ? [] : where.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Record<string, unknown>)[key]
  }
  return found
}
