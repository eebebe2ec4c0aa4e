import type { Page, SpotAct } from './kept.ts'
import type { Confirmed, Done } from './outbox.ts'

/**
 * Which acts can be begun now: those that are open, and while some wait on this phone the one that follows the last of them. What can be
 * done only once is not offered again while it waits.
 */
export function offered(
  acts: readonly SpotAct[],
  waiting: readonly Pick<Confirmed, 'act'>[],
): readonly SpotAct[] {
  const last = acts.findIndex(({ act }) => act === waiting.at(-1)?.act)
  const isWaiting = (act: string): boolean => waiting.some((one) => one.act === act)
  return acts.filter(({ act, refusals, stays }, n) => {
    if (isWaiting(act)) return stays
    return n === last + 1 && last >= 0 ? true : refusals.length === 0 && n > last
  })
}

export type Standing = 'done' | 'here' | 'next' | 'missing' | 'waiting'

/** How a step stands, with what this phone knows that the server does not yet. */
export function standingOf(
  { acts, status }: Page['steps'][number],
  waiting: readonly Pick<Confirmed, 'act'>[],
  done: readonly Pick<Done, 'act'>[],
  open: readonly SpotAct[],
): Standing {
  const names = (all: readonly { readonly act: string }[]): boolean =>
    all.some(({ act }) => acts.includes(act))
  if (status === 'done') return 'done'
  if (names(waiting)) return 'here'
  if (status === 'missing') return 'missing'
  if (names(done)) return 'done'
  return names(open) ? 'next' : 'waiting'
}
