import type { Locator } from 'playwright-core'

/** Waits until something is on the screen; the failure names what was looked for. */
export const expectSeen = (what: Locator): Promise<void> => what.first().waitFor({ state: 'visible' })

/** Waits until something is no longer on the screen. */
export const expectGone = (what: Locator): Promise<void> => what.first().waitFor({ state: 'hidden' })
