import { type ArticleRef, type Ended, type Laws, endedBefore } from './law.ts'
import { type Day, addDays } from './time.ts'

/** 清单: what the district may do to people and firms, spend by name and charge. */
export const listNames = {
  powers: '行政权力清单',
  approvals: '行政许可事项清单',
  funds: '专项资金目录',
  fees: '行政事业性收费目录清单',
} as const
export type ListName = keyof typeof listNames

/** The ten kinds of powers. */
export const powerKinds = {
  licence: '行政许可',
  penalty: '行政处罚',
  coercion: '行政强制',
  levy: '行政征收',
  payment: '行政给付',
  inspection: '行政检查',
  confirmation: '行政确认',
  reward: '行政奖励',
  ruling: '行政裁决',
  other: '其他行政权力',
} as const
export type PowerKind = keyof typeof powerKinds

/** Whom an item may be used on. */
export const targets = {
  anyone: '公民、法人和其他组织',
  person: '公民',
  firm: '法人和其他组织',
  unit: '下级单位',
} as const
export type Target = keyof typeof targets

/** 清单事项: one line of a list in one version. */
export interface ListItem {
  /** 事项编码, unique in the district over all lists. */
  readonly id: string
  readonly list: ListName
  /** Of what is a power (an item of the approvals is a licence). */
  readonly kind?: PowerKind
  readonly title: string
  /** The unit that holds it. */
  readonly unit: string
  readonly on: Target
  /** What it is used on, in words. */
  readonly object?: string
  readonly basis: readonly ArticleRef[]
  /** How it is exercised, within which bounds, who watches it, in words. */
  readonly procedure?: string
  readonly limits?: string
  readonly supervision?: string
  readonly version: number
  /** The first day of this version, and its last: the day before the next one, or the end of its term. */
  readonly from: Day
  readonly to?: Day
  /** This version says that the item is no longer there. */
  readonly cancelled?: true
}

/** Why an item is not live on a day. */
export type NotLive =
  | { readonly why: 'cancelled' | 'early'; readonly from: Day }
  | { readonly why: 'over'; readonly lastDay: Day }
  | { readonly why: 'article'; readonly ended: Ended }

/** Whether an item may be used on a day: it is there, its time covers the day, and every article it rests on is in force. Null: it may. */
export function notLive(item: ListItem, laws: Laws, on: Day): NotLive | null {
  if (on < item.from) return { why: 'early', from: item.from }
  if (item.cancelled) return { why: 'cancelled', from: item.from }
  if (item.to !== undefined && on > item.to) return { why: 'over', lastDay: item.to }
  for (const ref of item.basis) {
    const ended = endedBefore(ref, laws, on)
    if (ended) return { why: 'article', ended }
  }
  return null
}

/** Which of two versions of an item came later. */
const later = (a: ListItem, b: ListItem): ListItem =>
  a.from > b.from || (a.from === b.from && a.version > b.version) ? a : b

/**
 * The version of an item that stands on a day, its last day being the one before the next version; before the first one, that.
 * Undefined where there are no versions.
 */
export function asOf(versions: readonly ListItem[], on: Day): ListItem | undefined {
  const begun = versions.filter(({ from }) => from <= on)
  const [first, ...others] = begun.length > 0 ? begun : versions
  if (!first) return undefined
  const item = others.reduce(begun.length > 0 ? later : (a, b) => (later(a, b) === a ? b : a), first)
  const next = versions.map(({ from }) => from).filter((from) => from > item.from)
  if (next.length === 0) return item
  const before = addDays(
    next.reduce((a, b) => (a < b ? a : b)),
    -1,
  )
  return item.to !== undefined && item.to <= before ? item : { ...item, to: before }
}

/** The kind of power an item is; an approval is a licence whatever list names it. */
export const kindOf = ({ list, kind }: ListItem): PowerKind | undefined =>
  list === 'approvals' ? 'licence' : kind

/** 行政执法证: what a person may do in the name of a unit. */
export interface Licence {
  readonly number: string
  /** The unit in whose name; for another one it is none. */
  readonly unit: string
  /** What it covers. */
  readonly scope: readonly PowerKind[]
  readonly from: Day
  readonly until: Day
  /** Suspended or taken away from this day on. */
  readonly stopped?: Day
}

/** Why a licence does not cover an act of a kind on a day. */
export const licenceLacks = ['unit', 'early', 'expired', 'stopped', 'scope'] as const
export type LicenceLack = (typeof licenceLacks)[number]
export type NotLicensed = 'none' | LicenceLack

/** Whether a licence covers an act of these kinds in the name of a unit on a day; null: it does. */
export function lackOf(
  { unit: issuedTo, from, until, stopped, scope }: Licence,
  unit: string,
  kinds: readonly PowerKind[],
  on: Day,
): LicenceLack | null {
  if (issuedTo !== unit) return 'unit'
  if (on < from) return 'early'
  if (stopped !== undefined && on >= stopped) return 'stopped'
  if (on > until) return 'expired'
  return kinds.some((kind) => scope.includes(kind)) ? null : 'scope'
}

/** The same of a person, who may have none. */
export const notLicensed = (
  licence: Licence | undefined,
  unit: string,
  kinds: readonly PowerKind[],
  on: Day,
): NotLicensed | null => (licence ? lackOf(licence, unit, kinds, on) : 'none')

/** 案例: a good or a bad case, and what to do or not to do at its step. */
export interface Lesson {
  readonly title: string
  readonly isGood: boolean
  readonly facts: string
  readonly words: string
  readonly source: string
}

/** 在册: what a matter makes true for the whole district while it stands as it does. */
export type Kept =
  | { readonly kind: 'item'; readonly item: ListItem }
  /** An article, or an instrument as a whole, with the time it is in force. */
  | {
      readonly kind: 'article'
      readonly key: string
      readonly from: Day
      readonly to?: Day
      /** Of a whole instrument: the number of its last article. */
      readonly articles?: number
    }
  | { readonly kind: 'licence'; readonly person: string; readonly licence: Licence }
  /** A case of the past, shown where the act `procedure.act` is done (B6). */
  | { readonly kind: 'lesson'; readonly place: string; readonly from: Day; readonly lesson: Lesson }
