import type { Case, Step } from '#test/cases.ts'

const way = {
  way: '由街道牵头组织业主大会表决，以业主共有资金实施',
  basis: '民法典第二百七十八条',
  conditions: '专有部分面积占比和人数占比均达到规定比例',
  risk: 'low',
} as const

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ask: {
    title: '无物业小区排水管网改造',
    obstacle: '管网在小区红线内，财政资金不能直接投入',
    searched: '城镇排水与污水处理条例、住宅专项维修资金管理办法',
  },
  open: {
    title: '无物业小区排水管网改造',
    parent: 's1',
    unit: 'housing',
    obstacle: '财政资金不能直接投入',
    searched: '城镇排水与污水处理条例',
  },
  take: { researcher: 'justice.clerk' },
  askFacts: { factsWanted: '业主委员会是否成立、维修资金余额' },
  giveFacts: { facts: '没有业主委员会，维修资金未归集' },
  propose: { finding: 'way', ways: [way] },
  returnProposal: { remark: '再列一条财政补助的路径' },
  answer: {},
  choose: { chosen: 1, plan: '4月底前由街道组织表决' },
  withdraw: { ending: '已经找到依据' },
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, who: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who,
  ...more,
})

const [US, HEAD, OFFICE, CHIEF] = ['housing.clerk', 'housing.head', 'justice.clerk', 'justice.head']

const ask = doing('2026-03-02', 'ask', US, { state: 'asked', owes: ['answer', 'take'] })
const open = doing('2026-03-02', 'open', 'office.clerk', { state: 'asked', owes: ['answer', 'take'] })
const take = doing('2026-03-03', 'take', CHIEF, { state: 'researching', owes: ['answer'] })
const askFacts = doing('2026-03-04', 'askFacts', OFFICE, {
  state: 'clarifying',
  owes: ['answer', 'giveFacts'],
})
const giveFacts = doing('2026-03-06', 'giveFacts', US, { state: 'researching', owes: ['answer'] })
const propose = doing('2026-03-10', 'propose', OFFICE, { state: 'signing', owes: ['answer', 'sign'] })
const answer = doing('2026-03-11', 'answer', CHIEF, { state: 'answered', owes: ['choose'] })
const choose = doing('2026-03-13', 'choose', US, { state: 'closed', owes: [] })

const parent = (record: Readonly<Record<string, unknown>>) => ({
  s1: { procedure: 'supervised-task', state: 'stuck', final: false, title: '排水改造', record },
})
const none = { finding: 'none', ways: [], counsel: '查了三部法规，均无授权；建议请示市政府明确' } as const

export const cases: readonly Case[] = [
  {
    name: '请求、派员、问清一次、拟出、签发、采用',
    norm: 'B7',
    steps: [ask, take, askFacts, giveFacts, propose, answer, choose],
  },
  {
    name: '每一步由该办的人办',
    norm: 'B7',
    steps: [
      doing('2026-03-02', 'ask', 'water.clerk', { refused: 'NOT_YOURS' }),
      ask,
      doing('2026-03-03', 'take', US, { refused: 'NOT_YOURS' }),
      take,
      doing('2026-03-04', 'askFacts', US, { refused: 'NOT_YOURS' }),
      askFacts,
      doing('2026-03-06', 'giveFacts', OFFICE, { refused: 'NOT_YOURS' }),
      giveFacts,
      doing('2026-03-10', 'propose', US, { refused: 'NOT_YOURS' }),
      propose,
      doing('2026-03-11', 'returnProposal', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-03-11', 'answer', US, { refused: 'NOT_YOURS' }),
      answer,
      doing('2026-03-13', 'choose', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-03-13', 'withdraw', US, { refused: 'WRONG_STATE' }),
    ],
  },
  {
    name: '为某一事项请求的，在该事项上请求；由法制机构研究',
    norm: 'B7',
    steps: [
      { ...open, matters: parent({}), refused: 'PATH_ALONE' },
      { ...open, matters: parent({ lawfulPath: 'm1' }), holds: { unit: 'housing', office: 'justice' } },
      { ...take, form: { researcher: US }, refused: 'RESEARCHER_UNFIT' },
    ],
  },
  {
    name: '问清一次，问的时间停表；不能再问',
    norm: 'B7',
    steps: [
      ask,
      take,
      askFacts,
      { at: '2026-03-16T16:00:00.000Z', lapse: 'answer', refused: 'NOT_DUE' },
      giveFacts,
      { ...askFacts, at: '2026-03-09', refused: 'FACTS_ASKED_ALREADY' },
      // Ten working days from 2 March end on 16 March; two went with the question.
      { at: '2026-03-11T16:00:00.000Z', lapse: 'answer', rung: 'remind' },
      { at: '2026-03-15T16:00:00.000Z', lapse: 'answer', rung: 'yellow' },
      { at: '2026-03-18T15:59:00.000Z', lapse: 'answer', refused: 'NOT_DUE' },
      { at: '2026-03-18T16:00:00.000Z', lapse: 'answer', rung: 'lapse' },
    ],
  },
  {
    name: '有路径的至少列一条，写明依据、条件、风险；没有的写明查了什么、建议怎样办',
    norm: 'B7',
    steps: [
      ask,
      take,
      { ...propose, form: { ways: [] }, refused: 'OPTIONS_MISSING' },
      { ...propose, form: { ways: [{ ...way, basis: '' }] }, refused: 'FORM_INVALID' },
      { ...propose, form: { finding: 'none' }, refused: 'OPTIONS_MISSING' },
      { ...propose, form: { finding: 'none', ways: [] }, refused: 'OPTIONS_MISSING' },
      { ...propose, form: none },
      { ...answer, holds: { answer: 'none', options: [] } },
      { ...choose, form: { chosen: 1 }, refused: 'WAY_UNKNOWN' },
      { ...choose, form: { chosen: 0, plan: '按建议请示市政府' } },
    ],
  },
  {
    name: '研究人员不签发；主要负责人退回重拟；派员、签发各有期限',
    norm: 'F1',
    steps: [
      ask,
      { at: '2026-03-04T16:00:00.000Z', lapse: 'take', rung: 'lapse' },
      { ...take, at: '2026-03-05' },
      propose,
      doing('2026-03-11', 'returnProposal', CHIEF, { state: 'researching', owes: ['answer'] }),
      { ...propose, at: '2026-03-12' },
      { ...answer, at: '2026-03-13', as: { person: OFFICE }, refused: 'OWN_ANSWER' },
      { ...answer, at: '2026-03-13' },
    ],
  },
  {
    name: '答复前可以撤回',
    norm: 'B7',
    steps: [
      ask,
      doing('2026-03-03', 'withdraw', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-03-03', 'withdraw', HEAD, { state: 'withdrawn', owes: [] }),
    ],
  },
]
