import { expect } from 'vitest'
import type { Hints, Walk } from '#demo/walk.ts'
import type { Matter } from '#kernel/matter.ts'
import { stepsOf } from '#kernel/steps.ts'
import { addDays } from '#kernel/time.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { walksHold } from '#test/walks.ts'
import { rulebook } from '../index.ts'
import { children } from './children.ts'
import { topic } from './procedure.ts'
import type { TopicRecord } from './record.ts'

const MEMBERS = ['p-vice-1', 'p-vice-2', 'p-mayor']
const rules = {
  name: '区政府常务会议',
  kind: 'standing',
  chair: 'p-mayor',
  members: MEMBERS.map((post, n) => ({ post, order: n + 1 })),
  recorder: 'u-office',
  guests: ['u-finance'],
  standIns: ['p-vice-1', 'p-vice-2'],
  quorum: 'half',
  cutoff: 3,
  collective: [{ kind: 'fund', measure: 'sum', threshold: 300, basis: '集体决策事项清单第一项' }],
}
const HELD = '2026-12-30'
const facts = (procedure: string, state: string, record: Readonly<Record<string, unknown>>): MatterFacts => ({
  procedure,
  state,
  final: false,
  title: '另一件',
  record,
})

/** On some days a member is not in the room; on others the chair goes out when he has stated his view. */
const awayOn = (day: number, state: string | null): readonly string[] => {
  if (day % 3 === 0) return ['p-vice-2']
  return day % 4 === 1 && state === 'stated' ? ['p-mayor'] : []
}

/** Who takes part as an item is decided. */
const present = ({ record, state }: Matter): readonly string[] => {
  const { recusals = [], appliedOn = '1' }: TopicRecord = record
  const gone = [...awayOn(Number(appliedOn.slice(-1)), state), ...recusals.map(({ post }) => post)]
  return MEMBERS.filter((post) => !gone.includes(post))
}

/** A body, and a meeting of it that is planned until the item is placed and then has it in the room; some days a member is away. */
function around({ record, state }: Matter): Readonly<Record<string, MatterFacts>> {
  const day = Number(String(record['appliedOn'] ?? '1').slice(-1))
  const away = awayOn(day, state)
  const attendance = MEMBERS.map((post) => ({ post, state: away.includes(post) ? 'absent' : 'present' }))
  const meeting = {
    ...rules,
    body: 'w-body',
    mode: day % 2 === 0 ? 'ballot' : 'head',
    heldOn: state === 'placed' && day % 5 === 3 ? addDays(HELD, 1) : HELD,
  }
  return {
    'w-body': facts('body', 'active', { ...rules, mode: 'head' }),
    'w-meeting': facts('meeting', state === 'banked' ? 'planned' : 'open', {
      ...meeting,
      attendance,
      current: 'm-walk',
      ...(day % 2 === 0 ? { recalledOn: HELD } : {}),
    }),
    // What was sealed is open by the time it is asked for, but on some days.
    ...(record['round'] === undefined
      ? {}
      : {
          [String(record['round'])]: facts('opinions', day % 5 === 0 ? 'closed' : 'revealed', {
            views: [{ post: 'p-vice-1', person: 'p-vice-1', stance: 'agree', words: '同意' }],
          }),
        }),
    // What was begun before the meeting is done by the time it is asked for, but on some days.
    ...Object.fromEntries(
      Object.entries(children).flatMap(([kind, { procedure, next }]) => {
        const id = record[kind] as string | undefined
        const running = Object.keys(next)[0] ?? ''
        const isOver = day % 7 !== 0
        const facts: MatterFacts = {
          procedure: procedure.id,
          state: isOver ? 'closed' : running,
          final: isOver,
          title: '另一件',
          record: {
            version: day % 2 === 0 ? 0 : record['version'],
            level: 'low',
            conclusion: 'passed',
            issued: { verdict: 'lawful' },
          },
        }
        return id === undefined ? [] : [[id, facts]]
      }),
    ),
    'w-adviser': facts('legal-adviser', 'active', { name: '顾问甲', until: '2027-12-31' }),
    'w-other': facts('topic', 'adopted', {
      body: 'w-body',
      payee: '某施工企业',
      sum: 200,
      appliedOn: record['appliedOn'],
    }),
  }
}

