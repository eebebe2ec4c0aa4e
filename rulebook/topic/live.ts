import type { DeliberationFacts, Said } from '#kernel/room.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { type Ballot, type Stance, type TopicRecord, ballots, outcomes, stances } from './record.ts'

const SIDE: Readonly<Record<Stance, Said['side']>> = {
  agree: 'for',
  changes: 'for',
  disagree: 'against',
  abstain: 'neither',
}

type Matters = Readonly<Record<string, MatterFacts>>
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

const ROUND: Readonly<Record<string, string>> = {
  preparing: '正在准备',
  collecting: '正在征集',
  closed: '已经截止，待开启',
  opening: '正在开启',
  revealed: '已经开启，待公布',
}

/** The round of written opinions, until what it brought was read out. */
function sealedOf({ round, readOut }: TopicRecord, matters: Matters): DeliberationFacts['sealed'] {
  const asked = matters[round ?? '']
  const state = ROUND[asked?.state ?? '']
  if (!asked || state === undefined || readOut !== undefined) return undefined
  return { state, of: ((asked.record['expected'] ?? []) as readonly string[]).length }
}

/** What the live page of a meeting shows of the item in the room. */
export function deliberationOf(record: TopicRecord, matters: Matters): DeliberationFacts {
  const sealed = sealedOf(record, matters)
  const {
    report,
    present = [],
    views = [],
    statedBefore = [],
    presiding,
    chiefView,
    votes = [],
    mode,
    guestOpinions = [],
  } = record
  const { written = [], recusals = [], wording, wordingBefore, againstReason, outcome, decisionText } = record
  return {
    ...(report === undefined ? {} : { report }),
    ...(presiding === undefined ? {} : { presiding }),
    due: present,
    views: [...views, ...statedBefore].map(viewSaid),
    ...(chiefView === undefined ? {} : { chief: viewSaid(chiefView) }),
    votes: votes.map(voteSaid),
    ballot: mode === 'ballot',
    guests: guestOpinions,
    written,
    recused: recusals,
    ...(wording === undefined
      ? {}
      : { wording: { ...wording, ...(wordingBefore === undefined ? {} : { before: wordingBefore }) } }),
    ...(sealed === undefined ? {} : { sealed }),
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
