import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Io } from './io.ts'

/** How the server is to run, read from the environment once. */
export type Settings = {
  host: string
  /** 0 lets the system choose. */
  port: number
  /** Absolute path of the data folder. */
  dataDir: string
  /** An existing PostgreSQL; undefined means the embedded one. */
  databaseUrl: string | undefined
  /** The same database by a login of the application's own, which owns nothing; undefined becomes the role after DATABASE_URL's login. */
  appUrl: string | undefined
  /** Which district of several in one database; undefined is the first. */
  tenant: string | undefined
  /** Whether the invented district is brought to life and its people may be entered with one click. */
  demo: boolean
  /** The demo was asked for in so many words: it may then be reached from elsewhere. */
  demoAsked: boolean
  /** Which parts of the service this process is. */
  role: Role
  /** Milliseconds in which a process that was asked to stop still serves, while a balancer takes it out. */
  drainMs: number
  /** The least of what the service's own log keeps. */
  logLevel: LogLevel
}

/** How talkative the service's own log is; whatever the level, never a body, a cookie or a query. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error'

const LOG_LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error']

/** What a process does: everything; HTTP alone; or the log, deadlines and messages alone. */
export type Role = 'all' | 'app' | 'worker'

const ROLES: readonly Role[] = ['all', 'app', 'worker']

/** A balancer asks every second or two; one that serves alone has nobody to wait for. */
const DRAIN_SECONDS: Readonly<Record<Role, number>> = { all: 0, app: 5, worker: 0 }

const PROJECT = fileURLToPath(new URL('../', import.meta.url))

/**
 * Reads and checks PORT, HOST, LUOSHI_DATA, DATABASE_URL, LUOSHI_APP_URL, LUOSHI_TENANT, LUOSHI_DEMO, LUOSHI_ROLE, LUOSHI_DRAIN and LUOSHI_LOG_LEVEL. An empty variable counts as
 * absent.
 *
 * @returns the settings, or one Chinese sentence about the first wrong variable
 */
export function readSettings(
  io: Pick<Io, 'env' | 'cwd'>,
): { ok: true; settings: Settings } | { ok: false; because: string } {
  const { env } = io
  const port = readPort(env.PORT || '8000')
  if (port === undefined)
    return refuse(`PORT 应当是 0 到 65535 之间的整数，现在是“${env.PORT}”，请改正后再启动。`)
  const host = env.HOST || '127.0.0.1'
  if (/[\s/]/.test(host)) return refuse(`HOST 应当是一个地址或者主机名，现在是“${host}”，请改正后再启动。`)
  const databaseUrl = env.DATABASE_URL || undefined
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl)) {
    return refuse(
      'DATABASE_URL 应当形如 postgres://用户:口令@主机:5432/库名，现在的写法读不懂，请改正后再启动。',
    )
  }
  const appUrl = env.LUOSHI_APP_URL || undefined
  if (appUrl !== undefined && (databaseUrl === undefined || !isPostgresUrl(appUrl))) {
    return refuse(
      'LUOSHI_APP_URL 是应用自己的账号，写法与 DATABASE_URL 相同，并且要与 DATABASE_URL（库的所有者）一起设置，请改正后再启动。',
    )
  }
  const demo = readDemo(env, host, databaseUrl)
  if (typeof demo === 'string') return refuse(demo)
  const role = ROLES.find((one) => one === (env.LUOSHI_ROLE || 'all'))
  if (role === undefined)
    return refuse(
      `LUOSHI_ROLE 应当是 all（全部）、app（只对外服务）或者 worker（只办后台任务），现在是“${env.LUOSHI_ROLE}”，请改正后再启动。`,
    )
  const drain = env.LUOSHI_DRAIN || String(DRAIN_SECONDS[role])
  if (!/^\d{1,3}$/.test(drain))
    return refuse(`LUOSHI_DRAIN 应当是 0 到 999 的秒数，现在是“${env.LUOSHI_DRAIN}”，请改正后再启动。`)
  const logLevel = LOG_LEVELS.find((one) => one === (env.LUOSHI_LOG_LEVEL || 'info'))
  if (logLevel === undefined)
    return refuse(
      `LUOSHI_LOG_LEVEL 应当是 ${LOG_LEVELS.join('、')} 之一，现在是“${env.LUOSHI_LOG_LEVEL}”，请改正后再启动。`,
    )
  const tenant = env.LUOSHI_TENANT || undefined
  if (tenant !== undefined && !/^[\w.-]{1,64}$/.test(tenant))
    return refuse(
      `LUOSHI_TENANT 应当是库里一个地区的代码（字母、数字、点和连字符），现在是“${tenant}”，请改正后再启动。`,
    )
  const dataDir = env.LUOSHI_DATA ? resolve(io.cwd, env.LUOSHI_DATA) : resolve(PROJECT, 'var/data')
  return {
    ok: true,
    settings: {
      host,
      port,
      dataDir,
      databaseUrl,
      appUrl,
      tenant,
      demo,
      demoAsked: env.LUOSHI_DEMO === '1',
      role,
      drainMs: Number(drain) * 1_000,
      logLevel,
    },
  }
}

function refuse(because: string): { ok: false; because: string } {
  return { ok: false, because }
}

function readPort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined
}

function isPostgresUrl(text: string): boolean {
  // `postgres://user@/name?host=/folder`, the form for a socket, has no host where a URL needs one.
  const url = text.replace('@/', '@localhost/')
  return URL.canParse(url) && ['postgres:', 'postgresql:'].includes(new URL(url).protocol)
}

/**
 * The demo's one-click logins must not be left on by accident where they could be reached: without a word about it the
 * demo runs only on the own database and a loopback address, and in production not even on request.
 */
function readDemo(env: Io['env'], host: string, databaseUrl: string | undefined): boolean | string {
  const production = env.NODE_ENV === 'production'
  const wish = env.LUOSHI_DEMO || undefined
  if (wish === undefined) return !production && isLoopback(host) && databaseUrl === undefined
  if (wish !== '0' && wish !== '1')
    return `LUOSHI_DEMO 应当是 1（演示）或者 0（不演示），现在是“${wish}”，请改正后再启动。`
  if (wish === '1' && production)
    return '正式环境（NODE_ENV=production）不能打开演示，请去掉 LUOSHI_DEMO=1 再启动。'
  return wish === '1'
}

/** One Chinese sentence where a demo without passwords can be reached from other machines; undefined where it cannot. */
export function demoWarning({ demo, host }: Settings): string | undefined {
  return demo && !isLoopback(host)
    ? `注意：演示模式正在 ${host} 上对外提供，能访问这个地址的人不用密码就能以任何人的身份进入，请勿录入真实内容。`
    : undefined
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
