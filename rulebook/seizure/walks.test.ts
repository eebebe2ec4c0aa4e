import { expect } from 'vitest'
import type { Desk } from '#demo/walk-forms.ts'
import type { Hints, Walk } from '#demo/walk.ts'
import { stepsOf } from '#kernel/steps.ts'
import { addDays, addMs, endOf, instantOf } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { organOfficers, servedToday, someParty } from '#test/enforcement-forms.ts'
import { rulebook } from '../index.ts'
import { pump } from './cases.ts'
import { lastDay } from './clock.ts'
import { seizure } from './procedure.ts'
import type { SeizureRecord } from './record.ts'

const about = (desk: Desk) => ({
  kind: desk.random.pick(['seal', 'detain']),
  party: someParty(desk),
  level: desk.random.pick(['law', 'law', 'regulation', 'local', 'other']),
  item: `${desk.actor.unit}.${desk.random.chance(0.95) ? 'coercion' : 'gone'}`,
  milder: 'short',
  officers: organOfficers(desk),
})

/** Ends that come early are left blank most of the time, so that walks get to what comes later. */
const seldom = ({ random }: Desk, field: string) => (random.chance(0.8) ? { [field]: '' } : {})

const hints: Hints = {
  desist: (desk) => seldom(desk, 'reason'),
  deny: (desk) => seldom(desk, 'reason'),
  rejectUrgent: (desk) => seldom(desk, 'reason'),
  release: (desk) => seldom(desk, 'reason'),
  refuseExtension: ({ random }) => (random.chance(0.4) ? { reason: '' } : {}),
  report: about,
  actUrgently: (desk) => ({ ...about(desk), startedAt: undefined }),
  arrive: (desk) => ({ officers: organOfficers(desk), startedAt: undefined }),
  changeOfficers: (desk) => ({ officers: organOfficers(desk) }),
  callParty: ({ random }) => ({
    presence: random.pick(['present', 'agent', 'absent']),
    witness: '某社区某人',
  }),
  hear: ({ random }) => ({ plea: random.chance(0.9) ? '有话说' : undefined, answer: '核对过' }),
  listItems: ({ random }) => ({
    items: [{ ...pump, relation: random.chance(0.9) ? 'tool' : 'none' }],
  }),
  drawUp: ({ record }) => ({
    signing: record['presence'] === 'absent' ? 'absent' : 'signed',
    witnessSigned: true,
    signers: (record as SeizureRecord).officers?.map(({ person }) => ({ person })) ?? [],
  }),
  deliver: (desk) => ({ days: undefined, daysLaw: undefined, service: servedToday(desk) }),
  reportUrgent: () => ({ reportedAt: undefined }),
  keep: () => ({ by: 'organ' }),
  startTesting: (desk) => ({
    from: desk.today,
    until: addDays(desk.today, desk.random.between(0, 20)),
    service: servedToday(desk),
  }),
  recordTest: ({ today }) => ({ on: today }),
  applyExtension: ({ random }) => ({ days: random.between(1, 32), law: undefined }),
  tellExtension: (desk) => ({ service: servedToday(desk) }),
  sellPerishable: ({ today }) => ({ sales: [{ what: '鲜活', how: 'auction', on: today, proceeds: 100 }] }),
  confiscate: (desk) => ({ penalty: 'w-penalty', ...seldom(desk, 'reason') }),
  destroy: (desk) => ({ level: 'law', service: servedToday(desk), ...seldom(desk, 'reason') }),
  giveBack: (desk) => ({
    service: servedToday(desk),
    money: 1_000_000,
    compensation: 10,
    missing: undefined,
  }),
  transfer: (desk) => ({ withThings: true, ...seldom(desk, 'reason') }),
  tellTransfer: (desk) => ({ service: servedToday(desk) }),
}

/** A penalty case of the same organ that took the goods. */
const around = ({
  record,
}: {
  record: Readonly<Record<string, unknown>>
}): Readonly<Record<string, MatterFacts>> => ({
  'w-penalty': {
    procedure: 'penalty',
    state: 'served',
    final: false,
    title: '处罚',
    record: { unit: record['unit'], decidedOn: '2026-01-01', penalties: [{ kind: 'goods' }] },
  },
})

/** Each time one of some acts was done, with the record before it. */
const done = (walk: Walk, ...acts: readonly string[]) =>
  walk.steps.flatMap(({ kind, name, outcome, before, at }) =>
    kind === 'attempt' && outcome.kind === 'done' && acts.includes(name)
      ? [{ act: name, record: before.record as SeizureRecord, at }]
      : [],
  )

walksHold(rulebook, seizure.id, {
  walks: 500,
  steps: 60,
  hints,
  around,
  also: {
    'nothing is settled but what was approved beforehand or within the day and night': (walk) => {
      for (const { record } of done(walk, 'confiscate', 'destroy', 'transfer', 'startTesting'))
        expect(record.approvedOn ?? record.confirmedAt, walk.seed).toBeDefined()
      for (const { record, at } of done(walk, 'confirm'))
        expect(at < addMs(instantOf(record.startedAt ?? ''), 86_400_000), walk.seed).toBe(true)
    },
    'nothing but a release comes after the last day, and nothing is extended twice': (walk) => {
      for (const { record, at } of done(walk, 'confiscate', 'destroy', 'transfer', 'grantExtension'))
        expect(at < endOf(lastDay(record) ?? ''), walk.seed).toBe(true)
      expect(done(walk, 'grantExtension').length, walk.seed).toBeLessThanOrEqual(1)
    },
    'the day in the record and the duty’s own are one, and base, extension and tests make it': (walk) => {
      const apart = walk.steps.filter(({ after: { duties, record } }) => {
        const settle = duties.find(({ name }) => name === 'settle')
        const due: string | undefined = record['due']
        return (settle && settle.dueAt !== endOf(due ?? '')) || (due !== undefined && due !== lastDay(record))
      })
      expect(apart, walk.seed).toEqual([])
    },
    'every step of what was archived has its evidence, and without that evidence it is missing': (walk) => {
      const { record, state } = walk.end
      if (state !== 'archived') return
      const found = (entries: typeof walk.entries) =>
        stepsOf(rulebook, seizure, { id: 'm-walk', record, entries }, {})
      const shown = found(walk.entries)
      expect(
        shown.filter(({ status }) => status !== 'done').map(({ name }) => name),
        walk.seed,
      ).toEqual([])
      for (const { name } of shown) {
        const acts = new Set(seizure.steps?.[name]?.by.map((act) => `seizure.${act}`))
        const without = found(walk.entries.filter(({ kind }) => !acts.has(kind)))
        expect(without.find((one) => one.name === name)?.status, `${walk.seed} ${name}`).toBe('missing')
      }
    },
  },
})
