import { randomUUID } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { PHONE } from '../browser.ts'
import { done, fill } from '../desk.ts'
import { settled } from '../pages.ts'
import { enter } from '../people.ts'
import { paperFor } from '../requests.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const rowOf = (page: Page, title: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) })

story('each procedure has its ledger, its start and its reading copy', async () => {
  const page = await enter('office')
  await page.goto('/matters/new')
  await settled(page)
  const kinds = page.getByRole('navigation', { name: '办哪一种' })
  if ((await kinds.count()) > 0) await kinds.getByRole('link', { name: /签收登记$/ }).click()
  await expectSeen(page.getByRole('heading', { name: /：签收登记$/ }))
  await fill(page, '标题', '关于报送冬季安全检查情况的函')
  await fill(page, '来文单位', '市应急管理局')
  await page.getByLabel('非涉密').check()
  await page.getByRole('button', { name: '签收登记', exact: true }).click()
  await done(page, '签收登记')
  await page.goto('/matters')
  await page.getByRole('navigation', { name: '台账分类' }).getByRole('link', { name: '收文登记簿' }).click()
  await page.waitForURL(/procedure=incoming-document/)
  await expectSeen(page.getByRole('heading', { level: 1, name: '收文登记簿' }))
  await expectSeen(page.getByRole('columnheader', { name: '来文单位' }))
  await page.getByRole('searchbox', { name: '关键字' }).fill('冬季安全检查')
  await expectSeen(page.getByRole('link', { name: '关于报送冬季安全检查情况的函' }))
  await page.goto('/procedures/incoming-document')
  const copies = page.getByRole('navigation', { name: '规程读本' })
  await copies.getByRole('link', { name: '督办事项' }).click()
  await expectSeen(page.getByRole('heading', { level: 1, name: '督办事项规程' }))
})

story('on a phone: instructed in three taps', async () => {
  const title = '市住建局关于报送危旧房排查情况的函'
  await paperFor(await enter('office'), title)
  const leader = await enter('viceMayor', PHONE)
  await leader.goto('/leader')
  await settled(leader)
  await rowOf(leader, title).getByRole('button', { name: '批示', exact: true }).click()
  const sheet = leader.getByRole('dialog', { name: '批示' })
  await sheet.getByRole('list', { name: /草稿/ }).getByRole('button').first().click()
  await sheet.getByRole('button', { name: '批示', exact: true }).click()
  await done(leader, '批示')
  await expectGone(rowOf(leader, title).getByRole('button', { name: '批示', exact: true }))
})

story('on a phone: 在办 by one tap, taken back by another; 办完了 by two', async () => {
  const page = await enter('housing', PHONE)
  await page.goto('/inbox?scope=unit')
  await settled(page)
  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: '在办', exact: true }) })
    .first()
  const title = (await row.getByRole('link').first().innerText()).trim()
  await row.getByRole('button', { name: '在办', exact: true }).click()
  await done(page, '在办')
  await page.getByRole('button', { name: '取回', exact: true }).click()
  await expectSeen(page.getByText('已取回'))
  await rowOf(page, title).getByRole('button', { name: '办完了', exact: true }).first().click()
  const sheet = page.getByRole('dialog', { name: '办完了' })
  expect(await sheet.getByLabel('办理结果').inputValue()).not.toBe('')
  await sheet.getByRole('button', { name: '办完了', exact: true }).click()
  await done(page, '办完了')
})

story('an opinion is said from a page, answered by the administration, and read by all', async () => {
  const text = `列表再长一些更好用 ${randomUUID().slice(0, 8)}`
  const clerk = await enter('housing')
  await clerk.goto('/inbox')
  await clerk.getByRole('link', { name: '提意见、看答复' }).click()
  await expectSeen(clerk.getByText('关于页面：我的事'))
  await clerk.getByLabel('意见', { exact: true }).fill(text)
  await clerk.getByRole('button', { name: '提交意见' }).click()
  await expectSeen(clerk.getByRole('listitem').filter({ hasText: text }))

  const administrator = await enter('administrator')
  await administrator.goto('/suggestions')
  const item = administrator.getByRole('listitem').filter({ hasText: text })
  await item.getByRole('button', { name: '答复', exact: true }).click()
  await item.getByLabel('答复', { exact: true }).fill('下个版本改')
  await item.getByRole('button', { name: '保存' }).click()
  await expectGone(item)

  const other = await enter('finance')
  await other.goto('/suggestions?box=answered')
  await expectSeen(other.getByRole('listitem').filter({ hasText: text }).getByText('下个版本改'))
  await expectSeen(other.getByText(/共收到\d+条，答复\d+条/))
})
