import { expect } from 'vitest'
import type { Desk } from '#demo/walk-forms.ts'
import type { Hints, Walk } from '#demo/walk.ts'
import { stepsOf } from '#kernel/steps.ts'
import { addDays } from '#kernel/time.ts'
import { organLeaders, organOfficers, servedToday, someParty } from '#test/enforcement-forms.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { limitation, outstanding } from './clock.ts'
import { beyond, discussionDue, reviewDue } from './measure.ts'
import { penaltyCase } from './procedure.ts'
import type { Penalty, PenaltyRecord } from './record.ts'

const REMEDIES = { review: '区政府', court: '区法院' }
const small: readonly Penalty[] = [{ kind: 'fine', amount: 150 }]

/** Ends that come early are left blank most of the time, so that walks get to what comes later. */
const seldom = ({ random }: Desk, field: string) => (random.chance(0.85) ? { [field]: '' } : {})

/** Decisions fall seldom. */
const overturned: Hints[string] = ({ today, random }) => ({
  how: random.pick(['revoked', 'unlawful']),
  on: today,
  penalties: undefined,
  ...(random.chance(0.6) ? { words: '' } : {}),
})

/** Days are mostly told as they are. */
const onToday = ({ today, random }: Desk) => (random.chance(0.95) ? { on: today } : {})

const hints: Hints = {
  requestRecusal: (desk) => seldom(desk, 'reason'),
  reopen: (desk) => seldom(desk, 'reason'),
  transfer: (desk) => seldom(desk, 'reasons'),
  dismiss: (desk) => seldom(desk, 'reasons'),
  openOnSpot: (desk) => ({
    party: someParty(desk),
    level: desk.random.pick(['law', 'regulation', 'rule', 'other']),
    item: `${desk.actor.unit}.penalty`,
    breachOn: desk.today,
    officers: organOfficers(desk, true),
    cardsShown: true,
    startedAt: undefined,
    finedBefore: undefined,
    ...(desk.random.chance(0.2) ? { facts: '' } : {}),
  }),
  tellOnSpot: () => ({ penalties: small }),
  hearOnSpot: () => ({ plea: '有话说', answer: '听了' }),
  decideOnSpot: (desk) => ({
    penalties: small,
    remedies: REMEDIES,
    service: servedToday(desk),
    impact: desk.random.chance(0.3),
  }),
  registerLead: (desk) => ({ party: someParty(desk), foundOn: desk.today }),
  declineLead: (desk) => ({ standard: desk.random.pick(['fails', 'meets']), ...seldom(desk, 'reason') }),
  proposeFiling: (desk) => ({
    level: desk.random.pick(['law', 'regulation', 'rule', 'other']),
    item: `${desk.actor.unit}.${desk.random.chance(0.95) ? 'penalty' : 'gone'}`,
    breachOn: addDays(desk.today, -desk.random.between(1, 800)),
    officers: organOfficers(desk, true),
  }),
  investigate: (desk) => ({
    ...onToday(desk),
    kind: 'inquiry',
    cardsShown: true,
    officers: organOfficers(desk, true),
    signing: 'signed',
  }),
  takeEvidence: (desk) => ({ ...onToday(desk), obtained: 'lawful', verified: true, monitored: undefined }),
  preserve: (desk) => ({ service: servedToday(desk), ...seldom(desk, 'reason') }),
  ruleRecusal: (desk) => ({
    granted: desk.random.pick(['yes', 'no']),
    officers: organOfficers(desk, true).filter(({ person }) => person !== desk.record['recusalOf']),
  }),
  changeOfficers: (desk) => ({ officers: organOfficers(desk, true) }),
  extendTerm: ({ random }) => ({ level: random.pick(['rule', 'other']), days: random.between(1, 60) }),
  finish: ({ random }) => ({
    proposal: random.chance(0.9) ? 'punish' : random.pick(['spare', 'dismiss', 'transfer']),
    penalties: [{ kind: 'fine', amount: random.pick([900, 60_000, 60_000]) }],
    remedies: REMEDIES,
    capacity: 'full',
    mild: 'none',
    correction: '立即改正',
    finedBefore: undefined,
    crime: undefined,
    grave: random.chance(0.6),
    publicInterest: random.chance(0.2),
    hard: undefined,
    reviewLaw: undefined,
  }),
  tell: (desk) => ({
    service: servedToday(desk),
    consent: undefined,
    newFacts: desk.random.chance(0.5) ? '新事实' : undefined,
  }),
  recordPlea: ({ random }) => ({
    words: random.chance(0.7) ? '有话说' : undefined,
    waived: random.chance(0.3),
    hearingWaived: random.chance(0.3),
  }),
  requestHearing: ({ today }) => ({ on: today }),
  noticeHearing: (desk) => ({
    on: addDays(desk.today, desk.random.between(8, 16)),
    chair: desk.actor.person,
    open: 'open',
    service: servedToday(desk),
  }),
  holdHearing: () => ({ agents: [], signing: 'signed' }),
  review: () => ({ qualification: 'qualified' }),
  objectReview: ({ random }) => ({
    qualification: 'veteran',
    ...(random.chance(0.6) ? { opinion: '' } : {}),
  }),
  discuss: (desk) => ({
    on: desk.today,
    views: organLeaders(desk).map((person) => ({ person, words: '同意' })),
  }),
  punish: ({ record, random }) => ({
    penalties: random.chance(0.9) ? (record as PenaltyRecord).told : [{ kind: 'fine', amount: 999_999 }],
    hearing: '按笔录认定',
    impact: random.chance(0.4),
  }),
  spare: (desk) => ({
    ground: 'minor',
    corrected: true,
    education: '教育过',
    ...seldom(desk, 'reasons'),
  }),
  serve: (desk) => ({ service: servedToday(desk), consent: undefined }),
  recordOverturn: overturned,
  overturnArchived: overturned,
  recordPayment: ({ record, random, today }) => ({
    on: today,
    amount: Math.max(1, random.chance(0.7) ? outstanding(record) : 50),
    // Persons pay late or never here, so that courts are asked.
    via:
      (record as PenaltyRecord).party?.kind === 'person' && random.chance(0.95)
        ? 'organ'
        : random.pick(['bank', 'electronic', 'organ', 'auction']),
  }),
  collectOnSpot: ({ random }) => ({ ground: random.chance(0.2) ? 'hard' : 'small' }),
  grantDeferral: ({ record, today }) => ({
    instalments: [{ on: addDays(today, 40), amount: Math.max(1, outstanding(record)) }],
  }),
  publish: onToday,
  recordAppeal: ({ today }) => ({ from: today }),
  endAppeal: onToday,
  withdrawPublication: onToday,
  bankIn: onToday,
  urge: (desk) => ({ service: servedToday(desk) }),
  conclude: ({ record, random }) => ({
    ending:
      record['courtResult'] !== undefined && random.chance(0.5)
        ? 'enforced'
        : record['decision'] === 'punished'
          ? 'performed'
          : 'unpunished',
  }),
}

