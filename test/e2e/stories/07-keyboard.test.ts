import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { DEMO_PASSWORD } from '#demo/personas.ts'
import { openWindow } from '../browser.ts'
import { arrange } from '../matters.ts'
import { done } from '../desk.ts'
import { enter } from '../people.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const MOST_STOPS = 60

/** Presses Tab until something has the focus, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expectSeen(target)
  const focused = target.and(page.locator(':focus'))
  for (let stop = 0; stop < MOST_STOPS && (await focused.count()) === 0; stop++)
    await page.keyboard.press('Tab')
  expect(await focused.count(), `reached within ${MOST_STOPS} stops`).toBe(1)
}

story('from the login to a done act without a mouse', async () => {
  const task = '检修人行天桥扶梯'
  await arrange({ task, lead: '区住房和城乡建设局' }, 'housing', 'assigned')
  const { page } = await openWindow()
  await page.goto('/login')
  await tabTo(page, page.getByLabel('账号', { exact: true }))
  await page.keyboard.type('zhujianke')
  await tabTo(page, page.getByLabel('密码', { exact: true }))
  await page.keyboard.type(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
  await expectSeen(page.getByRole('heading', { level: 1, name: '我的事' }))
  await tabTo(page, page.getByRole('searchbox', { name: '查找事项' }))
  await page.keyboard.type('人行天桥')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('table').getByRole('link', { name: task }))
  await page.keyboard.press('Enter')
  await expectSeen(page.getByRole('heading', { level: 1, name: task }))
  await tabTo(page, page.getByRole('button', { name: '签收', exact: true }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel(/^联系电话/))
  await page.keyboard.type('0000-5678')
  await page.keyboard.press('Control+Enter')
  await done(page, '签收')
  await expectSeen(page.getByText('0000-5678').first())
})

story('what is not opened every day is reached under 更多 without a mouse, and left by Escape', async () => {
  const page = await enter('office')
  await page.goto('/inbox')
  const bar = page.getByRole('navigation', { name: '栏目', exact: true })
  const more = bar.getByText(/^更多/)
  await tabTo(page, more)
  expect(await bar.getByRole('link', { name: '名录' }).count()).toBe(0)
  await page.keyboard.press('Enter')
  await tabTo(page, bar.getByRole('link', { name: '名录' }))
  await page.keyboard.press('Escape')
  await expectGone(bar.getByRole('link', { name: '名录' }))
  expect(await more.and(page.locator(':focus')).count()).toBe(1)
  await page.keyboard.press('Enter')
  await tabTo(page, bar.getByRole('link', { name: '名录' }))
  await page.keyboard.press('Enter')
  await expectSeen(page.getByRole('heading', { level: 1, name: '名录' }))
  await expectSeen(bar.getByText('更多：名录'))
})
