import { expect } from 'vitest'
import { TODAY, dayAfter } from '../clock.ts'
import { act, done, fill, tap, whyNot } from '../desk.ts'
import { arrange } from '../matters.ts'
import { enter } from '../people.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const TASK = '更换老旧小区消防水带'

story('a blue letter is answered, a yellow one follows, and the circular counts both', async () => {
  const order = { task: TASK, lead: '区住房和城乡建设局', due: dayAfter(2) }
  const { url, supervisor, clerk } = await arrange(order, 'housing')
  await supervisor.goto(url)
  await act(supervisor, '发蓝色提示单', { 要求: '请说明进度和完成时间' })
  // One letter at a time: the button says until when the answer may come.
  await expectSeen((await whyNot(supervisor, '发黄色督办单')).getByText(/回复期限.*还没有到/))

  await clerk.goto('/inbox')
  await clerk.getByRole('link', { name: TASK }).first().click()
  await act(clerk, '回复督办单', { '原因、进展和完成时间': '水带已到货，两日内换完' })

  await supervisor.goto(url)
  await act(supervisor, '发黄色督办单', { 事由: '时限将到', 要求: '请主要负责人督促' })
  const [paper] = await Promise.all([
    supervisor.waitForEvent('download'),
    supervisor.getByRole('link', { name: '下载第2号黄色督办单' }).click(),
  ])
  expect(paper.suggestedFilename()).toContain('第2号黄色督办单')

  // Whoever reports trouble has answered, and is helped instead of pressed.
  await clerk.goto(url)
  await act(clerk, '卡住了', { 卡在哪里: '资金未到位' })
  await supervisor.goto(url)
  await expectSeen((await whyNot(supervisor, '发蓝色提示单')).getByText(/卡住了/))

  await supervisor.goto(`/reports?kind=week&on=${TODAY}`)
  const table = supervisor.getByRole('table', { name: '按承办单位' })
  await table.getByRole('link', { name: /^区住房和城乡建设局督办单2，打开$/ }).click()
  await expectSeen(supervisor.getByRole('heading', { name: '督办单：区住房和城乡建设局（2）' }))
  await expectSeen(supervisor.getByText(/第1号蓝色提示单，.*回复$/))
  await table.getByRole('link', { name: /^区住房和城乡建设局卡住的\d+，打开$/ }).click()
  const opened = supervisor.getByRole('region', { name: /^卡住的：区住房和城乡建设局/ })
  await opened.getByRole('link', { name: TASK }).click()
  await expectSeen(supervisor.getByRole('heading', { level: 1, name: TASK }))
})

story('a leader’s brief leads from a sentence to its record', async () => {
  const task = '修补人民路盲道'
  const { clerk } = await arrange({ task, lead: '区住房和城乡建设局' }, 'housing')
  await act(clerk, '在办', { 进展情况: '已修补三百米' })
  const leader = await enter('viceMayor')
  await leader.goto('/reports?part=brief')
  await leader.getByLabel('或者按项目名称、文号查找').fill(task)
  await leader.getByRole('button', { name: '生成简报' }).click()
  const item = leader.getByRole('region', { name: task })
  await expectSeen(item.getByText(/在办：已修补三百米/))
  await item
    .getByRole('link', { name: /^打开记录第\d+条$/ })
    .last()
    .click()
  await expectSeen(leader.getByRole('heading', { level: 1, name: task }))
  await expectGone(leader.getByText('没有找到'))
})

story('what was said on the telephone is entered for the speaker, who confirms it', async () => {
  const order = { task: '清洗雨水篦子', lead: '区住房和城乡建设局' }
  const { url, supervisor, clerk } = await arrange(order, 'housing')
  await supervisor.goto(url)
  const acts = supervisor.getByRole('region', { name: '可办的行为' })
  await acts.getByRole('button', { name: '更多' }).click()
  await acts.getByRole('button', { name: '代录：卡住了' }).click()
  const form = supervisor.getByRole('dialog', { name: '卡住了', exact: true })
  await fill(form, '卡在哪里', '电话中说缺吸污车')
  const speaker = form.getByLabel('代谁录入')
  const name = await speaker
    .getByRole('option', { name: /业务科科长/ })
    .first()
    .getAttribute('value')
  await speaker.selectOption(name)
  await form.getByRole('button', { name: /录入：卡住了$/ }).click()
  await done(supervisor, '卡住了')
  await expectSeen(supervisor.getByText(/代录/).first())

  // It counts at once: the clock stands still, and the arranging leader owes the help.
  await clerk.goto(url)
  await expectSeen(clerk.getByText('计时暂停').first())
  await tap(clerk, '确认口头反馈')
  const leader = await enter('viceMayor')
  await leader.goto(url)
  await act(leader, '协助解决', { 怎样解决: '从城管局调一台' })
})
