import { expect, test as plain } from 'vitest'
import { closeWindows } from './browser.ts'

/**
 * A test in which no page may report an error. Its windows are closed at its end, each leaving a picture when it failed.
 *
 *     story('second decline is refused', async () => { … })
 */
export function story(name: string, run: () => Promise<void>, timeout = 60_000): void {
  plain(
    name,
    async () => {
      try {
        await run()
      } catch (error) {
        await closeWindows(name)
        throw error
      }
      expect(await closeWindows(undefined)).toEqual([])
    },
    timeout,
  )
}
