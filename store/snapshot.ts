import type { Licence } from '#kernel/lists.ts'
import type { Directory, Level, UnitFacts } from '#kernel/vocabulary.ts'

/** A unit with what screens show of it. */
export interface UnitRow extends UnitFacts {
  readonly shortName: string
}

export interface PostRow {
  readonly id: string
  readonly unit: string
  readonly title: string
  readonly level: Level
  /** Who sits in it today: the holder first, then whoever acts. */
  readonly holders: readonly {
    readonly person: string
    readonly name: string
    readonly as: 'holder' | 'acting'
  }[]
}

/**
 * 名录 on one day, read once and handed on as an argument. Pure: answers come from the rows it was made with.
 *
 *     new Snapshot(units, posts).unitOfPost('p-office-head')   // → 'office'
 */
export class Snapshot implements Directory {
  readonly #units: ReadonlyMap<string, UnitRow>
  readonly #posts: ReadonlyMap<string, PostRow>
  readonly #functions: ReadonlyMap<string, readonly string[]>
  readonly #people: ReadonlyMap<string, ReadonlySet<string>>
  readonly #licences: ReadonlyMap<string, Licence>

  constructor(
    units: readonly UnitRow[],
    posts: readonly PostRow[],
    licences: ReadonlyMap<string, Licence> = new Map(),
  ) {
    this.#units = new Map(units.map((unit) => [unit.id, unit]))
    this.#posts = new Map(posts.map((post) => [post.id, post]))
    this.#functions = byFunction(units)
    this.#people = byUnit(posts)
    this.#licences = licences
  }

  unit(id: string): UnitRow | undefined {
    return this.#units.get(id)
  }

  /** All units, in the order of the directory. */
  units(): readonly UnitRow[] {
    return [...this.#units.values()]
  }

  post(id: string): PostRow | undefined {
    return this.#posts.get(id)
  }

  unitOfPost(post: string): string | undefined {
    return this.#posts.get(post)?.unit
  }

  withFunction(name: string): readonly string[] {
    return this.#functions.get(name) ?? []
  }

  worksIn(person: string, unit: string): boolean {
    return this.#people.get(unit)?.has(person) === true
  }

  licence(person: string): Licence | undefined {
    return this.#licences.get(person)
  }

  /** Full name of a unit; the bare id where the directory no longer knows it. */
  unitName(id: string): string {
    return this.#units.get(id)?.name ?? id
  }

  postTitle(id: string): string {
    return this.#posts.get(id)?.title ?? id
  }

  holders(post: string): PostRow['holders'] {
    return this.#posts.get(post)?.holders ?? []
  }

  postsOf(unit: string): readonly PostRow[] {
    return [...this.#posts.values()].filter((post) => post.unit === unit)
  }
}

function byUnit(posts: readonly PostRow[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { unit, holders } of posts) {
    const people = found.get(unit) ?? new Set()
    for (const { person } of holders) people.add(person)
    found.set(unit, people)
  }
  return found
}

function byFunction(units: readonly UnitRow[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const unit of units) {
    for (const name of unit.functions) found.set(name, [...(found.get(name) ?? []), unit.id])
  }
  return found
}
