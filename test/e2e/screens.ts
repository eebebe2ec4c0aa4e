// Pictures of every page at both widths, for people to look at: `node test/e2e/screens.ts` writes them to
// test-results/screens/. Nothing is judged here.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PHONE, WIDE, closeWindows } from './browser.ts'
import { type Places, withDistrict } from './district.ts'
import { type Shown, pages, show, windowFor } from './pages.ts'

const FOLDER = fileURLToPath(new URL('../../test-results/screens/', import.meta.url))

async function picture(shown: Shown, viewport: typeof WIDE | typeof PHONE): Promise<void> {
  const page = await windowFor(shown.who, viewport)
  await show(page, shown)
  await page.screenshot({ path: `${FOLDER}${shown.name}-${viewport.width}.png`, fullPage: true })
  await closeWindows()
}

async function pictures(places: Places): Promise<void> {
  Object.assign(process.env, places)
  mkdirSync(FOLDER, { recursive: true })
  for (const shown of pages) {
    for (const viewport of [WIDE, PHONE]) await picture(shown, viewport)
  }
}

await withDistrict(pictures)
console.log(`${pages.length * 2} pictures in ${FOLDER}`)
// The connection to the browser would keep the process alive.
process.exit()
