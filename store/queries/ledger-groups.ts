import type { Actor } from '#kernel/vocabulary.ts'
import { type LedgerFilter, type Narrowing, finality, isSaidByClosing } from './ledger-filter.ts'
import type { Order } from './ledger-order.ts'
import { type Much, type Taken, isNarrowed } from './parts-taken.ts'
import { type Way, alikeIn, isOpen } from './searching.ts'

/** A list as asked: what is the same for all its filters. */
export interface Asked extends Narrowing {
  readonly actor: Actor
  readonly tenant: string
  /** Placeholder: so many rows and no more. */
  readonly limit: string
  /** The order, and the sort key of the last row shown; for a count neither. */
  readonly order?: Order
  readonly beyond?: string | undefined
  /** Procedures of whose open matters the reader has too many to read them whole. */
  readonly much?: Much
  /** Whether what moved last is read over all procedures at once. */
  readonly isMoved?: boolean
  readonly taken: Taken
}

/**
 * How a list is read: all that fits, where the procedure is open to the reader's unit as a whole; the parts that a post takes in what it
 * decided; otherwise the reader's parts in their order. Where it is narrowed to one unit or post, or to what a unit owes or is owed, that is
 * the shorter list, unless the reader has few parts: it is read, and each matter asked for the reader's part; of one unit over all
 * procedures at once, whether they are open to the reader or not. What moved last over all procedures, of a reader who takes part in much,
 * is found among what moved last in the district.
 */
type Reading = 'all' | 'decided' | 'parts' | 'asking each' | 'of unit' | 'moved'

function reading({ context, actor, much, taken, isMoved }: Asked, filter: LedgerFilter): Reading {
  if (isMoved === true && filter.closed === false) return 'moved'
  if (filter.decided !== undefined) return 'decided'
  const { procedure, unit, q, owes, owedTo } = filter
  const open = isOpen(context, actor, procedure)
  const narrowed = isNarrowed(filter) && !taken.few.has(procedure)
  if (unit !== undefined && q === undefined && (open || narrowed)) return 'of unit'
  if (open) return 'all'
  return narrowed ||
    ((owes !== undefined || owedTo !== undefined) && !taken.few.has(procedure)) ||
    (filter.closed !== true && much?.all.has(procedure))
    ? 'asking each'
    : 'parts'
}

/** Whether the reader takes so little part in what a filter lists that it is gathered and not asked of each matter. */
export const gathers = ({ context, taken, much }: Asked, filter: LedgerFilter): boolean =>
  taken.some.has(filter.procedure) ||
  (much?.gathered.has(filter.procedure) === true && finality(context, filter) === false)

/** Filters that differ in nothing but their procedure are one, planned once: the planner's time grows with every branch. */
export interface Group {
  readonly procedures: readonly string[]
  /** One of them. */
  readonly filter: LedgerFilter
  readonly reading: Reading
  /** Where it is read by a word, the word of each procedure. */
  readonly words: readonly string[]
}

export function groupsOf(asked: Asked, filters: readonly LedgerFilter[]): Group[] {
  const { context, actor, ways } = asked
  const alike = Map.groupBy(filters, (filter) => {
    const { procedure } = filter
    const isIssued = context.rulebook.procedures[procedure]?.issuedBy !== undefined
    const read = reading(asked, filter)
    if (read === 'moved') return read
    const how = [
      read,
      ...(read === 'of unit' ? [] : [isOpen(context, actor, procedure), gathers(asked, filter)]),
      finality(context, filter),
      filter.group !== undefined && isSaidByClosing(context, filter),
      filter.issuedBy === undefined || isIssued,
      alikeIn(ways.get(filter), filter.q ?? ''),
    ]
    return JSON.stringify([how, { ...filter, procedure: '' }])
  })
  return [...alike.values()].flatMap((group) => {
    const [filter] = group
    return filter === undefined
      ? []
      : [
          {
            filter,
            procedures: group.map(({ procedure }) => procedure),
            reading: reading(asked, filter),
            words: group.flatMap((one) => wordOf(ways.get(one))),
          },
        ]
  })
}

const wordOf = (way: Way | undefined): readonly string[] => (way?.by === 'word' ? [way.word] : [])
