import { type Day, addDays } from '#kernel/time.ts'
import type { Actor, Directory, UnitFacts } from '#kernel/vocabulary.ts'
import type { DemoAppointment, DemoDistrict, DemoPost } from './district.ts'

/** 名录 on one day: what the kernel asks, and who can act in which seat. */
export interface DemoDirectory extends Directory {
  /** The person acting in a post in the capacity they sit in it on this day; undefined where they do not. */
  actor(person: string, post: string): Actor | undefined
  /** Holders first, then acting holders, then delegates. */
  actorsIn(post: string): readonly Actor[]
  /** Everybody who sits in a post of the unit, in the order of its posts. */
  actorsOf(unit: string): readonly Actor[]
  readonly everybody: readonly Actor[]
}

/** The directories of a district by day; days between two changes share one. */
export class Directories {
  readonly #district: DemoDistrict
  readonly #changes: readonly Day[]
  readonly #kept = new Map<number, DemoDirectory>()

  constructor(district: DemoDistrict) {
    this.#district = district
    const days = new Set<Day>()
    const stretches = [...district.appointments, ...district.delegations]
    for (const { from, to } of stretches) {
      days.add(from)
      if (to) days.add(addDays(to, 1))
    }
    for (const { revokedOn } of district.delegations) if (revokedOn) days.add(revokedOn)
    this.#changes = [...days].toSorted()
  }

  /** Number of the stretch between two changes in which a day lies. */
  epoch(day: Day): number {
    return this.#changes.findLastIndex((change) => change <= day)
  }

  on(day: Day): DemoDirectory {
    const epoch = this.epoch(day)
    const known = this.#kept.get(epoch)
    if (known) return known
    const made = directoryOn(this.#district, day)
    this.#kept.set(epoch, made)
    return made
  }
}

const lasts = (stretch: { from: Day; to?: Day }, day: Day): boolean =>
  stretch.from <= day && (stretch.to === undefined || stretch.to >= day)

/** Holders before acting holders, then by date: the order in which a post is offered to a caller. */
const byRank = (a: DemoAppointment, b: DemoAppointment): number =>
  b.kind.localeCompare(a.kind) || a.from.localeCompare(b.from)

function directoryOn(district: DemoDistrict, day: Day): DemoDirectory {
  const posts = new Map(district.posts.map((post) => [post.id, post]))
  const functions = new Map(district.units.map((unit) => [unit.id, unit.functions]))
  const seated = new Map<string, Actor[]>()
  const seat = (person: string, post: DemoPost, as: Actor['as'], within: readonly string[] | null): void => {
    const { unit, level, id } = post
    const actor: Actor = {
      person,
      post: id,
      unit,
      level,
      functions: functions.get(unit) ?? [],
      as,
      ...(within ? { within } : {}),
    }
    seated.set(id, [...(seated.get(id) ?? []), actor])
  }
  const present = district.appointments.filter((a) => lasts(a, day)).toSorted(byRank)
  for (const { person, post, kind } of present) seat(person, posts.get(post) as DemoPost, kind, null)
  const filled = new Set(seated.keys())
  for (const given of district.delegations) {
    const stands = lasts(given, day) && (given.revokedOn === undefined || day < given.revokedOn)
    const own = present.some((a) => a.person === given.fromPerson && a.post === given.post)
    if (stands && own) seat(given.toPerson, posts.get(given.post) as DemoPost, 'delegate', given.acts)
  }
  return indexed(district, seated, filled)
}

function indexed(
  district: DemoDistrict,
  seated: ReadonlyMap<string, readonly Actor[]>,
  filled: ReadonlySet<string>,
): DemoDirectory {
  const units = new Map<string, UnitFacts>()
  const inUnit = new Map<string, Actor[]>(district.units.map((unit) => [unit.id, []]))
  const unitOfPost = new Map(district.posts.map((post) => [post.id, post.unit]))
  for (const post of district.posts) inUnit.get(post.unit)?.push(...(seated.get(post.id) ?? []))
  for (const { id, name, kind, functions, assignable, parent, leaderPost, codes } of district.units) {
    // An empty chair is nobody's head: what the head would owe, the unit owes.
    const headPost = district.posts.find((p) => p.unit === id && p.level === 'head' && filled.has(p.id))?.id
    units.set(id, {
      id,
      name,
      kind,
      functions,
      assignable,
      codes,
      ...(headPost ? { headPost } : {}),
      ...(leaderPost ? { leaderPost } : {}),
      ...(parent ? { parent } : {}),
    })
  }
  const names = new Map(district.people.map(({ id, name }) => [id, name]))
  const seats = (post: string) => (seated.get(post) ?? []).filter(({ as }) => as !== 'delegate')
  const postsIn = Map.groupBy(
    district.posts.map(({ id, unit, title, level }) => {
      const holders = seats(id).map(({ person }) => ({ person, name: names.get(person) ?? person }))
      return { id, unit, title, level, holders }
    }),
    ({ unit }) => unit,
  )
  const withFunction = new Map<string, string[]>()
  for (const unit of district.units)
    for (const name of unit.functions) withFunction.set(name, [...(withFunction.get(name) ?? []), unit.id])
  const everybody = [...inUnit.values()].flat()
  return {
    unit: (id) => units.get(id),
    unitOfPost: (post) => unitOfPost.get(post),
    postsOf: (unit) => postsIn.get(unit) ?? [],
    withFunction: (name) => withFunction.get(name) ?? [],
    worksIn: (person, unit) =>
      inUnit.get(unit)?.some((a) => a.person === person && a.as !== 'delegate') === true,
    // Licences are no part of the directory of names: worlds lay theirs over it.
    licence: () => undefined,
    actor: (person, post) => seated.get(post)?.find((a) => a.person === person),
    actorsIn: (post) => seated.get(post) ?? [],
    actorsOf: (unit) => inUnit.get(unit) ?? [],
    everybody,
  }
}
