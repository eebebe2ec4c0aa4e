import type { Fields } from '#kernel/fields.ts'
import { type Send, orderForm } from '#server/testing.ts'
import type { Hostile } from './requests.ts'
import { lawfulForm } from './requests.ts'

interface Open {
  readonly act: string
  readonly form: Fields
  readonly refusals: readonly unknown[]
}

/** The matters the run is about: enough lawful acts are done on them that something is there to break. */
export class InHand {
  readonly #matters: string[] = []
  #at = 0

  /** The matter on the desk now. */
  get matter(): string {
    return this.#matters[this.#at] ?? 'nothing'
  }

  /** Puts a new matter on the desk, or one of the older ones. */
  async turn(orderer: Send, pick: number): Promise<void> {
    if (this.#matters.length > 0 && pick % 4 !== 0) {
      this.#at = pick % this.#matters.length
      return
    }
    const url = '/api/matters/acts/supervised-task.setUp'
    const made = await orderer({ method: 'POST', url, payload: { form: orderForm() } })
    this.#matters.push(String(made.json().id))
    this.#at = this.#matters.length - 1
  }

  /** Some act that is open to a person on the matter at hand, filled in; undefined where none is. */
  async openAct(who: number, send: Send, pick: number): Promise<Hostile | undefined> {
    const reply = await send({ method: 'GET', url: `/api/matters/${this.matter}` })
    if (reply.statusCode !== 200) return undefined
    const page = reply.json() as { procedure: { id: string }; acts: Open[] }
    const free = page.acts.filter(({ refusals }) => refusals.length === 0)
    const chosen = free[pick % Math.max(1, free.length)]
    if (!chosen) return undefined
    const act = `${page.procedure.id}.${chosen.act}`
    const body = JSON.stringify({ form: lawfulForm(chosen.form) }).replaceAll('MATTER', this.matter)
    return {
      who,
      operation: act,
      options: {
        method: 'POST',
        url: `/api/matters/${this.matter}/acts/${act}`,
        payload: body,
        headers: { 'content-type': 'application/json' },
      },
    }
  }
}
