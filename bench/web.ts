// `npm run bench:web -- <data folder>`: what a browser loads before login and inbox stand, and how long the ledger page takes to
// answer a hand on a machine four times as slow, with all the matters of the folder behind it. The folder is made by
// `luoshi demo --scale`; nothing here fails by being slow.
import { loadavg } from 'node:os'
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core'
import { findChromium } from '#test/chromium.ts'
import { recordFigure } from '#test/figures.ts'
import { spread } from './scale/measure.ts'
import { serve } from './scale/service.ts'
import { type Interaction, Hands, inp } from './web/interactions.ts'
import { atDesk, onPhone } from './web/ledger.ts'
import { type Weight, weighing } from './web/weights.ts'

const SLOWER = 4
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)
const PORT = 8391
const COMMAND = 'npm run bench:web -- <data folder>'
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('a data folder made by `luoshi demo --scale N` is needed')

interface Screen {
  readonly name: string
  readonly options: BrowserContextOptions
  readonly use: (page: Page, hands: Hands) => Promise<void>
}

const SCREENS: readonly Screen[] = [
  { name: '1440', options: { viewport: { width: 1440, height: 900 } }, use: atDesk },
  {
    name: '390',
    options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    use: onPhone,
  },
]

const open = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({
    baseURL: `http://127.0.0.1:${PORT}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  })
  return context.newPage()
}

/** Enters as one of the supervision office, who sees every matter of the district. */
async function enter(page: Page): Promise<void> {
  await page.goto('/login')
  await page.getByRole('searchbox', { name: '找人：姓名、岗位、单位' }).fill('区政府督查室 督查专员')
  await page
    .getByRole('button', { name: / ?区政府督查室 督查专员/ })
    .first()
    .click()
  await page.getByRole('link', { name: /，我的账号$/ }).waitFor()
}

/** What login, and login with the inbox after it, bring over the wire to a browser that has never been here. */
async function firstLoad(browser: Browser): Promise<{ login: Weight; inbox: Weight }> {
  const page = await open(browser)
  const hands = await Hands.of(page)
  const weight = await weighing(await page.context().newCDPSession(page))
  await page.goto('/login')
  await page.getByRole('heading').first().waitFor()
  await hands.settled()
  const login = weight()
  await enter(page)
  await page.goto('/inbox')
  await page.getByRole('navigation', { name: '我的事分类' }).waitFor()
  await hands.settled()
  const inbox = weight()
  await page.context().close()
  return { login, inbox }
}

async function ledgerHands(browser: Browser, { options, use }: Screen): Promise<readonly Interaction[]> {
  const page = await open(browser, options)
  const hands = await Hands.of(page)
  await enter(page)
  await page.goto('/matters')
  await page
    .getByRole('status')
    .filter({ hasText: /共 \d+/ })
    .waitFor()
  await hands.slow(await page.context().newCDPSession(page), SLOWER)
  await use(page, hands)
  await page.context().close()
  return hands.found()
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} kB`

function reportWeights({ login, inbox }: { login: Weight; inbox: Weight }): void {
  const told = { login: ['login', login], inbox: ['login and inbox', inbox] } as const
  for (const [id, [name, { code, data }]] of Object.entries(told))
    recordFigure({
      id: `s-first-load-${id}`,
      part: 'speed',
      title: `First load of ${name} over the wire, gzip: document, scripts, styles, with headers`,
      value: kilobytes(code),
      command: COMMAND,
      note: `answers of the API besides, not packed: ${kilobytes(data)}`,
    })
}

function reportHands(screen: string, all: readonly Interaction[]): void {
  for (const [name, own] of Map.groupBy(all, (one) => one.name)) {
    const { p50 } = spread(own.map(({ ms }) => ms))
    console.log(
      `  ${name.padEnd(30)} ${own.length}  p50 ${p50}  longest ${Math.max(...own.map(({ ms }) => ms))}`,
    )
  }
  const longest = all.toSorted((a, b) => b.ms - a.ms)[0]
  recordFigure({
    id: `s-ledger-interaction-${screen}`,
    part: 'speed',
    title: `Ledger page at ${screen} px, interaction to next paint (longest but one in fifty), processor ${SLOWER} times slower`,
    value: `${inp(all).ms} ms`,
    of: { n: all.length, what: 'interactions' },
    command: COMMAND,
    note: `p50 ${spread(all.map(({ ms }) => ms)).p50} ms, longest ${longest?.ms} ms (${longest?.name})`,
  })
}

const service = await serve(folder, PORT)
const { executable, args, env } = await findChromium(console.log)
const browser = await chromium.launch({ executablePath: executable, args, env: { ...process.env, ...env } })
try {
  console.log(`load ${loadavg()[0]?.toFixed(1)}`)
  reportWeights(await firstLoad(browser))
  for (const screen of SCREENS) {
    const all: Interaction[] = []
    for (let round = 0; round < ROUNDS; round++) all.push(...(await ledgerHands(browser, screen)))
    reportHands(screen.name, all)
  }
} finally {
  await browser.close()
  await service.stop()
}
