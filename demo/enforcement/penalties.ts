// Long on purpose: one list of what people do in a case, as data.
import { addDays } from '#kernel/time.ts'
import { outstanding } from '#rulebook/penalty/clock.ts'
import type { PenaltyRecord } from '#rulebook/penalty/record.ts'
import { type Acting, type Beat, handed, leadersOf, reviewerOf } from './acting.ts'
import type { CasePlan } from './seizures.ts'
import {
  ANSWERS_ON_SPOT,
  CONSIDERED,
  CORRECTIONS,
  DECLINED,
  EVIDENCE,
  PLEAS,
  PLEAS_ON_SPOT,
  SOURCES,
} from './words.ts'

const REMEDIES = { review: '云汀区人民政府', court: '云汀区人民法院' }

const beat = (act: string, by: Beat['by'], form?: Beat['form'], days?: Beat['days']): Beat => ({
  act,
  by,
  ...(form ? { form } : {}),
  ...(days ? { days } : {}),
})
const wrongly = (one: Beat): Beat => ({ ...one, wrong: true })
const service: NonNullable<Beat['form']> = (acting, scene) => ({ service: handed(acting, scene) })
const day = (days: number) => [days, days + 3] as const

type Weight = 'spot' | 'usual' | 'heavy'
const fine = ({ subject, party }: Acting, weight: Weight) => {
  const [spot, usual, heavy] = subject.fines
  const amount = { spot: party.kind === 'person' ? Math.min(spot, 200) : spot, usual, heavy }[weight]
  return amount === 0 ? [{ kind: 'warning' }] : [{ kind: 'fine', amount }]
}

/** What takes the things of a seizure: the goods besides the fine. */
const withGoods = (acting: Acting) => [
  ...fine(acting, 'usual'),
  { kind: 'goods', amount: 800, words: `没收${acting.subject.thing.what}` },
]

const openOnSpot = beat('openOnSpot', 'officer', ({ subject, party, officers }, { today }) => ({
  title: subject.breach,
  party,
  facts: subject.facts,
  breachOn: today,
  law: subject.law,
  item: `CF-${subject.item}`,
  level: subject.level,
  place: subject.place,
  officers,
  cardsShown: true,
}))
const tellOnSpot = beat('tellOnSpot', 'officer', (acting) => ({
  penalties: fine(acting, 'spot'),
  reason: `${acting.subject.facts}，依据${acting.subject.law}`,
  rights: '有权陈述、申辩',
}))
const tellTooMuch = wrongly(
  beat('tellOnSpot', 'officer', () => ({
    penalties: [{ kind: 'fine', amount: 5000 }],
    reason: '情节较重',
    rights: '有权陈述、申辩',
  })),
)
const hearOnSpot = beat('hearOnSpot', 'officer', ({ say }) => ({
  plea: say.pick(PLEAS_ON_SPOT),
  answer: say.pick(ANSWERS_ON_SPOT),
}))
const decideOnSpot = beat('decideOnSpot', 'officer', (acting, scene) => ({
  penalties: fine(acting, 'spot'),
  correction: acting.say.pick(CORRECTIONS),
  remedies: REMEDIES,
  service: handed(acting, scene),
}))
const recordOnSpot = beat('recordOnSpot', 'officer', undefined, [0, 1])
const collect = beat('collectOnSpot', 'officer', ({ subject, say }) => ({
  ground: subject.fines[0] <= 100 ? 'small' : 'hard',
  receipt: `云财票${String(say.int(100_000)).padStart(5, '0')}`,
}))
const handIn = beat('handIn', 'officer', undefined, [0, 1])
const bankIn = beat('bankIn', 'officer', (_, { today }) => ({ on: today }), [0, 1])

