import type { Calendar } from '#kernel/calendar.ts'
import type { Holder } from '#kernel/matter.ts'
import { type Instant, addDaysTo, dayAt, startOf } from '#kernel/time.ts'
import type { Rulebook, Rung } from '#kernel/vocabulary.ts'
import { nextWorkday } from './hours.ts'

/** How far a duty has come for the person told: newly theirs, a rung of the ladder, or the last working day before its term. */
export type Stage = 'arrived' | 'remind' | 'yellow' | 'due' | 'lapse' | 'head' | 'leader' | 'list'

/** Stages of whoever owes the duty, in the order they are reached. */
const OWN: readonly Stage[] = ['arrived', 'remind', 'yellow', 'due', 'lapse']

/** An open duty whose clock runs. */
export interface OpenDuty {
  readonly matter: string
  readonly no: number
  readonly procedure: string
  readonly name: string
  readonly number: string
  readonly title: string
  /** With shares: which one. */
  readonly what: string | null
  readonly holder: Holder
  readonly creditor: Holder | null
  readonly dueAt: Instant
  readonly lapsed: boolean
  /** Index of the next rung of the ladder: those before it are behind. */
  readonly rung: number
  readonly urgent: boolean
}

/** What a person was told of a duty before. */
export interface Told {
  readonly person: string
  readonly matter: string
  readonly no: number
  readonly stage: Stage
  readonly dueAt: Instant
}

/** One line of a digest. */
export interface Item {
  readonly duty: OpenDuty
  readonly stage: Stage
  /** The unit in which the person is told. */
  readonly unit: string
}

/** What one person is to be told, the most pressing first. */
export interface Reminder {
  readonly person: string
  readonly items: readonly Item[]
}

/** Who sits where, as far as it takes to know whom to tell. */
export interface Seats {
  unit(id: string): { readonly headPost?: string; readonly leaderPost?: string } | undefined
  unitOfPost(post: string): string | undefined
  worksIn(person: string, unit: string): boolean
  postsOf(unit: string): readonly {
    readonly level: 'head' | 'deputy' | 'staff'
    readonly holders: readonly Sitting[]
  }[]
  holders(post: string): readonly Sitting[]
}
interface Sitting {
  readonly person: string
  readonly as: 'holder' | 'acting'
}

export interface Planning {
  readonly rulebook: Rulebook
  readonly seats: Seats
  readonly calendar: Calendar
  readonly duties: readonly OpenDuty[]
  readonly told: readonly Told[]
  readonly now: Instant
}

/**
 * The digests of a day: for each person the duties that are newly theirs, reached a rung, or fall due before the next working
 * day, and of which they were not told so before. Whoever has nothing is not in it. Pure.
 */
export const planDigests = (planning: Planning): Reminder[] => plan(planning, () => true)

/** More than this nobody reads in a morning; what is less pressing stands in the digests of the next days. */
export const MOST_ITEMS = 300

/** What each person is to be told, gathered from parts of the district, no more than anybody reads. Pure. */
export function gathered(parts: readonly (readonly Reminder[])[]): Reminder[] {
  const byPerson = Map.groupBy(parts.flat(), ({ person }) => person)
  return [...byPerson].map(([person, reminders]) => ({
    person,
    items: reminders
      .flatMap(({ items }) => items)
      .toSorted(pressing)
      .slice(0, MOST_ITEMS),
  }))
}

/** A duty due later than this waits for the morning even on a 特急 matter: filing it away is not urgent. */
const PRESSING_DAYS = 90

/**
 * What must not wait for the next digest: a 特急 matter of which the person was never told, when it reaches them or lapses, and is
 * due within months. Once per matter and person; everything later of it stands in the digest.
 */
export function planSpecials(planning: Planning): Reminder[] {
  const known = new Set(planning.told.map(({ person, matter }) => `${person} ${matter}`))
  const pressing = addDaysTo(planning.now, PRESSING_DAYS)
  return plan(
    { ...planning, duties: planning.duties.filter((duty) => duty.urgent && duty.dueAt <= pressing) },
    (person, { duty, stage }) => OWN.includes(stage) && !known.has(`${person} ${duty.matter}`),
  )
}

