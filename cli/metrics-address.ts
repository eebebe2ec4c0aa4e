import { type Metrics, createMetrics, serveMetrics } from '#server/metrics.ts'
import type { StoreContext } from '#store/context.ts'
import type { Io } from './io.ts'

/** Figures of this process, and where they may be read. */
export interface MetricsService {
  readonly metrics: Metrics
  /** Opens `/metrics` on the application's own address to its bearer. */
  readonly token: string | undefined
  stop(): Promise<void>
}

/**
 * Reads LUOSHI_METRICS (`127.0.0.1:9464`: an address of its own) and LUOSHI_METRICS_TOKEN (on the application's address), and
 * starts the former. Without either nobody can read them.
 *
 * @returns the service, or one Chinese sentence about what is wrong
 */
export async function openMetrics(context: StoreContext, env: Io['env']): Promise<MetricsService | string> {
  const metrics = createMetrics(context)
  const token = env.LUOSHI_METRICS_TOKEN || undefined
  if (token !== undefined && !/^[\x21-\x7e]{16,200}$/.test(token))
    return 'LUOSHI_METRICS_TOKEN 应当是 16 至 200 个可见的英文字符，请改正后再启动。'
  const text = env.LUOSHI_METRICS || undefined
  if (text === undefined) return { metrics, token, stop: async () => undefined }
  const address = addressIn(text)
  if (!address) return `LUOSHI_METRICS 应当形如 127.0.0.1:9464，现在是“${text}”，请改正后再启动。`
  try {
    const serving = await serveMetrics(metrics, address)
    return { metrics, token, stop: () => serving.stop() }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return `不能在 LUOSHI_METRICS 指定的 ${text} 上监听（${code}），请换一个地址或者端口。`
  }
}

/** `host:port` or `[::1]:port`. */
function addressIn(text: string): { host: string; port: number } | undefined {
  const found = /^(?:([\w.-]+)|\[([\da-f:]+)\]):(\d{1,5})$/i.exec(text)
  const port = Number(found?.[3])
  const host = found?.[1] ?? found?.[2]
  return host !== undefined && port <= 65_535 ? { host, port } : undefined
}
