import { expect } from 'vitest'
import type { MatterPage } from '../../../server/contract/shapes.ts'
import type { Page } from 'playwright-core'
import { TODAY } from '../clock.ts'
import { confirmed, fill, openAct, whyNot } from '../desk.ts'
import { enter } from '../people.ts'
import { does } from '../requests.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const CASE = 'penalty'
/** An item of the penalty kind that no other story acts under, and the regulation it rests on. */
const ITEM = 'CF-CG-10'

const json = async <T>(page: Page, path: string): Promise<T> =>
  (await (await page.request.get(path)).json()) as T

const firstOf = async (page: Page, query: string): Promise<string> =>
  (await json<{ rows: { id: string }[] }>(page, `/api/matters?${query}`)).rows[0]?.id ?? ''

/** A case under the item, proposed for filing by two officers of the organ. */
async function proposed(chief: Page, law: string): Promise<string> {
  const one = await firstOf(chief, `procedure=${CASE}&unit=u-urban&state=archived`)
  const { record } = await json<MatterPage>(chief, `/api/matters/${one}`)
  const officers = record.find(({ name }) => name === 'officers')?.raw
  const id = await does(chief, null, `${CASE}.registerLead`, {
    title: '夜间施工噪声扰民',
    source: 'complaint',
    party: { kind: 'firm', name: '云汀某建筑公司', address: '滨江路工地' },
    facts: '二十三时以后浇筑混凝土，没有夜间施工证明',
    place: '滨江路工地',
  })
  await does(chief, id, `${CASE}.proposeFiling`, {
    law,
    item: ITEM,
    level: 'local',
    breachOn: TODAY,
    officers,
  })
  return id
}

story('an item of the list dies with its article, and nothing is decided under it any more', async () => {
  const chief = await enter('enforcer')
  const { item } = await json<{ item: { basis: { text: string }[] } }>(chief, `/api/lists/items/${ITEM}`)
  const [, law = '', article = ''] = /^《(.+?)》(第.+条)/u.exec(item.basis[0]?.text ?? '') ?? []
  const id = await proposed(chief, `${law}${article}`)

  const justice = await enter('justice')
  const register = await firstOf(justice, `procedure=instrument&q=${encodeURIComponent(law)}`)
  await justice.goto(`/matters/${register}`)
  const form = await openAct(justice, '登记删除、废止条文')
  await fill(form, '条文', article)
  await fill(form, '自何日起失效', TODAY)
  await fill(form, '依据', '云汀市人大常委会公告第9号')
  await confirmed(justice, '登记删除、废止条文')

  await chief.goto(`/matters/${id}`)
  const why = await whyNot(chief, '批准立案')
  await expectSeen(why.getByText(new RegExp(`${ITEM}.*这一事项随之失效`)))
  await expectSeen(why.getByRole('link', { name: '规范 D3' }))
  await expectSeen(why.getByText(/通过“清单调整”按现行法律重新确定依据/))
  await chief.goto(`/lists/items/${ITEM}`)
  await expectSeen(chief.getByText(/现在不能依据它办理/))
  expect(
    await firstOf(chief, `procedure=${CASE}&q=${encodeURIComponent('夜间施工噪声扰民')}&state=proposed`),
  ).toBe(id)
})
