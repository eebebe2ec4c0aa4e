import type { FastifyRequest } from 'fastify'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { type TrailEntry, within, writeTrail } from '#store/trail.ts'
import type { Caller } from '../identity/caller.ts'
import { orNothing } from '../or-nothing.ts'
import { Problem } from '../problem.ts'
import type { TrailKind } from './kinds.ts'

/** Who is at it: the caller, where there is one, and the request. */
export interface Doing {
  readonly caller: Caller | null
  readonly request: FastifyRequest
}

/**
 * Does something that must stand in the trail, both in one transaction: if the entry cannot be written, nothing was done. What
 * ends in a problem leaves no entry, and neither does an outcome for which `tell` gives null.
 *
 *     return recorded(context, call, 'audit.calendar', (within) => setCalendarYear(within, …), () => ({ year }))
 */
export async function recorded<T>(
  context: StoreContext,
  doing: Doing,
  kind: TrailKind,
  work: (within: StoreContext) => Promise<T | Problem>,
  tell: (outcome: T) => AnyRecord | null,
): Promise<T | Problem> {
  const { logOrigin } = await districtOf(context)
  return orNothing(context, async (tx) => {
    const outcome = await work(within(context, tx))
    // A problem takes everything back; `orNothing` sees to that.
    if (outcome instanceof Problem) return outcome
    const details = tell(outcome)
    if (details) await writeTrail(tx, context, logOrigin, entryOf(doing, kind, details))
    return outcome
  })
}

/** Writes an entry about what changed nothing here: a failed login, an export. */
export async function noteTrail(
  context: StoreContext,
  doing: Doing,
  kind: TrailKind,
  details: AnyRecord,
): Promise<void> {
  const { logOrigin } = await districtOf(context)
  await writeTrail(context.db, context, logOrigin, entryOf(doing, kind, details))
}

function entryOf({ caller, request }: Doing, kind: TrailKind, details: AnyRecord): TrailEntry {
  const by = caller && {
    person: caller.actor.person,
    post: caller.actor.post,
    unit: caller.actor.unit,
    as: caller.actor.as,
  }
  return {
    kind,
    by,
    details: { ...details, address: request.ip },
    channel: { via: 'web', auth: caller?.session.auth ?? 'none' },
  }
}
