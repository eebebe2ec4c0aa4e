import { timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { StoreContext } from '#store/context.ts'
import { poolUse } from '#store/db.ts'
import type { Swept } from '#store/sweep.ts'
import { type Vitals, readVitals } from '#store/vitals.ts'

/** Figures of a running process for Prometheus: how much, how fast, how late; nothing about a matter or a person. */
export interface Metrics {
  /** Counts every request of an application. */
  watch(app: FastifyInstance): void
  /** Counts what a sweep did. */
  swept(swept: Swept): void
  /** The text that Prometheus reads. */
  text(): Promise<string>
  readonly contentType: string
}

/** Seconds; most answers take milliseconds, the goal of a page is 25 of them. */
const REQUEST_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
/** Seconds; a rung is promised within a minute of its instant. */
const LATE_BUCKETS = [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3_600, 86_400]

/**
 * The metrics of one process.
 *
 *     const metrics = createMetrics(context)
 *     metrics.watch(app)
 *     const stop = await serveMetrics(metrics, { host: '127.0.0.1', port: 9464 })
 */
export function createMetrics(context: StoreContext): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'luoshi_request_seconds',
    help: 'Duration of requests by operation and class of status',
    labelNames: ['operation', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  })
  const acts = new Counter({
    name: 'luoshi_acts_total',
    help: 'Acts asked for, by outcome',
    labelNames: ['outcome'],
    registers,
  })
  const refusals = new Counter({
    name: 'luoshi_refusals_total',
    help: 'Refused requests by code',
    labelNames: ['code'],
    registers,
  })
  const late = new Histogram({
    name: 'luoshi_rung_late_seconds',
    help: 'How long after its instant each rung of a ladder was climbed',
    buckets: LATE_BUCKETS,
    registers,
  })
  const failed = new Counter({
    name: 'luoshi_sweep_failures_total',
    help: 'Matters a sweep could not climb for and will try again',
    registers,
  })
  const readGauges = vitalsGauges(context, registry)
  addPool(context, registry)

  function watch(app: FastifyInstance): void {
    app.addHook('onSend', async (_, reply, payload) => {
      const code = codeOf(reply, payload)
      if (code !== undefined) refusals.inc({ code })
      return payload
    })
    app.addHook('onResponse', async (request, reply) => {
      const { statusCode, elapsedTime } = reply
      const operation = operationOf(request)
      const status = `${Math.floor(statusCode / 100)}xx`
      requests.observe({ operation, status }, elapsedTime / 1_000)
      if (operation.includes('/acts/')) acts.inc({ outcome: outcomeOf(statusCode) })
    })
  }

  return {
    watch,
    swept: ({ lateMs, failed: many }) => {
      for (const ms of lateMs) late.observe(ms / 1_000)
      failed.inc(many)
    },
    text: async () => {
      await readGauges()
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

/** Method and path as the contract writes it; whatever has no route counts as one. */
const operationOf = ({ method, routeOptions }: FastifyRequest): string =>
  routeOptions.url === undefined ? 'none' : `${method} ${routeOptions.url.replaceAll(/:(\w+)/g, '{$1}')}`

const outcomeOf = (status: number): string => (status < 400 ? 'done' : status < 500 ? 'refused' : 'failed')

/** The code of a problem that is being sent: one of a closed list, since only our own code writes them. */
function codeOf(reply: FastifyReply, payload: unknown): string | undefined {
  if (reply.statusCode < 400 || typeof payload !== 'string') return undefined
  if (!String(reply.getHeader('content-type')).startsWith('application/problem+json')) return undefined
  return /"code":"([A-Z_]{1,40})"/.exec(payload)?.[1]
}

type Reading = readonly [name: string, help: string, value: (vitals: Vitals) => number]

const seconds = (ms: number): number => ms / 1_000

const READINGS: readonly Reading[] = [
  ['luoshi_sweep_lag_seconds', 'By how long the most overdue rung waits', (v) => seconds(v.sweepLagMs)],
  ['luoshi_outbox_depth', 'Messages waiting to leave', (v) => v.outboxDepth],
  ['luoshi_outbox_age_seconds', 'How long the oldest due message waits', (v) => seconds(v.outboxAgeMs)],
  ['luoshi_journal_pending', 'Acts without a place in the log', (v) => v.pending],
  [
    'luoshi_journal_unsigned_seconds',
    'Age of the oldest act under no checkpoint',
    (v) => seconds(v.unsignedMs),
  ],
  ['luoshi_checkpoint_age_seconds', 'Since the last checkpoint', (v) => seconds(v.checkpointAgeMs ?? 0)],
  [
    'luoshi_cosign_age_seconds',
    'Since a witness last cosigned; NaN without one',
    (v) => seconds(v.cosignAgeMs ?? Number.NaN),
  ],
  ['luoshi_clock_held', '1 while a clock that jumped stops firing', (v) => (v.hold ? 1 : 0)],
]

/** Asks the tables once per scrape, whatever the number of figures; while they do not answer, there are none. */
function vitalsGauges(context: StoreContext, registry: Registry): () => Promise<void> {
  const registers = [registry]
  const up = new Gauge({ name: 'luoshi_database_up', help: '1 while the database answers', registers })
  const gauges = READINGS.map(([name, help, value]) => [new Gauge({ name, help, registers }), value] as const)
  const silent = new Gauge({
    name: 'luoshi_worker_silent_seconds',
    help: 'Since the last beat of each kind of worker',
    labelNames: ['worker'],
    registers,
  })
  return async () => {
    try {
      const vitals = await readVitals(context, context.clock.now())
      for (const [gauge, value] of gauges) gauge.set(value(vitals))
      for (const [worker, ms] of vitals.silentMs) silent.set({ worker }, seconds(ms))
      up.set(1)
    } catch {
      for (const [gauge] of gauges) gauge.set(Number.NaN)
      up.set(0)
    }
  }
}

function addPool({ db }: StoreContext, registry: Registry): void {
  const pool = new Gauge({
    name: 'luoshi_pool_connections',
    help: 'Connections to the database by what they do; waiting counts callers without one',
    labelNames: ['state'],
    registers: [registry],
    collect: () => {
      const use = poolUse(db)
      if (!use) return
      pool.set({ state: 'idle' }, use.idle)
      pool.set({ state: 'busy' }, use.total - use.idle)
      pool.set({ state: 'waiting' }, use.waiting)
    },
  })
}

/** Serves `/metrics` on the application's own address to whoever bears the token. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics, token: string): void {
  const expected = Buffer.from(`Bearer ${token}`)
  app.get('/metrics', async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    const may = given.length === expected.length && timingSafeEqual(given, expected)
    if (!may) return reply.code(401).header('www-authenticate', 'Bearer').send()
    return reply.type(metrics.contentType).send(await metrics.text())
  })
}

/**
 * Serves `/metrics` on an address of its own, where only the monitoring comes.
 *
 * @returns its end; rejects with the system's error when it cannot listen
 */
export async function serveMetrics(
  metrics: Metrics,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return response.writeHead(404).end()
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, resolve)
  })
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
