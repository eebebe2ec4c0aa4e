import type { StepSpec } from '#kernel/vocabulary.ts'
import { 强制法 } from '../laws.ts'
import type { SeizureRecord } from './record.ts'

type Act =
  | (typeof SETTLES)[number]
  | 'arrive'
  | 'callParty'
  | 'tell'
  | 'hear'
  | 'listItems'
  | 'drawUp'
  | 'deliver'
  | 'release'
  | 'archive'
type Step = StepSpec<Act, keyof SeizureRecord, SeizureRecord>

/** Acts that settle what becomes of the things. */
const SETTLES = ['confiscate', 'destroy', 'transfer'] as const

/** The steps of a seizure in the order of 强制法 18, 19, 24 to 28. */
export const steps: Readonly<Record<string, Step>> = {
  approved: {
    title: '实施前向行政机关负责人报告并经批准',
    norm: 'B5',
    basis: [强制法('第18条第（一）项')],
    by: ['approve'],
    applies: ({ urgency }) => urgency === undefined,
    before: ['arrive'],
  },
  reported: {
    title: '紧急实施的，二十四小时内报告并补办批准，不批准的立即解除',
    norm: 'B5',
    basis: [强制法(19)],
    by: ['confirm', 'rejectUrgent', 'release'],
    applies: ({ urgency }) => urgency !== undefined,
    before: [...SETTLES, 'archive'],
  },
  shown: {
    title: '两名以上执法人员到场，出示执法身份证件',
    norm: 'B5',
    basis: [强制法('第18条第（二）项'), 强制法('第18条第（三）项')],
    by: ['arrive', 'actUrgently'],
    before: ['callParty'],
  },
  called: {
    title: '通知当事人到场，不到场的邀请见证人',
    norm: 'B5',
    basis: [强制法('第18条第（四）项'), 强制法('第18条第（九）项')],
    by: ['callParty'],
    before: ['tell'],
  },
  told: {
    title: '当场告知理由、依据、权利和救济途径',
    norm: 'B5',
    basis: [强制法('第18条第（五）项')],
    by: ['tell'],
    before: ['hear'],
  },
  heard: {
    title: '听取当事人的陈述和申辩',
    norm: 'B5',
    basis: [强制法('第18条第（六）项')],
    by: ['hear'],
    before: ['listItems'],
  },
  listed: {
    title: '当场清点，清单一式二份',
    norm: 'B5',
    basis: [强制法('第24条第三款')],
    by: ['listItems'],
    before: ['drawUp'],
  },
  written: {
    title: '制作现场笔录并签名，拒绝的注明',
    norm: 'B5',
    basis: [强制法('第18条第（七）项'), 强制法('第18条第（八）项')],
    by: ['drawUp'],
    before: ['deliver'],
  },
  delivered: {
    title: '制作并当场交付决定书和清单',
    norm: 'B5',
    basis: [强制法('第24条第一款')],
    by: ['deliver'],
    before: ['confiscate', 'destroy', 'release', 'transfer', 'archive'],
  },
  extensionTold: {
    title: '延长的，及时书面告知当事人并说明理由',
    norm: 'B5',
    basis: [强制法('第25条第二款')],
    by: ['tellExtension'],
    applies: ({ extension }) => extension !== undefined,
    before: ['archive'],
  },
  settled: {
    title: '在期限内作出处理决定或者解除',
    norm: 'B5',
    basis: [强制法(27), 强制法('第28条第一款')],
    by: ['confiscate', 'destroy', 'release', 'transfer', 'rejectUrgent'],
    before: ['archive'],
  },
  returned: {
    title: '解除的立即退还财物，已经变卖的退还所得款项',
    norm: 'B5',
    basis: [强制法('第28条第二款')],
    by: ['giveBack'],
    applies: ({ outcome }) => outcome === 'released',
    before: ['archive'],
  },
  transferTold: {
    title: '移送的，书面告知当事人',
    norm: 'B5',
    basis: [强制法(21)],
    by: ['tellTransfer'],
    applies: ({ outcome }) => outcome === 'transferred',
    before: ['archive'],
  },
}
