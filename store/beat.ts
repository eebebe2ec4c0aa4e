import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'

/** Workers whose silence must be noticed. */
export type BeatKind = 'sweep' | 'sequence' | 'outbox'

const EVERY_MS = 5_000

const BEAT = `
insert into beat (tenant_id, kind, worker, at) values ($1, $2, $3, $4::timestamptz)
on conflict (tenant_id, kind, worker) do update set at = excluded.at`

// A process that is gone leaves its last beat behind; after a day nobody asks for it.
const FORGET = `
delete from beat where tenant_id = $1 and at < $2::timestamptz - interval '1 day'`

/**
 * A sign of life for one worker, to be called after each round that went through; written every five seconds at most.
 *
 *     startSweeper(context, { everyMs: 1_000, beat: beatOf(context, 'sweep', worker) })
 *
 * @param worker names the process among several on one database
 */
export function beatOf(context: StoreContext, kind: BeatKind, worker: string): () => Promise<void> {
  const { db, tenant, clock } = context
  let next = 0
  return async () => {
    // Monotonic: a clock that is set back must not make a worker look dead.
    const now = performance.now()
    if (now < next) return
    const first = next === 0
    next = now + EVERY_MS
    const at = clock.now()
    await db.query(BEAT, [tenant, kind, worker, at])
    if (first) await db.query(FORGET, [tenant, at])
  }
}

const LAST = `
select kind, max(at) as at from beat where tenant_id = $1 group by kind`

/** The newest beat of each kind of worker; a kind that never beat is missing. */
export async function lastBeats({
  db,
  tenant,
}: Pick<StoreContext, 'db' | 'tenant'>): Promise<ReadonlyMap<BeatKind, Instant>> {
  const { rows } = await db.query<{ kind: BeatKind; at: Instant }>(LAST, [tenant])
  return new Map(rows.map(({ kind, at }) => [kind, at]))
}
