// Long on purpose: one list of stories, as data.
import type { Case, Step } from '#test/cases.ts'
import type { MatterFacts } from '#kernel/vocabulary.ts'

const ok = { found: 'ok' } as const
const problem = { found: 'problem', words: '第八条增设许可条件，违反行政许可法第十六条' } as const
const full = [
  { paper: 'draft', words: '送审稿' },
  { paper: 'basis', words: '城市道路管理条例第三十条' },
  { paper: 'procedure', words: '已征求三个部门意见，公开征求意见30日' },
] as const

/** The usual form of each act; cases say only what differs. */
export const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  open: {
    title: '河东片区排水改造方案',
    about: 'decision',
    parent: 't1',
    version: 1,
    unit: 'housing',
    host: 'office',
    readers: ['leaders.head'],
    papers: full,
  },
  openContract: {
    title: '河东泵站运维服务合同',
    content: '运维三座泵站，期限三年，每年120万元',
    basis: '政府采购法',
    approval: '采购结果公告',
    counterpart: '营业执照、资质和履约情况',
  },
  askMissing: { missing: [{ paper: 'basis', why: '请附所依据的法律、法规条文' }] },
  complete: { papers: [{ paper: 'basis', words: '城市道路管理条例第三十条' }] },
  sendBack: { ending: '逾期没有补正' },
  accept: {},
  assign: { reviewer: 'justice.clerk' },
  engageAdviser: { adviser: 'v1', interest: 'none' },
  advise: { verdict: 'lawful', opinion: '内容合法，建议补充过渡期' },
  excuseAdviser: { left: '发现利害关系，申请回避' },
  extend: { days: 5, extendedWhy: '涉及重大疑难法律问题' },
  propose: { verdict: 'lawful', authority: ok, course: ok, content: ok, opinion: '权限、程序、内容合法' },
  returnProposal: { remark: '第三条的依据没有写明' },
  issue: {},
  answer: { adopted: 'all', adoption: '已按意见补充过渡期' },
  withdraw: { ending: '所属事项已撤回' },
}

const parent = (procedure: string, record: Readonly<Record<string, unknown>>): MatterFacts => ({
  procedure,
  state: 'preparing',
  final: false,
  title: '河东片区排水改造方案',
  record,
})

const lawyer = (
  name: string,
  record: Readonly<Record<string, unknown>> = {},
  state: 'active' | 'ended' = 'active',
): MatterFacts => ({
  procedure: 'legal-adviser',
  state,
  final: state === 'ended',
  title: name,
  record: { name, from: '云汀某律师事务所', kind: 'counsel', until: '2026-12-31', ...record },
})

const known: Readonly<Record<string, MatterFacts>> = {
  v1: lawyer('法律顾问甲'),
  v2: lawyer('法律顾问乙', { until: '2026-03-31' }),
  ended: lawyer('法律顾问丙', {}, 'ended'),
  over: lawyer('法律顾问丁', { until: '2026-03-04' }),
  ours: lawyer('公职律师甲', { from: '区住房和城乡建设局', kind: 'publicLawyer' }),
  works: lawyer('公职律师乙', { from: '区直机关', person: 'housing.deputy' }),
  retained: lawyer('法律顾问戊', { conflicts: [{ no: 1, unit: 'housing', why: '担任其常年法律顾问' }] }),
  pleads: lawyer('法律顾问己', { conflicts: [{ no: 1, party: '送审稿', why: '代理对方诉讼' }] }),
  free: lawyer('法律顾问庚', { conflicts: [{ no: 1, unit: 'housing', why: '曾任', ended: '2026-01-05' }] }),
  t1: parent('topic', { legalityReview: 'm1' }),
  t2: parent('topic', { legalityReview: 'm-other' }),
  d1: parent('outgoing-document', { legalityReview: 'm1' }),
  l1: parent('list-adjustment', { legalityReview: 'm1' }),
}

