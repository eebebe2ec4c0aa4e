import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { ledger } from '#rulebook/supervised-task/ledger.ts'
import { readWorkbook } from '#server/workbook/workbook.ts'
import { given } from '../browser.ts'
import { settled } from '../pages.ts'
import { enter } from '../people.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

/** How many matters the ledger says it holds. */
async function counted(page: Page): Promise<number> {
  await settled(page)
  const said = page.getByRole('status').filter({ hasText: /共 \d+/ })
  await expectSeen(said)
  return Number(/共 (\d+)/.exec(await said.innerText())?.[1])
}

const rows = (page: Page) =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })

story('filtered, searched by two characters, and kept as a view', async () => {
  const page = await enter('supervisor')
  await page.goto('/matters?procedure=supervised-task')
  const all = await counted(page)
  await page.getByLabel('组别').selectOption('办结')
  await page.waitForURL(/group=/)
  const ended = await counted(page)
  expect(ended).toBeGreaterThan(0)
  expect(ended).toBeLessThan(all)

  await page.getByLabel('关键字').fill('小区')
  await page.waitForURL(/q=/)
  const found = await counted(page)
  expect(found).toBeGreaterThan(0)
  expect(found).toBeLessThan(ended)
  for (const row of await rows(page).allInnerTexts()) expect(row).toContain('小区')

  await page.getByRole('button', { name: '存为视图' }).click()
  const sheet = page.getByRole('dialog', { name: '存为视图' })
  await sheet.getByLabel('视图名称').fill('办结的小区事项')
  await sheet.getByRole('button', { name: '保存' }).click()
  const views = page.getByRole('navigation', { name: '视图' })
  await expectSeen(views.getByRole('link', { name: '办结的小区事项' }))
  await views.getByRole('link', { name: '不筛选' }).click()
  await page.waitForURL(/\/matters\?procedure=supervised-task$/)
  expect(await counted(page)).toBe(all)
  await views.getByRole('link', { name: '办结的小区事项' }).click()
  await page.waitForURL(/q=/)
  expect(await counted(page)).toBe(found)
})

story('the Excel holds every row of the filter in the office’s columns', async () => {
  const page = await enter('supervisor')
  await page.goto('/matters?group=在办&flag=stuck')
  const shown = await counted(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/台账.*\.xlsx$/)
  const file = join(given('E2E_WORK'), 'ledger.xlsx')
  await download.saveAs(file)
  const book = await readWorkbook(readFileSync(file))
  if (!book.ok) throw new Error(book.because)
  const [sheet] = book.sheets
  const titles = ledger.map(({ title }) => title)
  const head = sheet?.rows.findIndex((row) => row[0] === '序号') ?? -1
  expect(sheet?.rows[head]?.slice(1, titles.length + 1)).toEqual(titles)
  const numbered = sheet?.rows.slice(head + 1).filter((row) => /^\d+$/.test(row[0] ?? '')) ?? []
  expect(numbered).toHaveLength(shown)
})

/** Every figure of a page, and the ledger it opens: the number and the rows are the same. */
async function figuresOpenRows(page: Page, path: string, list: string): Promise<void> {
  await page.goto(path)
  await settled(page)
  const links = page.getByRole('list', { name: list }).getByRole('link')
  await expectSeen(links)
  const figures = await Promise.all(
    (await links.all()).map(async (link) => ({
      said: await link.innerText(),
      href: (await link.getAttribute('href')) ?? '',
    })),
  )
  for (const { said, href } of figures) {
    await page.goto(href)
    expect({ said, opened: await counted(page) }).toEqual({ said, opened: Number(/\d+/.exec(said)?.[0]) })
  }
}

story('the figures of the leader open their rows', async () => {
  await figuresOpenRows(await enter('viceMayor'), '/leader?screen=arranged', '我定的事')
})

story('the figures of a unit open their rows', async () => {
  await figuresOpenRows(await enter('housing'), '/units/u-housing', '本单位的事项数')
})

story('a norm shows its figures and leads to the articles that enforce it', async () => {
  const page = await enter('supervisor')
  await page.goto('/norms#C5')
  const norm = page.getByRole('article').filter({ hasText: /^C5/ })
  await expectSeen(norm.getByText(/拒绝过 \d+ 次/))
  await norm.getByText(/由\d+处执行/).click()
  await norm
    .getByRole('link', { name: /只能申请退回一次/ })
    .first()
    .click()
  await expectSeen(page.getByRole('heading', { level: 1, name: '督办事项规程' }))
  await expectSeen(page.getByText('同一单位只能申请退回一次，裁定后不得再退').first())
})
