import type { Duty, Matter } from '#kernel/matter.ts'
import { NOWHERE, type StoodBefore } from '#kernel/standing.ts'
import type { Instant } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { Queryable } from './db.ts'
import { FLAGS } from './lapses.ts'

/** A matter as its tables hold it: what the kernel decides on, and what a commit compares with. */
export interface Stored extends StoodBefore {
  readonly matter: Matter
  /** Keys of everyone it touches, `unit:u1`, `post:p1`. */
  readonly parties: readonly string[]
  /** Hash of its last leaf; null before the first act. */
  readonly lastLeaf: Uint8Array | null
}

interface Row {
  readonly id: string
  readonly procedure: string
  readonly procedure_version: number
  readonly ver: number
  readonly state: string
  readonly record: AnyRecord
  readonly undo: Matter['undo']
  readonly next_duty: number
  readonly due_at: Instant | null
  readonly flags: readonly string[]
  readonly silent_from: Instant | null
  readonly deeds: readonly string[] | null
  readonly last_leaf: Uint8Array
  readonly duties: readonly Duty[] | null
  readonly parties: readonly string[] | null
}

// One statement, so that matter, duties and parties are of one instant.
const LOAD = `
select m.id, m.procedure, m.procedure_version, m.ver, m.state, m.record, m.undo, m.next_duty, m.due_at, ${FLAGS} as flags, m.silent_from, m.deeds, m.last_leaf,
  (select json_agg(d.body order by d.no) from duty d
    where d.tenant_id = m.tenant_id and d.matter_id = m.id and d.state in ('open', 'paused')) duties,
  (select json_agg(p.holder) from party p where p.tenant_id = m.tenant_id and p.matter_id = m.id) parties
from matter m
where m.tenant_id = $1 and m.id = $2`

/** A matter with its open duties and parties in one round trip, or null. */
export async function loadMatter(from: Queryable, tenant: string, id: string): Promise<Stored | null> {
  const { rows } = await from.query<Row>(LOAD, [tenant, id])
  return rows[0] ? storedOf(rows[0]) : null
}

const LOAD_MANY = LOAD.replace('m.id = $2', 'm.id = any($2::text[])')

/** Several matters, in no particular order; ids that do not exist are left out. */
export async function loadMatters(
  from: Queryable,
  tenant: string,
  ids: readonly string[],
): Promise<Stored[]> {
  const { rows } = await from.query<Row>(LOAD_MANY, [tenant, ids])
  return rows.map(storedOf)
}

function storedOf(row: Row): Stored {
  return {
    matter: {
      id: row.id,
      procedure: row.procedure,
      version: row.procedure_version,
      ver: row.ver,
      state: row.state,
      record: row.record,
      duties: row.duties ?? [],
      nextDuty: row.next_duty,
      undo: row.undo,
    },
    parties: row.parties ?? [],
    lastLeaf: row.last_leaf,
    dueAt: row.due_at,
    flags: [...new Set(row.flags)].toSorted(),
    silentFrom: row.silent_from,
    deeds: row.deeds ?? [],
  }
}

/** The matter before its first act, as if it were stored. */
export const unstored = (matter: Matter): Stored => ({
  matter,
  parties: [],
  lastLeaf: null,
  ...NOWHERE,
})
