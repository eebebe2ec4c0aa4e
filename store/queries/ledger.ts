import { keysOf } from '#kernel/seats.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { type LedgerFilter, type LightBounds, conditions, finality, isPlain } from './ledger-filter.ts'
import { type Asked, type Group, gathers, groupsOf } from './ledger-groups.ts'
import { type LedgerSort, ORDERS, type Order } from './ledger-order.ts'
import {
  byProcedure,
  having,
  havingEach,
  idsInPlace,
  idsOf,
  isOfUnit,
  oneOf,
  rowsAsked,
} from './ledger-rows.ts'
import { OF_LATE, OF_MATTER, OF_PARTY, matterOf, partyIds } from './listed.ts'
import { muchOpen, takenFor, takesPartIn, visibleIn } from './parts-taken.ts'
import {
  MATTER_COLUMNS,
  RECORDED_COLUMNS,
  Values,
  keyIn,
  pageOf,
  rowOf,
  takesPart,
  visible,
  visibleOf,
  type MatterRow,
  type Page,
  type RecordedRow,
} from './parts.ts'
import { OF_WORD, isOpen, waysOf, wordRanges } from './searching.ts'

/** Conditions on the matters `m` of a group, besides tenant, procedure, what it asks of other tables, and the reader's part. */
function onMatter(asked: Asked, { filter, reading: how }: Group): string[] {
  const { actor, context, values, order, beyond } = asked
  return [
    ...conditions(asked, filter, OF_MATTER),
    ...(order === undefined && filter.group !== undefined ? [inStates(asked, filter.group)] : []),
    ...(how === 'moved' ? [visible(context.rulebook, actor, values)] : []),
    ...(order && beyond !== undefined ? [`${order.after} ${beyond}`] : []),
  ]
}

/** That the reader may see a matter, given its id as SQL, where the list does not say so already. */
function takingPart(asked: Asked, { filter, procedures, reading: how }: Group, matter: string): string[] {
  const { actor, context, values } = asked
  const closed = finality(context, filter)
  if (how === 'asking each') {
    const parts = { procedures, closed, isGathered: gathers(asked, filter) }
    return [takesPartIn(matter, context.tenant, actor, parts, values)]
  }
  if (how !== 'of unit') return []
  const parts = {
    procedures,
    closed,
    gathers: (procedure: string) => gathers(asked, { ...filter, procedure }),
  }
  const may = visibleIn(context, actor, { procedure: 'm.procedure', matter }, parts, values)
  return may === 'true' ? [] : [may]
}

/** The states of a group, of whatever procedure: how many stand in them is counted step by step. */
function inStates({ context, values }: Asked, group: string): string {
  const all = Object.values(context.rulebook.procedures).flatMap(({ states }) => Object.entries(states))
  const own = all.filter(([, state]) => state.group === group).map(([name]) => name)
  return `m.state = any(${values.add([...new Set(own)])}::text[])`
}

/**
 * `columns` of what a group lists in its order, from the matters themselves. Of several procedures each is a range of the index; what is
 * one unit's is a range of its own, whatever the procedure.
 */
function ofMatters(asked: Asked, group: Group, columns: string): string {
  const { tenant, limit, values, order } = asked
  const { procedures, filter } = group
  if (isByLate(group, order)) return ofLate(asked, group, columns)
  const isOne = group.reading === 'moved' || (filter.unit !== undefined && order !== ORDERS.new)
  const isEach = procedures.length > 1 && !isOne
  const isRead = isEach ? byProcedure : oneOf(values, procedures)
  const rows = rowsAsked(filter, isRead, values)
  const where = [
    `m.tenant_id = ${tenant}`,
    isRead('m.procedure'),
    ...onMatter(asked, group),
    ...takingPart(asked, group, 'm.id'),
    ...rows.map((row) => having(tenant, row)),
  ]
  const range = `from matter m where ${where.join(' and ')}`
  const each = isEach ? `unnest(${values.add(procedures)}::text[]) k(procedure), lateral ` : ''
  if (!order) {
    const counted = `select ${columns} ${range} limit ${limit}`
    return isEach ? `select x.* from ${each}(${counted}) x limit ${limit}` : counted
  }
  const by = finality(asked.context, filter) === undefined ? order.by('m') : order.within('m')
  // Where one range is shown as it comes the matters are read at once.
  if (procedures.length === 1 && filter.unit === undefined && rows.length === 0)
    return `select ${columns} ${range} order by ${by} limit ${limit}`
  const key = ['id', ...order.columns].map((column) => `m.${column}`)
  const keys = `${each}(select ${key.join(', ')} ${range} order by ${by} limit ${limit}) x`
  return shown({ ...asked, order }, columns, keys)
}

