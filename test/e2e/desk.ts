import type { Locator, Page } from 'playwright-core'
import { expectSeen } from './seen.ts'

/** Picks from a searched list by typing; the first that fits is taken. */
export async function pick(within: Page | Locator, field: RegExp | string, words: string): Promise<void> {
  const box = within.getByRole('combobox', { name: field })
  await box.fill(words)
  await within.getByRole('option', { name: words }).first().click()
}

/** Picks several from a searched list, and leaves it: an open list lies over what stands below. */
export async function pickAll(form: Locator, field: RegExp, all: readonly string[]): Promise<void> {
  for (const words of all) await pick(form, field, words)
  await form.getByRole('combobox', { name: field }).press('Tab')
}

/** The bar on top, with 更多 unfolded: everything the post opens can be seen. */
export async function wholeBar(page: Page): Promise<Locator> {
  const bar = page.getByRole('navigation', { name: '栏目', exact: true })
  await bar.getByText(/^更多/).click()
  await expectSeen(bar.getByRole('link', { name: '规范' }))
  return bar
}

/** Presses the button of an act on the page of a matter, among those at hand or in 更多. */
async function press(page: Page, may: string): Promise<void> {
  const acts = page.getByRole('region', { name: '可办的行为' })
  const button = acts.getByRole('button', { name: may, exact: true })
  await acts.waitFor()
  if ((await button.count()) === 0) await acts.getByRole('button', { name: '更多' }).click()
  await button.click()
}

/** Opens the form of an act on the page of a matter. */
export async function openAct(page: Page, may: string): Promise<Locator> {
  await press(page, may)
  const form = page.getByRole('dialog', { name: may, exact: true })
  await form.getByRole('button', { name: may, exact: true }).waitFor()
  return form
}

/** Why an act of one's own is closed now, from the fold on the page of a matter; it has no button. */
export async function whyNot(page: Page, may: string): Promise<Locator> {
  const acts = page.getByRole('region', { name: '可办的行为' })
  const fold = acts.getByRole('button', { name: '为什么现在不能办' })
  await fold.focus()
  await page.keyboard.press('Enter')
  const terms = acts.getByRole('term')
  await expectSeen(terms)
  const names = await terms.allInnerTexts()
  if (!names.includes(may)) throw new Error(`${may} is not among what is closed: ${names.join(' ')}`)
  if ((await acts.getByRole('button', { name: may, exact: true }).count()) > 0)
    throw new Error(`${may} is closed and yet a button`)
  return acts.getByRole('definition').nth(names.indexOf(may))
}

/** Sends an open form and waits until the page says that the act is done. */
export async function send(page: Page, may: string): Promise<void> {
  const form = page.getByRole('dialog', { name: may, exact: true })
  await form.getByRole('button', { name: may, exact: true }).click()
  await done(page, may)
}

/** Sends an open form of an act that asks for a second look, and confirms it. */
export async function confirmed(page: Page, may: string): Promise<void> {
  const form = page.getByRole('dialog', { name: may, exact: true })
  await form.getByRole('button', { name: may, exact: true }).click()
  await page.getByRole('button', { name: `确认${may}` }).click()
  await done(page, may)
}

export const done = (page: Page, may: string): Promise<void> =>
  expectSeen(page.getByText(`${may}：已办理`).first())

/** Does an act that has nothing to fill in: one tap. */
export async function tap(page: Page, may: string): Promise<void> {
  await press(page, may)
  await done(page, may)
}

/** Does an act whose form needs these texts, by label. */
export async function act(page: Page, may: string, texts: Record<string, string> = {}): Promise<void> {
  const form = await openAct(page, may)
  for (const [label, text] of Object.entries(texts)) await fill(form, label, text)
  await send(page, may)
}

/** The field with this label, whether or not it is marked as optional. */
export const fill = (form: Locator | Page, label: string, text: string): Promise<void> =>
  form.getByLabel(new RegExp(`^${label}(（选填）)?$`)).fill(text)
