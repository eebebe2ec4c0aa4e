// Long on purpose: one list of stories, as data.
import type { Case, Step } from '#test/cases.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'
import { answeredPath } from '../lawful-path/doubles.ts'
import { body } from '../topic/doubles.ts'

const said = {
  necessity: '违停突出',
  feasibility: '有执法力量',
  reasonableness: '措施适度',
  effect: '秩序改善',
}

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  propose: {
    title: '云汀区共享单车停放管理办法',
    issuer: 'government',
    need: '共享单车占道停放，群众反映强烈',
    higherLaw: '道路交通安全法第五十九条、城市道路管理条例第二十七条',
    existing: '没有同类文件',
  },
  reject: { ending: '上位法已有规定' },
  assess: { assessment: said },
  draft: { draft: ['f-draft'], note: '共十二条，没有设定许可、处罚、强制、收费' },
  hearBusiness: { heard: [{ who: '区互联网租赁自行车协会', words: '希望增设停放点', taken: true }] },
  reviewInternally: { words: '权限、程序、内容合法', by: '法规科' },
  passCheck: { words: '材料齐全、程序完备' },
  returnDraft: { reason: '没有履行征求意见程序' },
  revise: { draft: ['f-draft-2'], reason: '按合法性审查意见修改' },
  discuss: { body: 'b1' },
  takeBack: { reason: '会议没有通过' },
  register: { code: '云政规' },
  preparePaper: { toText: '各街道办事处，区政府各部门、各直属单位', validUntil: '2031-07-31' },
  publish: {
    on: '2026-07-01',
    where: '区政府公报、区政府网站',
    effectiveOn: '2026-08-01',
    validUntil: '2031-07-31',
  },
  interpret: { on: '2026-07-02', where: '区政府网站', words: '为什么制定、管什么' },
  file: { on: '2026-07-08', with: '上一级人民政府、区人大常委会' },
  recordFiling: { filing: 'filed' },
  correct: { on: '2026-08-10', words: '删去第八条第二款' },
  cleanUp: { fate: 'keep', words: '与上位法一致，继续有效' },
  assessEffect: { fate: 'keep', words: '停放秩序改善，继续实施' },
  renew: { until: '2036-01-31', reason: '实施效果好' },
  end: { ends: 'expired', on: '2031-08-01', ending: '有效期届满' },
  drop: { ending: '改用行业自律公约' },
}

const facts = (procedure: string, state: string, final: boolean, record: object = {}): MatterFacts => ({
  procedure,
  state,
  final,
  title: '云汀区共享单车停放管理办法',
  record: record as MatterFacts['record'],
})

const heardOut = facts('public-participation', 'closed', true)
const fair = facts('fair-competition-review', 'closed', true, { conclusion: 'passed' })
const reviewed = (verdict: string, version = 1, state = 'closed') =>
  facts('legality-review', state, state !== 'reviewing', {
    version,
    ...(state === 'closed' ? { issued: { verdict } } : {}),
  })
/** Its opinion is out, and not yet answered. */
const issued = (verdict: string) =>
  facts('legality-review', 'issued', false, { version: 1, issued: { verdict }, issuedOn: '2026-05-08' })
const topic = (state: string) => facts('topic', state, state === 'adopted' || state === 'rejected')

type Known = Readonly<Record<string, MatterFacts>>
/** Every act that opens a matter gets the id `f1` in these cases: what it stands for is said with each step. */
const with1 = (one: MatterFacts): Known => ({ b1: body(), f1: one })

type Act = Extract<Step, { act: string }>
const step = (at: string, act: string, who: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who,
  matters: { b1: body() },
  ...more,
})

const CLERK = 'housing.clerk'
const HEAD = 'housing.head'
const OFFICE = 'office.clerk'
const MAYOR = 'leaders.head'

