import { createHash } from 'node:crypto'
import type { Day } from '#kernel/time.ts'
import type { ProposalJson } from '../contract/operations.ts'
import { Problem } from '../problem.ts'

export type Reading = readonly ProposalJson[] | Problem

/** What a reading depends on: the bytes, the units they are read against, the day that relative dates count from. */
export interface ReadingKey {
  /** In hexadecimal. */
  readonly sha256: string
  readonly units: readonly unknown[]
  readonly date: Day | undefined
}

/** Documents whose readings are kept; those that a morning's work opens again and again. */
const MOST = 64

/**
 * Readings of originals, kept while the process runs: thirty people who open one document have it read once. A change of the
 * directory makes another key, so that nothing old is shown; what could not be read now is read again the next time.
 */
export class Readings {
  readonly #kept = new Map<string, Promise<Reading>>()
  readonly #most: number

  constructor(most = MOST) {
    this.#most = most
  }

  /** The reading of a file, made by `read` where it is not at hand. */
  async of(key: ReadingKey, read: () => Promise<Reading>): Promise<Reading> {
    const name = nameOf(key)
    const kept = this.#kept.get(name) ?? this.#begin(name, read)
    // The latest used stand last: the first goes when there are too many.
    this.#kept.delete(name)
    this.#kept.set(name, kept)
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value ?? '')
    return kept
  }

  #begin(name: string, read: () => Promise<Reading>): Promise<Reading> {
    const reading = read()
    const forget = (): void => {
      if (this.#kept.get(name) === reading) this.#kept.delete(name)
    }
    void reading.then((outcome) => outcome instanceof Problem && forget(), forget)
    return reading
  }
}

const nameOf = ({ sha256, units, date }: ReadingKey): string =>
  [sha256, createHash('sha256').update(JSON.stringify(units)).digest('base64url'), date ?? ''].join(' ')
