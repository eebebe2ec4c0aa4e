import { type Day, type Instant, addDays, addMs, dayAt, daysBetween } from '#kernel/time.ts'
import { type Setting, partners, temperOf } from '../agenda.ts'
import type { Temper } from '../district.ts'
import type { Upload } from '../doing.ts'
import type { Random } from '../random.ts'
import { PLACES, STREETS } from '../subjects.ts'
import type { Titled, Titles } from '../titles.ts'
import { UNITS } from '../units.ts'
import { ARRANGING_INSTRUCTIONS, PAPER_KINDS, type PaperKind, type Route } from './kinds.ts'
import { sentencesIn, textOf } from './originals.ts'

/** Where a document stands when the year ends because whoever is next has not acted yet. */
export type PaperRest = 'registered' | 'proposed' | 'instructed' | 'inHand' | 'settled'

/** What comes its way. */
export interface PaperTurns {
  /** A first registration that the gates refuse. */
  readonly flaw?: 'classified' | 'dated later' | 'asked past'
  readonly corrected?: true
  /** Registered although it was registered before: struck from the list. */
  readonly double?: true
  /** Sent to a bureau's desk instead of a leader: refused. */
  readonly misdirected?: true
  /** Instructions that ask for nothing, refused before the concrete one. */
  readonly empties: number
  /** The leader lets the limit pass. */
  readonly slow?: true
  /** 代录: the office enters what the leader said. */
  readonly entered?: true
  /** What was entered is not what the leader meant: he says so, and instructs himself. */
  readonly disowned?: true
  readonly passedUp?: true
  /** Taken back some minutes later. */
  readonly slip?: 'propose' | 'instruct' | 'countersign'
  readonly circulated?: 'read' | 'remarks' | 'recalled'
  /** Handed to the office itself: refused. */
  readonly toOffice?: true
  /** Given more time than the sender asks for: first without a reason, refused. */
  readonly laterThanAsked?: true
  readonly question?: true
  readonly opinionBack?: true
  readonly handlingBack?: true
  readonly urged?: true
  readonly inPart?: true
  /** Closed before anything came back: refused. */
  readonly early?: true
  readonly resumed?: true
  readonly setAside?: true
}

/** A task that an instruction on the document asks for. */
export interface AskedTask {
  readonly titled: Titled
  readonly cooperating: readonly string[]
  readonly due: Day
  /** The sentence of the document; absent where only the instruction asks for it. */
  readonly sentence?: string
}

/** One document before anybody has acted. */
export interface PaperStory {
  readonly no: number
  readonly route: Route
  readonly kind: PaperKind
  readonly title: string
  readonly sender: string
  readonly theirNumber?: string
  readonly arrivesAt: Instant
  readonly dated: Day
  readonly urgency: 'special' | 'urgent' | 'plain' | 'normal'
  readonly asks?: string
  /** The day the sender asks for. */
  readonly due?: Day
  /** The day the leader names. */
  readonly by: Day
  readonly leader: string
  readonly lead: string
  readonly leadName: string
  readonly temper: Temper
  readonly tasks: readonly AskedTask[]
  readonly original?: Upload
  readonly turns: PaperTurns
  readonly rests?: PaperRest
  /** Fills the document's places and numbers into another sentence of its kind. */
  readonly fill: (text: string) => string
}

/** How many documents of each way a year has. */
const COUNTS: Readonly<Record<Route, number>> = { handle: 50, arrange: 24, kept: 10, read: 20, back: 3 }

/** How many wait in each state on the last evening, beside those that happen to. */
const RESTING: Readonly<Record<PaperRest, number>> = {
  registered: 2,
  proposed: 5,
  instructed: 2,
  inHand: 6,
  settled: 3,
}

/** Working days before the last evening on which such a document comes in. */
const CAME: Readonly<Record<PaperRest, readonly [number, number]>> = {
  registered: [0, 0],
  proposed: [1, 5],
  instructed: [2, 4],
  inHand: [6, 18],
  settled: [12, 30],
}

