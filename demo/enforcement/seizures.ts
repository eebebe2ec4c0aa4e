import { addDays } from '#kernel/time.ts'
import { type Acting, type Beat, handed } from './acting.ts'

const REMEDIES = { review: '云汀区人民政府', court: '云汀区人民法院' }

const about = ({ subject, party, officers }: Acting) => ({
  kind: subject.kind,
  party,
  facts: subject.facts,
  reason: '制止违法行为，防止证据损毁',
  law: subject.law,
  item: `QZ-${subject.item}`,
  level: subject.level,
  scope: `${subject.breach}所涉${subject.thing.what}`,
  milder: 'short',
  need: '已经责令改正，当事人没有停止，非强制手段不能制止',
  place: subject.place,
  officers,
})

const beat = (act: string, by: Beat['by'], form?: Beat['form'], days?: Beat['days']): Beat => ({
  act,
  by,
  ...(form ? { form } : {}),
  ...(days ? { days } : {}),
})

const report = beat('report', 'officer', about)
const approve = beat('approve', 'chief', undefined, [0, 1])
const arrive = beat('arrive', 'officer', ({ officers }) => ({ officers }), [1, 2])
const urgently = beat('actUrgently', 'officer', (acting) => ({
  ...about(acting),
  urgency: '当事人正要转移，不当场采取措施将无法查找',
}))
const call = beat('callParty', 'officer', () => ({ presence: 'present' }))
const callAbsent = beat('callParty', 'officer', () => ({ presence: 'absent', witness: '社区工作人员柳絮飞' }))
const tell = beat('tell', 'officer', ({ subject }) => ({
  reason: '制止违法行为，防止证据损毁',
  law: subject.law,
  rights: '有权陈述、申辩；有权申请行政复议或者提起行政诉讼；违法实施造成损害的有权要求赔偿',
  remedies: REMEDIES,
}))
const hear = beat('hear', 'officer', () => ({
  plea: '东西是刚进的，不知道不行',
  answer: '告知核实途径，不影响本次措施',
}))
const list = beat('listItems', 'officer', ({ subject }) => ({
  items: [{ ...subject.thing, condition: '外观完好', owner: 'party' }],
}))
const listWrongly: Beat = {
  ...beat('listItems', 'officer', ({ subject }) => ({
    items: [{ ...subject.thing, owner: 'party', relation: 'none' }],
  })),
  wrong: true,
}
const signed = ({ officers }: Acting) => ({ signers: officers.map(({ person }) => ({ person })) })
const drawUp = beat('drawUp', 'officer', (acting) => ({
  scene: `现场发现${acting.subject.thing.what}，${acting.subject.facts}`,
  signing: 'signed',
  ...signed(acting),
}))
const drawUpAbsent = beat('drawUp', 'officer', (acting) => ({
  scene: `现场发现${acting.subject.thing.what}，${acting.subject.facts}`,
  signing: 'absent',
  witnessSigned: true,
  ...signed(acting),
}))
const drawUpWrongly: Beat = {
  ...beat('drawUp', 'officer', (acting) => ({
    scene: '现场情况',
    signing: 'refused',
    ...signed(acting),
  })),
  wrong: true,
}
const deliver = beat('deliver', 'officer', (acting, scene) => ({ service: handed(acting, scene) }))
const deliverLeft = beat('deliver', 'officer', (_, { today }) => ({
  service: { how: 'left', on: today, witness: '社区工作人员柳絮飞', account: '当事人不到场，留置于经营场所' },
}))
const reportUrgent = beat('reportUrgent', 'officer', () => ({ words: '当场采取措施的情况和理由' }))
const confirm = beat('confirm', 'chief')
const keep = beat(
  'keep',
  'officer',
  () => ({ by: 'organ', keeper: '涉案财物管理员', place: '涉案财物保管室' }),
  [0, 1],
)
const startTesting = beat(
  'startTesting',
  'officer',
  (acting, scene) => ({
    what: acting.subject.thing.what,
    agency: '市产品质量检验中心',
    from: scene.today,
    until: addDays(scene.today, 14),
    service: handed(acting, scene),
  }),
  [1, 2],
)
const recordTest = beat(
  'recordTest',
  'officer',
  ({ course }, { today }) => {
    const told = course.record['testUntil'] as string
    return { on: today < told ? today : told, result: '经检验，不符合有关标准' }
  },
  [8, 9],
)
const ask = beat('applyExtension', 'officer', () => ({ days: 30, reason: '涉及上游供货，需要协查' }), [2, 4])
const askTooMuch: Beat = {
  ...beat('applyExtension', 'officer', () => ({ days: 60, reason: '案情复杂' }), [1, 2]),
  wrong: true,
}
const grant = beat('grantExtension', 'chief', undefined, [0, 1])
const refuse = beat('refuseExtension', 'chief', () => ({ reason: '事实已经清楚，请按期处理' }), [0, 1])
const tellExtension = beat(
  'tellExtension',
  'officer',
  (acting, scene) => ({ service: handed(acting, scene) }),
  [0, 1],
)
const sell = beat(
  'sellPerishable',
  'chief',
  ({ subject }, { today }) => ({
    sales: [
      { what: `${subject.thing.what}中的鲜活部分`, how: 'sale', on: today, proceeds: 1200, cheap: true },
    ],
    reason: '鲜活易腐，不易保管',
  }),
  [1, 2],
)
const claim = beat(
  'claimLoss',
  'officer',
  () => ({ what: '搬运中有磕碰', cause: 'organ', claimed: 300 }),
  [2, 4],
)
const answer = beat('answerLoss', 'chief', () => ({ answer: '属实，予以赔偿', paid: 300 }), [2, 6])
const release = (days: Beat['days'] = [6, 10], ground = 'decided') =>
  beat('release', 'chief', () => ({ ground, reason: '已经作出处理，不再需要采取措施' }), days)
