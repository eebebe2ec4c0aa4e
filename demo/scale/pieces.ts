/**
 * A text of the template taken apart: what stands still, and the places that are filled anew in each copy. Filling is a join, so
 * that a million matters cost little more than writing them down.
 */
export interface Pieces {
  /** One more than places. */
  readonly still: readonly string[]
  /** Which value of a copy stands after each still part. */
  readonly places: readonly number[]
}

/** The text with the values of one copy. */
export function fill({ still, places }: Pieces, values: readonly string[]): string {
  let text = still[0] ?? ''
  for (let n = 0; n < places.length; n++)
    text += (values[places[n] as number] as string) + (still[n + 1] as string)
  return text
}

/** What is filled anew, by what it is in the template. */
export type Place =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'at'; readonly at: string }
  | { readonly kind: 'number'; readonly year: string; readonly n: number }
  | { readonly kind: 'name'; readonly name: string; readonly suffix: string }
  /** Known only while a row is written: hashes, salts, bodies. */
  | { readonly kind: 'late' }

/** An id of the store (UUIDv7), an instant, a number of a series, each as they stand in records and rows. */
const ID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}'
const INSTANT = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z'
const NUMBER = '〔(\\d{4})〕(\\d{1,6})号'

/** Takes texts of one family of matters apart; the same thing in two texts is one place. */
export class Cutter {
  readonly places: Place[] = []
  readonly #found = new Map<string, number>()
  readonly #pattern: RegExp
  readonly #late = new Map<string, number>()
  readonly #ids: ReadonlySet<string>
  readonly #instants: ReadonlySet<string>
  readonly #names: ReadonlyMap<string, string>

  /**
   * @param ids ids that each copy gives anew; any other stays
   * @param instants of acts, which each copy shifts a little; terms stay on their days
   * @param names invented places by name, with the word they end in
   */
  constructor(ids: ReadonlySet<string>, instants: ReadonlySet<string>, names: ReadonlyMap<string, string>) {
    this.#ids = ids
    this.#instants = instants
    this.#names = names
    const longest = [...names.keys()].toSorted((a, b) => b.length - a.length)
    this.#pattern = new RegExp([ID, INSTANT, NUMBER, ...longest].join('|'), 'g')
  }

  /** A place that is filled while a row is written. */
  late(name: string): number {
    const known = this.#late.get(name)
    if (known !== undefined) return known
    const at = this.places.push({ kind: 'late' }) - 1
    this.#late.set(name, at)
    return at
  }

  /** Takes a text apart; `escape` writes what stands still as the rows want it. */
  cut(text: string, escape: (still: string) => string = (still) => still): Pieces {
    const still: string[] = []
    const places: number[] = []
    let from = 0
    for (const match of text.matchAll(this.#pattern)) {
      const place = this.#placeOf(match[0], match[1], match[2])
      if (place === undefined) continue
      still.push(escape(text.slice(from, match.index)))
      places.push(place)
      from = match.index + match[0].length
    }
    still.push(escape(text.slice(from)))
    return { still, places }
  }

  #placeOf(found: string, year: string | undefined, n: string | undefined): number | undefined {
    if (year !== undefined) return this.#add(found, { kind: 'number', year, n: Number(n) })
    const suffix = this.#names.get(found)
    if (suffix !== undefined) return this.#add(found, { kind: 'name', name: found, suffix })
    if (this.#ids.has(found)) return this.#add(found, { kind: 'id', id: found })
    return this.#instants.has(found) ? this.#add(found, { kind: 'at', at: found }) : undefined
  }

  #add(text: string, place: Place): number {
    const known = this.#found.get(text)
    if (known !== undefined) return known
    const at = this.places.push(place) - 1
    this.#found.set(text, at)
    return at
  }
}

/** Joins pieces one after the other. */
export function joined(parts: readonly (Pieces | string | number)[]): Pieces {
  const still = ['']
  const places: number[] = []
  const text = (more: string): void => {
    still[still.length - 1] += more
  }
  for (const part of parts) {
    if (typeof part === 'string') text(part)
    else if (typeof part === 'number') {
      places.push(part)
      still.push('')
    } else {
      text(part.still[0] ?? '')
      places.push(...part.places)
      still.push(...part.still.slice(1))
    }
  }
  return { still, places }
}
