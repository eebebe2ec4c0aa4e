import axe from 'axe-core'
import type { Page } from 'playwright-core'

const RUN = JSON.stringify({
  // WCAG 2.0 to 2.2, levels A and AA.
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
  // What is in order is judged like the rest but not written up: on a long page that is most of the work.
  resultTypes: ['violations'],
})

/** Judges a page as it stands. @returns a line for each violation with the elements it is about; empty when there is none */
export async function accessible(page: Page): Promise<string[]> {
  // Once for a document, whatever its widths and whatever is opened on it. No frames anywhere.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source)
  const violations = await page.evaluate<axe.Result[]>(
    `axe.run(document, ${RUN}).then(({ violations }) => violations)`,
  )
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} — ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
}
