import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { dayAt } from '#kernel/time.ts'
import { rulebook } from '#rulebook/index.ts'
import { scannerFrom } from '#server/adapters/scanner.ts'
import { openSeal } from '#server/adapters/seal/open.ts'
import { smsDriver } from '#server/adapters/sms/driver.ts'
import { type SmsService, openSms } from '#server/adapters/sms/open.ts'
import { createApp } from '#server/app.ts'
import { type ServedLog, openServedLog } from '#server/log/open-log.ts'
import { startWitnessing } from '#server/log/witnessing.ts'
import { type Outgoing, outgoing, outgoingSettings } from '#server/reminders/outgoing.ts'
import { oidcFrom } from '#server/identity/oidc.ts'
import { USUAL_LIMITS, limiter } from '#server/limits.ts'
import { openServices } from '#server/services.ts'
import { startSmsInbox } from '#server/sms/inbox.ts'
import { startSmsRetention } from '#server/sms/retention.ts'
import { type BeatKind, beatOf } from '#store/beat.ts'
import { type MachineClocks, watchClock } from '#store/clock-watch.ts'
import type { Clock, StoreContext } from '#store/context.ts'
import type { Db } from '#store/db.ts'
import { readTenant } from '#store/identity.ts'
import { newId } from '#store/new-id.ts'
import { newSalt } from '#store/new-salt.ts'
import { openSealKey } from '#store/seal-key.ts'
import { startOutbox } from '#store/outbox.ts'
import { startSequencer } from '#store/sequencer.ts'
import { startByItself } from '#store/by-itself.ts'
import { startSweeper } from '#store/sweep.ts'
import { findTenant } from '#store/tenants.ts'
import { startTwin } from '#store/twin.ts'
import { openApplication } from './application-database.ts'
import { watchRoom } from './disk.ts'
import { logFile } from './log-file.ts'
import { type MetricsService, openMetrics } from './metrics-address.ts'
import { makeFirstDistrict } from './first-district.ts'
import { type Serving, type StartContext, listenSentence } from './start.ts'
import { WEB_DIST } from './web-build.ts'

/** The one place where the machine's clock enters. */
const clock: Clock = { now: () => new Date().toISOString() }

/** Against each other these show when the machine's clock was set. */
const machine: MachineClocks = { wall: () => Date.now(), monotonic: () => performance.now() }

/** Id of the tenant that a first start without demo makes. */
const FIRST_TENANT = 'district'

const contextFor = (db: Db, tenant: string): StoreContext => ({
  db,
  tenant,
  rulebook,
  clock,
  newId,
  newSalt,
})

/**
 * Serves one district, over connections that belong to it alone: sequencer, sweep, outbox and HTTP, or the part of them that this
 * process is. Each is stopped in reverse before the database goes.
 */
export async function listen(start: StartContext): Promise<Serving> {
  const { settings, io, application } = start
  const found = await findTenant(start.db, settings.demo, settings.tenant)
  if (found === undefined && settings.tenant !== undefined)
    return { ok: false, because: noSuchDistrict(settings.tenant) }
  // Of several processes that start at once on an empty database, one makes the district.
  if (found === undefined && settings.role === 'app') return { ok: false, because: NO_DISTRICT }
  const own = await openApplication(application, found ?? FIRST_TENANT)
  if (!own.ok) return own
  for (const line of own.says) io.err(line)
  const context = contextFor(own.db, found ?? FIRST_TENANT)
  if (found === undefined) await announceFirst(context, start)
  const serving = await serveDistrict(context, start)
  if (!serving.ok) {
    await own.db.close()
    return serving
  }
  const close = async (): Promise<void> => {
    await serving.close()
    await own.db.close()
  }
  return { ...serving, close }
}

async function announceFirst(context: StoreContext, { io }: StartContext): Promise<void> {
  io.out('已建立空白的地区。三个账号分给三个人，首次登录后须修改密码；密码只显示这一次。')
  for (const { title, login, password } of await makeFirstDistrict(context, io.env.LUOSHI_DISTRICT || '本区'))
    io.out(`${title}账号 ${login}，一次性密码 ${password}`)
}

