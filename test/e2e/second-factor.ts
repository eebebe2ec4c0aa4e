import type { Page } from 'playwright-core'
import { codeAt, stepAt } from '#server/identity/totp.ts'
import { given } from './browser.ts'
import { expectSeen } from './seen.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The bytes of a secret as a person would type it. */
function secretOf(typed: string): Buffer {
  const bits = [...typed.replaceAll(' ', '')]
    .map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** What a device that holds the secret shows now, or some steps on, by the clock of the district. */
export const shows = (secret: string, steps = 0): string =>
  codeAt(secretOf(secret), stepAt(Date.now() + Number(given('E2E_SHIFT'))) + steps)

/** Sets two-step login up on the page of one's own account, by the typed secret. @returns the secret and a recovery code */
export async function enrolDevice(page: Page): Promise<{ secret: string; recovery: string }> {
  await page.getByRole('button', { name: '开始设置' }).click()
  await expectSeen(page.getByRole('img', { name: '两步验证的二维码' }))
  const secret = await page.locator('p .secret').innerText()
  await page.getByLabel('第二步：应用上现在显示的六位数字').fill(shows(secret))
  await page.getByRole('button', { name: '启用' }).click()
  const recovery = await page.getByRole('list', { name: '备用码' }).getByRole('listitem').first().innerText()
  await page.getByRole('button', { name: '已记下' }).click()
  return { secret, recovery }
}