type Act = Extract<Step, { act: string }>
const doing = (at: string, act: string, who: string, more: Partial<Act> = {}): Act => ({
  at,
  act,
  who,
  matters: known,
  ...more,
})
const differing = (step: Act, more: Partial<Act>): Act => ({ ...step, ...more })

const [US, HEAD, OFFICE, CHIEF] = ['housing.clerk', 'housing.head', 'justice.clerk', 'justice.head']

const open = doing('2026-03-02', 'open', 'office.clerk', { state: 'submitted', owes: ['receive'] })
const openContract = doing('2026-03-02', 'openContract', US, {
  state: 'submitted',
  owes: ['receive'],
})
const bare = differing(open, { form: { papers: [{ paper: 'draft', words: '送审稿' }, full[2]] } })
const ask = doing('2026-03-03', 'askMissing', OFFICE, { state: 'completing', owes: ['complete'] })
const complete = doing('2026-03-06', 'complete', US, { state: 'submitted', owes: ['receive'] })
const accept = doing('2026-03-03', 'accept', OFFICE, {
  state: 'assigning',
  owes: ['assign', 'hearAdviser', 'review'],
  holds: { due: '2026-03-24' },
})
const assign = doing('2026-03-04', 'assign', CHIEF, { state: 'reviewing', owes: ['hearAdviser', 'review'] })
const engage = doing('2026-03-05', 'engageAdviser', OFFICE)
const advise = doing('2026-03-10', 'advise', OFFICE, { owes: ['review'] })
const propose = doing('2026-03-16', 'propose', OFFICE, { state: 'signing', owes: ['review', 'sign'] })
const issue = doing('2026-03-17', 'issue', CHIEF, { state: 'issued', owes: ['answer'] })
const answer = doing('2026-03-19', 'answer', US, { state: 'closed', owes: [] })

const accepted = [open, accept]
const heard = [...accepted, assign, engage, advise]
const issued = [...heard, propose, issue]

/** A review accepted on a day, with the last day of its term: what a boundary of the clock is asked as. */
const clock = (
  name: string,
  on: string,
  due: string,
  form: Readonly<Record<string, unknown>> = {},
): Case => ({
  name: `审查期限：${name}`,
  norm: 'B1',
  steps: [differing(open, { at: on, form }), differing(accept, { at: on, holds: { due } })],
})

const DOCUMENT = {
  about: 'document',
  parent: 'd1',
  papers: [full[0], full[1], { paper: 'note', words: '起草说明' }, { paper: 'opinions', words: '采纳情况' }],
} as const
const LIST = {
  about: 'list',
  parent: 'l1',
  papers: [full[0], full[1], { paper: 'note', words: '调整说明' }],
} as const
const FORMS = { document: DOCUMENT, list: LIST } as const

