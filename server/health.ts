import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { BeatKind } from '#store/beat.ts'
import { type Vitals, readVitals } from '#store/vitals.ts'
import { missingQuorum, readPublicLog, witnessStatus } from '#store/witnesses.ts'
import { callerOf } from './identity/caller.ts'
import type { Services } from './services.ts'

/** Beyond these, in milliseconds, the service does not keep what it promises. */
export const LIMITS = { sweepLag: 60_000, outbox: 300_000, unsigned: 60_000, silent: 30_000 } as const

/** One thing that is amiss: a name for programs, a sentence for people. */
export interface Trouble {
  readonly code: string
  readonly says: string
}

const WORKERS: Readonly<Record<BeatKind, string>> = {
  sweep: '到期处置',
  sequence: '日志签署',
  outbox: '消息外发',
}

const SCANNER_AWAY: Trouble = { code: 'SCANNER_AWAY', says: '查毒服务没有答复，上传的文件都收不下' }

const inSeconds = (ms: number): string => `${Math.round(ms / 1_000)}秒`

/** What is amiss with the work of a service; empty while it keeps what it promises. */
export function troublesOf(vitals: Vitals): Trouble[] {
  const { sweepLagMs, outboxAgeMs, unsignedMs, silentMs, hold } = vitals
  const found: Trouble[] = []
  if (hold) found.push({ code: 'CLOCK_HELD', says: hold.because })
  if (sweepLagMs > LIMITS.sweepLag)
    found.push({ code: 'SWEEP_LATE', says: `有期限到期${inSeconds(sweepLagMs)}仍未处置` })
  if (outboxAgeMs > LIMITS.outbox)
    found.push({ code: 'OUTBOX_LATE', says: `有消息该发出${inSeconds(outboxAgeMs)}仍未发出` })
  if (unsignedMs > LIMITS.unsigned)
    found.push({ code: 'CHECKPOINT_LATE', says: `有行为${inSeconds(unsignedMs)}仍未进入已签署的检查点` })
  for (const [kind, title] of Object.entries(WORKERS) as [BeatKind, string][]) {
    const silent = silentMs.get(kind)
    if (silent !== undefined && silent > LIMITS.silent)
      found.push({ code: `SILENT_${kind.toUpperCase()}`, says: `${title}已${inSeconds(silent)}没有动静` })
  }
  return found
}

/**
 * `GET /livez`: 200 as long as the process answers at all; for whatever restarts a process, which mends neither a late message nor a
 * clock that waits for a person.
 *
 * `GET /healthz`: 200 and `{ ok: true }` while the database answers and the service keeps what it promises, otherwise 503. Anybody
 * may ask and learns no more than that; what is amiss is told to administrators and to this machine itself.
 */
export function registerHealth(app: FastifyInstance, services: Services): void {
  const { context } = services
  app.get('/livez', async (_, reply) => reply.header('cache-control', 'no-store').send({ ok: true }))
  const read = everySecond(() => readVitals(context, context.clock.now()))
  const scannerAnswers = everySecond(async () => (await services.scanner?.answers()) ?? null)
  const readWitnesses = everySecond(() => witnessTroubles(services))
  app.get('/healthz', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    let vitals: Vitals
    let troubles: readonly Trouble[]
    let scanner: boolean | null
    try {
      vitals = await read()
      scanner = await scannerAnswers()
      troubles = [
        ...troublesOf(vitals),
        ...(await readWitnesses()),
        ...(scanner === false ? [SCANNER_AWAY] : []),
      ]
    } catch {
      return reply.code(503).send({ ok: false })
    }
    const ok = troubles.length === 0
    reply.code(ok ? 200 : 503)
    if (!(await mayKnow(services, request))) return reply.send({ ok })
    const { silentMs, hold, ...figures } = vitals
    return reply.send({
      ok,
      troubles,
      ...figures,
      silentMs: Object.fromEntries(silentMs),
      hold: hold ?? null,
      // Null: none is set up.
      scanner,
    })
  })
}

/** Whether heads have been waiting for the witnesses' quorum for too long, where the log has witnesses. */
async function witnessTroubles({ context, dataDir }: Services): Promise<Trouble[]> {
  const log = await readPublicLog(dataDir, context.tenant)
  const status = log && (await witnessStatus(context, log))
  const says = status ? missingQuorum(status, context.clock.now()) : undefined
  return says === undefined ? [] : [{ code: 'QUORUM_MISSING', says }]
}

/** However many ask, the tables are asked once a second. */
function everySecond<T>(ask: () => Promise<T>): () => Promise<T> {
  let last: Promise<T> | undefined
  let until = 0
  return () => {
    if (last === undefined || performance.now() >= until) {
      last = ask()
      until = performance.now() + 1_000
    }
    return last
  }
}

/** What a proxy on this machine forwarded comes from elsewhere: `ip` is then the address it came from. */
async function mayKnow(services: Services, request: FastifyRequest): Promise<boolean> {
  const forwarded =
    request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined
  if (!forwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.ip)) return true
  return Boolean((await callerOf(services, request))?.seat.administers)
}
