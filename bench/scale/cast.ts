import { addDays, dayAt } from '#kernel/time.ts'
import { isOpenTo } from '#kernel/seats.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { type Random, seeded } from '#demo/random.ts'
import { rulebook } from '#rulebook/index.ts'
import type { Db } from '#store/db.ts'

/** Who looks and at what, drawn by lot from what the district holds; the same seed draws the same. */
export interface Cast {
  anybody(): Actor
  clerk(): Actor
  overseer(): Actor
  leader(): Actor
  supervisor(): Actor
  office(): Actor
  unit(): string
  /** One of a procedure all of whose matters this actor may see. */
  matterSeenBy(actor: Actor): string
  /** Two neighbouring characters of some title. */
  twoCharacters(): string
  fourCharacters(): string
  /** A day so many days from today. */
  day(offset: number): string
}

interface SeatRow {
  readonly person: string
  readonly as: 'holder' | 'acting'
  readonly post: string
  readonly unit: string
  readonly level: Actor['level']
  readonly functions: readonly string[]
}

const SEATS = `
select a.person_id as person, a.kind as "as", p.id as post, p.unit_id as unit, p.level, u.functions
from appointment a
join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
join unit u on u.tenant_id = p.tenant_id and u.id = p.unit_id
where a.tenant_id = $1 and a.from_on <= $2::date and (a.to_on is null or a.to_on >= $2::date) and p.closed_on is null
order by a.id`

const SAMPLED = 3_000

// Some of the matters, read page by page: a whole district would take longer than the measuring.
const SAMPLE = `
select id, title, procedure, unit_id as unit from matter tablesample system ($2::real) repeatable (7)
where tenant_id = $1 limit ${SAMPLED}`

/** Reads what is to be drawn from. */
export async function readCast(db: Db, tenant: string, seed: string): Promise<Cast> {
  const random = seeded(seed)
  const today = dayAt(new Date().toISOString())
  const { rows: seats } = await db.query<SeatRow>(SEATS, [tenant, today])
  const { rows: counted } = await db.query<{ n: number }>(
    'select count(*) as n from matter where tenant_id = $1',
    [tenant],
  )
  const share = Math.min(100, (SAMPLED * 100) / Math.max(1, counted[0]?.n ?? 1))
  const { rows: matters } = await db.query<MatterSample>(SAMPLE, [tenant, share])
  const actors: readonly Actor[] = seats
  const having = (name: string): Actor[] => actors.filter(({ functions }) => functions.includes(name))
  const clerks = actors.filter(({ functions, level }) => functions.length === 0 && level === 'staff')
  const units = [...new Set(matters.flatMap(({ unit }) => unit ?? []))]
  return drawing(random, today, {
    actors,
    clerks,
    units,
    matters,
    leaders: having('leadership'),
    supervisors: having('supervision'),
    offices: having('coordination'),
  })
}

interface MatterSample {
  readonly id: string
  readonly title: string
  readonly procedure: string
  readonly unit: string | null
}

interface Drawn {
  readonly actors: readonly Actor[]
  readonly clerks: readonly Actor[]
  readonly leaders: readonly Actor[]
  readonly supervisors: readonly Actor[]
  readonly offices: readonly Actor[]
  readonly units: readonly string[]
  readonly matters: readonly MatterSample[]
}

const drawing = (random: Random, today: string, from: Drawn): Cast => ({
  anybody: () => random.pick(from.actors),
  clerk: () => random.pick(from.clerks),
  overseer: () => random.pick([...from.supervisors, ...from.offices]),
  leader: () => random.pick(from.leaders),
  supervisor: () => random.pick(from.supervisors),
  office: () => random.pick(from.offices),
  unit: () => random.pick(from.units),
  matterSeenBy: (actor) => {
    const open = new Set(
      Object.values(rulebook.procedures)
        .filter((one) => isOpenTo(one, actor))
        .map(({ id }) => id),
    )
    return random.pick(from.matters.filter((matter) => open.has(matter.procedure))).id
  },
  twoCharacters: () => piece(random, random.pick(from.matters).title, 2),
  fourCharacters: () => piece(random, random.pick(from.matters).title, 4),
  day: (offset) => addDays(today, offset),
})

function piece(random: Random, title: string, length: number): string {
  const runs = title.match(/\p{Script=Han}+/gu) ?? []
  const run = random.pick(runs.filter((one) => one.length >= length).concat('督促整改'))
  const from = random.int(run.length - length + 1)
  return run.slice(from, from + length)
}
