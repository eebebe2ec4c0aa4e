import type { Case, Step } from '#test/cases.ts'
import { parentOf } from '../preparation/doubles.ts'

const expert = (name: string, more: Readonly<Record<string, unknown>> = {}) => ({
  name,
  from: '省水科院',
  field: '给水排水',
  way: 'library',
  interest: false,
  ...more,
})

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  open: { parent: 't1', question: '分流改造的技术路线是否可行，工期是否合理' },
  choose: {
    experts: [
      expert('专家甲'),
      expert('专家乙', { from: '某大学', way: 'recommended' }),
      expert('专家戊', { from: '市公用行业协会', field: '管网运行' }),
    ],
  },
  giveOpinion: {
    expert: '专家甲',
    stance: 'feasible',
    words: '技术路线可行',
    signedOn: '2026-03-12',
    file: ['f-opinion'],
  },
  replace: { expert: '专家乙', reason: '不能参加论证', experts: [expert('专家丙', { from: '市设计院' })] },
  conclude: { summary: '两名专家认为可行，建议分段施工' },
  sendBack: { reason: '没有说明不同意见怎样处理' },
  stop: { ending: '议题撤回' },
}

const CLERK = 'housing.clerk'
const HEAD = 'housing.head'
const parent = parentOf('expertise')

const doing = (at: string, act: string, who: string, more: Partial<Extract<Step, { act: string }>> = {}) =>
  ({ at, act, who, matters: parent, ...more }) as Step

const open = doing('2026-03-06', 'open', 'office.clerk', { state: 'choosing', owes: ['choose'] })
const choose = doing('2026-03-09', 'choose', CLERK, { state: 'asked', owes: ['conclude'] })
const first = doing('2026-03-12', 'giveOpinion', CLERK, {
  state: 'arguing',
  holds: { opinions: [{ expert: '专家甲', person: CLERK }] },
})
const second = doing('2026-03-13', 'giveOpinion', CLERK, { form: { expert: '专家乙' } })
const third = doing('2026-03-13', 'giveOpinion', CLERK, { form: { expert: '专家戊' } })
const against = doing('2026-03-13', 'giveOpinion', CLERK, {
  form: { expert: '专家乙', stance: 'not', words: '汛期前不能完工' },
})
const conclude = doing('2026-03-16', 'conclude', CLERK, { state: 'concluded', owes: ['review'] })
const close = doing('2026-03-17', 'close', HEAD, { state: 'closed', owes: [] })

export const cases: readonly Case[] = [
  {
    name: '选定专家，各自签名出具意见，汇总，主要负责人审定',
    norm: 'G1',
    steps: [open, choose, first, second, third, conclude, close],
  },
  {
    name: '没有所属事项启动的，不设立',
    norm: 'G1',
    steps: [
      doing('2026-03-06', 'open', 'office.clerk', {
        matters: parentOf('expertise', { expertise: 'm9' }),
        refused: 'NO_PARENT',
      }),
    ],
  },
  {
    name: '没有专家、重复、有利害关系的，不选',
    norm: 'G1',
    steps: [
      open,
      doing('2026-03-09', 'choose', CLERK, { form: { experts: [] }, refused: 'EXPERTS_UNFIT' }),
      doing('2026-03-09', 'choose', CLERK, {
        form: { experts: [expert('专家甲'), expert('专家甲')] },
        refused: 'EXPERTS_UNFIT',
      }),
      doing('2026-03-09', 'choose', CLERK, {
        form: { experts: [expert('专家甲'), expert('专家乙')] },
        refused: 'EXPERTS_FEW',
      }),
      doing('2026-03-09', 'choose', CLERK, {
        form: {
          experts: [
            expert('专家甲', { interest: true, from: '拟中标单位' }),
            expert('专家乙'),
            expert('专家戊'),
          ],
        },
        refused: 'EXPERT_INTERESTED',
      }),
      doing('2026-03-09', 'choose', 'water.clerk', { refused: 'NOT_YOURS' }),
      choose,
    ],
  },
  {
    name: '意见由选定的专家签名出具；事后声明有利害关系的更换；没有签名意见书的不登记',
    norm: 'G1',
    steps: [
      open,
      choose,
      doing('2026-03-12', 'giveOpinion', CLERK, { form: { expert: '专家丁' }, refused: 'EXPERT_UNKNOWN' }),
      doing('2026-03-12', 'giveOpinion', CLERK, { form: { interest: true }, refused: 'EXPERT_INTERESTED' }),
      doing('2026-03-12', 'giveOpinion', CLERK, {
        form: { signedOn: '2026-03-13' },
        refused: 'SIGNED_AHEAD',
      }),
      doing('2026-03-12', 'giveOpinion', CLERK, { form: { file: [] }, refused: 'OPINION_UNSIGNED' }),
      doing('2026-03-12', 'giveOpinion', 'water.clerk', { refused: 'NOT_YOURS' }),
      first,
      { ...first, refused: 'EXPERT_SPOKE' } as Step,
      doing('2026-03-12', 'replace', CLERK, { form: { expert: '专家甲' }, refused: 'EXPERT_SPOKE' }),
      doing('2026-03-12', 'replace', CLERK, {
        form: { experts: [expert('专家丙', { interest: true })] },
        refused: 'EXPERT_INTERESTED',
      }),
      doing('2026-03-12', 'replace', 'water.clerk', { refused: 'NOT_YOURS' }),
      doing('2026-03-12', 'replace', CLERK, {
        holds: {
          experts: [{ name: '专家甲' }, { name: '专家戊' }, { name: '专家丙' }],
          replaced: [{ name: '专家乙' }],
        },
      }),
      { ...second, refused: 'EXPERT_UNKNOWN' } as Step,
    ],
  },
  {
    name: '有专家没有出具意见、不同意见没有说明处理，不汇总',
    norm: 'G1',
    steps: [
      open,
      choose,
      first,
      doing('2026-03-13', 'conclude', CLERK, { refused: 'EXPERTS_SILENT' }),
      against,
      third,
      doing('2026-03-16', 'conclude', CLERK, { refused: 'DISSENT_UNANSWERED' }),
      doing('2026-03-16', 'conclude', CLERK, { form: { dissent: '分两段施工，汛期前完成干管' } }),
      doing('2026-03-16', 'close', CLERK, { refused: 'NOT_YOURS' }),
      doing('2026-03-16', 'sendBack', CLERK, { refused: 'NOT_YOURS' }),
      doing('2026-03-16', 'sendBack', HEAD, { state: 'arguing', owes: ['conclude'] }),
      doing('2026-03-16', 'conclude', CLERK, { form: { dissent: '分两段施工，汛期前完成干管' } }),
      close,
    ],
  },
  {
    name: '不因专家反对而终止、另请别人；材料修改后可以重新论证',
    norm: 'G1',
    steps: [
      open,
      choose,
      against,
      doing('2026-03-16', 'stop', HEAD, { refused: 'SAID_STANDS' }),
      doing('2026-03-16', 'stop', CLERK, { refused: 'NOT_YOURS' }),
      doing('2026-03-16', 'stop', HEAD, {
        matters: parentOf('expertise', { version: 2 }),
        state: 'stopped',
        owes: [],
      }),
    ],
  },
  {
    name: '没有人出具意见的可以终止；议题撤回的随时可以终止',
    steps: [open, choose, doing('2026-03-10', 'stop', HEAD, { state: 'stopped' })],
  },
  {
    name: '逾期没有选定专家',
    norm: 'G1',
    steps: [open, { at: '2026-03-13T16:00:00.000Z', lapse: 'choose', rung: 'lapse' }, choose],
  },
]
