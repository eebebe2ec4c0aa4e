import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from '../chromium.ts'
import { START } from './clock.ts'
import { startServer } from './server.ts'

/** Where a started district and its browser are found: environment variables that `given` reads. */
export type Places = Readonly<Record<'E2E_URL' | 'E2E_SHIFT' | 'E2E_BROWSER' | 'E2E_WORK', string>>

/** Starts a browser and a server with a fresh demo district, does something with them, and takes both down again. */
export async function withDistrict<T>(run: (places: Places) => Promise<T>): Promise<T> {
  const work = mkdtempSync(join(tmpdir(), 'luoshi-e2e-'))
  const shift = Date.parse(START) - Date.now()
  const { executable, args, env } = await findChromium(console.log)
  const browser = await chromium.launchServer({
    executablePath: executable,
    args,
    // Files with Chinese names are neither taken nor given under a locale that has no Chinese.
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
  })
  try {
    const server = await startServer({ dataDir: join(work, 'data'), shift, demo: true })
    try {
      return await run({
        E2E_URL: server.url,
        E2E_SHIFT: String(shift),
        E2E_BROWSER: browser.wsEndpoint(),
        E2E_WORK: work,
      })
    } finally {
      await server.stop()
    }
  } finally {
    await browser.close()
    rmSync(work, { recursive: true, force: true })
  }
}
