import { expect } from 'vitest'
import type { Hints } from '#demo/walk.ts'
import { workdaysAfter } from '#kernel/calendar.ts'
import { addDays } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { shippedCalendar } from '../calendars/index.ts'
import { rulebook } from '../index.ts'
import { REQUIRED, lacking } from './lacks.ts'
import { legalityReview } from './procedure.ts'
import type { ReviewRecord } from './record.ts'

const parent = (procedure: string): MatterFacts => ({
  procedure,
  state: 'preparing',
  final: false,
  title: '送审的一件',
  record: { legalityReview: 'm-walk' },
})

const ADVISERS = ['w-adviser-1', 'w-adviser-2', 'w-adviser-3']

const lawyer = (name: string): MatterFacts => ({
  procedure: 'legal-adviser',
  state: 'active',
  final: false,
  title: name,
  record: { name, from: '某律师事务所', kind: 'counsel', until: '2026-12-31' },
})
const around = () => ({
  ...Object.fromEntries(ADVISERS.map((id) => [id, lawyer(id)])),

  'w-decision': parent('topic'),
  'w-document': parent('outgoing-document'),
  'w-list': parent('list-adjustment'),
})

const ok = { found: 'ok' } as const
const problem = { found: 'problem', words: '超出本级权限' } as const

const hints: Hints = {
  open: ({ today, random }) => {
    const about = random.pick(['decision', 'document', 'list'] as const)
    const papers = REQUIRED[about].filter(() => random.chance(0.85))
    return {
      about,
      parent: `w-${about}`,
      unit: undefined,
      office: undefined,
      host: 'u-office',
      papers: [{ paper: 'draft', words: '送审稿' }, ...papers.map((paper) => ({ paper, words: '见内容' }))],
      wanted: random.chance(0.5) ? addDays(today, random.between(3, 40)) : undefined,
    }
  },
  openContract: () => ({ wanted: undefined }),
  askMissing: ({ record }) => ({
    missing: [...lacking(record), 'other'].map((paper) => ({ paper, why: '规定应当提供' })),
  }),
  complete: ({ record, random }) => ({
    papers: lacking(record)
      .filter((_, n) => n === 0 || random.chance(0.9))
      .map((paper) => ({ paper, words: '已补' })),
  }),
  assign: ({ actor }) => ({ reviewer: actor.person }),
  engageAdviser: ({ random }) => ({
    adviser: random.pick(ADVISERS),
    interest: random.pick(['none', 'none', 'has']),
  }),
  advise: ({ random }) => ({ adviser: random.pick(ADVISERS) }),
  excuseAdviser: ({ random }) => ({ adviser: random.pick(ADVISERS) }),
  extend: ({ random }) => ({ days: random.between(1, 14) }),
  propose: ({ random }) => {
    const verdict = random.pick(['lawful', 'changes', 'unlawful'])
    return { verdict, authority: ok, course: ok, content: verdict === 'lawful' ? ok : problem }
  },
}

walksHold(rulebook, legalityReview.id, {
  walks: 240,
  steps: 45,
  hints,
  around,
  also: {
    'the term runs from complete papers, papers are asked for once, and nothing is proposed without a lawyer':
      (walk) => {
        const did = (name: string) =>
          walk.steps.filter(
            (step) => step.kind === 'attempt' && step.name === name && step.outcome.kind === 'done',
          )
        expect(did('askMissing').length, walk.seed).toBeLessThanOrEqual(1)
        expect(did('extend').length, walk.seed).toBeLessThanOrEqual(1)
        for (const { before } of did('accept')) expect(lacking(before.record), walk.seed).toEqual([])
        for (const { before } of did('propose')) {
          const { advice = [], advisers = [] }: ReviewRecord = before.record
          const here = advisers.filter(({ left }) => left === undefined).map(({ adviser }) => adviser)
          expect(
            advice.some(({ adviser }) => here.includes(adviser)),
            walk.seed,
          ).toBe(true)
        }
      },
    'a document’s review never takes more than its most': (walk) => {
      const { about, acceptedOn = '', due = '' }: ReviewRecord = walk.end.record
      if (about !== 'document' || due === '') return
      const most = workdaysAfter(shippedCalendar, acceptedOn, 15)
      expect(most.known && due <= most.value.last, walk.seed).toBe(true)
    },
  },
})
