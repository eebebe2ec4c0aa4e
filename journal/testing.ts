// Helpers the journal's tests share.

import { base64 } from './bytes.ts'
import type { Outcome } from './fault.ts'
import { leafVersion, type Leaf } from './leaf.ts'

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

const hash = (fill: number): string => base64(new Uint8Array(32).fill(fill))

export const sampleLeaf: Leaf = {
  v: leafVersion,
  log: 'luoshi.example.gov.cn/log/330106',
  act: '0192f0aa-1',
  kind: 'instruction.issue',
  schema: 3,
  matter: 'm:5521',
  seq: 17,
  prev: hash(4),
  at: '2026-11-22T01:02:03.456Z',
  eff: '2026-11-21',
  actor: 'p:8813',
  post: 'post:17',
  for: 'org:330106-fg',
  auth: 'session',
  via: 'web',
  body: { sha256: hash(1), sm3: hash(2) },
  files: [{ n: 18211, sha256: hash(3) }],
}