async function serveDistrict(plain: StoreContext, start: StartContext): Promise<Serving> {
  const { settings, io } = start
  const key = await openSealKey(settings.dataDir, plain.tenant)
  if (!key.ok) return key
  const context = { ...plain, sealKey: key.key }
  const opened = await openServedLog(context, settings.dataDir, io.env)
  if (!opened.ok) return opened
  const sends = await outgoingSettings(io.env)
  if (typeof sends === 'string') return { ok: false, because: sends }
  const seal = await openSeal(io.env, settings.dataDir)
  if (typeof seal === 'string') return { ok: false, because: seal }
  const scanner = scannerFrom(io.env)
  if (typeof scanner === 'string') return { ok: false, because: scanner }
  const oidc = oidcFrom(io.env)
  if (typeof oidc === 'string') return { ok: false, because: oidc }
  const texting = await openTexting(context, start)
  if (!texting.ok) return texting
  const { sms } = texting
  const { dataDir, role } = settings
  const driver = smsDriver(context, sms.port, sms.sign)
  const leaving = outgoing(context, sends, { dataDir, sms: driver })
  const figures = await openMetrics(context, io.env)
  if (typeof figures === 'string') return { ok: false, because: figures }
  const workers = role === 'app' ? [] : startWorkers(context, opened, leaving, start, figures)
  const stopWorkers = async () => {
    for (const worker of workers) await worker.stop()
    await figures.stop()
  }
  if (role === 'worker') return { ok: true, address: null, close: stopWorkers }
  const disk = await watchRoom(settings, io.err)
  workers.push(disk)
  let draining = false
  const services = await openServices({
    context,
    mode: settings.demo ? 'demo' : 'production',
    hereOnly: !settings.demoAsked,
    dataDir: settings.dataDir,
    webDir: WEB_DIST,
    logs: logFile(settings.dataDir, () => dayAt(clock.now())),
    logLevel: settings.logLevel,
    sms,
    seal,
    ...(scanner ? { scanner } : {}),
    ...(oidc ? { oidc } : {}),
    limiter: limiter(USUAL_LIMITS),
    ready: () => !draining,
    diskFull: () => disk.full(),
    metrics: figures.metrics,
    ...(figures.token === undefined ? {} : { metricsToken: figures.token }),
  })
  const app = await createApp(services)
  try {
    await app.listen({ host: settings.host, port: settings.port })
  } catch (error) {
    await app.close()
    await stopWorkers()
    return { ok: false, because: listenSentence(error as NodeJS.ErrnoException, settings) }
  }
  return {
    ok: true,
    address: addressOf(app, settings.host),
    close: async () => {
      draining = true
      await pause(settings.drainMs)
      await finish(app)
      await stopWorkers()
    },
  }
}

const noSuchDistrict = (tenant: string): string =>
  `库里没有代码为“${tenant}”的地区，请核对 LUOSHI_TENANT；演示区和正式地区不能互相代替。`
const NO_DISTRICT = '库里还没有地区，请先启动一次完整的服务（luoshi start）建立地区。'

/** A request that takes longer than this after the end was asked for is cut off. */
const PATIENCE_MS = 20_000

/** Accepts nothing more, answers what is under way, and lets go of connections as they fall idle. */
async function finish(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 50)
  const late = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS)
  await app.close()
  clearInterval(idle)
  clearTimeout(late)
}

/** The gateway for short messages, as the environment names it. */
async function openTexting(
  context: StoreContext,
  { settings, io }: StartContext,
): Promise<{ ok: true; sms: SmsService } | { ok: false; because: string }> {
  const tenant = await readTenant(context)
  return openSms({
    env: io.env,
    demo: settings.demo && tenant?.demo === true,
    district: tenant?.name ?? '',
    readFile: (path) => readFile(path, 'utf8'),
  })
}

function startWorkers(
  context: StoreContext,
  { log, twin }: ServedLog,
  leaving: Outgoing,
  { settings, io: { err: say } }: StartContext,
  { metrics }: MetricsService,
): { stop(): Promise<void> }[] {
  const worker = `${hostname()}:${process.pid}`
  const beat = (kind: BeatKind) => beatOf(context, kind, worker)
  const watch = watchClock(context, machine, say)
  return [
    startSequencer(context, log, { alarm: ({ because }) => say(because), beat: beat('sequence') }),
    startWitnessing(context, log, { onTrouble: say }),
    ...(twin ? [startTwin(context, twin, { everyMs: 2_000, onTrouble: say })] : []),
    startSweeper(context, {
      everyMs: 1_000,
      onTrouble: say,
      onSwept: (swept) => metrics.swept(swept),
      beat: beat('sweep'),
      // A laptop that slept would stop a demo, whose terms bind nobody.
      ...(settings.demo ? {} : { before: () => watch.check() }),
    }),
    startByItself(context, { everyMs: 2_000, onTrouble: say }),
    startOutbox(context, leaving.drivers, { everyMs: 2_000, onTrouble: say, beat: beat('outbox') }),
    startSmsInbox(context, { everyMs: 1_000, onTrouble: say }),
    startSmsRetention(context, { everyMs: 600_000, onTrouble: say }),
    ...leaving.start(say),
  ]
}

function addressOf(app: FastifyInstance, host: string): string {
  const [bound] = app.addresses()
  const port = typeof bound === 'object' ? bound.port : ''
  const shown = host.includes(':') ? `[${host}]` : host
  return `http://${shown}:${port}`
}
