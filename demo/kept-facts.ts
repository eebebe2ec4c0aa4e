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

  constructor(given: GivenFacts = {}) {
    this.#given = given
  }

  /** Takes in a matter as it stands now. */
  take({ keeps }: Procedure, matter: Matter): void {
    if (!keeps) return
    this.#kept.set(matter.id, keeps(matter))
    this.#known = undefined
  }

  on(day: Day): FactsOfDay {
    if (this.#known?.day !== day) this.#known = { day, facts: this.#factsOn(day) }
    return this.#known.facts
  }

  /** Items in their newest version that rest on one of some articles. */
  itemsRestingOn(keys: readonly string[]): readonly Resting[] {
    if (keys.length === 0) return []
    const newest = this.on('9999-12-31').items
    this.#known = undefined
    return Object.values(newest)
      .filter(({ cancelled, basis }) => !cancelled && restOn(basis, keys))
      .map(({ id, unit, title }): Resting => ({ what: 'item', id, unit, title }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  #factsOn(day: Day): FactsOfDay {
    const kept = [...this.#kept.values()].flat()
    const versions = [
      ...(this.#given.items ?? []),
      ...kept.flatMap((one) => (one.kind === 'item' ? [one.item] : [])),
    ]
    const items = [...Map.groupBy(versions, ({ id }) => id)].flatMap(([id, of]) => {
      const item = asOf(of, day)
      return item ? [[id, item] as const] : []
    })
    const licences = new Map<string, Licence>()
    for (const one of kept) {
      if (one.kind !== 'licence' || one.licence.from > day) continue
      const known = licences.get(one.person)
      if (!known || known.from <= one.licence.from) licences.set(one.person, one.licence)
    }
    return {
      items: Object.fromEntries(items),
      laws: lawsOf(
        new Map([...(this.#given.ended ?? []), ...endedAmong(kept)]),
        new Map([...(this.#given.instruments ?? []), ...instrumentsAmong(kept)]),
      ),
      licence: (person) => licences.get(person) ?? this.#given.licences?.(person),
    }
  }
}

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
