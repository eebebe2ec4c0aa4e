import type { Facts } from '#kernel/apply.ts'
import type { Calendar, CalendarYear } from '#kernel/calendar.ts'
import type { Laws } from '#kernel/law.ts'
import type { ListItem } from '#kernel/lists.ts'
import { maySee } from '#kernel/seats.ts'
import { type Day, dayAt } from '#kernel/time.ts'
import {
  type Actor,
  type AnyPower,
  type AnyRecord,
  type MatterFacts,
  type Procedure,
  needsChildren,
} from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import type { Db, Queryable } from './db.ts'
import { idsOf, namesIn } from './form-names.ts'
import { itemsOn, keptOf } from './kept.ts'
import { type PostRow, Snapshot, type UnitRow } from './snapshot.ts'

/** What holds for a whole district on one day. */
export interface District {
  readonly directory: Snapshot
  readonly calendar: Calendar
  readonly parameters: Readonly<Record<string, number>>
  /** Which articles have ended. */
  readonly laws: Laws
  /** Origin of the district's log; stands in every leaf. */
  readonly logOrigin: string
}

/** How long another process may go on with an older directory. What changes here is forgotten at once by `forgetDistrict`. */
const KEPT_MS = 1_000

/** When a copy in use is read anew, beside whoever uses it: as long as people come, none of them waits for it. */
const RENEWED_MS = 500

interface Kept {
  readonly day: Day
  /** When it was read, in monotonic time, not by the clock port: how long a copy is kept has nothing to do with the time that acts bear. */
  readonly at: number
  readonly district: Promise<District>
  readonly read: Promise<Read>
  isRenewed: boolean
}

/** The rows of a district, and by which transactions they were written. */
interface Read {
  readonly stamp: string
  readonly row: DistrictRow
}

const kept = new WeakMap<Db, Map<string, Kept>>()

/** The district as of today, from memory where it was read within the last second. */
export function districtOf(context: StoreContext): Promise<District> {
  const day = dayAt(context.clock.now())
  const tenants = kept.get(context.db) ?? new Map<string, Kept>()
  kept.set(context.db, tenants)
  const known = tenants.get(context.tenant)
  if (known?.day !== day) return readAnew(context, tenants, day)
  const age = performance.now() - known.at
  if (age >= KEPT_MS) return readAnew(context, tenants, day, known)
  if (age >= RENEWED_MS && !known.isRenewed) renew(context, tenants, known)
  return known.district
}

function readAnew(
  { db, tenant }: StoreContext,
  tenants: Map<string, Kept>,
  day: Day,
  known?: Kept,
): Promise<District> {
  const copy = copyOf(db, tenant, day, known)
  tenants.set(tenant, copy)
  copy.district.catch(() => tenants.delete(tenant))
  return copy.district
}

/** A copy begun now; of the rows of the one before as many as still hold. */
function copyOf(db: Queryable, tenant: string, day: Day, known?: Kept): Kept {
  const read = rowsSince(db, tenant, day, known)
  const district = districtFrom(db, tenant, day, read)
  return { day, at: performance.now(), district, read, isRenewed: false }
}

/** Puts a newer copy in the place of one, unless that was forgotten meanwhile; where it cannot be read, the next who comes reads it. */
function renew({ db, tenant }: StoreContext, tenants: Map<string, Kept>, known: Kept): void {
  known.isRenewed = true
  const copy = copyOf(db, tenant, known.day, known)
  copy.district.then(
    () => {
      if (tenants.get(tenant) === known) tenants.set(tenant, copy)
    },
    () => undefined,
  )
}

/** To be called by whatever writes units, posts, appointments, calendars or parameters. */
export function forgetDistrict(context: Pick<StoreContext, 'db' | 'tenant'>): void {
  kept.get(context.db)?.delete(context.tenant)
}

interface DistrictRow {
  readonly log_origin: string
  readonly units: readonly (Omit<UnitRow, 'headPost' | 'leaderPost' | 'parent'> & Nullable)[] | null
  readonly posts: readonly PostRow[] | null
  readonly years: readonly (CalendarYear & { readonly year: string; readonly version: string })[] | null
  readonly parameters: Readonly<Record<string, number>> | null
}
interface Nullable {
  readonly leaderPost: string | null
  readonly parent: string | null
}

