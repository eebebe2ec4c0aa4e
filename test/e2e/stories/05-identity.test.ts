import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DEMO_PASSWORD } from '#demo/personas.ts'
import { openWindow } from '../browser.ts'
import { dayAfter } from '../clock.ts'
import { pick } from '../desk.ts'
import { settled } from '../pages.ts'
import { enter } from '../people.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

async function login(page: Page, account: string, password: string): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

story('by password to the page that was asked for, and out again', async () => {
  const { page } = await openWindow()
  await page.goto('/matters?flag=stuck')
  await page.waitForURL(/\/login/)
  await login(page, 'ducha', DEMO_PASSWORD)
  await expectSeen(page.getByRole('heading', { level: 1, name: '台账' }))
  expect(page.url()).toContain('flag=stuck')
  await page.getByRole('link', { name: /，我的账号$/ }).click()
  // What was left unfinished goes with whoever leaves, who is told first; the choices of the machine stay.
  const me = (await page.evaluate(
    'fetch("/api/me").then((r) => r.json()).then((me) => me.person.id)',
  )) as string
  await page.evaluate(`localStorage.setItem('luoshi.draft.${me}.new.x.y', '{}')`)
  await page.evaluate(`localStorage.setItem('luoshi.draft.somebody.new.x.y', '{}')`)
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('button', { name: '退出登录' }).waitFor({ state: 'detached' })
  await expectSeen(page.getByText('本机还有1处没有交出的内容，退出后不再保留。'))
  await page.getByRole('button', { name: '不要了，退出' }).click()
  await page.waitForURL(/\/login/)
  const kept = (await page.evaluate(
    'Object.keys(localStorage).filter((key) => key.startsWith("luoshi.draft"))',
  )) as string[]
  expect(kept).toEqual(['luoshi.draft.somebody.new.x.y'])
  await page.goto('/inbox')
  await page.waitForURL(/\/login/)
})

story('wrong passwords are told without telling more, and lock the account', async () => {
  const { page } = await openWindow()
  await page.goto('/login')
  for (let tries = 0; tries < 5; tries++) {
    await login(page, 'jiwei', `wrong-${tries}`)
    await expectSeen(page.getByRole('alert').getByText(/账号或密码不正确.*暂时锁定/))
  }
  await login(page, 'jiwei', DEMO_PASSWORD)
  await expectSeen(page.getByRole('alert').getByText(/账号或密码不正确.*暂时锁定/))
  expect(page.url()).toContain('/login')
})

story('a person with two posts acts from the one on show', async () => {
  const page = await enter('twoPosts')
  await page.goto('/inbox')
  const posts = page.getByLabel('当前岗位')
  const menu = page.getByRole('navigation', { name: '栏目', exact: true })
  await posts.selectOption({ label: '区政府督查室 主任' })
  await expectSeen(menu.getByRole('link', { name: '督查' }))
  await posts.selectOption({ label: '区政府办公室 副主任' })
  await expectSeen(page.getByText('现在以“区政府办公室 副主任”办事'))
  await expectGone(menu.getByRole('link', { name: '督查' }))
  await posts.selectOption({ label: '区政府督查室 主任' })
  await expectSeen(menu.getByRole('link', { name: '督查' }))
})

story('a delegation is given, used from the post switch, and revoked', async () => {
  const head = await enter('housingHead')
  await head.goto('/me')
  await settled(head)
  await head.getByText(/^委托他人代行/).click()
  const clerk = await enter('housing')
  await clerk.goto('/inbox')
  const name = (await clerk.getByRole('link', { name: /，我的账号$/ }).innerText()).trim()
  await pick(head, '委托给谁', name)
  await head.getByLabel('从哪天起').fill(dayAfter(0))
  await head.getByLabel('到哪天止').fill(dayAfter(14))
  await head.getByLabel('原因').fill('出差期间代行')
  await head.getByRole('button', { name: '委托', exact: true }).click()
  await expectSeen(head.getByText(`已委托${name}`))

  await clerk.reload()
  await clerk.getByLabel('当前岗位').selectOption({ label: '区住房和城乡建设局 局长（受托）' })
  await expectSeen(clerk.getByText('现在以“区住房和城乡建设局 局长（受托）”办事'))

  await head.getByRole('button', { name: `撤回给${name}的委托` }).click()
  await expectSeen(head.getByText('委托已撤回'))
  await clerk.reload()
  await settled(clerk)
  expect(await clerk.getByText('局长（受托）').count()).toBe(0)
})
