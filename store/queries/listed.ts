import type { Values } from './parts.ts'

/** As the indexes have it; `coalesce` would say the same, but row security keeps it from an index (migration 0011). */
export const dueOf = (of: string): string =>
  `case when ${of}.due_at is null then 'infinity' else ${of}.due_at end`

/** Where a list reads whether a matter is closed and when it is due: from the matter itself, or from the party under `p`. */
export interface Listed {
  readonly closed: string
  readonly due: string
}

export const OF_MATTER: Listed = { closed: 'm.closed', due: dueOf('m') }
export const OF_LATE: Listed = { closed: 'l.closed', due: 'l.due_at' }
export const OF_PARTY: Listed = { closed: 'p.closed', due: 'p.due_at' }

/** A range of party rows in the order of an index. */
export interface PartyRange {
  /** Conditions on `p` that choose the range, besides holder and procedure. */
  readonly where: string
  /** The order, as columns of `p` (and of `m` where the range is read whole). */
  readonly by: string
  /** Whether the order or conditions need the matter `m`. */
  readonly matter: boolean
}

/**
 * SQL for the ids of matters of some procedures to which one of some holders is a party, each once: of every range as many as fit
 * on the page, and of all ranges together no more. It reads no more than it shows, whatever else the district holds, and of the matters
 * only those that are shown.
 *
 * @param conditions on `p` and, where `matter` is set, on `m`
 */
export function partyIds(
  { tenant, holders, procedures, limit }: PartyAsked,
  ranges: readonly PartyRange[],
  conditions: readonly string[],
  values: Values,
): string {
  const each = ranges.map(({ where, by, matter }) => {
    const joined = matter ? ' join matter m on m.tenant_id = p.tenant_id and m.id = p.matter_id' : ''
    const all = [where, ...conditions].filter((one) => one !== '').map((one) => ` and ${one}`)
    const order = by === '' ? '' : ` order by ${by}`
    const keys = keysIn(by).map(({ key }, n) => `, ${key} as k${n}`)
    return `(select p.matter_id${keys.join('')} from party p${joined} where p.tenant_id = ${tenant} and p.holder = h.holder
    and p.procedure = k.procedure${all.join('')}${order} limit ${limit})`
  })
  // A matter has each holder once.
  const distinct = holders.length > 1 ? 'distinct ' : ''
  const found = `select ${distinct}x.* from unnest(${values.add(holders)}::text[]) h(holder),
  unnest(${values.add(procedures)}::text[]) k(procedure), lateral (${each.join('\n  union all ')}) x`
  const order = keysIn(ranges[0]?.by ?? '').map(({ way }, n) => `y.k${n}${way}`)
  const last = ranges[0]?.by.endsWith(' desc') === true ? ' desc' : ''
  return order.length === 0
    ? found
    : `select y.matter_id from (${found}) y order by ${order.join(', ')}, y.matter_id${last} limit ${limit}`
}

/** What an order sorts by before the matter's id, which comes last, and which way. */
const keysIn = (by: string): { key: string; way: string }[] =>
  by
    .split(', ')
    .slice(0, -1)
    .map((part) => ({ key: part.replace(/ desc$/, ''), way: part.endsWith(' desc') ? ' desc' : '' }))

export interface PartyAsked {
  /** Placeholders. */
  readonly tenant: string
  readonly limit: string
  /** Posts and units, as parties are kept. */
  readonly holders: readonly string[]
  readonly procedures: readonly string[]
}