const propose = step('2026-03-02', 'propose', CLERK, { state: 'proposed', owes: ['approve'] })
const approve = step('2026-03-03', 'approve', OFFICE, { state: 'drafting', owes: ['prepare'] })
const assess = step('2026-03-04', 'assess', CLERK)
const draft = step('2026-03-09', 'draft', CLERK, { holds: { version: 1 } })
const hear = step('2026-03-10', 'startParticipation', CLERK, { opens: 1, holds: { participation: 'f1' } })
const internal = step('2026-04-20', 'reviewInternally', CLERK)
const deliver = step('2026-04-21', 'deliver', HEAD, {
  matters: with1(heardOut),
  state: 'checking',
  owes: ['check'],
})
const check = step('2026-04-22', 'passCheck', OFFICE, {
  state: 'reviewing',
  owes: ['discuss'],
  opens: 1,
  holds: { legalityReview: 'f1' },
})
const discuss = step('2026-05-12', 'discuss', CLERK, {
  matters: with1(reviewed('lawful')),
  state: 'discussing',
  owes: ['sign'],
  opens: 1,
})
const sign = step('2026-05-26', 'sign', MAYOR, {
  matters: with1(topic('adopted')),
  state: 'signing',
  owes: ['register'],
})
const register = step('2026-05-27', 'register', OFFICE, {
  state: 'registered',
  owes: ['publish'],
  holds: { registered: '云政规〔2026〕1号' },
})
const paper = step('2026-05-28', 'preparePaper', CLERK, {
  state: 'registered',
  opens: 1,
  holds: { paper: 'f1' },
})
const publish = step('2026-07-01', 'publish', OFFICE, {
  state: 'published',
  owes: ['assessEffect', 'cleanUp', 'file', 'interpret', 'settle'],
  holds: { assessBy: '2031-01-31', reviewBy: '2027-07-01' },
})
const interpret = step('2026-07-02', 'interpret', CLERK)
const file = step('2026-07-08', 'file', OFFICE)

const drafted = [propose, approve, assess, draft]
const ready = [...drafted, hear, internal]
const checked = [...ready, deliver, check]
const numbered = [...checked, discuss, sign, register]
const out = [...numbered, publish, interpret, file]
const refused = (one: Act, code: string, more: Partial<Act> = {}): Act => {
  const { state: _state, owes: _owes, holds: _holds, opens: _opens, ...asked } = one
  return { ...asked, ...more, refused: code }
}

const noBasis = { ending: '没有制定依据', lawfulPath: 'p1' }