/** Every document the year will bring, in the order in which it comes in. */
export function paperStories({ district, hours, random }: Setting, titles: Titles): PaperStory[] {
  const length = daysBetween(district.from, district.to)
  const last = hours.last(district.to)
  const drafts = [
    ...(Object.keys(COUNTS) as Route[]).flatMap((route) =>
      Array.from({ length: COUNTS[route] }, (_, n) => ({
        route,
        // Spread over the year, a little unevenly; the last days belong to those that rest.
        on: addDays(district.from, 2 + Math.round(((length - 18) * (n + random.float())) / COUNTS[route])),
      })),
    ),
    ...(Object.keys(RESTING) as PaperRest[]).flatMap((rests) =>
      Array.from({ length: RESTING[rests] }, () => ({
        route: 'handle' as const,
        on: hours.after(last, -random.between(...CAME[rests])),
        rests,
      })),
    ),
  ].toSorted((a, b) => a.on.localeCompare(b.on))
  const seen = new Set<string>()
  return drafts.map((draft, no) =>
    tell({ ...draft, no }, seen, titles, { district, hours, random: random.fork(`paper-${no}`) }),
  )
}

interface Draft {
  readonly no: number
  readonly route: Route
  readonly on: Day
  readonly rests?: PaperRest
}

function tell(
  { no, route, on, rests }: Draft,
  seen: Set<string>,
  titles: Titles,
  setting: Setting,
): PaperStory {
  const { hours, random } = setting
  const arrivesAt = hours.during(hours.next(on), random)
  const today = dayAt(arrivesAt)
  const urgency = random.weighted({ special: 5, urgent: 14, plain: 11, normal: 70 })
  const by = hours.last(
    hours.after(today, urgency === 'special' ? random.between(2, 5) : random.between(8, 22)),
  )
  const { kind, title, fill } = titled(
    PAPER_KINDS.filter((one) => one.route === route),
    seen,
    today,
    by,
    random,
  )
  const tasks = route === 'arrange' ? asked(kind, today, titles, setting) : []
  const lead = kind.leads[0] ?? 'u-office'
  const dated = hours.last(addDays(today, -random.between(1, 6)))
  const unit = UNITS.find((one) => one.id === lead)
  const story: PaperStory = {
    no,
    route,
    kind,
    title,
    sender: fill(kind.sender),
    ...(kind.word ? { theirNumber: numberOf(fill(kind.word), dated, random) } : {}),
    arrivesAt,
    dated,
    urgency,
    ...(kind.asks ? { asks: fill(kind.asks) } : {}),
    ...(kind.asks.includes('{时限}') ? { due: by } : {}),
    by,
    leader: random.chance(0.2) ? 'p-mayor' : (unit?.leaderPost ?? 'p-vice-1'),
    lead,
    leadName: unit?.shortName ?? '',
    temper: temperOf(lead, setting),
    tasks,
    turns:
      rests === undefined ? turnsOf(route, random) : { empties: rests === 'proposed' ? random.int(2) : 0 },
    ...(rests ? { rests } : {}),
    fill,
  }
  return withOriginal(story, random)
}

/** Words that no document of the year bears yet. */
function titled(kinds: readonly PaperKind[], seen: Set<string>, today: Day, by: Day, random: Random) {
  for (let tries = 0; ; tries++) {
    const kind = random.pick(kinds)
    const fill = filling(today, by, random)
    const title = fill(kind.title) + (tries > 60 ? `（续${tries - 60}）` : '')
    if (seen.has(title)) continue
    seen.add(title)
    return { kind, title, fill }
  }
}

const QUARTERS = ['一季度', '二季度', '三季度', '四季度']

/** Places, numbers and days of one document, filled into its sentences. */
export function filling(today: Day, by: Day, random: Random): (text: string) => string {
  const chosenStreet = random.pick(STREETS)
  const street = UNITS.find((unit) => unit.id === chosenStreet)
  const chosen: Record<string, string> = {
    ...Object.fromEntries(Object.entries(PLACES).map(([word, places]) => [word, random.pick(places)])),
    年: today.slice(0, 4),
    季: QUARTERS[Math.floor((Number(today.slice(5, 7)) - 1) / 3)] ?? '',
    时限: shortDay(by),
    街道: street?.shortName ?? '',
    街道字: `云${[...(street?.shortName ?? '')].slice(0, 2).join('')}`,
    数: String(random.between(2, 9)),
  }
  return (text) =>
    text
      .replaceAll(/\{(.+?)\}/g, (whole, word: string) => chosen[word] ?? whole)
      .replaceAll('街道街道', '街道')
}

