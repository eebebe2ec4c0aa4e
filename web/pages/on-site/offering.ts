import type { Page, SpotAct } from './kept.ts'
import type { Confirmed, Done } from './outbox.ts'

/** What this phone knows of a matter beyond what was read of it. */
export interface Ahead {
  readonly waiting: readonly Pick<Confirmed, 'act'>[]
  readonly done: readonly Pick<Done, 'act' | 'seq'>[]
}

/** Acts in the order in which they were done here, of which what was read does not tell yet: handed in since, or waiting. */
const unread = ({ ver }: Pick<Page, 'ver'>, { waiting, done }: Ahead): readonly string[] => [
  ...done
    .filter(({ seq }) => seq > ver)
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ act }) => act),
  ...waiting.map(({ act }) => act),
]

/**
 * Which acts can be begun now: those that are open, and while some are ahead of what was read the one that follows the last of them. What
 * can be done only once is not offered again.
 */
export function offered(page: Pick<Page, 'acts' | 'ver'>, ahead: Ahead): readonly SpotAct[] {
  const past = unread(page, ahead)
  const last = page.acts.findIndex(({ act }) => act === past.at(-1))
  return page.acts.filter(({ act, refusals, stays }, n) => {
    if (past.includes(act)) return stays
    return n === last + 1 && last >= 0 ? true : refusals.length === 0 && n > last
  })
}

export type Standing = 'done' | 'here' | 'next' | 'missing' | 'waiting'

/** How a step stands, with what this phone knows that the server does not yet. */
export function standingOf(
  { acts, status }: Page['steps'][number],
  { waiting, done }: Ahead,
  open: readonly Pick<SpotAct, 'act'>[],
): Standing {
  const names = (all: readonly { readonly act: string }[]): boolean =>
    all.some(({ act }) => acts.includes(act))
  if (status === 'done') return 'done'
  if (names(waiting)) return 'here'
  if (status === 'missing') return 'missing'
  if (names(done)) return 'done'
  return names(open) ? 'next' : 'waiting'
}

/**
 * What the form of an act begins with: what stands on record, and what was last said of the same thing in acts that are ahead of what was
 * read and still lie here.
 */
export const beginsWith = (
  { given, shared }: Pick<SpotAct, 'given' | 'shared'>,
  waiting: readonly Pick<Confirmed, 'form'>[],
): Record<string, unknown> => {
  const said = waiting.flatMap(({ form }) =>
    shared.flatMap((name) => (form[name] === undefined ? [] : [[name, form[name]] as const])),
  )
  return { ...given, ...Object.fromEntries(said) }
}

export interface Running {
  readonly must: string
  /** When it is over, and what is left, in milliseconds. */
  readonly until: number
  readonly left: number
}

/** Terms that run from the moment of an act that is not handed in yet; what an act that waits here discharges has run. `now` is the server's clock. */
export const running = (
  { clocks }: Pick<SpotAct, 'clocks'>,
  moment: number,
  { waiting, now }: { readonly waiting: Ahead['waiting']; readonly now: number },
): readonly Running[] =>
  clocks
    .filter(({ doneBy }) => !waiting.some(({ act }) => doneBy.includes(act)))
    .map(({ must, hours }) => {
      const until = moment + hours * 3_600_000
      return { must, until, left: until - now }
    })
