// `npm run bench:web -- <data folder>`: how long the ledger page takes to answer a hand on a machine four times as slow, with all
// the matters of the folder behind it. The folder is made by `luoshi demo --scale`.
import { chromium, type Page } from 'playwright-core'
import { recordFigure } from '#test/figures.ts'
import { findChromium } from '#test/chromium.ts'
import { serve } from './scale/service.ts'
import { spread } from './scale/measure.ts'

const SLOWER = 4
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const PORT = 8391
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('a data folder made by `luoshi demo --scale N` is needed')

/** From a hand's event to the next picture, as the browser itself times it; the longest of the events of one interaction. */
const OBSERVE = `window.interactions = new Map()
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries())
    if (interactionId > 0) window.interactions.set(interactionId, Math.max(duration, window.interactions.get(interactionId) ?? 0))
}).observe({ type: 'event', durationThreshold: 16, buffered: true })`

const service = await serve(folder, PORT)
const { executable, args, env } = await findChromium(console.log)
const browser = await chromium.launch({ executablePath: executable, args, env: { ...process.env, ...env } })
const times: number[] = []
let hands = 0
try {
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext({
      baseURL: `http://127.0.0.1:${PORT}`,
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
    })
    await context.addInitScript(OBSERVE)
    const page = await context.newPage()
    hands += await useLedger(page)
    times.push(...((await page.evaluate('[...window.interactions.values()]')) as number[]))
    await context.close()
  }
} finally {
  await browser.close()
  await service.stop()
}
// What took less than 16 ms is not listed: those hands count as that.
const all = [...times, ...Array.from({ length: Math.max(0, hands - times.length) }, () => 16)]
const { p50, p95 } = spread(all)
console.log(`${all.length} interactions: ${p50} / ${p95} ms, longest ${Math.max(...all)} ms`)
recordFigure({
  id: 's-ledger-interaction',
  part: 'speed',
  title: `From a hand on the ledger page to the next picture, processor ${SLOWER} times slower, longest`,
  value: `${Math.max(...all)} ms`,
  of: { n: all.length, what: 'interactions' },
  command: 'npm run bench:web -- <data folder>',
  note: `p95 ${p95} ms`,
})

/** What somebody does on the ledger: narrows, searches, turns the page, sorts; gives how often a hand was used. */
async function useLedger(page: Page): Promise<number> {
  await page.goto('/login')
  await page.getByRole('searchbox', { name: '找人：姓名、岗位、单位' }).fill('区政府督查室 督查专员')
  await page
    .getByRole('button', { name: / ?区政府督查室 督查专员/ })
    .first()
    .click()
  await page.getByRole('link', { name: /，我的账号$/ }).waitFor()
  await page.goto('/matters')
  await page.getByRole('table').first().waitFor()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.evaluate('window.interactions.clear()')
  let used = 0
  const hand = async (work: () => Promise<unknown>): Promise<void> => {
    await work()
    used++
    await page.waitForLoadState('networkidle')
  }
  for (const select of await page.locator('main select').all()) {
    const options = await select.locator('option').all()
    const values = await Promise.all(options.map((option) => option.getAttribute('value')))
    const value = values.find((one) => one !== null && one !== '' && one !== 'due')
    if (value === undefined) continue
    await hand(async () => {
      await select.focus()
      await page.keyboard.press('ArrowDown')
    })
    await hand(() => select.selectOption(values[0] ?? ''))
  }
  const search = page.getByRole('searchbox').first()
  await hand(() => search.click())
  for (const character of '电梯') await hand(() => page.keyboard.insertText(character))
  await hand(() => page.keyboard.press('Enter'))
  await hand(() => search.fill(''))
  await hand(() => page.keyboard.press('Enter'))
  const more = page.getByRole('button', { name: /下一页|更多/ })
  for (let n = 0; n < 3 && (await more.count()) > 0; n++) await hand(() => more.first().click())
  for (let n = 0; n < 10; n++) await hand(() => page.keyboard.press('Tab'))
  return used
}
