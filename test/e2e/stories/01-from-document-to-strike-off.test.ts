import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { given } from '../browser.ts'
import { dayAfter } from '../clock.ts'
import { act, fill, openAct, pick, send } from '../desk.ts'
import { enter } from '../people.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const DOCUMENT = fileURLToPath(
  new URL('../../../demo/documents/民生实事项目任务分解表.docx', import.meta.url),
)
const LUOSHI = fileURLToPath(new URL('../../../bin/luoshi.mjs', import.meta.url))
const run = promisify(execFile)

const TASK = '在滨河小区先行完成外墙和雨污分流改造'

/** Reads the document, puts the first proposal right and sets all up. @returns the page of the first matter */
async function readAndSetUp(page: Page): Promise<string> {
  await page.goto('/reading')
  await page.getByLabel(/^选一份公文/).setInputFiles(DOCUMENT)
  await expectSeen(page.getByRole('heading', { name: '任务建议' }))
  await page.getByRole('button', { name: '修改第1项' }).click()
  const proposal = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: '收起第1项' }) })
  await fill(proposal, '工作任务', TASK)
  await proposal.getByLabel('完成时限').fill(dayAfter(30))
  await pick(page, '交办领导', '常务副区长')
  await page.getByRole('button', { name: /^确认立项/ }).click()
  await expectSeen(page.getByRole('heading', { name: /^已立项\d+件$/ }))
  await page.getByRole('link', { name: TASK }).click()
  await expectSeen(page.getByRole('heading', { level: 1, name: TASK }))
  return page.url()
}

/** Opens the matter from 我的事, where it stands under one of the tabs. */
const openFrom = async (page: Page, tab: string): Promise<void> => {
  await page.goto('/inbox')
  await page.getByRole('navigation', { name: '我的事分类' }).getByRole('link', { name: tab }).click()
  await page.getByRole('link', { name: TASK }).first().click()
  await expectSeen(page.getByRole('heading', { level: 1, name: TASK }))
}

/** Takes the proof of the first act away and has it judged outside the server, with the log's public key alone. */
async function verifyReceipt(page: Page): Promise<string> {
  await page.getByRole('button', { name: '销号的回执' }).click()
  const sheet = page.getByRole('dialog', { name: '回执' })
  const proof = sheet.getByRole('button', { name: '下载存证证明' })
  const again = sheet.getByRole('button', { name: '再查一次' })
  await expectSeen(proof.or(again))
  for (let tries = 0; tries < 40 && (await proof.count()) === 0; tries++) {
    await again.click({ timeout: 1_000 }).catch(() => undefined)
    await page.waitForTimeout(500)
  }
  const [download] = await Promise.all([page.waitForEvent('download'), proof.click()])
  const file = join(given('E2E_WORK'), 'proof.txt')
  await download.saveAs(file)
  const key = join(given('E2E_WORK'), 'key.txt')
  writeFileSync(key, await (await fetch(`${given('E2E_URL')}/log/key`)).text())
  const { stdout } = await run(process.execPath, [LUOSHI, 'verify', file, '--key', key])
  return stdout
}

story(
  'an order from its document to its striking off',
  async () => {
    const supervisor = await enter('supervisor')
    const url = await readAndSetUp(supervisor)
    await act(supervisor, '交办')

    const lead = await enter('housing')
    await openFrom(lead, '待办')
    await act(lead, '签收', { 联系电话: '0000-1234' })
    await openFrom(lead, '在办')
    await act(lead, '在办', { 进展情况: '外墙施工图已经审定' })
    const trouble = await openAct(lead, '卡住了')
    await fill(trouble, '卡在哪里', '改造资金还差一笔')
    await pick(trouble, '请谁协助', '区财政局')
    await send(lead, '卡住了')
    await expectSeen(lead.getByText('计时暂停').first())

    const helper = await enter('finance')
    await openFrom(helper, '待办')
    await act(helper, '协助解决', { 怎样解决: '从预备费中安排，三天内拨付' })

    await lead.reload()
    const result = await openAct(lead, '办完了')
    await fill(result, '办理结果', '外墙和雨污分流改造全部完成，居民验收通过')
    await result.getByLabel(/^附件/).setInputFiles({
      name: '验收记录.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('居民代表七人签字验收。'),
    })
    await expectSeen(result.getByRole('button', { name: '移除验收记录.txt' }))
    await send(lead, '办完了')

    await supervisor.goto(url)
    await act(supervisor, '核实通过', { 核实意见: '现场看过，情况属实' })
    await lead.goto(url)
    await act(lead, '总结', { 总结: '先易后难、分栋验收的做法可以推广' })

    const leader = await enter('viceMayor')
    await leader.goto(url)
    const verdict = await openAct(leader, '评价')
    await verdict.getByRole('radio', { name: '满意', exact: true }).check()
    await send(leader, '评价')

    await supervisor.goto(url)
    const ending = await openAct(supervisor, '销号')
    await ending.getByRole('button', { name: '销号', exact: true }).click()
    await supervisor
      .getByRole('dialog', { name: '确认销号？' })
      .getByRole('button', { name: '确认销号' })
      .click()
    await expectSeen(supervisor.getByText('销号：已办理').first())
    await expectGone(supervisor.getByRole('dialog'))
    await expectSeen(supervisor.getByText('已销号').first())

    const timeline = supervisor.getByRole('region', { name: '经过' })
    const told = [
      '立项',
      '交办',
      '签收',
      '在办',
      '卡住了',
      '协助解决',
      '办完了',
      '核实通过',
      '总结',
      '评价',
      '销号',
    ]
    for (const what of told) {
      await expectSeen(timeline.getByRole('button', { name: `${what}的回执`, exact: true }))
    }
    await expectSeen(supervisor.getByRole('link', { name: '下载验收记录.txt' }))
    expect(await verifyReceipt(supervisor)).toContain('核验通过')
  },
  { timeout: 120_000 },
)
