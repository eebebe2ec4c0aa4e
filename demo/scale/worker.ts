import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { rulebook } from '#rulebook/index.ts'
import { copyIn } from '#store/copy-in.ts'
import { type Family, familiesOf } from './families.ts'
import { Rows, type Target, writeFamily } from './render.ts'
import type { Template } from './tables.ts'

/** What a worker is started with. */
export interface WorkerStart {
  readonly template: Template
  readonly connection: pg.ClientConfig
}

/** Copies to be written by one worker, in the order of their places in the log. */
export interface Stretch {
  readonly idx: number
  readonly copies: readonly { readonly target: Target; readonly families: readonly number[] }[]
}

const { template, connection } = workerData as WorkerStart
const families = familiesOf(template, rulebook)
const client = new pg.Client(connection)
await client.connect()

parentPort?.on('message', (stretch: Stretch) => {
  write(stretch).then(
    (hashes) => parentPort?.postMessage({ hashes }, [hashes.buffer as ArrayBuffer]),
    (error: Error) => parentPort?.postMessage({ failed: error.message }),
  )
})
parentPort?.postMessage({ ready: true })

async function write({ idx, copies }: Stretch): Promise<Uint8Array> {
  const rows = new Rows()
  let place = idx
  for (const { target, families: chosen } of copies)
    for (const n of chosen) {
      const family = families[n] as Family
      writeFamily(family, target, place, rows)
      place += family.entries
    }
  for (const [table, texts] of rows.texts) {
    const columns = template.columns[table].map((name) => `"${name}"`).join(', ')
    await copyIn(client, `copy ${table} (${columns}) from stdin`, Buffer.from(texts.join('')))
  }
  const hashes = new Uint8Array(rows.hashes.length * 32)
  for (const [n, hash] of rows.hashes.entries()) hashes.set(hash, n * 32)
  return hashes
}