const propose = beat(
  'propose',
  'officer',
  () => ({ outcome: 'released', reason: '事实已经查清，不再需要采取措施' }),
  [4, 8],
)
const giveBack = beat(
  'giveBack',
  'officer',
  (acting, scene) => ({
    service: handed(acting, scene),
    words: '清单所列财物当面清点退还',
    money: 1200,
    compensation: 200,
  }),
  [0, 1],
)
const rejectUrgent = beat('rejectUrgent', 'chief', () => ({ reason: '可以责令改正，不需要采取强制措施' }))
const destroy = beat(
  'destroy',
  'chief',
  (acting, scene) => ({
    law: acting.subject.law,
    level: 'law',
    reason: '属于依法应当销毁的物品',
    service: handed(acting, scene),
  }),
  [5, 9],
)
const transfer = beat(
  'transfer',
  'chief',
  () => ({
    to: '区公安分局',
    reason: '涉案数额较大，涉嫌犯罪',
    withThings: true,
  }),
  [5, 9],
)
const tellTransfer = beat(
  'tellTransfer',
  'officer',
  (acting, scene) => ({ service: handed(acting, scene) }),
  [0, 1],
)
const confiscate = beat(
  'confiscate',
  'chief',
  ({ beside }) => ({
    penalty: beside?.matter?.id ?? '',
    reason: '行政处罚决定没收',
  }),
  [1, 2],
)
const archive = beat('archive', 'officer', () => ({ fileNumber: '' }), [3, 9])
const change = beat(
  'changeOfficers',
  'chief',
  ({ officers }) => ({ officers, reason: '重新确认执法人员' }),
  [1, 2],
)
const deny = beat('deny', 'chief', () => ({ reason: '没有明显社会危害，责令改正即可' }), [0, 1])
const desist = beat('desist', 'officer', () => ({ reason: '当事人已经自行改正' }), [1, 2])

const ON_SPOT = [call, tell, hear, list, drawUp, deliver]
const ABSENT = [callAbsent, tell, beat('hear', 'officer'), list, drawUpAbsent, deliverLeft]
const HELD = [report, approve, arrive, ...ON_SPOT, keep]
const URGENT = [urgently, ...ON_SPOT, reportUrgent, confirm, keep]
const ENDED = [propose, release([0, 2]), giveBack]

/** One case: how it goes, and when in the year it begins. */
export interface CasePlan {
  readonly beats: readonly Beat[]
  /** Share of the year after which it begins; or so many working days before the end. */
  readonly begins: { readonly share: number } | { readonly last: number }
}

/** Courses that come to an end, over and over through the year. */
const WHOLE: readonly (readonly Beat[])[] = [
  [...HELD, ...ENDED, archive],
  [...URGENT, ...ENDED, archive],
  [...HELD, startTesting, recordTest, askTooMuch, ask, grant, tellExtension, release(), giveBack, archive],
  [report, approve, arrive, ...ABSENT, keep, destroy, archive],
  [urgently, ...ON_SPOT, reportUrgent, rejectUrgent, giveBack, archive],
  [report, deny],
  [...HELD, change, ask, refuse, ...ENDED, archive],
  [...HELD, sell, claim, answer, ...ENDED, archive],
  [...HELD, transfer, tellTransfer, archive],
  [report, approve, desist],
  [
    report,
    approve,
    arrive,
    call,
    tell,
    hear,
    listWrongly,
    list,
    drawUpWrongly,
    drawUp,
    deliver,
    keep,
    ...ENDED,
    archive,
  ],
  // The term runs out unnoticed, and all that is left is to give back.
  [...HELD, release([24, 26], 'expired'), giveBack, archive],
]

/** Where cases stand on the last evening. */
const RESTING: readonly (readonly [beats: readonly Beat[], last: number])[] = [
  [[report], 0],
  [[report, approve], 2],
  [[report, approve, arrive], 2],
  [[urgently], 0],
  [[urgently, call], 0],
  [[urgently, call, tell], 0],
  [[urgently, call, tell, hear], 0],
  [[urgently, call, tell, hear, list], 0],
  [[urgently, call, tell, hear, list, drawUp], 0],
  [HELD, 14],
  [[...HELD, startTesting], 12],
  [[urgently, ...ON_SPOT], 0],
  [[...HELD, ask, grant], 18],
  [[...HELD, release([2, 3])], 7],
  [[...HELD, { ...transfer, days: [2, 3] }], 7],
  [[...HELD, release([2, 3]), giveBack], 10],
]

/** The seizures of a year that are told at length. */
export const seizurePlans: readonly CasePlan[] = [
  ...WHOLE.map((beats, n) => ({ beats, begins: { share: 0.02 + n * 0.06 } })),
  ...WHOLE.slice(0, 6).map((beats, n) => ({ beats, begins: { share: 0.05 + n * 0.12 } })),
  ...RESTING.map(([beats, last]) => ({ beats, begins: { last } })),
]

/** Courses of ordinary seizures. */
export const ordinarySeizures = {
  held: [...HELD, ...ENDED, archive],
  urgent: [...URGENT, ...ENDED, archive],
  tested: [...HELD, startTesting, recordTest, release(), giveBack, archive],
  denied: [report, deny],
  desisted: [report, approve, desist],
} as const satisfies Readonly<Record<string, readonly Beat[]>>

/** How a seizure goes until the penalty is decided that takes its things, and from then on. */
export const heldForPenalty: readonly Beat[] = HELD
export const takenByPenalty: readonly Beat[] = [confiscate, archive]
