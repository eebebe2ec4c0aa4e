import type { CDPSession, Page, Request } from 'playwright-core'

/** How long one use of the hand took to show, by what was done. */
export interface Interaction {
  readonly name: string
  /** Milliseconds from the event to the next picture, of the longest of its events; what the browser does not list counts as 16. */
  readonly ms: number
}

/** What the browser does not list took less than this, the shortest that the Event Timing API can be asked for. */
const UNLISTED_MS = 16

// Runs in the page before its own scripts. An interaction is several events (key down, key up); it took as long as the longest.
const OBSERVE = `window.interactions = new Map()
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries())
    if (interactionId > 0) window.interactions.set(interactionId, Math.max(duration, window.interactions.get(interactionId) ?? 0))
}).observe({ type: 'event', durationThreshold: ${UNLISTED_MS}, buffered: true })`

const TAKE = `(() => {
  const taken = { count: performance.interactionCount, listed: [...window.interactions.values()] }
  window.interactions.clear()
  return taken
})()`

interface Taken {
  readonly count: number
  readonly listed: readonly number[]
}

/** A window whose uses of the hand are timed, each under the name of what was done. */
export class Hands {
  readonly #page: Page
  readonly #pending = new Set<Request>()
  readonly #found: Interaction[] = []
  #counted = 0

  private constructor(page: Page) {
    this.#page = page
    page.on('request', (request) => {
      // The stream of live events never ends.
      if (request.resourceType() !== 'eventsource') this.#pending.add(request)
    })
    const over = (request: Request): void => void this.#pending.delete(request)
    page.on('requestfinished', over)
    page.on('requestfailed', over)
  }

  /** To be called before the page is opened. */
  static async of(page: Page): Promise<Hands> {
    await page.addInitScript(OBSERVE)
    return new Hands(page)
  }

  /** Makes the processor so many times slower from here on; what was done before does not count. */
  async slow(devtools: CDPSession, times: number): Promise<void> {
    await this.settled()
    await this.#take()
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: times })
  }

  /** Does something and times each use of the hand in it; ends when the page has come to rest. */
  async do(name: string, work: () => Promise<unknown>): Promise<void> {
    await work()
    await this.settled()
    const { count, listed } = await this.#take()
    for (const ms of listed) this.#found.push({ name, ms })
    for (let n = listed.length; n < count; n++) this.#found.push({ name, ms: UNLISTED_MS })
  }

  found(): readonly Interaction[] {
    return this.#found
  }

  /** What was asked for has come and has been drawn. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) {
      if (this.#pending.size > 0) quiet = -1
      await this.#page.waitForTimeout(60)
    }
    await this.#page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))')
  }

  async #take(): Promise<Taken> {
    const { count, listed } = (await this.#page.evaluate(TAKE)) as Taken
    const since = count - this.#counted
    this.#counted = count
    return { count: since, listed }
  }
}

/**
 * Interaction to next paint as web-vitals defines it: the longest, leaving out one for every fifty.
 *
 * @param interactions at least one
 */
export function inp(interactions: readonly Interaction[]): Interaction {
  const sorted = interactions.toSorted((a, b) => b.ms - a.ms)
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length / 50))]
  if (!found) throw new Error('nobody has used a hand')
  return found
}
