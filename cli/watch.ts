import { addMs } from '#kernel/time.ts'
import type { Trouble } from '#server/health.ts'
import { repeating } from '#store/repeating.ts'
import type { Io } from './io.ts'
import { type Settings, readSettings } from './settings.ts'
import { AlarmBook } from './watch/alarms.ts'
import { Caller, channelsIn } from './watch/channels.ts'
import { connectWatch } from './watch/connect.ts'
import { type Watched, look } from './watch/look.ts'

const USAGE = '用法：luoshi watch [--once]。每分钟看一次服务是否守信；--once 只看一次，有异常时退出码为 1。'
const EVERY_MS = 60_000
const BACKUP_HOURS = 26

/**
 * `luoshi watch`: looks at the service from outside, once a minute, over a connection that only reads, and calls out over channels of
 * its own. Run it as a service of its own, best on another machine.
 *
 * @returns with `--once` 0 when all is well and 1 when not; otherwise 0 after a clean stop; 1 or 2 when it could not begin
 */
export async function watch(argv: readonly string[], io: Io): Promise<number> {
  const once = argv.length === 1 && argv[0] === '--once'
  if (argv.length > 0 && !once) {
    io.err(USAGE)
    return 2
  }
  const began = begin(io)
  if (typeof began === 'string') {
    io.err(began)
    return 1
  }
  try {
    return once ? await lookOnce(began, io) : await lookOn(began, io)
  } finally {
    await began.service.close()
  }
}

interface Begun {
  readonly service: Service
  readonly caller: Caller
}

function begin(io: Io): Begun | string {
  const read = readSettings(io)
  if (!read.ok) return read.because
  const channels = channelsIn(io.env)
  if (typeof channels === 'string') return channels
  const hours = io.env.LUOSHI_WATCH_BACKUP_HOURS || String(BACKUP_HOURS)
  if (!/^\d{1,4}$/.test(hours))
    return `LUOSHI_WATCH_BACKUP_HOURS 应当是备份最多可以旧到几小时，0 表示不看备份，现在是“${hours}”，请改正后再启动。`
  return { service: new Service(read.settings, io.env, Number(hours)), caller: new Caller(channels) }
}

/** The service as it is seen from here: a watcher that begins while it is down calls out that it is down. */
class Service {
  readonly #settings: Settings
  readonly #env: Io['env']
  readonly #hours: number
  #watched: Watched | undefined

  constructor(settings: Settings, env: Io['env'], hours: number) {
    this.#settings = settings
    this.#env = env
    this.#hours = hours
  }

  async look(at: string): Promise<Trouble[]> {
    if (this.#watched === undefined) {
      const connected = await connectWatch(this.#settings, this.#env)
      if (!connected.ok) return [{ code: 'DATABASE', says: connected.because }]
      const backup = this.#hours === 0 ? null : { dataDir: this.#settings.dataDir, hours: this.#hours }
      this.#watched = { db: connected.db, tenant: connected.tenant, backup }
    }
    return look(this.#watched, at)
  }

  async close(): Promise<void> {
    await this.#watched?.db.close()
  }
}

const now = (): string => new Date().toISOString()
/** The district's civil time, which is eight hours ahead. */
const civil = (at: string): string => addMs(at, 8 * 3_600_000).slice(0, 16)

async function lookOnce({ service }: Begun, io: Io): Promise<number> {
  const troubles = await service.look(now())
  for (const { code, says } of troubles) io.err(`${code} ${says}`)
  if (troubles.length === 0) io.out('一切正常')
  return troubles.length === 0 ? 0 : 1
}

async function lookOn({ service, caller }: Begun, io: Io): Promise<number> {
  const book = new AlarmBook()
  const round = async (): Promise<boolean> => {
    const at = now()
    const calls = book.after(await service.look(at), civil(at))
    for (const { event, code, text } of calls) io.err(`${at} ${event} ${code} ${text}`)
    for (const line of await caller.send(calls, at)) io.err(`${at} ${line}`)
    return false
  }
  const looking = repeating(EVERY_MS, round, (said) => io.err(`${now()} 这一次没有看成：${said}`))
  await asked()
  await looking.stop()
  return 0
}

/** Waits for Ctrl-C or SIGTERM. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    // An empty timer keeps the process alive between looks.
    const alive = setInterval(() => undefined, 2 ** 30)
    const end = (): void => {
      clearInterval(alive)
      resolve()
    }
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
  })
}
