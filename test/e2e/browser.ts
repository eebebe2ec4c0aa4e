import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'
import { shiftClock } from './clock.ts'
import type { Places } from './district.ts'

const FAILURES = fileURLToPath(new URL('../../test-results/', import.meta.url))

/** What `run.ts` hands to the stories. */
export const given = (name: keyof Places): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error('start the browser tests with: node test/e2e/run.ts')
  return value
}

export const WIDE = { width: 1440, height: 900 } as const
export const PHONE = { width: 390, height: 844 } as const

/** Milliseconds after which something that should be on the screen counts as missing. */
const PATIENCE_MS = 15_000

let shared: Promise<Browser> | undefined
const browser = (): Promise<Browser> => (shared ??= chromium.connect(given('E2E_BROWSER')))

/** Only a story that cuts the network itself gets to see this. */
const CUT_OFF = 'net::ERR_INTERNET_DISCONNECTED'
/** Answers by which the server refuses, which the browser reports as errors: what a story is about, not a fault of the page. */
const REFUSED = /Failed to load resource: the server responded with a status of 4\d\d/

/** A browser window of one person. */
export interface Window {
  readonly page: Page
  /** Errors a page reported: console, uncaught exceptions, violations of the content security policy. */
  readonly faults: string[]
  /** Requests of the page that the server refused. */
  readonly refused: string[]
}

const opened: { context: BrowserContext; window: Window }[] = []

/** Opens a fresh window, as of another person at another machine. */
export async function openWindow(
  viewport: { width: number; height: number } = WIDE,
  url = given('E2E_URL'),
): Promise<Window> {
  const context = await (
    await browser()
  ).newContext({
    baseURL: url,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  await context.addInitScript(shiftClock, Number(given('E2E_SHIFT')))
  const page = await context.newPage()
  const faults: string[] = []
  const refused: string[] = []
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().includes(CUT_OFF)) return
    if (REFUSED.test(message.text())) refused.push(`${message.text()} ${message.location().url}`)
    else faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  const window = { page, faults, refused }
  opened.push({ context, window })
  return window
}

/** Closes every window; of a failed test each leaves a picture behind. */
export async function closeWindows(failed?: string): Promise<{ faults: string[]; refused: string[] }> {
  const all = opened.splice(0)
  for (const [n, { context, window }] of all.entries()) {
    if (failed !== undefined) await picture(window.page, `${failed}-${n + 1}`)
    await context.close()
  }
  return {
    faults: all.flatMap(({ window }) => window.faults),
    refused: all.flatMap(({ window }) => window.refused),
  }
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(FAILURES, { recursive: true })
  const path = join(FAILURES, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`)
  await page.screenshot({ path, fullPage: true }).catch(() => undefined)
}
