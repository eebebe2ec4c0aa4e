import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from '../context.ts'

/** What happened under the rulebook so far, without a person or a unit in it. */
export interface NormFigures {
  /** Refusals by norm. */
  readonly refused: ReadonlyMap<string, number>
  /** Duties, by `procedure.duty`: lapsed at some time; open now. */
  readonly lapsed: ReadonlyMap<string, number>
  readonly owed: ReadonlyMap<string, number>
  /** Acts, by journal kind. */
  readonly acts: ReadonlyMap<string, number>
}

const REFUSED = `
select norm as name, sum(n)::int as n from refusal_tally where tenant_id = $1 and norm is not null group by norm`

const LAPSED = `
select procedure || '.' || name as name, count(*) as n from duty
where tenant_id = $1 and lapsed_at is not null and state <> 'withdrawn' group by procedure, name`

const OWED = `
select procedure || '.' || name as name, count(*) as n from duty
where tenant_id = $1 and state in ('open', 'paused') group by procedure, name`

const ACTS = `
select kind as name, count(*) as n from journal
where tenant_id = $1 and kind = any($2::text[]) and at >= $3::timestamptz group by kind`

interface Row {
  readonly name: string
  readonly n: number
}

/** Counts for the norms page; acts of the given kinds since an instant. */
export async function normFigures(
  context: StoreContext,
  kinds: readonly string[],
  since: Instant,
): Promise<NormFigures> {
  const { db, tenant } = context
  const counted = async (text: string, values: readonly unknown[]): Promise<Map<string, number>> => {
    const { rows } = await db.query<Row>(text, values)
    return new Map(rows.map((row) => [row.name, row.n]))
  }
  const [refused, lapsed, owed, acts] = await Promise.all([
    counted(REFUSED, [tenant]),
    counted(LAPSED, [tenant]),
    counted(OWED, [tenant]),
    counted(ACTS, [tenant, kinds, since]),
  ])
  return { refused, lapsed, owed, acts }
}
