import { expect } from 'vitest'
import { dayAfter, dayWords } from '../clock.ts'
import { act, fill, openAct, pick, send } from '../desk.ts'
import { arrange, decline } from '../matters.ts'
import { enter } from '../people.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

story('declined, ruled on and handed to another unit', async () => {
  const order = { task: '清理河道漂浮物', lead: '区园林绿化中心' }
  const { url, supervisor, clerk } = await arrange(order, 'gardens', 'assigned')
  await decline(clerk, '区水务局')
  const office = await enter('office')
  await office.goto(url)
  const form = await openAct(office, '裁定改派')
  await pick(form, '改由牵头的单位', '区水务局')
  await fill(form, '裁定理由', '河道保洁列在水务局职责之内')
  await send(office, '裁定改派')
  await supervisor.goto(url)
  await act(supervisor, '交办')
  await expectSeen(supervisor.getByText('区水务局').first())
  await expectSeen(supervisor.getByText('河道保洁列在水务局职责之内').first())
})

story('an extension is asked for and granted, and the first day stays in sight', async () => {
  const due = dayAfter(20)
  const later = dayAfter(30)
  const { url, supervisor, clerk } = await arrange(
    { task: '加装老旧住宅电梯', lead: '区住房和城乡建设局', due },
    'housing',
  )
  const form = await openAct(clerk, '申请延期')
  await form.getByLabel('延至').fill(later)
  await fill(form, '理由', '电梯到货推迟')
  await send(clerk, '申请延期')
  await supervisor.goto(url)
  await act(supervisor, '同意延期', { 意见: '同意' })
  await clerk.goto(url)
  await expectSeen(clerk.getByRole('definition').filter({ hasText: dayWords(due) }))
  await expectSeen(clerk.getByRole('definition').filter({ hasText: dayWords(later) }))
  await expectSeen(clerk.getByText(new RegExp(`首次期限 ${dayWords(due)}`)).first())
})

story('an act is taken back until the next person acts', async () => {
  const { clerk } = await arrange({ task: '更新公交站牌', lead: '区住房和城乡建设局' }, 'housing', 'assigned')
  const form = await openAct(clerk, '签收')
  await form.getByRole('button', { name: '签收', exact: true }).click()
  await clerk.getByRole('button', { name: '取回', exact: true }).click()
  await expectSeen(clerk.getByText('已取回').first())
  await expectSeen(clerk.getByText('待签收').first())
})

story('done badly, returned with words and a new day', async () => {
  const { url, supervisor, clerk } = await arrange(
    { task: '疏通积水路段雨水口', lead: '区住房和城乡建设局' },
    'housing',
  )
  await act(clerk, '办完了', { 办理结果: '已经疏通' })
  await supervisor.goto(url)
  const form = await openAct(supervisor, '退回返工')
  await fill(form, '哪里不合要求', '两处雨水口仍然堵塞，见现场核查记录')
  await form.getByLabel('返工时限').fill(dayAfter(10))
  await send(supervisor, '退回返工')
  await clerk.goto(url)
  await expectSeen(clerk.getByText('两处雨水口仍然堵塞，见现场核查记录').first())
  await act(clerk, '办完了', { 办理结果: '两处雨水口已经返工疏通' })
  expect(await clerk.getByText('待核实').count()).toBeGreaterThan(0)
})