/** Each time one of some acts was done, with the record before and after it. */
const done = (walk: Walk, ...acts: readonly string[]) =>
  walk.steps.flatMap(({ kind, name, outcome, before, after, at, actor }) =>
    kind === 'attempt' && outcome.kind === 'done' && acts.includes(name)
      ? [{ record: before.record as PenaltyRecord, after: after.record as PenaltyRecord, at, actor }]
      : [],
  )

walksHold(rulebook, penaltyCase.id, {
  walks: 400,
  steps: 130,
  hints,
  also: {
    'nobody is punished for more than he was told, unheard, unreviewed or undiscussed where that is due': (
      walk,
    ) => {
      for (const { record, after } of done(walk, 'punish', 'decideOnSpot')) {
        expect(beyond(after.penalties ?? [], record.told ?? []), walk.seed).toEqual([])
        expect(record.considered, walk.seed).toBeDefined()
        if (record.simple) continue
        if (reviewDue(record)) expect(record.reviewedOn, walk.seed).toBeDefined()
        if (discussionDue(record)) expect(record.discussedOn, walk.seed).toBeDefined()
      }
    },
    'nothing is filed of what was found too late, and no small penalty on the spot is large': (walk) => {
      for (const { after } of done(walk, 'proposeFiling', 'openOnSpot'))
        expect(
          (after.foundOn ?? '') <= limitation(after.breachOn ?? '', after.harmful === true),
          walk.seed,
        ).toBe(true)
      for (const { after } of done(walk, 'decideOnSpot'))
        expect(
          (after.penalties ?? []).reduce((sum, { amount = 0 }) => sum + amount, 0),
          walk.seed,
        ).toBeLessThanOrEqual(after.party?.kind === 'person' ? 200 : 3000)
    },
    'who investigated does not review, and what is performed is paid': (walk) => {
      for (const { record, actor } of done(walk, 'review', 'objectReview'))
        expect(
          record.officers?.map(({ person }) => person),
          walk.seed,
        ).not.toContain(actor?.person)
      for (const { after } of done(walk, 'conclude'))
        if (after.ending === 'performed') expect(outstanding(after), walk.seed).toBe(0)
    },
    'every step of what was archived has its evidence': (walk) => {
      const { record, state } = walk.end
      if (state !== 'archived') return
      const shown = stepsOf(rulebook, penaltyCase, { id: 'm-walk', record, entries: walk.entries }, {})
      expect(
        shown.filter(({ status }) => status !== 'done').map(({ name }) => name),
        walk.seed,
      ).toEqual([])
    },
  },
})