/** 3月20日, as leaders write a day. */
export const shortDay = (day: Day): string => `${+day.slice(5, 7)}月${+day.slice(8, 10)}日`

const numberOf = (word: string, dated: Day, random: Random): string => {
  const year = dated.slice(0, 4)
  const day = daysBetween(`${year}-01-01`, dated)
  // Some bodies write a document every third day, others one in two weeks.
  const pace = 3 + (([...word].at(-1)?.codePointAt(0) ?? 0) % 11)
  return `${word}〔${year}〕${1 + Math.floor(day / pace) + random.int(2)}号`
}

function asked(kind: PaperKind, today: Day, titles: Titles, setting: Setting): AskedTask[] {
  const { hours, random } = setting
  return kind.leads.map((lead) => {
    const one = titles.ofUnit(lead)
    return {
      titled: one,
      cooperating: partners(one, random),
      due: hours.after(today, random.between(18, 60)),
    }
  })
}

function turnsOf(route: Route, random: Random): PaperTurns {
  const has = (share: number): boolean => random.chance(share)
  const handled = route === 'handle'
  return {
    ...(has(0.07) ? { flaw: random.pick(['classified', 'dated later', 'asked past']) } : {}),
    ...(has(0.06) ? { corrected: true } : {}),
    ...(handled && has(0.06) ? { double: true } : {}),
    ...(has(0.04) ? { misdirected: true } : {}),
    empties: has(0.22) ? random.between(1, 2) : 0,
    ...(has(0.14) ? { slow: true } : {}),
    ...(has(0.3) ? { entered: true, ...(has(0.15) ? { disowned: true } : {}) } : {}),
    ...(has(0.1) ? { passedUp: true } : {}),
    ...(has(0.1) ? { slip: random.pick(['propose', 'instruct', 'countersign']) } : {}),
    ...(has(0.2) ? { circulated: random.weighted({ read: 2, remarks: 4, recalled: 2 }) } : {}),
    ...(has(0.06) ? { toOffice: true } : {}),
    ...(handled && has(0.12) ? { laterThanAsked: true } : {}),
    ...(handled && has(0.16) ? { question: true } : {}),
    ...(handled && has(0.16) ? { opinionBack: true } : {}),
    ...(handled && has(0.18) ? { handlingBack: true } : {}),
    ...(handled && has(0.2) ? { urged: true } : {}),
    ...(has(0.15) ? { inPart: true } : {}),
    ...(has(0.2) ? { early: true } : {}),
    ...(handled && has(0.12) ? { resumed: true } : {}),
    ...(has(0.25) ? { setAside: true } : {}),
  }
}

/** Share of documents that become tasks whose original is attached. */
const ATTACHED = 0.45

/** Some come with their original; its sentences are then what the tasks stand on. */
function withOriginal(story: PaperStory, random: Random): PaperStory {
  if (story.route !== 'arrange' || !random.chance(ATTACHED)) return story
  const text = textOf(story)
  const sentences = sentencesIn(text)
  return {
    ...story,
    original: {
      id: `f-${story.no}`,
      name: `${story.title}${random.chance(0.3) ? '.docx' : '.txt'}`,
      text,
    },
    tasks: story.tasks.map((task) => {
      const sentence = sentences.find((one) => one.includes(task.titled.title))
      return sentence === undefined ? task : { ...task, sentence }
    }),
  }
}

/** When somebody of a temper gets round to what is due by a day, in working days from it. */
export const LATENESS: Readonly<Record<Temper, readonly [number, number]>> = {
  prompt: [-8, -3],
  thorough: [-5, -2],
  late: [-2, 4],
  evasive: [-3, 4],
  silent: [0, 9],
}

/** Instructions given when a document becomes tasks. */
export const arrangingWords = ({ tasks, leadName, by }: PaperStory, random: Random): string =>
  random
    .pick(ARRANGING_INSTRUCTIONS)
    .replaceAll('{主办}', leadName)
    .replaceAll('{时限}', shortDay(tasks[0]?.due ?? by))
    .replaceAll('{事}', tasks[0]?.titled.title ?? '办结来文交办事项')

/** Some minutes later. */
export const minutes = (at: Instant, count: number): Instant => addMs(at, count * 60_000)