const hints: Hints = {
  apply: ({ random }) => ({
    body: 'w-body',
    kind: random.pick(['other', 'other', 'other', 'personnel', 'fund']),
    sum: random.between(0, 400),
    payee: '某施工企业',
    class: undefined,
    lowered: undefined,
    professional: random.chance(0.1),
    stability: random.chance(0.1),
    business: random.chance(0.1),
    open: false,
    concerned: random.chance(0.8) ? [] : ['u-finance'],
    legalUnit: 'u-justice',
    origin: undefined,
    changes: undefined,
  }),
  engageAdviser: () => ({ adviser: 'w-adviser', interest: 'none' }),
  collect: () => ({ level: 'standard' }),
  callUp: ({ random }) => ({ post: random.pick(['p-vice-1', 'p-vice-2']) }),
  speak: ({ random }) => ({ stance: random.pick(['agree', 'disagree']) }),
  giveOpinion: () => ({ verdict: 'agree' }),
  settle: () => ({ differences: '已经协商一致' }),
  startRisk: () => ({ assessor: 'u-political-legal', departments: ['u-police'] }),
  submitLegality: () => ({ basis: '条例', wanted: undefined }),
  reclassify: () => ({ class: 'ordinary' }),
  joinSums: () => ({ related: [{ topic: 'w-other' }] }),
  consentLate: () => ({ meeting: 'w-meeting' }),
  place: () => ({ meeting: 'w-meeting' }),
  adopt: ({ today }) => ({ executor: undefined, reportOn: undefined, ...tasksBy(today) }),
  decideUrgently: ({ today }) => tasksBy(today),
}

const tasksBy = (today: string) => ({
  tasks: [{ task: '落实会议决定', lead: 'u-water', due: addDays(today, 30) }],
})

const adoptions = (walk: Walk) =>
  walk.steps.filter(
    ({ name, kind, outcome }) => kind === 'attempt' && name === 'adopt' && outcome.kind === 'done',
  )

walksHold(rulebook, topic.id, {
  walks: 700,
  steps: 60,
  hints,
  around,
  also: {
    'nothing is adopted before everybody in the room was heard, the chief last': (walk) => {
      for (const { before } of adoptions(walk)) {
        const record: TopicRecord = before.record
        const { views = [], statedBefore = [], chiefView } = record
        const here = present(before)
        const heard = [...views, ...statedBefore].map(({ post }) => post)
        expect(heard, walk.seed).toEqual(
          expect.arrayContaining(here.filter((post) => post !== chiefView?.post)),
        )
        // The chair, where he is there; in his place whoever the rules name.
        expect(here, walk.seed).toContain(chiefView?.post)
        expect(here.includes('p-mayor') ? 'p-mayor' : chiefView?.post, walk.seed).toBe(chiefView?.post)
        const spoken = walk.entries.filter(
          ({ kind, seq }) => /\.(speak|chiefSpeak)$/u.test(kind) && seq <= before.ver,
        )
        expect(spoken.at(-1)?.kind, walk.seed).toBe('topic.chiefSpeak')
      }
    },
    'a major matter is adopted with its legality opinion on the text as it stands, its adviser and its research':
      (walk) => {
        for (const { before } of adoptions(walk)) {
          const {
            class: weight,
            kind,
            urgentOn,
            legalityReview,
            advice = [],
            research,
          }: TopicRecord = before.record
          if (weight !== 'major' || kind === 'personnel' || urgentOn !== undefined) continue
          expect(legalityReview, walk.seed).toBeDefined()
          expect(new Set(advice.map(({ stage }) => stage)).size, walk.seed).toBe(2)
          expect(research, walk.seed).toBeDefined()
        }
      },
    'every mandatory step of what was adopted has its evidence, and without that evidence it is missing': (
      walk,
    ) => {
      const entries = walk.entries
      const { record, state } = walk.end
      if (state !== 'adopted') return
      const own = ({ name }: { readonly name: string }) => topic.steps?.[name]?.in === undefined
      const found = (kept: typeof entries) =>
        stepsOf(rulebook, topic, { id: 'm-walk', record, entries: kept }, {}).filter(own)
      const shown = found(entries)
      expect(
        shown.filter(({ status }) => status !== 'done').map(({ name }) => name),
        walk.seed,
      ).toEqual([])
      for (const { name, evidence } of shown.filter((one) => one.name !== 'decided')) {
        expect(evidence.length, `${walk.seed} ${name}`).toBeGreaterThan(0)
        const acts = new Set(topic.steps?.[name]?.by.map((act) => `topic.${act}`))
        const without = found(entries.filter(({ kind }) => !acts.has(kind)))
        expect(without.find((one) => one.name === name)?.status, `${walk.seed} ${name}`).toBe('missing')
      }
    },
    'an item leads to one decision at most': (walk) => {
      const opening = walk.steps.filter(
        ({ outcome }) =>
          outcome.kind === 'done' && outcome.children.some(({ matter }) => matter.procedure === 'decision'),
      )
      expect(opening.length, walk.seed).toBeLessThanOrEqual(1)
    },
  },
})
