import { createTransport } from 'nodemailer'
import type { Driver, Message } from '#store/outbox.ts'

/** What the outbox channel `mail` carries. */
export interface Mail {
  readonly person: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface MailSettings {
  /** `smtps://user:password@host:465`, or `smtp://host:587`, which goes over to TLS where the server offers it. */
  readonly url: string
  /** `区政府办 <noreply@example.gov.cn>`, or the bare address. */
  readonly from: string
}

const ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?$/u

/** Whether a text is one plain mail address: no name, no second one, nothing that could end a header. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 254 && ADDRESS.test(text) && text.slice(text.lastIndexOf('@')).includes('.')

/** `区政府办 <noreply@example.gov.cn>`: a name without quotes or line ends, and one address. */
function isSender(text: string): boolean {
  const named = /^([^<>"\p{Cc}]{0,60})<([^<>]+)>$/u.exec(text)
  return isMailAddress(named?.[2] ?? text)
}

/**
 * Reads LUOSHI_SMTP_URL and LUOSHI_MAIL_FROM. Both or neither.
 *
 * @returns settings, null where no mail is set up, or one Chinese sentence about what is wrong
 */
export function mailSettings(
  env: Readonly<Record<string, string | undefined>>,
): MailSettings | null | string {
  const [url, from] = [env['LUOSHI_SMTP_URL'] || undefined, env['LUOSHI_MAIL_FROM'] || undefined]
  if (url === undefined && from === undefined) return null
  if (url === undefined || from === undefined)
    return 'LUOSHI_SMTP_URL 和 LUOSHI_MAIL_FROM 要一起设置，现在只设了一个。'
  if (!URL.canParse(url) || !['smtp:', 'smtps:'].includes(new URL(url).protocol))
    return 'LUOSHI_SMTP_URL 应当形如 smtps://用户:口令@主机:465，现在的写法读不懂，请改正后再启动。'
  if (!isSender(from)) return `LUOSHI_MAIL_FROM 应当是一个邮件地址，现在是“${from}”，请改正后再启动。`
  return { url, from }
}

/** Mail by SMTP, plain text alone. Throws what the server said, so that the outbox tries again. */
export function smtpMail({ url, from }: MailSettings): Driver & { close(): void } {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '')
  const send: Driver = async (message) => {
    const { to, subject, text } = mailIn(message)
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text,
      textEncoding: 'base64',
      // The same message sent twice after a crash is one to a mail program.
      messageId: `<${message.id}@${host}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  }
  return Object.assign(send, { close: () => transport.close() })
}

// oxlint-disable-next-line no-control-regex -- control characters are exactly what must not get into a header
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/

/** The letter of a message; one that would put a line of its own into the header is refused, not cleaned. */
export function mailIn({ body }: Message): Mail {
  const { person, to, subject, text } = (body ?? {}) as Partial<Record<keyof Mail, unknown>>
  if (
    typeof person !== 'string' ||
    typeof to !== 'string' ||
    typeof subject !== 'string' ||
    typeof text !== 'string'
  )
    throw new Error('邮件缺少收件人、标题或正文')
  if (!isMailAddress(to)) throw new Error('收件地址不是一个单独的邮件地址，没有发送')
  if (CONTROL.test(subject) || [...subject].length > 200) throw new Error('邮件标题里有换行或过长，没有发送')
  return { person, to, subject, text }
}
