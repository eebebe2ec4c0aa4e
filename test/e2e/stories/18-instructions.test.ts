import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openWindow } from '../browser.ts'
import { act, done, fill, openAct, pick, send } from '../desk.ts'
import { enter } from '../people.ts'
import { does, paperFor } from '../requests.ts'
import { expectGone, expectSeen } from '../seen.ts'
import { story } from '../story.ts'

const WORDS = '请区住建局牵头查明原因，12月10日前整改到位，结果报我。'

const matter = (id: string): string => `/matters/${id}`

const timelineOf = (page: Page): Locator => page.getByRole('region', { name: '经过' })

/** Writes an instruction and presses the button. */
async function give(form: Locator, words: string): Promise<void> {
  await fill(form, '批示', words)
  await form.getByRole('button', { name: '批示', exact: true }).click()
}

story('an instruction that asks for nothing is refused, whatever its words', async () => {
  const id = await paperFor(await enter('office'), '市有关部门关于近期重点工作的函')
  const leader = await enter('viceMayor')
  await leader.goto(matter(id))
  const form = await openAct(leader, '批示')
  const refused = form.getByRole('alert')
  for (const words of ['阅', '已阅。', '请区住建局阅处', '高度重视，抓好落实']) {
    await give(form, words)
    await expectSeen(refused.getByText(`批示“${words}”`))
    await expectSeen(refused.getByRole('link', { name: '规范 C6' }))
    expect(await form.getByLabel('批示', { exact: true }).inputValue()).toBe(words)
  }
  // Nobody in the district is named by the title: a draft leaves room for the unit, and is no instruction before it is filled. Those
  // for the words before, which named one, go when the typing has rested.
  const drafts = form.getByRole('list', { name: '批示草稿' }).getByRole('button')
  await drafts.filter({ hasText: /[_＿]/ }).first().click()
  await form.getByRole('button', { name: '批示', exact: true }).click()
  await expectSeen(refused.getByText('草稿里的空还没有填'))
  const written = await form.getByLabel('批示', { exact: true }).inputValue()
  await give(form, written.replace(/[_＿]+/, '区住建局'))
  await done(leader, '批示')
  await expectSeen(leader.getByText('待交办').first())
})

story('the office enters what a leader said, with both names; the leader takes it back', async () => {
  const office = await enter('office')
  const id = await paperFor(office, '关于物业纠纷处置情况的报告')
  await office.goto(matter(id))
  const acts = office.getByRole('region', { name: '可办的行为' })
  await acts.getByRole('button', { name: '更多' }).click()
  await acts.getByRole('button', { name: '代录：批示', exact: true }).click()
  const form = office.getByRole('dialog', { name: '批示', exact: true })
  await form.getByLabel('代谁录入').selectOption({ index: 1 })
  await fill(form, '批示', WORDS)
  const enterIt = form.getByRole('button', { name: /^代.+录入：批示$/ })
  await enterIt.click()
  await expectSeen(form.getByRole('alert').getByText('代录批示没有附领导的书面原件'))
  await form.getByLabel(/^手写批示/).setInputFiles(await printed('领导手写批示'))
  await expectSeen(form.getByRole('button', { name: '移除原件.pdf' }))
  await enterIt.click()
  await done(office, '批示')
  const entry = timelineOf(office).getByRole('listitem').filter({ hasText: WORDS })
  await expectSeen(entry.getByText(/常务副区长 .+（由.*录）/))

  const leader = await enter('viceMayor')
  await leader.goto(matter(id))
  await act(leader, '取回')
  await expectSeen(leader.getByText('待批示').first())
  // It stays on the record that it was said and taken back.
  await expectSeen(timelineOf(leader).getByText(WORDS))
})

