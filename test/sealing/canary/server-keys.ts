import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { fromBase64 } from '#journal/bytes.ts'
import { openEnvelope, readEnvelope, unwrapHalf } from '#journal/seal/envelope.ts'
import type { KeyPair } from '#journal/seal/hpke.ts'
import { keyPairOf } from '#journal/seal/keys.ts'
import { asked } from './replica.ts'

/** How many envelopes of each round open with nothing but what lies in a data folder, whoever may read it. */
export async function openableWith(
  database: pg.ClientConfig,
  dataDir: string,
  rounds: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const keys = await keysIn(join(dataDir, 'keys'))
  const rows = await asked<{ body: string }>(
    database,
    "select body from sealed_envelope where kind = 'envelope'",
  )
  const opened = Object.fromEntries(rounds.map((round) => [round, 0]))
  for (const { body } of rows) {
    const envelope = readEnvelope(body)
    if (!envelope.ok) continue
    const { round } = envelope.value.ctx
    const halves: Record<'insp' | 'proc', Uint8Array[]> = { insp: [], proc: [] }
    for (const { slot, side } of envelope.value.wrap)
      for (const key of keys) {
        const half = await unwrapHalf(envelope.value, slot, key)
        if (half.ok) halves[side].push(half.value)
      }
    const [insp, proc] = [halves.insp[0], halves.proc[0]]
    if (insp && proc && (await openEnvelope(envelope.value, { insp, proc })).ok)
      opened[round] = (opened[round] ?? 0) + 1
  }
  return opened
}

/** Every file of the folder that can be read as a private key. */
async function keysIn(folder: string): Promise<KeyPair[]> {
  const keys: KeyPair[] = []
  for (const name of readdirSync(folder)) {
    const bytes = fromBase64(readFileSync(join(folder, name), 'utf8').trim())
    const pair = bytes.ok ? await keyPairOf(bytes.value) : bytes
    if (pair.ok) keys.push(pair.value)
  }
  return keys
}
