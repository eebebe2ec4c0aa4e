import { act, done, fill } from '../desk.ts'
import { arrange } from '../matters.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

story('what somebody is said to have said is taken back by the speaker, and stays on record', async () => {
  const order = { task: '检修公园健身步道', lead: '区住房和城乡建设局' }
  const { url, supervisor, clerk } = await arrange(order, 'housing')
  await supervisor.goto(url)
  const acts = supervisor.getByRole('region', { name: '可办的行为' })
  await acts.getByRole('button', { name: '更多' }).click()
  await acts.getByRole('button', { name: '代录：办完了' }).click()
  const form = supervisor.getByRole('dialog', { name: '办完了', exact: true })
  await fill(form, '办理结果', '电话中说已经修好')
  const speaker = form.getByLabel('代谁录入')
  const clerkThere = speaker.getByRole('option', { name: /业务科科长/ }).first()
  await speaker.selectOption(await clerkThere.getAttribute('value'))
  await form.getByRole('button', { name: /录入：办完了$/ }).click()
  await done(supervisor, '办完了')
  await expectSeen(supervisor.getByText('待核实').first())

  // It was not so: the speaker takes it back with one step, before anybody has verified it.
  await clerk.goto(url)
  await act(clerk, '取回')
  const timeline = clerk.getByRole('region', { name: '经过' })
  await expectSeen(timeline.getByText('电话中说已经修好'))
  // What it did is undone: the unit owes its answer again.
  await expectSeen(clerk.getByRole('region', { name: '可办的行为' }).getByRole('button', { name: '办完了' }))
  await supervisor.reload()
  await expectGone(supervisor.getByText('待核实'))
})
