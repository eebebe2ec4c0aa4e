import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { PHONE } from '../browser.ts'
import { TODAY, dayAfter, dayWords } from '../clock.ts'
import { act, confirmed, done, fill, openAct, pick, send, whyNot } from '../desk.ts'
import { downloadedRows, downloadedText } from '../downloads.ts'
import { settled } from '../pages.ts'
import { docx } from '../papers.ts'
import { enter } from '../people.ts'
import { does } from '../requests.ts'
import { expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const TITLE = '关于开展老旧小区改造工程外墙安全整治的通知'
const NUMBER = '澄政办发〔2026〕91号'
const [WALLS, DRAINS] = [dayAfter(25), dayAfter(30)]
const [FIRST_TASK, SECOND_TASK] = ['完成滨河小区外墙脱落隐患整治', '完成和苑小区积水点改造']
const FIRST = `由区住房和城乡建设局牵头，区财政局配合，${dayWords(WALLS)}前${FIRST_TASK}。`
const SECOND = `由区水务局牵头，${dayWords(DRAINS)}前${SECOND_TASK}。`
const LAST = `整治情况由区政府办公室汇总，${dayWords(dayAfter(33))}前报送市政府办公室。`

/** Longer than the service waits between two looks for what is 特急. */
const NOTICE_MS = 60_000

const notice = () =>
  docx(TITLE, {
    format: 'document',
    issuer: '澄江市人民政府办公室文件',
    number: NUMBER,
    urgency: '特急',
    title: `澄江市人民政府办公室\n${TITLE}`,
    addressee: '云汀区人民政府',
    body: [
      {
        kind: 'paragraph',
        text: '近期督查发现，部分老旧小区外墙脱落、积水问题反复发生。现将有关事项通知如下。',
      },
      { kind: 'heading', level: 1, text: '一、消除外墙隐患' },
      { kind: 'paragraph', text: FIRST },
      { kind: 'heading', level: 1, text: '二、改造积水点' },
      { kind: 'paragraph', text: SECOND },
      { kind: 'heading', level: 1, text: '三、按时报送' },
      { kind: 'paragraph', text: LAST },
    ],
    signed: { by: '澄江市人民政府办公室', on: dayAfter(-2) },
  })

/** Lets a file fall on the field for the original, as from a folder of the desktop. */
async function dropOn(page: Page, { name, mimeType, buffer }: Awaited<ReturnType<typeof notice>>) {
  const given = JSON.stringify({ bytes: buffer.toString('base64'), name, type: mimeType })
  const dataTransfer = await page.evaluateHandle(`(({ bytes, name, type }) => {
    const held = new DataTransfer()
    held.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type }))
    return held
  })(${given})`)
  await page.getByText('或把文件拖到这里').dispatchEvent('drop', { dataTransfer })
}

/** Registers the paper from the file alone: all that is typed is that it is no secret. @returns its address */
async function register(office: Page): Promise<string> {
  await office.goto('/matters/new?of=incoming-document.register')
  await settled(office)
  await dropOn(office, await notice())
  await expectSeen(office.getByText(/^已从原件读出.*请核对$/))
  expect(await office.getByLabel('标题').inputValue()).toContain(TITLE)
  expect(await office.getByLabel('来文单位').inputValue()).toBe('澄江市人民政府办公室')
  expect(await office.getByLabel(/^来文字号/).inputValue()).toBe(NUMBER)
  expect(await office.getByLabel(/^成文日期/).inputValue()).toBe(dayAfter(-2))
  expect(await office.getByRole('radio', { name: '特急' }).isChecked()).toBe(true)
  await office.getByRole('radio', { name: '非涉密' }).check()
  await office.getByRole('main').getByRole('button', { name: '签收登记', exact: true }).click()
  await done(office, '签收登记')
  await expectSeen(office.getByRole('heading', { level: 1, name: TITLE }))
  return office.url()
}

async function propose(office: Page): Promise<void> {
  const form = await openAct(office, '初审拟办')
  await form.getByRole('radio', { name: '符合要求', exact: true }).check()
  await fill(form, '拟办意见', '拟请分管领导批示')
  await pick(form, '请哪位领导批示', '常务副区长')
  await send(office, '初审拟办')
}

const rowOf = (page: Page, title: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title }) })

