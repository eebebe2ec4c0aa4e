import { isOpenTo, keysOf } from '#kernel/seats.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import type { Db } from '../db.ts'
import { type Search, searchesFor } from '../search.ts'
import type { LedgerFilter } from './ledger-filter.ts'
import type { LedgerSort } from './ledger-order.ts'
import { type Listed, matterOf } from './listed.ts'
import { Values } from './parts.ts'

/**
 * How the matters of one procedure are searched. By a word: its rows are read in the order of the list, or all of them where they are
 * few, and of each the matter. By looks: the list is read in its own order, and each matter's text is looked at. By tokens: however the
 * planner thinks best, for what no word is kept of.
 */
export type Way =
  | { readonly by: 'word'; readonly word: string; readonly isFew: boolean }
  | { readonly by: 'looks' }
  | { readonly by: 'tokens' }

/** Rows of a word that are read all at once without anybody waiting for them. */
const FEW = 2_000
/**
 * The same where the list has no order of its own to stop in, or the reader takes part in some only: beyond it, one matter in some is a
 * hit, and looking finds them soon.
 */
const FEW_UNORDERED = 8_000

/** What is searched in which procedures, for whom and in what order; for a count in none. */
interface Searching {
  readonly actor: Actor
  readonly filters: readonly LedgerFilter[]
  readonly sort?: LedgerSort | undefined
}

