import type { StoreContext } from '#store/context.ts'
import { recordedLedger } from '#store/queries/ledger.ts'
import type { LedgerFilter } from '#store/queries/ledger-filter.ts'
import type { RecordedRow } from '#store/queries/parts.ts'
import { type Reader, lightBounds } from './reader.ts'

const PAGE = 200

/** Matters of these filters that the reader may see, page by page, those that moved last first: read as far as the caller goes on. */
export async function* ledgerPages(
  context: StoreContext,
  reader: Reader,
  filters: readonly LedgerFilter[],
): AsyncGenerator<readonly RecordedRow[]> {
  let cursor: string | undefined
  do {
    const page = await recordedLedger(context, reader.actor, filters, lightBounds(reader), {
      sort: 'updated',
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    })
    yield page.rows
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}
