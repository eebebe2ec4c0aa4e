import { keysOf } from '#kernel/seats.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import type { LedgerFilter } from './ledger-filter.ts'
import { type Values, openProcedures, visibleOf } from './parts.ts'
import { isOpen } from './searching.ts'

// How much a reader takes part in: what decides whether a list is read by their parts or by the matters.

/** Whether a filter narrows a list to what is another's. */
export const isAnothers = (actor: Actor, { unit, issuedBy }: LedgerFilter): boolean =>
  (unit !== undefined && unit !== actor.unit) || issuedBy !== undefined

/** Open matters of one procedure that are read whole to sort them. */
const MUCH = 1_000

const OPEN_PARTS = `
select k.procedure from unnest($2::text[]) k(procedure)
where (select count(*) from (select 1 from unnest($3::text[]) h(holder), lateral (
  select 1 from party p where p.tenant_id = $1 and p.holder = h.holder and p.procedure = k.procedure and p.closed = false limit $4) x
) y) >= $4`

/** Procedures in which the reader takes part without their being open to the unit, in more open matters than are read whole. */
export async function muchOpen(
  context: StoreContext,
  actor: Actor,
  filters: readonly LedgerFilter[],
): Promise<ReadonlySet<string>> {
  const own = filters
    .filter((filter) => !isOpen(context, actor, filter.procedure))
    .map(({ procedure }) => procedure)
  if (own.length === 0) return new Set()
  const values = [context.tenant, own, keysOf(actor), MUCH]
  const { rows } = await context.db.query<{ procedure: string }>(OPEN_PARTS, values)
  return new Set(rows.map(({ procedure }) => procedure))
}

/** Parts in one procedure that are read whole. */
const LITTLE = 200
/** A reader's parts grow slowly: how many they are is asked once for the figures of a page. */
const PARTS_MS = 30_000

const PARTS = `
select k.procedure from unnest($2::text[]) k(procedure)
where (select count(*) from (
  select 1 from party p where p.tenant_id = $1 and p.holder = any($3::text[]) and p.procedure = k.procedure limit $4) x
) < $4`

const littles = new WeakMap<Actor, { readonly until: number; readonly found: Promise<ReadonlySet<string>> }>()

/**
 * Procedures in which the reader takes so little part that a list of another's is read by it: what the other has is the longer one. Where
 * no filter asks for another's it is nobody's business.
 */
export async function fewParts(
  context: StoreContext,
  actor: Actor,
  filters: readonly LedgerFilter[],
): Promise<ReadonlySet<string>> {
  const isAsked = filters.some(
    (filter) => isAnothers(actor, filter) && !isOpen(context, actor, filter.procedure),
  )
  return isAsked ? littleTaken(context, actor) : new Set()
}

function littleTaken(context: StoreContext, actor: Actor): Promise<ReadonlySet<string>> {
  const known = littles.get(actor)
  if (known && known.until > performance.now()) return known.found
  const found = littleParts(context, actor)
  littles.set(actor, { until: performance.now() + PARTS_MS, found })
  found.catch(() => littles.delete(actor))
  return found
}

/**
 * A condition on the row `d` of a matter, in a list of what is another's: the reader may see the matter. Who takes little part in what is
 * not open to them has all of it gathered once; of others each row is asked.
 */
export async function visibleAnothers(context: StoreContext, actor: Actor, values: Values): Promise<string> {
  const { rulebook, tenant } = context
  const open = openProcedures(rulebook, actor)
  const others = Object.keys(rulebook.procedures).filter((id) => !open.includes(id))
  const little = others.length === 0 ? new Set() : await littleTaken(context, actor)
  if (!others.every((id) => little.has(id)))
    return visibleOf(rulebook, actor, values, { alias: 'd', procedure: 'procedure' })
  if (others.length === 0) return 'true'
  return `(d.procedure = any(${values.add(open)}::text[]) or d.matter_id in (select p.matter_id from party p
    where p.tenant_id = ${values.add(tenant)} and p.holder = any(${values.add(keysOf(actor))}::text[])
      and p.procedure = any(${values.add(others)}::text[])))`
}

async function littleParts(
  { db, tenant, rulebook }: StoreContext,
  actor: Actor,
): Promise<ReadonlySet<string>> {
  const values = [tenant, Object.keys(rulebook.procedures), keysOf(actor), LITTLE]
  const { rows } = await db.query<{ procedure: string }>(PARTS, values)
  return new Set(rows.map(({ procedure }) => procedure))
}
