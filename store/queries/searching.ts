import { isOpenTo, keysOf } from '#kernel/seats.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import type { Db } from '../db.ts'
import { type Search, searchesFor } from '../search.ts'
import type { LedgerFilter } from './ledger-filter.ts'
import type { LedgerSort } from './ledger-order.ts'
import { type Listed, matterOf } from './listed.ts'
import { Values } from './parts.ts'

/**
 * How the matters of one procedure are searched. By a word: its rows are read in the order of the list until the page is full, or all of
 * them where the list has no order of its own, and of each the matter. By looks: the list is read in its own order, and each matter's text
 * is looked at. By tokens: however the planner thinks best, for what no word is kept of.
 */
export type Way =
  | {
      readonly by: 'word'
      readonly word: string
      /** Whether the reader's parts are gathered and held against the word's rows; else these are asked one by one. */
      readonly isGathered: boolean
    }
  | { readonly by: 'looks' }
  | { readonly by: 'tokens' }

/**
 * Rows of a word that are read whole, where the list has another order or a number is searched beside it: beyond it, one matter in some is
 * a hit, and looking finds them soon.
 */
const FEW = 2_000
/** Rows of a word of each of which it is asked whether the reader takes part in its matter, without asking first how much that is. */
const ASKED = 60
/** So many parts of a reader are gathered in the time in which one row is asked; and so many at most. */
const [GATHERED_PER_ROW, GATHERED] = [16, 24_000]

/** What is searched in which procedures, for whom and in what order; for a count in none. */
interface Searching {
  readonly actor: Actor
  readonly filters: readonly LedgerFilter[]
  readonly sort?: LedgerSort | undefined
}

/** The way for each filter that searches. What decides is how many rows the words have, counted no further than it matters. */
export async function waysOf(
  context: StoreContext,
  { actor, filters, sort }: Searching,
): Promise<ReadonlyMap<LedgerFilter, Way>> {
  const searching = filters
    .map((filter) => ({ filter, searches: searchesFor(filter.q ?? '') }))
    .filter(({ searches }) => searches.length > 0)
    .map(({ filter, searches }) => ({
      filter,
      words: [...new Set(searches.flatMap(wordsIn))],
      isNumbered: searches.some((search) => search.by === 'tokens' && wordsIn(search).length === 0),
      isOrdered: sort !== 'updated',
      isOpen: isOpen(context, actor, filter.procedure),
    }))
  const rare = await rarest(context, searching, sort === 'new' ? 'new' : 'due')
  const asked = searching.filter((one) => !one.isOpen && (rare.get(one)?.n ?? 0) > ASKED)
  const parts = await partsCounted(
    context,
    actor,
    asked.map(({ filter }) => filter.procedure),
  )
  return new Map(
    searching.map((one) => [one.filter, wayOf(one, rare.get(one), parts.get(one.filter.procedure)?.n)]),
  )
}

const wordsIn = (search: Search): readonly string[] => (search.by === 'tokens' ? search.words : [])

/** Whether the actor's unit may see all matters of a procedure. */
export function isOpen({ rulebook }: StoreContext, actor: Actor, procedure: string): boolean {
  const declared = rulebook.procedures[procedure]
  return declared !== undefined && isOpenTo(declared, actor)
}

interface Sought {
  readonly filter: LedgerFilter
  readonly words: readonly string[]
  /** Besides words there is a number, or a single character. */
  readonly isNumbered: boolean
  /** Whether the rows of a word are in the order of the list. */
  readonly isOrdered: boolean
  readonly isOpen: boolean
}

interface Counting {
  readonly n: number
  /** How far those counted reach along the order; null where there are none. */
  readonly reach: number | null
}

interface Rarest extends Counting {
  readonly word: string
}

const isRarer = (one: Counting, other: Counting): boolean =>
  one.n === other.n ? (one.reach ?? -Infinity) > (other.reach ?? -Infinity) : one.n < other.n

/** @param parts of the reader, where it was asked how many they are */
function wayOf({ isNumbered, isOrdered }: Sought, rare: Rarest | undefined, parts: number | undefined): Way {
  if (!rare) return { by: 'tokens' }
  const { word, n } = rare
  const isGathered = parts !== undefined && parts <= Math.min(GATHERED_PER_ROW * n, GATHERED)
  const byWord: Way = { by: 'word', word, isGathered }
  if (n <= FEW || (!isNumbered && (isOrdered || isGathered))) return byWord
  return isNumbered ? { by: 'tokens' } : { by: 'looks' }
}

/** Whether nothing depends on how common the words are: the only one is read in the list's order and stops at the page. */
const isSettled = ({ words, isNumbered, isOrdered, isOpen: open }: Sought): boolean =>
  words.length === 1 && isOrdered && open && !isNumbered

/** Lists' orders among the rows of a word, and the sort key of each; the latest moved are sorted by the matter. */
const WORD_ORDERS: Readonly<
  Record<LedgerSort, { readonly by: string; readonly after: string; readonly key: string }>
