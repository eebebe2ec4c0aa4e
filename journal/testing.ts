// Helpers the journal's tests share.

import type { Outcome } from './fault.ts'

/** The value of an outcome that must be good. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code} ${outcome.because}`)
  return outcome.value
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

export function unhex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'hex'))
}

/** A fresh seed, printed so that a failing run can be repeated; JOURNAL_SEED in the environment sets it. */
export function seeded(what: string): number {
  const seed = Number(process.env['JOURNAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`${what}: JOURNAL_SEED=${seed}`)
  return seed
}
