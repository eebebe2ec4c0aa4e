import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { accessible } from '../axe.ts'
import { PHONE, WIDE } from '../browser.ts'
import { openAct } from '../desk.ts'
import { pages, settled, show, windowFor } from '../pages.ts'
import { enter } from '../people.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const DOCUMENT = fileURLToPath(new URL('../../../demo/documents/区政府专题会议纪要.txt', import.meta.url))

/** How many pixels of a page lie to the right of the window. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** What holds for any page at both widths. */
async function fits(page: Page): Promise<void> {
  expect(await accessible(page), 'wide').toEqual([])
  await page.setViewportSize(PHONE)
  await settled(page)
  expect(await overhang(page), 'pixels beyond the right edge of a phone').toBe(0)
  expect(await accessible(page), 'phone').toEqual([])
  await page.setViewportSize(WIDE)
}

for (const shown of pages) {
  story(`${shown.name}: no fault at either width`, async () => {
    const page = await windowFor(shown, WIDE)
    await show(page, shown)
    await fits(page)
  })
}

story('a document in hand: no fault at either width', async () => {
  const page = await enter('supervisor')
  await page.goto('/reading')
  await page.getByLabel('或者粘贴文字').fill(readFileSync(DOCUMENT, 'utf8'))
  await page.getByRole('button', { name: '读出任务' }).click()
  await page.getByRole('button', { name: '修改第1项' }).click()
  await expectSeen(page.getByRole('button', { name: '收起第1项' }))
  await fits(page)
})

story('open sheets and panels: no fault at either width', async () => {
  const page = await enter('housing')
  await show(page, { name: '', who: 'housing', path: '/matters/*?state=underway' })
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByText('为什么是这个期限').first().click()
  await fits(page)
  await openAct(page, '卡住了')
  await fits(page)
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /的回执$/ })
    .first()
    .click()
  await expectSeen(page.getByRole('dialog', { name: '回执' }).getByText(/封存/))
  await fits(page)
})
