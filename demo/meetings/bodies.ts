import type { Day } from '#kernel/time.ts'
import { addDays } from '#kernel/time.ts'
import type { MeetingState } from './stories.ts'

/** A body of the demo's district: who sits in it, how often it meets, and what comes its way in the year. */
export interface BodyStory {
  readonly name: string
  readonly unit: string
  readonly kind: 'standing' | 'special' | 'team' | 'partyGroup'
  readonly chair: string
  /** In the order in which they speak; the chair last. */
  readonly members: readonly string[]
  readonly guests: readonly string[]
  readonly recorder: string
  readonly series: string
  readonly mode: 'head' | 'ballot'
  readonly quorum: 'half' | 'twoThirds'
  /** Who presides where the chair does not, in this order. */
  readonly standIns?: readonly string[]
  readonly every?: number
  readonly named: boolean
  readonly beginsOn: Day
  /** First told with a member who does not belong, and refused. */
  readonly flawed?: true
  /** What is changed of its rules in the middle of the year, and whether the chair agrees. */
  readonly amendment?: { readonly share: number; readonly agreed: boolean }
  /** A meeting the chair does not come to; he names in writing who presides. */
  readonly absentOnce?: { readonly n: number; readonly named: string }
  /** Days after the interval has run out on which it was called once. */
  readonly lateOnce?: number
  /** How it stands when the year ends, where that is not in force. */
  readonly ends?: 'proposed' | 'amending' | 'dissolved'
  /** Where its last meetings stand when the year ends, each of them a meeting of its own. */
  readonly rests?: readonly MeetingState[]
  /** Meetings in the year of a body that meets when there is need. */
  readonly meetings?: number
}

const VICES = ['p-vice-1', 'p-vice-2', 'p-vice-3', 'p-vice-4', 'p-vice-5', 'p-vice-6']

const team = (
  word: string,
  deputies: readonly string[],
): Pick<BodyStory, 'unit' | 'chair' | 'members' | 'recorder'> => ({
  unit: `u-${word}`,
  chair: `p-${word}-head`,
  members: [...deputies.map((post) => `p-${word}-${post}`), `p-${word}-head`],
  recorder: `u-${word}`,
})

const OF_TEAM = { kind: 'team', guests: ['u-discipline'], quorum: 'half', named: false } as const

/** The bodies of a year: the government's three, and leading bodies of bureaus and a sub-district. */
export const bodyStories = (from: Day, to: Day): readonly BodyStory[] => [
  {
    name: '区政府常务会议',
    unit: 'u-leaders',
    kind: 'standing',
    chair: 'p-mayor',
    members: [...VICES, 'p-mayor'],
    guests: ['u-justice', 'u-finance', 'u-audit'],
    recorder: 'u-office',
    series: '云政常纪',
    mode: 'head',
    quorum: 'half',
    every: 14,
    named: true,
    beginsOn: addDays(from, 1),
    flawed: true,
    amendment: { share: 0.5, agreed: true },
    standIns: ['p-vice-1', 'p-vice-2'],
    absentOnce: { n: 3, named: 'p-vice-2' },
    lateOnce: 9,
    rests: ['noticed'],
  },
  {
    name: '区政府专题会议',
    unit: 'u-leaders',
    kind: 'special',
    chair: 'p-vice-1',
    members: ['p-vice-2', 'p-vice-5', 'p-vice-1'],
    guests: ['u-reform', 'u-finance'],
    recorder: 'u-office',
    series: '云政专纪',
    mode: 'head',
    quorum: 'half',
    named: false,
    beginsOn: addDays(from, 2),
    amendment: { share: 0.4, agreed: false },
    meetings: 8,
    rests: [
      'planned',
      'proposed',
      'agreed',
      'open',
      'open',
      'open',
      'closed',
      'drafted',
      'checked',
      'signed',
      'issued',
    ],
  },
  {
    ...OF_TEAM,
    ...team('housing', ['deputy-1', 'deputy-2', 'staff-1']),
    name: '区住建局领导班子会议',
    series: '云住建班纪',
    mode: 'ballot',
    every: 30,
    beginsOn: addDays(from, 3),
  },
  {
    ...OF_TEAM,
    ...team('finance', ['deputy-1', 'deputy-2', 'staff-1']),
    name: '区财政局领导班子会议',
    series: '云财班纪',
    mode: 'ballot',
    every: 21,
    beginsOn: addDays(from, 8),
  },
  {
    ...OF_TEAM,
    ...team('water', ['deputy-1', 'deputy-2', 'staff-1']),
    name: '区水务局领导班子会议',
    series: '云水班纪',
    mode: 'ballot',
    beginsOn: addDays(from, 60),
    meetings: 2,
    rests: ['open'],
    ends: 'amending',
  },
  {
    ...OF_TEAM,
    ...team('health', ['deputy-1', 'deputy-2', 'staff-1']),
    name: '区卫健局领导班子会议',
    series: '云卫班纪',
    mode: 'ballot',
    beginsOn: addDays(from, 90),
    meetings: 10,
    rests: ['open'],
  },
  {
    name: '城市更新工作推进会议',
    unit: 'u-leaders',
    kind: 'special',
    chair: 'p-vice-2',
    members: ['p-vice-1', 'p-vice-4', 'p-vice-2'],
    guests: ['u-housing', 'u-urban'],
    recorder: 'u-office',
    series: '云政更纪',
    mode: 'head',
    quorum: 'twoThirds',
    named: false,
    beginsOn: addDays(from, 14),
    meetings: 3,
    ends: 'dissolved',
  },
  {
    ...OF_TEAM,
    ...team('education', ['deputy-1', 'deputy-2', 'staff-1']),
    name: '区教育局领导班子会议',
    series: '云教班纪',
    mode: 'ballot',
    beginsOn: addDays(to, -2),
    ends: 'proposed',
  },
]