const lead = beat('registerLead', 'officer', ({ subject, party, say }) => ({
  title: subject.breach,
  source: say.pick(SOURCES),
  party,
  facts: subject.facts,
  place: subject.place,
}))
const decline = beat(
  'declineLead',
  'chief',
  ({ say }) => ({ standard: 'fails', reason: say.pick(DECLINED) }),
  day(2),
)
const declineWrongly = wrongly(
  beat('declineLead', 'chief', () => ({ standard: 'meets', reason: '情节不重' }), day(1)),
)
const proposeFiling = beat(
  'proposeFiling',
  'officer',
  ({ subject, officers, course }) => ({
    law: subject.law,
    item: `CF-${subject.item}`,
    level: subject.level,
    breachOn: String(course.record['foundOn']),
    officers,
  }),
  day(1),
)
const fileCase = beat('fileCase', 'chief', undefined, [0, 1])
const investigate = beat(
  'investigate',
  'officer',
  ({ party, officers, subject }, { today }) => ({
    kind: 'inquiry',
    of: party.representative ?? party.name,
    on: today,
    words: `承认${subject.facts}`,
    cardsShown: true,
    officers,
    signing: 'signed',
  }),
  day(1),
)
const unshown = wrongly(
  beat(
    'investigate',
    'officer',
    ({ party, officers }, { today }) => ({
      kind: 'inquiry',
      of: party.name,
      on: today,
      words: '询问情况',
      cardsShown: false,
      officers,
      signing: 'signed',
    }),
    day(1),
  ),
)
const evidence = beat('takeEvidence', 'officer', ({ subject, say }, { today }) => ({
  kind: 'documentary',
  what: `${subject.breach}${say.pick(EVIDENCE)}`,
  source: '现场检查取得',
  proves: subject.facts,
  obtained: 'lawful',
  verified: true,
  on: today,
}))
const preserve = beat(
  'preserve',
  'chief',
  (acting, scene) => ({
    preserved: [{ what: '进销货台账', quantity: '一册' }],
    reason: '可能被销毁',
    service: handed(acting, scene),
  }),
  day(1),
)
const settle = beat('settlePreserved', 'chief', () => ({ end: 'copied', words: '复印后退还' }), day(2))
const recusal = beat(
  'requestRecusal',
  'officer',
  ({ officers }) => ({ person: officers[0]?.person ?? '', reason: '当事人称与其有亲属关系' }),
  day(1),
)
const ruleRecusal = beat(
  'ruleRecusal',
  'chief',
  () => ({ granted: 'no', reason: '经查没有亲属关系' }),
  day(0),
)
const change = beat(
  'changeOfficers',
  'chief',
  ({ officers }) => ({ officers, reason: '重新确认办案人员' }),
  day(1),
)
const extend = beat(
  'extendTerm',
  'chief',
  () => ({ days: 30, law: '有关部门的行政处罚程序规定', level: 'rule', reason: '需要协查' }),
  day(6),
)
const finish = (weight: Weight, more: object = {}, days = day(5)) =>
  beat(
    'finish',
    'officer',
    (acting) => ({
      findings: `${acting.subject.facts}，事实清楚，证据充分`,
      proposal: 'punish',
      penalties: fine(acting, weight),
      law: acting.subject.law,
      discretion: '一般情节',
      correction: '立即停止违法行为并改正',
      remedies: REMEDIES,
      capacity: 'full',
      mild: 'none',
      ...more,
    }),
    days,
  )
