import type { Locator, Page } from 'playwright-core'
import type { Hands } from './interactions.ts'

/** Milliseconds between the strokes of somebody who types fast. */
const STROKE_MS = 120
/** The list follows the typing after a moment; somebody goes on typing when it comes. */
const MOMENT_MS = 450

/** What somebody does on the ledger of one procedure at a desk, with mouse and keyboard. */
export async function atDesk(page: Page, hands: Hands): Promise<void> {
  const { keyboard } = page
  const strokes = (name: string, key: string, times: number): Promise<void> =>
    hands.do(name, () => stroke(page, key, times))
  await tabs(page, hands)
  for (const title of ['组别', '状态', '灯', '标记', '排序']) {
    const select = page.getByLabel(title, { exact: true })
    await hands.do(`${title}: next choice`, () => select.press('ArrowDown'))
    await hands.do(`${title}: choice before`, () => select.press('ArrowUp'))
  }
  await typing(page, hands)
  await hands.do('更多条件: open', () => page.getByText('更多条件').click())
  await picking(page, hands, page.getByLabel('交办领导'))
  await picking(page, hands, page.getByLabel('单位', { exact: true }))
  await listing(page, hands)
  const first = page.getByRole('rowheader').getByRole('link').first()
  await first.focus()
  await strokes('row: down', 'ArrowDown', 10)
  await strokes('row: last and first', 'End', 1)
  await strokes('row: last and first', 'Home', 1)
  await strokes('tab to the next', 'Tab', 5)
  await hands.do('选列: open', () => page.getByRole('button', { name: /^选列/ }).click())
  const columns = page.getByRole('dialog', { name: '选列' })
  for (const n of [2, 3]) await hands.do('选列: away', () => columns.getByRole('checkbox').nth(n).click())
  await hands.do('选列: all', () => columns.getByRole('button', { name: '全部显示' }).click())
  await hands.do('选列: close', () => keyboard.press('Escape'))
  await opening(page, hands, first, (link) => link.click())
}

/** What somebody does on the ledger with a finger. */
export async function onPhone(page: Page, hands: Hands): Promise<void> {
  await tabs(page, hands)
  await hands.do('筛选和排序: open', () => page.getByText('筛选和排序').tap())
  for (const title of ['组别', '状态', '灯', '标记', '排序']) {
    const select = page.getByLabel(title, { exact: true })
    await hands.do(`${title}: next choice`, () => select.press('ArrowDown'))
    await hands.do(`${title}: choice before`, () => select.press('ArrowUp'))
  }
  await typing(page, hands)
  await hands.do('更多条件: open', () => page.getByText('更多条件').tap())
  await picking(page, hands, page.getByLabel('交办领导'))
  await picking(page, hands, page.getByLabel('单位', { exact: true }))
  await listing(page, hands)
  const menu = page.getByRole('button', { name: '更多', exact: true })
  await hands.do('全部栏目: open', () => menu.tap())
  await hands.do('全部栏目: close', () => page.keyboard.press('Escape'))
  const lines = page.getByRole('region', { name: '事项' }).getByRole('link')
  await opening(page, hands, lines.first(), (link) => link.tap())
}

async function stroke(page: Page, key: string, times = 1): Promise<void> {
  for (let n = 0; n < times; n++) {
    await page.keyboard.press(key)
    await page.waitForTimeout(STROKE_MS)
  }
}

/** One ledger, all of them, the first again: the ledger of one procedure has the most columns. */
async function tabs(page: Page, hands: Hands): Promise<void> {
  const links = page.getByRole('navigation', { name: '台账分类' }).getByRole('link')
  for (const n of [1, 0, 1]) await hands.do('another ledger', () => links.nth(n).click())
}

/** Strokes one after the other, on into the moment in which the narrowed list comes and is drawn, and back to all. */
async function typing(page: Page, hands: Hands): Promise<void> {
  const words = page.getByLabel('关键字')
  const moment = (): Promise<void> => page.waitForTimeout(MOMENT_MS)
  await hands.do('关键字: into it', () => words.click())
  await hands.do('关键字: typing', async () => {
    for (const letter of 'dian') await stroke(page, letter)
    await moment()
    for (const letter of 'ti') await stroke(page, letter)
    await stroke(page, 'Backspace', 6)
    await moment()
    await page.keyboard.insertText('小区')
    await moment()
    await stroke(page, 'Backspace', 2)
    await moment()
    await stroke(page, 'a')
    await stroke(page, 'Backspace')
    await moment()
  })
}

/** Looks somebody up in a list that is searched while one types, takes one and drops it again. */
async function picking(page: Page, hands: Hands, box: Locator): Promise<void> {
  await hands.do('picker: into it', () => box.click())
  await hands.do('picker: typing', async () => {
    for (const letter of 'qu') await stroke(page, letter)
    await stroke(page, 'Backspace', 2)
    await page.keyboard.insertText('区')
    await page.waitForTimeout(STROKE_MS)
  })
  await hands.do('picker: down', () => stroke(page, 'ArrowDown', 3))
  await hands.do('picker: take', () => page.keyboard.press('Enter'))
  await hands.do('picker: drop', () => page.keyboard.press('Backspace'))
}

/** With the first, so many times fifty rows stand on the page from here on. */
const PAGES = 3

/** More rows, a page at a time. */
async function listing(page: Page, hands: Hands): Promise<void> {
  const more = page.getByRole('button', { name: '再列一些' })
  for (let n = 0; n < PAGES && (await more.count()) > 0; n++)
    await hands.do(`再列一些`, async () => {
      await more.focus()
      await page.keyboard.press('Enter')
    })
}

/** Into a matter and back to the list as it was. */
async function opening(
  page: Page,
  hands: Hands,
  link: Locator,
  press: (link: Locator) => Promise<void>,
): Promise<void> {
  for (let n = 0; n < 2; n++) {
    await hands.do('a matter: open', () => press(link))
    await hands.do('a matter: back', async () => {
      await page.goBack()
      await link.waitFor()
    })
  }
}
