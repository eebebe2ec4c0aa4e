// Pictures of every page at both widths, for people to look at: `node test/e2e/run.ts --screens`; they lie in
// test-results/screens/. Nothing is judged here.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PHONE, WIDE, closeWindows } from './browser.ts'
import { type Shown, pages, show, windowFor } from './pages.ts'

const FOLDER = fileURLToPath(new URL('../../test-results/screens/', import.meta.url))

async function picture(shown: Shown, viewport: typeof WIDE | typeof PHONE): Promise<void> {
  const page = await windowFor(shown, viewport)
  await show(page, shown)
  await page.screenshot({ path: `${FOLDER}${shown.name}-${viewport.width}.png`, fullPage: true })
  await closeWindows(undefined)
}

mkdirSync(FOLDER, { recursive: true })
for (const shown of pages) {
  for (const viewport of [WIDE, PHONE]) await picture(shown, viewport)
}
process.exit()
