import { readFile } from 'node:fs/promises'
import type { StoreContext } from '#store/context.ts'
import type { Driver } from '#store/outbox.ts'
import { localMessages } from '../adapters/local-messages.ts'
import { type MailSettings, mailSettings, smtpMail } from '../adapters/mail.ts'
import { httpTodo } from '../adapters/todo/http.ts'
import { localTodo } from '../adapters/todo/local.ts'
import { type Mapping, readMapping } from '../adapters/todo/mapping.ts'
import { startReminders, withinHours } from './runner.ts'
import { startTodos, todoDriver } from './todos.ts'

type Env = Readonly<Record<string, string | undefined>>

export interface OutgoingSettings {
  /** Where people open the district, without a slash at the end; null leaves links out of letters. */
  readonly url: string | null
  /** Null: letters are kept in the data folder. */
  readonly mail: MailSettings | null
  /** Null: no other system's 待办 is kept up to date. */
  readonly todo: Mapping | 'local' | null
}

/**
 * Reads LUOSHI_URL, LUOSHI_SMTP_URL, LUOSHI_MAIL_FROM and LUOSHI_TODO (`local`, or the path of a mapping file).
 *
 * @returns the settings, or one Chinese sentence about the first wrong variable
 */
export async function outgoingSettings(env: Env): Promise<OutgoingSettings | string> {
  const url = siteUrl(env['LUOSHI_URL'])
  if (url === undefined)
    return 'LUOSHI_URL 应当形如 https://luoshi.example.gov.cn，现在的写法读不懂，请改正后再启动。'
  const mail = mailSettings(env)
  if (typeof mail === 'string') return mail
  const todo = await todoSettings(env)
  if (todo !== null && typeof todo !== 'string' && 'because' in todo) return todo.because
  if (todo !== null && todo !== 'local' && url === null)
    return '设了 LUOSHI_TODO 就要设 LUOSHI_URL：待办平台里的每一项都要能点开。'
  return { url, mail, todo }
}

function siteUrl(text: string | undefined): string | null | undefined {
  if (!text) return null
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined
  const { origin, pathname, search, hash } = new URL(text)
  return search === '' && hash === '' ? `${origin}${pathname}`.replace(/\/+$/, '') : undefined
}

async function todoSettings(env: Env): Promise<OutgoingSettings['todo'] | { because: string }> {
  const wish = env['LUOSHI_TODO'] || undefined
  if (wish === undefined || wish === 'local') return wish ?? null
  try {
    const mapping = readMapping(await readFile(wish, 'utf8'), env)
    return typeof mapping === 'string' ? { because: mapping } : mapping
  } catch {
    return { because: `LUOSHI_TODO 指的对接文件 ${wish} 读不到，请检查路径和权限后再启动。` }
  }
}

export interface Outgoing {
  /** Drivers of the outbox, by channel. */
  readonly drivers: Readonly<Record<string, Driver>>
  /** Starts what fills the outbox by itself. */
  readonly start: (onTrouble: (because: string) => void) => { stop(): Promise<void> }[]
}

/**
 * Everything that leaves the district by itself, as it is set up. What an act tells stands in 我的事 at once and in the digest of the
 * next morning; nobody gets it one by one. `sms` is the driver of short messages.
 */
export function outgoing(
  context: StoreContext,
  { url, mail, todo }: OutgoingSettings,
  { dataDir, sms }: { readonly dataDir: string; readonly sms: Driver },
): Outgoing {
  const smtp = mail === null ? null : smtpMail(mail)
  const port = todo === null ? null : todo === 'local' ? localTodo(dataDir, context.clock) : httpTodo(todo)
  return {
    drivers: {
      sms: withinHours(context, sms),
      mail: withinHours(context, smtp ?? localMessages(dataDir)),
      ...(port ? { todo: todoDriver(context, port, url ?? '') } : {}),
    },
    start: (onTrouble) => [
      startReminders(context, { url, everyMs: 30_000, onTrouble }),
      ...(port ? [startTodos(context, port, { everyMs: 5_000, onTrouble })] : []),
      // Connections kept open would keep the process alive.
      ...(smtp ? [{ stop: async () => smtp.close() }] : []),
    ],
  }
}
