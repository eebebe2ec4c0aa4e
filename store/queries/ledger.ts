import { keysOf } from '#kernel/seats.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { type LedgerFilter, type LightBounds, type Narrowing, conditions } from './ledger-filter.ts'
import { OF_MATTER, OF_PARTY, type PartyRange, dueOf, partyIds } from './listed.ts'
import {
  MATTER_COLUMNS,
  Values,
  keyIn,
  pageOf,
  rowOf,
  takesPart,
  type Cast,
  type MatterRow,
  type Page,
} from './parts.ts'
import { OF_WORD, isOpen, waysOf, wordRange } from './searching.ts'

export type LedgerSort = 'due' | 'new' | 'updated'

const DUE = dueOf('m')

interface Order {
  /** The sort key of the rows under an alias. */
  readonly by: (of: string) => string
  readonly after: string
  readonly casts: readonly Cast[]
  readonly key: (row: MatterRow) => readonly (string | boolean)[]
  /** The same order among the parties of a procedure, in ranges of its indexes. */
  readonly parties: readonly (PartyRange & { readonly after: string })[]
}

// An open matter moves with every act, and nobody writes that to each of its parties: what a unit has in hand is read whole.
const MOVED: Order['parties'] = [
  {
    where: 'p.closed',
    by: 'p.moved_at desc, p.matter_id desc',
    matter: false,
    after: '(p.moved_at, p.matter_id) <',
  },
  {
    where: 'p.closed = false',
    by: 'm.updated_at desc, m.id desc',
    matter: true,
    after: '(m.updated_at, m.id) <',
  },
]

const ORDERS: Readonly<Record<LedgerSort, Order>> = {
  due: {
    by: (of) => `${of}.closed, ${dueOf(of)}, ${of}.id`,
    after: `(m.closed, ${DUE}, m.id) >`,
    casts: ['boolean', 'timestamptz', 'text'],
    key: (row) => [row.closed, row.due_at ?? 'infinity', row.id],
    parties: [
      {
        where: '',
        by: 'p.closed, p.due_at, p.matter_id',
        matter: false,
        after: '(p.closed, p.due_at, p.matter_id) >',
      },
    ],
  },
  new: {
    by: (of) => `${of}.opened_at desc, ${of}.id desc`,
    after: '(m.opened_at, m.id) <',
    casts: ['timestamptz', 'text'],
    key: (row) => [(row as MatterRow & { opened_at: Instant }).opened_at, row.id],
    parties: [
      {
        where: '',
        by: 'p.opened_at desc, p.matter_id desc',
        matter: false,
        after: '(p.opened_at, p.matter_id) <',
      },
    ],
  },
  updated: {
    by: (of) => `${of}.updated_at desc, ${of}.id desc`,
    after: '(m.updated_at, m.id) <',
    casts: ['timestamptz', 'text'],
    key: (row) => [row.updated_at, row.id],
    parties: MOVED,
  },
}

/** A list as asked: what is the same for all its filters. */
interface Asked extends Narrowing {
  readonly actor: Actor
  /** Placeholder: so many rows and no more. */
  readonly limit: string
  /** The order, and the sort key of the last row shown; for a count neither. */
  readonly order?: Order
  readonly beyond?: string | undefined
  /** Procedures of whose open matters the reader has too many to read them whole. */
  readonly much?: ReadonlySet<string>
}

/** A filter as SQL conditions on the matter `m`: fixed text and placeholders, nothing else. */
function whereOf(asked: Asked, filter: LedgerFilter): string {
  const { context, actor, values, order, beyond } = asked
  const tenant = `m.tenant_id = ${values.add(context.tenant)}`
  const how = reading(asked, filter)
  if (how === 'parts') return `${tenant} and m.id in (${ownIds(asked, filter)})`
  const further = order && beyond !== undefined ? [`${order.after} ${beyond}`] : []
  const part = how === 'all' ? [] : [takesPart(actor, values)]
  const procedure = `m.procedure = ${values.add(filter.procedure)}`
  return [tenant, procedure, ...conditions(asked, filter, OF_MATTER), ...part, ...further].join(' and ')
}

/**
 * How a list is read: all that fits, where the procedure is open to the reader's unit as a whole; otherwise the reader's parts in their
 * order. Where it is narrowed to what is another's, that is the shorter list: it is read, and each matter asked for the reader's part.
 */
function reading({ context, actor, much }: Asked, filter: LedgerFilter): 'all' | 'parts' | 'asking each' {
  if (isOpen(context, actor, filter.procedure)) return 'all'
  const { procedure, unit, issuedBy } = filter
  const another = (unit !== undefined && unit !== actor.unit) || issuedBy !== undefined
  return another || much?.has(procedure) ? 'asking each' : 'parts'
}

/** Where a procedure is not open to the unit as a whole: the matters that touch a person's unit or post. */
function ownIds(asked: Asked, filter: LedgerFilter): string {
  const { context, actor, values, limit, order, beyond } = asked
  const tenant = values.add(context.tenant)
  const where = conditions(asked, filter, OF_PARTY)
  const ofMatter = where.some((condition) => /\bm\./.test(condition))
  const ranges = (order?.parties ?? [ANY]).map((range) => ({
    ...range,
    where: [range.where, ...(beyond === undefined ? [] : [`${range.after} ${beyond}`])]
      .filter((one) => one !== '')
      .join(' and '),
    matter: range.matter || ofMatter,
  }))
  return partyIds({ tenant, limit, actor, procedures: [filter.procedure] }, ranges, where, values)
}