/** The way for each filter that searches. What decides is how many rows the words have, counted no further than it matters. */
export async function waysOf(
  context: StoreContext,
  asked: Searching,
): Promise<ReadonlyMap<LedgerFilter, Way>> {
  const searching = asked.filters
    .map((filter) => ({ filter, searches: searchesFor(filter.q ?? '') }))
    .filter(({ searches }) => searches.length > 0)
    .map(({ filter, searches }) => ({
      filter,
      words: [...new Set(searches.flatMap(wordsIn))],
      isNumbered: searches.some((search) => search.by === 'tokens' && wordsIn(search).length === 0),
      isOpen: isOpen(context, asked.actor, filter.procedure),
    }))
  const counted = await countWords(context, asked, searching)
  return new Map(
    searching.map((one) => [one.filter, wayOf(one, counted.get(one.filter.procedure), asked.sort)]),
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
  readonly isOpen: boolean
}

interface Counting {
  readonly n: number
  /** When the oldest of those counted was set up; null where there are none. */
  readonly since: Instant | null
}

const UNCOUNTED: Counting = { n: 0, since: null }

const isRarer = (one: Counting, other: Counting): boolean =>
  one.n === other.n ? (one.since ?? '') < (other.since ?? '') : one.n < other.n

/** Rows of each word in one procedure, and of the person's unit and post as parties; each no further than it was counted. */
interface Counted {
  readonly words: ReadonlyMap<string, Counting>
  readonly parties: number
}

function wayOf(
  { words, isNumbered, isOpen: open }: Sought,
  counted: Counted | undefined,
  sort?: LedgerSort,
): Way {
  const [first] = words
  if (first === undefined) return { by: 'tokens' }
  const countOf = (one: string): Counting => counted?.words.get(one) ?? UNCOUNTED
  const word = words.reduce((rarest, one) => (isRarer(countOf(one), countOf(rarest)) ? one : rarest), first)
  const rows = countOf(word).n
  const isOrdered = sort !== 'updated'
  if (rows <= FEW || (!(isOrdered && open) && rows <= FEW_UNORDERED)) return { by: 'word', word, isFew: true }
  if (isNumbered) return { by: 'tokens' }
  if (isOrdered && (open || (counted?.parties ?? 0) >= rows)) return { by: 'word', word, isFew: false }
  return { by: 'looks' }
}

// The newest are counted, and how far back they reach: of two words too common to be counted, the rarer one's reach further.
const COUNT = `
select c.procedure, c.word, n.n, n.since
from unnest($2::text[], $3::text[]) c(procedure, word), lateral (select count(*) as n, min(x.opened_at) as since from (
  select w.opened_at from search_word w where w.tenant_id = $1 and w.procedure = c.procedure and w.word = c.word
  order by w.opened_at desc, w.matter_id desc limit $4) x) n`

// A reader's parts are counted where every word is too common to be counted: elsewhere nothing depends on them.
const WITH_PARTIES = `
with counted as materialized (${COUNT})
select * from counted
union all
select c.procedure, null as word, (select count(*) from (select 1 from party p
    where p.tenant_id = $1 and p.holder = any($6::text[]) and p.procedure = c.procedure limit $4) x) as n,
  null as since
from unnest($5::text[]) c(procedure)
where not exists (select 1 from counted w where w.procedure = c.procedure and w.n < $4)`

interface CountRow extends Counting {
  readonly procedure: string
  readonly word: string | null
}

/** How common words are changes slowly, and a page asks it twice: for its rows and for their number. */
const COUNTED_MS = 10_000
const MOST_COUNTED = 200
const counts = new WeakMap<Db, Map<string, { readonly until: number; readonly rows: Promise<CountRow[]> }>>()

/** The same from memory where it was counted a moment ago. */
function countedLately(db: Db, text: string, values: readonly unknown[]): Promise<CountRow[]> {
  const kept =
    counts.get(db) ?? new Map<string, { readonly until: number; readonly rows: Promise<CountRow[]> }>()
  counts.set(db, kept)
  const key = JSON.stringify([text, values])
  const known = kept.get(key)
  if (known && performance.now() < known.until) return known.rows
  const rows = db.query<CountRow>(text, values).then((found) => found.rows)
  rows.catch(() => kept.delete(key))
  if (kept.size >= MOST_COUNTED) kept.clear()
  kept.set(key, { until: performance.now() + COUNTED_MS, rows })
  return rows
}

async function countWords(
  { db, tenant }: StoreContext,
  { actor, sort }: Searching,
  sought: readonly Sought[],
): Promise<ReadonlyMap<string, Counted>> {
  const closed = [
    ...new Set(sought.filter(({ isOpen: open }) => !open).map(({ filter }) => filter.procedure)),
  ]
  const pairs = new Map(
    sought
      .filter((one) => !isSettled(one, sort))
      .flatMap(({ filter, words }) =>
        words.map((word) => [`${filter.procedure} ${word}`, [filter.procedure, word] as const]),
      ),
  )
  if (pairs.size === 0) return new Map()
  const asked = [...pairs.values()]
  const several = sought.some(({ words }) => words.length > 1)
  const values: unknown[] = [
    tenant,
    asked.map(([procedure]) => procedure),
    asked.map(([, word]) => word),
    (several && sort !== 'updated' && closed.length === 0 ? FEW : FEW_UNORDERED) + 1,
  ]
  if (closed.length > 0) values.push(closed, keysOf(actor))
  const rows = await countedLately(db, closed.length === 0 ? COUNT : WITH_PARTIES, values)
  return new Map(
    [...new Set(rows.map(({ procedure }) => procedure))].map((procedure) => {
      const own = rows.filter((row) => row.procedure === procedure)
      return [
        procedure,
        {
          words: new Map(
            own.flatMap(({ word, n, since }) =>
              word === null ? [] : [[word, { n: Number(n), since }] as const],
            ),
          ),
          parties: Number(own.find(({ word }) => word === null)?.n ?? 0),
        },
      ]
    }),
  )
}

/** Whether nothing depends on how common the words are: the only one is read in the list's order and stops at the page. */
const isSettled = ({ words, isNumbered, isOpen: open }: Sought, sort?: LedgerSort): boolean =>
  words.length === 0 || (words.length === 1 && open && !isNumbered && sort !== 'updated')

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

/** What makes two procedures that are searched for the same alike: then both are read by one range, each with its own word. */
export const alikeIn = (way: Way | undefined, typed: string): unknown =>
  way?.by === 'word' ? [way.isFew, searchesFor(typed).map((search) => isWord(search, way.word))] : way?.by

/** Lists read by words. */
interface WordRanges {
  readonly context: StoreContext
  readonly actor: Actor
  /** Placeholder. */
  readonly tenant: string
  /** Alike in everything but the word by which each is read. */
  readonly procedures: readonly string[]
  readonly words: readonly string[]
  /** Whether the rows of each word are so few that all of them may be read. */
  readonly isFew: boolean
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
 * That the reader takes part in the matter of a word's row: of few rows whichever way the planner likes, for one is to join the reader's
 * parts with them in the indexes of both; of many row after row, until the page is full.
 */
function takenPart({ actor, isFew, tenant }: WordRanges, values: Values): string {
  const holders = `p.holder = any(${values.add(keysOf(actor))}::text[])`
  return isFew
    ? `w.matter_id in (select p.matter_id from party p where p.tenant_id = ${tenant} and ${holders} and p.procedure = k.procedure)`
    : `(select true from party p where p.tenant_id = w.tenant_id and p.matter_id = w.matter_id and ${holders} limit 1)`
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
  const where = [
    `w.tenant_id = ${ranges.tenant}`,
    'w.word = k.word',
    'w.procedure = k.procedure',
    ...all.filter((condition) => !ofMatter.includes(condition)),
  ]
  if (procedures.some((procedure) => !isOpen(context, actor, procedure)))
    where.push(takenPart(ranges, values))
  const matter = ofMatter.length > 0 || sort === 'updated' ? matterOf('w', ofMatter) : ''
  const each = `unnest(${values.add(procedures)}::text[], ${values.add(words)}::text[]) k(procedure, word)`
  const [columns, ordered] = order ? [`w.matter_id as id, ${order.key}`, ` order by ${order.by}`] : ['1', '']
  return `${each}, lateral (select ${columns} from search_word w${matter} where ${where.join(' and ')}${ordered} limit ${limit}) x`
}
