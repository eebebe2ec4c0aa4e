import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { accessible } from '../axe.ts'
import { given, openWindow } from '../browser.ts'
import { fillOrder, sendOrder } from '../matters.ts'
import { settled } from '../pages.ts'
import { enrolDevice } from '../second-factor.ts'
import { expectSeen } from '../seen.ts'
import { type PostRow, type UnitRow, directorySheet, workbookFile } from '../sheets.ts'
import { type Server, startServer } from '../server.ts'
import { story } from '../story.ts'

const OWN_PASSWORD = 'Lantern-Harbour-27'
const CLERK_PASSWORD = 'Bridge-Willow-58'
const TASK = '更换南湖公园破损座椅'

const options = {
  dataDir: join(given('E2E_WORK'), 'new-district'),
  shift: Number(given('E2E_SHIFT')),
  demo: false,
}
let server: Server

beforeAll(async () => {
  server = await startServer(options)
}, 120_000)
afterAll(() => server.stop())

async function login(page: Page, account: string, password: string): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('账号', { exact: true }).fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** The one-time password leads nowhere but to a password of one's own. */
async function changePassword(page: Page, from: string, to: string): Promise<void> {
  await expectSeen(page.getByText('改好密码后才能办事'))
  await page.getByLabel('现在的密码').fill(from)
  await page.getByLabel(/^新密码/).fill(to)
  await page.getByRole('button', { name: '修改密码' }).click()
  await expectSeen(page.getByText('密码已修改'))
}

/** Three units and a person in each: the least with which a task can be set up. */
const UNITS: readonly UnitRow[] = [
  { name: '区政府领导', kind: '领导班子', functions: '区领导班子', assignable: '否' },
  { name: '区政府督查室', kind: '政府办公室', functions: '督查督办', assignable: '是' },
  { name: '区住房和城乡建设局', kind: '职能部门', assignable: '是' },
]
const POSTS: readonly PostRow[] = [
  { unit: '区政府领导', title: '常务副区长', level: '分管负责人', name: '乔望舒' },
  { unit: '区政府督查室', title: '督查专员', level: '工作人员', name: '秦若川' },
  { unit: '区住房和城乡建设局', title: '局长', level: '主要负责人', name: '陆鸣野' },
]

const EMPTY = [
  ['/inbox', '没有要办的事'],
  ['/inbox?box=doing', '没有在办的事项'],
  ['/inbox?box=done', '还没有办过的事项'],
  ['/inbox?box=toread', '没有要看的'],
  ['/matters', '还没有您能看到的事项'],
  ['/matters?flag=stuck', '没有符合条件的事项'],
] as const

story(
  'an empty district is entered, explained and filled',
  async () => {
    const [, account = '', first = ''] = /系统管理员账号 (\S+)，一次性密码 (\S+)/.exec(server.printed) ?? []
    const { page } = await openWindow(undefined, server.url)
    await login(page, account, first)
    await changePassword(page, first, OWN_PASSWORD)
    await enrolDevice(page)
    for (const [path, said] of EMPTY) {
      await page.goto(path)
      await expectSeen(page.getByText(said))
      await settled(page)
      expect(await accessible(page), path).toEqual([])
    }
    await page.goto('/directory')
    await page.getByRole('button', { name: '导入 Excel' }).click()
    await page
      .getByLabel('名录表（.xlsx）')
      .setInputFiles(workbookFile('名录.xlsx', await directorySheet(UNITS, POSTS)))
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await expectSeen(page.getByText(/已导入：单位\d+个/))

    await page.goto('/admin?part=accounts')
    await page.getByRole('button', { name: '开户：秦若川' }).click()
    const sheet = page.getByRole('dialog', { name: /^开户/ })
    await sheet.getByLabel(/^账号/).fill('dcs01')
    await sheet.getByRole('button', { name: '开户', exact: true }).click()
    const once = await sheet.getByRole('definition').last().innerText()
    await sheet.getByRole('button', { name: '已记下，关闭' }).click()

    const { page: clerk } = await openWindow(undefined, server.url)
    await login(clerk, 'dcs01', once)
    await changePassword(clerk, once, CLERK_PASSWORD)
  },
  { timeout: 120_000 },
)

story(
  'while the server is down the page says what to do, keeps what was typed, and acts once when it is back',
  async () => {
    const { page, faults } = await openWindow(undefined, server.url)
    await login(page, 'dcs01', CLERK_PASSWORD)
    await expectSeen(page.getByRole('link', { name: /，我的账号$/ }))
    await fillOrder(page, { task: TASK, lead: '区住房和城乡建设局' })
    await page.reload()
    await expectSeen(page.getByText('已恢复上次没有提交的内容'))
    const task = page.getByLabel('工作任务')
    expect(await task.inputValue()).toBe(TASK)

    const port = Number(new URL(server.url).port)
    await server.stop()
    await sendOrder(page)
    await expectSeen(page.getByRole('alert').getByText(/网络不通，内容已留在本机；连上后再点一次即可/))
    expect(await task.inputValue()).toBe(TASK)
    server = await startServer({ ...options, port })
    await sendOrder(page)
    await expectSeen(page.getByRole('heading', { level: 1, name: TASK }))
    await page.goto('/matters')
    await expectSeen(page.getByText(/共 1 件/))
    // The browser itself reports every request that found nobody.
    faults.splice(
      0,
      faults.length,
      ...faults.filter((fault) => !/ERR_(CONNECTION|INCOMPLETE|EMPTY)/.test(fault)),
    )
  },
  { timeout: 120_000 },
)
