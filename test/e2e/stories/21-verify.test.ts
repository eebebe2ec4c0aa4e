import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { given, openWindow } from '../browser.ts'
import { setUp } from '../matters.ts'
import { show } from '../pages.ts'
import { enter } from '../people.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

/** The text of an act's proof, as somebody downloads it from a matter; acts wait up to a minute for their place in the log. */
async function downloadedProof(page: Page): Promise<string> {
  await show(page, { name: '', who: 'supervisor', path: '/matters/*?flag=lapsed&group=在办' })
  await page
    .getByRole('button', { name: /的回执$/ })
    .first()
    .click()
  const sheet = page.getByRole('dialog', { name: '回执' })
  const button = sheet.getByRole('button', { name: '下载存证证明' })
  await expectSeen(button)
  await expectSeen(sheet.getByRole('link', { name: '核验回执' }))
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  const file = join(given('E2E_WORK'), 'receipt.tlog-proof')
  await download.saveAs(file)
  return readFileSync(file, 'utf8')
}

/** The page as somebody without an account finds it. */
async function verifying(): Promise<Page> {
  const { page } = await openWindow()
  await page.goto('/login')
  await page.getByRole('link', { name: '核验回执' }).click()
  await expectSeen(page.getByRole('heading', { level: 1, name: '核验回执' }))
  await expect.poll(() => page.getByLabel('公钥或者策略', { exact: true }).inputValue()).toContain('+')
  return page
}

story(
  'a receipt from a matter verifies without login and without network; one changed character is refused',
  async () => {
    const proof = await downloadedProof(await enter('supervisor'))
    const page = await verifying()
    await page.context().setOffline(true)
    const box = page.getByLabel('回执', { exact: true })
    await box.fill(proof)
    await page.getByRole('button', { name: '核验回执' }).click()
    await expectSeen(page.getByText('核验通过：这项行为确已记入日志，回执未被改动。'))
    await expectSeen(page.getByText(/第\d+项，检查点共\d+项/))

    const at = proof.indexOf('index ') - 10
    await box.fill(proof.slice(0, at) + (proof[at] === 'A' ? 'B' : 'A') + proof.slice(at + 1))
    await page.getByRole('button', { name: '核验回执' }).click()
    await expectSeen(page.getByText('日志叶不在这本日志里：算出的树根与检查点不符。'))
    await page.context().setOffline(false)
  },
)

story('by keyboard: a file is dropped in by its button, and the answer is told', async () => {
  const page = await verifying()
  await page.getByLabel('回执：选择文件').setInputFiles(join(given('E2E_WORK'), 'receipt.tlog-proof'))
  await expect.poll(() => page.getByLabel('回执', { exact: true }).inputValue()).toContain('tlog-proof')
  await page.getByRole('button', { name: '核验回执' }).press('Enter')
  await expectSeen(page.getByRole('status').getByText('核验通过'))
})

story('the file that runs is the file that is published, and its SHA-256 is shown', async () => {
  const page = await verifying()
  const bytes = readFileSync(new URL('../../../journal/verify.mjs', import.meta.url))
  await expectSeen(page.getByText(createHash('sha256').update(bytes).digest('hex')))
})

story('an older and a newer checkpoint are one history; a rewritten one is not', async () => {
  const clerk = await enter('supervisor')
  const read = async (): Promise<string> => (await clerk.request.get('/log/checkpoint')).text()
  const older = await read()
  await setUp(clerk, { task: '核验页面用的一件事', lead: '区教育局' })
  await expect.poll(read).not.toBe(older)
  const page = await verifying()
  await page.getByLabel('旧检查点', { exact: true }).fill(older)
  await page.getByLabel('新检查点', { exact: true }).fill(await read())
  await page.getByRole('button', { name: '核验两个检查点' }).click()
  await expectSeen(page.getByText('核验通过：旧检查点之前的记录原样都在新检查点里，一项未改、未删、未插入。'))
  const lines = older.split('\n')
  const root = lines[2] ?? ''
  const other = root.startsWith('A') ? `B${root.slice(1)}` : `A${root.slice(1)}`
  await page.getByLabel('旧检查点', { exact: true }).fill(lines.with(2, other).join('\n'))
  await page.getByRole('button', { name: '核验两个检查点' }).click()
  await expectSeen(page.getByText(/签名核验不通过/))
})
