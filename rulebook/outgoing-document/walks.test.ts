import { walksHold } from '#test/walks.ts'
import { expect } from 'vitest'
import type { Hints, Walk } from '#demo/walk.ts'
import type { Matter } from '#kernel/matter.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { rulebook } from '../index.ts'
import { waiting } from './course.ts'
import { outgoingDocument } from './procedure.ts'
import { type DocumentRecord, type Genre, genres } from './record.ts'

const GENRES: readonly Genre[] = ['circular', 'opinion', 'letter', 'bulletin']
const TEXTS = ['一、总体要求\n抓紧落实。', '请各单位按职责办理。', '自印发之日起施行。']

const ORIGINAL = { original: ['f-signed'] }

/** Forms that fit together: a title that ends with its 文种, a signer who may sign, a word of the right series. */
const hints: Hints = {
  draft: ({ random }) => {
    const genre = random.pick(GENRES)
    const normative = random.chance(0.25)
    return {
      genre,
      title: `关于排水工作的${genres[genre]}`,
      series: random.pick(['government', 'office']),
      to: ['u-hedong', 'u-water'],
      copies: [],
      text: random.pick(TEXTS),
      upward: false,
      important: false,
      normative,
      ...(normative ? { basis: '上级文件', expiry: '2030-12-31' } : {}),
      normativeDocument: undefined,
    }
  },
  revise: ({ random, record }) => ({ ...kept(record), text: `${random.pick(TEXTS)}\n再作补充。` }),
  amend: ({ random, record }) => ({ ...kept(record), text: `${random.pick(TEXTS)}\n按意见修改。` }),
  reviseAfterSign: ({ random, record }) => ({ ...kept(record), text: `${random.pick(TEXTS)}\n核稿修改。` }),
  sendCountersign: ({ random }) => ({
    countersigners: [random.pick(['u-finance', 'u-reform', 'u-emergency'])],
  }),
  conclude: () => ({ differences: '已协商一致' }),
  submitLegality: () => ({ wanted: undefined }),
  sendToSign: ({ record }) => ({
    signer: 'p-mayor',
    discussed: '区政府常务会议',
    normativeDocument: record['normative'] ? `w-${String(record['series'])}` : undefined,
  }),
  changeSigner: () => ({ signer: 'p-mayor' }),
  approve: () => ORIGINAL,
  returnByHead: () => ORIGINAL,
  declineToSign: () => ORIGINAL,
  sign: ({ today }) => ({ ...ORIGINAL, signedOn: today }),
  number: ({ record }) => ({ code: record['series'] === 'government' ? '云政发' : '云政办发' }),
  print: () => ({ printedCopies: 50 }),
  seal: ({ record }) => ({
    seal: record['series'] === 'government' ? 'government' : 'office',
    sealCopies: 50,
  }),
}

/** The review a document names: of the text it was sent with, seldom still running, now and then not lawful. */
function around({ record, ver }: Matter): Readonly<Record<string, MatterFacts>> {
  const {
    legalityReview,
    reviewVersion = 1,
    reviews = [],
    unit = '',
    series = 'office',
  }: DocumentRecord = record
  const issued: MatterFacts = {
    procedure: 'normative-document',
    state: ver % 9 === 8 ? 'ended' : 'registered',
    final: ver % 9 === 8,
    title: '管护办法',
    record: { unit, issuer: series, registered: '云政规〔2026〕1号', draft: ['w-adopted'] },
  }
  const known = { [`w-${series}`]: issued }
  if (legalityReview === undefined) return known
  const [running, lawful] = [reviews.length % 7 === 6, reviewVersion % 3 !== 2]
  const found = {
    version: reviewVersion,
    issued: { verdict: lawful ? 'lawful' : 'changes' },
    opinionNumber: '法审〔2026〕1号',
  }
  const review: MatterFacts = {
    procedure: 'legality-review',
    state: running ? 'reviewing' : 'closed',
    final: !running,
    title: '送审的一件',
    record: running ? { version: reviewVersion } : found,
  }
  return { ...known, [legalityReview]: review }
}

/** What a revision leaves as it is. */
const kept = (record: Readonly<Record<string, unknown>>) => ({
  normativeDocument: undefined,
  title: record['title'],
  genre: record['genre'],
  series: record['series'],
  to: record['to'],
  copies: [],
  scope: 'general',
})

/** Each step with the record before and after it; what was taken back is as if it had not been. */
const forward = (walk: Walk) =>
  walk.steps.filter(
    ({ kind, outcome, name }) => kind === 'attempt' && outcome.kind === 'done' && name !== 'takeBack',
  )

const lengths = ({ opinions = [], reviews = [], versions = [] }: DocumentRecord): number[] => [
  opinions.length,
  reviews.length,
  versions.length,
]

walksHold(rulebook, outgoingDocument.id, {
  steps: 50,
  hints,
  around,
  also: {
    'no text and no opinion is ever lost': (walk) => {
      for (const { before, after } of forward(walk)) {
        const [were, are] = [lengths(before.record), lengths(after.record)]
        for (const [n, length] of are.entries())
          expect(length, `${walk.seed} at entry ${after.ver}`).toBeGreaterThanOrEqual(were[n] ?? 0)
        const { version = 1, versions = [] }: DocumentRecord = after.record
        expect(versions.map((one) => one.version)).toEqual(count(version - 1))
      }
    },
    'what is signed was agreed to, and reviewed where that is needed, as it stands': (walk) => {
      for (const { name, before, after } of forward(walk)) {
        if (name !== 'sign') continue
        const record: DocumentRecord = after.record
        expect(waiting(record), walk.seed).toEqual([])
        if (!record.normative) continue
        expect(record.reviewVersion, walk.seed).toBe(record.version)
        const known = around(before)
        expect(known[record.legalityReview ?? '']?.record['issued'], walk.seed).toEqual({
          verdict: 'lawful',
        })
        expect(known[record.normativeDocument ?? '']?.state, walk.seed).toBe('registered')
      }
    },
    'what is numbered was signed in person, or confirmed by whoever signed on paper': (walk) => {
      for (const { name, before, actor } of forward(walk)) {
        if (name !== 'number') continue
        const { signEntered, signConfirmedOn }: DocumentRecord = before.record
        if (signEntered === undefined) continue
        expect(signConfirmedOn, walk.seed).toBeDefined()
        expect(actor?.person, walk.seed).not.toBe(signEntered)
      }
    },
    'what is issued is what was signed': (walk) => {
      for (const { name, before, after } of forward(walk)) {
        if (name !== 'number') continue
        expect(after.record['issued'], walk.seed).toBe(before.record['text'])
        expect(after.record['docNumber'], walk.seed).toMatch(/^云政办?发〔2026〕1号$|^云政办?发〔2025〕1号$/)
      }
    },
  },
})

/** 1, 2, … n. */
function count(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1)
}
