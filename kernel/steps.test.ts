import { expect, test } from 'vitest'
import { petition } from '#test/second-procedure.ts'
import { type Happened, checkSteps, matterFieldsOf, stepsOf } from './steps.ts'
import type { AnyRecord, Procedure, Rulebook } from './vocabulary.ts'

const basis = petition.basis
const act = (may: string, more: object = {}) => ({
  may,
  who: ['clerk'],
  when: ['waiting'],
  form: {},
  basis,
  ...more,
})
const whole = (step: object) => ({ title: '一步', norm: 'A3', basis, before: ['end'], ...step })

/** Somebody proposes, each one named answers, a lawyer looks at the text of the day, and it ends. */
const asking = {
  ...petition,
  id: 'asking',
  record: { ...petition.record, beside: { kind: 'matter', title: '另一件', seenBy: 'all' } },
  powers: {
    propose: act('提出'),
    answer: act('答复'),
    look: act('审查'),
    change: act('修改', { voids: ['look'] }),
    undo: act('撤回', { takesBack: true }),
    end: act('了结'),
  },
  mandatory: { ended: ['propose'] },
  steps: {
    proposed: whole({ by: ['propose'] }),
    answered: whole({ by: ['answer'], each: { as: 'post', of: ({ due }: AnyRecord) => due } }),
    looked: whole({ by: ['look'], met: ({ fine }: AnyRecord) => fine === true }),
    heard: whole({
      by: ['open'],
      in: { field: 'beside', procedure: 'hall' },
      applies: ({ beside }: AnyRecord) => beside,
    }),
    heardWell: whole({
      by: ['open'],
      in: { field: 'beside', procedure: 'hall' },
      applies: ({ beside }: AnyRecord) => beside,
      met: ({ beside }: AnyRecord, matters: AnyRecord) => matters[beside]?.record.well === true,
    }),
  },
} as unknown as Procedure

const hall = {
  ...petition,
  id: 'hall',
  powers: { open: act('开会'), cancel: act('作废', { voids: ['open'] }) },
}
const book = (...all: unknown[]): Rulebook => ({
  procedures: Object.fromEntries((all as Procedure[]).map((one) => [one.id, one])),
  norms: {},
})

const happened = (...acts: string[]): Happened[] =>
  acts.map((said, n) => {
    const [kind = '', post = 'p1'] = said.split(' by ')
    return {
      kind: kind.includes('.') ? kind : `asking.${kind}`,
      seq: n + 1,
      at: `2026-03-02T0${n}:00:00.000Z`,
      by: { person: `h-${post}`, post, unit: 'u1', as: 'holder' },
    }
  })

const status = (
  record: AnyRecord,
  entries: readonly Happened[],
  beside: readonly Happened[] = [],
  kept: AnyRecord = {},
) => {
  const facts = { procedure: 'hall', state: 'open', final: false, title: '会', record: kept, entries: beside }
  const found = stepsOf(book(asking, hall), asking, { id: 'm1', record, entries }, { k1: facts })
  return Object.fromEntries(found.map((one) => [one.name, one]))
}

test('a step is done by its act, waits while it may still come, and is missing once what it comes before has happened', () => {
  expect(status({}, happened()).proposed).toMatchObject({ status: 'waiting', evidence: [], open: [] })
  expect(status({}, happened('propose')).proposed).toMatchObject({
    status: 'done',
    evidence: [{ matter: 'm1', seq: 1, kind: 'asking.propose', by: { person: 'h-p1' } }],
  })
  expect(status({}, happened('end')).proposed?.status).toBe('missing')
})

test('where each must do it, whoever has not is named', () => {
  const record = { due: ['p1', 'p2'] }
  expect(status(record, happened('answer by p2')).answered).toMatchObject({
    status: 'waiting',
    evidence: [{ share: 'p2', seq: 1 }],
    open: [{ as: 'post', share: 'p1' }],
  })
  expect(status(record, happened('answer by p2', 'answer by p1')).answered).toMatchObject({
    status: 'done',
    open: [],
  })
  expect(status({ due: [] }, happened('answer by p2')).answered?.status).toBe('waiting')
})

test('what was taken back or made void is no evidence, and the record may ask for more than the act', () => {
  const fine = { fine: true }
  expect(status(fine, happened('look')).looked?.status).toBe('done')
  expect(status({}, happened('look')).looked?.status).toBe('waiting')
  expect(status(fine, happened('look', 'undo')).looked?.status).toBe('waiting')
  expect(status(fine, happened('look', 'change')).looked?.status).toBe('waiting')
  expect(status(fine, happened('look', 'change', 'undo')).looked?.evidence).toMatchObject([{ seq: 1 }])
  expect(status(fine, happened('look', 'change', 'look')).looked?.evidence).toMatchObject([{ seq: 3 }])
})

test('evidence may stand in another matter, which the record names', () => {
  const inHall = (...kinds: string[]) => status({ beside: 'k1' }, [], happened(...kinds)).heard
  expect(inHall('hall.open')).toMatchObject({ status: 'done', evidence: [{ matter: 'k1', seq: 1 }] })
  expect(inHall('hall.open', 'hall.cancel')?.status).toBe('waiting')
  expect(status({ beside: 'k2' }, [], happened('hall.open')).heard?.status).toBe('waiting')
  expect(status({}, happened('propose')).heard).toBeUndefined()
  const heardWell = (kept: AnyRecord) => status({ beside: 'k1' }, [], happened('hall.open'), kept).heardWell
  expect(heardWell({ well: true })).toMatchObject({ status: 'done', evidence: [{ matter: 'k1' }] })
  expect(heardWell({})).toMatchObject({ status: 'waiting', evidence: [{ matter: 'k1' }] })
  expect(matterFieldsOf(asking)).toEqual(['beside'])
  expect(matterFieldsOf(petition)).toEqual([])
})

test('steps name acts there are; what no path avoids is shown by one of them', () => {
  const codes = (steps: object, ...others: unknown[]) =>
    checkSteps(book({ ...asking, steps }, ...others)).map(({ code, where }) => `${code} ${where}`)
  expect(codes(asking.steps ?? {}, hall)).toEqual([])
  expect(codes({ proposed: whole({ by: ['propose', 'none'] }) })).toEqual(['STEP_UNKNOWN asking.proposed'])
  expect(codes({ proposed: whole({ by: ['propose'], before: ['none'] }) })).toHaveLength(1)
  expect(codes({ looked: whole({ by: ['look'] }) })).toEqual(['STEP_UNSHOWN asking.propose'])
  expect(codes(asking.steps ?? {})).toEqual(['STEP_UNKNOWN asking.heard', 'STEP_UNKNOWN asking.heardWell'])
  const elsewhere = whole({ by: ['open'], in: { field: 'title', procedure: 'hall' } })
  expect(codes({ proposed: whole({ by: ['propose'] }), elsewhere }, hall)).toEqual([
    'STEP_UNKNOWN asking.elsewhere',
  ])
})