/** On a phone: an empty instruction is refused, then a draft is taken and sent with three taps. */
async function instruct(phone: Page): Promise<void> {
  await phone.goto('/leader')
  await settled(phone)
  const open = rowOf(phone, TITLE).getByRole('button', { name: '批示', exact: true }).first()
  const sheet = phone.getByRole('dialog', { name: '批示', exact: true })
  const give = sheet.getByRole('button', { name: '批示', exact: true })
  const drafts = sheet.getByRole('list', { name: '批示草稿' }).getByRole('button')
  await open.click()
  await fill(sheet, '批示', '阅')
  await give.click()
  await expectSeen(sheet.getByRole('alert').getByText(/^批示“阅”/))
  await expectSeen(sheet.getByRole('link', { name: '规范 C6' }))
  await expect.poll(() => drafts.count()).toBe(3)
  await sheet.getByRole('button', { name: '先不办' }).click()

  const taps = await tapsOf(phone, async () => {
    await open.click()
    await drafts.first().click()
    await give.click()
    await done(phone, '批示')
  })
  expect(taps).toBe(3)
}

/** How often a page was tapped while something was done on it. */
async function tapsOf(page: Page, doing: () => Promise<void>): Promise<number> {
  await page.evaluate(
    'window.taps = 0; document.addEventListener("pointerdown", () => void (window.taps += 1), true)',
  )
  await doing()
  return page.evaluate<number>('window.taps')
}

/** Turns two sentences of the paper into tasks and says of the third why it becomes none; no task is typed. */
async function arrange(office: Page, url: string): Promise<void> {
  await office.goto(url)
  const panel = office.getByRole('region', { name: '要求与落实' })
  for (const sentence of [FIRST, SECOND]) await panel.getByRole('checkbox', { name: sentence }).check()
  await panel.getByRole('button', { name: '把选中的2句立项交办' }).click()
  const form = office.getByRole('dialog', { name: '立项交办', exact: true })
  expect(await valuesOf(form, '工作任务')).toEqual([FIRST_TASK, SECOND_TASK])
  expect(await valuesOf(form, '完成时限')).toEqual([WALLS, DRAINS])
  expect(await valuesOf(form, '原文')).toEqual([FIRST, SECOND])
  await send(office, '立项交办')

  await panel.getByRole('checkbox', { name: LAST }).check()
  await panel.getByRole('button', { name: '说明不立项' }).click()
  const aside = office.getByRole('dialog', { name: '说明不立项', exact: true })
  await fill(aside, '理由', '由本办汇总，随办结答复')
  await send(office, '说明不立项')
  await expectSeen(panel.getByText('不立项：由本办汇总，随办结答复'))
}

/** What stands in all fields of a form with this label. */
async function valuesOf(form: Locator, label: string): Promise<string[]> {
  const fields = form.getByLabel(new RegExp(`^${label}(（选填）)?$`))
  return Promise.all((await fields.all()).map((field) => field.inputValue()))
}

/** The task that became of a sentence, from the page of the document. @returns its address */
async function taskOf(office: Page, task: string): Promise<string> {
  const link = office.getByRole('region', { name: '要求与落实' }).getByRole('link', { name: task })
  const path = await link.getAttribute('href')
  return new URL(path ?? '', office.url()).href
}

/** The second task from its signing to its end, without its forms: what it is there for is to be open for a while. */
async function finish(url: string): Promise<void> {
  const id = url.split('/').at(-1) ?? ''
  const [unit, supervisor, leader] = [
    await enter('waterHead'),
    await enter('supervisor'),
    await enter('viceMayor'),
  ]
  const step = (who: Page, what: string, form: object) => does(who, id, `supervised-task.${what}`, form)
  await step(unit, 'signFor', {})
  await step(unit, 'reportDone', { result: '管网已经疏通' })
  await step(supervisor, 'verify', { found: '属实' })
  await step(unit, 'sumUp', { summary: '雨季前疏通' })
  await step(leader, 'assess', { assessment: 'good' })
  await step(supervisor, 'strikeOff', {})
}

const messages = (gateway: Page): Locator =>
  gateway.getByRole('list', { name: '短信，最近的在前' }).getByRole('listitem')

/** Opens the phone that was told of a task. @returns the code under which it answers */
async function told(gateway: Page, task: string): Promise<string> {
  await gateway.goto('/gateway')
  // Units that help are told as well; only who owes the answer is given a code.
  const coded = new RegExp(`([A-Z]{1,2}\\d) 特急·新到·${task}`)
  const message = messages(gateway).filter({ hasText: coded }).first()
  await message.waitFor({ timeout: NOTICE_MS })
  const code = coded.exec(await message.innerText())?.[1] ?? ''
  expect(code).not.toBe('')
  await message.getByRole('link', { name: /^发给/ }).click()
  await expectSeen(gateway.locator('input[inputmode=numeric][value^="1"]'))
  return code
}

