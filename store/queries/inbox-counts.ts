import { seatKeysOf } from '#kernel/seats.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { type HandAsked, OPEN_HAND, type Scope, addressed, handed, holding, unowed } from './inbox.ts'
import { OPEN, Values, visibleOf } from './parts.ts'

export interface InboxCounts {
  readonly todo: number
  readonly doing: number
  readonly toread: number
  /** Of what is to be done, what is past its term now; a later day granted since takes it from here. */
  readonly lapsed: number
}

/** Boxes are counted no further than this: whoever has more to do than that needs no exact number. */
export const COUNTED = 100

/**
 * Lengths of the boxes, each as far as they are counted: by the rows that make them, and the matter of a row is read only where it must
 * say who may see it.
 */
export async function inboxCounts(context: StoreContext, actor: Actor, scope: Scope): Promise<InboxCounts> {
  const values = new Values()
  const tenant = values.add(context.tenant)
  const limit = values.add(COUNTED)
  // Cut off over all ranges together: what comes after the first hundred is not read.
  const counted = (ranges: readonly string[]): string =>
    `(select count(*) from (${ranges.map((from) => `select * from (select 1 from ${from} limit ${limit}) r`).join(' union all ')} limit ${limit}) x)`
  const duties = (more: string): string =>
    counted(
      holding(context, actor, scope, values).map(
        (range) =>
          `duty d where d.tenant_id = ${tenant} and ${OPEN} and d.state = 'open' and ${range}${more}`,
      ),
    )
  const may = visibleOf(context.rulebook, actor, values, { alias: 'n' })
  const notices = counted(
    addressed(tenant, actor, values).map((latest) => `${latest} where ${unowed(tenant)} and ${may}`),
  )
  const doing = counted(inHandOf(context, { tenant, limit, actor, scope }, values))
  const text = `select ${duties('')} as todo, ${doing} as doing, ${notices} as toread,
  ${duties(` and d.lapsed_at is not null and d.due_at <= ${values.add(context.clock.now())}::timestamptz`)} as lapsed`
  const { rows } = await context.db.query<InboxCounts>(text, values.list)
  return rows[0] ?? { todo: 0, doing: 0, toread: 0, lapsed: 0 }
}

/** What is counted of 在办: rows of hands or parties, none of a matter twice, and none read after those that count. */
function inHandOf(
  context: StoreContext,
  { tenant, limit, actor, scope }: Omit<HandAsked, 'beyond'>,
  values: Values,
): string[] {
  const { rulebook } = context
  if (scope === 'mine')
    return [
      `hand h where h.tenant_id = ${tenant} and h.person_id = ${values.add(actor.person)} and h.closed = false
    and ${visibleOf(rulebook, actor, values, { alias: 'h' })}`,
    ]
  const { open, others } = handed(context, actor)
  const whole = open.map(
    (procedure) =>
      `matter m where m.tenant_id = ${tenant} and m.procedure = ${values.add(procedure)} and ${OPEN_HAND.where}`,
  )
  if (others.length === 0) return whole
  const [own, unit] = seatKeysOf(actor).map((key) => values.add(key))
  return [
    ...whole,
    `unnest(array[${unit}, ${own}]::text[]) h(holder), unnest(${values.add(others)}::text[]) k(procedure), lateral (
    select 1 from party p
    where p.tenant_id = ${tenant} and p.holder = h.holder and p.procedure = k.procedure and ${OPEN_HAND.party.where.join(' and ')}
      and (h.holder = ${unit} or not exists (select 1 from party u
        where u.tenant_id = ${tenant} and u.matter_id = p.matter_id and u.holder = ${unit} offset 0))
    limit ${limit}) y`,
  ]
}
