import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { act, confirmed, fill, openAct, pick, pickAll, send, tap } from '../desk.ts'
import { downloadedText } from '../downloads.ts'
import { enter } from '../people.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const TITLE = '关于做好汛期小区排水工作的通知'
const FIRST =
  '为做好汛期小区排水工作，现将有关事项通知如下。\n一、总体要求\n坚持预防为主。\n二、工作任务\n（一）排查管网\n5月底前完成。'
const SECOND = `${FIRST}\n三、资金保障\n所需资金由区财政在部门预算中统筹安排。`

/** Drafts a 通知 of the government's office and sends it to the unit's head. @returns its address */
async function draft(drafter: Page): Promise<string> {
  await drafter.goto('/matters/new')
  // Whoever may set up only one kind of matter is not asked which.
  const kinds = drafter.getByLabel('规程')
  if ((await kinds.count()) > 0) await kinds.selectOption({ label: '发文办理' })
  await drafter.getByLabel('文种').selectOption({ label: '通知' })
  await fill(drafter, '标题', TITLE)
  await drafter.getByLabel('发文名义和形式').selectOption({ label: '区政府办公室文件（政办发）' })
  await pick(drafter, /^主送单位/, '河东街道')
  await fill(drafter, '正文', FIRST)
  await drafter.getByRole('radio', { name: '非涉密' }).check()
  await drafter.getByRole('main').getByRole('button', { name: '起草', exact: true }).click()
  await expectSeen(drafter.getByRole('heading', { level: 1, name: TITLE }))
  await tap(drafter, '送部门审签')
  return drafter.url()
}

async function countersign(page: Page, url: string, verdict: string, words?: string): Promise<void> {
  await page.goto(url)
  const form = await openAct(page, '会签')
  await form.getByRole('radio', { name: verdict, exact: true }).check()
  if (words !== undefined) await fill(form, '意见', words)
  await send(page, '会签')
}

/** The text of a paper as somebody who downloads it finds it. */
const paperText = (page: Page, paper: string): Promise<string> =>
  downloadedText(page, page.getByRole('link', { name: `下载${paper}`, exact: true }))

story(
  'a document from its draft to the archive: one of two units objects, the text is revised, both are asked again',
  async () => {
    const drafter = await enter('housing')
    const url = await draft(drafter)

    const head = await enter('housingHead')
    await head.goto(url)
    await act(head, '审签同意', { 审签意见: '同意，请核稿' })

    const office = await enter('office')
    await office.goto(url)
    await act(office, '审核通过')
    const asking = await openAct(office, '送会签')
    await pickAll(asking, /^会签单位/, ['区水务局', '区财政局'])
    await send(office, '送会签')

    const [water, finance] = [await enter('waterHead'), await enter('financeHead')]
    await countersign(water, url, '同意')
    await countersign(finance, url, '有意见', '资金由谁承担应当写明')

    await drafter.goto(url)
    const amending = await openAct(drafter, '修改会签稿')
    // What is to be changed is there already.
    expect(await amending.getByLabel(/^正文/).inputValue()).toContain('（一）排查管网')
    await fill(amending, '正文', SECOND)
    await fill(amending, '修改说明', '按区财政局意见补充资金保障')
    await send(drafter, '修改会签稿')

    await countersign(water, url, '同意')
    await countersign(finance, url, '同意')
    await drafter.goto(url)
    await act(drafter, '会签完毕')
    // Opinions on the text that is no longer there stay on record.
    expect(await paperText(drafter, '会签单')).toContain('资金由谁承担应当写明')

    await office.goto(url)
    const sending = await openAct(office, '送签')
    await pick(sending, '签发人', '常务副区长')
    await send(office, '送签')

    const leader = await enter('viceMayor')
    await leader.goto(url)
    const signing = await openAct(leader, '签发')
    await fill(signing, '签发意见', '发')
    await signing.getByRole('button', { name: '签发', exact: true }).click()
    await leader.getByRole('button', { name: '确认签发' }).click()
    await expectSeen(leader.getByText('签发：已办理').first())

    await office.goto(url)
    await act(office, '复核通过')
    await solemnly(office, '登记编号', { 机关代字: '云政办发' })
    await expectSeen(office.getByText(/云政办发〔20\d\d〕\d+号/).first())
    const issued = await paperText(office, '公文')
    expect(issued).toContain('所需资金由区财政在部门预算中统筹安排')
    expect(issued).toMatch(/云政办发〔20\d\d〕[1-9]\d*号/)

    await act(office, '印制', { 印制份数: '60' })
    const sealing = await openAct(office, '用印')
    await sealing.getByRole('radio', { name: '区政府办公室印章' }).check()
    await fill(sealing, '用印份数', '60')
    await confirmed(office, '用印')
    const distributing = await openAct(office, '分发')
    await pickAll(distributing, /^分发单位/, ['河东街道'])
    await confirmed(office, '分发')

    const street = await enter('hedong')
    await street.goto('/inbox?box=toread&scope=mine')
    await street.getByRole('link', { name: TITLE }).first().click()
    await expectSeen(street.getByRole('heading', { level: 1, name: TITLE }))
    // Who receives it sees what was issued, not how it came about.
    expect(await street.getByText('资金由谁承担应当写明').count()).toBe(0)
    await expectSeen(street.getByRole('link', { name: '下载公文', exact: true }))
    expect(await street.getByRole('link', { name: '下载会签单', exact: true }).count()).toBe(0)

    const archiving = await openAct(office, '归档')
    await archiving.getByRole('radio', { name: '30年' }).check()
    await send(office, '归档')
    await expectSeen(office.getByText('已归档').first())
  },
  { timeout: 180_000 },
)

/** Fills and sends the form of an act that asks for a second look. */
async function solemnly(page: Page, may: string, texts: Record<string, string>): Promise<void> {
  const form = await openAct(page, may)
  for (const [label, text] of Object.entries(texts)) await fill(form, label, text)
  await confirmed(page, may)
}
