import type { DeliberationFacts, Said } from '#kernel/room.ts'
import { type Ballot, type Stance, type TopicRecord, ballots, outcomes, stances } from './record.ts'

const SIDE: Readonly<Record<Stance, Said['side']>> = {
  agree: 'for',
  changes: 'for',
  disagree: 'against',
  abstain: 'neither',
}

type View = NonNullable<TopicRecord['chiefView']>

const viewSaid = ({ stance, ...rest }: View): Said => ({
  ...rest,
  stance: stances[stance],
  side: SIDE[stance],
})

const voteSaid = ({ post, stance }: { post: string; stance: Ballot }): Said => ({
  post,
  stance: ballots[stance],
  side: SIDE[stance],
})

/** What the live page of a meeting shows of the item in the room. */
export function deliberationOf(record: TopicRecord): DeliberationFacts {
  const { report, present = [], views = [], chiefView, votes = [], mode, guestOpinions = [] } = record
  const { written = [], recusals = [], wording, wordingBefore, againstReason, outcome, decisionText } = record
  return {
    ...(report === undefined ? {} : { report }),
    due: present,
    views: views.map(viewSaid),
    ...(chiefView === undefined ? {} : { chief: viewSaid(chiefView) }),
    votes: votes.map(voteSaid),
    ballot: mode === 'ballot',
    guests: guestOpinions,
    written,
    recused: recusals,
    ...(wording === undefined
      ? {}
      : { wording: { ...wording, ...(wordingBefore === undefined ? {} : { before: wordingBefore }) } }),
    ...(againstReason === undefined ? {} : { reasons: againstReason }),
    ...(outcome === undefined
      ? {}
      : {
          outcome: {
            title: outcomes[outcome],
            ...(decisionText === undefined ? {} : { words: decisionText }),
          },
        }),
  }
}
