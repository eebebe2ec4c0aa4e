import type { Db, Queryable, Result } from '#store/db.ts'

/** A statement that waits until it is its turn. */
interface Waiting {
  readonly text: string
  readonly go: () => void
}

/**
 * One session, whose every statement, and the commit of every transaction, waits until the schedule lets it go. Statements that are
 * sent together go one after the other.
 */
export class Session {
  readonly db: Db
  readonly #waiting: Waiting[] = []
  #underWay = 0
  #ended = true

  constructor(db: Db) {
    this.db = this.#stepping(db)
  }

  /** Begins the work; its statements wait. */
  run<T>(work: () => Promise<T>): Promise<T> {
    this.#ended = false
    return work().finally(() => (this.#ended = true))
  }

  /**
   * `ready`: a statement waits for its turn. `busy`: one is under way, or the work is between two. `ended`: nothing more comes;
   * what was sent without waiting for the answer goes by itself.
   */
  get state(): 'ready' | 'busy' | 'ended' {
    if (this.#ended) {
      for (const { go } of this.#waiting.splice(0)) go()
      return this.#underWay > 0 ? 'busy' : 'ended'
    }
    return this.#underWay === 0 && this.#waiting.length > 0 ? 'ready' : 'busy'
  }

  /** Lets the next statement go. */
  step(): void {
    this.#waiting.shift()?.go()
  }

  async #inTurn<T>(text: string, run: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => this.#waiting.push({ text, go }))
    this.#underWay++
    try {
      return await run()
    } finally {
      this.#underWay--
    }
  }

  #stepping(db: Db): Db {
    const around = (to: Queryable): Queryable => ({
      query: (text, values) => this.#inTurn(text, () => to.query(text, values)) as Promise<Result<never>>,
      script: (text) => this.#inTurn(text, () => to.script(text)),
    })
    return {
      ...db,
      ...around(db),
      tx: (fn) =>
        db.tx(async (tx) => {
          const value = await fn(around(tx))
          // The commit is sent when this returns.
          await this.#inTurn('commit', async () => undefined)
          return value
        }),
    }
  }
}
