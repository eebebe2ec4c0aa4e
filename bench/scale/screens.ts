import type { Actor } from '#kernel/vocabulary.ts'
import { inboxPage } from '#server/matters/inbox-view.ts'
import { ledgerPage, proceduresAsked } from '#server/matters/ledger-view.ts'
import { leaderScreens } from '#server/matters/leader.ts'
import { matterPageFor } from '#server/matters/matter-page.ts'
import { officeDesk } from '#server/matters/office.ts'
import { supervisionDesk } from '#server/matters/supervision.ts'
import { unitPageFor } from '#server/matters/unit-page.ts'
import { type LedgerQuery, ledgerQuery } from '#server/contract/operations/matters.ts'
import type { StoreContext } from '#store/context.ts'
import type { Cast } from './cast.ts'

/** One thing people look at, as the server's own code and as the address of the same. */
export interface Look {
  readonly actor: Actor
  read(context: StoreContext): Promise<unknown>
  readonly path: string
}

/** A screen: what it is called, and a way to look at it drawn by lot. */
export interface Screen {
  readonly name: string
  draw(cast: Cast): Look
}

const inbox = (box: 'todo' | 'doing' | 'done' | 'toread', scope: 'mine' | 'unit'): Screen => ({
  name: `inbox ${box}, ${scope}`,
  draw: (cast) => {
    const actor = cast.anybody()
    const query = { box, scope, limit: 50 }
    return {
      actor,
      read: (context) => inboxPage(context, actor, query),
      path: `/api/inbox?${new URLSearchParams({ box, scope }).toString()}`,
    }
  },
})

const ledger = (
  name: string,
  asked: (cast: Cast) => Record<string, string>,
  who?: (cast: Cast) => Actor,
): Screen => ({
  name: `ledger, ${name}`,
  draw: (cast) => {
    const actor = who?.(cast) ?? cast.overseer()
    const text = asked(cast)
    const query: LedgerQuery = ledgerQuery.parse(text)
    return {
      actor,
      read: (context) =>
        ledgerPage(context, actor, proceduresAsked(context.rulebook, query.procedure) ?? [], query),
      path: `/api/matters?${new URLSearchParams(text).toString()}`,
    }
  },
})

const procedure = 'supervised-task'

/** Everything that goals are set for. */
export const SCREENS: readonly Screen[] = [
  inbox('todo', 'mine'),
  inbox('todo', 'unit'),
  inbox('doing', 'mine'),
  inbox('doing', 'unit'),
  inbox('done', 'mine'),
  inbox('done', 'unit'),
  inbox('toread', 'mine'),
  ledger('first page', () => ({})),
  ledger('of one procedure', () => ({ procedure })),
  ledger(
    'of a department',
    () => ({}),
    (cast) => cast.clerk(),
  ),
  ledger('newest first', () => ({ procedure, sort: 'new' })),
  ledger('latest moved first', () => ({ sort: 'updated' })),
  ledger('red of a unit', (cast) => ({ unit: cast.unit(), light: 'red' })),
  ledger('closed of a unit, latest moved first', (cast) => ({
    unit: cast.unit(),
    group: '办结',
    sort: 'updated',
  })),
  ledger('of a leader, in hand', (cast) => ({ procedure, arranger: cast.leader().post, group: '在办' })),
  ledger('stuck', () => ({ flag: 'stuck' })),
  ledger('due in a month', (cast) => ({ procedure, dueFrom: cast.day(0), dueTo: cast.day(30) })),
  ledger('two characters', (cast) => ({ q: cast.twoCharacters() })),
  ledger(
    'two characters, of a department',
    (cast) => ({ q: cast.twoCharacters() }),
    (cast) => cast.clerk(),
  ),
  ledger('two characters, newest first', (cast) => ({ q: cast.twoCharacters(), sort: 'new' })),
  ledger('four characters', (cast) => ({ q: cast.fourCharacters() })),
  {
    name: 'matter page',
    draw: (cast) => {
      const actor = cast.overseer()
      const id = cast.matterSeenBy(actor)
      return { actor, read: (context) => matterPageFor(context, actor, id), path: `/api/matters/${id}` }
    },
  },
  {
    name: 'leader',
    draw: (cast) => {
      const actor = cast.leader()
      return { actor, read: (context) => leaderScreens(context, actor), path: '/api/leader' }
    },
  },
  {
    name: 'supervision',
    draw: (cast) => {
      const actor = cast.supervisor()
      return { actor, read: (context) => supervisionDesk(context, actor), path: '/api/supervision' }
    },
  },
  {
    name: 'office',
    draw: (cast) => {
      const actor = cast.office()
      return { actor, read: (context) => officeDesk(context, actor), path: '/api/office' }
    },
  },
  {
    name: 'unit page',
    draw: (cast) => {
      const actor = cast.overseer()
      const unit = cast.unit()
      return { actor, read: (context) => unitPageFor(context, actor, unit), path: `/api/units/${unit}/page` }
    },
  },
]