/**
 * `columns` of the matters on a page of several ranges: each range gives ids and sort keys as far as a page reaches, and of all the
 * matters only those are read that are shown.
 *
 * @param ranges what comes after `from`, the ids and keys in it as `x`
 */
const shown = (
  { tenant, limit, order }: Asked & { readonly order: Order },
  columns: string,
  ranges: string,
): string => `select ${columns} from (
  select x.* from ${ranges} order by ${order.by('x')} limit ${limit}) y
  cross join lateral (select * from matter m where m.tenant_id = ${tenant} and m.id = y.id offset 0) m
order by ${order.by('m')} limit ${limit}`

/** Whether a group is read from the list of what is late: it has the order of lists, and knows neither units nor words. */
const isByLate = ({ filter }: Group, order: Order | undefined): boolean =>
  (filter.isLate === true || filter.flag === 'late') &&
  filter.unit === undefined &&
  filter.q === undefined &&
  (order === undefined || order === ORDERS.due)

/** The same read from the list of what is late, which is in the order of lists and stops at the page. */
function ofLate(asked: Asked, group: Group, columns: string): string {
  const { context, actor, tenant, limit, values, order, beyond } = asked
  const { procedures, filter, reading: how } = group
  const all = [
    ...conditions(
      asked,
      { ...filter, isLate: undefined, flag: filter.flag === 'late' ? undefined : filter.flag },
      OF_LATE,
    ),
    ...(how === 'asking each'
      ? [visibleOf(context.rulebook, actor, values, { alias: 'l', procedure: 'procedure' })]
      : []),
    ...(order && beyond !== undefined ? [`(l.closed, l.due_at, l.matter_id) > ${beyond}`] : []),
    ...rowsAsked(filter, byProcedure, values).map((row) => having(tenant, row)),
  ]
  const ofMatter = all.filter((condition) => /\bm\./.test(condition))
  const where = [
    'l.tenant_id = ' + tenant,
    'l.procedure = k.procedure',
    ...all.filter((one) => !ofMatter.includes(one)),
  ]
  const matter = ofMatter.length === 0 ? '' : matterOf('l', ofMatter)
  const range = `from late l${matter} where ${where.join(' and ')}`
  const each = `unnest(${values.add(procedures)}::text[]) k(procedure)`
  if (!order)
    return `select x.* from ${each}, lateral (select ${columns} ${range} limit ${limit}) x limit ${limit}`
  const key = 'l.matter_id as id, l.closed, l.due_at'
  return shown(
    { ...asked, order },
    columns,
    `${each}, lateral (select ${key} ${range} order by l.closed, l.due_at, l.matter_id limit ${limit}) x`,
  )
}

/** Counts what a group asks of another table by that table's rows; undefined where it asks nothing of one. */
function byRows(asked: Asked, group: Group): string | undefined {
  const { tenant, limit, values } = asked
  const { filter, procedures } = group
  const isEach = isOfUnit(filter)
  const [first, ...others] = rowsAsked(filter, isEach ? byProcedure : oneOf(values, procedures), values)
  if (!first) return undefined
  const ofMatter = [...onMatter(asked, group), ...others.map((row) => having(tenant, row))]
  // The matter is looked up only where something is asked of it.
  const isRead = ofMatter.length > 0
  const where = [...ofMatter, ...takingPart(asked, group, isRead ? 'm.id' : 'r.matter_id')].join(' and ')
  const most = where === '' ? limit : undefined
  const ids = isEach
    ? `unnest(${values.add(procedures)}::text[]) k(procedure), lateral (${idsInPlace(tenant, first, most)}) r`
    : `(${idsOf(tenant, first, most)}) r`
  if (where === '') return `select 1 from ${ids} limit ${limit}`
  return isRead
    ? `select 1 from ${ids} cross join lateral (select 1 from matter m
    where m.tenant_id = ${tenant} and m.id = r.matter_id and ${where} offset 0) m limit ${limit}`
    : `select 1 from ${ids} where ${where} limit ${limit}`
}