story('an instruction written by hand over the original is kept with its words', async () => {
  const office = await enter('office')
  const title = '关于建筑工地扬尘问题的通报'
  await office.goto('/matters/new?of=incoming-document.register')
  await office.getByLabel(/^原件/).setInputFiles(await printed(title))
  await expectSeen(office.getByRole('button', { name: '移除原件.pdf' }))
  await fill(office, '标题', title)
  await fill(office, '来文单位', '市生态环境局')
  await office.getByRole('radio', { name: '非涉密' }).check()
  await office.getByRole('main').getByRole('button', { name: '签收登记', exact: true }).click()
  await done(office, '签收登记')
  const id = new URL(office.url()).pathname.split('/').at(-1) ?? ''
  const proposal = { checked: 'fit', proposal: '拟请领导批示', leader: 'p-vice-1' }
  await does(office, id, 'incoming-document.propose', proposal)

  const leader = await enter('viceMayor')
  await leader.goto(matter(id))
  const form = await openAct(leader, '批示')
  await form.getByRole('button', { name: '在屏幕上手写' }).click()
  const pad = leader.getByRole('dialog', { name: '手写批示' })
  await expectSeen(pad.getByLabel('写在'))
  expect(await pad.getByLabel('写在').locator('option:checked').innerText()).toBe('原件.pdf第1页')
  await expectGone(pad.getByText('正在打开原件'))
  await stroke(leader, pad.getByLabel(/^手写区/))
  await pad.getByRole('button', { name: '用这一页' }).click()
  await expectSeen(form.getByRole('button', { name: '移除手写批示.png' }))
  // Handwriting alone says nothing to the gate: the words are needed too.
  await form.getByRole('button', { name: '批示', exact: true }).click()
  await expectSeen(form.getByRole('alert').getByText('请填写批示'))
  await give(form, WORDS)
  await done(leader, '批示')
  const kept = leader.getByRole('region', { name: '附件' }).getByRole('listitem')
  await expectSeen(kept.filter({ hasText: '手写批示.png' }).getByText(/随“批示”/))
  await expectSeen(kept.filter({ hasText: '手写批示笔迹.txt' }))
  await expectSeen(leader.getByRole('link', { name: '下载手写批示.png' }))
})

story('what is unclear is asked, and the clock rests until the leader has answered', async () => {
  const office = await enter('office')
  const id = await paperFor(office, '关于保障房分配问题的函')
  const leader = await enter('viceMayor')
  await does(leader, id, 'incoming-document.instruct', { words: WORDS })
  await office.goto(matter(id))
  const handing = await openAct(office, '转办')
  await pick(handing, '主办单位', '区住房和城乡建设局')
  await handing.getByRole('combobox', { name: '主办单位' }).press('Tab')
  await send(office, '转办')

  const unit = await enter('housing')
  await unit.goto(matter(id))
  await act(unit, '请示', { '哪里不明确、需要领导定什么': '安置对象的范围' })
  const owed = unit.getByRole('region', { name: '谁欠谁什么' })
  await expectSeen(owed.getByRole('listitem').filter({ hasText: '办理文件并反馈' }).getByText('计时暂停'))
  await expectSeen(owed.getByText(/常务副区长.*答复主办单位的请示/))

  await leader.goto('/leader?screen=decide')
  const row = leader.getByRole('listitem').filter({ hasText: '答复主办单位的请示' })
  await row.getByRole('button', { name: '答复请示', exact: true }).first().click()
  const sheet = leader.getByRole('dialog', { name: '答复请示', exact: true })
  await fill(sheet, '答复', '按本年度计划内的户数安排')
  await sheet.getByRole('button', { name: '答复请示', exact: true }).click()
  await done(leader, '答复请示')
  await unit.reload()
  await expectSeen(unit.getByText('按本年度计划内的户数安排').first())
  await expectGone(owed.getByText('计时暂停'))
})

story('a paper is passed on to another leader, not to oneself', async () => {
  const title = '关于重大项目用地的请示'
  const id = await paperFor(await enter('office'), title)
  const leader = await enter('viceMayor')
  await leader.goto(matter(id))
  const form = await openAct(leader, '转请另一位领导批示')
  await pick(form, '请哪位领导批示', '常务副区长')
  await fill(form, '理由', '需主要领导定')
  await form.getByRole('button', { name: '转请另一位领导批示', exact: true }).click()
  const refused = form.getByRole('alert')
  await expectSeen(refused.getByText('这份文件现在就由这位领导批示'))
  await expectSeen(refused.getByRole('link', { name: '规范 C10' }))
  await pick(form, '请哪位领导批示', '区长')
  await send(leader, '转请另一位领导批示')

  const mayor = await enter('mayor')
  await mayor.goto('/leader')
  const row = mayor.getByRole('listitem').filter({ has: mayor.getByRole('link', { name: title }) })
  await row.getByRole('button', { name: '批示', exact: true }).first().click()
  await give(mayor.getByRole('dialog', { name: '批示', exact: true }), WORDS)
  await done(mayor, '批示')
})

/** A page as some office prints it to PDF. */
async function printed(title: string) {
  const { page } = await openWindow()
  await page.setContent(`<h1>${title}</h1><p>请于12月10日前整改。</p>`)
  return { name: '原件.pdf', mimeType: 'application/pdf', buffer: await page.pdf({ format: 'A4' }) }
}

/** One stroke with the mouse across a canvas. */
async function stroke(page: Page, canvas: Locator): Promise<void> {
  await canvas.scrollIntoViewIfNeeded()
  const box = await canvas.boundingBox()
  if (!box) throw new Error('the pad is not on the screen')
  const [x, y] = [box.x + box.width / 4, box.y + Math.min(box.height, 300) / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 60, y + 30, { steps: 6 })
  await page.mouse.move(x + 120, y - 20, { steps: 6 })
  await page.mouse.up()
}
