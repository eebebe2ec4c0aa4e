import { expect } from 'vitest'
import { act, done, fill, openAct, pick, whyNot } from '../desk.ts'
import { arrange, decline, fillOrder, sendOrder, setUp } from '../matters.ts'
import { choosePersona, enter } from '../people.ts'
import { openWindow } from '../browser.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

story('the office cannot be the lead unit, and what was typed stays', async () => {
  const page = await enter('supervisor')
  await fillOrder(page, { task: '清理沿街破损护栏', lead: '区政府办公室' })
  await sendOrder(page)
  const refused = page.getByRole('alert')
  await expectSeen(refused.getByText('不能作业务事项的牵头单位'))
  await expectSeen(refused.getByRole('link', { name: '规范 C10' }))
  expect(await page.getByLabel('工作任务').inputValue()).toBe('清理沿街破损护栏')
  await pick(page, '牵头单位', '区住房和城乡建设局')
  await sendOrder(page)
  await expectSeen(page.getByRole('heading', { level: 1, name: '清理沿街破损护栏' }))
})

story('nothing is struck off before it was fed back: the page says why', async () => {
  const { supervisor } = await arrange({ task: '修复南湖步道照明', lead: '区住房和城乡建设局' }, 'housing')
  await supervisor.reload()
  const why = await whyNot(supervisor, '销号')
  await expectSeen(why.getByText('承办单位还没有反馈办理结果'))
  await expectSeen(why.getByRole('link', { name: '规范 C2' }))
})

story('a second decline after the ruling is refused', async () => {
  const { url, clerk } = await arrange(
    { task: '补种河堤行道树', lead: '区园林绿化中心' },
    'gardens',
    'assigned',
  )
  await decline(clerk, '区水务局')
  const office = await enter('office')
  await office.goto(url)
  await act(office, '裁定不予退回', { 裁定理由: '行道树养护列在园林绿化中心职责之内' })
  await clerk.goto(url)
  const why = await whyNot(clerk, '申请退回')
  await expectSeen(why.getByText(/裁定有约束力，不能再申请退回/))
  await expectSeen(why.getByRole('link', { name: '规范 C5' }))
})

story('an extension asked for after the day is refused', async () => {
  const supervisor = await enter('supervisor')
  await supervisor.goto('/matters?flag=lapsed&state=underway')
  await supervisor.getByRole('table').getByRole('link').first().click()
  await expectSeen(supervisor.getByRole('heading', { name: '督办事项办理单' }))
  const terms = await supervisor.getByRole('term').allInnerTexts()
  const lead = await supervisor.getByRole('definition').nth(terms.indexOf('牵头单位')).innerText()
  const { page: clerk } = await openWindow()
  await clerk.goto('/login')
  await choosePersona(clerk, lead)
  await clerk.goto(supervisor.url())
  const why = await whyNot(clerk, '申请延期')
  await expectSeen(why.getByText(/已过\d+日，不能再申请延期/))
  await expectSeen(why.getByRole('link', { name: '规范 C8' }))
})

story('a stranger sees the same page for a matter of others as for none', async () => {
  const supervisor = await enter('supervisor')
  const url = await setUp(supervisor, { task: '更换社区健身器材', lead: '区民政局' })
  const stranger = await enter('culture')
  const said = async (address: string) => {
    await stranger.goto(address)
    await expectSeen(stranger.getByRole('alert'))
    return stranger.getByRole('main').innerText()
  }
  const ofOthers = await said(url)
  expect(ofOthers).toBe(await said('/matters/01a2106e-0000-7000-8000-000000000000'))
  expect(ofOthers).not.toContain('健身器材')
})

story('of two people acting at once the later one is told what happened meanwhile', async () => {
  const first = await enter('supervisor')
  const url = await setUp(first, { task: '整治背街小巷飞线', lead: '区住房和城乡建设局' })
  const form = await openAct(first, '交办')
  await fill(form, '交办要求', '请在雨季前完成')
  const second = await enter('otherSupervisor')
  await second.goto(url)
  await act(second, '交办')
  await form.getByRole('button', { name: '交办', exact: true }).click()
  await expectSeen(first.getByRole('alert').getByText('事项已有新进展'))
  expect(await form.getByLabel(/^交办要求/).inputValue()).toBe('请在雨季前完成')
  const timeline = second.getByRole('region', { name: '经过' })
  expect(await timeline.getByRole('button', { name: '交办的回执', exact: true }).count()).toBe(1)
})

story('a double click acts once', async () => {
  const { url, clerk } = await arrange(
    { task: '核查餐饮油烟净化设施', lead: '区住房和城乡建设局' },
    'housing',
  )
  const form = await openAct(clerk, '在办')
  await fill(form, '进展情况', '已核查三十家')
  await form.getByRole('button', { name: '在办', exact: true }).dblclick()
  await done(clerk, '在办')
  await clerk.goto(url)
  const entries = clerk
    .getByRole('region', { name: '经过' })
    .getByRole('button', { name: '在办的回执', exact: true })
  await expectSeen(entries)
  expect(await entries.count()).toBe(1)
})
