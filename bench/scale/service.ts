import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const LUOSHI = fileURLToPath(new URL('../../bin/luoshi.mjs', import.meta.url))

/** The service as anybody starts it, on a data folder that is there; its people may be entered as with one click. */
export async function serve(folder: string, port: number, tenant = ''): Promise<{ stop(): Promise<void> }> {
  const child = spawn(process.execPath, [LUOSHI, 'start'], {
    env: { ...process.env, LUOSHI_DATA: folder, PORT: String(port), LUOSHI_DEMO: '1', LUOSHI_TENANT: tenant },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the service did not start')))
  const lines = createInterface({ input: child.stdout })
  const started = new Promise<void>((resolve) => {
    lines.on('line', (text) => text.startsWith('落实已启动') && resolve())
  })
  ended.catch(() => undefined)
  await Promise.race([started, ended])
  return { stop }
}
