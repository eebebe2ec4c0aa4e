import { setTimeout as pause } from 'node:timers/promises'
import type { StoreContext } from '#store/context.ts'
import type { Db } from '#store/db.ts'
import { ASK, type BenchMatter, DENY, RULER, clerk, done, inParallel } from './district.ts'

/** Does pairs of acts through `store/act.ts` in this process for some seconds; gives how many acts were done. */
export async function pathActs(
  context: StoreContext,
  matters: readonly BenchMatter[],
  clients: number,
  seconds: number,
): Promise<number> {
  const until = performance.now() + seconds * 1_000
  let acts = 0
  await inParallel(clients, async (loop) => {
    for (let n = loop; performance.now() < until; n = (n + clients) % matters.length) {
      const { id, lead } = matters[n] as BenchMatter
      await done(context, { ...ASK, actor: clerk(lead), matter: id })
      await done(context, { ...DENY, actor: clerk(RULER), matter: id })
      acts += 2
    }
  })
  return acts
}

/** Waits until sequencer and outbox of the served district have nothing left, so that their work falls on no other round. */
export async function settle(db: Db): Promise<void> {
  const waiting = `select exists (select from journal_pending where tenant_id = 'http')
    or exists (select from outbox where tenant_id = 'http' and sent_at is null) as more`
  for (let n = 0; n < 120; n++) {
    const { rows } = await db.query<{ more: boolean }>(waiting)
    if (!rows[0]?.more) return
    await pause(250)
  }
}
