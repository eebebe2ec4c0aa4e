import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { WIDE, openWindow } from '../browser.ts'
import { choosePersona, people } from '../people.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

/** What login and inbox may weigh together the first time, as a server in front would send it. */
const MOST = 300 * 1024

/** Counts what a page loads besides its data: documents, scripts, styles, fonts, pictures, each address once. */
function weighing(page: Page): () => Promise<Map<string, number>> {
  const found: Promise<[string, number] | null>[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.startsWith('/api/') || response.status() !== 200) return
    const weight = response.body().then((body): [string, number] => [pathname, gzipSync(body).length])
    // A page that is left takes what was still on its way with it; the next page asks for it again.
    found.push(weight.catch(() => null))
  })
  return async () => new Map((await Promise.all(found)).filter((one) => one !== null))
}

const PAGES = new Set(readdirSync(new URL('../../../web/pages/', import.meta.url)))

/** Pages of which a script has been loaded: the build names it after the page's folder. */
function pagesIn(weights: ReadonlyMap<string, number>): string[] {
  const names = [...weights.keys()].map((path) => /^(.+)-[\w-]{8}\.js$/.exec(basename(path))?.[1] ?? '')
  return [...new Set(names)].filter((name) => PAGES.has(name)).toSorted()
}

const total = (weights: ReadonlyMap<string, number>): number =>
  [...weights.values()].reduce((sum, n) => sum + n, 0)

story(
  'the first load of login and inbox is light, and other pages bring their own parts only when opened',
  async () => {
    const { page } = await openWindow()
    const weights = weighing(page)
    const unpacked: string[] = []
    page.on('response', (response) => {
      const headers = response.headers()
      // What hardly anything can be taken from is sent as it is.
      const large = Number(headers['content-length']) > 2_048
      const script = response.request().resourceType() === 'script'
      if (script && large && headers['content-encoding'] !== 'gzip') unpacked.push(response.url())
    })
    await page.goto('/login')
    await expectSeen(page.getByRole('heading').first())
    const login = await weights()
    expect(pagesIn(login)).toEqual(['login'])
    await choosePersona(page, people.supervisor)
    // A link under the mouse would load its page beforehand.
    await page.mouse.move(WIDE.width - 1, WIDE.height - 1)
    await page.goto('/inbox')
    await expectSeen(page.getByRole('navigation', { name: '我的事分类' }))
    const both = await weights()
    console.log(
      `login ${(total(login) / 1024).toFixed(0)} kB, login and inbox ${(total(both) / 1024).toFixed(0)} kB gzip`,
    )
    expect(total(login)).toBeGreaterThan(20 * 1024)
    expect(total(login)).toBeLessThan(MOST)
    expect(total(both)).toBeLessThan(MOST)
    expect(pagesIn(both)).toEqual(['inbox', 'login'])
    await page.goto('/matters')
    await expectSeen(page.getByRole('table').first())
    expect(pagesIn(await weights())).toEqual(['inbox', 'ledger', 'login'])
    expect(unpacked).toEqual([])
  },
)
