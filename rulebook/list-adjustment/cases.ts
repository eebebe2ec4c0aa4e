import type { Case, Step } from '#test/cases.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'

const NEW = {
  change: 'add',
  code: 'CF-101',
  kind: 'penalty',
  title: '对擅自占用消防通道的处罚',
  basis: '《行政处罚法》第九条、第十条',
} as const
const AMENDED = { change: 'amend', code: 'housing.penalty', limits: '按新的裁量基准' } as const
const CANCELLED = { change: 'cancel', code: 'housing.coercion' } as const

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  propose: { list: 'powers', title: '依据变动，相应调整', reason: '法律修改', changes: [NEW] },
  enter: {
    list: 'powers',
    changes: [NEW],
    decided: '区政府第12次常务会议',
    publishedOn: '2026-01-05',
    publishedAt: '区政府门户网站，云政发〔2026〕1号',
    effectiveOn: '2026-02-01',
  },
  confirm: {},
  returnLines: { checked: '依据的条文与事项不符' },
  revise: { changes: [NEW] },
  passBasis: { checked: '每项均有现行依据' },
  submitLegality: {},
  decide: { decision: 'd1', decided: '区政府第15次常务会议纪要', effectiveOn: '2026-05-01' },
  publish: { publishedOn: '2026-04-10', publishedAt: '区政府门户网站' },
  refuse: { ending: '没有法律依据' },
  withdraw: { ending: '另行申请' },
}

const review = (verdict: string, state = 'closed', version = 1): MatterFacts => ({
  procedure: 'legality-review',
  state,
  final: state === 'closed',
  title: '依据变动，相应调整',
  record: { version, ...(state === 'closed' ? { issued: { verdict } } : {}) },
})
const decision = (outcome: string, of = 'decision'): MatterFacts => ({
  procedure: of,
  state: 'decided',
  final: false,
  title: '区级部门权力清单调整',
  record: { outcome },
})
const known = {
  f1: review('lawful'),
  d1: decision('passed'),
  d2: decision('rejected'),
  d3: decision('passed', 'topic'),
}

const topicAt = (state: string): MatterFacts => ({
  procedure: 'topic',
  state,
  final: true,
  title: '调整权力清单',
  record: {},
})

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, who: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who,
  matters: known,
  ...more,
})

const [US, HEAD, LEGAL, KEEPER, CHIEF] = [
  'housing.clerk',
  'housing.head',
  'justice.clerk',
  'office.clerk',
  'office.head',
]

const propose = doing('2026-03-02', 'propose', US, { state: 'proposed', owes: ['check'] })
const pass = doing('2026-03-04', 'passBasis', LEGAL, {
  state: 'reviewing',
  owes: ['decide', 'submitLegality'],
})
const submit = doing('2026-03-05', 'submitLegality', US, {
  opens: 1,
  owes: ['decide'],
  holds: { legalityReview: 'f1' },
})
const decide = doing('2026-03-27', 'decide', CHIEF, { state: 'approved', owes: ['publish'] })
const publish = doing('2026-04-10', 'publish', KEEPER, { state: 'published', owes: [] })
const refusedProposal = (changes: readonly unknown[], refused: string, more: Partial<Act> = {}): Act =>
  doing('2026-03-02', 'propose', US, { form: { changes, ...more.form }, refused })

