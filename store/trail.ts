import type { By, Effects } from '#kernel/matter.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import type { Db, Queryable } from './db.ts'
import { type Channel, seal } from './leaf.ts'

/**
 * Something administered, or a login: what 等保 calls 审计记录. It stands in the journal like an act, with its own leaf in the same
 * tree, so that nobody can alter it or leave it out without the log showing it; but it belongs to no matter, so each is the
 * first and only one of a thread of its own, and none waits for another.
 */
export interface TrailEntry {
  /** `audit.` and what was done. */
  readonly kind: `audit.${string}`
  /** Null where nobody was known: a login that failed. */
  readonly by: By | null
  /** What was done to whom, from where, why; the erasable part. */
  readonly details: AnyRecord
  readonly channel: Channel
}

/** Thread of an entry: no matter has such an id. */
const threadOf = (actId: string): string => `trail:${actId}`

/** Whether a thread of the journal is an entry of the trail and no matter. */
export const isTrail = (matter: string): boolean => matter.startsWith('trail:')

const NOTHING: Effects = { to: null, set: {}, opened: [], closed: [], changed: [] }

const INSERT = `
with entry as (
  insert into journal (tenant_id, act_id, matter_id, seq, kind, at, person_id, post_id, unit_id, matter_unit, leaf, leaf_hash, idem_key)
  values ($1, $2, $3, 1, $4, $5, $6, $7, $8, null, $9, $10, $3)
), body as (
  insert into journal_body (tenant_id, act_id, salt, body) values ($1, $2, $11, $12::jsonb)
)
insert into journal_pending (tenant_id, matter_id, seq, act_id) values ($1, $3, 1, $2)`

/**
 * Writes an entry of the trail; within the transaction of what it tells of, one is never there without the other.
 *
 * @param log origin of the district's log
 * @returns the id of its act
 */
export async function writeTrail(
  to: Queryable,
  context: Pick<StoreContext, 'tenant' | 'clock' | 'newId' | 'newSalt'>,
  log: string,
  { kind, by, details, channel }: TrailEntry,
): Promise<string> {
  const [actId, salt, at] = [context.newId(), context.newSalt(), context.clock.now()]
  const thread = threadOf(actId)
  const { body, leaf, leafHash } = seal({
    log,
    actId,
    matter: { id: thread, version: 1 },
    entry: { kind, seq: 1, at, by, form: details, effects: NOTHING },
    prev: null,
    salt,
    channel,
    files: [],
  })
  await to.query(INSERT, [
    context.tenant,
    actId,
    thread,
    kind,
    at,
    by?.person ?? null,
    by?.post ?? null,
    by?.unit ?? null,
    Buffer.from(leaf),
    Buffer.from(leafHash),
    Buffer.from(salt),
    body,
  ])
  return actId
}

/** A context whose statements all go into one transaction; a transaction within it is a savepoint. */
export const within = (context: StoreContext, tx: Queryable): StoreContext => ({
  ...context,
  db: joined(tx),
})

const joined = (tx: Queryable): Db => ({
  query: (text, values) => tx.query(text, values),
  script: (text) => tx.script(text),
  tx: async (work) => {
    await tx.query('savepoint inner_work')
    try {
      const value = await work(tx)
      await tx.query('release savepoint inner_work')
      return value
    } catch (error) {
      await tx.query('rollback to savepoint inner_work')
      throw error
    }
  },
  close: () => Promise.resolve(),
})
