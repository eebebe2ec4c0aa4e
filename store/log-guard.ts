import type { StoreContext } from './context.ts'
import type { Log } from './log-key.ts'
import { behindSentence, readPublished } from './publish.ts'

/**
 * Asks before the first write whether this database is the one that published what the folder shows. Writing on into an older
 * one would give a second history under heads that are already in people's hands.
 *
 * @returns ok, or one Chinese sentence; the caller then serves nothing that writes
 */
export async function guardLog(
  { db, tenant }: StoreContext,
  log: Log,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly because: string }> {
  const shown = await readPublished(log)
  if (!shown.ok) return shown
  const because = await behindSentence(db, tenant, shown)
  return because === undefined ? { ok: true } : { ok: false, because }
}
