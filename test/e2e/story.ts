import { expect, test as plain } from 'vitest'
import { closeWindows } from './browser.ts'

interface Options {
  readonly timeout?: number
  /** Whether nothing may be refused either; a story about refusals leaves it out. */
  readonly unrefused?: boolean
}

/**
 * A test in which no page may report an error. Its windows are closed at its end, each leaving a picture when it failed.
 *
 *     story('a second decline is refused', async () => { … })
 */
export function story(name: string, run: () => Promise<void>, options: Options = {}): void {
  const { timeout = 60_000, unrefused = false } = options
  plain(
    name,
    async () => {
      try {
        await run()
      } catch (error) {
        await closeWindows(name)
        throw error
      }
      const { faults, refused } = await closeWindows()
      expect(unrefused ? [...faults, ...refused] : faults).toEqual([])
    },
    timeout,
  )
}
