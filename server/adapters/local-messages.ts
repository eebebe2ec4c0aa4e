import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Driver } from '#store/outbox.ts'

/**
 * The local driver of outgoing messages: one JSON line per message in `sent/<day>.jsonl` of the data folder, where a person
 * can read what would have gone out. It stands in until a gateway is configured.
 */
export function localMessages(dataDir: string): Driver {
  const folder = join(dataDir, 'sent')
  let made: Promise<unknown> | undefined
  return async (message) => {
    await (made ??= mkdir(folder, { recursive: true }))
    await appendFile(join(folder, `${message.createdAt.slice(0, 10)}.jsonl`), `${JSON.stringify(message)}\n`)
  }
}