> = {
  due: {
    by: 'w.closed, w.due_at, w.matter_id',
    after: '(w.closed, w.due_at, w.matter_id) >',
    key: 'w.closed, w.due_at',
  },
  new: {
    by: 'w.opened_at desc, w.matter_id desc',
    after: '(w.opened_at, w.matter_id) <',
    key: 'w.opened_at',
  },
  updated: { by: 'm.updated_at desc, m.id desc', after: '(m.updated_at, m.id) <', key: 'm.updated_at' },
}

/**
 * SQL for how far some rows of a word reach along an order. The first in it are counted: of two words too common to be counted, the rarer
 * one's reach further, and a word that is rare among the newest may be common among what is due next.
 */
const REACH = {
  due: 'max((case when x.closed then 1e12 else 0 end) + least(extract(epoch from x.due_at), 9e11))',
  new: '-min(extract(epoch from x.opened_at))',
} as const

type Along = keyof typeof REACH

const countAlong = (along: Along): string => `
select c.procedure, c.word, n.n, n.reach
from unnest($2::text[], $3::text[]) c(procedure, word), lateral (select count(*) as n, (${REACH[along]})::float8 as reach from (
  select ${WORD_ORDERS[along].key} from search_word w where w.tenant_id = $1 and w.procedure = c.procedure and w.word = c.word
  order by ${WORD_ORDERS[along].by} limit ${FEW + 1}) x) n`

const COUNT: Readonly<Record<Along, string>> = { due: countAlong('due'), new: countAlong('new') }

const PARTS = `
select c.procedure, (select count(*) from (select 1 from party p
  where p.tenant_id = $1 and p.holder = any($3::text[]) and p.procedure = c.procedure limit ${GATHERED + 1}) x) as n
from unnest($2::text[]) c(procedure)`

/** How common words are changes slowly; how much a reader takes part in, too. */
const [COUNTED_MS, MOST_COUNTED] = [300_000, 20_000]

interface Remembered {
  readonly until: number
  readonly counted: Counting
}

const remembered = new WeakMap<Db, Map<string, Remembered>>()

/**
 * The counts of some things by their keys, from memory where they were counted lately.
 *
 * @param of what the keys stand under
 * @param count counts those that are missing
 */
async function countedLately(
  db: Db,
  of: string,
  keys: readonly string[],
  count: (missing: readonly string[]) => Promise<readonly (readonly [key: string, counted: Counting])[]>,
): Promise<ReadonlyMap<string, Counting>> {
  const kept = remembered.get(db) ?? new Map<string, Remembered>()
  remembered.set(db, kept)
  const found = new Map<string, Counting>()
  for (const key of keys) {
    const known = kept.get(of + key)
    if (known && performance.now() < known.until) found.set(key, known.counted)
  }
  const missing = keys.filter((key) => !found.has(key))
  if (missing.length === 0) return found
  if (kept.size + missing.length > MOST_COUNTED) kept.clear()
  const until = performance.now() + COUNTED_MS
  for (const [key, counted] of await count(missing)) {
    found.set(key, counted)
    kept.set(of + key, { until, counted })
  }
  return found
}

const pairOf = (procedure: string, word: string): string => `${procedure} ${word}`

/** The rarest word of each search that has words, with how many rows it has where that matters. */
async function rarest(
  { db, tenant }: StoreContext,
  sought: readonly Sought[],
  along: Along,
): Promise<ReadonlyMap<Sought, Rarest>> {
  const pairs = new Map(
    sought
      .filter((one) => !isSettled(one))
      .flatMap(({ filter: { procedure }, words }) =>
        words.map((word) => [pairOf(procedure, word), { procedure, word }] as const),
      ),
  )
  const counted = await countedLately(db, `${tenant} ${along} `, [...pairs.keys()], async (missing) => {
    const asked = missing.flatMap((key) => pairs.get(key) ?? [])
    const values = [tenant, asked.map(({ procedure }) => procedure), asked.map(({ word }) => word)]
    const { rows } = await db.query<Rarest & { procedure: string }>(COUNT[along], values)
    return rows.map(({ procedure, word, n, reach }) => [pairOf(procedure, word), { n: Number(n), reach }])
  })
  const found = new Map<Sought, Rarest>()
  for (const one of sought)
    for (const word of one.words) {
      const rows = counted.get(pairOf(one.filter.procedure, word)) ?? { n: 0, reach: null }
      const known = found.get(one)
      if (!known || isRarer(rows, known)) found.set(one, { word, ...rows })
    }
  return found
}

/** How much the reader takes part in some procedures. */
async function partsCounted(
  { db, tenant }: StoreContext,
  actor: Actor,
  procedures: readonly string[],
): Promise<ReadonlyMap<string, Counting>> {
  const keys = keysOf(actor)
  return countedLately(db, `${JSON.stringify([tenant, keys])} `, procedures, async (missing) => {
    const { rows } = await db.query<{ procedure: string; n: number }>(PARTS, [tenant, missing, keys])
    return rows.map(({ procedure, n }) => [procedure, { n: Number(n), reach: null }])
  })
}

