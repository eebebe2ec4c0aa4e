import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { dayAfter } from '../clock.ts'
import { act } from '../desk.ts'
import { fillOrder, sendOrder } from '../matters.ts'
import { enter } from '../people.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

/** Longer than the service waits between two looks for what is 特急. */
const NOTICE_MS = 60_000

/** Sets up a matter that cannot wait, hands it over and has it signed for. @returns its address */
async function urgentMatter(task: string): Promise<string> {
  const supervisor = await enter('supervisor')
  await fillOrder(supervisor, { task, lead: '区住房和城乡建设局', due: dayAfter(9) })
  await supervisor.getByRole('radio', { name: '特急' }).check()
  await sendOrder(supervisor)
  await expectSeen(supervisor.getByRole('heading', { level: 1, name: task }))
  const url = supervisor.url()
  await act(supervisor, '交办')
  const clerk = await enter('housing')
  await clerk.goto(url)
  await act(clerk, '签收')
  return url
}

/** Types a reply as the phone whose messages are open. */
async function reply(gateway: Page, text: string): Promise<void> {
  await gateway.getByLabel('短信内容').fill(text)
  await gateway.getByRole('button', { name: '发出' }).click()
}

const messages = (gateway: Page) =>
  gateway.getByRole('list', { name: '短信，最近的在前' }).getByRole('listitem')

story(
  'a short message goes out, its answer is the act, and is confirmed once',
  async () => {
    const task = '抢修断头路积水泵站'
    const url = await urgentMatter(task)
    const gateway = await enter('office')
    await gateway.goto('/gateway')
    const notice = messages(gateway).filter({ hasText: `特急·新到·${task}` })
    await notice.waitFor({ timeout: NOTICE_MS })
    const code = /([A-Z]{1,2}\d) 特急/.exec(await notice.innerText())?.[1] ?? ''
    expect(code).not.toBe('')
    await notice.getByRole('link', { name: /^发给/ }).click()
    await expectSeen(gateway.locator('input[inputmode=numeric][value^="1"]'))

    await reply(gateway, `${code} ２ 缺用地指标`)
    const confirmed = messages(gateway).filter({ hasText: `已记录：${code}“${task}”卡住了，缺用地指标。` })
    await expectSeen(confirmed)
    await expectSeen(
      messages(gateway)
        .filter({ hasText: `${code} ２ 缺用地指标` })
        .getByText('已办理'),
    )

    const supervisor = await enter('supervisor')
    await supervisor.goto(url)
    const timeline = supervisor.getByRole('region', { name: '经过' })
    const entry = timeline.getByRole('listitem').filter({ hasText: '缺用地指标' })
    await expectSeen(entry.getByText('短信', { exact: true }))
    await expectSeen(entry.getByText('卡住了', { exact: true }))

    await reply(gateway, `${code} 请问找谁协调`)
    await expectSeen(messages(gateway).filter({ hasText: `已作为${code}` }))
    expect(await confirmed.count()).toBe(1)
    await supervisor.reload()
    const notes = supervisor.getByRole('region', { name: '短信留言' })
    await expectSeen(notes.getByText(`${code} 请问找谁协调`, { exact: true }))
    await gateway.getByRole('link', { name: /^待处理留言/ }).click()
    const note = messages(gateway).filter({ hasText: '请问找谁协调' })
    await note.getByRole('button', { name: /^已处理：/ }).click()
    await expectGone(note)
    await supervisor.reload()
    await expectSeen(notes.getByText(/已处理 \d+月\d+日/))
  },
  { timeout: 150_000 },
)
