import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { readWorkbook } from '#server/workbook/workbook.ts'
import { ERROR_COLUMN, UNIT_SHEET } from '#server/directory/sheets.ts'
import { given } from '../browser.ts'
import { enter } from '../people.ts'
import { expectSeen } from '../seen.ts'
import { directorySheet, workbookFile } from '../sheets.ts'
import { story } from '../story.ts'

/** A sheet with one new unit under a parent. */
const newUnit = (parent: string): Promise<Buffer> =>
  directorySheet([{ name: '区智慧停车管理中心', kind: '事业单位', assignable: '是', parent }], [])

async function importSheet(page: Page, buffer: Buffer): Promise<void> {
  const sheet = page.getByRole('dialog', { name: '导入名录' })
  await sheet.getByLabel('名录表（.xlsx）').setInputFiles(workbookFile('名录.xlsx', buffer))
  await sheet.getByRole('button', { name: '导入', exact: true }).click()
}

story('a directory with a wrong row comes back marked, the right one is taken in', async () => {
  const page = await enter('administrator')
  await page.goto('/directory')
  await page.getByRole('button', { name: '导入 Excel' }).click()
  await importSheet(page, await newUnit('没有这个局'))
  await expectSeen(page.getByRole('alert').getByText(/有1处错误，名录没有改动/))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载标好错误的表' }).click(),
  ])
  const file = join(given('E2E_WORK'), 'marked.xlsx')
  await download.saveAs(file)
  const book = await readWorkbook(readFileSync(file))
  if (!book.ok) throw new Error(book.because)
  const rows = book.sheets.find(({ name }) => name === UNIT_SHEET)?.rows ?? []
  const head = rows.findIndex((row) => row.includes(ERROR_COLUMN))
  const column = rows[head]?.indexOf(ERROR_COLUMN) ?? -1
  expect(rows[head + 1]?.[column]).toContain('没有这个局')

  await importSheet(page, await newUnit('区政府办公室'))
  await expectSeen(page.getByText(/已导入：单位1个/))
  await page.getByRole('searchbox', { name: '找单位、岗位或者人' }).fill('智慧停车')
  await expectSeen(page.getByRole('table').getByText('区智慧停车管理中心'))
})

story('the year the calendar lacks is explained and entered', async () => {
  const page = await enter('administrator')
  await page.goto('/admin')
  await expectSeen(page.getByText('2027年的放假调休安排还没有录入。'))
  await page.getByRole('button', { name: '录入2027年' }).click()
  const sheet = page.getByRole('dialog', { name: '2027年放假调休安排' })
  await sheet.getByLabel('通知名称或文号').fill('关于2027年部分节假日安排的通知（演示）')
  await sheet.getByLabel('放假第1行首日').fill('2027-01-01')
  await sheet.getByLabel('放假第1行末日').fill('2027-01-03')
  await sheet.getByRole('button', { name: '保存' }).click()
  await expectSeen(page.getByText('2027年工作日历已保存'))
  await expectSeen(page.getByRole('heading', { name: '2027年' }))
  await expectSeen(page.getByText('元旦：1月1日至1月3日').first())
  expect(await page.getByText('2027年的放假调休安排还没有录入。').count()).toBe(0)
})

story('a parameter is changed with its reason, which everybody sees', async () => {
  const page = await enter('administrator')
  await page.goto('/admin?part=parameters')
  await page.getByRole('button', { name: '修改：督办事项：总结' }).click()
  const sheet = page.getByRole('dialog', { name: '修改参数' })
  await sheet.getByLabel(/^数值/).fill('7')
  await sheet.getByLabel(/^依据/).fill('区政府第12次常务会议纪要')
  await sheet.getByRole('button', { name: '保存' }).click()
  const row = page.getByRole('row', { name: /督办事项：总结/ })
  await expectSeen(row.getByText('7个工作日'))
  await expectSeen(row.getByText('区政府第12次常务会议纪要'))
})