const DISTRICT = `
with seat as (
  select a.post_id, jsonb_agg(jsonb_build_object('person', p.id, 'name', p.name, 'as', a.kind) order by a.kind desc, a.from_on) holders
  from appointment a join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
  where a.tenant_id = $1 and a.from_on <= $2::date and (a.to_on is null or a.to_on >= $2::date)
  group by a.post_id
), open_post as (
  select p.id, p.unit_id, p.title, p.level, p.sort, coalesce(s.holders, '[]') holders
  from post p left join seat s on s.post_id = p.id
  where p.tenant_id = $1 and (p.closed_on is null or p.closed_on > $2::date)
)
select t.log_origin,
  (select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'shortName', u.short_name, 'kind', u.kind,
      'functions', u.functions, 'parent', u.parent_id, 'leaderPost', u.leader_post, 'codes', u.codes,
      'assignable', u.assignable and (u.closed_on is null or u.closed_on > $2::date)) order by u.sort, u.id)
    from unit u where u.tenant_id = $1) units,
  (select jsonb_agg(jsonb_build_object('id', id, 'unit', unit_id, 'title', title, 'level', level, 'holders', holders)
    order by sort, id) from open_post) posts,
  (select jsonb_agg(jsonb_build_object('year', c.year, 'version', c.version, 'source', c.source, 'off', c.off,
      'makeup', c.makeup) order by c.year) from calendar_year c where c.tenant_id = $1) years,
  (select jsonb_object_agg(p.name, p.value) from parameter p where p.tenant_id = $1) parameters
from tenant t where t.tenant_id = $1`

/** SQL for what rows a table has for the tenant, told by how many they are and by the transactions that wrote them. */
const written = (table: string): string =>
  `(select count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) from ${table} where tenant_id = $1)`

// Written far more seldom than it is read: to look whether anything was takes a tenth of reading it all.
const STAMP = `
select concat_ws(' ', ${['unit', 'post', 'person', 'appointment', 'calendar_year', 'parameter', 'tenant'].map(written).join(', ')}) as stamp`

/** The rows of a district as of a day; those read before where nothing was written since. The stamp is taken first, so it is never too new. */
async function rowsSince(db: Queryable, tenant: string, day: Day, known?: Kept): Promise<Read> {
  const before = await known?.read
  const stamp = (await db.query<{ stamp: string }>(STAMP, [tenant])).rows[0]?.stamp ?? ''
  if (before?.stamp === stamp) return before
  const { rows } = await db.query<DistrictRow>(DISTRICT, [tenant, day])
  if (!rows[0]) throw new Error(`no tenant ${tenant} in this database`)
  return { stamp, row: rows[0] }
}

async function districtFrom(db: Queryable, tenant: string, day: Day, read: Promise<Read>): Promise<District> {
  const [{ row }, kept] = await Promise.all([read, keptOf(db, tenant, day)])
  const posts = row.posts ?? []
  const heads = headPosts(posts)
  return {
    directory: new Snapshot(
      (row.units ?? []).map((unit) => unitOf(unit, heads.get(unit.id))),
      posts,
      kept.licences,
    ),
    laws: kept.laws,
    calendar: calendarOf(row.years ?? []),
    parameters: row.parameters ?? {},
    logOrigin: row.log_origin,
  }
}

/** The first head's post of each unit, in the order of posts, in which somebody sits: a duty never falls into an empty chair. */
function headPosts(posts: readonly PostRow[]): ReadonlyMap<string, string> {
  const heads = new Map<string, string>()
  for (const { id, unit, level, holders } of posts)
    if (level === 'head' && holders.length > 0 && !heads.has(unit)) heads.set(unit, id)
  return heads
}

function unitOf(
  { leaderPost, parent, ...unit }: NonNullable<DistrictRow['units']>[number],
  headPost: string | undefined,
): UnitRow {
  return {
    ...unit,
    ...(headPost ? { headPost } : {}),
    ...(leaderPost ? { leaderPost } : {}),
    ...(parent ? { parent } : {}),
  }
}

function calendarOf(rows: NonNullable<DistrictRow['years']>): Calendar {
  const years = rows.map(({ year, source, off, makeup }) => [year, { source, off, makeup }] as const)
  return { version: rows.map((r) => r.version).join('+'), years: Object.fromEntries(years) }
}

