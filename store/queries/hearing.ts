import type { Day } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { json } from '../db.ts'

/** A matter in which somebody of a register was asked: what its record says, and whether it is over. */
export interface Heard {
  readonly record: AnyRecord
  readonly closed: boolean
}

/** Looked at of each procedure at most, those that moved last. */
const MOST = 2_000

const ONE = `
select m.record, m.closed from matter m
where m.tenant_id = $1 and m.procedure = $2 and m.updated_at >= $3::timestamptz and m.record ->> $4 = any($5::text[])
order by m.updated_at desc limit $6`

const SEVERAL = `
select m.record, m.closed from matter m
where m.tenant_id = $1 and m.procedure = $2 and m.updated_at >= $3::timestamptz and m.record -> $4 @> any($5::jsonb[])
order by m.updated_at desc limit $6`

/** Where a procedure names whom it asked: in a field, or in rows of which each names one as `adviser`. */
export type Naming = { readonly one: string } | { readonly rows: string }

/**
 * Matters of a procedure in which these were asked, whoever may see them: only for the figures of the one who was asked, which name
 * nothing of what they are counted in.
 */
export async function hearing(
  { db, tenant }: StoreContext,
  procedure: string,
  naming: Naming,
  advisers: readonly string[],
  since: Day,
): Promise<readonly Heard[]> {
  const asked =
    'one' in naming
      ? { text: ONE, field: naming.one, who: advisers }
      : { text: SEVERAL, field: naming.rows, who: advisers.map((adviser) => json([{ adviser }])) }
  const { rows } = await db.query<Heard>(asked.text, [tenant, procedure, since, asked.field, asked.who, MOST])
  return rows
}

const OWN = `
select m.id, m.title, m.number, m.state, m.record from matter m
where m.tenant_id = $1 and m.procedure = $2 and m.record ->> $3 = $4 order by m.closed, m.number limit 20`

/** An entry of a register. */
export interface Entry {
  readonly id: string
  readonly title: string
  readonly number: string
  readonly state: string
  readonly record: AnyRecord
}

/** A register’s entries of one person: where `field` names him. */
export async function ownEntries(
  { db, tenant }: StoreContext,
  procedure: string,
  field: string,
  person: string,
): Promise<readonly Entry[]> {
  return (await db.query<Entry>(OWN, [tenant, procedure, field, person])).rows
}
