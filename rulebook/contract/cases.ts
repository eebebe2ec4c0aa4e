import type { MatterFacts } from '#kernel/vocabulary.ts'
import { answeredPath } from '../lawful-path/doubles.ts'
import type { Case, Step } from '#test/cases.ts'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  draft: {
    title: '河东泵站运行维护服务合同',
    other: '云汀某水务服务公司',
    sum: 86,
    content: '运行维护三年，按年付款，验收不合格的扣减服务费',
    basis: '政府采购法律法规',
    approval: '2026年采购计划批复',
    counterpart: '营业执照、资质证书齐全，无失信记录',
    until: '2029-03-31',
  },
  revise: { content: '运行维护三年，按季付款', reason: '按合法性审查意见修改' },
  submitLegality: {},
  sign: { on: '2026-04-01' },
  change: { content: '运行维护延长一年', until: '2030-03-31', reason: '与对方协商修改' },
  close: { result: '双方履行完毕，验收合格' },
  terminate: { ending: '双方协商解除，款项已结清' },
  drop: { ending: '对方不再合作' },
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, who: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who,
  ...more,
})
const [US, HEAD] = ['housing.clerk', 'housing.head']

/** The review that a contract names, as it stands. */
const review = (
  state: 'reviewing' | 'issued' | 'closed' | 'withdrawn',
  version = 1,
  verdict: 'lawful' | 'changes' | 'unlawful' = 'lawful',
  more: Readonly<Record<string, unknown>> = {},
): { readonly matters: Readonly<Record<string, MatterFacts>> } => ({
  matters: {
    f1: {
      procedure: 'legality-review',
      state,
      final: state === 'closed' || state === 'withdrawn',
      title: '河东泵站运行维护服务合同',
      record: {
        about: 'contract',
        unit: 'housing',
        version,
        ...(state === 'closed' || state === 'issued'
          ? { issued: { verdict }, issuedOn: '2026-03-20', opinionNumber: '法审〔2026〕2号' }
          : {}),
        ...more,
      },
    },
  },
})
const lawful = review('closed')

const draft = doing('2026-03-02', 'draft', US, { state: 'drafting', owes: ['conclude', 'submitLegality'] })
const send = doing('2026-03-04', 'submitLegality', US, { owes: ['conclude'], opens: 1 })
const sign = doing('2026-04-02', 'sign', HEAD, { ...lawful, state: 'signed', owes: ['perform'] })
const signed = [draft, send, sign]

const noBasis = { ending: '没有法律依据，不再签订', lawfulPath: 'p1' }

