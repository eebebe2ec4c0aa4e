import type { Values } from './parts.ts'

/** As the indexes have it; `coalesce` would say the same, but row security keeps it from an index (migration 0011). */
export const dueOf = (of: string): string =>
  `case when ${of}.due_at is null then 'infinity' else ${of}.due_at end`

/** Where a list reads whether a matter is closed, when it is due and what it bears: from the matter itself, or from the party under `p`. */
export interface Listed {
  readonly closed: string
  readonly due: string
  /** What the matter bears besides its lapses. */
  readonly flags: string
}

export const OF_MATTER: Listed = { closed: 'm.closed', due: dueOf('m'), flags: 'm.flags' }
export const OF_LATE: Listed = { closed: 'l.closed', due: 'l.due_at', flags: 'm.flags' }
export const OF_PARTY: Listed = { closed: 'p.closed', due: 'p.due_at', flags: 'p.flags' }

/** A range of party rows in the order of an index. */
export interface PartyRange {
  /** Conditions on `p` that choose the range, besides holder and procedure. */
  readonly where: readonly string[]
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
  const held = values.add(holders)
  const keys = keysIn(ranges[0]?.by ?? '')
  // A matter has each holder once. Where all are put in order anyway, what several hold is found there; a count would have to gather all
  // it could count for that, and asks each row after the holders before its own instead.
  const once =
    holders.length > 1 && keys.length === 0
      ? [
          `(h.n = 1 or not exists (select 1 from party b where b.tenant_id = ${tenant} and b.matter_id = p.matter_id
      and b.holder = any((${held}::text[])[:h.n - 1]) offset 0))`,
        ]
      : []
  const each = ranges.map(({ where, by, matter }) => {
    const all = [...where, ...conditions, ...once]
    const ofMatter = all.filter((one) => /\bm\./.test(one))
    const joined = matter ? matterOf('p', ofMatter) : ''
    const asked = all.filter((one) => !ofMatter.includes(one)).map((one) => ` and ${one}`)
    const order = by === '' ? '' : ` order by ${by}`
    const key = keysIn(by).map((one, n) => `, ${one.key} as k${n}`)
    return `(select p.matter_id${key.join('')} from party p${joined} where p.tenant_id = ${tenant} and p.holder = h.holder
    and p.procedure = k.procedure${asked.join('')}${order} limit ${limit})`
  })
  const distinct = holders.length > 1 && keys.length > 0 ? 'distinct ' : ''
  const found = `select ${distinct}x.* from unnest(${held}::text[]) with ordinality h(holder, n),
  unnest(${values.add(procedures)}::text[]) k(procedure), lateral (${each.join('\n  union all ')}) x`
  if (keys.length === 0) return found
  const order = keys.map(({ way }, n) => `y.k${n}${way}`)
  const last = ranges[0]?.by.endsWith(' desc') === true ? ' desc' : ''
  return `select y.matter_id from (${found}) y order by ${order.join(', ')}, y.matter_id${last} limit ${limit}`
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

/**
 * SQL that brings the matter `m` of a row to it, where conditions on it are asked. `offset 0` keeps the planner from beginning with the
 * matters: it takes rows for more common than they are in what a list shows.
 *
 * @param of alias of the row, which names its matter
 */
export const matterOf = (
  of: string,
  conditions: readonly string[],
): string => ` cross join lateral (select * from matter m
    where ${[`m.tenant_id = ${of}.tenant_id`, `m.id = ${of}.matter_id`, ...conditions].join(' and ')} offset 0) m`