/** Answers as the phone whose messages are open, and waits for the one confirming message. */
async function reply(gateway: Page, text: string, confirmed: string): Promise<void> {
  await gateway.getByLabel('短信内容').fill(text)
  await gateway.getByRole('button', { name: '发出' }).click()
  await expectSeen(messages(gateway).filter({ hasText: confirmed }))
}

story(
  'one paper from the desk to the archive',
  async () => {
    const office = await enter('office')
    const url = await register(office)
    await propose(office)
    const phone = await enter('viceMayor', PHONE)
    await instruct(phone)
    await arrange(office, url)
    const [walls, drains] = [await taskOf(office, FIRST_TASK), await taskOf(office, SECOND_TASK)]

    const unit = await enter('housing')
    await unit.goto('/inbox')
    await unit.getByRole('link', { name: FIRST_TASK }).first().click()
    await expectSeen(unit.getByRole('heading', { level: 1, name: FIRST_TASK }))
    // Whose authority it carries, and the very sentence, are on the slip.
    await expectSeen(unit.getByText(FIRST).first())
    await act(unit, '签收')

    // Nothing is closed while what it set going is under way.
    await office.goto(url)
    await expectSeen((await whyNot(office, '答复办结')).getByText('由这份文件立项的2件事项，还有2件没有了结'))

    // Meanwhile the service notices what is 特急 by itself.
    await finish(drains)
    const gateway = await enter('office')
    const code = await told(gateway, FIRST_TASK)
    await reply(gateway, `${code} 2 缺用地指标`, `已记录：${code}“${FIRST_TASK}”卡住了，缺用地指标。`)

    const supervisor = await enter('supervisor')
    await supervisor.goto(walls)
    const timeline = supervisor.getByRole('region', { name: '经过' })
    const entry = timeline.getByRole('listitem').filter({ hasText: '缺用地指标' })
    await expectSeen(entry.getByText('短信', { exact: true }))
    await expectSeen(entry.getByText('卡住了', { exact: true }))

    await phone.goto('/leader?screen=decide')
    await rowOf(phone, FIRST_TASK).getByRole('button', { name: '协助解决', exact: true }).first().click()
    const help = phone.getByRole('dialog', { name: '协助解决', exact: true })
    await fill(help, '怎样解决', '用地指标从区级预留中调剂')
    await help.getByRole('button', { name: '协助解决', exact: true }).click()
    await done(phone, '协助解决')

    await reply(gateway, `${code} 3 外墙整治完毕`, `已记录：${code}“${FIRST_TASK}”办完了`)
    await supervisor.reload()
    await act(supervisor, '核实通过', { 核实意见: '现场看过，情况属实' })
    await unit.goto(walls)
    await act(unit, '总结', { 总结: '先排险后整治' })
    await phone.goto(walls)
    const verdict = await openAct(phone, '评价')
    await verdict.getByRole('radio', { name: '满意', exact: true }).check()
    await send(phone, '评价')
    await supervisor.reload()
    await openAct(supervisor, '销号')
    await confirmed(supervisor, '销号')

    await office.goto(url)
    const panel = office.getByRole('region', { name: '要求与落实' })
    await expect.poll(() => panel.getByText('已销号').count()).toBe(2)
    const settling = await openAct(office, '答复办结')
    await settling.getByRole('radio', { name: '已答复来文单位' }).check()
    await fill(settling, '答复或者办结情况', '两项任务全部完成，已书面报告')
    await send(office, '答复办结')
    const archiving = await openAct(office, '归档')
    await fill(archiving, '归档类目', '上级来文')
    await archiving.getByRole('radio', { name: '30年' }).check()
    await send(office, '归档')
    await expectSeen(office.getByText('已归档').first())

    await office.goto(`/booklet?from=${TODAY}&to=${dayAfter(1)}`)
    const line = office
      .getByRole('listitem')
      .filter({ has: office.getByRole('link', { name: TITLE }) })
      .first()
    await expectSeen(line.getByText('两项任务全部完成'))
    await expectSeen(line.getByRole('link', { name: FIRST_TASK }))
    const paper = await downloadedText(office, office.getByRole('button', { name: '导出 Word' }))
    expect(paper).toContain(TITLE)
    expect(paper).toContain(`${FIRST_TASK}：已销号`)
    const [head = [], ...rows] = await downloadedRows(
      office,
      office.getByRole('button', { name: '导出 Excel' }),
    )
    const row = rows.find((cells) => cells[head.indexOf('文件')]?.includes(TITLE)) ?? []
    expect(row[head.indexOf('办理情况')]).toContain('两项任务全部完成')
    expect(row[head.indexOf('立项事项')]?.match(/已销号/g)).toHaveLength(2)
  },
  { timeout: 240_000 },
)