const finishWithGoods = beat(
  'finish',
  'officer',
  (acting) => ({
    findings: `${acting.subject.facts}，事实清楚，证据充分`,
    proposal: 'punish',
    penalties: withGoods(acting),
    law: acting.subject.law,
    correction: '立即停止违法行为',
    remedies: REMEDIES,
    capacity: 'full',
    mild: 'none',
  }),
  day(2),
)
const tell = beat('tell', 'officer', service, day(1))
const plea = beat('recordPlea', 'officer', ({ say }) => ({ words: say.pick(PLEAS) }), day(1))
const considerEarly = wrongly(
  beat('considerPleas', 'officer', () => ({ considered: '没有意见', adoption: 'none' }), [0, 0]),
)
const consider = beat(
  'considerPleas',
  'officer',
  ({ say }) => ({ considered: say.pick(CONSIDERED), adoption: 'none' }),
  [6, 8],
)
const askHearing = beat('requestHearing', 'officer', (_, { today }) => ({ on: today }), [1, 3])
const noticeHearing = beat(
  'noticeHearing',
  'officer',
  (acting, scene) => ({
    on: acting.course.hours.after(scene.today, 9),
    at: '上午9时，局会议室',
    chair: reviewerOf(acting)(scene)?.person ?? '',
    open: 'open',
    service: handed(acting, scene),
  }),
  [1, 2],
)
const noticeShort = wrongly(
  beat(
    'noticeHearing',
    'officer',
    (acting, scene) => ({
      on: acting.course.hours.after(scene.today, 4),
      at: '上午9时，局会议室',
      chair: reviewerOf(acting)(scene)?.person ?? '',
      open: 'open',
      service: handed(acting, scene),
    }),
    [1, 1],
  ),
)
const hold = beat(
  'holdHearing',
  'chair',
  () => ({
    record: '调查人员提出事实、证据和处罚建议；当事人申辩，双方质证',
    signing: 'signed',
    agents: [{ name: '代理律师' }],
  }),
  [9, 10],
)
const abort = beat('abortHearing', 'chair', () => ({ reason: '当事人及其代理人无正当理由拒不出席' }), [9, 10])
const review = beat(
  'review',
  'reviewer',
  () => ({ qualification: 'qualified', opinion: '事实清楚，程序合法，同意' }),
  day(1),
)
const object = beat(
  'objectReview',
  'reviewer',
  () => ({ qualification: 'veteran', opinion: '数量的证据不足，退回补充' }),
  day(1),
)
const discuss = beat(
  'discuss',
  'chief',
  ({ subject }, { today, directory }) => ({
    on: today,
    views: leadersOf(directory, subject.unit).map((person) => ({ person, words: '同意处罚意见' })),
    conclusion: '同意',
  }),
  day(1),
)
const punish = (more: object = {}, days = day(1)) => beat('punish', 'chief', () => more, days)
const spare = beat(
  'spare',
  'chief',
  () => ({
    ground: 'minor',
    corrected: true,
    education: '当面讲明规定，发放提示单',
    reasons: '违法行为轻微并及时改正，没有造成危害后果',
  }),
  day(2),
)
const dismiss = beat('dismiss', 'chief', () => ({ reasons: '经查违法事实不能成立' }), day(2))
const transfer = beat(
  'transfer',
  'chief',
  () => ({ to: '区公安分局', reasons: '涉案数额较大，涉嫌犯罪' }),
  day(2),
)
const accepted = beat('judicialAccepted', 'officer', () => ({ words: '公安机关已经立案' }), day(6))
const returned = beat('judicialReturned', 'officer', () => ({ words: '不追究刑事责任，退回处理' }), day(8))
const reopen = beat('reopen', 'officer', () => ({ reason: '数量需要复核' }), day(1))
const serve = beat('serve', 'officer', service, [0, 2])
const publish = beat(
  'publish',
  'officer',
  (_, { today }) => ({ on: today, where: '区政府网站行政执法公示平台' }),
  [0, 2],
)
const pay = (days: Beat['days'] = [4, 7]) =>
  beat(
    'recordPayment',
    'officer',
    ({ course }, { today }) => ({
      on: today,
      amount: Math.max(1, outstanding(course.record as PenaltyRecord)),
      via: 'bank',
    }),
    days,
  )
const payToOfficer = wrongly(
  beat('recordPayment', 'officer', (_, { today }) => ({ on: today, amount: 1, via: 'organ' }), day(1)),
)
const perform = beat('recordPerformance', 'officer', () => ({ words: '已经改正' }), [0, 1])
const defer = beat('requestDeferral', 'officer', () => ({ words: '停业，资金周转困难' }), day(1))
const grant = beat(
  'grantDeferral',
  'chief',
  ({ course }, { today }) => ({
    instalments: [
      { on: addDays(today, 45), amount: Math.max(1, outstanding(course.record as PenaltyRecord)) },
    ],
  }),
  [0, 2],
)
const refuse = beat('refuseDeferral', 'chief', () => ({ reason: '没有提供困难证明' }), [0, 2])
const appeal = beat('recordAppeal', 'officer', (_, { today }) => ({ kind: 'review', from: today }), day(8))
const endAppeal = (result: string) =>
  beat('endAppeal', 'officer', (_, { today }) => ({ on: today, result }), [20, 24])
