import { inChunks } from '#store/chunks.ts'
import type { StoreContext } from '#store/context.ts'
import { countLedgers } from '#store/queries/ledger.ts'
import type { LedgerQuery } from '../contract/operations.ts'
import type { Few } from './few.ts'
import { filtersOf } from './ledger-view.ts'
import { type Reader, lightBounds } from './reader.ts'

/** A number and the ledger query that lists exactly what it counts. */
export interface FigureAsked {
  readonly title: string
  readonly query: Partial<LedgerQuery>
}

/** A query of the ledger as it stands in an address. */
export const queryText = (query: Partial<LedgerQuery>): string =>
  new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()

/** Figures are counted this far; one more says that there are more. */
export const MOST = 999

/** Figures of one statement: asking costs half as much as counting, and all of a desk in one would leave a processor idle. */
const TOGETHER = 3

/** Counts each query over every procedure; every number opens its rows. */
export async function figuresOf(
  context: StoreContext,
  reader: Reader,
  asked: readonly FigureAsked[],
  few: Few,
): Promise<{ title: string; n: number; query: string }[]> {
  const lights = lightBounds(reader)
  const counted = await Promise.all(
    inChunks(asked, TOGETHER).map((some) => {
      const lists = some.map(({ query }) => filtersOf(reader, query))
      return few(() => countLedgers(context, reader.actor, lists, lights, MOST))
    }),
  )
  const counts = counted.flat()
  return asked.map(({ title, query }, at) => {
    const { n, more } = counts[at] ?? { n: 0, more: false }
    return { title, n: more ? n + 1 : n, query: queryText(query) }
  })
}
