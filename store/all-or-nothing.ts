import type { Refused } from '#kernel/apply.ts'
import type { StoreContext } from './context.ts'
import type { Queryable } from './db.ts'

/** Runs `work` in a transaction that `NotDone` rolls back; gives what that carried. */
export async function allOrNothing<T>(
  context: StoreContext,
  work: (tx: Queryable) => Promise<T>,
): Promise<T | NotDone['because']> {
  try {
    return await context.db.tx(work)
  } catch (error) {
    if (error instanceof NotDone) return error.because
    throw error
  }
}

/** Takes a transaction back, with what did it: a refusal, or why the commit found no way. */
export class NotDone extends Error {
  readonly because: Refused | 'moved' | 'duplicate'

  constructor(because: Refused | 'moved' | 'duplicate') {
    super('not done')
    this.because = because
  }
}
