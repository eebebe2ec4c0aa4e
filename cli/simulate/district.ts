import { SEATS, actor as smallActor, smallDirectory, usualPosts } from '#demo/small-district.ts'
import type { GivenFacts } from '#demo/kept-facts.ts'
import { SMALL_ENDED, SMALL_INSTRUMENTS, smallItems } from '#demo/small-lists.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import type { Calendar } from '#kernel/calendar.ts'
import { type Licence, type ListItem, type PowerKind, powerKinds } from '#kernel/lists.ts'
import { holdersOf } from '#kernel/seats.ts'
import type { Actor, AnyRecord, Directory, Level, Procedure, UnitFacts } from '#kernel/vocabulary.ts'
import type { Scenario, SeatSaid } from './scenario.ts'

const SMALL = [...new Set(SEATS.map(unitOf))]

function unitOf(post: string): string {
  return post.split('.')[0] ?? ''
}

/** The smallest district with what the scenario's tenant has otherwise. Posts are `unit.level`; persons bear their post's name. */
export function directoryOf({ units }: Scenario['tenant']): Directory {
  const known = [...new Set([...SMALL, ...Object.keys(units)])].filter((id) => units[id] !== null)
  const facts = new Map(known.map((id) => [id, factsOf(id, units[id] ?? undefined)]))
  return {
    unit: (id) => facts.get(id),
    unitOfPost: (post) => (facts.has(unitOf(post)) ? unitOf(post) : undefined),
    postsOf: (unit) =>
      SMALL.includes(unit) ? smallDirectory.postsOf(unit) : facts.has(unit) ? usualPosts(unit) : [],
    withFunction: (name) => known.filter((id) => facts.get(id)?.functions.includes(name)),
    worksIn: (person, unit) => unitOf(person) === unit,
    licence: licenceOf,
  }
}

/** Departments and sub-districts issue documents of their own, as in any district. */
const ISSUES: readonly string[] = ['water', 'finance', 'data', 'justice', 'market', 'street']

function smallUnit(id: string): UnitFacts | undefined {
  const unit = smallDirectory.unit(id)
  return unit && ISSUES.includes(id) ? { ...unit, functions: [...unit.functions, 'issuing'] } : unit
}

function factsOf(id: string, said: Scenario['tenant']['units'][string] | undefined): UnitFacts {
  const base: UnitFacts = smallUnit(id) ?? {
    id,
    name: id,
    kind: '职能部门',
    functions: [],
    assignable: true,
    headPost: `${id}.head`,
  }
  if (!said) return base
  const { headPost, ...others } = said
  const { headPost: usual, ...rest } = { ...base, ...definite(others) }
  const chair = headPost === undefined ? usual : headPost
  return { ...rest, ...(chair ? { headPost: chair } : {}) }
}

const definite = <T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never

/** What everybody has whose licence the scenario does not speak of: one of their own unit that covers every kind. */
const licenceOf = (person: string): Licence => ({
  number: `Z-${person}`,
  unit: unitOf(person),
  scope: Object.keys(powerKinds) as PowerKind[],
  from: '2024-01-01',
  until: '2028-12-31',
})

/** Lists, licences and ended articles of the smallest district, and what the scenario's tenant has besides or instead. */
export function givenOf({ items, licences, ended }: Scenario['tenant']): GivenFacts {
  const listed = items.map((item) => definite(item) as ListItem)
  const codes = new Set(listed.map(({ id }) => id))
  const stopped = new Map(
    Object.entries(licences).map(([person, licence]) => [person, licence && (definite(licence) as Licence)]),
  )
  return {
    items: [...Object.values(smallItems).filter(({ id }) => !codes.has(id)), ...listed],
    licences: (person) => (stopped.has(person) ? (stopped.get(person) ?? undefined) : licenceOf(person)),
    ended: new Map([...SMALL_ENDED, ...Object.entries(ended)]),
    instruments: SMALL_INSTRUMENTS,
  }
}

/** The shipped calendar with the scenario's years. */
export function calendarOf({ calendar }: Scenario['tenant']): Calendar {
  const years = Object.entries(calendar).map(([year, { source, off, makeup }]) => [
    year,
    { source: source ?? `场景给定的${year}年安排`, off, makeup },
  ])
  return { ...shippedCalendar, years: { ...shippedCalendar.years, ...Object.fromEntries(years) } }
}

export type Found = { readonly actor: Actor } | { readonly fault: string }

/**
 * Who is meant: a post (`housing.head`), a role of the procedure by name or title (`applicantHead`, `提出单位主要负责人`), one of several
 * in a role (`member#2`), or a post with a person, a capacity and the bounds of a delegation.
 */
export function actorOf(
  said: SeatSaid,
  procedure: Procedure,
  record: AnyRecord,
  directory: Directory,
): Found {
  if (typeof said !== 'string') {
    const seated = atPost(said.post, directory)
    if ('fault' in seated) return seated
    const { person, as, within } = said
    return { actor: { ...seated.actor, ...definite({ person, as, within }) } }
  }
  if (said.includes('.')) return atPost(said, directory)
  const [name = '', place = '1'] = said.split('#')
  const role = Object.entries(procedure.roles).find(([id, { title }]) => id === name || title === name)?.[1]
  if (!role) return { fault: `“${procedure.title}”没有角色“${name}”，也没有这个岗位` }
  const holder = holdersOf(role.seat, record, directory)[Number(place) - 1]
  if (!holder) return { fault: `现在没有第${place}个“${role.title}”` }
  // In the small district a person carries the name of the post.
  if (role.seat.kind === 'person' && holder.person) return atPost(holder.person, directory)
  if (holder.post) return atPost(holder.post, directory)
  const person: unknown = role.person ? record[role.person] : undefined
  const inCharge = typeof person === 'string' && directory.worksIn(person, holder.unit) ? person : undefined
  return atPost(inCharge ?? `${holder.unit}.clerk`, directory)
}

function atPost(post: string, directory: Directory): Found {
  const unit = directory.unit(unitOf(post))
  if (!unit) return { fault: `没有岗位“${post}”：岗位写成 单位.head、单位.deputy、单位.clerk` }
  const level: Level = unit.headPost === post ? 'head' : smallActor(post).level
  return { actor: { person: post, post, unit: unit.id, level, functions: unit.functions, as: 'holder' } }
}