export const cases: readonly Case[] = [
  {
    name: '送审、接收、派审、法律顾问提出意见、拟出、签发、反馈采纳情况',
    norm: 'B1',
    steps: [
      ...issued,
      doing('2026-03-18', 'withdraw', US, { refused: 'WRONG_STATE' }),
      answer,
      doing('2026-03-20', 'answer', US, { refused: 'WRONG_STATE' }),
    ],
  },
  {
    name: '每一步由该办的人办',
    norm: 'B1',
    steps: [
      doing('2026-03-02', 'openContract', 'water.clerk', { refused: 'NOT_YOURS' }),
      open,
      doing('2026-03-03', 'accept', US, { refused: 'NOT_YOURS' }),
      doing('2026-03-03', 'askMissing', US, { refused: 'NOT_YOURS' }),
      doing('2026-03-03', 'sendBack', US, { refused: 'NOT_YOURS' }),
      accept,
      doing('2026-03-04', 'assign', US, { refused: 'NOT_YOURS' }),
      assign,
      doing('2026-03-05', 'engageAdviser', US, { refused: 'NOT_YOURS' }),
      engage,
      doing('2026-03-10', 'advise', US, { refused: 'NOT_YOURS' }),
      doing('2026-03-10', 'excuseAdviser', US, { refused: 'NOT_YOURS' }),
      advise,
      doing('2026-03-11', 'extend', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-03-16', 'propose', US, { refused: 'NOT_YOURS' }),
      propose,
      doing('2026-03-16', 'returnProposal', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-03-17', 'issue', US, { refused: 'NOT_YOURS' }),
      issue,
      doing('2026-03-19', 'answer', OFFICE, { refused: 'NOT_YOURS' }),
    ],
  },
  {
    name: '审查属于送审的事项：不能代替、不能单独设立；合同单独送审',
    norm: 'B1',
    steps: [
      differing(open, { form: { parent: 't2' }, refused: 'REVIEW_ALONE' }),
      differing(open, { form: { parent: 'd1' }, refused: 'REVIEW_ALONE' }),
      differing(open, { form: { about: 'contract' }, refused: 'REVIEW_ALONE' }),
      openContract,
    ],
  },
  {
    name: '由负责合法性审查的机构审查',
    norm: 'B1',
    steps: [
      differing(open, { form: { office: 'finance' }, refused: 'REVIEW_OFFICE_UNFIT' }),
      differing(open, { form: { office: 'justice' }, holds: { office: 'justice', unit: 'housing' } }),
    ],
  },
  {
    name: '审查时间：重大行政决策一般不少于7个工作日，文件不少于5个；情况紧急写明理由',
    norm: 'B1',
    steps: [
      // Seven working days from Monday 2 March end on Wednesday 11 March.
      differing(open, { form: { wanted: '2026-03-10' }, refused: 'LEGALITY_TIME_SHORT' }),
      differing(open, { form: { ...DOCUMENT, wanted: '2026-03-06' }, refused: 'LEGALITY_TIME_SHORT' }),
      differing(open, { form: { wanted: '2026-03-06', urgent: '防汛抢险' } }),
      differing(accept, { holds: { due: '2026-03-06' } }),
    ],
  },
  {
    name: '送审时间恰好够：第7个、第5个工作日',
    norm: 'B1',
    steps: [differing(open, { form: { wanted: '2026-03-11' } })],
  },
  {
    name: '文件恰好5个工作日',
    norm: 'B1',
    steps: [differing(open, { form: { ...DOCUMENT, wanted: '2026-03-09' } })],
  },
  {
    name: '材料不齐：一次告知，补正的时间不计算在内，不能再次要求补正',
    norm: 'B1',
    steps: [
      bare,
      differing(accept, { refused: 'PAPERS_MISSING' }),
      differing(ask, { form: { missing: [] }, refused: 'ASKED_IN_PART' }),
      differing(ask, {
        form: { missing: [{ paper: 'other', why: '请附会议纪要' }] },
        refused: 'ASKED_IN_PART',
      }),
      differing(ask, { holds: { completeBy: '2026-03-10' } }),
      doing('2026-03-04', 'complete', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-03-10', 'sendBack', OFFICE, { refused: 'NOT_RETURNABLE' }),
      differing(complete, { form: { papers: [{ paper: 'basis' }] }, refused: 'PAPER_EMPTY' }),
      complete,
      differing(ask, { at: '2026-03-09', refused: 'ASKED_ALREADY' }),
      doing('2026-03-09', 'sendBack', OFFICE, { refused: 'NOT_RETURNABLE' }),
      // Fifteen working days from Monday 9 March, not from the day it was sent.
      differing(accept, { at: '2026-03-09', holds: { due: '2026-03-30' } }),
    ],
  },
  {
    name: '另外要求的材料也一次告知；补正后仍不齐的，不能再要，可以退回',
    norm: 'B1',
    steps: [
      open,
      differing(ask, { form: { missing: [{ paper: 'opinions', why: '请附公众意见采纳情况' }] } }),
      differing(complete, { form: { papers: [{ paper: 'other', words: '会议纪要' }] } }),
      differing(accept, { at: '2026-03-09', refused: 'PAPERS_MISSING' }),
      differing(ask, { at: '2026-03-09', refused: 'ASKED_ALREADY' }),
      doing('2026-03-09', 'sendBack', OFFICE, { state: 'returned', owes: [] }),
    ],
  },
  {
    name: '逾期没有补正：第一天起可以退回，催办照常',
    norm: 'B1',
    steps: [
      bare,
      ask,
      { at: '2026-03-10T16:00:00.000Z', lapse: 'complete', rung: 'lapse' },
      doing('2026-03-11', 'sendBack', OFFICE, { state: 'returned', owes: [] }),
    ],
  },
  {
    name: '材料不符合要求的，也可以直接退回；齐全的不得退回',
    norm: 'B1',
    steps: [bare, doing('2026-03-03', 'sendBack', OFFICE, { state: 'returned', owes: [] })],
  },
  {
    name: '齐全的不得退回',
    norm: 'B1',
    steps: [open, doing('2026-03-03', 'sendBack', OFFICE, { refused: 'NOT_RETURNABLE' })],
  },
  {
    name: '送审材料不能是空的',
    norm: 'B1',
    steps: [
      differing(open, { form: { papers: [] }, refused: 'PAPER_EMPTY' }),
      differing(open, { form: { papers: [{ paper: 'draft' }] }, refused: 'PAPER_EMPTY' }),
      differing(open, { form: { papers: [{ paper: 'draft', file: ['file-1'] }] } }),
    ],
  },
  ...(['document', 'list'] as const).map((kind): Case => {
    const papers = FORMS[kind].papers.slice(0, -1)
    return {
      name: `${{ document: '规范性文件', list: '清单调整' }[kind]}要求的材料：缺一件不能接收，齐全的接收`,
      norm: 'B1',
      steps: [
        differing(open, { form: { ...FORMS[kind], papers } }),
        differing(accept, { refused: 'PAPERS_MISSING' }),
        differing(ask, {
          form: { missing: [{ paper: FORMS[kind].papers.at(-1)?.paper, why: '规定应当提供' }] },
        }),
        differing(complete, { form: { papers: [FORMS[kind].papers.at(-1)] } }),
        doing('2026-03-09', 'accept', OFFICE, { state: 'assigning' }),
      ],
    }
  }),
  {
    name: '收件后2个工作日没有答复，催审查机构；派审、签发各有期限',
    norm: 'F1',
    steps: [
      open,
      { at: '2026-03-04T15:59:00.000Z', lapse: 'receive', refused: 'NOT_DUE' },
      { at: '2026-03-04T16:00:00.000Z', lapse: 'receive', rung: 'lapse' },
      { at: '2026-03-05T16:00:00.000Z', lapse: 'receive', rung: 'head', tells: 'justice.head' },
      differing(accept, { at: '2026-03-06', holds: { due: '2026-03-27' } }),
      { at: '2026-03-09T16:00:00.000Z', lapse: 'assign', rung: 'lapse' },
      differing(assign, { at: '2026-03-10' }),
      engage,
      differing(advise, { at: '2026-03-11' }),
      propose,
      { at: '2026-03-18T16:00:00.000Z', lapse: 'sign', rung: 'lapse' },
    ],
  },
  {
    name: '审查人员是审查机构的人，不是送审的经办人；可以改派',
    norm: 'F1',
    steps: [
      ...accepted,
      differing(assign, { form: { reviewer: US }, refused: 'REVIEWER_UNFIT' }),
      differing(assign, { form: { reviewer: 'finance.clerk' }, refused: 'REVIEWER_UNFIT' }),
      assign,
      doing('2026-03-05', 'assign', CHIEF, {
        form: { reviewer: 'justice.deputy' },
        holds: { reviewer: 'justice.deputy' },
      }),
    ],
  },
  {
    name: '没有法律顾问、公职律师的法律意见，不能拟出审查意见',
    norm: 'B2',
    steps: [
      ...accepted,
      assign,
      differing(propose, { refused: 'ADVICE_MISSING' }),
      differing(advise, { refused: 'ADVISER_UNKNOWN', owes: [] }),
      engage,
      differing(propose, { refused: 'ADVICE_MISSING' }),
      advise,
      propose,
    ],
  },
  {
    name: '有利害关系的、送审单位自己的、没有在聘的不能参加；同一人不重复登记',
    norm: 'B2',
    steps: [
      ...accepted,
      assign,
      differing(engage, { form: { interest: 'has' }, refused: 'ADVISER_CONFLICT' }),
      ...['ours', 'works', 'retained', 'pleads'].map((adviser) =>
        differing(engage, { form: { adviser }, refused: 'ADVISER_CONFLICT' }),
      ),
      ...['ended', 'over', 't1'].map((adviser) =>
        differing(engage, { form: { adviser }, refused: 'ADVISER_NOT_ENGAGED' }),
      ),
      engage,
      differing(engage, { refused: 'ADVISER_LISTED' }),
      differing(engage, { form: { adviser: 'free' } }),
    ],
  },
  {
    name: '提出意见后发现利害关系退出：意见不再算数，另请他人，退出的不再参加',
    norm: 'B2',
    steps: [
      ...heard,
      doing('2026-03-11', 'excuseAdviser', OFFICE, { owes: ['hearAdviser', 'review'] }),
      doing('2026-03-11', 'excuseAdviser', OFFICE, { refused: 'ADVISER_UNKNOWN' }),
      differing(propose, { refused: 'ADVICE_MISSING' }),
      differing(engage, { at: '2026-03-12', refused: 'ADVISER_LISTED' }),
      differing(engage, { at: '2026-03-12', form: { adviser: 'v2' } }),
      doing('2026-03-13', 'advise', OFFICE, { form: { adviser: 'v1' }, refused: 'ADVISER_UNKNOWN' }),
      doing('2026-03-13', 'advise', OFFICE, { owes: ['review'], holds: { advice: [{}, { adviser: 'v2' }] } }),
      differing(engage, { at: '2026-03-13', form: { adviser: 'free' } }),
      doing('2026-03-13', 'advise', OFFICE, { refused: 'ADVISER_UNKNOWN' }),
      doing('2026-03-13', 'advise', OFFICE, { form: { adviser: 'free' } }),
      propose,
    ],
  },
  {
    name: '没有组织法律意见的，到期催办',
    norm: 'B2',
    steps: [
      ...accepted,
      { at: '2026-03-10T15:59:00.000Z', lapse: 'hearAdviser', refused: 'NOT_DUE' },
      { at: '2026-03-10T16:00:00.000Z', lapse: 'hearAdviser', rung: 'lapse' },
    ],
  },
  {
    name: '结论与三方面的审查情况一致，有问题的写明依据',
    norm: 'B1',
    steps: [
      ...heard,
      differing(propose, { form: { content: { found: 'problem' } }, refused: 'VERDICT_UNREASONED' }),
      differing(propose, { form: { content: problem }, refused: 'VERDICT_UNREASONED' }),
      differing(propose, { form: { verdict: 'unlawful' }, refused: 'VERDICT_UNREASONED' }),
      differing(propose, { form: { verdict: 'changes' }, refused: 'VERDICT_UNREASONED' }),
      differing(propose, { form: { verdict: 'changes', content: problem } }),
    ],
  },
  {
    name: '拟稿人不签发；主要负责人退回重拟',
    norm: 'B1',
    steps: [
      ...heard,
      propose,
      doing('2026-03-16', 'returnProposal', CHIEF, { state: 'reviewing', owes: ['review'] }),
      differing(propose, { at: '2026-03-17' }),
      differing(issue, { at: '2026-03-18', who: CHIEF, as: { person: OFFICE }, refused: 'OWN_REVIEW' }),
      differing(issue, { at: '2026-03-18' }),
    ],
  },
  ...(
    [
      ['应当修改，全部采纳的写明怎样改', 'changes', 'all'],
      ['不合法，不采纳的写明理由', 'unlawful', 'none'],
      ['应当修改，部分采纳的写明理由', 'changes', 'part'],
    ] as const
  ).map(([name, verdict, adopted]): Case => ({
    name,
    norm: 'B1',
    steps: [
      ...heard,
      differing(propose, { form: { verdict, authority: problem, opinion: '超出本级权限' } }),
      differing(issue, { holds: { issued: { verdict, words: '超出本级权限' } } }),
      differing(answer, { form: { adopted, adoption: undefined }, refused: 'ADOPTION_UNREASONED' }),
      differing(answer, { form: { adopted }, who: HEAD }),
    ],
  })),
  {
    name: '合法的，全部采纳不必说明；不采纳的仍须写明理由',
    norm: 'B1',
    steps: [
      ...issued,
      differing(answer, { form: { adopted: 'none', adoption: undefined }, refused: 'ADOPTION_UNREASONED' }),
      differing(answer, { form: { adopted: 'all', adoption: undefined } }),
    ],
  },
  {
    name: '探索性改革，明示法律风险',
    norm: 'B1',
    steps: [
      ...heard,
      differing(propose, { form: { risk: '国家尚无明确规定，存在被撤销的风险' } }),
      differing(issue, { holds: { issued: { risk: '国家尚无明确规定，存在被撤销的风险' } } }),
    ],
  },
  {
    name: '延长一次：期限届满前、有上限；届满后不能延长，逾期的事实留存',
    norm: 'B1',
    steps: [
      ...accepted,
      assign,
      doing('2026-03-24', 'extend', CHIEF, { form: { days: 11 }, refused: 'EXTENSION_TOO_LONG' }),
      doing('2026-03-24', 'extend', CHIEF, { form: { days: 10 }, holds: { due: '2026-04-08' } }),
      doing('2026-03-25', 'extend', CHIEF, { refused: 'EXTENDED_ALREADY' }),
    ],
  },
  {
    name: '届满后不能延长',
    norm: 'B1',
    steps: [
      ...accepted,
      { at: '2026-03-17T16:00:00.000Z', lapse: 'review', rung: 'remind' },
      { at: '2026-03-21T16:00:00.000Z', lapse: 'review', rung: 'yellow' },
      { at: '2026-03-24T16:00:00.000Z', lapse: 'review', rung: 'lapse' },
      doing('2026-03-25', 'extend', CHIEF, { refused: 'EXTENSION_LATE' }),
    ],
  },
  {
    name: '规范性文件的审查最长15个工作日，不能再延长',
    norm: 'B1',
    steps: [
      differing(open, { form: DOCUMENT }),
      accept,
      doing('2026-03-10', 'extend', CHIEF, { form: { days: 1 }, refused: 'EXTENSION_TOO_LONG' }),
    ],
  },
  {
    name: '送审单位只给5个工作日的规范性文件，可以延长到第15个工作日为止',
    norm: 'B1',
    steps: [
      differing(open, { form: { ...DOCUMENT, wanted: '2026-03-10' } }),
      differing(accept, { holds: { due: '2026-03-10' } }),
      doing('2026-03-10', 'extend', CHIEF, { form: { days: 11 }, refused: 'EXTENSION_TOO_LONG' }),
      doing('2026-03-10', 'extend', CHIEF, { form: { days: 10 }, holds: { due: '2026-03-24' } }),
    ],
  },
  {
    name: '工作日历没有录入的年份，期限算不出来',
    norm: 'B1',
    steps: [
      differing(bare, { at: '2026-12-25' }),
      differing(ask, { at: '2026-12-30', refused: 'CALENDAR_UNKNOWN' }),
    ],
  },
  {
    name: '跨入没有日历的年份，不能接收',
    norm: 'B1',
    steps: [
      differing(open, { at: '2026-12-15' }),
      differing(accept, { at: '2026-12-16', refused: 'CALENDAR_UNKNOWN' }),
    ],
  },
  {
    name: '延长到没有日历的年份，不能延长',
    norm: 'B1',
    steps: [
      differing(open, { at: '2026-12-01' }),
      differing(accept, { at: '2026-12-02', holds: { due: '2026-12-23' } }),
      doing('2026-12-22', 'extend', CHIEF, { form: { days: 10 }, refused: 'CALENDAR_UNKNOWN' }),
    ],
  },
  {
    name: '出具意见前可以撤回，撤回后不再催办',
    norm: 'B1',
    steps: [
      ...heard,
      doing('2026-03-11', 'withdraw', OFFICE, { refused: 'NOT_YOURS' }),
      doing('2026-03-11', 'withdraw', HEAD, { state: 'withdrawn', owes: [] }),
    ],
  },
  {
    name: '没有反馈采纳情况的，到期催办',
    norm: 'B1',
    steps: [
      ...issued,
      { at: '2026-03-24T15:59:00.000Z', lapse: 'answer', refused: 'NOT_DUE' },
      { at: '2026-03-24T16:00:00.000Z', lapse: 'answer', rung: 'lapse' },
    ],
  },
  clock('平日，15个工作日', '2026-03-02', '2026-03-23'),
  clock('春节在内：2月14日、28日调休上班计入，15日至23日跳过', '2026-02-10', '2026-03-09'),
  clock('春节前一天接收', '2026-02-14', '2026-03-13'),
  clock('劳动节在内，5月9日调休上班计入', '2026-04-30', '2026-05-25'),
  clock('国庆在内，9月20日、10月10日调休上班计入', '2026-09-18', '2026-10-15'),
  clock('周末接收，次日起算', '2026-03-07', '2026-03-27'),
  clock('送审单位要求的日期不早于7个工作日的，按其日期', '2026-03-02', '2026-03-12', {
    wanted: '2026-03-12',
  }),
  clock('送审单位要求的日期晚于规定期限的，按规定期限', '2026-03-02', '2026-03-23', {
    wanted: '2026-04-30',
  }),
  clock('紧急又没有写日期的，3个工作日', '2026-02-13', '2026-02-25', { urgent: '处置突发事件' }),
  {
    name: '合同：缺对方资信的一次告知，补齐后10个工作日；给的时间短须写明理由',
    norm: 'B1',
    steps: [
      differing(openContract, { form: { wanted: '2026-03-06' }, refused: 'LEGALITY_TIME_SHORT' }),
      differing(openContract, { form: { counterpart: undefined } }),
      differing(accept, { refused: 'PAPERS_MISSING' }),
      differing(ask, { form: { missing: [{ paper: 'counterpart', why: '请附营业执照和资质' }] } }),
      differing(complete, { form: { papers: [{ paper: 'counterpart', words: '营业执照、资质' }] } }),
      differing(accept, { at: '2026-03-09', holds: { due: '2026-03-23' } }),
    ],
  },
  {
    name: '审查期限：补正耽误后仍保证7个工作日，不按送审单位原来的日期',
    norm: 'B1',
    steps: [
      differing(bare, { form: { papers: [full[0], full[2]], wanted: '2026-03-12' } }),
      ask,
      complete,
      differing(accept, { at: '2026-03-09', holds: { due: '2026-03-18' } }),
    ],
  },
  {
    name: '审查期限：紧急的，补正后其日期已过，按3个工作日',
    norm: 'B1',
    steps: [
      differing(bare, { form: { papers: [full[0], full[2]], wanted: '2026-03-04', urgent: '抢险' } }),
      ask,
      complete,
      differing(accept, { at: '2026-03-09', holds: { due: '2026-03-12' } }),
    ],
  },
]
