import { createHash } from 'node:crypto'
import type { Db, Queryable, Result } from '#store/db.ts'

/** Where a process may end: by the statement or step, how often it has come since arming, and how far it had got. */
export interface Points {
  /** Told of each step as it is reached; `sent` means on its way, with nobody having heard of the outcome. */
  reach(name: string, phase: 'before' | 'sent' | 'answered'): void
}

/** More often than this the same statement is no new point: the third person of a digest is like the second. */
const MOST = 2

/**
 * Counts points while armed and ends the process at the one it is looking for. A name is `step #nth phase`.
 *
 * SIGKILL is sent by the process to itself: no handler, no `finally`, no flush runs after it.
 */
export class Fuse implements Points {
  readonly reached = new Set<string>()
  readonly #seen = new Map<string, number>()
  #armed = false
  #at: string | null = null

  arm(at: string | null): void {
    this.#armed = true
    this.#at = at
  }

  disarm(): void {
    this.#armed = false
  }

  reach(name: string, phase: 'before' | 'sent' | 'answered'): void {
    if (!this.#armed) return
    const key = `${name} ${phase}`
    const nth = (this.#seen.get(key) ?? 0) + 1
    this.#seen.set(key, nth)
    if (nth > MOST) return
    const label = `${name} #${nth} ${phase}`
    this.reached.add(label)
    if (label !== this.#at) return
    // What is `sent` is given to the socket in this turn of the loop; the next turn would already read the answer.
    if (phase === 'sent') setImmediate(die)
    else die()
  }
}

const die = (): void => {
  process.kill(process.pid, 'SIGKILL')
}

/** A database that tells of every statement, and of each transaction's commit: the crash points of whatever runs on it. */
export function telling(db: Db, points: Points): Db {
  const around = (to: Queryable): Queryable => ({
    query: (text, values) => told(points, text, () => to.query(text, values)) as Promise<Result<never>>,
    script: (text) => told(points, text, () => to.script(text)),
  })
  return {
    ...around(db),
    tx: async (fn) => {
      const value = await db.tx(async (tx) => {
        const given = await fn(around(tx))
        points.reach('commit', 'before')
        points.reach('commit', 'sent')
        return given
      })
      points.reach('commit', 'answered')
      return value
    },
    close: () => db.close(),
  }
}

async function told<T>(points: Points, text: string, run: () => Promise<T>): Promise<T> {
  const name = nameOf(text)
  // A question that changes nothing leaves the same behind before it and on its way; one point of the three is enough.
  const changes = /\b(insert into|update|delete from)\b/.test(text)
  if (changes) points.reach(name, 'before')
  const answer = run()
  if (changes) points.reach(name, 'sent')
  const value = await answer
  points.reach(name, 'answered')
  return value
}

/** A statement by its first words, and a digest of the rest: `insert into counter ~1a2b`. */
function nameOf(text: string): string {
  const words = text.trim().split(/\s+/).slice(0, 3).join(' ')
  return `${words} ~${createHash('sha256').update(text).digest('hex').slice(0, 4)}`
}
