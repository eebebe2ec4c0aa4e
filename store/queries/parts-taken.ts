import { keysOf } from '#kernel/seats.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import type { Db } from '../db.ts'
import type { LedgerFilter } from './ledger-filter.ts'
import { type Values, partOf } from './parts.ts'
import { isOpen } from './searching.ts'

// How much a reader takes part in: what decides whether a list is read by their parts or by the matters.

/** Whether a filter narrows a list to what one unit answers for, or one post asked for: that is the shorter list. */
export const isNarrowed = ({ unit, issuedBy }: LedgerFilter): boolean =>
  unit !== undefined || issuedBy !== undefined

/** A reader's parts grow slowly: how many they are is asked once for all the figures of a page, and of the next. */
const PARTS_MS = 300_000
const MOST_READERS = 500

/** What is known of readers' parts, for a while. */
class Known<T> {
  readonly #readers = new WeakMap<Db, Map<string, { readonly until: number; readonly found: Promise<T> }>>()

  of({ db, tenant }: StoreContext, actor: Actor, read: () => Promise<T>): Promise<T> {
    const readers = this.#readers.get(db) ?? new Map<string, { until: number; found: Promise<T> }>()
    this.#readers.set(db, readers)
    const key = JSON.stringify([tenant, keysOf(actor), actor.functions])
    const before = readers.get(key)
    if (before && performance.now() < before.until) return before.found
    if (readers.size >= MOST_READERS) readers.clear()
    const found = read()
    readers.set(key, { until: performance.now() + PARTS_MS, found })
    found.catch(() => readers.delete(key))
    return found
  }
}

const muches = new Known<Much>()
const takens = new Known<Taken>()

/** Open matters of one procedure that are read whole to sort them; and of those with more, as many as are gathered by their ids. */
const [MUCH, GATHERED] = [1_000, 2_500]
/** Of all procedures together: with more, one in fifty of what moved last in the district is the reader's. */
const MOST = 2_000

/** Procedures in whose open matters a reader takes part more than is read whole. */
export interface Much {
  readonly all: ReadonlySet<string>
  /** Of them those in which it is still gathered: of a procedure with more, most of what comes is the reader's. */
  readonly gathered: ReadonlySet<string>
  /** Whether the open matters of all these procedures are more than are read whole. */
  readonly isMost: boolean
}

const NONE: Much = { all: new Set(), gathered: new Set(), isMost: false }

const OPEN_PARTS = `
select k.procedure, (select count(*) from (select 1 from unnest($3::text[]) h(holder), lateral (
  select 1 from party p where p.tenant_id = $1 and p.holder = h.holder and p.procedure = k.procedure and p.closed = false limit $4) x
) y) as n
from unnest($2::text[]) k(procedure)`

/** Procedures in which the reader takes part without their being open to the unit, in more open matters than are read whole. */
export async function muchOpen(
  context: StoreContext,
  actor: Actor,
  filters: readonly LedgerFilter[],
): Promise<Much> {
  const isAsked = filters.some(({ procedure }) => !isOpen(context, actor, procedure))
  return isAsked ? muches.of(context, actor, () => readMuch(context, actor)) : NONE
}

async function readMuch(context: StoreContext, actor: Actor): Promise<Much> {
  const values = [context.tenant, notOpen(context, actor), keysOf(actor), GATHERED]
  const { rows } = await context.db.query<{ procedure: string; n: number }>(OPEN_PARTS, values)
  const all = rows.filter(({ n }) => Number(n) >= MUCH)
  const named = (of: typeof rows): ReadonlySet<string> => new Set(of.map(({ procedure }) => procedure))
  const together = rows.reduce((sum, { n }) => sum + Number(n), 0)
  return {
    all: named(all),
    gathered: named(all.filter(({ n }) => Number(n) < GATHERED)),
    isMost: together >= MOST,
  }
}

const notOpen = (context: StoreContext, actor: Actor): string[] =>
  Object.keys(context.rulebook.procedures).filter((id) => !isOpen(context, actor, id))

/** How much a reader takes part in the procedures that are not open to them. */
export interface Taken {
  /** In which it is so little that a list of another's is read by it. */
  readonly few: ReadonlySet<string>
  /** In which it is gathered once, and not asked of each matter; `few` are among them. */
  readonly some: ReadonlySet<string>
}

const [FEW, SOME] = [200, 1_000]
const NOTHING: Taken = { few: new Set(), some: new Set() }

const PARTS = `
select k.procedure, (select count(*) from (
  select 1 from party p where p.tenant_id = $1 and p.holder = any($3::text[]) and p.procedure = k.procedure limit $4) x) as n
from unnest($2::text[]) k(procedure)`

/** How much the reader takes part in, where a filter is narrowed to somebody's; elsewhere nothing depends on it. */
export async function takenFor(
  context: StoreContext,
  actor: Actor,
  filters: readonly LedgerFilter[],
): Promise<Taken> {
  const isAsked = filters.some(
    (filter) =>
      (isNarrowed(filter) || filter.owes !== undefined || filter.owedTo !== undefined) &&
      !isOpen(context, actor, filter.procedure),
  )
  return isAsked ? takenBy(context, actor) : NOTHING
}

const takenBy = (context: StoreContext, actor: Actor): Promise<Taken> =>
  takens.of(context, actor, () => readTaken(context, actor))

