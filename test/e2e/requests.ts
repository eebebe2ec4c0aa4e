import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { given } from './browser.ts'

/**
 * Does an act as the person of a window without its form, to bring about what a story is not about.
 *
 * @param id the matter; null sets one up
 * @returns the matter's id
 * @throws when it was refused
 */
export async function does(page: Page, id: string | null, act: string, form: object): Promise<string> {
  const url = id === null ? `/api/matters/acts/${act}` : `/api/matters/${id}/acts/${act}`
  const headers = { origin: given('E2E_URL'), 'idempotency-key': randomUUID() }
  const reply = await page.request.post(url, { data: { form }, headers })
  if (!reply.ok()) throw new Error(`${act}: ${await reply.text()}`)
  return ((await reply.json()) as { id: string }).id
}

/** Registers a paper from above. @returns its id */
export const paperIn = (office: Page, title: string): Promise<string> =>
  does(office, null, 'incoming-document.register', { title, sender: '市住建局', secrecy: 'none' })

/** A paper on the desk of the executive deputy, waiting for an instruction. @returns its id */
export async function paperFor(office: Page, title: string): Promise<string> {
  const id = await paperIn(office, title)
  const proposal = { checked: 'fit', proposal: '拟请领导批示', leader: 'p-vice-1' }
  await does(office, id, 'incoming-document.propose', proposal)
  return id
}