/** A search as conditions on the matter `m`; of a way by a word those that the word itself does not answer. */
export function searchConditions(
  tenant: string,
  way: Way,
  typed: string,
  add: (value: unknown) => string,
): string[] {
  const searches = searchesFor(typed)
  if (way.by === 'tokens')
    return searches.map(
      (search) =>
        `m.id in (select s.matter_id from search_doc s where s.tenant_id = ${add(tenant)} and ${says(search, add)})`,
    )
  const left = searches.filter((search) => way.by !== 'word' || !isWord(search, way.word))
  if (left.length === 0) return []
  const all = left.map((search) => says(search, add)).join(' and ')
  const [tenantId, id] = way.by === 'word' ? ['w.tenant_id', 'w.matter_id'] : ['m.tenant_id', 'm.id']
  // As a value and not as a join: the planner would read the whole index of tokens for it.
  return [`(select ${all} from search_doc s where s.tenant_id = ${tenantId} and s.matter_id = ${id})`]
}

const isWord = (search: Search, word: string): boolean =>
  search.by === 'tokens' &&
  search.whole === undefined &&
  search.words.length === 1 &&
  search.words[0] === word

function says(search: Search, add: (value: unknown) => string): string {
  if (search.by === 'like') return `s.title like ${add(search.pattern)}`
  const whole = search.whole === undefined ? '' : ` and strpos(s.title, ${add(search.whole)}) > 0`
  return `s.tsv @@ ${add(search.query)}::tsquery${whole}`
}

export const OF_WORD: Listed = { closed: 'w.closed', due: 'w.due_at', flags: 'm.flags' }

/** What makes two procedures that are searched for the same alike: then both are read by one range, each with its own word. */
export const alikeIn = (way: Way | undefined, typed: string): unknown =>
  way?.by === 'word'
    ? [way.isGathered, searchesFor(typed).map((search) => isWord(search, way.word))]
    : way?.by

/** Lists read by words. */
interface WordRanges {
  readonly context: StoreContext
  readonly actor: Actor
  /** Placeholder. */
  readonly tenant: string
  /** Alike in everything but the word by which each is read. */
  readonly procedures: readonly string[]
  readonly words: readonly string[]
  /** Whether the reader takes so little part in these that it is gathered once. */
  readonly isGathered: boolean
  /** On `m`, and on `w` as `OF_WORD` says. */
  readonly conditions: readonly string[]
  /** Absent for a count. */
  readonly sort?: LedgerSort | undefined
  /** Placeholder: the sort key of the last row shown. */
  readonly beyond?: string | undefined
  /** Placeholder. */
  readonly limit: string
}

/**
 * SQL for the rows `w` of a word of whose matters the reader takes part. Little is gathered and held against the rows, index against index,
 * before anything else is asked of what is left; where it is much, rows are asked one by one until the page is full.
 */
function takenPart({ actor, isGathered, tenant }: WordRanges, of: string, values: Values): string {
  const holders = `p.holder = any(${values.add(keysOf(actor))}::text[])`
  return isGathered
    ? `(select w.* from search_word w where ${of} and w.matter_id in (
    select p.matter_id from party p where p.tenant_id = ${tenant} and ${holders} and p.procedure = k.procedure) offset 0) w where true`
    : `search_word w where ${of}
    and (select true from party p where p.tenant_id = w.tenant_id and p.matter_id = w.matter_id and ${holders} limit 1)`
}

/**
 * SQL for the matters of some procedures that have a word, as what comes after `from`: as `x` the ids and sort keys of each procedure, in
 * the order of the list and read one after another until the page is full; for a count one row for each that counts.
 */
export function wordRanges(ranges: WordRanges, values: Values): string {
  const { context, actor, procedures, words, sort, beyond, limit } = ranges
  const order = sort && WORD_ORDERS[sort]
  const further = order && beyond !== undefined ? [`${order.after} ${beyond}`] : []
  const all = [...ranges.conditions, ...further]
  const ofMatter = all.filter((condition) => /\bm\./.test(condition))
  const ofWord = all.filter((condition) => !ofMatter.includes(condition)).map((one) => ` and ${one}`)
  const isAll = procedures.every((procedure) => isOpen(context, actor, procedure))
  const range = `w.tenant_id = ${ranges.tenant} and w.word = k.word and w.procedure = k.procedure`
  const read = isAll ? `search_word w where ${range}` : takenPart(ranges, range, values)
  const each = `unnest(${values.add(procedures)}::text[], ${values.add(words)}::text[]) k(procedure, word)`
  // A count goes along the order in which the rarer word was found: along another that may be the commoner one.
  const counting = ranges.isGathered ? '' : ` order by ${WORD_ORDERS.due.by}`
  const [columns, ordered] = order
    ? [`w.matter_id as id, ${order.key}`, ` order by ${order.by}`]
    : ['1', counting]
  if (ofMatter.length === 0 && sort !== 'updated')
    return `${each}, lateral (select ${columns} from ${read}${ofWord.join('')}${ordered} limit ${limit}) x`
  return `${each}, lateral (select ${columns} from (select w.* from ${read}${ofWord.join('')}) w${matterOf('w', ofMatter)}${ordered} limit ${limit}) x`
}
