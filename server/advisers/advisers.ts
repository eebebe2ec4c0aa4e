import { advisedIn, advisingIn } from '#kernel/advising.ts'
import { addDaysTo, dayAt } from '#kernel/time.ts'
import type { Actor, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import type { RecordedRow } from '#store/queries/parts.ts'
import { seenRecord, textIn } from '../bodies/sees.ts'
import { ledgerPages } from '../matters/ledger-pages.ts'
import { filtersOf } from '../matters/ledger-view.ts'
import { matterRef } from '../matters/matter-ref.ts'
import { type Reader, readerFor } from '../matters/reader.ts'
import { askedOf } from './asked.ts'
import { type Asked, figuresOf } from './figures.ts'

/** Matters read of each procedure at most, those that moved last; and how far back they are counted. */
const MOST = 2_000
export const DAYS = 365

/** B2: the register of legal advisers with the workload, the response times and the use of each, over the last year. */
export async function advisersFor(context: StoreContext, actor: Actor) {
  const reader = await readerFor(context, actor)
  const since = dayAt(addDaysTo(reader.now, -DAYS))
  const asked = (await Promise.all(advisedIn(context.rulebook).map((one) => askedIn(context, reader, one))))
    .flat()
    .filter(({ on }) => on >= since)
  const lines = await Promise.all(
    advisingIn(context.rulebook).map(async (procedure) =>
      (await mattersOf(context, reader, procedure)).map((row) => lineOf(reader, procedure, row, asked)),
    ),
  )
  return { since, advisers: lines.flat() }
}

/** Everything of a procedure that the reader may see, page by page. */
async function mattersOf(context: StoreContext, reader: Reader, { id }: Procedure): Promise<RecordedRow[]> {
  const found: RecordedRow[] = []
  for await (const rows of ledgerPages(context, reader, filtersOf(reader, { procedure: id }))) {
    found.push(...rows)
    if (found.length >= MOST) break
  }
  return found
}

async function askedIn(context: StoreContext, reader: Reader, procedure: Procedure): Promise<Asked[]> {
  const says = procedure.advised
  if (!says) return []
  return (await mattersOf(context, reader, procedure)).flatMap((row) =>
    askedOf(says, seenRecord(procedure, row.record, reader), row.closed),
  )
}

function lineOf(reader: Reader, procedure: Procedure, row: RecordedRow, asked: readonly Asked[]) {
  const seen = seenRecord(procedure, row.record, reader)
  const says = procedure.advising
  const { directory, calendar } = reader.district
  return {
    ...matterRef(reader, row),
    kind: says ? seen.text(says.kind) : '',
    from: says ? seen.text(says.from) : '',
    until: says ? textIn(seen.raw(says.until)) : null,
    engaged: !row.closed,
    conflicts: (says ? seen.rows(says.conflicts) : [])
      .filter(({ ended }) => ended === undefined)
      .map(({ unit, party }) => textIn(party) ?? directory.unitName(String(unit))),
    ...figuresOf(
      asked.filter(({ adviser }) => adviser === row.id),
      calendar,
    ),
  }
}