const overturn = beat(
  'recordOverturn',
  'officer',
  (_, { today }) => ({ how: 'revoked', on: today, words: '行政复议决定撤销' }),
  [0, 1],
)
const overturnArchived = beat(
  'overturnArchived',
  'officer',
  (_, { today }) => ({ how: 'revoked', on: today, words: '行政判决撤销' }),
  [15, 18],
)
const withdraw = beat(
  'withdrawPublication',
  'officer',
  (_, { today }) => ({ on: today, reason: '决定被依法撤销' }),
  [0, 1],
)
const urge = beat('urge', 'officer', service, [16, 18])
const court = beat(
  'applyCourt',
  'chief',
  () => ({ court: '云汀区人民法院', words: '当事人没有提出意见，催告后仍不缴纳' }),
  [115, 118],
)
const courtResult = beat('recordCourt', 'officer', () => ({ result: '裁定准予执行，已执行到位' }), [15, 18])
const conclude = (ending = 'performed', days: Beat['days'] = [0, 2]) =>
  beat('conclude', 'officer', () => ({ ending }), days)
const archive = beat('archive', 'officer', () => ({ fileNumber: '' }), [2, 6])

const SPOT = [openOnSpot, tellOnSpot, hearOnSpot, decideOnSpot]
const FOUND = [lead, proposeFiling, fileCase, investigate, evidence]
const TOLD = [...FOUND, finish('usual'), tell]
const DECIDED = [...TOLD, plea, consider, punish()]
const CLOSED = [pay(), conclude(), archive]
const UNPUNISHED = [serve, conclude('unpunished'), archive]
const SPARED = [
  ...FOUND,
  finish('usual', { proposal: 'spare', penalties: [], mild: 'minor' }),
  spare,
  ...UNPUNISHED,
]
const DISMISSED = [...FOUND, finish('usual', { proposal: 'dismiss', penalties: [] }), dismiss, ...UNPUNISHED]
const HEAVY = [...FOUND, finish('heavy', { grave: true }), tell]

/** Courses that come to an end, over and over through the year. */
const WHOLE: readonly (readonly Beat[])[] = [
  [...SPOT, recordOnSpot, pay([2, 6]), conclude(), archive],
  [...DECIDED, serve, ...CLOSED],
  [openOnSpot, tellTooMuch, ...SPOT.slice(1), collect, recordOnSpot, handIn, bankIn, conclude(), archive],
  [
    ...HEAVY,
    askHearing,
    noticeShort,
    noticeHearing,
    hold,
    { ...consider, days: [1, 2] },
    review,
    discuss,
    punish({ hearing: '听证笔录：当事人对事实没有异议', impact: true }),
    serve,
    publish,
    ...CLOSED,
  ],
  [lead, declineWrongly, decline],
  SPARED,
  [
    lead,
    proposeFiling,
    fileCase,
    unshown,
    investigate,
    evidence,
    preserve,
    settle,
    recusal,
    ruleRecusal,
    change,
    extend,
    finish('usual'),
    tell,
    considerEarly,
    plea,
    consider,
    punish(),
    serve,
    payToOfficer,
    pay(),
    perform,
    conclude(),
    archive,
  ],
  [
    ...FOUND,
    finish('usual', { proposal: 'transfer', penalties: [], crime: true }),
    transfer,
    accepted,
    archive,
  ],
  [
    ...FOUND,
    finish('usual', { proposal: 'transfer', penalties: [], crime: true }),
    transfer,
    returned,
    finish('usual'),
    tell,
    plea,
    consider,
    punish(),
    serve,
    ...CLOSED,
  ],
  DISMISSED,
  [
    ...FOUND,
    finish('usual', { hard: true }),
    reopen,
    finish('usual', { hard: true }, day(3)),
    tell,
    plea,
    consider,
    object,
    finish('usual', { hard: true }, day(3)),
    tell,
    consider,
    review,
    punish(),
    serve,
    defer,
    grant,
    pay([24, 28]),
    conclude(),
    archive,
  ],
  [
    ...HEAVY,
    askHearing,
    noticeHearing,
    abort,
    consider,
    discuss,
    punish(),
    serve,
    defer,
    refuse,
    ...CLOSED,
    overturnArchived,
    archive,
  ],
]

