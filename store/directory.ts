import { performance } from 'node:perf_hooks'
import { dayAt } from '#kernel/time.ts'
import type { Directory, Level, UnitFacts } from '#kernel/vocabulary.ts'
import type { Db } from './db.ts'
import type { StoreContext } from './context.ts'

export interface UnitRow extends UnitFacts {
  readonly shortName: string
  readonly aliases: readonly string[]
  readonly domains: readonly string[]
  readonly phone: string | null
  readonly sort: number
}

export interface PostRow {
  readonly id: string
  readonly unit: string
  readonly title: string
  readonly level: Level
  readonly sort: number
  /** Holders and acting holders today, holders first. */
  readonly holders: readonly PostHolder[]
}

export interface PostHolder {
  readonly person: string
  readonly name: string
  readonly as: 'holder' | 'acting'
  readonly phone: string | null
}

/** The directory as it stands: what the kernel asks, and the names that screens and papers show. */
export interface DirectorySnapshot extends Directory {
  readonly units: readonly UnitRow[]
  readonly posts: readonly PostRow[]
  unit(id: string): UnitRow | undefined
  post(id: string): PostRow | undefined
  /** Name of anybody who ever held a post, also of those who left. */
  personName(id: string): string | undefined
}

interface Kept {
  readonly at: number
  readonly snapshot: Promise<DirectorySnapshot>
}

const kept = new WeakMap<Db, Map<string, Kept>>()

/** Another process may have changed the directory; nobody waits longer than this for it to show here. */
const FRESH_MS = 2_000

/**
 * The directory of the tenant today: who heads which unit, which units hold which function.
 *
 * Read once and kept for two seconds, so that acts do not read some 500 rows each; a change made through this process shows
 * at once (`directoryChanged`). What one person may do is never taken from here but read at each request (`seatsOf`).
 */
export function directoryOf(context: StoreContext): Promise<DirectorySnapshot> {
  const tenants = kept.get(context.db) ?? new Map<string, Kept>()
  kept.set(context.db, tenants)
  const today = dayAt(context.clock.now())
  const key = `${context.tenant}/${today}`
  const known = tenants.get(key)
  if (known && performance.now() - known.at < FRESH_MS) return known.snapshot
  const snapshot = readDirectory(context, today)
  tenants.set(key, { at: performance.now(), snapshot })
  // A failed read must not be what the next request gets.
  snapshot.catch(() => tenants.delete(key))
  for (const old of tenants.keys())
    if (old !== key && old.startsWith(`${context.tenant}/`)) tenants.delete(old)
  return snapshot
}

/** To be called after any change to units, posts, people or appointments. */
export function directoryChanged({ db }: StoreContext): void {
  kept.delete(db)
}

const UNITS = `
select id, name, short_name as "shortName", aliases, kind, functions, domains, assignable, parent_id as parent, leader_post as "leaderPost",
  phone, sort
from unit where tenant_id = $1 and (closed_on is null or closed_on > $2::date) order by sort, id`

const POSTS = `
select p.id, p.unit_id as unit, p.title, p.level, p.sort
from post p
where p.tenant_id = $1 and (p.closed_on is null or p.closed_on > $2::date)
order by p.sort, p.id`

const HOLDERS = `
select a.post_id as post, n.id as person, n.name, a.kind as "as", n.phone
from appointment a
join person n on n.tenant_id = a.tenant_id and n.id = a.person_id
where a.tenant_id = $1 and a.from_on <= $2::date and (a.to_on is null or a.to_on >= $2::date)
order by a.kind desc, a.from_on, a.id`

type UnitRead = Omit<UnitRow, 'headPost' | 'parent' | 'leaderPost'> & {
  parent: string | null
  leaderPost: string | null
}

/** Reads the directory of one day, fresh. */
export async function readDirectory({ db, tenant }: StoreContext, today: string): Promise<DirectorySnapshot> {
  const [units, posts, holders, people] = await Promise.all([
    db.query<UnitRead>(UNITS, [tenant, today]),
    db.query<Omit<PostRow, 'holders'>>(POSTS, [tenant, today]),
    db.query<PostHolder & { post: string }>(HOLDERS, [tenant, today]),
    db.query<{ id: string; name: string }>('select id, name from person where tenant_id = $1', [tenant]),
  ])
  return snapshotOf(units.rows, posts.rows, holders.rows, people.rows)
}

function snapshotOf(
  unitRows: readonly UnitRead[],
  postRows: readonly Omit<PostRow, 'holders'>[],
  holderRows: readonly (PostHolder & { post: string })[],
  people: readonly { id: string; name: string }[],
): DirectorySnapshot {
  const byPost = Map.groupBy(holderRows, (row) => row.post)
  const posts = postRows.map((post) => ({
    ...post,
    holders: (byPost.get(post.id) ?? []).map(({ person, name, as, phone }) => ({ person, name, as, phone })),
  }))
  const heads = new Map<string, string>()
  for (const post of posts) if (post.level === 'head' && !heads.has(post.unit)) heads.set(post.unit, post.id)
  const units = unitRows.map(({ parent, leaderPost, ...unit }): UnitRow => {
    const headPost = heads.get(unit.id)
    return {
      ...unit,
      ...(headPost === undefined ? {} : { headPost }),
      ...(leaderPost === null ? {} : { leaderPost }),
      ...(parent === null ? {} : { parent }),
    }
  })
  const unitById = new Map(units.map((unit) => [unit.id, unit]))
  const postById = new Map(posts.map((post) => [post.id, post]))
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const functions = new Map<string, string[]>()
  for (const unit of units)
    for (const name of unit.functions) functions.set(name, [...(functions.get(name) ?? []), unit.id])
  return {
    units,
    posts,
    unit: (id) => unitById.get(id),
    post: (id) => postById.get(id),
    unitOfPost: (post) => postById.get(post)?.unit,
    withFunction: (name) => functions.get(name) ?? [],
    personName: (id) => names.get(id),
  }
}