/** Where only the number counts. */
const ANY: Order['parties'][number] = { where: '', by: '', matter: false, after: '' }

/**
 * What a post decided is two lists that share nothing: what names it, a range of an index in the order of the list, and what those
 * who sat in it moved on besides. Asked as one, either would be read whole before the first row is shown.
 */
const halved = (filters: readonly LedgerFilter[]): LedgerFilter[] =>
  filters.flatMap(byClosing).flatMap((filter) => {
    const { decided: by, issuedBy } = filter
    if (by === undefined || (issuedBy !== undefined && issuedBy !== by.post)) return [filter]
    const named = { ...filter, decided: undefined, issuedBy: by.post }
    return issuedBy === undefined ? [named, filter] : [named]
  })

/** A range of days is a range of the index among open matters, and one among closed ones. */
const byClosing = (filter: LedgerFilter): LedgerFilter[] =>
  (filter.due?.from || filter.due?.until) && filter.group === undefined && filter.state === undefined
    ? [false, true].map((closed) => ({ ...filter, closed }))
    : [filter]

/** One filter's rows of a page. */
function rowsOf(asked: Asked & { readonly order: Order }, filter: LedgerFilter, sort: LedgerSort): string {
  const columns = `${MATTER_COLUMNS}, m.opened_at`
  return (
    byWord(asked, filter, columns, sort) ??
    `select ${columns} from matter m where ${whereOf(asked, filter)}
order by ${asked.order.by('m')} limit ${asked.limit}`
  )
}

/** The same read by a word it searches for; undefined where it is read otherwise. */
function byWord(asked: Asked, filter: LedgerFilter, columns: string, sort?: LedgerSort): string | undefined {
  const way = asked.ways.get(filter)
  if (way?.by !== 'word') return undefined
  const { context, actor, beyond, limit } = asked
  const where = conditions(asked, filter, OF_WORD)
  const range = { context, actor, procedure: filter.procedure, word: way.word, columns, sort, beyond, limit }
  return wordRange({ ...range, conditions: where }, asked.values)
}

/**
 * One page of the ledger in its order: open matters first by what is due next, or the newest, or the latest moved. One filter
 * per procedure; each is read in the order of its index and stops at the page, so that the union sorts no more than a page each.
 */
export async function ledger(
  context: StoreContext,
  actor: Actor,
  asked: readonly LedgerFilter[],
  lights: LightBounds,
  page: { readonly sort: LedgerSort; readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<MatterRow>> {
  if (asked.length === 0) return { rows: [], next: null }
  const filters = halved(asked)
  const order = ORDERS[page.sort]
  const values = new Values()
  const after = keyIn(page.cursor, order.casts)
  const beyond = after ? rowOf(after, order.casts, values) : undefined
  const limit = values.add(page.limit + 1)
  const much = page.sort === 'updated' ? await muchOpen(context, actor, filters) : new Set<string>()
  const ways = await waysOf(context, { actor, filters, sort: page.sort })
  const list = { context, actor, lights, values, ways, limit, order, beyond, much }
  const each = filters.map((filter) => rowsOf(list, filter, page.sort))
  const text = `${each.length === 1 ? each[0] : `select * from ((${each.join(')\nunion all\n(')})) x order by ${order.by('x')} limit ${limit}`}`
  const { rows } = await context.db.query<MatterRow>(text, values.list)
  return pageOf(rows, page.limit, order.key)
}

/** Open matters of one procedure that are read whole to sort them. */
const MUCH = 1_000

const OPEN_PARTS = `
select k.procedure from unnest($2::text[]) k(procedure)
where (select count(*) from (select 1 from unnest($3::text[]) h(holder), lateral (
  select 1 from party p where p.tenant_id = $1 and p.holder = h.holder and p.procedure = k.procedure and p.closed = false limit $4) x
) y) >= $4`

/** Procedures in which the reader takes part without their being open to the unit, in more open matters than are read whole. */
async function muchOpen(
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

/** Counts are cut off here: nobody reads the difference between 1,000 and more. */
export const COUNTED = 1_000

/** How many rows the filters have together, up to a thousand or as many as are asked for. */
export async function countLedger(
  context: StoreContext,
  actor: Actor,
  asked: readonly LedgerFilter[],
  lights: LightBounds,
  most: number = COUNTED,
): Promise<{ n: number; more: boolean }> {
  if (asked.length === 0) return { n: 0, more: false }
  const filters = halved(asked)
  const values = new Values()
  const limit = values.add(most + 1)
  const ways = await waysOf(context, { actor, filters })
  const list = { context, actor, lights, values, ways, limit }
  const each = filters.map((filter) => {
    const word = byWord(list, filter, '1')
    if (word !== undefined) return `(${word})`
    return reading(list, filter) === 'parts'
      ? `(select 1 from (${ownIds(list, filter)}) y limit ${limit})`
      : `(select 1 from matter m where ${whereOf(list, filter)} limit ${limit})`
  })
  const text = `select count(*) as n from (${each.join('\nunion all\n')}) x`
  const { rows } = await context.db.query<{ n: number }>(text, values.list)
  const n = Number(rows[0]?.n ?? 0)
  return { n: Math.min(n, most), more: n > most }
}
