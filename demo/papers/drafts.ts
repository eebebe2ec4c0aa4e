import { type Day, type Instant, addDays, dayAt, daysBetween } from '#kernel/time.ts'
import type { Setting } from '../agenda.ts'
import type { Random } from '../random.ts'
import { readTable, words } from '../table.ts'
import { UNITS } from '../units.ts'
import { filling } from './stories.ts'

/** Where a document in the making stands when the year ends because whoever is next has not acted yet. */
export type DraftRest =
  | 'drafting'
  | 'unitReview'
  | 'checking'
  | 'checked'
  | 'countersigning'
  | 'signing'
  | 'signed'
  | 'rechecked'
  | 'numbered'
  | 'printed'
  | 'sealed'
  | 'distributed'

/** What comes the way of a document in the making. */
export interface DraftTurns {
  /** A first draft that the gates refuse. */
  readonly flaw?: 'no genre' | 'to a leader' | 'nobody'
  readonly headBack?: true
  readonly checkBack?: true
  /** Who drafted it would check it: refused. */
  readonly ownCheck?: true
  /** A unit objects: the text is amended, or the difference stands open before whoever signs. */
  readonly objection?: 'amended' | 'open'
  /** Concluded before all have answered: refused. */
  readonly early?: true
  readonly lessAsked?: true
  readonly wrongSigner?: true
  readonly otherSigner?: true
  readonly declined?: true
  /** Signed on paper and entered by the office; the signer then says whether it is his. */
  readonly entered?: 'confirmed' | 'disowned'
  readonly afterSigning?: true
  readonly wrongCode?: true
  readonly tooManySeals?: true
  readonly ending?: 'withdrawn' | 'voided'
  readonly slip?: true
}

/** A kind of document that the district writes; words in braces are filled per document. */
interface DraftKind {
  readonly unit: string
  readonly genre: string
  readonly series: string
  readonly code: string
  readonly title: string
  readonly basis: string
  readonly points: readonly string[]
  /** Units by id; a star is everybody, written out. */
  readonly to: readonly string[]
  readonly countersigners: readonly string[]
  /** 重要公文, 规范性文件, or a rule for the house only that is called like one. */
  readonly special: '' | 'important' | 'normative' | 'internal'
}

export interface DraftStory extends Omit<DraftKind, 'points'> {
  readonly no: number
  readonly beginsAt: Instant
  readonly text: string
  readonly upward: boolean
  readonly urgency: 'special' | 'urgent' | 'normal'
  /** Who signs it. */
  readonly signer: string
  readonly turns: DraftTurns
  readonly rests?: DraftRest
}

const KINDS: readonly DraftKind[] = readTable('drafts.tsv').map((row) => ({
  unit: row['unit'] ?? '',
  genre: row['genre'] ?? '',
  series: row['series'] ?? '',
  code: row['code'] ?? '',
  title: row['title'] ?? '',
  basis: row['basis'] ?? '',
  points: (row['points'] ?? '').split(' / '),
  to: words(row['to']),
  countersigners: words(row['countersigners']),
  special: (row['important'] ?? '') as DraftKind['special'],
}))

/** Documents of the year beside those that rest at its end. */
const COUNT = 30

/** Working days before the last evening on which a document begins that rests in a state. */
const BEGAN: Readonly<Record<DraftRest, readonly [number, number]>> = {
  drafting: [0, 1],
  unitReview: [2, 3],
  checking: [3, 5],
  checked: [4, 6],
  countersigning: [5, 7],
  signing: [10, 12],
  signed: [11, 13],
  rechecked: [12, 14],
  numbered: [13, 15],
  printed: [14, 16],
  sealed: [15, 17],
  distributed: [16, 19],
}

/** 发文 of a year, in the order in which they are begun. */
export function draftStories({ district, hours, random }: Setting): DraftStory[] {
  const length = daysBetween(district.from, district.to)
  const last = hours.last(district.to)
  const drafts: { on: Day; rests?: DraftRest }[] = [
    ...Array.from({ length: COUNT }, (_, n) => ({
      on: addDays(district.from, 4 + Math.round(((length - 45) * (n + random.float())) / COUNT)),
    })),
    ...(Object.keys(BEGAN) as DraftRest[]).map((rests) => ({
      on: hours.after(last, -random.between(...BEGAN[rests])),
      rests,
    })),
  ]
  const seen = new Set<string>()
  return drafts
    .toSorted((a, b) => a.on.localeCompare(b.on))
    .map(({ on, rests }, no) =>
      tell(no, on, rests, seen, { district, hours, random: random.fork(`draft-${no}`) }),
    )
}

