import type { z } from 'zod'
import { type ListName, listNames } from '#kernel/lists.ts'
import { type Day, dayAt } from '#kernel/time.ts'
import type { AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { type ItemFilter, itemVersions, itemsListed } from '#store/queries/items.ts'
import type { lists } from '../contract/operations/lists.ts'
import { manyWaiting } from '../files/text.ts'
import { ledgerApart } from '../ledger/apart.ts'
import { type Problem, problem } from '../problem.ts'
import { writeWorkbook } from '../workbook/workbook.ts'
import { adjusting } from './pages.ts'
import { readList, sheetOf } from './sheet.ts'

type Read = z.infer<typeof lists.readSheet.ok>

/** Items of a list on a sheet at most. */
const MOST = 20_000

/** A list as it stands on a day, as a workbook; written in a thread of its own, for it may be long. */
export async function listWorkbook(
  context: StoreContext,
  filter: ItemFilter,
  { list, on }: { readonly list: ListName; readonly on: Day },
): Promise<Uint8Array> {
  const [{ directory }, listed] = await Promise.all([
    districtOf(context),
    itemsListed(context, on, filter, { limit: MOST }),
  ])
  const sheets = [
    sheetOf(
      listNames[list],
      listed.map(({ item }) => item),
      directory,
    ),
  ]
  const outcome = await ledgerApart({ kind: 'write', sheets })
  return outcome.ok ? outcome.value : writeWorkbook(sheets)
}

/** Lines that the form of an adjustment takes at most. */
function mostLines({ powers, keeping }: Procedure): number {
  const field = keeping?.of === 'lists' ? powers[keeping.propose]?.form[keeping.lines] : undefined
  return field?.kind === 'rows' ? field.most : 1
}

/** Compares a workbook with the lists as they stand: nothing is done, what is to be proposed comes back in groups. */
export async function readListWorkbook(
  context: StoreContext,
  bytes: Uint8Array,
  list: ListName,
): Promise<Read | Problem> {
  const outcome = await ledgerApart({ kind: 'read', bytes })
  if (!outcome.ok)
    return outcome.because === 'full'
      ? manyWaiting()
      : problem('WRONG_MEDIA', '这份表格太大或者太复杂，请拆分后再试')
  const read = outcome.value
  if (!read.ok) return problem('WRONG_MEDIA', read.because)
  const sheet = read.sheets.find(({ hidden, rows }) => !hidden && rows.length > 1)
  if (!sheet) return problem('WRONG_MEDIA', '表格里没有内容')
  const on = dayAt(context.clock.now())
  const [{ directory }, ...versions] = await Promise.all([
    districtOf(context),
    ...(Object.keys(listNames) as ListName[]).map((name) => itemVersions(context, { list: name })),
  ])
  const adjusts = adjusting(context.rulebook)
  const procedure = adjusts ? context.rulebook.procedures[adjusts.procedure] : undefined
  const found = readList(sheet.rows, {
    versions: versions.flat().map(({ item }) => item),
    directory,
    on,
    most: procedure ? mostLines(procedure) : 1,
    list,
  })
  if ('because' in found) return problem('WRONG_MEDIA', found.because)
  const counted = (lines: readonly AnyRecord[], change: string) =>
    lines.filter((line) => line['change'] === change).length
  return {
    rows: found.rows,
    same: found.same,
    faults: [...found.faults].slice(0, 500),
    groups: found.groups.map(({ list: of, unit, lines }) => ({
      list: of,
      listTitle: listNames[of],
      unit,
      unitName: directory.unitName(unit),
      added: counted(lines, 'add'),
      amended: counted(lines, 'amend'),
      cancelled: counted(lines, 'cancel'),
      lines,
    })),
    adjusts,
  }
}
