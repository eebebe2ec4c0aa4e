// Long on purpose: one list of stories, as data.
import type { Case, Step } from '#test/cases.ts'
import { answeredPath } from '../lawful-path/doubles.ts'
import type { Child } from './children.ts'
import { adviser, around, before, body, child, meeting, round } from './doubles.ts'

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  apply: {
    title: '桥东片区排水改造工程',
    body: 'b1',
    kind: 'other',
    summary: '片区管网老化，汛期多次积水。依据城镇排水与污水处理条例，拟改造管网12公里。',
  },
  returnByHead: { reason: '没有写明资金来源' },
  giveOpinion: { verdict: 'agree' },
  engageAdviser: { adviser: 'a1', interest: 'none' },
  advise: { stage: 'start', opinion: '启动合法，注意招标程序' },
  startResearch: { question: '哪几处积水，群众要什么' },
  startParticipation: {},
  startExpertise: { question: '技术路线是否可行' },
  startRisk: { assessor: 'street', departments: ['water'] },
  startFairness: {},
  reviseDraft: { reason: '按专家意见修改' },
  submitLegality: { basis: '城镇排水与污水处理条例第三十六条', account: '已调研、公开征求意见、论证、评估' },
  reclassify: { class: 'major', reason: '影响面广' },
  collect: { level: 'standard' },
  joinSums: { related: [{ topic: 't2' }] },
  returnToUnit: { reason: '材料不齐' },
  consentLate: { meeting: 'k1', reason: '汛期将至' },
  place: { meeting: 'k1' },
  guestSpeak: { words: '资金可以落实' },
  recuse: { reason: '近亲属利害关系' },
  designate: { post: 'justice.head', reason: '本人回避本议题' },
  callUp: { post: 'leaders.clerk', reason: '须提前离会' },
  speak: { stance: 'agree', words: '片区群众反映强烈，资金也已落实' },
  writeIn: { words: '同意改造，建议分期' },
  chiefSpeak: { stance: 'agree', words: '综合大家意见，同意' },
  explain: { reason: '汛期临近，不能再等' },
  vote: { stance: 'agree' },
  adopt: {
    outcome: 'passed',
    text: '同意实施桥东片区排水改造工程。',
    tasks: [{ task: '完成桥东片区管网改造', lead: 'water', due: '2026-12-31' }],
  },
  reject: { text: '不同意按现方案实施。' },
  putOff: { outcome: 'deferred', text: '资金来源落实后再议。' },
  sendBack: { text: '方案补充分期安排后再议。' },
  takeOff: { reason: '会议时间不足' },
  decideUrgently: { text: '立即抢修塌陷管网', reason: '路面塌陷危及行人' },
  supplement: { words: '发言记录第三行“十二公里”应为“十公里”' },
  recordExecution: { kind: 'contract', on: '2026-03-04', counterpart: '某施工企业', sum: 40 },
  withdraw: { ending: '列入明年计划' },
}

const OFFICE = 'office.clerk'
const CLERK = 'housing.clerk'
const HELD = '2026-04-28'
const outside = before()
const inside = around()

/** The same once the papers of the meeting were called back. */
const gathered = {
  ...inside,
  k1: { ...meeting(), record: { ...meeting().record, recalledOn: '2026-04-30' } },
}

const apply: Step = {
  at: '2026-03-02',
  who: CLERK,
  act: 'apply',
  matters: outside,
  state: 'drafting',
  owes: ['submit'],
}
const submit: Step = { at: '2026-03-02', who: CLERK, act: 'submit', matters: outside, state: 'unitReview' }
const approve: Step = {
  at: '2026-03-03',
  who: 'housing.head',
  act: 'approve',
  matters: outside,
  state: 'coordinating',
}
const settle: Step = { at: '2026-03-09', who: CLERK, act: 'settle', matters: outside, state: 'preparing' }
const deliver: Step = {
  at: '2026-04-20',
  who: CLERK,
  act: 'deliver',
  matters: outside,
  state: 'delivered',
  owes: ['bank'],
}
const bank: Step = {
  at: '2026-04-21',
  who: OFFICE,
  act: 'bank',
  matters: outside,
  state: 'banked',
  owes: ['place'],
}
const place: Step = {
  at: '2026-04-22',
  who: OFFICE,
  act: 'place',
  matters: outside,
  state: 'placed',
  owes: ['present'],
}

const present: Step = { at: HELD, who: CLERK, act: 'present', matters: inside, state: 'presenting' }
const says = (who: string, form: Readonly<Record<string, unknown>> = {}): Step => ({
  at: HELD,
  who,
  act: 'speak',
  form,
  matters: inside,
  state: 'deliberating',
})
const OTHERS = ['leaders.deputy', 'leaders.clerk', 'office.head', 'justice.head']
const chiefSpeak: Step = {
  at: HELD,
  who: 'leaders.head',
  act: 'chiefSpeak',
  matters: inside,
  state: 'stated',
}
const adopt: Step = {
  at: HELD,
  who: 'leaders.head',
  act: 'adopt',
  matters: inside,
  state: 'adopted',
  owes: [],
}
const reject: Step = {
  at: HELD,
  who: 'leaders.head',
  act: 'reject',
  matters: inside,
  state: 'rejected',
  owes: [],
}
const explain: Step = { at: HELD, who: 'leaders.head', act: 'explain', matters: inside, state: 'stated' }

const word = (form: Readonly<Record<string, unknown>>): Step => ({
  at: HELD,
  who: OFFICE,
  act: 'word',
  form,
  matters: inside,
})

/** The same step with the room as it is then. */
const given = (step: Step, more: Partial<Extract<Step, { act: string }>>): Step =>
  ({ ...step, ...more }) as Step

/** An item that needs no more than its unit and the body. */
const toBank = [apply, submit, approve, settle, deliver, bank]
const toRoom = [...toBank, place, present]
const spoken = [...toRoom, ...OTHERS.map((who) => says(who))]
const stated = [...spoken, chiefSpeak]

/** A body whose rules name who presides in the chair's place. */
const STAND_INS = { standIns: ['office.head', 'leaders.deputy'] } as const
const withStandIns = around(STAND_INS)
const chairOut = around({ ...STAND_INS, away: ['leaders.head'] })
const inPlace = (step: Step, who = 'office.head'): Step => given(step, { who, matters: withStandIns })
const recuses: Step = { at: HELD, who: 'leaders.head', act: 'recuse', matters: withStandIns }
const takes = (who: string, more: Partial<Extract<Step, { act: string }>> = {}): Step =>
  given({ at: HELD, who, act: 'takeChair', matters: chairOut }, more)

/** A body that votes. */
const ballotOutside = before({ mode: 'ballot' })
const ballotInside = around({ mode: 'ballot' })
const ballotStep = (step: Step): Step =>
  given(step, { matters: (step as { matters?: unknown }).matters === inside ? ballotInside : ballotOutside })
const ballotSpoken = spoken.map(ballotStep)
const ballotStated = stated.map(ballotStep)
const votes = (who: string, stance = 'agree'): Step => ({
  at: HELD,
  who,
  act: 'vote',
  form: { stance },
  matters: ballotInside,
  state: 'stated',
})

