import { ALIYUN, aliyunSms } from './aliyun.ts'
import { httpSms } from './http.ts'
import { LOCAL, localSms } from './local.ts'
import { type InboundMapping, readMapping } from './mapping.ts'
import type { SmsPort } from './port.ts'

/** Short messages of one district: the way out, and who may hand messages in. */
export interface SmsService {
  /** Null: none is configured. */
  readonly port: SmsPort | null
  /** Stands before each text in 【】. */
  readonly sign: string
  /** Gateways that may call, by the name in their address. */
  readonly inbound: ReadonlyMap<string, InboundMapping>
  /** Replies may be typed on the page of the local gateway: in a demo only, for what is typed there passes for a phone's. */
  readonly typed: boolean
}

/** No gateway: what would be sent is kept and shown, nothing comes in. */
export const noSms = (district: string): SmsService => ({
  port: null,
  sign: `${district}政府办`,
  inbound: new Map(),
  typed: false,
})

export interface SmsOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly demo: boolean
  readonly district: string
  /** Reads the mapping file. */
  readonly readFile: (path: string) => Promise<string>
}

type Opened =
  | { readonly ok: true; readonly sms: SmsService }
  | { readonly ok: false; readonly because: string }

/**
 * Opens the gateway that `LUOSHI_SMS` names: `local`, `aliyun`, `none`, or the path of a mapping file. Without it a demo has the
 * local one and everybody else none.
 *
 * @returns the service, or one Chinese sentence about what is wrong with its settings
 */
export async function openSms(options: SmsOptions): Promise<Opened> {
  const { env, demo, district } = options
  const none = { ...noSms(district), ...(env['LUOSHI_SMS_SIGN'] ? { sign: env['LUOSHI_SMS_SIGN'] } : {}) }
  const wish = env['LUOSHI_SMS'] || (demo ? LOCAL : 'none')
  switch (wish) {
    case 'none':
      return { ok: true, sms: none }
    case LOCAL:
      return { ok: true, sms: { ...none, port: localSms, typed: demo } }
    case ALIYUN:
      return openAliyun(options, none)
    default:
      return openMapped(options, none, wish)
  }
}

const NEEDED = [
  'ALIBABA_CLOUD_ACCESS_KEY_ID',
  'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  'LUOSHI_SMS_TEMPLATE',
] as const

function openAliyun({ env }: SmsOptions, none: SmsService): Opened {
  const missing = NEEDED.filter((name) => !env[name])
  if (missing.length > 0) return { ok: false, because: `用阿里云短信须设环境变量 ${missing.join('、')}。` }
  const [accessKeyId = '', accessKeySecret = '', template = ''] = NEEDED.map((name) => env[name])
  const port = aliyunSms({
    accessKeyId,
    accessKeySecret,
    template,
    sign: none.sign,
    variables: listOf(env['LUOSHI_SMS_VARIABLES'] || 'content'),
    longest: Number(env['LUOSHI_SMS_VARIABLE_LENGTH'] || 35),
    endpoint: env['LUOSHI_SMS_ENDPOINT'] || 'dysmsapi.aliyuncs.com',
  })
  const secret = env['LUOSHI_SMS_INBOUND_SECRET']
  if (!secret) return { ok: true, sms: { ...none, port } }
  if (secret.length < 16) return { ok: false, because: 'LUOSHI_SMS_INBOUND_SECRET 至少要16个字符。' }
  const inbound = new Map([
    [ALIYUN, aliyunInbound(secret, listOf(env['LUOSHI_SMS_INBOUND_ADDRESSES'] || ''))],
  ])
  return { ok: true, sms: { ...none, port, inbound } }
}

const listOf = (text: string): string[] =>
  text
    .split(/[,，\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** SmsUp and SmsReport: arrays. Aliyun signs nothing and can only be given an address, so the secret stands in it. */
export const aliyunInbound = (secret: string, addresses: string[]): InboundMapping => ({
  auth: { kind: 'address', parameter: 'key', secret },
  addresses,
  list: '',
  fields: { id: 'sequence_id', phone: 'phone_number', text: 'content', sentAt: 'send_time' },
  zone: 480,
  answer: { code: 0, msg: '接收成功' },
  reports: { list: '', fields: { id: 'biz_id', ok: 'success', detail: 'err_msg' }, delivered: [true] },
})

async function openMapped({ env, readFile }: SmsOptions, none: SmsService, path: string): Promise<Opened> {
  const text = await readFile(path).catch(() => null)
  if (text === null) {
    return {
      ok: false,
      because: `LUOSHI_SMS 应当是 local、aliyun、none 或者对照文件的路径，“${path}”读不出来。`,
    }
  }
  const read = readMapping(text, env)
  if (!read.ok) return { ok: false, because: `${read.because}，请改正 ${path} 后再启动。` }
  const { mapping } = read
  const inbound = mapping.inbound
    ? new Map([[mapping.gateway, mapping.inbound]])
    : new Map<string, InboundMapping>()
  return { ok: true, sms: { ...none, port: httpSms(mapping), inbound } }
}
