import { type InstrumentFacts, type Laws, articleKeys, lawsOf } from '#kernel/law.ts'
import { type Kept, type Lesson, type Licence, type ListItem, asOf } from '#kernel/lists.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Day } from '#kernel/time.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'

/** One row of what a matter keeps for the whole district. */
export interface KeptRow {
  readonly no: number
  readonly kind: Kept['kind']
  readonly key: string
  readonly unit: string | null
  readonly list: string | null
  readonly version: number
  readonly from: Day
  readonly to: Day | null
  readonly cites: readonly string[]
  readonly body: unknown
}

/** What a matter keeps as it stands, as rows; the same matter always gives the same. */
export const keptRows = (
  { keeps }: Procedure,
  matter: Pick<Matter, 'id' | 'state' | 'record'>,
): readonly KeptRow[] => (keeps && matter.state !== null ? keeps(matter).map(rowOf) : [])

function rowOf(kept: Kept, no: number): KeptRow {
  switch (kept.kind) {
    case 'item': {
      const { item } = kept
      const { id, unit, list, version, from, to = null } = item
      const cites = [...new Set(item.basis.flatMap(articleKeys))]
      return { no, kind: 'item', key: id, unit, list, version, from, to, cites, body: item }
    }
    case 'article': {
      const { key, from, to = null, articles } = kept
      const body = articles === undefined ? {} : { articles }
      return { no, kind: 'article', key, unit: null, list: null, version: 1, from, to, cites: [], body }
    }
    case 'lesson': {
      const { place, from, lesson } = kept
      const row = { unit: null, list: null, version: 1, to: null, cites: [] } as const
      return { no, kind: 'lesson', key: place, ...row, from, body: lesson }
    }
    case 'licence': {
      const { person, licence } = kept
      const { unit, from, until } = licence
      const row = { no, kind: 'licence', key: person, unit, list: null, version: 1, cites: [] } as const
      return { ...row, from, to: until, body: licence }
    }
  }
}

const VERSIONS = `
select k.body as item from kept k
where k.tenant_id = $1 and k.kind = 'item' and k.key = any($2::text[])`

/** Items by their codes as they stand on a day; a code that no list ever had is left out. */
export async function itemsOn(
  { db, tenant }: Pick<StoreContext, 'db' | 'tenant'>,
  codes: readonly string[],
  on: Day,
): Promise<Readonly<Record<string, ListItem>>> {
  if (codes.length === 0) return {}
  const { rows } = await db.query<{ item: ListItem }>(VERSIONS, [tenant, [...new Set(codes)]])
  const items: Record<string, ListItem> = {}
  for (const [code, versions] of Map.groupBy(rows, ({ item }) => item.id)) {
    const item = asOf(
      versions.map((row) => row.item),
      on,
    )
    if (item) items[code] = item
  }
  return items
}

// An article that has an interval without an end has none: its text was only replaced.
const ENDED = `
select k.key, max(k.to_on) as "lastDay" from kept k
where k.tenant_id = $1 and k.kind = 'article'
  and k.key in (select e.key from kept e where e.tenant_id = $1 and e.kind = 'article' and e.to_on is not null)
group by k.key having bool_and(k.to_on is not null)`

const LESSONS = `
select k.key as place, k.body as lesson from kept k
where k.tenant_id = $1 and k.kind = 'lesson' and k.key = any($2::text[]) order by k.from_on desc, k.matter_id limit $3`

/** The latest cases that are shown at some acts, `procedure.act`. */
export async function lessonsAt(
  { db, tenant }: Pick<StoreContext, 'db' | 'tenant'>,
  places: readonly string[],
  limit: number,
): Promise<ReadonlyMap<string, readonly Lesson[]>> {
  if (places.length === 0) return new Map()
  const { rows } = await db.query<{ place: string; lesson: Lesson }>(LESSONS, [tenant, places, limit])
  return new Map(
    [...Map.groupBy(rows, ({ place }) => place)].map(([place, found]) => [
      place,
      found.map(({ lesson }) => lesson),
    ]),
  )
}

const LICENCES = `
select distinct on (k.key) k.key, k.body from kept k
where k.tenant_id = $1 and k.kind = $3 and k.from_on <= $2::date
order by k.key, k.from_on desc, k.matter_id desc`

const INSTRUMENTS = `
select k.key, k.from_on as "from", k.body from kept k
where k.tenant_id = $1 and k.kind = 'article' and position('#' in k.key) = 0 order by k.from_on desc`

/** Of the whole district: the last days of what has ended or will, and everybody's latest licence. */
export async function keptOf(
  db: Queryable,
  tenant: string,
  on: Day,
): Promise<{ readonly laws: Laws; readonly licences: ReadonlyMap<string, Licence> }> {
  const [ended, instruments, licences] = await Promise.all([
    db.query<{ key: string; lastDay: Day }>(ENDED, [tenant]),
    db.query<{ key: string; from: Day; body: Pick<InstrumentFacts, 'articles'> }>(INSTRUMENTS, [tenant]),
    db.query<{ key: string; body: Licence }>(LICENCES, [tenant, on, 'licence']),
  ])
  return {
    laws: lawsOf(
      new Map(ended.rows.map(({ key, lastDay }) => [key, lastDay])),
      // The earliest stands where one is in it twice.
      new Map(instruments.rows.map(({ key, from, body }) => [key, { from, ...body }])),
    ),
    licences: new Map(licences.rows.map(({ key, body }) => [key, body])),
  }
}
