import type { Page } from 'playwright-core'
import { openWindow } from './browser.ts'

/** Personas of the demo by unit and title; of several alike the first is meant. */
export const people = {
  mayor: '区政府领导 区长',
  viceMayor: '区政府领导 常务副区长',
  office: '区政府办公室 综合科科长',
  /** Deputy head of the office, and head of the supervision office. */
  twoPosts: '区政府办公室 副主任',
  supervisor: '区政府督查室 督查专员',
  otherSupervisor: '区政府督查室 督查二科科长',
  administrator: '区政府信息中心 系统管理员',
  housing: '区住房和城乡建设局 业务科科长',
  housingHead: '区住房和城乡建设局 局长',
  gardens: '区园林绿化中心 业务科科长',
  finance: '区财政局 业务科科长',
  stranger: '区档案馆 科员',
  culture: '区文化和旅游局 业务科科长',
  civil: '区民政局 业务科科长',
} as const
export type Who = keyof typeof people

/** Enters as a persona by the login page, in a window of their own, and waits for their first page. */
export async function enter(who: Who, viewport?: { width: number; height: number }): Promise<Page> {
  const { page } = await openWindow(viewport)
  await page.goto('/login')
  await choosePersona(page, people[who])
  return page
}

export async function choosePersona(page: Page, titled: string): Promise<void> {
  await page.getByRole('searchbox', { name: '找人：姓名、岗位、单位' }).fill(titled)
  await page
    .getByRole('button', { name: new RegExp(`${titled}$`) })
    .first()
    .click()
  await page.getByRole('link', { name: /，我的账号$/ }).waitFor()
}
