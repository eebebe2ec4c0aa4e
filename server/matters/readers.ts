import type { Matter } from '#kernel/matter.ts'
import { plays } from '#kernel/seats.ts'
import type { Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import type { JournalLine } from '#store/journal.ts'
import { lastOpened } from '#store/queries/inbox.ts'
import type { MatterPage } from '../contract/shapes.ts'
import type { Reader } from './reader.ts'
import { postText } from './texts.ts'

interface Row {
  readonly reader: string
  readonly purpose: string
  readonly on: string
  readonly remark?: string
  readonly recalled?: string
}

/**
 * 传阅: to whom it went, what for, who has opened it and what they said, for those who send it round. Opening is reading: nobody
 * confirms anything, and nobody else is shown who has opened what.
 */
export async function readersOf(
  context: StoreContext,
  procedure: Procedure,
  { id, record }: Matter,
  lines: readonly JournalLine[],
  reader: Reader,
): Promise<NonNullable<MatterPage['readers']> | undefined> {
  const { circulating } = procedure
  const rows = circulating && (record[circulating.rows] as readonly Row[] | undefined)
  const { directory } = reader.district
  const isShown = circulating?.shownTo.some((name) => {
    const role = procedure.roles[name]
    return role !== undefined && plays(reader.actor, role, record, directory)
  })
  if (!circulating || !rows || !isShown) return undefined
  const people = rows.flatMap(({ reader: post }) => directory.holders(post).map(({ person }) => person))
  const opened = await lastOpened(context, id, people)
  return rows.map((row, i) => ({
    post: postText(row.reader, directory),
    purpose: row.purpose,
    on: row.on,
    opened: directory
      .holders(row.reader)
      .some(({ person }) => (opened.get(person) ?? 0) >= sentAt(lines, circulating.rows, i)),
    remark: row.remark ?? null,
    recalled: row.recalled ?? null,
  }))
}

/** The entry by which the circulation got its line of that number. */
function sentAt(lines: readonly JournalLine[], field: string, line: number): number {
  const sent = lines.find(({ entry }) => {
    const rows: unknown = entry?.effects.set[field]
    return Array.isArray(rows) && rows.length > line
  })
  return sent?.seq ?? Number.MAX_SAFE_INTEGER
}
