import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { accessible } from '../axe.ts'
import { PHONE, WIDE } from '../browser.ts'
import { openAct } from '../desk.ts'
import { type Shown, pages, settled, show, windowFor } from '../pages.ts'
import { enter } from '../people.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const DOCUMENT = fileURLToPath(new URL('../../../demo/documents/区政府专题会议纪要.txt', import.meta.url))

/** How many pixels of a page lie to the right of the window. */
const OVERHANG = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/** What is wrong with a page as it stands, at both widths. */
async function faultsOf(page: Page): Promise<string[]> {
  const wide = await accessible(page)
  await page.setViewportSize(PHONE)
  await settled(page)
  const overhang: number = await page.evaluate(OVERHANG)
  const phone = await accessible(page)
  await page.setViewportSize(WIDE)
  return [
    ...wide.map((fault) => `at ${WIDE.width}: ${fault}`),
    ...phone.map((fault) => `at ${PHONE.width}: ${fault}`),
    ...(overhang > 0 ? [`at ${PHONE.width}: scrolls sideways by ${overhang} pixels`] : []),
  ]
}

// What is planted here shows that the silence about all other pages means something.
story('a fault is found at the width that has it', async () => {
  const page = await windowFor(null, WIDE)
  await show(page, { name: '', who: null, path: '/login' })
  await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend',
    '<img src="/favicon.svg"><p id="narrow">看不清</p>')
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('@media (width < 600px) { #narrow { color: #fafafa; background: #fff } }')
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]`)
  const faults = await faultsOf(page)
  expect(faults.map((fault) => fault.split(' — ')[0]?.split(': ').slice(0, 2).join(': '))).toEqual([
    `at ${WIDE.width}: image-alt`,
    `at ${PHONE.width}: color-contrast`,
    `at ${PHONE.width}: image-alt`,
  ])
  expect(faults.join('\n')).toContain('narrow')
})

for (const [who, theirs] of Map.groupBy(pages, (shown) => shown.who)) {
  const names = theirs.map(({ name }) => name).join(', ')
  const look = async () => {
    const found: Record<string, string[]> = {}
    const lookAt = async (page: Page, some: readonly Shown[]) => {
      for (const shown of some) {
        await show(page, shown)
        const faults = await faultsOf(page)
        if (faults.length > 0) found[shown.name] = faults
      }
    }
    // Two windows side by side: most of the time goes into judging, which each page does by itself.
    const [one, other] = [await windowFor(who, WIDE), await windowFor(who, WIDE)]
    const isEven = (_: Shown, n: number) => n % 2 === 0
    await Promise.all([
      lookAt(one, theirs.filter(isEven)),
      lookAt(
        other,
        theirs.filter((shown, n) => !isEven(shown, n)),
      ),
    ])
    expect(found).toEqual({})
  }
  story(`without fault at either width: ${names}`, look, { unrefused: true, timeout: 240_000 })
}

story('a document in hand: without fault at either width', async () => {
  const page = await enter('supervisor')
  await page.goto('/reading')
  await page.getByLabel('或者粘贴文字').fill(readFileSync(DOCUMENT, 'utf8'))
  await page.getByRole('button', { name: '读出任务' }).click()
  await page.getByRole('button', { name: '修改第1项' }).click()
  await expectSeen(page.getByRole('button', { name: '收起第1项' }))
  expect(await faultsOf(page)).toEqual([])
})

story('open sheets and panels: without fault at either width', async () => {
  // Of a unit whose tasks no other story works on meanwhile.
  const page = await enter('enforcer')
  await show(page, { name: '', who: 'enforcer', path: '/matters/*?state=underway&unit=u-urban' })
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByText('为什么是这个期限').first().click()
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: '为什么现在不能办' }).click()
  expect(await faultsOf(page)).toEqual([])
  await openAct(page, '卡住了')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /的回执$/ })
    .first()
    .click()
  await expectSeen(page.getByRole('dialog', { name: '回执' }).getByText(/封存/))
  expect(await faultsOf(page)).toEqual([])
})