/** Ids of what a group lists by parties: what the reader takes part in, or what a post decided. */
function ofParties(asked: Asked, group: Group): string {
  const { filter, procedures } = group
  const { context, actor, values, limit, order, beyond, tenant } = asked
  const where = [
    ...conditions(asked, filter, OF_PARTY),
    ...rowsAsked(filter, byProcedure, values).map((one) =>
      isOfUnit(filter) && group.reading === 'parts' ? havingEach(tenant, one) : having(tenant, one),
    ),
    ...(filter.decided === undefined ? [] : ['p.decided']),
  ]
  const { decided } = filter
  if (decided !== undefined && decided !== actor.post && !isOpen(context, actor, filter.procedure))
    where.push(takesPart(actor, values))
  const ofMatter = where.some((condition) => /\bm\./.test(condition))
  const closed = finality(context, filter)
  const asking = (order?.parties ?? [ANY]).filter((range) => closed === undefined || range.closed !== !closed)
  const ranges = asking.map((range) => ({
    ...range,
    where: [...range.where, ...(beyond === undefined ? [] : [`${range.after} ${beyond}`])],
    matter: range.matter || ofMatter,
  }))
  // A unit's parts are the most by far: a count begins with them.
  const [post, unit, ...others] = keysOf(actor)
  const keys = [unit, post, ...others].flatMap((key) => key ?? [])
  const holders = decided === undefined ? keys : [`post:${decided}`]
  return partyIds({ tenant, limit, holders, procedures }, ranges, where, values)
}

/** Where only the number counts. */
const ANY: Order['parties'][number] = { where: [], by: '', matter: false, after: '', closed: undefined }

/** A range of days, or the latest moved, is a range of the index among open matters, and one among closed ones. */
function byClosing(context: StoreContext, filter: LedgerFilter, sort?: LedgerSort): LedgerFilter[] {
  const isRange = filter.due?.from || filter.due?.until || (sort === 'updated' && filter.q === undefined)
  return isRange &&
    filter.group === undefined &&
    filter.state === undefined &&
    finality(context, filter) === undefined
    ? [false, true].map((closed) => ({ ...filter, closed }))
    : [filter]
}

/** One group's rows of a page. */
function rowsOf(
  asked: Asked & { readonly order: Order },
  group: Group,
  sort: LedgerSort,
  of: string,
): string {
  const columns = `${of}, m.opened_at`
  const words = byWords(asked, group, sort)
  if (words !== undefined) return shown(asked, columns, words)
  if (['all', 'asking each', 'of unit', 'moved'].includes(group.reading))
    return ofMatters(asked, group, columns)
  return `select ${columns} from matter m where m.tenant_id = ${asked.tenant} and m.id in (${ofParties(asked, group)})
order by ${asked.order.by('m')} limit ${asked.limit}`
}

/** The same read by words it searches for, as ranges; undefined where it is read otherwise. */
function byWords(asked: Asked, { filter, procedures, words }: Group, sort?: LedgerSort): string | undefined {
  const way = asked.ways.get(filter)
  if (way?.by !== 'word') return undefined
  const { context, actor, beyond, limit, tenant, values } = asked
  const where = [
    ...conditions(asked, filter, OF_WORD),
    ...rowsAsked(filter, (column) => `${column} = w.procedure`, values).map((one) => having(tenant, one)),
    ...(filter.decided === undefined ? [] : [decidedBy(asked, filter.decided)]),
  ]
  const ranges = {
    context,
    actor,
    tenant,
    procedures,
    words,
    isGathered: way.isGathered,
    sort,
    beyond,
    limit,
  }
  return wordRanges({ ...ranges, conditions: where }, values)
}

const decidedBy = ({ tenant, values }: Asked, post: string): string =>
  `exists (select 1 from party p where p.tenant_id = ${tenant} and p.matter_id = m.id and p.holder = ${values.add(`post:${post}`)}
    and p.decided)`

interface PageAsked {
  readonly sort: LedgerSort
  readonly cursor?: string | undefined
  readonly limit: number
}

/**
 * One page of the ledger in its order: open matters first by what is due next, or the newest, or the latest moved. One filter
 * per procedure; each is read in the order of its index and stops at the page, so that the union sorts no more than a page each.
 */
