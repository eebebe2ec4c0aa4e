import type { StoreContext } from '#store/context.ts'
import type { Queryable } from '#store/db.ts'
import { Problem } from './problem.ts'

/** Thrown inside a transaction so that nothing of what ended in a problem stays. */
class Refused extends Error {
  readonly problem: Problem

  constructor(refusal: Problem) {
    super('refused')
    this.problem = refusal
  }
}

/** Runs `work` in a transaction that a `Problem` takes back: what was refused half-way leaves nothing. */
export async function orNothing<T>(
  { db }: StoreContext,
  work: (tx: Queryable) => Promise<T | Problem>,
): Promise<T | Problem> {
  try {
    return await db.tx(async (tx) => {
      const outcome = await work(tx)
      if (outcome instanceof Problem) throw new Refused(outcome)
      return outcome
    })
  } catch (error) {
    if (error instanceof Refused) return error.problem
    throw error
  }
}
