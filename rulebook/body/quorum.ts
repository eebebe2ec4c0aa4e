import * as f from '#kernel/fields.ts'
import { collectiveKinds } from './kinds.ts'

/** How many of a body's members must be in the room, the weakest first. */
export const quorums = {
  half: '超过成员半数',
  twoThirds: '成员的三分之二以上',
  threeQuarters: '成员的四分之三以上',
  all: '全体成员',
} as const
export type Quorum = keyof typeof quorums

type Kind = keyof typeof collectiveKinds

/** A line of what a body asks for one kind of item, where that is more than its usual quorum. */
export const kindQuorum = {
  kind: f.choice('事项类别', collectiveKinds),
  quorum: f.choice('法定到会人数', quorums),
}

/** The quorum of a body: its usual one, and what it asks for kinds of items. */
export interface QuorumRules {
  readonly quorum?: Quorum | undefined
  readonly kindQuorums?: readonly { readonly kind: Kind; readonly quorum: Quorum }[] | undefined
}

const LEAST: Readonly<Record<Quorum, (members: number) => number>> = {
  half: (members) => Math.floor(members / 2) + 1,
  twoThirds: (members) => Math.ceil((2 * members) / 3),
  threeQuarters: (members) => Math.ceil((3 * members) / 4),
  all: (members) => members,
}

/** How many of so many members must be there. */
export const needed = (members: number, quorum: Quorum = 'half'): number => LEAST[quorum](members)

const ORDER = Object.keys(quorums)

/** Whether one quorum asks for no less than another. */
export const asStrict = (one: Quorum, other: Quorum): boolean => ORDER.indexOf(one) >= ORDER.indexOf(other)

/** The least a kind of item asks for whatever the rules of a body say: two thirds on appointments and removals. */
export const floorOf = (kind: string | undefined, usual: Quorum = 'half'): Quorum =>
  kind === 'personnel' && !asStrict(usual, 'twoThirds') ? 'twoThirds' : usual

/**
 * The quorum for one kind of item: the body's own line for it, else its usual one, and never less than the law asks.
 *
 *     quorumFor({ quorum: 'half', kindQuorums: [{ kind: 'fund', quorum: 'all' }] }, 'fund')   // → 'all'
 */
export function quorumFor(
  { quorum = 'half', kindQuorums = [] }: QuorumRules,
  kind: string | undefined,
): Quorum {
  const floor = floorOf(kind, quorum)
  const own = kindQuorums.find((one) => one.kind === kind)?.quorum
  return own !== undefined && asStrict(own, floor) ? own : floor
}