/** Courses that take most of the year, begun at its start. */
const LONG: readonly (readonly Beat[])[] = [
  [...DECIDED, serve, urge, court, courtResult, conclude('enforced'), archive],
  [
    ...TOLD,
    plea,
    consider,
    punish({ impact: true }),
    serve,
    publish,
    appeal,
    endAppeal('撤销'),
    overturn,
    withdraw,
    conclude('overturned'),
    archive,
  ],
  // Asked of the court, and not answered yet.
  [...DECIDED, serve, urge, { ...court, days: [125, 130] }],
]

/** Where cases stand on the last evening. */
const RESTING: readonly (readonly [beats: readonly Beat[], last: number])[] = [
  [[openOnSpot], 0],
  [[openOnSpot, tellOnSpot], 0],
  [[openOnSpot, tellOnSpot, hearOnSpot], 0],
  [SPOT, 0],
  [[lead], 3],
  [[lead, { ...proposeFiling, days: [1, 1] }], 2],
  [FOUND, 20],
  [[...FOUND, finish('usual', {}, [2, 3])], 11],
  [[...FOUND, finish('usual', {}, [2, 3]), { ...tell, days: [1, 1] }], 13],
  [[...FOUND, finish('heavy', {}, [2, 3]), { ...tell, days: [1, 1] }, { ...askHearing, days: [1, 1] }], 14],
  [
    [
      ...FOUND,
      finish('heavy', {}, [2, 3]),
      { ...tell, days: [1, 1] },
      { ...askHearing, days: [1, 1] },
      { ...noticeHearing, days: [1, 1] },
    ],
    18,
  ],
  [
    [
      ...FOUND,
      finish('heavy', {}, [2, 3]),
      { ...tell, days: [1, 1] },
      { ...askHearing, days: [1, 1] },
      { ...noticeHearing, days: [1, 1] },
      hold,
    ],
    28,
  ],
  [[...TOLD, plea, consider], 32],
  [[...TOLD, plea, consider, punish({}, [1, 1])], 36],
  [[...DECIDED, serve], 45],
  [
    [
      ...FOUND,
      finish('usual', { proposal: 'transfer', penalties: [], crime: true }, [2, 3]),
      { ...transfer, days: [1, 2] },
    ],
    18,
  ],
  [[...SPOT, recordOnSpot, pay([2, 3]), conclude()], 9],
]

/** The penalties of a year. */
export const penaltyPlans: readonly CasePlan[] = [
  ...LONG.map((beats) => ({ beats, begins: { share: 0.02 } })),
  ...WHOLE.map((beats, n) => ({ beats, begins: { share: 0.03 + n * 0.045 } })),
  ...WHOLE.slice(0, 4).map((beats, n) => ({ beats, begins: { share: 0.08 + n * 0.15 } })),
  ...RESTING.map(([beats, last]) => ({ beats, begins: { last } })),
]

/** Courses of ordinary cases. On the spot: a warning, a fine taken there, a fine brought to the bank. */
export const ordinaryPenalties = {
  warned: [...SPOT, recordOnSpot, conclude(), archive],
  collected: [...SPOT, collect, recordOnSpot, handIn, bankIn, conclude(), archive],
  paid: [...SPOT, recordOnSpot, pay([1, 9]), conclude(), archive],
  usual: [...TOLD, consider, punish(), serve, ...CLOSED],
  published: [...TOLD, plea, consider, punish({ impact: true }), serve, publish, ...CLOSED],
  deferred: [...DECIDED, serve, defer, grant, pay([24, 28]), conclude(), archive],
  declined: [lead, decline],
  spared: SPARED,
  dismissed: DISMISSED,
} as const satisfies Readonly<Record<string, readonly Beat[]>>

/** The penalty that takes the things of a seizure; the seizure goes on when it is decided. */
export const takingGoods: readonly Beat[] = [
  lead,
  { ...proposeFiling, days: [0, 0] },
  { ...fileCase, days: [0, 0] },
  { ...investigate, days: [0, 0] },
  evidence,
  finishWithGoods,
  { ...tell, days: [1, 1] },
  plea,
  { ...consider, days: [1, 2] },
  punish(),
]
export const afterTaking: readonly Beat[] = [{ ...serve, days: [0, 1] }, pay(), conclude(), archive]
