import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { fileText } from '#server/text/file-text.ts'
import { readWorkbook } from '#server/workbook/workbook.ts'
import { given } from './browser.ts'

/** Presses what downloads a file. @returns the file as somebody finds it on his machine */
async function downloaded(page: Page, what: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), what.click()])
  const name = download.suggestedFilename()
  const file = join(given('E2E_WORK'), name)
  await download.saveAs(file)
  return { name, bytes: readFileSync(file) }
}

/** The text of a paper that something downloads. @throws when the file does not open as what its name says */
export async function downloadedText(page: Page, what: Locator): Promise<string> {
  const { name, bytes } = await downloaded(page, what)
  const text = await fileText(name, bytes)
  if (!text.ok) throw new Error(`${name}: ${text.because}`)
  return text.text
}

/** The first sheet of a workbook that something downloads, head and rows. @throws when it does not open */
export async function downloadedRows(page: Page, what: Locator): Promise<readonly (readonly string[])[]> {
  const { name, bytes } = await downloaded(page, what)
  const book = await readWorkbook(bytes)
  if (!book.ok) throw new Error(`${name}: ${book.because}`)
  return (book.sheets[0]?.rows ?? []).map((row) => row.map(String))
}