type ReadsLedger<Row> = (
  context: StoreContext,
  actor: Actor,
  asked: readonly LedgerFilter[],
  lights: LightBounds,
  page: PageAsked,
) => Promise<Page<Row>>

const ledgerOf =
  <Row extends MatterRow>(columns: string): ReadsLedger<Row> =>
  async (context, actor, asked, lights, page) => {
    if (asked.length === 0) return { rows: [], next: null }
    const filters = asked.flatMap((filter) => byClosing(context, filter, page.sort))
    const order = ORDERS[page.sort]
    const values = new Values()
    const after = keyIn(page.cursor, order.casts)
    const beyond = after ? rowOf(after, order.casts, values) : undefined
    const tenant = values.add(context.tenant)
    const limit = values.add(page.limit + 1)
    const much = page.sort === 'updated' ? await muchOpen(context, actor, filters) : undefined
    const ways = await waysOf(context, { actor, filters, sort: page.sort })
    const taken = await takenFor(context, actor, filters)
    const list = {
      context,
      actor,
      lights,
      values,
      ways,
      tenant,
      limit,
      order,
      beyond,
      taken,
      ...(much ? { much } : {}),
      isMoved: much?.isMost === true && isPlain(asked),
    }
    const each = groupsOf(list, filters).map((group) => rowsOf(list, group, page.sort, columns))
    const text = `${each.length === 1 ? each[0] : `select * from ((${each.join(')\nunion all\n(')})) x order by ${order.by('x')} limit ${limit}`}`
    const { rows } = await context.db.query<Row>(text, values.list)
    return pageOf(rows, page.limit, order.key)
  }

export const ledger = ledgerOf<MatterRow>(MATTER_COLUMNS)

/** The same with the records of the matters. */
export const recordedLedger = ledgerOf<RecordedRow>(RECORDED_COLUMNS)

/** Counts are cut off here: nobody reads the difference between 1,000 and more. */
export const COUNTED = 1_000

/** How many rows a count found, as far as it was asked to count. */
export interface Counted {
  readonly n: number
  /** Whether there are more than that. */
  readonly more: boolean
}

/** How many rows the filters have together, up to a thousand or as many as are asked for. */
export async function countLedger(
  context: StoreContext,
  actor: Actor,
  asked: readonly LedgerFilter[],
  lights: LightBounds,
  most: number = COUNTED,
): Promise<Counted> {
  const [counted] = await countLedgers(context, actor, [asked], lights, most)
  return counted ?? { n: 0, more: false }
}

/** The same of several lists in one statement, each counted by itself. */
export async function countLedgers(
  context: StoreContext,
  actor: Actor,
  lists: readonly (readonly LedgerFilter[])[],
  lights: LightBounds,
  most: number = COUNTED,
): Promise<Counted[]> {
  const each = lists.map((asked) => asked.flatMap((filter) => byClosing(context, filter)))
  const filters = each.flat()
  if (filters.length === 0) return each.map(() => ({ n: 0, more: false }))
  const values = new Values()
  const tenant = values.add(context.tenant)
  const limit = values.add(most + 1)
  const ways = await waysOf(context, { actor, filters })
  const taken = await takenFor(context, actor, filters)
  const asked = { context, actor, lights, values, ways, tenant, limit, taken }
  const { rows } = await context.db.query<{ counts: readonly number[] }>(
    `select array[${each.map((list) => countOf(asked, list)).join(', ')}]::int[] as counts`,
    values.list,
  )
  return (rows[0]?.counts ?? []).map((n) => ({ n: Math.min(n, most), more: n > most }))
}

/** The count of one list. Cut off as a whole: what comes after the last that is counted is not read at all. */
function countOf(asked: Asked, filters: readonly LedgerFilter[]): string {
  if (filters.length === 0) return '0'
  const each = groupsOf(asked, filters).map((group) => {
    const words = byWords(asked, group)
    if (words !== undefined) return `select 1 from ${words} limit ${asked.limit}`
    return ['all', 'asking each', 'of unit'].includes(group.reading)
      ? (byRows(asked, group) ?? ofMatters(asked, group, '1'))
      : `select 1 from (${ofParties(asked, group)}) y limit ${asked.limit}`
  })
  return `(select count(*) from (select 1 from ((${each.join(')\nunion all\n(')})) y limit ${asked.limit}) x)`
}