/** A project of 800 × 10,000 yuan that needs every step there is. */
const major: Step = given(apply, {
  form: {
    kind: 'project',
    sum: 800,
    payee: '某施工企业',
    project: '桥东排水',
    professional: true,
    stability: true,
    business: true,
    open: true,
    concerned: ['finance', 'water'],
  },
  holds: { class: 'major', classReason: '重大项目安排：金额800万元，达到500万元（集体决策事项清单第三项）' },
})
const doing = (at: string, act: string, form: Readonly<Record<string, unknown>> = {}, who = CLERK): Step => ({
  at,
  who,
  act,
  form,
  matters: outside,
})
const engage = doing('2026-03-02', 'engageAdviser', {}, 'justice.clerk')
const adviseStart = doing('2026-03-02', 'advise')
const agrees = doing('2026-03-05', 'giveOpinion', {}, 'finance.head')
const objects = doing(
  '2026-03-05',
  'giveOpinion',
  { verdict: 'object', words: '工期应避开汛期' },
  'water.head',
)
const settleWith = given(settle, { form: { differences: '水务局建议避开汛期，拟分两段施工' } })
const early = [major, engage, adviseStart, submit, approve]
const preparing = [...early, agrees, objects, settleWith]
const starting = (at: string, act: string, kind: Child): Step => ({
  ...doing(at, act),
  fresh: [kind],
  opens: 1,
  holds: { [kind]: kind },
})
const research = starting('2026-03-04', 'startResearch', 'research')
const hear = starting('2026-03-09', 'startParticipation', 'participation')
const experts = starting('2026-03-10', 'startExpertise', 'expertise')
const risk = starting('2026-03-10', 'startRisk', 'riskAssessment')
const fairness = starting('2026-03-10', 'startFairness', 'fairnessReview')
const adviseDraft = doing('2026-03-11', 'advise', { stage: 'draft', opinion: '草案可行' })
const submitLegality = given(starting('2026-04-08', 'submitLegality', 'legalityReview'), {
  state: 'preparing',
})
const steps = [research, hear, experts, risk, fairness, adviseDraft, submitLegality]
/** The same item before a body that gathers sealed opinions on what is major. */
const sealing = { sealing: 'strict' } as const
const sealedPlace = given(place, { matters: before(sealing), opens: 1, holds: { round: 'f1' } })
const sealedViews = [
  { post: 'leaders.deputy', person: 'leaders.deputy', stance: 'agree', words: '同意', commit: 'c1' },
  { post: 'leaders.clerk', person: 'leaders.clerk', stance: 'disagree', words: '资金没有落实', commit: 'c2' },
  { post: 'office.head', person: 'office.head', stance: 'agree', words: '同意', commit: 'c3' },
  { post: 'justice.head', person: 'justice.head', defect: '打开的内容与封存时的承诺值不符', commit: 'c4' },
]
const roomWith = (state: string, more: Parameters<typeof around>[0] = {}) => ({
  ...around({ ...sealing, ...more }),
  ...round(state, state === 'revealed' ? sealedViews : []),
})
const readOut: Step = { at: HELD, who: OFFICE, act: 'readOut', matters: roomWith('revealed') }
const inSealed = (step: Step, state = 'revealed'): Step => given(step, { matters: roomWith(state) })
const uncontrollable = { ...outside, ...child('riskAssessment', 'closed', { level: 'uncontrollable' }) }
const unfair = {
  ...outside,
  ...child('fairnessReview', 'closed', { conclusion: 'failed', words: '指定了施工企业' }),
}
const without = (gone: Step): readonly Step[] => [...preparing, ...steps.filter((step) => step !== gone)]
const prepared = [...preparing, ...steps]
const majorSpoken = [
  ...prepared,
  deliver,
  bank,
  place,
  present,
  ...OTHERS.map((who) => says(who)),
  chiefSpeak,
]

const decisionOf = (record: Readonly<Record<string, unknown>>, final = false) => ({
  d1: { procedure: 'decision', state: 'executing', final, title: '桥东排水改造', record },
})

const noBasis = { ending: '没有法律依据', lawfulPath: 'p1' }

