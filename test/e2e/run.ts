// The browser tests: one server with a fresh demo district, one browser, the stories one after another. Arguments go to vitest,
// so that one story can be run alone: `node test/e2e/run.ts 03`. The last line is the total.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { findChromium } from '../chromium.ts'
import { START } from './clock.ts'
import { startServer } from './server.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')
const CONFIG = join(ROOT, 'test/e2e/vitest.config.ts')

async function main(): Promise<{ passed: number; failed: number }> {
  const work = mkdtempSync(join(tmpdir(), 'luoshi-e2e-'))
  const shift = Date.parse(START) - Date.now()
  const { executable, args, env } = await findChromium(console.log)
  const browser = await chromium.launchServer({
    executablePath: executable,
    args,
    env: { ...process.env, ...env },
  })
  try {
    const server = await startServer({ dataDir: join(work, 'data'), shift, demo: true })
    console.log(`demo district at ${server.url}`)
    try {
      return await stories({
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

function stories(env: Record<string, string>): Promise<{ passed: number; failed: number }> {
  const result = join(env.E2E_WORK ?? '', 'vitest.json')
  const argv = [
    VITEST,
    'run',
    '--config',
    CONFIG,
    '--reporter=verbose',
    '--reporter=json',
    `--outputFile.json=${result}`,
  ]
  const child = spawn(process.execPath, [...argv, ...process.argv.slice(2)], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      if (!existsSync(result)) return resolve({ passed: 0, failed: 1 })
      const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(result, 'utf8')) as {
        numPassedTests: number
        numFailedTests: number
      }
      // A story that cannot be loaded has no test to count, yet the run fails.
      return resolve({ passed, failed: code !== 0 && failed === 0 ? 1 : failed })
    })
  })
}

const total = await main().catch((error: unknown) => {
  console.error(error)
  return { passed: 0, failed: 1 }
})
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
