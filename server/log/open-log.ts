import type { StoreContext } from '#store/context.ts'
import { guardLog } from '#store/log-guard.ts'
import { type LogOpened, openLog } from '#store/log-key.ts'
import { readPolicy } from '#store/witnesses.ts'
import { guardByWitnesses } from './witnessing.ts'

/**
 * Opens the log of a tenant for a service that will write: its key, its witnesses, and the guards that ask whether this
 * database holds what was published and what witnesses have cosigned.
 *
 * @returns the log, or one Chinese sentence about what to put right before anything is written
 */
export async function openServedLog(context: StoreContext, dataDir: string): Promise<LogOpened> {
  const opened = await openLog(context, dataDir)
  if (!opened.ok) return opened
  const named = await readPolicy(dataDir, context.tenant, opened.log)
  if (!named.ok) return named
  const log = named.policy ? { ...opened.log, policy: named.policy } : opened.log
  for (const guard of [guardLog, guardByWitnesses]) {
    const guarded = await guard(context, log)
    if (!guarded.ok) return guarded
  }
  return { ok: true, log }
}