function tell(
  no: number,
  on: Day,
  rests: DraftRest | undefined,
  seen: Set<string>,
  { hours, random }: Setting,
): DraftStory {
  const beginsAt = hours.during(hours.next(on), random)
  // What waits for an opinion, or was sent round, has somebody to be asked.
  const kinds = rests === 'countersigning' ? KINDS.filter((kind) => kind.countersigners.length > 0) : KINDS
  const { kind, title, fill } = titled(
    no,
    rests ? kinds.filter(({ special }) => special === '' || special === 'important') : kinds,
    seen,
    dayAt(beginsAt),
    random,
  )
  const upward = kind.genre === 'request' || kind.genre === 'report'
  const { points, ...rest } = kind
  return {
    ...rest,
    no,
    title,
    beginsAt,
    text: textOf(kind, points.map(fill)),
    upward,
    urgency: random.weighted({ special: 1, urgent: 3, normal: 12 }),
    signer: signerOf(kind, upward),
    turns: rests === undefined ? turnsOf(kind, no, random) : {},
    ...(rests ? { rests } : {}),
  }
}

/** Every kind in its turn, with words that no document of the year bears yet. */
function titled(no: number, kinds: readonly DraftKind[], seen: Set<string>, today: Day, random: Random) {
  for (let tries = 0; ; tries++) {
    const kind = tries === 0 ? (kinds[no % kinds.length] as DraftKind) : random.pick(kinds)
    const fill = filling(today, today, random)
    const title = fill(kind.title)
    if (seen.has(title) && tries < 200) continue
    seen.add(title)
    return { kind, title, fill }
  }
}

const ORDINALS = '一二三四五六'

function textOf({ basis }: DraftKind, points: readonly string[]): string {
  const opening = basis
    ? `根据${basis}，结合本区实际，现将有关事项明确如下：`
    : '为做好有关工作，现将有关事项明确如下：'
  return [opening, ...points.map((point, n) => `${ORDINALS[n] ?? ''}、${point}。`)].join('\n')
}

/** 重要公文 and what goes upwards are the chief's to sign, a bureau's own its head's, the rest the leader's in charge. */
function signerOf({ unit, series, special }: DraftKind, upward: boolean): string {
  if (series.startsWith('department')) return `p-${unit.slice('u-'.length)}-head`
  if (upward || special === 'important') return 'p-mayor'
  if (unit === 'u-office') return 'p-office-head'
  return UNITS.find((one) => one.id === unit)?.leaderPost ?? 'p-vice-1'
}

const FLAWS = ['no genre', 'to a leader', 'nobody'] as const

/** Rare turns come to every so-manieth document rather than by chance, for thirty are too few to leave it to that. */
function turnsOf({ countersigners, special }: DraftKind, no: number, random: Random): DraftTurns {
  const has = (share: number): boolean => random.chance(share)
  const asks = countersigners.length > 0
  return {
    ...(no % 8 === 1 ? { flaw: FLAWS[Math.floor(no / 8) % FLAWS.length] as (typeof FLAWS)[number] } : {}),
    ...(has(0.15) || no === 3 ? { headBack: true } : {}),
    ...(has(0.2) || no === 5 ? { checkBack: true } : {}),
    ...(no % 9 === 4 ? { ownCheck: true } : {}),
    ...(asks && (has(0.4) || no % 4 === 2) ? { objection: random.pick(['amended', 'amended', 'open']) } : {}),
    ...(asks && has(0.2) ? { early: true } : {}),
    ...(asks && (has(0.15) || no % 7 === 3) ? { lessAsked: true } : {}),
    ...(no % 10 === 7 ? { wrongSigner: true } : {}),
    ...(has(0.12) || no === 9 ? { otherSigner: true } : {}),
    ...(special !== 'normative' && (has(0.1) || no % 9 === 2) ? { declined: true } : {}),
    ...(has(0.25) || no === 4 ? { entered: no % 3 === 1 ? 'disowned' : 'confirmed' } : {}),
    ...(special !== 'normative' && (has(0.08) || no === 13) ? { afterSigning: true } : {}),
    ...(no % 9 === 6 ? { wrongCode: true } : {}),
    ...(no % 11 === 8 ? { tooManySeals: true } : {}),
    ...(no % 14 === 10 ? { ending: 'withdrawn' } : no % 14 === 12 ? { ending: 'voided' } : {}),
    ...(has(0.15) || no === 2 ? { slip: true } : {}),
  }
}
