import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { accessible } from '../axe.ts'
import { PHONE, WIDE } from '../browser.ts'
import { TODAY } from '../clock.ts'
import { enter } from '../people.ts'
import { does } from '../requests.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

// A whole meeting on five screens at once: the chair's, two members', the recorder's, the inspector's; the network goes in the middle.

const TITLE = '桥东片区排水改造资金安排'
const MEMBERS = ['p-vice-1', 'p-vice-2', 'p-mayor']

interface Held {
  readonly meeting: string
  readonly topic: string
}

/** Calls a meeting of a body of three for today, with one item on its agenda, and everything read. */
async function called(office: Page, chair: Page, members: readonly Page[], head: Page): Promise<Held> {
  const body = await does(office, null, 'body.setUp', {
    name: '排水工作专题会议',
    unit: 'u-leaders',
    kind: 'special',
    chair: 'p-mayor',
    recorder: 'u-office',
    series: '云政专纪',
    basis: '区人民政府工作规则',
    members: MEMBERS.map((post, n) => ({ post, order: n + 1 })),
    guests: ['u-finance'],
    mode: 'head',
    quorum: 'half',
    cutoff: 0,
    papersDays: 0,
    minutesDays: 5,
    naming: 'named',
    collective: [{ kind: 'fund', measure: 'sum', threshold: 500, basis: '集体决策事项清单' }],
  })
  await does(chair, body, 'body.establish', {})
  await does(office, body, 'body.convene', { heldOn: TODAY, startsAt: '10:30', place: '第二会议室' })
  const listed = await office.request.get('/api/matters?procedure=meeting&state=planned&q=排水工作专题会议')
  const meeting = ((await listed.json()) as { rows: { id: string }[] }).rows[0]?.id ?? ''
  const topic = await does(office, null, 'topic.apply', {
    title: TITLE,
    body,
    kind: 'other',
    summary: '片区管网老化，汛期多次积水，拟安排资金改造。',
  })
  await does(office, topic, 'topic.submit', {})
  await does(head, topic, 'topic.approve', {})
  for (const act of ['settle', 'deliver', 'bank']) await does(office, topic, `topic.${act}`, {})
  await does(office, topic, 'topic.place', { meeting })
  await does(office, meeting, 'meeting.planAgenda', {
    agenda: [{ order: 1, kind: 'topic', topic, title: TITLE, minutes: 15, presenter: 'u-office' }],
  })
  await does(chair, meeting, 'meeting.approveAgenda', {})
  await does(office, meeting, 'meeting.sendNotice', { notice: '请提前入场。' })
  for (const page of [chair, ...members]) await does(page, meeting, 'meeting.readPapers', {})
  return { meeting, topic }
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('region', { name: '可办的行为' }).getByRole('button', { name, exact: true }).click()

/** Gives a view in the drawer of the page. */
async function say(page: Page, may: string, stance: string, words: string): Promise<void> {
  await press(page, may)
  const form = page.getByRole('dialog', { name: may, exact: true })
  await form.getByRole('radio', { name: stance, exact: true }).check()
  await form.getByRole('textbox').fill(words)
  await form.getByRole('button', { name: may, exact: true }).click()
  await expectGone(form)
}

const views = (page: Page) => page.getByRole('region', { name: '成员意见' })
const member = (page: Page, name: RegExp) =>
  page.getByRole('region', { name: '到会和发言' }).getByRole('listitem').filter({ hasText: name })
const wording = (page: Page) => page.getByRole('region', { name: '拟议决定' })

story(
  'a whole meeting on five screens, with the network gone in the middle of it',
  async () => {
    const [office, chair, first, second, inspector] = (await Promise.all(
      (['office', 'mayor', 'viceMayor', 'secondVice', 'inspector'] as const).map((who) => enter(who)),
    )) as [Page, Page, Page, Page, Page]
    const head = await enter('officeHead')
    const { meeting, topic } = await called(office, chair, [first, second], head)
    const all = [office, chair, first, second, inspector]
    await Promise.all(all.map((page) => page.goto(`/rooms/${meeting}`)))

    // 签到 and quorum: the chair's button says what is missing until it is there.
    await expectSeen(chair.getByText('到会 0/3，法定 2人，差2人'))
    await press(first, '签到（返回会场）')
    await press(chair, '签到（返回会场）')
    await expectSeen(inspector.getByText('到会 2/3，法定 2人，已达到'))
    await press(second, '签到（返回会场）')
    await press(chair, '宣布开会')

    // The recorder runs the room by keys.
    await expectSeen(office.getByText('正在开会'))
    await office.keyboard.press('b')
    await expectSeen(chair.getByText('正在进行'))
    await press(office, '汇报')
    await office.getByRole('dialog').getByRole('button', { name: '汇报', exact: true }).click()
    await expectGone(office.getByRole('dialog'))
    await expectSeen(member(office, /下一位/))
    await office.keyboard.press('n')
    await expectSeen(member(first, /正在发言/))
    await say(first, '发表意见', '修改后同意', '同意改造，建议分两年安排')
    await expectSeen(views(inspector).getByText('同意改造，建议分两年安排'))
    await expectSeen(views(second).getByText('已发表 1/2'))

    // The chief comes last: his button is closed and says why.
    const early = chair.getByRole('button', { name: '末位表态' })
    expect(await early.getAttribute('aria-disabled')).toBe('true')

    // The recorder words the decision, and another hand writes meanwhile: neither is lost.
    await wording(office).getByRole('textbox').fill('同意安排资金800万元。')
    await office.keyboard.press('Control+Enter')
    await expectSeen(wording(chair).getByText('第1稿'))
    await wording(office).getByRole('textbox').fill('同意分两年安排资金800万元。')
    await does(office, topic, 'topic.word', { text: '同意安排资金800万元，由区水务局实施。', base: 1 })
    await expectSeen(wording(office).getByText(/已经写到第2稿/))
    await wording(office).getByRole('button', { name: '在第2稿上用我的文字' }).click()
    await wording(office).getByRole('button', { name: '存为第3稿' }).click()
    await expectSeen(wording(chair).getByText('第3稿'))
    await expectSeen(wording(chair).locator('ins').filter({ hasText: '分两年' }))

    // The line of a member and of the recorder goes down; the room goes on and they catch up.
    await Promise.all([second, office].map((page) => page.context().setOffline(true)))
    for (const page of [second, office]) await expectSeen(page.getByText('连接中断，正在重连'))
    await does(head, meeting, 'meeting.giveFloor', { post: 'p-vice-2' })
    await expectSeen(member(chair, /正在发言/))
    expect(await member(office, /正在发言/).count()).toBe(1)
    await Promise.all([second, office].map((page) => page.context().setOffline(false)))
    for (const page of [second, office]) await expectGone(page.getByText('连接中断，正在重连'))
    await expectSeen(member(office, /正在发言/))
    // His view by the recorder's hand: chosen by number, entered by key.
    await office.keyboard.press('2')
    await office.keyboard.press('v')
    const entry = office.getByRole('dialog', { name: '发表意见', exact: true })
    await entry.getByRole('radio', { name: '同意', exact: true }).check()
    await entry.getByRole('textbox').fill('资金来源可靠')
    await office.keyboard.press('Control+Enter')
    await expectGone(entry)
    for (const page of [chair, second]) await expectSeen(views(page).getByText('资金来源可靠'))

    // Everybody was heard: the chief speaks, and decides with the words on the screen.
    await say(chair, '末位表态', '同意', '综合大家意见，同意')
    await expectSeen(views(first).getByText('综合大家意见，同意'))
    await press(chair, '决定通过')
    const form = chair.getByRole('dialog', { name: '决定通过', exact: true })
    await expectSeen(form.getByText('同意分两年安排资金800万元。'))
    await form.getByRole('radio', { name: '通过', exact: true }).check()
    await form.getByLabel(/没有执行任务的理由/).fill('由区水务局另行报批实施方案')
    await form.getByRole('button', { name: '决定通过', exact: true }).click()
    await chair.getByRole('button', { name: '确认决定通过' }).click()
    await expectSeen(second.getByRole('region', { name: '决定' }).getByText('通过'))

    // The inspector looks on: each mandatory step with its evidence, and nothing to press.
    const steps = inspector.getByRole('region', { name: '必经步骤' })
    await expectSeen(steps.getByText('到会成员逐一发表意见'))
    expect(await steps.getByText('缺', { exact: true }).count()).toBe(0)
    expect(await inspector.getByRole('region', { name: '可办的行为' }).count()).toBe(0)

    // On a tablet's and a phone's width nothing hangs over the edge, and nothing is out of reach.
    await head.goto(`/rooms/${meeting}?screen=big`)
    await expectSeen(head.getByRole('region', { name: '决定' }).getByText('同意分两年安排资金800万元。'))
    expect(await head.getByRole('button').count()).toBe(0)
    for (const page of [chair, inspector, head]) expect(await accessible(page)).toEqual([])
    for (const page of [...all, head]) {
      await page.setViewportSize(PHONE)
      const overhang: number = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overhang).toBe(0)
      await page.setViewportSize(WIDE)
    }

    await office.keyboard.press('e')
    await expectSeen(office.getByText('现在没有正在进行的事项'))
    await press(chair, '宣布散会')
    await expectSeen(inspector.getByText('会议已经结束'))
  },
  { timeout: 120_000 },
)
