/** A stream of chance that gives the same numbers for the same seed, on every machine. */
export interface Random {
  /** At least 0, less than 1. */
  float(): number
  /** A whole number from 0 up to, not including, `below`. */
  int(below: number): number
  /** A whole number of the closed range. */
  between(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** One of several, by weight; weights need not add up to anything. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T
  /** The same elements in another order. */
  shuffle<T>(list: readonly T[]): T[]
  bytes(count: number): Uint8Array
  /** A stream of its own, which depends on the seed and the label only, not on what was drawn before. */
  fork(label: string): Random
}

/** The stream of a seed (sfc32 over an FNV-like hash of the text: quick, and far better than the demo needs). */
export function seeded(seed: string): Random {
  const next = sfc32(...hash(seed))
  const float = (): number => next() / 4_294_967_296
  const int = (below: number): number => Math.floor(float() * below)
  const random: Random = {
    float,
    int,
    between: (least, most) => least + int(most - least + 1),
    chance: (probability) => float() < probability,
    pick: (from) => {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[int(from.length)] as (typeof from)[number]
    },
    weighted: (weights) => weigh(weights, float()),
    shuffle: (list) => shuffled(list, int),
    bytes: (count) => Uint8Array.from({ length: count }, () => int(256)),
    fork: (label) => seeded(`${seed}/${label}`),
  }
  return random
}

function weigh<T extends string>(weights: Readonly<Record<T, number>>, share: number): T {
  const entries = Object.entries(weights) as [T, number][]
  let left = share * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [name, weight] of entries) {
    left -= weight
    if (left < 0) return name
  }
  return (entries.at(-1) as [T, number])[0]
}

function shuffled<T>(list: readonly T[], int: (below: number) => number): T[] {
  const mixed = [...list]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = int(last + 1)
    ;[mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T]
  }
  return mixed
}

type Words = readonly [number, number, number, number]

function hash(text: string): Words {
  const words: [number, number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667]
  for (const [index, unit] of Array.from(text, (c) => c.codePointAt(0) ?? 0).entries()) {
    for (let w = 0; w < 4; w++)
      words[w] = Math.imul((words[w] as number) ^ unit ^ (index + w), 0x01000193 + 2 * w) >>> 0
  }
  return words
}

function sfc32(a: number, b: number, c: number, d: number): () => number {
  const next = (): number => {
    const out = (a + b + d) >>> 0
    d = (d + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = (((c << 21) | (c >>> 11)) + out) >>> 0
    return out
  }
  // The first numbers still resemble the seed.
  for (let n = 0; n < 12; n++) next()
  return next
}