export const cases: readonly Case[] = [
  {
    name: '申请、审核依据、合法性审查、集体决定、公布：事项成为清单的第1版',
    norm: 'D2',
    steps: [
      propose,
      pass,
      submit,
      decide,
      {
        ...publish,
        holds: {
          changes: [{ ...NEW, unit: 'housing', on: 'anyone', version: 1 }],
          effectiveOn: '2026-05-01',
        },
      },
    ],
  },
  {
    name: '变更和取消：没有改的照旧，版本加一；取消也成一版',
    norm: 'D2',
    steps: [
      { ...propose, form: { changes: [AMENDED, CANCELLED] } },
      pass,
      submit,
      decide,
      {
        ...publish,
        holds: {
          changes: [
            {
              ...AMENDED,
              title: '一项行政处罚',
              kind: 'penalty',
              unit: 'housing',
              on: 'anyone',
              basis: '《行政处罚法》第9条',
              version: 2,
            },
            {
              ...CANCELLED,
              title: '一项行政强制',
              kind: 'coercion',
              unit: 'housing',
              on: 'anyone',
              basis: '《行政强制法》第9条',
              version: 2,
            },
          ],
        },
      },
    ],
  },
  {
    name: '公布晚于定好的施行日期的，自公布起施行',
    norm: 'D2',
    steps: [
      propose,
      pass,
      submit,
      { ...decide, form: { effectiveOn: '2026-04-01' } },
      { ...publish, form: { publishedOn: '2026-04-11' }, refused: 'LIST_NOT_PUBLISHED' },
      { ...publish, holds: { effectiveOn: '2026-04-10' } },
    ],
  },
  {
    name: '每一行写全，编码不重复，依据写明条文',
    norm: 'D2',
    steps: [
      refusedProposal([], 'LIST_LINE_INCOMPLETE'),
      refusedProposal([NEW, NEW], 'LIST_LINE_INCOMPLETE'),
      refusedProposal([{ change: 'add', code: 'CF-102', kind: 'penalty' }], 'LIST_LINE_INCOMPLETE'),
      refusedProposal([{ ...NEW, kind: undefined }], 'LIST_LINE_INCOMPLETE'),
      refusedProposal([NEW], 'LIST_LINE_INCOMPLETE', { form: { list: 'approvals' } }),
      refusedProposal([{ ...NEW, basis: undefined }], 'LIST_LINE_INCOMPLETE'),
      refusedProposal([{ ...NEW, basis: '有关法律' }], 'LIST_BASIS_DEAD'),
      refusedProposal([{ ...NEW, basis: '《没有登记的条例》第三条' }], 'LIST_BASIS_DEAD'),
      refusedProposal([{ ...NEW, basis: '《行政处罚法》第八十七条' }], 'LIST_BASIS_DEAD'),
      refusedProposal([{ ...NEW, basis: '《旧条例》第三条' }], 'LIST_BASIS_DEAD'),
      refusedProposal([{ ...NEW, basis: '《新条例》第三条' }], 'LIST_BASIS_DEAD'),
      propose,
    ],
  },
  {
    name: '新增用新编码，变更、取消的是自己现在持有的事项',
    norm: 'D2',
    steps: [
      refusedProposal([{ ...NEW, code: 'housing.penalty' }], 'LIST_CODE_UNFIT'),
      refusedProposal([{ change: 'cancel', code: 'water.penalty' }], 'LIST_CODE_UNFIT'),
      refusedProposal([{ change: 'amend', code: 'housing.gone', limits: '改' }], 'LIST_CODE_UNFIT'),
      refusedProposal([{ change: 'cancel', code: 'nothing' }], 'LIST_CODE_UNFIT'),
      refusedProposal([CANCELLED], 'LIST_CODE_UNFIT', { form: { list: 'fees' } }),
      doing('2026-03-02', 'propose', 'watch.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-02', 'propose', US, { form: { changes: [{ ...NEW, code: 'housing.gone' }] } }),
    ],
  },
  {
    name: '合法性审查没有认定本稿合法，不能批准；同一稿不重复送审',
    norm: 'B1',
    steps: [
      propose,
      pass,
      { ...decide, refused: 'LIST_REVIEW_MISSING' },
      { ...submit, who: 'water.clerk', refused: 'NOT_YOURS' },
      submit,
      { ...submit, matters: { f1: review('', 'reviewing') }, refused: 'LIST_REVIEW_RUNNING' },
      { ...decide, matters: { ...known, f1: review('', 'reviewing') }, refused: 'LIST_REVIEW_MISSING' },
      { ...decide, matters: { ...known, f1: review('unlawful') }, refused: 'LIST_REVIEW_MISSING' },
      { ...decide, matters: { ...known, f1: review('lawful', 'closed', 2) }, refused: 'LIST_REVIEW_MISSING' },
      doing('2026-03-20', 'revise', US, { state: 'proposed', owes: ['check'], holds: { version: 2 } }),
      doing('2026-03-20', 'revise', 'water.clerk', { refused: 'NOT_YOURS' }),
      pass,
      { ...decide, refused: 'LIST_REVIEW_MISSING' },
      { ...submit, at: '2026-03-23' },
      { ...decide, matters: { ...known, f1: review('lawful', 'closed', 2) } },
      doing('2026-03-30', 'withdraw', US, { refused: 'WRONG_STATE' }),
    ],
  },
  {
    name: '新增、取消须有集体决定；变更可以由批示批准；不得追溯施行',
    norm: 'D2',
    steps: [
      propose,
      pass,
      submit,
      { ...decide, form: { decision: undefined }, refused: 'LIST_DECISION_MISSING' },
      { ...decide, form: { decision: 'd2' }, refused: 'LIST_DECISION_MISSING' },
      { ...decide, form: { decision: 'd3' }, refused: 'LIST_DECISION_MISSING' },
      {
        ...decide,
        form: { decision: 't1' },
        matters: { ...known, t1: topicAt('rejected') },
        refused: 'LIST_DECISION_MISSING',
      },
      { ...decide, form: { effectiveOn: '2026-03-01' }, refused: 'LIST_START_PAST' },
      { ...decide, who: KEEPER, refused: 'NOT_YOURS' },
      { ...decide, form: { decision: 't1' }, matters: { ...known, t1: topicAt('adopted') } },
      { ...publish, who: 'water.clerk', refused: 'NOT_YOURS' },
    ],
  },
  {
    name: '只变更的，批示批准即可',
    norm: 'D2',
    steps: [
      { ...propose, form: { changes: [AMENDED] } },
      pass,
      submit,
      { ...decide, form: { decision: undefined } },
      publish,
    ],
  },
  {
    name: '退回修改、撤回、不予调整',
    norm: 'D2',
    steps: [
      propose,
      doing('2026-03-03', 'returnLines', US, { refused: 'NOT_YOURS' }),
      doing('2026-03-03', 'passBasis', US, { refused: 'NOT_YOURS' }),
      doing('2026-03-03', 'returnLines', LEGAL, { state: 'returned', owes: ['revise'] }),
      doing('2026-03-05', 'revise', HEAD, { state: 'proposed', owes: ['check'] }),
      doing('2026-03-06', 'refuse', US, { refused: 'NOT_YOURS' }),
      doing('2026-03-06', 'refuse', CHIEF, { state: 'refused', owes: [] }),
    ],
  },
  {
    name: '撤回申请',
    steps: [propose, doing('2026-03-03', 'withdraw', US, { state: 'withdrawn', owes: [] })],
  },
  {
    name: '录入已公布的清单，核对后成为现行清单；公布时编码已被占用、依据已失效的不行',
    norm: 'D2',
    steps: [
      doing('2026-03-02', 'enter', US, { form: { changes: [AMENDED] }, refused: 'LIST_ENTRY_CHANGES' }),
      doing('2026-03-02', 'enter', US, {
        form: { effectiveOn: '2026-01-01' },
        refused: 'LIST_NOT_PUBLISHED',
      }),
      doing('2026-03-02', 'enter', US, {
        form: { publishedOn: '2026-06-01' },
        refused: 'LIST_NOT_PUBLISHED',
      }),
      doing('2026-03-02', 'enter', 'watch.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-02', 'enter', US, { form: { unit: 'water' }, refused: 'LIST_UNIT_FOREIGN' }),
      doing('2026-03-02', 'enter', 'office.clerk', {
        form: { unit: 'housing', changes: [] },
        refused: 'LIST_LINE_INCOMPLETE',
      }),
      doing('2026-03-02', 'enter', US, { state: 'entered', owes: ['confirm'], holds: { initial: true } }),
      doing('2026-03-03', 'confirm', US, { refused: 'NOT_YOURS' }),
      doing('2026-03-03', 'confirm', LEGAL, {
        items: {
          'CF-101': {
            id: 'CF-101',
            list: 'powers',
            kind: 'penalty',
            title: '别的事项',
            unit: 'water',
            on: 'anyone',
            basis: [],
            version: 1,
            from: '2026-03-01',
          },
        },
        refused: 'LIST_CODE_UNFIT',
      }),
      doing('2026-03-03', 'confirm', LEGAL, { state: 'published', owes: [] }),
    ],
  },
]
