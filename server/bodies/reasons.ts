import { alikeTo, ownWords } from '#reading/own-words.ts'
import { type Day, type Instant, msBetween } from '#kernel/time.ts'
import type { Said } from '#kernel/room.ts'

/** By what a view counts as one's own; all of it is shown beside the figures. */
export interface ReasonRules {
  /** Characters besides formulas of agreement, from which on words are a reason. */
  readonly bare: number
  /** Percent of one's own words that somebody else said before on the same item, from which on they are a near-copy. */
  readonly alike: number
  /** Items in a row that are looked at together. */
  readonly items: number
}

/** An item that is decided, as it was talked over. */
export interface Heard {
  readonly matter: string
  readonly title: string
  readonly on: Day
  readonly views: readonly Said[]
  readonly chief?: Said
  readonly votes: readonly Said[]
  /** Decided against the majority. */
  readonly against: boolean
  /** When the chief spoke last, and what members did after that. */
  readonly chiefAt?: Instant
  readonly after: readonly { readonly person: string; readonly at: Instant }[]
}

/** How a view stands: with a reason of its own, without one, or much as somebody said before. */
export type Manner = 'own' | 'bare' | 'copy'

export interface Judged {
  readonly said: Said
  readonly manner: Manner
  /** Of near-copies: percent, and who had said it. */
  readonly alike: number
  readonly of?: Said
}

/** Holds each view against those before it on the same item, in the order in which they were given. */
export function judge(views: readonly Said[], rules: ReasonRules): Judged[] {
  const words = views.map(({ words: said = '' }) => ownWords(said))
  return views.map((said, n): Judged => {
    const own = words[n] ?? ''
    if ([...own].length < rules.bare) return { said, manner: 'bare', alike: 0 }
    const before = views
      .slice(0, n)
      .map((of, k) => ({ of, alike: alikeTo(own, words[k] ?? '') }))
      .filter(({ of }) => of.person !== said.person)
    const nearest = before.toSorted((a, b) => b.alike - a.alike)[0]
    if (nearest && nearest.alike >= rules.alike) return { said, manner: 'copy', ...nearest }
    return { said, manner: 'own', alike: nearest?.alike ?? 0 }
  })
}

/** What one person said on one item. */
export interface OwnLine extends Judged {
  readonly matter: string
  readonly title: string
  readonly on: Day
}

export interface PersonFigures {
  /** Items on which this person gave a view. */
  readonly items: number
  readonly bare: number
  readonly copies: number
  readonly own: number
  readonly dissent: number
  /** Nothing of their own in the latest items, as many as are looked at together. */
  readonly without: boolean
  /** Votes and views given after the chief’s words: how many, and the median of minutes between. */
  readonly after: { readonly n: number; readonly minutes: number | null }
  /** Votes with the chief against one’s own view. */
  readonly turned: number
}

/** What one person said on items, the latest first. */
export const linesOf = (heard: readonly Heard[], person: string, rules: ReasonRules): OwnLine[] =>
  heard.flatMap(({ matter, title, on, views }) =>
    judge(views, rules)
      .filter(({ said }) => said.person === person)
      .map((judged) => ({ ...judged, matter, title, on })),
  )

/**
 * One person's figures over items.
 *
 * @param heard the latest first
 */
export function figuresOfPerson(heard: readonly Heard[], person: string, rules: ReasonRules): PersonFigures {
  const lines = linesOf(heard, person, rules)
  const latest = lines.slice(0, rules.items)
  const of = (manner: Manner): number => lines.filter((line) => line.manner === manner).length
  const waits = heard.flatMap(({ chiefAt, after }) =>
    chiefAt === undefined
      ? []
      : after.filter((one) => one.person === person).map(({ at }) => msBetween(chiefAt, at) / 60_000),
  )
  return {
    items: lines.length,
    bare: of('bare'),
    copies: of('copy'),
    own: of('own'),
    dissent: lines.filter(({ said }) => said.side !== 'for').length,
    without: latest.length === rules.items && latest.every(({ manner }) => manner !== 'own'),
    after: { n: waits.length, minutes: median(waits) },
    turned: heard.filter((one) => turned(one, person)).length,
  }
}

/** Whether somebody voted with the chief after another view of their own. */
function turned({ views, votes, chief }: Heard, person: string): boolean {
  const view = views.find((one) => one.person === person)
  const vote = view && votes.find(({ post }) => post === view.post)
  return vote !== undefined && vote.side !== view?.side && vote.side === chief?.side
}

export interface BodyFigures {
  readonly items: number
  readonly views: number
  readonly bare: number
  readonly copies: number
  readonly dissent: number
  /** Decided against the majority. */
  readonly against: number
  /** Percent of all characters said on the items that are the chief’s; null where nothing was said. */
  readonly chiefWords: number | null
}

/** A body's figures over items. */
export function figuresOfBody(heard: readonly Heard[], rules: ReasonRules): BodyFigures {
  const judged = heard.flatMap(({ views }) => judge(views, rules))
  const length = ({ words = '' }: Said): number => [...words].length
  const others = sum(judged.map(({ said }) => length(said)))
  const chief = sum(heard.flatMap((one) => (one.chief ? [length(one.chief)] : [])))
  return {
    items: heard.length,
    views: judged.length,
    bare: judged.filter(({ manner }) => manner === 'bare').length,
    copies: judged.filter(({ manner }) => manner === 'copy').length,
    dissent: judged.filter(({ said }) => said.side !== 'for').length,
    against: heard.filter(({ against }) => against).length,
    chiefWords: others + chief === 0 ? null : Math.round((chief * 100) / (others + chief)),
  }
}

/** Somebody's turns to speak in meetings. */
export interface Turn {
  readonly post?: string
  readonly seconds: number
}

/** Percent of the time somebody had the floor in which it was the chief; null where no turn was taken down. */
export function floorShare(
  meetings: readonly { readonly chair?: string; readonly turns: readonly Turn[] }[],
) {
  const turns = meetings.flatMap(({ chair, turns: of }) =>
    of.map(({ post, seconds }) => ({ seconds, chief: post !== undefined && post === chair })),
  )
  const all = sum(turns.map(({ seconds }) => seconds))
  return all === 0 ? null : Math.round((sum(turns.filter((t) => t.chief).map((t) => t.seconds)) * 100) / all)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

/** Whole minutes; null of nothing. */
function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  return middle === undefined ? null : Math.round(middle)
}