export const cases: readonly Case[] = [
  {
    name: '“没有依据”不是了结的理由：法制机构研究后确无路径的才可以，给出路径的、给别的单位的答复不能用',
    norm: 'B7',
    steps: [
      draft,
      doing('2026-03-10', 'drop', US, { form: noBasis, refused: 'NO_BASIS_UNPROVEN' }),
      doing('2026-03-10', 'drop', US, {
        form: noBasis,
        matters: answeredPath('way'),
        refused: 'NO_BASIS_UNPROVEN',
      }),
      doing('2026-03-10', 'drop', US, {
        form: noBasis,
        matters: answeredPath('none', 'water'),
        refused: 'NO_BASIS_UNPROVEN',
      }),
      doing('2026-03-10', 'drop', US, { form: noBasis, matters: answeredPath('none'), state: 'dropped' }),
    ],
  },
  {
    name: '拟订、送合法性审查、审查合法后签订、履行完毕',
    norm: 'B1',
    steps: [
      draft,
      send,
      { ...sign, holds: { reviewed: '第1稿合法（法审〔2026〕2号）' } },
      doing('2029-03-30', 'close', US, { state: 'closed', owes: [] }),
    ],
  },
  {
    name: '没有审查、审查没有了结、应当修改、不合法的，不得签订；别的会签、意见不能代替',
    norm: 'B1',
    steps: [
      draft,
      doing('2026-04-02', 'sign', HEAD, { refused: 'LEGALITY_MISSING' }),
      send,
      ...(['reviewing', 'withdrawn'] as const).map((state) =>
        doing('2026-04-02', 'sign', HEAD, { ...review(state), refused: 'LEGALITY_MISSING' }),
      ),
      doing('2026-04-02', 'sign', HEAD, { ...review('issued', 1, 'changes'), refused: 'LEGALITY_MISSING' }),
      ...(['changes', 'unlawful'] as const).map((verdict) =>
        doing('2026-04-02', 'sign', HEAD, { ...review('closed', 1, verdict), refused: 'LEGALITY_MISSING' }),
      ),
      doing('2026-04-02', 'submitLegality', US, { ...review('reviewing'), refused: 'REVIEW_RUNNING' }),
      doing('2026-04-02', 'revise', US, { ...review('reviewing'), refused: 'REVIEW_RUNNING' }),
      doing('2026-04-02', 'submitLegality', US, { ...lawful, refused: 'REVIEWED_ALREADY' }),
      doing('2026-04-02', 'revise', US, {
        ...review('closed', 1, 'changes'),
        holds: { version: 2, versions: [{ version: 1 }] },
        owes: ['conclude', 'submitLegality'],
      }),
      doing('2026-04-02', 'sign', HEAD, { ...lawful, refused: 'LEGALITY_MISSING' }),
      doing('2026-04-03', 'submitLegality', US, { ...review('closed', 1, 'changes') }),
      doing('2026-04-20', 'sign', HEAD, {
        ...review('closed', 2),
        form: { on: '2026-03-30' },
        refused: 'SIGNED_ON_UNFIT',
      }),
      doing('2026-04-20', 'sign', HEAD, {
        ...review('closed', 2),
        form: { on: '2026-04-21' },
        refused: 'SIGNED_ON_UNFIT',
      }),
      doing('2026-04-20', 'sign', HEAD, { ...review('closed', 2), form: { on: '2026-04-20' } }),
    ],
  },
  {
    name: '变更合同的，重新送审、重新签订',
    norm: 'B1',
    steps: [
      ...signed,
      doing('2026-07-06', 'change', US, { state: 'drafting', owes: ['conclude', 'submitLegality'] }),
      doing('2026-08-03', 'sign', HEAD, {
        ...lawful,
        form: { on: '2026-08-03' },
        refused: 'LEGALITY_MISSING',
      }),
      doing('2026-07-07', 'submitLegality', US, lawful),
      doing('2026-08-03', 'sign', HEAD, { ...review('closed', 2), form: { on: '2026-08-03' } }),
      doing('2026-09-01', 'terminate', US, { refused: 'NOT_YOURS' }),
      doing('2026-09-01', 'terminate', HEAD, { state: 'ended', owes: [] }),
    ],
  },
  {
    name: '已经单独送审过的合同，登记时选上；别的单位的、别的事项的审查不能用',
    norm: 'B1',
    steps: [
      ...([{ unit: 'water' }, { about: 'document' }, { parent: 't1' }] as const).map((more) =>
        doing('2026-03-23', 'draft', US, {
          ...review('closed', 1, 'lawful', more),
          form: { legalityReview: 'f1' },
          refused: 'REVIEW_UNFIT',
        }),
      ),
      doing('2026-03-23', 'draft', US, { ...lawful, form: { legalityReview: 'f1' }, owes: ['conclude'] }),
      sign,
    ],
  },
  {
    name: '不再签订的写明理由；每一步由该办的人办；到期没有送审、签订、履行的，催办',
    norm: 'B1',
    steps: [
      doing('2026-03-02', 'draft', 'discipline.clerk', { refused: 'NOT_YOURS' }),
      draft,
      { at: '2026-03-16T16:00:00.000Z', lapse: 'submitLegality', rung: 'remind' },
      ...(['revise', 'submitLegality', 'drop'] as const).map((act) =>
        doing('2026-03-04', act, 'water.clerk', { refused: 'NOT_YOURS' }),
      ),
      send,
      doing('2026-04-02', 'sign', US, { ...lawful, refused: 'NOT_YOURS' }),
      sign,
      ...(['change', 'close'] as const).map((act) =>
        doing('2026-05-04', act, 'water.clerk', { refused: 'NOT_YOURS' }),
      ),
      { at: '2029-03-24T16:00:00.000Z', lapse: 'perform', rung: 'remind' },
    ],
  },
  {
    name: '不再签订',
    steps: [draft, doing('2026-03-10', 'drop', US, { state: 'dropped', owes: [] })],
  },
]
