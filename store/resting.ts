import { proceduresRestingOn, recordRestsOn } from '#kernel/resting.ts'
import { dayAt } from '#kernel/time.ts'
import type { AnyRecord, Procedure, Resting } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import type { District } from './facts.ts'

// An item in its newest version, also one whose first day is still to come; cancelled ones rest on nothing any more. Each code that
// ever cited an article is looked up by itself: joined, thousands of them are compared with thousands while the table is new and the
// planner knows nothing of it yet.
const ITEMS = `
select c.key as id, i.unit_id as unit, i.body->>'title' as title from (
  select distinct k.key from kept k where k.tenant_id = $1 and k.kind = 'item' and (k.cites && $2::text[]
    or exists (select from unnest(k.cites) one(key), unnest($3::text[]) whole(name) where starts_with(one.key, whole.name || '#')))
) c cross join lateral (
  select k.unit_id, k.cites, k.body from kept k where k.tenant_id = $1 and k.kind = 'item' and k.key = c.key
  order by k.from_on desc, k.version desc limit 1
) i
where i.body->>'cancelled' is null and (i.cites && $2::text[]
  or exists (select from unnest(i.cites) one(key), unnest($3::text[]) whole(name) where starts_with(one.key, whole.name || '#')))
order by i.unit_id, c.key`

const MATTERS = `
select m.id, m.unit_id as unit, m.title, m.record from matter m
where m.tenant_id = $1 and m.procedure = $2 and m.state = any($3::text[])
  and exists (select from unnest($4::text[]) named(words) where position(named.words in m.record::text) > 0)
order by m.id`

/**
 * Everything that rests on some articles, by article keys: items of the lists, matters whose records cite them, procedures of the
 * rulebook, for which the legal office answers.
 */
export async function restingOn(
  context: StoreContext,
  district: District,
  keys: readonly string[],
): Promise<readonly Resting[]> {
  if (keys.length === 0) return []
  const { db, tenant, rulebook } = context
  const today = dayAt(context.clock.now())
  const names = [...new Set(keys.map((key) => key.split('#')[0] ?? ''))]
  // What names the instrument alone rests on each of its articles.
  const cited = [...new Set([...keys, ...names])]
  const whole = keys.filter((key) => !key.includes('#'))
  const { rows } = await db.query<{ id: string; unit: string; title: string }>(ITEMS, [tenant, cited, whole])
  const items = rows.map((row): Resting => ({ what: 'item', ...row }))
  const matters: Resting[] = []
  for (const procedure of Object.values(rulebook.procedures))
    if (procedure.cites) matters.push(...(await citing(context, procedure, names, keys)))
  const office = district.directory.withFunction('legal')[0]
  return [
    ...items,
    ...matters,
    ...(office === undefined ? [] : proceduresRestingOn(rulebook, office, keys, today)),
  ]
}

async function citing(
  { db, tenant }: StoreContext,
  procedure: Procedure,
  names: readonly string[],
  keys: readonly string[],
): Promise<Resting[]> {
  interface Row {
    readonly id: string
    readonly unit: string | null
    readonly title: string
    readonly record: AnyRecord
  }
  const { rows } = await db.query<Row>(MATTERS, [tenant, procedure.id, procedure.cites?.states ?? [], names])
  return rows
    .filter(({ record }) => recordRestsOn(procedure, record, keys))
    .flatMap(({ id, unit, title }) => (unit === null ? [] : [{ what: 'matter', id, unit, title } as const]))
}