async function readTaken(context: StoreContext, actor: Actor): Promise<Taken> {
  const { db, tenant } = context
  const closed = notOpen(context, actor)
  if (closed.length === 0) return NOTHING
  const values = [tenant, closed, keysOf(actor), SOME]
  const { rows } = await db.query<{ procedure: string; n: number }>(PARTS, values)
  const below = (most: number): ReadonlySet<string> =>
    new Set(rows.filter(({ n }) => Number(n) < most).map(({ procedure }) => procedure))
  return { few: below(FEW), some: below(SOME) }
}

/** SQL for the ids of the matters of some procedures in which the reader takes part: gathered once where no row is named in it. */
const gathered = (
  tenant: string,
  actor: Actor,
  procedures: readonly string[],
  values: Values,
  more = '',
): string =>
  `(select p.matter_id from party p where p.tenant_id = ${values.add(tenant)} and p.holder = any(${values.add(keysOf(actor))}::text[])
      and p.procedure = any(${values.add(procedures)}::text[])${more})`

/**
 * A condition on a matter of one of some procedures: the reader takes part in it, who has gathered it in those where that is said.
 *
 * @param matter its id, as SQL
 * @param closed whether only closed matters are listed, or only open ones
 */
export const takesPartIn = (
  matter: string,
  tenant: string,
  actor: Actor,
  { procedures, closed, isGathered }: Parts,
  values: Values,
): string => {
  if (!isGathered) return partOf(values.add(tenant), matter, actor, values)
  const more = closed === undefined ? '' : ` and p.closed = ${closed}`
  // Said so, it is no join: a join would begin with whatever the planner takes for the shorter.
  return `(${matter} in ${gathered(tenant, actor, procedures, values, more)}) is true`
}

interface Parts {
  readonly procedures: readonly string[]
  readonly closed: boolean | undefined
  readonly isGathered: boolean
}

/** Where a row names its procedure and its matter, as SQL. */
interface Named {
  readonly procedure: string
  readonly matter: string
}

/**
 * A condition on a row: the reader may see its matter, because the procedure is open to them or they take part. What they take little part
 * in is gathered once; of other procedures each row is asked.
 */
export function visibleIn(
  context: StoreContext,
  actor: Actor,
  of: Named,
  { procedures, closed, gathers }: Omit<Parts, 'isGathered'> & { gathers: (procedure: string) => boolean },
  values: Values,
): string {
  const open = procedures.filter((one) => isOpen(context, actor, one))
  if (open.length === procedures.length) return 'true'
  const others = procedures.filter((one) => !open.includes(one))
  const any = (some: readonly string[]): string => `${of.procedure} = any(${values.add(some)}::text[])`
  const ways = [true, false].flatMap((isGathered) => {
    const own = others.filter((one) => gathers(one) === isGathered)
    if (own.length === 0) return []
    const parts = { procedures: own, closed, isGathered }
    return [`${any(own)} and ${takesPartIn(of.matter, context.tenant, actor, parts, values)}`]
  })
  return `(${[...(open.length === 0 ? [] : [any(open)]), ...ways].join(' or ')})`
}

/** A condition on the row `d` of a matter, in a list of what is another's: the reader may see the matter. */
export async function visibleAnothers(
  context: StoreContext,
  actor: Actor,
  values: Values,
  procedures: readonly string[] = Object.keys(context.rulebook.procedures),
): Promise<string> {
  const { some } = await takenBy(context, actor)
  const parts = { procedures, closed: undefined, gathers: (one: string) => some.has(one) }
  return visibleIn(context, actor, { procedure: 'd.procedure', matter: 'd.matter_id' }, parts, values)
}

/**
 * SQL for the duties `d` of one unit that the reader may see, in order and as far as a page. Each procedure is a range: what the reader may
 * not see, of some units the most, is not passed by. Where they take little part it is read by their parts.
 *
 * @param duties `select … from duty d where …`
 * @param ordered `order by … limit …`
 */
export async function dutiesSeen(
  context: StoreContext,
  actor: Actor,
  { duties, ordered }: { readonly duties: string; readonly ordered: string },
  values: Values,
): Promise<string[]> {
  const { few } = await takenBy(context, actor)
  const closed = notOpen(context, actor)
  const others = closed.filter((one) => !few.has(one))
  const little = closed.filter((one) => few.has(one))
  const open = Object.keys(context.rulebook.procedures).filter((one) => !closed.includes(one))
  const may = others.length === 0 ? '' : ` and ${await visibleAnothers(context, actor, values, others)}`
  return [
    ...eachProcedure(open, duties, ordered, values),
    ...eachProcedure(others, duties + may, ordered, values),
    ...(little.length === 0
      ? []
      : [
          `(select d.* from (select distinct p.matter_id from ${gathered(context.tenant, actor, little, values)} p) p, lateral (
  ${duties} and d.matter_id = p.matter_id offset 0) d ${ordered})`,
        ]),
  ]
}

/** SQL for duties `d` of some procedures, each a range of its index; of none where there are no procedures. */
export const eachProcedure = (
  procedures: readonly string[],
  duties: string,
  ordered: string,
  values: Values,
): string[] =>
  procedures.length === 0
    ? []
    : [
        `(select d.* from unnest(${values.add(procedures)}::text[]) k(procedure), lateral (
  ${duties} and d.procedure = k.procedure ${ordered}) d ${ordered})`,
      ]
