import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { given, openWindow } from '../browser.ts'
import { enter } from '../people.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const STANDING = '区政府常务会议'

/** The page of the executive meeting as somebody finds it. */
async function bodyPage(page: Page): Promise<void> {
  await page.goto('/bodies')
  await page.getByRole('link', { name: STANDING, exact: true }).click()
  await expectSeen(page.getByRole('heading', { level: 1, name: STANDING }))
  await expectGone(page.locator('[aria-busy="true"]'))
}

story(
  'what waits, how it sits and what became of it; one’s own reasons, and everybody’s for the inspector alone',
  async () => {
    const member = await enter('viceMayor')
    await bodyPage(member)
    for (const part of ['在等的议题', '议定事项', '召开的节奏', '发言里的理由'])
      await expectSeen(member.getByRole('region', { name: part }))
    await expectSeen(member.getByText(/已等\d+日/).first())
    await expectSeen(member.getByText(/最近召集26次.*最长间隔\d+日/))
    await expectSeen(member.getByText(/逐项看我的发言（\d+项）/))
    await expectGone(member.getByRole('region', { name: '各成员发言情况' }))

    const inspector = await enter('inspector')
    await bodyPage(inspector)
    await expectSeen(inspector.getByRole('region', { name: '各成员发言情况' }))
    await expectSeen(inspector.getByText(/雷同的发言（\d+处）/))
    await expectSeen(inspector.getByText(/不排名次，也不对外公布/))

    const other = await enter('housing')
    await bodyPage(other)
    await expectSeen(other.getByRole('region', { name: '召开的节奏' }))
    await expectGone(other.getByRole('region', { name: '发言里的理由' }))
  },
)

story(
  'a certificate of the process proves itself without login, by file and by code; a changed one is refused',
  async () => {
    const page = await enter('viceMayor')
    await bodyPage(page)
    const decided = page.getByRole('region', { name: '议定事项' })
    const title = (await decided.getByRole('link').first().innerText()).trim()
    await page.goto('/matters?procedure=topic&state=adopted')
    await page.getByRole('link', { name: title }).first().click()
    await page.getByRole('link', { name: '过程证明' }).click()
    await expectSeen(page.getByRole('region', { name: '法定步骤' }).getByText('主要领导末位表态'))
    const links = page.getByRole('link', { name: '公开核验' })
    const before = await links.count()
    await page.getByRole('button', { name: '出具过程证明' }).click()
    await expect.poll(() => links.count()).toBe(before + 1)
    const link = links.first()
    const code = new URL((await link.getAttribute('href')) ?? '', given('E2E_URL')).searchParams.get(
      'certificate',
    )
    await expect.poll(async () => (await page.request.get(`/api/certificates/${code}`)).status()).toBe(200)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 PDF' }).first().click(),
    ])
    const pdf = join(given('E2E_WORK'), 'certificate.pdf')
    await download.saveAs(pdf)

    const { page: outside } = await openWindow()
    await outside.goto(`/verify?certificate=${code}`)
    const good = outside.getByText(/核验通过：证明未被改动，\d+项证据都在日志里。/)
    await expectSeen(good)
    await expectSeen(outside.getByText(code ?? '', { exact: true }))

    await outside.goto('/verify')
    await expect.poll(() => outside.getByLabel('公钥或者策略', { exact: true }).inputValue()).toContain('+')
    const file = outside.getByLabel('证明文件：选择文件')
    await outside.context().setOffline(true)
    await file.setInputFiles(pdf)
    await outside.getByRole('button', { name: '核验过程证明' }).click()
    await expectSeen(good)
    await outside.context().setOffline(false)

    const text = await (await outside.request.get(`/api/certificates/${code}`)).text()
    const changed = text.replace('末位表态', '首位表态')
    expect(changed).not.toBe(text)
    await file.setInputFiles({
      name: 'certificate.json',
      mimeType: 'application/json',
      buffer: Buffer.from(changed),
    })
    await outside.getByRole('button', { name: '核验过程证明' }).click()
    await expectSeen(outside.getByText('证明的内容与出具时记入日志的不符：内容被改动过。'))
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  },
)

story('a calendar of one’s meetings has an address that can be taken away', async () => {
  const page = await enter('viceMayor')
  await page.goto('/me')
  await page.getByRole('button', { name: '生成订阅地址' }).click()
  const address = await page.getByLabel('订阅地址', { exact: true }).inputValue()
  const { page: outside } = await openWindow()
  const feed = await outside.request.get(address)
  expect([feed.status(), feed.headers()['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
  expect((await feed.text()).match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(10)
  await page.getByRole('button', { name: '停用', exact: true }).click()
  await expectSeen(page.getByRole('button', { name: '生成订阅地址' }))
  expect((await outside.request.get(address)).status()).toBe(404)
})
