import type { Instant } from '#kernel/time.ts'
import { type PartyRange, dueOf } from './listed.ts'
import type { Cast, MatterRow } from './parts.ts'

export type LedgerSort = 'due' | 'new' | 'updated'

const DUE = dueOf('m')

/** How a list is ordered: by the matters' own columns, and by those of parties. */
export interface Order {
  /** The sort key of the rows under an alias. */
  readonly by: (of: string) => string
  /** The same among open matters alone, or closed ones. */
  readonly within: (of: string) => string
  readonly after: string
  /** Columns of the matter that the sort key is made of, besides its id: an index has them all. */
  readonly columns: readonly string[]
  readonly casts: readonly Cast[]
  readonly key: (row: MatterRow) => readonly (string | boolean)[]
  /** The same order among the parties of a procedure, in ranges of its indexes. */
  readonly parties: readonly (PartyRange & {
    readonly after: string
    /** Where it holds closed matters alone, or open ones. */
    readonly closed?: boolean | undefined
  })[]
}

// An open matter moves with every act, and nobody writes that to each of its parties: what a unit has in hand is read whole.
const MOVED: Order['parties'] = [
  {
    where: ['p.closed'],
    closed: true,
    by: 'p.moved_at desc, p.matter_id desc',
    matter: false,
    after: '(p.moved_at, p.matter_id) <',
  },
  {
    where: ['p.closed = false'],
    closed: false,
    by: 'm.updated_at desc, m.id desc',
    matter: true,
    after: '(m.updated_at, m.id) <',
  },
]

const NEWEST = (of: string): string => `${of}.opened_at desc, ${of}.id desc`
const LATEST = (of: string): string => `${of}.updated_at desc, ${of}.id desc`

export const ORDERS: Readonly<Record<LedgerSort, Order>> = {
  due: {
    by: (of) => `${of}.closed, ${dueOf(of)}, ${of}.id`,
    within: (of) => `${dueOf(of)}, ${of}.id`,
    after: `(m.closed, ${DUE}, m.id) >`,
    columns: ['closed', 'due_at'],
    casts: ['boolean', 'timestamptz', 'text'],
    key: (row) => [row.closed, row.due_at ?? 'infinity', row.id],
    parties: [
      {
        where: [],
        by: 'p.closed, p.due_at, p.matter_id',
        matter: false,
        after: '(p.closed, p.due_at, p.matter_id) >',
      },
    ],
  },
  new: {
    by: NEWEST,
    within: NEWEST,
    after: '(m.opened_at, m.id) <',
    columns: ['opened_at'],
    casts: ['timestamptz', 'text'],
    key: (row) => [(row as MatterRow & { opened_at: Instant }).opened_at, row.id],
    parties: [
      {
        where: [],
        by: 'p.opened_at desc, p.matter_id desc',
        matter: false,
        after: '(p.opened_at, p.matter_id) <',
      },
    ],
  },
  updated: {
    by: LATEST,
    within: LATEST,
    after: '(m.updated_at, m.id) <',
    columns: ['updated_at'],
    casts: ['timestamptz', 'text'],
    key: (row) => [row.updated_at, row.id],
    parties: MOVED,
  },
}
