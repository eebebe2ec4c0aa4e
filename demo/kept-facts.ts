import { type InstrumentFacts, type Laws, lawsOf, restOn } from '#kernel/law.ts'
import { type Kept, type Licence, type ListItem, asOf } from '#kernel/lists.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Day } from '#kernel/time.ts'
import type { Directory, Procedure, Resting } from '#kernel/vocabulary.ts'

/** What stands besides what matters keep: lists, licences and ended articles that a trial is given. */
export interface GivenFacts {
  readonly items?: readonly ListItem[]
  readonly licences?: (person: string) => Licence | undefined
  /** Last days by article key. */
  readonly ended?: ReadonlyMap<string, Day>
  /** Instruments of the register by name. */
  readonly instruments?: ReadonlyMap<string, InstrumentFacts>
}

/** What kernels are told of lists, laws and licences on one day. */
export interface FactsOfDay {
  readonly items: Readonly<Record<string, ListItem>>
  readonly laws: Laws
  readonly licence: Directory['licence']
}

/** 在册 in memory: what matters keep for the district, as the store's table holds it. */
export class KeptFacts {
  readonly #given: GivenFacts
  readonly #kept = new Map<string, readonly Kept[]>()
  #known: { readonly day: Day; readonly facts: FactsOfDay } | undefined
  /** What has been worked out and still holds: a licence that is issued leaves items and laws as they were. */
  readonly #parts: { items?: Items; laws?: Laws; licences?: Licences } = {}
  #day: Day | undefined

  constructor(given: GivenFacts = {}) {
    this.#given = given
  }

  /** Takes in a matter as it stands now. */
  take({ keeps }: Procedure, matter: Matter): void {
    if (!keeps) return
    const now = keeps(matter)
    const kinds = new Set([...(this.#kept.get(matter.id) ?? []), ...now].map(({ kind }) => kind))
    this.#kept.set(matter.id, now)
    if (kinds.size === 0) return
    if (kinds.has('item')) delete this.#parts.items
    if (kinds.has('article')) delete this.#parts.laws
    if (kinds.has('licence')) delete this.#parts.licences
    this.#known = undefined
  }

  on(day: Day): FactsOfDay {
    if (this.#known?.day !== day) this.#known = { day, facts: this.#factsOn(day) }
    return this.#known.facts
  }

  /** Items in their newest version that rest on one of some articles. */
  itemsRestingOn(keys: readonly string[]): readonly Resting[] {
    if (keys.length === 0) return []
    return Object.values(this.#itemsOn('9999-12-31'))
      .filter(({ cancelled, basis }) => !cancelled && restOn(basis, keys))
      .map(({ id, unit, title }): Resting => ({ what: 'item', id, unit, title }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  #factsOn(day: Day): FactsOfDay {
    const parts = this.#parts
    if (this.#day !== day) {
      // Laws tell the days of their articles themselves.
      delete parts.items
      delete parts.licences
      this.#day = day
    }
    const licences = (parts.licences ??= this.#licencesOn(day))
    return {
      items: (parts.items ??= this.#itemsOn(day)),
      laws: (parts.laws ??= this.#laws()),
      licence: (person) => licences.get(person) ?? this.#given.licences?.(person),
    }
  }

  #itemsOn(day: Day): Items {
    const versions = new Map<string, ListItem[]>()
    const add = (item: ListItem): void => {
      const known = versions.get(item.id)
      if (known) known.push(item)
      else versions.set(item.id, [item])
    }
    for (const item of this.#given.items ?? []) add(item)
    for (const kept of this.#kept.values()) for (const one of kept) if (one.kind === 'item') add(one.item)
    const items: Record<string, ListItem> = {}
    for (const [id, of] of versions) {
      const item = asOf(of, day)
      if (item) items[id] = item
    }
    return items
  }

  #licencesOn(day: Day): Licences {
    const licences = new Map<string, Licence>()
    for (const one of [...this.#kept.values()].flat()) {
      if (one.kind !== 'licence' || one.licence.from > day) continue
      const known = licences.get(one.person)
      if (!known || known.from <= one.licence.from) licences.set(one.person, one.licence)
    }
    return licences
  }

  #laws(): Laws {
    const kept = [...this.#kept.values()].flat()
    return lawsOf(
      new Map([...(this.#given.ended ?? []), ...endedAmong(kept)]),
      new Map([...(this.#given.instruments ?? []), ...instrumentsAmong(kept)]),
    )
  }
}

type Items = Readonly<Record<string, ListItem>>
type Licences = ReadonlyMap<string, Licence>

/** Articles all of whose intervals have an end, with the last of them. */
function endedAmong(kept: readonly Kept[]): readonly (readonly [string, Day])[] {
  const articles = kept.flatMap((one) => (one.kind === 'article' ? [one] : []))
  return [...Map.groupBy(articles, ({ key }) => key)].flatMap(([key, intervals]) => {
    const ends = intervals.flatMap(({ to }) => (to === undefined ? [] : [to]))
    return ends.length < intervals.length ? [] : [[key, ends.reduce((a, b) => (a > b ? a : b))] as const]
  })
}

const instrumentsAmong = (kept: readonly Kept[]): readonly (readonly [string, InstrumentFacts])[] =>
  kept.flatMap((one) =>
    one.kind === 'article' && !one.key.includes('#')
      ? [[one.key, { from: one.from, ...(one.articles === undefined ? {} : { articles: one.articles }) }]]
      : [],
  )
