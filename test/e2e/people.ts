import type { Cookie, Page } from 'playwright-core'
import { given, openWindow } from './browser.ts'
import { expectSeen } from './seen.ts'

/** Personas of the demo by unit and title; of several alike the first is meant. */
export const people = {
  mayor: '区政府领导 区长',
  viceMayor: '区政府领导 常务副区长',
  secondVice: '区政府领导 副区长',
  office: '区政府办公室 综合科科长',
  officeHead: '区政府办公室 主任',
  inspector: '区纪委监委机关',
  /** A deputy head of the office who is also head of the supervision office. */
  twoPosts: '区政府督查室 主任',
  supervisor: '区政府督查室 督查专员',
  otherSupervisor: '区政府督查室 督查二科科长',
  administrator: '区政府信息中心 系统管理员',
  security: '区政府信息中心 安全管理员',
  auditor: '区政府信息中心 安全审计员',
  housing: '区住房和城乡建设局 业务科科长',
  housingHead: '区住房和城乡建设局 局长',
  gardens: '区园林绿化中心 业务科科长',
  finance: '区财政局 业务科科长',
  justice: '区司法局 业务科科长',
  justiceHead: '区司法局 局长',
  financeHead: '区财政局 局长',
  waterHead: '区水务局 局长',
  hedong: '河东街道办事处 城建办公室主任',
  culture: '区文化和旅游局 业务科科长',
  /** Somebody of the organ with most enforcement. */
  enforcer: '区城市管理局',
} as const
export type Who = keyof typeof people

/** Sessions of those who have entered before: they come back without the login page, as with a browser left open. */
const known = new Map<Who, Cookie[]>()

/** Opens a window of a persona who has entered, by the login page the first time. */
export async function enter(who: Who, viewport?: { width: number; height: number }): Promise<Page> {
  const { page } = await openWindow(viewport)
  const cookies = known.get(who)
  if (cookies !== undefined) {
    await page.context().addCookies(cookies)
    // A session goes on under another token when its post is switched; this one may be of no use any more.
    if ((await page.request.get('/api/me')).ok()) return page
    await page.context().clearCookies()
  }
  await page.goto('/login')
  await choosePersona(page, people[who])
  known.set(who, await page.context().cookies(given('E2E_URL')))
  return page
}

/** Enters as the first persona whose unit and title begin with these words. */
export async function choosePersona(page: Page, titled: string): Promise<void> {
  await page.getByRole('searchbox', { name: '找人：姓名、岗位、单位' }).fill(titled)
  await page
    .getByRole('button', { name: new RegExp(` ?${titled}`) })
    .first()
    .click()
  await expectSeen(page.getByRole('link', { name: /，我的账号$/ }))
}
