import { type Quorum, needed, quorumFor } from '../body/quorum.ts'
import type { Ballot, Kind, Stance } from './record.ts'

/** How many of a body's members must be in the room for a kind of item; `quorum` as the item has it from its meeting. */
export const quorumOf = (members: number, quorum: Quorum | undefined, kind?: Kind): number =>
  needed(members, quorumFor({ quorum }, kind))

export interface Tally {
  readonly agree: number
  readonly disagree: number
  readonly abstain: number
}

/** Votes and views by what they come to; who would change something agrees. */
export const tally = (stances: readonly (Stance | Ballot)[]): Tally => ({
  agree: stances.filter((one) => one === 'agree' || one === 'changes').length,
  disagree: stances.filter((one) => one === 'disagree').length,
  abstain: stances.filter((one) => one === 'abstain').length,
})

/**
 * 票决: passed by more than half of those due to attend, who are all members: those absent or recused count as not voting for it.
 *
 *     passes({ agree: 4, disagree: 0, abstain: 0 }, 8)   // → false: four are not more than half of eight
 */
export const passes = ({ agree }: Tally, due: number): boolean => agree * 2 > due

/** What most of those who gave a view want; undefined where neither has more than half. */
export function majority(views: readonly Stance[]): 'for' | 'against' | undefined {
  const { agree, disagree } = tally(views)
  if (agree * 2 > views.length) return 'for'
  return disagree * 2 > views.length ? 'against' : undefined
}
