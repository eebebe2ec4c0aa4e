import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import type { Download, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { readWorkbook, writeWorkbook } from '#server/workbook/workbook.ts'
import { accessible } from '../axe.ts'
import { PHONE, WIDE, given } from '../browser.ts'
import { dayAfter } from '../clock.ts'
import { act, fill, pick } from '../desk.ts'
import { enter } from '../people.ts'
import { settled } from '../pages.ts'
import { expectSeen } from '../seen.ts'
import { workbookFile } from '../sheets.ts'
import { story } from '../story.ts'

const TASK = '更换老城区破损雨水井盖'

/** A ledger as an office keeps it: a title, two rows of headings, merged cells, a group, a total, phrases for dates. */
async function officeLedger(): Promise<Buffer> {
  const day = dayAfter(60).replaceAll('-', '.')
  const rows = [
    ['2027年城市管理重点工作台账', null, null, null, null, null, null],
    ['序号', '工作任务', '责任分工', null, '时间节点', '办理状态', '投资额'],
    [null, null, '责任单位', '协办单位', null, null, null],
    ['一、市政设施', null, null, null, null, null, null],
    [1, TASK, '区住建局', '区财政局', day, '在办', '80万元'],
    [2, '排查临街广告牌', '某某管理所', '各街道', '长期坚持', '在办', null],
    [3, '去年已经办完的事', '区住建局', null, day, '已办结', null],
    ['合计', '3项', null, null, null, null, null],
  ]
  const cell = (row: number, column: number, down: number, right: number) => ({
    startRow: row,
    startCol: column,
    endRow: row + down,
    endCol: column + right,
  })
  const merges = [cell(0, 0, 0, 6), cell(1, 2, 0, 1), cell(3, 0, 0, 6)]
  const tall = [0, 1, 4, 5, 6].map((column) => cell(1, column, 1, 0))
  return Buffer.from(await writeXlsx({ sheets: [{ name: '台账', rows, merges: [...merges, ...tall] }] }))
}

type Grid = (string | null)[][]

async function kept(download: Download): Promise<{ bytes: Buffer; rows: Grid; name: string }> {
  const file = join(given('E2E_WORK'), `${Math.random()}.xlsx`)
  await download.saveAs(file)
  const bytes = readFileSync(file)
  const book = await readWorkbook(bytes)
  if (!book.ok) throw new Error(book.because)
  return { bytes, rows: book.sheets[0]?.rows ?? [], name: book.sheets[0]?.name ?? '' }
}

async function downloaded(page: Page, button: Locator) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return kept(download)
}

const bring = async (page: Page, name: string, bytes: Buffer): Promise<void> => {
  await page.goto('/matters')
  await page.getByRole('link', { name: '导入台账' }).click()
  const input = page.getByLabel(/^选一张台账/)
  const another = page.getByRole('button', { name: '换一张表' })
  await expectSeen(input.or(another))
  if ((await another.count()) > 0) await another.click()
  await input.setInputFiles(workbookFile(name, bytes))
  await expectSeen(page.getByText(/^\d+张表；/))
}

const rowOf = (page: Page, named: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: named }) })

/** Sets up the row that is in order, after the sheet came back coloured and the other rows were left out. */
async function setUpFromSheet(page: Page): Promise<string> {
  await bring(page, '城市管理台账.xlsx', await officeLedger())
  await expectSeen(page.getByText('并入目标要求的列：投资额'))
  await expectSeen(page.getByText('名录里没有牵头单位“某某管理所”'))
  await expectSeen(page.getByText('“各街道”是一类单位，不会自动展开'))
  await expectSeen(page.getByText('“长期坚持”没有确定的日期'))
  expect(await page.getByRole('checkbox', { name: /去年已经办完的事/ }).isChecked()).toBe(false)

  const marked = await downloaded(page, page.getByRole('button', { name: '下载标好问题的原表' }))
  expect(marked.rows[1]?.at(-1) ?? marked.rows[2]?.at(-1)).toBe('系统标注的问题')
  expect(marked.rows[5]?.at(-1)).toContain('名录里没有牵头单位“某某管理所”')
  expect(marked.rows[4]?.slice(0, 2)).toEqual(['1', TASK])

  expect(await accessible(page)).toEqual([])
  await page.setViewportSize(PHONE)
  await settled(page)
  expect(await accessible(page)).toEqual([])
  await page.setViewportSize(WIDE)

  await page.getByRole('radio', { name: '文件部署' }).check()
  await pick(page, '交办领导', '常务副区长')
  const second = rowOf(page, '第6行 排查临街广告牌')
  await pick(second, '牵头单位', '区城市管理局')
  await second.getByRole('button', { name: '配合单位只列认出的' }).click()
  await fill(second, '完成时限', dayAfter(90))
  await page.getByRole('button', { name: '立项2件' }).click()
  await expectSeen(page.getByText('已立项', { exact: true }))
  await page.getByRole('button', { name: '全部交办（2件）' }).click()
  await expectSeen(page.getByRole('button', { name: '已立项 2' }))
  await page.getByRole('link', { name: TASK }).click()
  await expectSeen(page.getByRole('heading', { level: 1, name: TASK }))
  await expectSeen(page.getByText('投资额：80万元'))
  return page.url()
}

/** The export with cells of one matter changed, as a person would in a spreadsheet. */
async function changed(page: Page, changes: Record<string, string>): Promise<Buffer> {
  await page.goto(`/matters?procedure=supervised-task&q=${encodeURIComponent(TASK)}`)
  await settled(page)
  const { rows, name } = await downloaded(page, page.getByRole('button', { name: '导出 Excel' }))
  const [titles = [], ...others] = rows
  const mine = others.find((row) => row.includes(TASK)) ?? []
  for (const [title, text] of Object.entries(changes)) mine[titles.indexOf(title)] = text
  const columns = titles.map((title) => ({ title: title ?? '' }))
  return Buffer.from(await writeWorkbook([{ name, columns, rows: others }]))
}

story(
  'the office’s own ledger becomes matters, and the ledger sent round comes back as progress',
  async () => {
    const supervisor = await enter('supervisor')
    const url = await setUpFromSheet(supervisor)

    const lead = await enter('housing')
    await lead.goto(url)
    await act(lead, '签收')
    const sheet = await changed(lead, { 进展情况: '已更换井盖32座', 完成时限: '2030年1月1日' })
    await bring(lead, '报进展.xlsx', sheet)
    await expectSeen(lead.getByText('完成时限不能通过表格修改，请到事项页办理“申请延期”'))
    await lead.getByRole('button', { name: '办理修改1件' }).click()
    await expectSeen(lead.getByText('已办理', { exact: true }))
    await lead.goto(url)
    await expectSeen(lead.getByText('已更换井盖32座').first())

    await bring(lead, '再报一次.xlsx', await changed(lead, {}))
    await expectSeen(lead.getByText('表上的1件都和系统里一样，没有要办的。'))
  },
  { timeout: 120_000, unrefused: true },
)
