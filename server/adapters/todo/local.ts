import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dayAt } from '#kernel/time.ts'
import type { Clock } from '#store/context.ts'
import type { ExternalTodo, TodoKey } from './port.ts'

/** The local driver: one JSON line per push in `sent/todo-<day>.jsonl` of the data folder, where a person can read it. */
export function localTodo(dataDir: string, clock: Clock): ExternalTodo {
  const folder = join(dataDir, 'sent')
  let made: Promise<unknown> | undefined
  const keep =
    (what: string) =>
    async (item: TodoKey): Promise<void> => {
      const at = clock.now()
      await (made ??= mkdir(folder, { recursive: true }))
      await appendFile(join(folder, `todo-${dayAt(at)}.jsonl`), `${JSON.stringify({ at, what, ...item })}\n`)
    }
  return { upsert: keep('upsert'), complete: keep('complete'), remove: keep('remove') }
}
