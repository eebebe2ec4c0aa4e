import { createRequire } from 'node:module'
import type { Sms, SmsPort } from './port.ts'

/** Name of the Aliyun gateway. */
export const ALIYUN = 'aliyun'

export interface AliyunOptions {
  readonly accessKeyId: string
  readonly accessKeySecret: string
  /** 短信签名 as registered with Aliyun, without brackets. */
  readonly sign: string
  /** 模板 CODE, SMS_… */
  readonly template: string
  /** The template's variables in their order; the text is laid over them. */
  readonly variables: readonly string[]
  /** Characters one variable takes. */
  readonly longest: number
  readonly endpoint: string
}

/** What of the client is used: replaced in tests. */
export interface AliyunClient {
  sendSms(
    request: Readonly<Record<string, string>>,
  ): Promise<{ code: string; message: string; bizId: string }>
}

/** Short messages by Aliyun (Dysmsapi 2017-05-25). The client library is loaded with the first message. */
export function aliyunSms(options: AliyunOptions, load = loadClient): SmsPort {
  let client: Promise<AliyunClient> | undefined
  return {
    gateway: ALIYUN,
    signs: false,
    send: async (sms) => {
      // A library that could not be loaded is tried again with the next message.
      client ??= load(options).catch((error: unknown) => {
        client = undefined
        throw error
      })
      const { code, message, bizId } = await (await client).sendSms(requestOf(options, sms))
      if (code !== 'OK') throw new Error(`阿里云没有受理短信：${code} ${message}`)
      return { gatewayId: bizId || null }
    },
  }
}

const requestOf = (options: AliyunOptions, { id, phone, text }: Sms): Record<string, string> => ({
  phoneNumbers: phone,
  signName: options.sign,
  templateCode: options.template,
  templateParam: JSON.stringify(laidOver(text, options)),
  // Comes back with delivery reports.
  outId: id,
})

/** The text over the variables in order; what does not fit ends with an ellipsis rather than being refused. */
export function laidOver(
  text: string,
  { variables, longest }: Pick<AliyunOptions, 'variables' | 'longest'>,
): Record<string, string> {
  const room = variables.length * longest
  const all = [...text]
  const shown = all.length > room ? [...all.slice(0, room - 1), '…'] : all
  // An empty variable is refused by the gateway; a space is not.
  return Object.fromEntries(
    variables.map((name, n) => [name, shown.slice(n * longest, (n + 1) * longest).join('') || ' ']),
  )
}

type Library = typeof import('@alicloud/dysmsapi20170525')

async function loadClient({ accessKeyId, accessKeySecret, endpoint }: AliyunOptions): Promise<AliyunClient> {
  // Asked for as the CommonJS module that it is: runtimes do not agree on what importing one as a module gives.
  const library = createRequire(import.meta.url)('@alicloud/dysmsapi20170525') as Library
  // The class of the configuration lives in a package of the library's own; its fields and `validate` are all that is used of it.
  const config = { accessKeyId, accessKeySecret, endpoint, validate: () => undefined }
  const client = new library.default(config as unknown as ConstructorParameters<Library['default']>[0])
  return {
    sendSms: async (request) => {
      const { body } = await client.sendSms(new library.SendSmsRequest({ ...request }))
      return { code: body?.code ?? '', message: body?.message ?? '', bizId: body?.bizId ?? '' }
    },
  }
}
