import type { Instant } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { KeyPair } from '#journal/seal/hpke.ts'
import type { Db } from './db.ts'

/** The one clock of a process: tests and the demo replace it. */
export interface Clock {
  now(): Instant
}

/** What every store function is given: one district's place in one database, under one rulebook. */
export interface StoreContext {
  readonly db: Db
  readonly tenant: string
  readonly rulebook: Rulebook
  readonly clock: Clock
  /** Fresh ids, UUIDv7 in service; seeded in the demo so that the district is the same each time. */
  readonly newId: () => string
  /** 32 random bytes in service: the salt of a journal body. */
  readonly newSalt: () => Uint8Array
  /** Opens what is sealed at the standard level; absent where nothing is. */
  readonly sealKey?: KeyPair
}