/** Another matter as it was read: what is decided on its facts holds only while it is still at this version. */
export interface Relied {
  readonly id: string
  readonly ver: number
}

/**
 * The kernel's facts for one act of a person: the district, the matters a form names as far as this person may see them, the
 * matter's own children whoever may see those, with the versions they were read at, and items of the lists as they stand today.
 */
export async function factsFor(
  context: StoreContext,
  district: District,
  actor: Actor,
  { matters: named, children, items: codes }: NamedIds,
): Promise<{ facts: Facts; relied: readonly Relied[]; items: Readonly<Record<string, ListItem>> }> {
  const { directory, calendar, parameters, laws } = district
  const none = named.length + children.length === 0
  const [{ matters, relied }, items] = await Promise.all([
    none ? NONE_NAMED : matterFacts(context, actor, named, children),
    itemsOn(context, codes, dayAt(context.clock.now())),
  ])
  return { facts: { directory, calendar, parameters, laws, matters, items }, relied, items }
}

/** What an act's facts are looked up by. */
export interface NamedIds {
  /** Matters the form names. */
  readonly matters: readonly string[]
  /** Matters the record names, where a gate asks. */
  readonly children: readonly string[]
  /** Codes of items of the lists that the form names, or the record where a gate asks. */
  readonly items: readonly string[]
}

const NONE_NAMED: NamedFacts = { matters: {}, relied: [] }

interface NamedFacts {
  readonly matters: Readonly<Record<string, MatterFacts>>
  readonly relied: readonly Relied[]
}

interface MatterFactsRow extends Relied {
  readonly procedure: string
  readonly state: string
  readonly title: string
  readonly record: AnyRecord
  readonly parties: readonly string[] | null
}

const NAMED_MATTERS = `
select m.id, m.ver, m.procedure, m.state, m.title, m.record,
  (select array_agg(p.holder) from party p where p.tenant_id = m.tenant_id and p.matter_id = m.id) parties
from matter m where m.tenant_id = $1 and m.id = any($2::text[])`

async function matterFacts(
  context: StoreContext,
  actor: Actor,
  named: readonly string[],
  children: readonly string[],
): Promise<NamedFacts> {
  const ids = [...new Set([...named, ...children])]
  const { rows } = await context.db.query<MatterFactsRow>(NAMED_MATTERS, [context.tenant, ids])
  const own = new Set(children)
  const matters: Record<string, MatterFacts> = {}
  const relied: Relied[] = []
  for (const { id, ver, procedure: name, state, title, record, parties } of rows) {
    const procedure = context.rulebook.procedures[name]
    if (!procedure || !(own.has(id) || maySee(procedure, parties ?? [], actor))) continue
    relied.push({ id, ver })
    matters[id] = { procedure: name, state, final: procedure.states[state]?.final === true, title, record }
  }
  return { matters, relied }
}

/** Whether deciding an act needs to know the items of lists that the record names. */
export const needsItems = (power: AnyPower | undefined): boolean =>
  power?.gates?.some((gate) => gate.needs?.includes('items')) === true

/** Items of lists a record names. */
export const itemsNamed = (procedure: Procedure, record: AnyRecord): string[] =>
  idsOf(namesIn(procedure.record, record), 'item')

/** Matters a record names: those it opened, and the one that opened it. */
export const childrenOf = (procedure: Procedure, record: AnyRecord): string[] =>
  idsOf(namesIn(procedure.record, record), 'matter')

const NOBODY: Actor = { person: '', post: '', unit: '', level: 'staff', functions: [], as: 'holder' }

/** How some matters stand, whoever may see them: for what a page counts of them and shows of none. */
export const standingAs = async (context: StoreContext, ids: readonly string[]): Promise<Facts['matters']> =>
  ids.length === 0 ? {} : (await matterFacts(context, NOBODY, [], ids)).matters

/** How the matters stand that a matter's record names, where some gate of its procedure asks. */
export async function childFacts(
  context: StoreContext,
  actor: Actor,
  procedure: Procedure,
  record: AnyRecord,
): Promise<Facts['matters']> {
  if (!Object.values(procedure.powers).some(needsChildren)) return {}
  const children = childrenOf(procedure, record)
  return children.length === 0 ? {} : (await matterFacts(context, actor, [], children)).matters
}