function plan(
  { rulebook, seats, calendar, duties, told, now }: Planning,
  wanted: (person: string, item: Item) => boolean,
): Reminder[] {
  const before = Map.groupBy(told, ({ person, matter, no }) => `${person} ${matter} ${no}`)
  const receiver = receivers(seats)
  // Due by the morning of the next working day: a digest later than this one would come too late.
  const soon = startOf(nextWorkday(calendar, dayAt(now)))
  const found = new Map<string, Map<string, Item>>()
  for (const duty of duties) {
    for (const { to, stage } of stagesOf(rulebook, seats, duty, soon)) {
      const person = receiver(to)
      if (person === undefined) continue
      const item = { duty, stage, unit: to.unit }
      const key = `${duty.matter} ${duty.no}`
      if (isTold(before.get(`${person} ${key}`) ?? [], item) || !wanted(person, item)) continue
      const items = found.get(person) ?? new Map<string, Item>()
      // One line per duty, also for a person who is told in two seats: their own duty before what they only hear of.
      if (!items.has(key)) items.set(key, item)
      found.set(person, items)
    }
  }
  return [...found].map(([person, items]) => ({ person, items: [...items.values()].toSorted(pressing) }))
}

/** Whether a person knows so much already: the same or a later stage for this due instant, or the duty itself where it only arrived. */
function isTold(told: readonly Told[], { duty, stage }: Item): boolean {
  if (stage === 'arrived') return told.length > 0
  const place = OWN.indexOf(stage)
  return told.some((one) =>
    place < 0
      ? one.stage === stage && one.dueAt === duty.dueAt
      : one.dueAt === duty.dueAt && OWN.indexOf(one.stage) >= place,
  )
}

/** Everybody a duty has something to say to now, and how far it has come for them. */
function stagesOf(
  rulebook: Rulebook,
  seats: Seats,
  duty: OpenDuty,
  soon: Instant,
): { to: Holder; stage: Stage }[] {
  const ladder = rulebook.procedures[duty.procedure]?.duties[duty.name]?.ladder ?? []
  const climbed = ladder.slice(0, duty.rung)
  const own = climbed.filter((rung) => rung.tells === 'holder').map((rung) => rung.name)
  const reached: Stage[] = ['arrived', ...own, ...(duty.dueAt <= soon ? (['due'] as const) : [])]
  if (duty.lapsed) reached.push('lapse')
  const stage = OWN.findLast((one) => reached.includes(one)) ?? 'arrived'
  const others = climbed.filter((rung) => rung.tells !== 'holder')
  return [
    { to: duty.holder, stage },
    ...others.flatMap((rung) => toldBy(rung, duty, seats).map((to) => ({ to, stage: rung.name }))),
  ]
}

/** The same seats that a rung names in the kernel. */
function toldBy({ tells }: Rung, { holder, creditor }: OpenDuty, seats: Seats): Holder[] {
  const unit = seats.unit(holder.unit)
  if (tells === 'head') return [{ unit: holder.unit, ...(unit?.headPost ? { post: unit.headPost } : {}) }]
  if (tells === 'creditor') return creditor ? [creditor] : []
  const at = unit?.leaderPost && seats.unitOfPost(unit.leaderPost)
  return unit?.leaderPost && at ? [{ unit: at, post: unit.leaderPost }] : []
}

/** Whom to tell of a seat, each seat looked up once. */
export function receivers(seats: Seats): (holder: Holder) => string | undefined {
  const known = new Map<string, string | undefined>()
  return (holder) => {
    const key = `${holder.person ?? ''}/${holder.post ?? ''}/${holder.unit}`
    if (!known.has(key)) known.set(key, receiverOf(seats, holder))
    return known.get(key)
  }
}

/**
 * The one person who can act: the person in charge; else whoever acts in the post or holds it; else, where only the unit is
 * named, whoever sits in its first staff post. Never everybody.
 */
function receiverOf(seats: Seats, { unit, post, person }: Holder): string | undefined {
  if (person !== undefined && seats.worksIn(person, unit)) return person
  if (post !== undefined) {
    const sitting = inSeat(seats.holders(post))
    if (sitting !== undefined) return sitting
  }
  const posts = seats.postsOf(unit)
  for (const level of ['staff', 'deputy', 'head'] as const) {
    const sitting = posts.filter((one) => one.level === level).map((one) => inSeat(one.holders))
    const first = sitting.find((one) => one !== undefined)
    if (first !== undefined) return first
  }
  return undefined
}

const inSeat = (sitting: readonly Sitting[]): string | undefined =>
  (sitting.find(({ as }) => as === 'acting') ?? sitting[0])?.person

const WEIGHT: readonly Stage[] = ['lapse', 'due', 'list', 'leader', 'head', 'yellow', 'remind', 'arrived']

function pressing(a: Item, b: Item): number {
  if (a.duty.urgent !== b.duty.urgent) return a.duty.urgent ? -1 : 1
  const weight = WEIGHT.indexOf(a.stage) - WEIGHT.indexOf(b.stage)
  if (weight !== 0) return weight
  if (a.duty.dueAt !== b.duty.dueAt) return a.duty.dueAt < b.duty.dueAt ? -1 : 1
  return a.duty.matter < b.duty.matter ? -1 : a.duty.matter > b.duty.matter ? 1 : a.duty.no - b.duty.no
}
