import type { AnyRecord, MatterFacts } from '#kernel/vocabulary.ts'
import { type Child, children } from './children.ts'

/** Bodies and meetings as a case has them around an item: the district's twelve units of the tests, a body of five. */

const MEMBERS = ['leaders.head', 'leaders.deputy', 'leaders.clerk', 'office.head', 'justice.head']
const members = MEMBERS.map((post, n) => ({ post, order: n + 1 }))

const collective = [
  { kind: 'decision', measure: 'none', basis: '集体决策事项清单第一项' },
  { kind: 'project', measure: 'sum', threshold: 500, basis: '集体决策事项清单第三项' },
  { kind: 'fund', measure: 'sum', threshold: 300, basis: '集体决策事项清单第四项' },
  { kind: 'land', measure: 'area', threshold: 50, basis: '集体决策事项清单第五项' },
  { kind: 'personnel', measure: 'none', basis: '集体决策事项清单第二项' },
]

const rules: AnyRecord = {
  name: '区政府常务会议',
  unit: 'leaders',
  kind: 'standing',
  chair: 'leaders.head',
  members,
  recorder: 'office',
  guests: ['finance', 'justice'],
  mode: 'head',
  quorum: 'half',
  cutoff: 3,
  collective,
}

export const body = (record: AnyRecord = {}, more: Partial<MatterFacts> = {}): MatterFacts => ({
  procedure: 'body',
  state: 'active',
  final: false,
  title: '区政府常务会议',
  record: { ...rules, ...record },
  ...more,
})

interface Meeting extends Partial<MatterFacts> {
  /** Members who are not in the room. */
  readonly away?: readonly string[]
  /** Who presides where the chair does not, in this order. */
  readonly standIns?: readonly string[]
  /** Who came for a post, where that is another. */
  readonly came?: Readonly<Record<string, string>>
  readonly mode?: 'head' | 'ballot'
  readonly current?: string
  readonly heldOn?: string
  /** How its body gathers written opinions on what is major. */
  readonly sealing?: 'strict' | 'standard' | 'off'
}

/** A meeting of that body; open and on this item unless told otherwise. */
export const meeting = ({
  away = [],
  standIns = [],
  came = {},
  mode = 'head',
  current = 'm1',
  heldOn = '2026-04-28',
  sealing,
  ...more
}: Meeting = {}): MatterFacts => ({
  procedure: 'meeting',
  state: 'open',
  final: false,
  title: '区政府第5次常务会议',
  record: {
    ...rules,
    body: 'b1',
    title: '区政府第5次常务会议',
    mode,
    standIns,
    ...(sealing ? { sealing } : {}),
    heldOn,
    current,
    attendance: MEMBERS.map((post) =>
      away.includes(post)
        ? { post, state: 'absent' }
        : { post, person: came[post] ?? post, state: 'present', arrivedAt: `${heldOn} 09:00` },
    ),
  },
  ...more,
})

/** A step before the meeting under the name of its kind: closed on the first draft unless told otherwise. */
export const child = (
  kind: Child,
  state = 'closed',
  record: AnyRecord = {},
): Readonly<Record<string, MatterFacts>> => ({
  [kind]: {
    procedure: children[kind].procedure.id,
    state,
    final: children[kind].procedure.states[state]?.final === true,
    title: '桥东片区排水改造工程',
    record: {
      number: `${children[kind].procedure.numbered}〔2026〕1号`,
      version: 1,
      ...(kind === 'riskAssessment' ? { level: 'low' } : {}),
      ...(kind === 'fairnessReview' ? { conclusion: 'passed' } : {}),
      ...(kind === 'legalityReview' ? { issued: { verdict: 'lawful' }, issuedOn: '2026-04-16' } : {}),
      ...record,
    },
  },
})

const allClosed = Object.assign({}, ...Object.keys(children).map((kind) => child(kind as Child))) as Readonly<
  Record<string, MatterFacts>
>

/** An adviser of the register. */
export const adviser = (record: AnyRecord = {}, state = 'active'): MatterFacts => ({
  procedure: 'legal-adviser',
  state,
  final: state === 'ended',
  title: '顾问甲',
  record: { name: '顾问甲', from: '云汀某律师事务所', until: '2026-12-31', ...record },
})

/** The body, a meeting and what the item has opened, under the ids that the cases use. */
export const around = (more: Meeting = {}, rule: AnyRecord = {}): Readonly<Record<string, MatterFacts>> => ({
  ...allClosed,
  a1: adviser(),
  b1: body({ mode: more.mode ?? 'head', ...rule }),
  k1: meeting(more),
})

/** The same before the meeting begins. */
export const before = (more: Meeting = {}, rule: AnyRecord = {}): Readonly<Record<string, MatterFacts>> =>
  around({ state: 'planned', ...more }, rule)

/** A round of sealed opinions on the item, as it stands. */
export const round = (
  state: string,
  views: readonly AnyRecord[] = [],
): Readonly<Record<string, MatterFacts>> => ({
  f1: {
    procedure: 'opinions',
    state,
    final: state === 'revealed' || state === 'void',
    title: '桥东片区排水改造工程',
    record: { views, revealedAt: '2026-04-27 17:30' },
  },
})