export const cases: readonly Case[] = [
  {
    name: '“没有依据”不是了结的理由：法制机构研究后确无路径的才可以，给出路径的、给别的单位的答复不能用',
    norm: 'B7',
    steps: [
      propose,
      refused(step('2026-03-03', 'reject', OFFICE), 'NO_BASIS_UNPROVEN', { form: noBasis }),
      refused(step('2026-03-03', 'reject', OFFICE), 'NO_BASIS_UNPROVEN', {
        form: noBasis,
        matters: answeredPath('way'),
      }),
      approve,
      refused(step('2026-03-04', 'drop', HEAD), 'NO_BASIS_UNPROVEN', { form: noBasis }),
      refused(step('2026-03-04', 'drop', HEAD), 'NO_BASIS_UNPROVEN', {
        form: noBasis,
        matters: answeredPath('none', 'water'),
      }),
      step('2026-03-04', 'drop', HEAD, {
        form: noBasis,
        matters: answeredPath('none'),
        state: 'dropped',
      }),
    ],
  },
  {
    name: '登记编号后拟文印发，附经审查、审议的文稿；一件只拟一次，撤回、作废后可以重拟；没有编号的不能拟',
    norm: 'B1',
    steps: [
      ...checked,
      discuss,
      refused(paper, 'WRONG_STATE'),
      sign,
      refused(paper, 'WRONG_STATE'),
      register,
      refused(paper, 'NOT_YOURS', { who: 'water.clerk' }),
      paper,
      refused(paper, 'PAPER_DRAFTED_ALREADY', {
        matters: with1(facts('outgoing-document', 'drafting', false)),
      }),
      { ...paper, matters: with1(facts('outgoing-document', 'withdrawn', true)) },
    ],
  },
  {
    name: '立项、评估、征求意见、审查、集体审议、签发、编号、公布、解读、备案，届满失效',
    norm: 'B1',
    steps: [
      ...out,
      step('2026-07-20', 'recordFiling', OFFICE),
      step('2027-06-28', 'cleanUp', CLERK, { holds: { reviewBy: '2028-06-28' } }),
      step('2031-01-20', 'assessEffect', CLERK, { form: { fate: 'end', words: '不再需要' } }),
      step('2031-08-01', 'end', OFFICE, { state: 'ended', owes: [] }),
    ],
  },
  {
    name: '公布的文件同时解读',
    norm: 'D4',
    steps: [...numbered, publish, interpret, { at: '2026-07-30', lapse: 'file', rung: 'remind' }],
  },
  { name: '没有公布的不能解读', norm: 'D4', steps: [...numbered, refused(interpret, 'WRONG_STATE')] },
  {
    name: '编号后20个工作日没有公布',
    norm: 'D4',
    steps: [...numbered, { at: '2026-07-30', lapse: 'publish' }],
  },
  { name: '审议通过后由主要负责人签发', norm: 'F1', steps: [...checked, discuss, sign] },
  {
    name: '提请审议后长期没有签发',
    norm: 'F1',
    steps: [...checked, discuss, { at: '2026-08-01', lapse: 'sign', rung: 'remind' }],
  },
  {
    name: '不是起草单位、办公机构、签发人，不能办理',
    steps: [
      refused(propose, 'NOT_YOURS', { who: 'water.clerk' }),
      propose,
      refused(approve, 'NOT_YOURS', { who: CLERK }),
      refused(step('2026-03-03', 'reject', CLERK), 'NOT_YOURS'),
      approve,
      refused(assess, 'NOT_YOURS', { who: OFFICE }),
      refused(draft, 'NOT_YOURS', { who: OFFICE }),
      assess,
      draft,
      refused(hear, 'NOT_YOURS', { who: OFFICE }),
      refused(step('2026-03-10', 'startFairness', OFFICE), 'NOT_YOURS'),
      hear,
      refused(internal, 'NOT_YOURS', { who: OFFICE }),
      internal,
      refused(deliver, 'NOT_YOURS', { who: CLERK }),
      deliver,
      refused(check, 'NOT_YOURS', { who: CLERK }),
      refused(step('2026-04-22', 'returnDraft', CLERK), 'NOT_YOURS'),
      check,
      refused(step('2026-05-08', 'reviewAgain', 'water.clerk'), 'NOT_YOURS'),
      refused(discuss, 'NOT_YOURS', { who: OFFICE }),
      discuss,
      refused(sign, 'NOT_YOURS', { who: HEAD }),
      sign,
      refused(register, 'NOT_YOURS', { who: CLERK }),
      register,
      refused(publish, 'NOT_YOURS', { who: CLERK }),
      publish,
      refused(file, 'NOT_YOURS', { who: CLERK }),
      refused(step('2026-07-20', 'cleanUp', 'water.clerk'), 'NOT_YOURS'),
      refused(step('2026-07-20', 'assessEffect', OFFICE), 'NOT_YOURS'),
      refused(step('2026-07-20', 'drop', HEAD), 'WRONG_STATE'),
    ],
  },
  {
    name: '上位法已有规定的不予立项',
    steps: [propose, step('2026-03-03', 'reject', OFFICE, { state: 'dropped', owes: [] })],
  },
  {
    name: '没有评估论证，不得送审',
    norm: 'B1',
    steps: [propose, approve, draft, hear, internal, refused(deliver, 'ASSESSMENT_MISSING')],
  },
  {
    name: '没有文件稿，不征求意见、不审核、不送审',
    norm: 'B1',
    steps: [
      propose,
      approve,
      refused(hear, 'DRAFT_MISSING'),
      refused(step('2026-03-10', 'startFairness', CLERK), 'DRAFT_MISSING'),
      refused(internal, 'DRAFT_MISSING'),
      assess,
      refused(deliver, 'DRAFT_MISSING'),
    ],
  },
  {
    name: '没有公开征求意见，或者还没有审定采纳情况，不得送审',
    norm: 'B1',
    steps: [
      ...drafted,
      internal,
      refused(deliver, 'PARTICIPATION_MISSING'),
      hear,
      refused(deliver, 'PARTICIPATION_MISSING', {
        matters: with1(facts('public-participation', 'collecting', false)),
      }),
      deliver,
    ],
  },
  {
    name: '依法不公开征求意见的写明理由',
    steps: [
      { ...propose, form: { secret: '涉及公共安全，依信息公开条例第十四条' } },
      approve,
      assess,
      draft,
      internal,
      deliver,
    ],
  },
  {
    name: '涉及经营主体的，听取企业意见、公平竞争审查后才送审',
    norm: 'B1',
    steps: [
      { ...propose, form: { business: true, secret: '情况特殊' } },
      approve,
      assess,
      draft,
      internal,
      refused(deliver, 'BUSINESS_UNHEARD'),
      refused(step('2026-03-11', 'hearBusiness', CLERK, { form: { heard: [] } }), 'ADOPTION_UNREASONED'),
      refused(
        step('2026-03-11', 'hearBusiness', CLERK, {
          form: { heard: [{ who: '某公司', words: '不同意限制投放', taken: false }] },
        }),
        'ADOPTION_UNREASONED',
      ),
      step('2026-03-11', 'hearBusiness', CLERK),
      refused(deliver, 'FAIRNESS_MISSING'),
      step('2026-03-12', 'startFairness', CLERK, { opens: 1, holds: { fairnessReview: 'f1' } }),
      refused(deliver, 'FAIRNESS_MISSING', {
        matters: with1(facts('fair-competition-review', 'reviewing', false)),
      }),
      refused(deliver, 'FAIRNESS_MISSING', {
        matters: with1(facts('fair-competition-review', 'closed', true, { conclusion: 'failed' })),
      }),
      { ...deliver, matters: with1(fair) },
    ],
  },
  {
    name: '起草单位没有内部审核，不得送审',
    norm: 'B1',
    steps: [...drafted, hear, refused(deliver, 'INTERNAL_REVIEW_MISSING')],
  },
  {
    name: '形式审查不合要求的退回，补齐后再送',
    steps: [
      ...ready,
      deliver,
      step('2026-04-22', 'returnDraft', OFFICE, { state: 'drafting', owes: ['prepare'] }),
      { ...deliver, at: '2026-04-24' },
    ],
  },
  {
    name: '没有合法的审查结论，不得提请审议；征求意见不能代替',
    norm: 'B1',
    steps: [
      ...checked,
      refused(discuss, 'LEGALITY_MISSING', { matters: { b1: body() } }),
      refused(discuss, 'LEGALITY_MISSING', { matters: with1(reviewed('lawful', 1, 'reviewing')) }),
      refused(discuss, 'LEGALITY_MISSING', { matters: with1(reviewed('lawful', 1, 'returned')) }),
      refused(discuss, 'LEGALITY_MISSING', { matters: with1(reviewed('changes')) }),
      refused(discuss, 'LEGALITY_MISSING', { matters: with1(reviewed('unlawful')) }),
      discuss,
    ],
  },
  {
    name: '审查认为应当修改的，修改后重新送审；审的不是现稿的不算',
    norm: 'B1',
    steps: [
      ...checked,
      refused(step('2026-05-08', 'revise', CLERK), 'REVIEW_RUNNING', {
        matters: with1(reviewed('changes', 1, 'reviewing')),
      }),
      refused(step('2026-05-08', 'reviewAgain', OFFICE), 'REVIEW_RUNNING', {
        matters: with1(reviewed('changes', 1, 'reviewing')),
      }),
      step('2026-05-08', 'revise', CLERK, { matters: with1(reviewed('changes')), holds: { version: 2 } }),
      refused(discuss, 'LEGALITY_MISSING'),
      step('2026-05-09', 'reviewAgain', OFFICE, { matters: with1(reviewed('changes')), opens: 1 }),
      { ...discuss, matters: with1(reviewed('lawful', 2)) },
    ],
  },
  {
    name: '会议没有通过，不得签发；取回修改后再议',
    norm: 'B1',
    steps: [
      ...checked,
      discuss,
      refused(sign, 'DISCUSSION_MISSING', { matters: { b1: body() } }),
      refused(sign, 'DISCUSSION_MISSING', { matters: with1(topic('placed')) }),
      refused(step('2026-05-26', 'takeBack', CLERK), 'DISCUSSION_RUNNING', {
        matters: with1(topic('placed')),
      }),
      refused(step('2026-05-26', 'takeBack', CLERK), 'DISCUSSION_RUNNING', {
        matters: with1(topic('adopted')),
      }),
      step('2026-05-26', 'takeBack', CLERK, {
        matters: with1(topic('rejected')),
        state: 'reviewing',
        owes: ['discuss'],
      }),
      { ...discuss, at: '2026-05-27' },
    ],
  },
  {
    name: '区政府的文件由常务会议、全体会议审议，专题会议、党组会议不代替',
    norm: 'B1',
    steps: [
      ...checked,
      ...['special', 'team', 'partyGroup'].map((kind) =>
        refused(discuss, 'BODY_UNFIT', { matters: { b1: body({ kind }), f1: reviewed('lawful') } }),
      ),
      refused(discuss, 'BODY_UNFIT', { matters: { b1: topic('placed'), f1: reviewed('lawful') } }),
      { ...discuss, matters: { b1: body({ kind: 'plenary' }), f1: reviewed('lawful') } },
    ],
  },
  {
    name: '审查意见认定合法的，出具后就可以提请审议；反馈采纳情况另有期限',
    norm: 'B1',
    steps: [
      ...checked,
      refused(discuss, 'LEGALITY_MISSING', { matters: with1(issued('changes')) }),
      { ...discuss, matters: with1(issued('lawful')) },
    ],
  },
  {
    name: '没有签发的不编号，没有编号的不公布',
    norm: 'B1',
    steps: [...checked, discuss, refused(register, 'WRONG_STATE'), refused(publish, 'WRONG_STATE')],
  },
  {
    name: '公布日期不在将来，施行留出时间，有效期不超过规定',
    norm: 'B1',
    steps: [
      ...numbered,
      refused(publish, 'DAY_AHEAD', { form: { on: '2026-07-02' } }),
      refused(publish, 'DAY_EARLY', { form: { on: '2026-05-26' } }),
      refused(publish, 'EFFECT_TOO_SOON', { form: { effectiveOn: '2026-06-30' } }),
      refused(publish, 'EFFECT_TOO_SOON', { form: { effectiveOn: '2026-07-30', validUntil: '2031-07-29' } }),
      refused(publish, 'VALIDITY_TOO_LONG', { form: { validUntil: '2031-08-01' } }),
      refused(publish, 'VALIDITY_TOO_LONG', { form: { validUntil: '2026-07-31' } }),
      {
        ...publish,
        form: { effectiveOn: '2026-07-15', validUntil: '2031-07-14', gapWhy: '不立即施行将影响防汛' },
        holds: { gapWhy: '不立即施行将影响防汛' },
      },
    ],
  },
  {
    name: '暂行、试行的不超过两年',
    steps: [
      { ...propose, form: { title: '云汀区共享单车停放管理办法（试行）' } },
      ...numbered.slice(1),
      refused(publish, 'VALIDITY_TOO_LONG', { form: { validUntil: '2028-08-01' } }),
      { ...publish, form: { validUntil: '2028-07-31' }, holds: { assessBy: '2028-01-31' } },
    ],
  },
  {
    name: '备案机关责令改正的，限期改正',
    norm: 'B1',
    steps: [
      ...numbered,
      publish,
      refused(step('2026-07-05', 'recordFiling', OFFICE), 'NOT_FILED'),
      refused(step('2026-07-05', 'correct', CLERK), 'NO_CORRECTION'),
      refused(step('2026-07-05', 'interpret', CLERK, { form: { on: '2026-07-06' } }), 'DAY_AHEAD'),
      file,
      step('2026-08-03', 'recordFiling', OFFICE, {
        form: { filing: 'correct', words: '第八条第二款增设义务' },
        owes: ['assessEffect', 'cleanUp', 'correct', 'interpret', 'settle'],
      }),
      step('2026-08-10', 'correct', CLERK),
      refused(step('2026-08-11', 'correct', CLERK), 'NO_CORRECTION'),
    ],
  },
  {
    name: '届满前评估为继续有效的才能延续，届满后自动失效、不得延续',
    norm: 'B1',
    steps: [
      ...out,
      refused(step('2031-01-10', 'renew', OFFICE), 'NOT_ASSESSED_TO_STAY'),
      step('2031-01-20', 'assessEffect', CLERK, { form: { fate: 'change', words: '第三条要改' } }),
      refused(step('2031-01-21', 'renew', OFFICE), 'NOT_ASSESSED_TO_STAY'),
      step('2031-02-01', 'assessEffect', CLERK),
      refused(step('2031-02-02', 'renew', OFFICE, { form: { until: '2031-07-31' } }), 'VALIDITY_TOO_LONG'),
      refused(step('2031-02-02', 'renew', OFFICE, { form: { until: '2036-08-01' } }), 'VALIDITY_TOO_LONG'),
      refused(step('2031-02-02', 'end', OFFICE, { form: { on: '2031-02-02' } }), 'NOT_EXPIRED'),
      refused(step('2031-08-01', 'renew', OFFICE), 'LAPSED'),
      refused(step('2031-08-01', 'interpret', CLERK), 'LAPSED'),
      step('2031-02-02', 'renew', OFFICE, {
        holds: { validUntil: '2036-01-31', assessBy: '2035-07-31' },
        owes: ['assessEffect', 'cleanUp', 'settle'],
      }),
      refused(
        step('2031-03-02', 'end', CLERK, { form: { ends: 'repealed', on: '2031-03-01' } }),
        'NOT_YOURS',
      ),
      step('2031-03-02', 'end', OFFICE, { form: { ends: 'repealed', on: '2031-03-01' }, state: 'ended' }),
    ],
  },
  {
    name: '编号前可以不再制定',
    steps: [...checked, step('2026-05-08', 'drop', HEAD, { state: 'dropped', owes: [] })],
  },
]
