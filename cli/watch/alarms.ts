import type { Trouble } from '#server/health.ts'

/** What the watcher has to say after a look. */
export interface Call {
  readonly event: 'alarm' | 'clear' | 'alive'
  readonly code: string
  readonly text: string
}

/** Hour of the civil day from which the daily sign of life is due. */
const ALIVE_FROM = 8

/**
 * Remembers what was said already: each trouble is called out once when it comes and once when it goes, and once a day the watcher
 * says that it is there itself, for a watcher that died says nothing.
 */
export class AlarmBook {
  readonly #open = new Map<string, string>()
  #raisedSinceAlive = 0
  #aliveOn: string | undefined

  /**
   * What to say after a look at the service.
   *
   * @param civil the district's civil time, `2026-03-02T09:15`
   */
  after(troubles: readonly Trouble[], civil: string): Call[] {
    const calls: Call[] = []
    const seen = new Set(troubles.map(({ code }) => code))
    for (const { code, says } of troubles) {
      if (this.#open.has(code)) continue
      this.#open.set(code, says)
      this.#raisedSinceAlive++
      calls.push({ event: 'alarm', code, text: `告警：${says}` })
    }
    for (const [code, says] of this.#open) {
      if (seen.has(code)) continue
      this.#open.delete(code)
      calls.push({ event: 'clear', code, text: `已恢复：${says}` })
    }
    return [...calls, ...this.#alive(civil)]
  }

  #alive(civil: string): Call[] {
    const [day = '', time = ''] = civil.split('T')
    // The first look says so at once: whoever set it up sees that the channel works.
    const due =
      this.#aliveOn === undefined || (this.#aliveOn !== day && Number(time.slice(0, 2)) >= ALIVE_FROM)
    if (!due) return []
    const since =
      this.#aliveOn === undefined
        ? '看守程序开始在岗'
        : `看守程序在岗，上次报平安以来告警${this.#raisedSinceAlive}次`
    this.#aliveOn = day
    this.#raisedSinceAlive = 0
    const still = this.#open.size === 0 ? '目前一切正常' : `目前有${this.#open.size}项异常`
    return [{ event: 'alive', code: 'ALIVE', text: `${since}，${still}` }]
  }
}
