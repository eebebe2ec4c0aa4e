import type { Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { countLedger } from '#store/queries/ledger.ts'
import type { LedgerQuery } from '../contract/operations.ts'
import { filterOf } from './ledger-view.ts'
import { type Reader, lightBounds } from './reader.ts'

/** A number and the ledger query that lists exactly what it counts. */
export interface FigureAsked {
  readonly title: string
  readonly query: Partial<LedgerQuery> & Readonly<Record<string, string>>
}

/** Counts each query; every number opens its rows. */
export function figuresOf(
  context: StoreContext,
  reader: Reader,
  procedure: Procedure,
  asked: readonly FigureAsked[],
): Promise<{ title: string; n: number; query: string }[]> {
  const lights = lightBounds(reader)
  return Promise.all(
    asked.map(async ({ title, query }) => {
      const { n } = await countLedger(context, reader.actor, filterOf(procedure, query), lights)
      return { title, n, query: new URLSearchParams(query).toString() }
    }),
  )
}