export const cases: readonly Case[] = [
  {
    name: '“没有依据”不是了结的理由：法制机构研究后确无路径的才可以，给出路径的、给别的单位的答复不能用',
    norm: 'B7',
    steps: [
      apply,
      given(doing('2026-03-02', 'withdraw', noBasis, 'housing.head'), { refused: 'NO_BASIS_UNPROVEN' }),
      given(doing('2026-03-02', 'withdraw', noBasis, 'housing.head'), {
        matters: { ...outside, ...answeredPath('way') },
        refused: 'NO_BASIS_UNPROVEN',
      }),
      given(doing('2026-03-02', 'withdraw', noBasis, 'housing.head'), {
        matters: { ...outside, ...answeredPath('none') },
        state: 'withdrawn',
      }),
    ],
  },
  {
    name: '重大事项列入会议即设立密封征集；公开、公布以后才发言，主要领导末位',
    norm: 'A3',
    steps: [
      ...prepared,
      deliver,
      bank,
      sealedPlace,
      { ...readOut, refused: 'ITEM_NOT_IN_ROOM', matters: before(sealing) } as Step,
      ...['preparing', 'collecting', 'closed', 'opening'].map((state) =>
        given(inSealed(says('leaders.deputy'), state), { refused: 'OPINIONS_SEALED' }),
      ),
      inSealed(present, 'collecting'),
      given(inSealed(says('leaders.deputy'), 'opening'), { refused: 'OPINIONS_SEALED' }),
      given(inSealed(says('leaders.deputy'), 'void'), { refused: 'OPINIONS_SEALED' }),
      given(readOut, { matters: roomWith('closed'), refused: 'OPINIONS_SEALED' }),
      given(readOut, { who: CLERK, refused: 'NOT_YOURS' }),
      given(readOut, {
        matters: roomWith('revealed', { away: ['leaders.clerk'] }),
        state: 'deliberating',
        holds: {
          readOut: ['leaders.deputy', 'office.head'],
          written: [{ post: 'leaders.clerk', words: '资金没有落实' }],
        },
      }),
      given(readOut, { refused: 'OPINIONS_READ_OUT' }),
      given(inSealed(says('leaders.deputy')), { refused: 'SPOKEN_ALREADY' }),
      given(inSealed(chiefSpeak), { refused: 'CHIEF_EARLY' }),
      given(says('justice.head'), { matters: roomWith('revealed', { away: ['leaders.clerk'] }) }),
      given(chiefSpeak, { matters: roomWith('revealed', { away: ['leaders.clerk'] }) }),
    ],
  },
  {
    name: '公开了没有公布，主要领导不表态',
    norm: 'A4',
    steps: [
      ...prepared,
      deliver,
      bank,
      sealedPlace,
      inSealed(present),
      ...OTHERS.map((who) => inSealed(says(who))),
      given(inSealed(chiefSpeak), { refused: 'OPINIONS_UNREAD' }),
      given(readOut, { holds: { readOut: [] } }),
      inSealed(chiefSpeak),
    ],
  },
  {
    name: '一般事项由办公室征集；一个议题一次，作废的再征集',
    norm: 'A3',
    steps: [
      ...toBank,
      place,
      { at: '2026-04-22', who: CLERK, act: 'collect', matters: outside, refused: 'NOT_YOURS' },
      {
        at: '2026-04-22',
        who: OFFICE,
        act: 'collect',
        matters: {
          ...outside,
          k1: { ...outside['k1'], record: { ...outside['k1']?.record, members: [] } },
        } as never,
        refused: 'NOBODY_ASKED',
      },
      { at: '2026-04-22', who: OFFICE, act: 'collect', matters: outside, opens: 1, holds: { round: 'f1' } },
      {
        at: '2026-04-22',
        who: OFFICE,
        act: 'collect',
        matters: { ...outside, ...round('collecting') },
        refused: 'ROUND_RUNNING',
      },
      { at: '2026-04-22', who: OFFICE, act: 'collect', matters: { ...outside, ...round('void') } },
    ],
  },
  {
    name: '重大项目：顾问、调研、公众参与、专家、风险、公平竞争、合法性审查，集体讨论，末位表态，通过，决策和任务同时产生',
    norm: 'A1',
    steps: [
      ...majorSpoken,
      given(adopt, { opens: 3, holds: { outcome: 'passed', decision: 'f1', tasks: [{ task: 'f2' }] } }),
    ],
  },
  {
    name: '一般事项：单位审核、协商、入库、列会、讨论、通过',
    norm: 'A8',
    steps: [...stated, given(adopt, { entered: OFFICE, opens: 3, holds: { decision: 'f1' } })],
  },
  {
    name: '登记执行行为：重大事项没有决议，拒绝；一般事项可以',
    norm: 'A1',
    steps: [major, { ...doing('2026-03-04', 'recordExecution'), refused: 'NO_RESOLUTION' }, engage],
  },
  { name: '一般事项登记执行行为', steps: [apply, doing('2026-03-04', 'recordExecution')] },
  {
    name: '提出议题：机构不对、没有填金额、降低重要程度没有理由，拒绝；写明理由的标示',
    norm: 'A1',
    steps: [
      given(apply, { who: 'water.clerk', refused: 'NOT_YOURS' }),
      given(apply, { form: { body: 'other' }, refused: 'BODY_UNFIT' }),
      given(apply, { matters: { b1: body({}, { state: 'dissolved', final: true }) }, refused: 'BODY_UNFIT' }),
      given(apply, { form: { kind: 'fund' }, refused: 'MEASURE_MISSING' }),
      given(apply, {
        form: { kind: 'fund', sum: 900, class: 'ordinary' },
        refused: 'CLASS_LOWER_UNREASONED',
      }),
      given(apply, {
        form: { kind: 'fund', sum: 900, class: 'ordinary', lowered: '年初预算已列明' },
        holds: { ruled: 'major', class: 'ordinary', loweredBy: CLERK },
      }),
      { ...doing('2026-03-03', 'reclassify'), refused: 'NOT_YOURS' },
      given(doing('2026-03-03', 'reclassify', {}, OFFICE), { holds: { class: 'major' } }),
    ],
  },
  {
    name: '重大决策不履行程序，没有理由拒绝',
    steps: [
      given(apply, { form: { kind: 'decision', professional: true }, refused: 'WAIVER_UNREASONED' }),
      given(apply, {
        form: { kind: 'decision', professional: true, waived: '不涉及稳定和经营主体，依法不公开' },
        holds: { class: 'major' },
      }),
    ],
  },
  {
    name: '化整为零：与12个月内同一收款单位的议题合并计算，成为重大事项',
    norm: 'A1',
    steps: [
      given(apply, { form: { kind: 'fund', sum: 200, payee: '某施工企业' }, holds: { class: 'ordinary' } }),
      {
        ...doing('2026-03-03', 'joinSums', {}, 'discipline.clerk'),
        matters: { ...outside, t2: earlierTopic({ payee: '别的企业' }) },
        refused: 'RELATED_UNFIT',
      },
      {
        ...doing('2026-03-03', 'joinSums', {}, 'discipline.clerk'),
        matters: { ...outside, t2: earlierTopic({ appliedOn: '2025-02-01' }) },
        refused: 'RELATED_UNFIT',
      },
      {
        ...doing('2026-03-03', 'joinSums', {}, 'discipline.clerk'),
        matters: { ...outside, t2: earlierTopic({}) },
        holds: {
          class: 'major',
          classReason: '合并计算350万元。大额度资金使用：金额350万元，达到300万元（集体决策事项清单第四项）',
        },
      },
    ],
  },
  {
    name: '由督办事项提请会议研究',
    norm: 'C4',
    steps: [
      given(apply, { form: { origin: 'other' }, refused: 'ORIGIN_NOT_ESCALATED' }),
      given(apply, {
        form: { origin: 's1' },
        matters: {
          ...outside,
          s1: {
            procedure: 'supervised-task',
            state: 'stuck',
            final: false,
            title: '积水点',
            record: { escalated: 'meeting' },
          },
        },
        holds: { origin: 's1' },
      }),
    ],
  },
  {
    name: '调整决策的议题：只能提交原决定机构，且决策还在执行',
    norm: 'A8',
    steps: [
      given(apply, { form: { changes: 'other' }, refused: 'CHANGE_OTHER_BODY' }),
      given(apply, {
        form: { changes: 'd1' },
        matters: { ...outside, ...decisionOf({ body: 'b2' }) },
        refused: 'CHANGE_OTHER_BODY',
      }),
      given(apply, {
        form: { changes: 'd1' },
        matters: { ...outside, ...decisionOf({ body: 'b1' }, true) },
        refused: 'CHANGE_OTHER_BODY',
      }),
      given(apply, {
        form: { changes: 'd1' },
        matters: { ...outside, ...decisionOf({ body: 'b1' }) },
        holds: { changes: 'd1' },
      }),
    ],
  },
  {
    name: '单位审核：退回后再送；逾期没有审核',
    norm: 'F1',
    steps: [
      apply,
      given(submit, { who: 'water.clerk', refused: 'NOT_YOURS' }),
      submit,
      given(approve, { who: CLERK, refused: 'NOT_YOURS' }),
      { ...doing('2026-03-03', 'returnByHead', {}, CLERK), refused: 'NOT_YOURS' },
      given(doing('2026-03-03', 'returnByHead', {}, 'housing.head'), { state: 'drafting' }),
      given(submit, { at: '2026-03-03' }),
      { at: '2026-03-09', lapse: 'review', rung: 'lapse' },
      given(approve, { at: '2026-03-09' }),
    ],
  },
  { name: '主要负责人按期审核', norm: 'F1', steps: [apply, submit, approve] },
  {
    name: '部门协商：没有答复、有意见不说、有分歧不列明，拒绝',
    norm: 'A8',
    steps: [
      ...early,
      { ...doing('2026-03-05', 'giveOpinion', {}, 'street.head'), refused: 'NOT_YOURS' },
      agrees,
      given(settle, { refused: 'OPINION_OPEN' }),
      given(objects, { form: { verdict: 'object' }, refused: 'OBJECTION_EMPTY' }),
      objects,
      given(settle, { refused: 'DIFFERENCES_UNSTATED' }),
      given(settleWith, {
        owes: [
          'prepare',
          'startExpertise',
          'startFairness',
          'startParticipation',
          'startResearch',
          'startRisk',
        ],
      }),
    ],
  },
  {
    name: '法律顾问没有从启动介入，拒绝',
    norm: 'B2',
    steps: [
      major,
      { ...adviseStart, refused: 'ADVISER_MISSING' } as Step,
      given(submit, { owes: ['engageAdviser', 'review'] }),
      approve,
      agrees,
      objects,
      given(settleWith, { refused: 'ADVISER_MISSING' }),
      given(engage, { at: '2026-03-06', who: 'street.clerk', refused: 'NOT_YOURS' }),
      given(engage, { at: '2026-03-06', form: { adviser: 'b1' }, refused: 'ADVISER_NOT_ENGAGED' }),
      given(engage, {
        at: '2026-03-06',
        matters: { ...outside, a1: adviser({}, 'ended') },
        refused: 'ADVISER_NOT_ENGAGED',
      }),
      given(engage, { at: '2026-03-06', form: { interest: 'has' }, refused: 'ADVISER_CONFLICT' }),
      given(engage, {
        at: '2026-03-06',
        matters: { ...outside, a1: adviser({ conflicts: [{ unit: 'housing', why: '常年顾问' }] }) },
        refused: 'ADVISER_CONFLICT',
      }),
      given(engage, { at: '2026-03-06', holds: { adviser: '顾问甲', advisedBy: 'a1' } }),
      given(settleWith, { refused: 'ADVICE_MISSING' }),
      given(adviseStart, { at: '2026-03-09' }),
      settleWith,
    ],
  },
  {
    name: '法律顾问在各阶段提出意见',
    norm: 'B2',
    steps: [...without(adviseDraft), given(deliver, { refused: 'ADVICE_MISSING' }), adviseDraft, deliver],
  },
  {
    name: '会前程序没有启动，拒绝；启动了没有办完的，说明是哪一件、下一步做什么',
    norm: 'G1',
    steps: [
      ...without(research),
      given(deliver, { refused: 'RESEARCH_MISSING' }),
      given(research, { at: '2026-04-18', who: 'water.clerk', refused: 'NOT_YOURS' }),
      given(research, { at: '2026-04-18' }),
      given(deliver, {
        matters: { ...outside, ...child('research', 'surveying') },
        refused: 'RESEARCH_MISSING',
      }),
      given(deliver, {
        matters: { ...outside, ...child('research', 'stopped') },
        refused: 'RESEARCH_MISSING',
      }),
      given(research, {
        at: '2026-04-18',
        matters: { ...outside, ...child('research', 'surveying') },
        refused: 'CHILD_RUNNING',
      }),
      given(research, { at: '2026-04-19' }),
      deliver,
    ],
  },
  {
    name: '应当公开征求意见没有做、没有办完，拒绝；材料没有改的不重新征求',
    norm: 'G1',
    steps: [
      ...without(hear),
      given(deliver, { refused: 'PARTICIPATION_MISSING' }),
      given(hear, { at: '2026-04-18', who: 'water.clerk', refused: 'NOT_YOURS' }),
      given(hear, { at: '2026-04-18' }),
      given(deliver, {
        matters: { ...outside, ...child('participation', 'collecting') },
        refused: 'PARTICIPATION_MISSING',
      }),
      given(hear, {
        at: '2026-04-18',
        matters: { ...outside, ...child('participation', 'summed') },
        refused: 'CHILD_RUNNING',
      }),
      given(hear, { at: '2026-04-18', refused: 'CHILD_STANDS' }),
      deliver,
    ],
  },
  {
    name: '专家没有论证、论证没有结束，拒绝；不因结论换一批专家',
    norm: 'G1',
    steps: [
      ...without(experts),
      given(deliver, { refused: 'EXPERTS_MISSING' }),
      given(experts, { at: '2026-04-18', who: 'water.clerk', refused: 'NOT_YOURS' }),
      given(experts, { at: '2026-04-18' }),
      given(deliver, {
        matters: { ...outside, ...child('expertise', 'arguing') },
        refused: 'EXPERTS_MISSING',
      }),
      given(experts, {
        at: '2026-04-18',
        matters: { ...outside, ...child('expertise', 'asked') },
        refused: 'CHILD_RUNNING',
      }),
      given(experts, { at: '2026-04-18', refused: 'CHILD_STANDS' }),
      doing('2026-04-18', 'reviseDraft'),
      given(experts, { at: '2026-04-19' }),
    ],
  },
  {
    name: '没有风险评估，拒绝；不可控的不得送审、不得提交，改了材料重新评估',
    norm: 'G1',
    steps: [
      ...without(risk),
      given(deliver, { refused: 'RISK_MISSING' }),
      given(risk, { at: '2026-04-18', who: 'street.clerk', refused: 'NOT_YOURS' }),
      given(risk, { at: '2026-04-18', form: { departments: ['street'] }, refused: 'DEPARTMENTS_NONE' }),
      given(risk, { at: '2026-04-18' }),
      given(deliver, {
        matters: { ...outside, ...child('riskAssessment', 'assessing') },
        refused: 'RISK_MISSING',
      }),
      given(deliver, { matters: uncontrollable, refused: 'RISK_UNCONTROLLABLE' }),
      {
        ...given(submitLegality, { at: '2026-04-19' }),
        matters: { ...uncontrollable, ...child('legalityReview', 'returned') },
        refused: 'RISK_UNCONTROLLABLE',
      },
      given(risk, {
        at: '2026-04-19',
        matters: { ...outside, ...child('riskAssessment', 'planned') },
        refused: 'CHILD_RUNNING',
      }),
      given(risk, { at: '2026-04-19', matters: uncontrollable, refused: 'CHILD_STANDS' }),
      doing('2026-04-19', 'reviseDraft'),
      given(risk, { at: '2026-04-20', matters: uncontrollable }),
    ],
  },
  {
    name: '公平竞争审查没有做、没有作出结论、不符合标准，拒绝',
    norm: 'B2',
    steps: [
      ...without(fairness),
      given(deliver, { refused: 'FAIRNESS_MISSING' }),
      given(fairness, { at: '2026-04-18', who: 'market.clerk', refused: 'NOT_YOURS' }),
      given(fairness, { at: '2026-04-18' }),
      given(deliver, {
        matters: { ...outside, ...child('fairnessReview', 'reviewing') },
        refused: 'FAIRNESS_MISSING',
      }),
      given(deliver, { matters: unfair, refused: 'FAIRNESS_FAILED' }),
      given(fairness, {
        at: '2026-04-18',
        matters: { ...outside, ...child('fairnessReview', 'drafting') },
        refused: 'CHILD_RUNNING',
      }),
      given(fairness, { at: '2026-04-18', matters: unfair, refused: 'CHILD_STANDS' }),
      doing('2026-04-19', 'reviseDraft'),
      given(fairness, { at: '2026-04-20', matters: unfair }),
    ],
  },
  {
    name: '没有合法性审查、给的时间短、还在审查、结论不是合法，拒绝',
    norm: 'B2',
    steps: [
      given(major, {
        form: { ...(major as { form: object }).form, legalUnit: 'finance' },
        refused: 'REVIEW_OFFICE_UNFIT',
      }),
      ...without(submitLegality),
      given(deliver, { refused: 'LEGALITY_MISSING' }),
      given(submitLegality, {
        at: '2026-04-18',
        form: { wanted: '2026-04-22' },
        refused: 'LEGALITY_TIME_SHORT',
      }),
      given(submitLegality, { who: 'water.clerk', refused: 'NOT_YOURS' }),
      given(submitLegality, {
        at: '2026-04-18',
        form: { wanted: '2026-04-22', urgent: '汛期将至' },
        owes: ['prepare'],
      }),
      ...(
        [
          ['submitted', {}],
          ['reviewing', {}],
          ['issued', { issuedOn: '2026-04-20', issued: { verdict: 'changes' } }],
          ['returned', {}],
          ['withdrawn', {}],
          ['closed', { issued: { verdict: 'changes' } }],
          ['closed', { issued: { verdict: 'unlawful' } }],
        ] as const
      ).map(([state, record]) =>
        given(deliver, {
          matters: { ...outside, ...child('legalityReview', state, record) },
          refused: 'LEGALITY_MISSING',
        }),
      ),
      given(submitLegality, {
        at: '2026-04-19',
        matters: { ...outside, ...child('legalityReview', 'reviewing') },
        refused: 'CHILD_RUNNING',
      }),
      given(submitLegality, { at: '2026-04-19', refused: 'CHILD_STANDS' }),
      given(submitLegality, {
        at: '2026-04-19',
        matters: { ...outside, ...child('legalityReview', 'withdrawn') },
      }),
      deliver,
    ],
  },
  {
    name: '审查后改稿，原审查意见作废；按意见修改的重新送审，列会前再核一次',
    norm: 'B2',
    steps: [
      ...prepared,
      given(doing('2026-04-18', 'reviseDraft'), { holds: { version: 2 } }),
      given(deliver, { refused: 'LEGALITY_MISSING' }),
      given(submitLegality, { at: '2026-04-20' }),
      given(deliver, { at: '2026-04-20', refused: 'LEGALITY_MISSING' }),
      given(deliver, {
        at: '2026-04-22',
        matters: { ...outside, ...child('legalityReview', 'closed', { version: 2 }) },
      }),
      given(bank, { at: '2026-04-22' }),
      given(place, { at: '2026-04-22', refused: 'LEGALITY_MISSING' }),
    ],
  },
  {
    name: '办公室退回补正；不是办公室的不能入库、列会',
    steps: [
      ...toBank.slice(0, 5),
      given(bank, { who: CLERK, refused: 'NOT_YOURS' }),
      { ...doing('2026-04-21', 'returnToUnit'), refused: 'NOT_YOURS' },
      given(doing('2026-04-21', 'returnToUnit', {}, OFFICE), { state: 'preparing', owes: ['prepare'] }),
      given(deliver, { at: '2026-04-22' }),
      given(bank, { at: '2026-04-22' }),
      given(place, { who: CLERK, refused: 'NOT_YOURS' }),
    ],
  },
  {
    name: '成熟议题逾期没有列入会议',
    norm: 'A2',
    steps: [
      ...toBank,
      { at: '2026-05-07', lapse: 'place', rung: 'remind' },
      given(place, { at: '2026-05-07', matters: before({ heldOn: '2026-05-20' }) }),
    ],
  },
  { name: '成熟议题列入下次会议', norm: 'A2', steps: [...toBank, place] },
  {
    name: '会议不对、过了截止，拒绝；主持人写明理由同意临时提交',
    norm: 'A1',
    steps: [
      ...toBank,
      given(place, { matters: before({ state: 'closed' }), refused: 'MEETING_UNFIT' }),
      given(place, {
        matters: {
          ...outside,
          k1: { ...body(), procedure: 'meeting', state: 'planned', record: { body: 'b9' } },
        },
        refused: 'MEETING_UNFIT',
      }),
      given(place, { at: '2026-04-27', refused: 'TOPIC_LATE' }),
      { ...doing('2026-04-27', 'consentLate', {}, OFFICE), refused: 'NOT_YOURS' },
      doing('2026-04-27', 'consentLate', {}, 'leaders.head'),
      given(place, { at: '2026-04-27', holds: { lateFor: 'k1', lateReason: '汛期将至' } }),
    ],
  },
  {
    name: '入库后改为重大事项，没有合法性审查、没有顾问，不得列入会议',
    norm: 'B2',
    steps: [
      ...toBank,
      doing('2026-04-21', 'reclassify', {}, OFFICE),
      given(place, { refused: 'ADVISER_MISSING' }),
    ],
  },
  {
    name: '没有轮到的议题、没有开的会，不能汇报、发言',
    norm: 'A3',
    steps: [
      ...toBank,
      place,
      given(present, { matters: around({ state: 'agreed' }), refused: 'ITEM_NOT_IN_ROOM' }),
      given(present, { matters: around({ current: 'm9' }), refused: 'ITEM_NOT_IN_ROOM' }),
      given(present, { who: 'water.clerk', refused: 'NOT_YOURS' }),
      given(present, { owes: ['decide', 'speak', 'speak', 'speak', 'speak'] }),
      { at: HELD, who: 'water.clerk', act: 'guestSpeak', matters: inside, refused: 'NOT_YOURS' },
      {
        at: HELD,
        who: 'finance.clerk',
        act: 'guestSpeak',
        matters: around({ current: 'm9' }),
        refused: 'ITEM_NOT_IN_ROOM',
      },
      { at: HELD, who: 'finance.clerk', act: 'guestSpeak', matters: inside },
    ],
  },
  {
    name: '到会不足法定人数，不审议、不决定；人数在拒绝里',
    norm: 'A1',
    steps: [
      ...toBank,
      place,
      given(present, { matters: around({ away: OTHERS.slice(1) }), refused: 'BELOW_QUORUM' }),
      present,
      ...OTHERS.map((who) => says(who)),
      chiefSpeak,
      given(adopt, { matters: around({ away: OTHERS.slice(1) }), refused: 'BELOW_QUORUM' }),
    ],
  },
  {
    name: '人事事项须三分之二到会',
    norm: 'A1',
    steps: [
      given(apply, { form: { kind: 'personnel' }, holds: { class: 'major' } }),
      submit,
      approve,
      settle,
      deliver,
      bank,
      place,
      given(present, { matters: around({ away: OTHERS.slice(2) }), refused: 'BELOW_QUORUM' }),
      given(present, { matters: around({ away: OTHERS.slice(3) }) }),
    ],
  },
  {
    name: '按发言次序逐一发表意见；先发言的由主持人写明理由同意，记录在案',
    norm: 'A3',
    steps: [
      ...toRoom,
      given(says('leaders.clerk'), { refused: 'OUT_OF_TURN' }),
      { at: HELD, who: 'leaders.deputy', act: 'callUp', matters: inside, refused: 'NOT_YOURS' },
      ...['leaders.deputy', 'water.head', 'leaders.head'].map((post): Step => ({
        at: HELD,
        who: 'leaders.head',
        act: 'callUp',
        form: { post },
        matters: inside,
        refused: 'NOT_WAITING',
      })),
      {
        at: HELD,
        who: 'leaders.head',
        act: 'callUp',
        matters: inside,
        entered: OFFICE,
        holds: { calledUp: [{ post: 'leaders.clerk', reason: '须提前离会', by: 'leaders.head' }] },
      },
      { at: HELD, who: 'leaders.head', act: 'callUp', matters: inside, refused: 'NOT_WAITING' },
      given(says('office.head'), { refused: 'OUT_OF_TURN' }),
      says('leaders.clerk'),
      given(says('office.head'), { refused: 'OUT_OF_TURN' }),
      // Who is out of the room holds nobody up.
      given(says('office.head'), { matters: around({ away: ['leaders.deputy'] }) }),
      says('leaders.deputy'),
      says('justice.head'),
      chiefSpeak,
    ],
  },
  {
    name: '会议收回材料，议题材料随之收回；修改材料、重新上会的，重新发',
    norm: 'C1',
    steps: [
      ...stated,
      given(sendBack(), {}),
      { at: '2026-05-06', who: OFFICE, act: 'callBack', matters: inside, refused: 'PAPERS_STAY' },
      { at: '2026-05-06', who: CLERK, act: 'callBack', matters: gathered, refused: 'NOT_YOURS' },
      {
        at: '2026-05-06',
        who: OFFICE,
        act: 'callBack',
        matters: gathered,
        holds: { calledBack: '2026-05-06' },
      },
      { at: '2026-05-06', who: OFFICE, act: 'callBack', matters: gathered, refused: 'PAPERS_STAY' },
      { at: '2026-05-07', who: CLERK, act: 'reviseDraft' },
      { at: '2026-05-07', who: OFFICE, act: 'callBack', matters: gathered },
    ],
  },
  {
    name: '主要领导不先表态：本人、兼任别的成员岗位、委托代理人都一样',
    norm: 'A4',
    steps: [
      ...toRoom,
      given(says('leaders.head'), { refused: 'CHIEF_EARLY' }),
      given(says('leaders.head'), { as: { person: 'guest', as: 'delegate' }, refused: 'CHIEF_EARLY' }),
      given(says('office.head'), { as: { person: 'leaders.head' }, refused: 'CHIEF_EARLY' }),
      says('leaders.deputy'),
      given(chiefSpeak, { refused: 'CHIEF_EARLY' }),
      says('leaders.clerk'),
      says('office.head'),
      given(chiefSpeak, { refused: 'CHIEF_EARLY' }),
      says('justice.head'),
      given(chiefSpeak, { who: 'leaders.deputy', refused: 'NOT_YOURS' }),
      chiefSpeak,
    ],
  },
  {
    name: '会议改期：列入的议题随之改期，汇报的时限跟着移动',
    norm: 'A3',
    steps: [
      ...toBank,
      given(place, { holds: { meetingOn: '2026-04-28' } }),
      { at: '2026-04-24', who: OFFICE, act: 'follow', matters: outside, refused: 'MEETING_UNMOVED' },
      {
        at: '2026-04-24',
        who: CLERK,
        act: 'follow',
        matters: before({ heldOn: '2026-05-12' }),
        refused: 'NOT_YOURS',
      },
      {
        at: '2026-04-24',
        who: OFFICE,
        act: 'follow',
        matters: before({ heldOn: '2026-05-12' }),
        holds: { meetingOn: '2026-05-12' },
        owes: ['present'],
      },
      { at: '2026-04-28T17:00:00.000Z', lapse: 'present', refused: 'NOT_DUE' },
      given(present, {
        at: '2026-05-12',
        matters: around({ heldOn: '2026-05-12' }),
        owes: ['decide', 'speak', 'speak', 'speak', 'speak'],
      }),
    ],
  },
  {
    name: '主持人回避：规则列明的次序里在会的第一人主持，末位表态、决定；回避的不再参与',
    norm: 'A4',
    steps: [
      ...toBank,
      given(place, { matters: before(STAND_INS) }),
      recuses,
      given(present, {
        matters: withStandIns,
        owes: ['decide', 'speak', 'speak', 'speak'],
        holds: { presiding: 'office.head', present: ['leaders.deputy', 'leaders.clerk', 'justice.head'] },
      }),
      given(says('leaders.head'), { matters: withStandIns, refused: 'CHIEF_EARLY' }),
      inPlace(says('leaders.deputy'), 'leaders.deputy'),
      inPlace(says('leaders.clerk'), 'leaders.clerk'),
      given(says('office.head'), { matters: withStandIns, refused: 'CHIEF_EARLY' }),
      given(inPlace(chiefSpeak), { refused: 'CHIEF_EARLY' }),
      inPlace(says('justice.head'), 'justice.head'),
      given(inPlace(chiefSpeak, 'leaders.head'), { refused: 'RECUSED' }),
      given(inPlace(chiefSpeak, 'leaders.deputy'), { refused: 'NOT_YOURS' }),
      takes('leaders.head', { matters: withStandIns, refused: 'RECUSED' }),
      given(inPlace(chiefSpeak), { holds: { chiefView: { post: 'office.head', person: 'office.head' } } }),
      given(inPlace(adopt, 'leaders.head'), { refused: 'RECUSED' }),
      given(putOff(), { matters: withStandIns, refused: 'RECUSED' }),
      given(sendBack(), { matters: withStandIns, refused: 'RECUSED' }),
      given(inPlace(adopt), { state: 'adopted', owes: [] }),
    ],
  },
  {
    name: '审议中主持人才回避：由次序里的成员接着主持；与多数意见不一致的，同样先说明理由',
    norm: 'A4',
    steps: [
      ...toBank,
      given(place, { matters: before(STAND_INS) }),
      given(present, { matters: withStandIns, holds: { presiding: 'leaders.head' } }),
      given(recuses, { holds: { presiding: 'office.head' } }),
      ...['leaders.deputy', 'leaders.clerk', 'justice.head'].map((who) =>
        given(says(who, { stance: 'disagree', words: '资金没有落实' }), { matters: withStandIns }),
      ),
      inPlace(chiefSpeak),
      given(inPlace(adopt), { refused: 'AGAINST_UNREASONED' }),
      given(inPlace(explain, 'leaders.head'), { refused: 'RECUSED' }),
      inPlace(explain),
      inPlace(adopt),
    ],
  },
  {
    name: '主持人回避，规则没有写次序：没有人主持就不审议，由主持人书面指定',
    norm: 'A4',
    steps: [
      ...toBank,
      place,
      given(recuses, { matters: inside }),
      given(present, { refused: 'NOBODY_PRESIDES' }),
      { at: HELD, who: OFFICE, act: 'designate', matters: inside, refused: 'NOT_YOURS' },
      {
        at: HELD,
        who: 'leaders.head',
        act: 'designate',
        form: { post: 'leaders.head' },
        matters: inside,
        refused: 'STAND_IN_UNFIT',
      },
      {
        at: HELD,
        who: 'leaders.head',
        act: 'designate',
        form: { post: 'water.head' },
        matters: inside,
        refused: 'STAND_IN_UNFIT',
      },
      {
        at: HELD,
        who: 'leaders.head',
        act: 'designate',
        entered: OFFICE,
        matters: inside,
        holds: {
          standIn: 'justice.head',
          designated: [{ post: 'justice.head', by: 'leaders.head', on: HELD }],
        },
      },
      given(present, { holds: { presiding: 'justice.head' } }),
      ...OTHERS.slice(0, 3).map((who) => says(who)),
      given(chiefSpeak, { who: 'justice.head' }),
      given(adopt, { who: 'justice.head' }),
    ],
  },
  {
    name: '表态后主持人离会：由次序里的成员接替，末位另行表态；主持人回来，由他接替、再末位表态',
    norm: 'A4',
    steps: [
      ...toBank,
      given(place, { matters: before(STAND_INS) }),
      given(present, { matters: withStandIns }),
      ...OTHERS.map((who) => given(says(who), { matters: withStandIns })),
      takes('office.head', { matters: withStandIns, refused: 'NOT_NEXT_TO_PRESIDE' }),
      given(chiefSpeak, { matters: withStandIns }),
      given(adopt, { matters: chairOut, refused: 'NOT_IN_ROOM' }),
      takes('leaders.deputy', { refused: 'NOT_NEXT_TO_PRESIDE' }),
      takes('water.head', { refused: 'NOT_YOURS' }),
      takes('office.head', {
        entered: OFFICE,
        state: 'deliberating',
        holds: { presiding: 'office.head', statedBefore: [{ post: 'leaders.head', stance: 'agree' }] },
      }),
      takes('office.head', { refused: 'NOT_NEXT_TO_PRESIDE' }),
      given(inPlace(chiefSpeak), { matters: chairOut, form: { stance: 'disagree', words: '资金没有落实' } }),
      given(inPlace(adopt), { refused: 'OTHER_PRESIDES' }),
      given(adopt, { matters: withStandIns, refused: 'OTHER_PRESIDES' }),
      takes('leaders.head', {
        matters: withStandIns,
        holds: { statedBefore: [{ post: 'leaders.head' }, { post: 'office.head', stance: 'disagree' }] },
      }),
      given(adopt, { matters: withStandIns, refused: 'VIEWS_MISSING' }),
      given(chiefSpeak, { matters: withStandIns, state: 'stated' }),
      given(adopt, { matters: withStandIns }),
    ],
  },
  {
    name: '委托代理人坐主持席，就是主要领导：末位表态、由他决定，换到自己的席位也不能先说',
    norm: 'A4',
    steps: [
      ...toBank,
      place,
      given(present, { matters: around({ came: { 'leaders.head': 'guest' } }) }),
      given(says('office.head'), {
        as: { person: 'guest' },
        matters: around({ came: { 'leaders.head': 'guest' } }),
        refused: 'CHIEF_EARLY',
      }),
      given(chiefSpeak, { as: { person: 'guest', as: 'delegate' }, refused: 'CHIEF_EARLY' }),
      ...OTHERS.map((who) => says(who)),
      given(chiefSpeak, {
        as: { person: 'guest', as: 'delegate' },
        holds: { chiefView: { post: 'leaders.head', person: 'guest' } },
      }),
      given(adopt, {
        as: { person: 'guest', as: 'delegate', within: ['topic.speak'] },
        refused: 'DELEGATION_EXCEEDED',
      }),
      given(adopt, { as: { person: 'guest', as: 'delegate' } }),
    ],
  },
  {
    name: '回避的人换一个席位也不参加；票决制里代为主持的也投一票',
    norm: 'A3',
    steps: [
      ...toBank.map(ballotStep),
      given(place, { matters: before({ ...STAND_INS, mode: 'ballot' }) }),
      given(recuses, { matters: around({ ...STAND_INS, mode: 'ballot' }) }),
      given(present, { matters: around({ ...STAND_INS, mode: 'ballot' }) }),
      given(says('justice.head'), {
        as: { person: 'leaders.head' },
        matters: around({ ...STAND_INS, mode: 'ballot' }),
        refused: 'CHIEF_EARLY',
      }),
      given(
        { at: HELD, who: 'justice.head', act: 'recuse', matters: inside },
        { as: { person: 'leaders.head' }, refused: 'RECUSED' },
      ),
      ...['leaders.deputy', 'leaders.clerk', 'justice.head'].map((who) =>
        given(says(who), { matters: around({ ...STAND_INS, mode: 'ballot' }) }),
      ),
      given(chiefSpeak, {
        who: 'office.head',
        matters: around({ ...STAND_INS, mode: 'ballot' }),
        owes: ['decide', 'vote', 'vote', 'vote', 'vote'],
      }),
      ...['leaders.deputy', 'leaders.clerk', 'justice.head', 'office.head'].map((who) =>
        given(votes(who), { matters: around({ ...STAND_INS, mode: 'ballot' }) }),
      ),
      given(votes('leaders.head'), {
        matters: around({ ...STAND_INS, mode: 'ballot' }),
        refused: 'RECUSED',
      }),
      given(adopt, { who: 'office.head', matters: around({ ...STAND_INS, mode: 'ballot' }) }),
    ],
  },
  {
    name: '缺席成员不发言，书面意见入档不计票；在会的不用书面意见',
    norm: 'A3',
    steps: [
      ...toRoom.slice(0, -1),
      given(present, {
        matters: around({ away: ['justice.head'] }),
        owes: ['decide', 'speak', 'speak', 'speak'],
      }),
      given(says('justice.head'), { matters: around({ away: ['justice.head'] }), refused: 'NOT_IN_ROOM' }),
      { at: HELD, who: 'office.head', act: 'writeIn', matters: inside, refused: 'PRESENT_SPEAKS' },
      { at: HELD, who: 'water.head', act: 'writeIn', matters: inside, refused: 'NOT_YOURS' },
      { at: HELD, who: 'justice.head', act: 'writeIn', matters: around({ away: ['justice.head'] }) },
      ...OTHERS.slice(0, 3).map((who) => says(who)),
      given(chiefSpeak, { matters: around({ away: ['justice.head'] }) }),
      given(adopt, { matters: around({ away: ['justice.head'] }) }),
    ],
  },
  {
    name: '发言记录不得改写，补充另记；由办公室代录',
    norm: 'A3',
    steps: [
      ...toRoom,
      { at: HELD, who: 'leaders.deputy', act: 'supplement', matters: inside, refused: 'WRONG_STATE' },
      given(says('leaders.deputy'), { entered: OFFICE }),
      given(says('leaders.deputy'), { refused: 'SPOKEN_ALREADY' }),
      { at: HELD, who: 'leaders.deputy', act: 'supplement', matters: inside },
      ...OTHERS.slice(1).map((who) => says(who)),
      chiefSpeak,
      adopt,
      { at: '2026-04-29', who: OFFICE, act: 'supplement', matters: inside },
    ],
  },
  {
    name: '回避的成员不发言；发言后不能再回避',
    norm: 'A3',
    steps: [
      ...toRoom,
      { at: HELD, who: 'water.head', act: 'recuse', matters: inside, refused: 'NOT_YOURS' },
      given(
        { at: HELD, who: 'justice.head', act: 'recuse', matters: inside },
        { owes: ['decide', 'speak', 'speak', 'speak'] },
      ),
      { at: HELD, who: 'justice.head', act: 'recuse', matters: inside, refused: 'RECUSED' },
      given(says('justice.head'), { refused: 'RECUSED' }),
      says('leaders.deputy'),
      { at: HELD, who: 'leaders.deputy', act: 'recuse', matters: inside, refused: 'SPOKEN_ALREADY' },
      says('leaders.clerk'),
      says('office.head'),
      chiefSpeak,
      adopt,
    ],
  },
  {
    name: '表态后有成员到会：先听他的意见，主要领导再末位表态',
    norm: 'A4',
    steps: [
      ...toRoom.slice(0, -1),
      given(present, { matters: around({ away: ['justice.head'] }) }),
      ...OTHERS.slice(0, 3).map((who) => says(who)),
      given(chiefSpeak, { matters: around({ away: ['justice.head'] }) }),
      given(adopt, { refused: 'VIEWS_MISSING' }),
      says('justice.head'),
      given(adopt, { refused: 'VIEWS_MISSING' }),
      chiefSpeak,
      adopt,
    ],
  },
  {
    name: '首长负责制：与多数意见不一致的，先说明理由并标示',
    norm: 'A4',
    steps: [
      ...toRoom,
      ...OTHERS.slice(0, 3).map((who) => says(who, { stance: 'disagree', words: '资金没有落实' })),
      says('justice.head'),
      chiefSpeak,
      given(adopt, { refused: 'AGAINST_UNREASONED' }),
      given(explain, { who: 'leaders.deputy', refused: 'NOT_YOURS' }),
      given(explain, { holds: { againstReason: '汛期临近，不能再等' } }),
      adopt,
    ],
  },
  {
    name: '多数同意而不通过，先说明理由；没有多数意见的不用说明',
    norm: 'A4',
    steps: [...stated, given(reject, { refused: 'AGAINST_UNREASONED' }), explain, reject],
  },
  {
    name: '没有形成多数意见，直接决定',
    steps: [
      ...toRoom,
      ...OTHERS.slice(0, 2).map((who) => says(who, { stance: 'disagree', words: '资金没有落实' })),
      ...OTHERS.slice(2).map((who) => says(who)),
      chiefSpeak,
      given(explain, { refused: 'NOTHING_OVERRULED' }),
      given(reject, { who: 'leaders.deputy', refused: 'NOT_YOURS' }),
      reject,
    ],
  },
  {
    name: '拟写决定文字：在最新一稿上改；两人同时改，后一个看到前一个写的，不覆盖',
    norm: 'A8',
    steps: [
      ...toBank,
      place,
      { ...word({ text: '同意', base: 0 }), refused: 'WRONG_STATE' },
      present,
      { ...word({ text: '同意', base: 1 }), refused: 'WORDING_MOVED' },
      { ...word({ text: '同意', base: 0 }), who: 'leaders.deputy', refused: 'NOT_YOURS' },
      given(word({ text: '同意安排资金', base: 0 }), {
        matters: around({ current: 'm2' }),
        refused: 'ITEM_NOT_IN_ROOM',
      }),
      given(word({ text: '同意安排资金', base: 0 }), {
        holds: { wording: { version: 1, words: '同意安排资金', by: OFFICE } },
      }),
      { ...word({ text: '同意安排资金，分两年', base: 0 }), refused: 'WORDING_MOVED' },
      given(word({ text: '同意安排资金，分两年', base: 1 }), {
        holds: {
          wording: { version: 2, words: '同意安排资金，分两年' },
          wordingBefore: '同意安排资金',
        },
      }),
    ],
  },
  {
    name: '首长负责制的机构不表决；通过须落到任务；只决定一次',
    norm: 'A8',
    steps: [
      ...stated,
      given(votes('leaders.deputy'), { matters: inside, refused: 'NOT_BALLOT' }),
      given(adopt, { form: { tasks: [] }, refused: 'TASKS_MISSING' }),
      given(adopt, { who: 'leaders.deputy', refused: 'NOT_YOURS' }),
      adopt,
      given(adopt, { refused: 'DECIDED_ALREADY' }),
      given(reject, { refused: 'DECIDED_ALREADY' }),
      { ...doing('2026-04-29', 'reviseDraft'), refused: 'DECIDED_STANDS' },
      { ...doing('2026-04-29', 'withdraw', {}, 'housing.head'), refused: 'DECIDED_STANDS' },
    ],
  },
  {
    name: '确无任务的写明理由',
    steps: [...stated, given(adopt, { form: { tasks: [], noTasks: '原则同意，另行部署' }, opens: 1 })],
  },
  {
    name: '票决制：先发言后表决，一人一票，赞成超过应到会半数才通过',
    norm: 'A8',
    steps: [
      ...ballotSpoken,
      given(votes('leaders.deputy'), { refused: 'VIEWS_MISSING' }),
      ballotStep(chiefSpeak),
      given(adopt, { matters: ballotInside, refused: 'OUTCOME_NOT_COUNT' }),
      votes('leaders.deputy'),
      given(votes('leaders.deputy'), { refused: 'VOTED_ALREADY' }),
      given(putOff(), { matters: ballotInside, refused: 'VOTING_BEGUN' }),
      votes('leaders.clerk'),
      votes('office.head', 'disagree'),
      votes('justice.head', 'abstain'),
      given(adopt, { matters: ballotInside, refused: 'OUTCOME_NOT_COUNT' }),
      votes('leaders.head'),
      given(reject, { matters: ballotInside, refused: 'OUTCOME_NOT_COUNT' }),
      given(adopt, { matters: ballotInside }),
    ],
  },
  {
    name: '票决制：赞成没有过半，不通过；主要领导不能改变结果',
    norm: 'A8',
    steps: [
      ...ballotStated,
      votes('leaders.deputy', 'disagree'),
      votes('leaders.clerk', 'disagree'),
      votes('office.head', 'disagree'),
      votes('justice.head'),
      votes('leaders.head'),
      given(adopt, { matters: ballotInside, refused: 'OUTCOME_NOT_COUNT' }),
      given(reject, { matters: ballotInside }),
    ],
  },
  {
    name: '票决制：没有发表意见前不表决；缺席、回避的不表决；开始表决后不退回',
    norm: 'A3',
    steps: [
      ...toBank.map(ballotStep),
      ballotStep(place),
      { at: '2026-04-28', who: 'leaders.clerk', act: 'recuse', matters: ballotInside },
      given(present, { matters: around({ mode: 'ballot', away: ['justice.head'] }) }),
      given(says('leaders.deputy'), { matters: ballotInside }),
      given(says('office.head'), { matters: ballotInside }),
      given(chiefSpeak, { matters: around({ mode: 'ballot', away: ['justice.head'] }) }),
      given(votes('justice.head'), {
        matters: around({ mode: 'ballot', away: ['justice.head'] }),
        refused: 'NOT_IN_ROOM',
      }),
      given(votes('leaders.clerk'), { refused: 'RECUSED' }),
      given(votes('leaders.deputy'), { refused: 'VIEWS_MISSING' }),
      given(votes('leaders.deputy'), { matters: around({ mode: 'ballot', away: ['justice.head'] }) }),
      given(sendBack(), {
        matters: around({ mode: 'ballot', away: ['justice.head'] }),
        refused: 'VOTING_BEGUN',
      }),
    ],
  },
  {
    name: '暂缓后回议题库，列入下次会议重新审议，上次的意见留存',
    norm: 'A8',
    steps: [
      ...stated,
      given(putOff(), { who: OFFICE, refused: 'NOT_YOURS' }),
      given(putOff(), { state: 'banked', owes: ['place'], holds: { outcome: 'deferred' } }),
      given(place, {
        at: '2026-05-06',
        matters: before({ heldOn: '2026-05-12' }),
        holds: { meetingOn: '2026-05-12' },
      }),
      given(present, { at: '2026-05-12', matters: around({ heldOn: '2026-05-12' }) }),
    ],
  },
  {
    name: '会议决定修改后再议：回到会前准备，稿次加一',
    norm: 'A8',
    steps: [
      ...stated,
      given(sendBack(), { who: OFFICE, refused: 'NOT_YOURS' }),
      given(sendBack(), { state: 'preparing', owes: ['prepare'], holds: { outcome: 'amended', version: 2 } }),
      given(deliver, { at: '2026-05-06' }),
    ],
  },
  {
    name: '撤下议题，列入下次会议',
    steps: [
      ...toBank,
      place,
      { at: '2026-04-27', who: CLERK, act: 'takeOff', matters: outside, refused: 'NOT_YOURS' },
      { at: '2026-04-27', who: OFFICE, act: 'takeOff', matters: outside, state: 'banked', owes: ['place'] },
    ],
  },
  {
    name: '主持人没有按期组织审议',
    norm: 'F1',
    steps: [
      ...toRoom,
      { at: '2026-04-28T16:00:00.000Z', lapse: 'decide', rung: 'lapse', tells: 'leaders.head' },
    ],
  },
  {
    name: '没有按期列会，上报的问题没有研究',
    norm: 'C4',
    steps: [...toBank, { at: '2026-05-07', lapse: 'place' }],
  },
  {
    name: '紧急处置：主持人先定，任务先行，提交下次会议追认',
    norm: 'A1',
    steps: [
      ...preparing,
      { ...doing('2026-03-10', 'decideUrgently', {}, OFFICE), refused: 'NOT_YOURS' },
      given(
        doing(
          '2026-03-10',
          'decideUrgently',
          { tasks: [{ task: '抢修', lead: 'water', due: '2026-03-20' }] },
          'leaders.head',
        ),
        {
          state: 'banked',
          owes: ['place'],
          opens: 3,
          holds: { decision: 'f1' },
        },
      ),
      { ...doing('2026-03-11', 'decideUrgently', {}, 'leaders.head'), refused: 'URGENT_ALREADY' },
      { ...doing('2026-03-11', 'withdraw', {}, 'housing.head'), refused: 'URGENT_UNRATIFIED' },
      given(place, { at: '2026-03-12' }),
      present,
      ...OTHERS.map((who) => says(who)),
      chiefSpeak,
      given(adopt, { form: { text: '予以追认。', tasks: [] }, opens: 0, holds: { decision: 'f1' } }),
    ],
  },
  {
    name: '撤回没有列会的议题',
    steps: [
      ...toBank,
      { ...doing('2026-04-22', 'withdraw'), refused: 'NOT_YOURS' },
      given(doing('2026-04-22', 'withdraw', {}, 'housing.head'), { state: 'withdrawn', owes: [] }),
    ],
  },
  {
    name: '材料由提出单位报送、修改、登记，别的单位不能代办',
    steps: [
      ...prepared,
      given(deliver, { who: 'street.clerk', refused: 'NOT_YOURS' }),
      { ...doing('2026-04-18', 'reviseDraft', {}, 'street.clerk'), refused: 'NOT_YOURS' },
    ],
  },
]

function putOff(): Step {
  return { at: HELD, who: 'leaders.head', act: 'putOff', matters: inside, state: 'banked' }
}

function sendBack(): Step {
  return { at: HELD, who: 'leaders.head', act: 'sendBack', matters: inside, state: 'preparing' }
}

/** An item of some months ago for the same payee. */
function earlierTopic(record: Readonly<Record<string, unknown>>) {
  return {
    procedure: 'topic',
    state: 'adopted',
    final: true,
    title: '零星维修',
    record: { body: 'b1', payee: '某施工企业', sum: 150, appliedOn: '2025-11-10', ...record },
  }
}
