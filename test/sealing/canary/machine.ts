import { type BrowserContext, chromium } from 'playwright-core'
import { findChromium } from '../../chromium.ts'
import { shiftClock } from '../../e2e/clock.ts'
import type { Person } from './people.ts'

/** A member's machine with a browser that keeps a profile on its disk, as people's browsers do. */
export class Machine {
  readonly folder: string
  readonly #context: BrowserContext

  private constructor(folder: string, context: BrowserContext) {
    this.folder = folder
    this.#context = context
  }

  static async start(folder: string, url: string, shift: number): Promise<Machine> {
    const { executable, args, env } = await findChromium(console.log)
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: executable,
      args: [...args, '--restore-last-session'],
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
      baseURL: url,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    })
    await context.addInitScript(shiftClock, shift)
    return new Machine(folder, context)
  }

  /** The member looks for the item by words of its title, seals on the page, looks at the page again, and leaves. */
  async seals(member: Person, sheet: string, words: string, title: string): Promise<void> {
    await this.#context.clearCookies()
    const { cookies } = await member.http.storageState()
    await this.#context.addCookies(cookies)
    const page = await this.#context.newPage()
    await page.goto(`/matters?q=${title}`)
    await page.goto(`/sealing/${sheet}`)
    await page.getByRole('radio', { name: '同意', exact: true }).check()
    await page.getByLabel('理由').fill(words)
    // What is attached bears the mark as well, in its name and in its text.
    const buffer = Buffer.from(words)
    await page.getByLabel('附件').setInputFiles({ name: `${words}.txt`, mimeType: 'text/plain', buffer })
    // Whatever a page that is left halfway leaves behind is left behind now.
    await page.evaluate("dispatchEvent(new Event('pagehide'))")
    await page.waitForTimeout(1_000)
    await page.getByRole('button', { name: '封存', exact: true }).click()
    await page.getByRole('heading', { name: '已封存（第1版）' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '已封存（第1版）' }).waitFor()
    await page.close()
  }

  /** Quits the browser, which writes out what it keeps. */
  async leave(): Promise<void> {
    await this.#context.close()
  }

  async close(): Promise<void> {
    await this.#context.close().catch(() => undefined)
  }
}
