import { isMailAddress, mailSettings, smtpMail } from '#server/adapters/mail.ts'
import type { Call } from './alarms.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Where calls go besides standard error; throws when one did not arrive. */
export type Channel = (call: Call, at: string) => Promise<void>

const ANSWER_MS = 10_000

/**
 * The watcher's own channels: LUOSHI_WATCH_WEBHOOK (an address that takes JSON by POST, such as a gateway for short messages) and
 * LUOSHI_WATCH_MAIL (addresses, by the mail settings of the service). Never the service's outbox: it may be what is broken.
 *
 * @returns the channels, or one Chinese sentence about a wrong variable
 */
export function channelsIn(env: Env): readonly Channel[] | string {
  const channels: Channel[] = []
  const webhook = env['LUOSHI_WATCH_WEBHOOK'] || undefined
  if (webhook !== undefined) {
    if (!/^https?:\/\//.test(webhook) || !URL.canParse(webhook))
      return 'LUOSHI_WATCH_WEBHOOK 应当是一个 http 或者 https 地址，现在的写法读不懂，请改正后再启动。'
    channels.push(hook(webhook))
  }
  const to = (env['LUOSHI_WATCH_MAIL'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
  if (to.length === 0) return channels
  const wrong = to.find((one) => !isMailAddress(one))
  if (wrong !== undefined) return `LUOSHI_WATCH_MAIL 里的“${wrong}”不是邮件地址，请改正后再启动。`
  const mail = mailSettings(env)
  if (typeof mail === 'string') return mail
  if (mail === null) return '设了 LUOSHI_WATCH_MAIL 就要设 LUOSHI_SMTP_URL 和 LUOSHI_MAIL_FROM。'
  return [...channels, letters(smtpMail(mail), to)]
}

const hook =
  (url: string): Channel =>
  async (call, at) => {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...call, at }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    await reply.body?.cancel()
    if (!reply.ok) throw new Error(`告警地址答复 ${reply.status}`)
  }

const letters =
  (send: ReturnType<typeof smtpMail>, to: readonly string[]): Channel =>
  async ({ event, code, text }, at) => {
    for (const address of to) {
      await send({
        id: `watch-${code}-${event}-${at.replaceAll(/\W/g, '')}`,
        channel: 'mail',
        dedupeKey: `watch/${code}/${event}/${at}/${address}`,
        body: { person: '', to: address, subject: `【落实】${text.slice(0, 80)}`, text: `${at}\n${text}\n` },
        createdAt: at,
      })
    }
  }

/** A call on its way through one channel. */
interface Waiting {
  readonly channel: Channel
  readonly call: Call
  readonly at: string
}

/** Beyond that the oldest are dropped: what still holds is said again by whoever looks. */
const MOST_WAITING = 200

/** Sends calls, and again with the next look what did not arrive. */
export class Caller {
  readonly #channels: readonly Channel[]
  #waiting: Waiting[] = []

  constructor(channels: readonly Channel[]) {
    this.#channels = channels
  }

  /** @returns why calls did not arrive, a sentence each */
  async send(calls: readonly Call[], at: string): Promise<string[]> {
    const fresh = calls.flatMap((call) => this.#channels.map((channel) => ({ channel, call, at })))
    const all = [...this.#waiting, ...fresh].slice(-MOST_WAITING)
    const failed: string[] = []
    const left: Waiting[] = []
    for (const one of all) {
      try {
        await one.channel(one.call, one.at)
      } catch (error) {
        left.push(one)
        failed.push(`没有送达（${error instanceof Error ? error.message : String(error)}）：${one.call.text}`)
      }
    }
    this.#waiting = left
    return failed
  }
}
