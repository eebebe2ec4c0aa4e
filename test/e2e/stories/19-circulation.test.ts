import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { dayAfter } from '../clock.ts'
import { act, confirmed, done, fill, openAct, send } from '../desk.ts'
import { settled } from '../pages.ts'
import { enter } from '../people.ts'
import { paperFor, paperIn } from '../requests.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

/** Chooses the heads of these units as readers. */
async function chooseHeads(form: Locator, field: RegExp, units: readonly string[]): Promise<void> {
  const box = form.getByRole('combobox', { name: field })
  for (const unit of units) {
    await box.fill(`${unit} 局长`)
    await form.getByRole('option', { name: /^局长/ }).first().click()
  }
  await box.press('Tab')
}

/** A line of the panel that only who sent a paper round is shown. */
const readerOf = (page: Page, unit: string): Locator =>
  page.getByRole('region', { name: '传阅情况' }).getByRole('listitem').filter({ hasText: unit })

const inLists = async (page: Page, title: string): Promise<number> => {
  let found = 0
  for (const box of ['todo', 'doing', 'toread']) {
    await page.goto(`/inbox?box=${box}&scope=mine`)
    await settled(page)
    found += await page.getByRole('main').getByRole('link', { name: title, exact: true }).count()
  }
  return found
}

story(
  'sent round with a day, read, answered, recalled: gone from the readers, kept by the office',
  async () => {
    const title = '关于汛期调度规程征求意见的函'
    const office = await enter('office')
    const path = `/matters/${await paperFor(office, title)}`
    await office.goto(path)
    const form = await openAct(office, '传阅')
    await chooseHeads(form, /^传阅对象/, ['水务', '财政'])
    await fill(form, '用途', '请提出意见')
    await form.getByLabel(/^请于何时前提出意见/).fill(dayAfter(2))
    await send(office, '传阅')
    await expectSeen(office.getByText('共2位，已阅0位'))

    const water = await enter('waterHead')
    await water.goto('/inbox')
    await water.getByRole('link', { name: title, exact: true }).first().click()
    await expectSeen(water.getByRole('heading', { level: 1, name: title }))
    // Who has opened it is nobody's business but the office's.
    expect(await water.getByRole('region', { name: '传阅情况' }).count()).toBe(0)
    await office.reload()
    await expectSeen(readerOf(office, '区水务局').getByText('已阅', { exact: true }))
    await expectSeen(readerOf(office, '区财政局').getByText('未打开', { exact: true }))

    const finance = await enter('financeHead')
    await finance.goto(path)
    await act(finance, '阅后意见', { 阅后意见: '调度经费列支渠道应当写明' })
    await office.reload()
    await expectSeen(readerOf(office, '区财政局').getByText('已阅，已提意见', { exact: true }))
    await expectSeen(readerOf(office, '区财政局').getByText('调度经费列支渠道应当写明'))

    const recalling = await openAct(office, '收回传阅')
    await fill(recalling, '理由', '文件有更正')
    await confirmed(office, '收回传阅')
    await expectSeen(readerOf(office, '区水务局').getByText(/收回（收回前已阅）$/))
    await expectSeen(readerOf(office, '区财政局').getByText('调度经费列支渠道应当写明'))
    const timeline = office.getByRole('region', { name: '经过' })
    await expectSeen(timeline.getByRole('listitem').filter({ hasText: '收回传阅' }).getByText('文件有更正'))

    for (const reader of [water, finance]) {
      expect(await inLists(reader, title)).toBe(0)
      const answer = await reader.request.get(`/api${path}`)
      expect(answer.status()).toBe(404)
      await reader.goto(path)
      await expectSeen(reader.getByRole('alert'))
      expect(await reader.getByRole('main').innerText()).not.toContain(title)
    }
  },
)

story('a paper that is only to be read is read by being opened', async () => {
  const title = '关于表彰节水先进集体的通报'
  const office = await enter('office')
  const path = `/matters/${await paperIn(office, title)}`
  await office.goto(path)
  const form = await openAct(office, '阅知件传阅')
  await form.getByRole('radio', { name: '符合要求', exact: true }).check()
  await chooseHeads(form, /^传阅范围/, ['水务', '财政'])
  await fill(form, '用途', '请知悉')
  await fill(form, '为什么只需阅知', '来文不要求办理或者答复')
  await send(office, '阅知件传阅')
  await expectSeen(office.getByText('待归档').first())

  const water = await enter('waterHead')
  await water.goto('/inbox?box=toread&scope=mine')
  const link = water.getByRole('main').getByRole('link', { name: title, exact: true })
  await link.click()
  await expectSeen(water.getByRole('heading', { level: 1, name: title }))
  // Opened is read: it asks for nothing and leaves the list by itself.
  await water.goto('/inbox?box=toread&scope=mine')
  await settled(water)
  await expectGone(link)
  await office.reload()
  await expectSeen(office.getByText('共2位，已阅1位'))

  const archiving = await openAct(office, '归档')
  await fill(archiving, '归档类目', '上级来文')
  await archiving.getByRole('radio', { name: '10年' }).check()
  await archiving.getByRole('button', { name: '归档', exact: true }).click()
  await done(office, '归档')
  await expectSeen(office.getByText('已归档').first())
})
