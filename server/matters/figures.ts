import type { StoreContext } from '#store/context.ts'
import { countLedger } from '#store/queries/ledger.ts'
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

/** Counts each query over every procedure; every number opens its rows. */
export function figuresOf(
  context: StoreContext,
  reader: Reader,
  asked: readonly FigureAsked[],
  few: Few,
): Promise<{ title: string; n: number; query: string }[]> {
  const lights = lightBounds(reader)
  return Promise.all(
    asked.map(async ({ title, query }) => {
      const filters = filtersOf(reader, query)
      const { n, more } = await few(() => countLedger(context, reader.actor, filters, lights, MOST))
      return { title, n: more ? n + 1 : n, query: queryText(query) }
    }),
  )
}
