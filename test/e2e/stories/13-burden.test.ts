import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { readWorkbook } from '#server/workbook/workbook.ts'
import { given } from '../browser.ts'
import { settled } from '../pages.ts'
import { wholeBar } from '../desk.ts'
import { enter } from '../people.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

/** Figures of the district as the page shows them, by title. */
async function totals(page: Page): Promise<Map<string, number>> {
  await settled(page)
  const said = await page.getByRole('list', { name: '全区合计' }).getByRole('link').allInnerTexts()
  return new Map(
    said.map((text) => {
      const [title = '', n = ''] = text.split('\n')
      return [title, Number(n)]
    }),
  )
}

/** How many rows stand behind a number, all pages of them. */
async function rowsBehind(page: Page): Promise<number> {
  const rows = page.locator('section[aria-labelledby=burden-rows] li')
  await expectSeen(rows.first())
  const more = page.getByRole('button', { name: '再看一些' })
  while ((await more.count()) > 0) {
    const before = await rows.count()
    await more.click()
    await expect.poll(() => rows.count()).toBeGreaterThan(before)
  }
  return rows.count()
}

story(
  'the head of the district sees what issuers ask, and each number opens its rows',
  async () => {
    const page = await enter('mayor')
    await page.goto('/')
    await (await wholeBar(page)).getByRole('link', { name: '减负体检' }).click()
    await page.getByRole('link', { name: '上月', exact: true }).click()
    await page.waitForURL(/period=last/)
    const all = await totals(page)
    expect(all.get('要求件数')).toBeGreaterThan(0)
    expect(all.get('提醒条数')).toBeGreaterThan(0)
    expect(all.get('填报项')).toBeGreaterThan(all.get('要求单位次') ?? Infinity)

    const issuer = page.getByRole('row', { name: /区政府督查室/ })
    const asked = issuer.getByRole('link', { name: /要求件数\d+，看明细$/ })
    const n = Number(await asked.innerText())
    await asked.click()
    await expectSeen(page.getByRole('heading', { name: '提出的要求：区政府督查室' }))
    expect(await rowsBehind(page)).toBe(n)
    await page.getByRole('link', { name: '收起明细' }).click()

    await page.getByRole('link', { name: '按交办领导' }).click()
    await page.waitForURL(/by=leader/)
    await expectSeen(page.getByRole('row', { name: /^区长 / }))
    expect(await totals(page)).toEqual(all)
    // Whoever answers stands nowhere on the page.
    const words = await page.getByRole('main').innerText()
    expect(words).not.toMatch(/住房和城乡建设局|财政局|园林绿化中心|教育局/)
  },
  { unrefused: true },
)

story('the sheet holds the figures of the page', async () => {
  const page = await enter('office')
  await page.goto('/burden?period=year')
  const all = await totals(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^减负体检（本年）.*\.xlsx$/)
  const file = join(given('E2E_WORK'), 'burden.xlsx')
  await download.saveAs(file)
  const book = await readWorkbook(readFileSync(file))
  if (!book.ok) throw new Error(book.because)
  const [head = [], ...rows] = book.sheets[0]?.rows ?? []
  const last = rows.at(-1) ?? []
  expect(last[head.indexOf('发起单位')]).toBe('全区')
  for (const title of ['要求件数', '填报项', '提醒条数'])
    expect([title, Number(last[head.indexOf(title)])]).toEqual([title, all.get(title)])
})

story('the issuer sees what his requests cost, and everybody says how they want to be reminded', async () => {
  const issuer = await enter('supervisor')
  await issuer.goto('/me')
  await expectSeen(issuer.getByText(/近七日区政府督查室提出要求\d+件/))
  expect(await (await wholeBar(issuer)).getByRole('link', { name: '减负体检' }).count()).toBe(0)

  // Nobody whom another story calls by short message: what is chosen here stays chosen.
  const page = await enter('culture')
  await page.goto('/me')
  const form = page.getByRole('region', { name: '提醒' })
  await expectSeen(form.getByText(/每个工作日8:30最多一条/))
  await form.getByLabel('邮件', { exact: true }).check()
  await form.getByLabel('邮件地址').fill('wenlv@example.gov.cn')
  await form.getByRole('button', { name: '保存' }).click()
  await expectSeen(page.getByText('已保存'))
  await page.reload()
  await expectSeen(form.getByLabel('邮件地址'))
  expect(await form.getByLabel('邮件地址').inputValue()).toBe('wenlv@example.gov.cn')
})
