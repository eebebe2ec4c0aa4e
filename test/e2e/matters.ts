import type { Page } from 'playwright-core'
import { dayAfter } from './clock.ts'
import { act, fill, openAct, pick, send } from './desk.ts'
import { type Who, enter } from './people.ts'
import { expectSeen } from './seen.ts'

export interface Order {
  readonly task: string
  readonly lead: string
  readonly due?: string
}

/** Fills 立项 with everything it needs. */
export async function fillOrder(page: Page, { task, lead, due = dayAfter(30) }: Order): Promise<void> {
  await page.goto('/matters/new')
  await fill(page, '工作任务', task)
  await page.getByRole('radio', { name: '文件部署' }).check()
  await fill(page, '文件、会议或批示名称', '区政府2026年重点工作任务分工方案')
  await pick(page, '交办领导', '常务副区长')
  await pick(page, '牵头单位', lead)
  await page.getByLabel('完成时限').fill(due)
}

export const sendOrder = (page: Page): Promise<void> =>
  page.getByRole('main').getByRole('button', { name: '立项', exact: true }).click()

/** Sets a matter up. @returns its address */
export async function setUp(page: Page, order: Order): Promise<string> {
  await fillOrder(page, order)
  await sendOrder(page)
  await expectSeen(page.getByRole('heading', { level: 1, name: order.task }))
  return page.url()
}

/** Sets a matter up, hands it to its lead unit and, unless told otherwise, has it signed for. */
export async function arrange(
  order: Order,
  lead: Who,
  until: 'assigned' | 'underway' = 'underway',
): Promise<{ url: string; supervisor: Page; clerk: Page }> {
  const supervisor = await enter('supervisor')
  const url = await setUp(supervisor, order)
  await act(supervisor, '交办')
  const clerk = await enter(lead)
  await clerk.goto(url)
  if (until === 'underway') await act(clerk, '签收')
  return { url, supervisor, clerk }
}

/** Asks to be relieved of a matter, in favour of another unit. */
export async function decline(page: Page, inFavourOf: string): Promise<void> {
  const form = await openAct(page, '申请退回')
  await fill(form, '权责清单条目', '河湖管理范围内的绿化养护')
  await pick(form, '建议承办单位', inFavourOf)
  await fill(form, '理由', '按权责清单不属于本单位职责')
  await send(page, '申请退回')
}
