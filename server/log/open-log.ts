import type { StoreContext } from '#store/context.ts'
import { guardLog } from '#store/log-guard.ts'
import { type Log, openLog } from '#store/log-key.ts'
import { type Twin, openTwin } from '#store/twin.ts'
import { readPolicy } from '#store/witnesses.ts'
import { guardByWitnesses } from './witnessing.ts'

/** The log of a tenant as a service that writes holds it, and its SM twin where that is switched on. */
export interface ServedLog {
  readonly log: Log
  readonly twin: Twin | null
}

export type ServedLogOpened =
  | ({ readonly ok: true } & ServedLog)
  | { readonly ok: false; readonly because: string }

/**
 * Opens the log of a tenant for a service that will write: its key, its witnesses, its SM twin, and the guards that ask whether
 * this database holds what was published and what witnesses have cosigned.
 *
 * @returns the log, or one Chinese sentence about what to put right before anything is written
 */
export async function openServedLog(
  context: StoreContext,
  dataDir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ServedLogOpened> {
  const opened = await openLog(context, dataDir)
  if (!opened.ok) return opened
  const named = await readPolicy(dataDir, context.tenant, opened.log)
  if (!named.ok) return named
  const log = named.policy ? { ...opened.log, policy: named.policy } : opened.log
  for (const guard of [guardLog, guardByWitnesses]) {
    const guarded = await guard(context, log)
    if (!guarded.ok) return guarded
  }
  const wish = env['LUOSHI_SM'] || '0'
  if (wish !== '0' && wish !== '1')
    return {
      ok: false,
      because: `LUOSHI_SM 应当是 1（另立国密日志）或者 0，现在是“${wish}”，请改正后再启动。`,
    }
  if (wish === '0') return { ok: true, log, twin: null }
  const twin = await openTwin(context, dataDir, log.origin)
  return twin.ok ? { ok: true, log, twin: twin.twin } : twin
}
