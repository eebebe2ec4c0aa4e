import { ProblemError } from '../../api/client.ts'
import type { RefusalJson } from '../../api/shapes.ts'

export interface Sorted {
  /** By place among the proposals. */
  readonly byPlace: ReadonlyMap<number, readonly RefusalJson[]>
  readonly general: readonly RefusalJson[]
}

/**
 * Refusals of a batch at the proposals they are about: the server numbers the forms it was sent (第3项：…, fields under `3.`),
 * `places` are the proposals those forms came from. Without a number a refusal is about all.
 */
export function refusalsByPlace(error: Error | null, places: readonly number[]): Sorted {
  const byPlace = new Map<number, RefusalJson[]>()
  const general: RefusalJson[] = []
  for (const refusal of error instanceof ProblemError ? error.refusals : []) {
    const [prefix, number] = /^第(\d+)项：/.exec(refusal.message) ?? []
    const at = number === undefined ? undefined : places[Number(number) - 1]
    if (prefix === undefined || at === undefined) general.push(refusal)
    else byPlace.set(at, [...(byPlace.get(at) ?? []), ofItem(refusal, prefix, `${number}.`)])
  }
  return { byPlace, general }
}

const ofItem = (refusal: RefusalJson, prefix: string, path: string): RefusalJson => ({
  ...refusal,
  message: refusal.message.slice(prefix.length),
  ...(refusal.fields ? { fields: withoutPath(refusal.fields, path) } : {}),
})

const withoutPath = (fields: Readonly<Record<string, string>>, path: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([key, said]) => [key.startsWith(path) ? key.slice(path.length) : key, said]),
  )
