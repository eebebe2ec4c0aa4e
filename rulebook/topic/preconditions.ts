import * as f from '#kernel/fields.ts'
import type { Fields } from '#kernel/fields.ts'
import type { ActContext, AnyRecord, Opens, Power } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { 公平竞争审查条例, 决策条例, 工作规则 } from '../laws.ts'
import { type Child, children } from './children.ts'
import * as preparing from './gates/preparing.ts'
import { ofRegister } from '../legal-adviser/record.ts'
import { listed } from '../legality-review/gates/reviewing.ts'
import { interests } from '../legality-review/record.ts'
import { type TopicRecord, stages } from './record.ts'

/** Where an adviser is heard: from the first draft until the item is in the bank. */
const BEFORE = ['drafting', 'unitReview', 'coordinating', 'preparing', 'delivered', 'banked'] as const

type Role = 'applicant' | 'legal'
type Acting = (typeof BEFORE)[number]

const step = <const F extends Fields>(
  power: Power<Role, Acting, never, F, TopicRecord>,
): Power<Role, Acting, never, F, TopicRecord> => power

const stage = f.choice('阶段', stages)
const interest = f.choice('利害关系声明', interests)

/** One new matter of a kind about the item. */
const opens = (field: Child): Opens<TopicRecord, AnyRecord> => ({
  procedure: children[field].procedure.id,
  acts: ['open'],
  each: ({ matterId, record, form }) => [
    [{ parent: matterId, ...(record.draft ? { draft: record.draft } : {}), ...form }],
  ],
})

interface Submitted {
  readonly basis?: string
  readonly account?: string
  readonly papers?: readonly string[]
  readonly wanted?: string
  readonly urgent?: string
}

/** The item goes to its review with what it has: its papers, and whoever will decide on the strength of the opinion. */
function reviewForm({
  record: kept,
  form,
  matterId,
}: Pick<ActContext<TopicRecord, Submitted>, 'record' | 'form' | 'matterId'>): AnyRecord {
  const { title, version = 1, unit, recorder, chair, members = [], legalUnit, summary, draft = [] } = kept
  const said = [
    ['basis', form.basis],
    ['procedure', form.account],
  ] as const
  return {
    title,
    about: 'decision',
    parent: matterId,
    version,
    unit,
    ...(legalUnit ? { office: legalUnit } : {}),
    ...(recorder ? { host: recorder } : {}),
    readers: [...new Set([...(chair ? [chair] : []), ...members.map(({ post }) => post)])].slice(
      0,
      f.MOST_NAMED,
    ),
    papers: [
      {
        paper: 'draft',
        ...(summary ? { words: summary } : {}),
        ...(draft.length > 0 ? { file: draft } : {}),
      },
      ...said.flatMap(([paper, words]) => (words ? [{ paper, words }] : [])),
      ...(form.papers ? [{ paper: 'other', file: form.papers }] : []),
    ],
    ...(form.wanted ? { wanted: form.wanted } : {}),
    ...(form.urgent ? { urgent: form.urgent } : {}),
  }
}

/**
 * The steps that an item goes through before it comes into the room: 法律顾问 on the item itself, 调研, 公众参与, 专家论证, 风险评估,
 * 公平竞争审查 and 合法性审查 each a matter of its own that the item opens. Which of them an item needs, `needs.ts` says.
 */
export const preconditions = {
  engageAdviser: step({
    may: '法律顾问介入',
    who: ['legal', 'applicant'],
    when: [...BEFORE],
    form: {
      adviser: f.matter('法律顾问', { help: '从法律顾问名册中选', ...ofRegister }),
      interest: interest,
    },
    gates: [preparing.adviserListed, preparing.adviserApart],
    writes: (context) => {
      const { form, record: kept, today } = context
      const { name = '', from } = listed(context)
      return {
        adviser: name,
        adviserFrom: from ?? null,
        advisedBy: form.adviser,
        adviserOn: kept.adviserOn ?? today,
      }
    },
    norms: ['B2'],
    basis: [决策条例(27), 工作规则('法律顾问全程参与')],
  }),
  advise: step({
    may: '登记法律顾问意见',
    who: ['legal', 'applicant'],
    when: [...BEFORE],
    form: { stage, opinion: words('意见') },
    gates: [preparing.adviserNamed],
    writes: ({ form, record: kept, today }) => ({
      advice: [
        ...(kept.advice ?? []),
        {
          stage: form.stage,
          words: form.opinion,
          by: kept.adviser ?? '',
          on: today,
          version: kept.version ?? 1,
        },
      ],
    }),
    norms: ['B2'],
    basis: [决策条例(27), 工作规则('法律顾问全程参与')],
  }),
  startResearch: step({
    may: '启动调研',
    who: ['applicant'],
    when: ['drafting', 'unitReview', 'coordinating', 'preparing'],
    form: { question: words('要弄清的问题') },
    gates: [preparing.researchIdle],
    writes: ({ fresh }) => ({ research: fresh[0] }),
    opens: opens('research'),
    norms: ['G1'],
    basis: [决策条例(12), 工作规则('决策前调研')],
  }),
  startParticipation: step({
    may: '启动公众参与',
    who: ['applicant'],
    when: ['coordinating', 'preparing'],
    form: {
      hearing: f.text('依法应当听证的依据', {
        max: 500,
        optional: true,
        help: '法律、法规、规章规定应当听证才填',
      }),
    },
    gates: [preparing.participationIdle, preparing.participationAnew],
    writes: ({ fresh }) => ({ participation: fresh[0] }),
    opens: opens('participation'),
    norms: ['G1'],
    basis: [决策条例(14)],
  }),
  startExpertise: step({
    may: '启动专家论证',
    who: ['applicant'],
    when: ['coordinating', 'preparing'],
    form: { question: words('论证的问题') },
    gates: [preparing.expertiseIdle, preparing.expertiseAnew],
    writes: ({ fresh }) => ({ expertise: fresh[0] }),
    opens: opens('expertise'),
    norms: ['G1'],
    basis: [决策条例(19)],
  }),
  startRisk: step({
    may: '启动风险评估',
    who: ['applicant'],
    when: ['coordinating', 'preparing'],
    form: {
      assessor: f.unit('评估单位'),
      third: f.text('受委托的第三方机构', { max: 120, optional: true }),
      departments: f.units('听取意见的部门', { help: '例如政法、信访、公安、属地街道' }),
    },
    gates: [preparing.riskIdle, preparing.riskAnew],
    writes: ({ fresh }) => ({ riskAssessment: fresh[0] }),
    opens: opens('riskAssessment'),
    norms: ['G1'],
    basis: [决策条例(22)],
  }),
  startFairness: step({
    may: '启动公平竞争审查',
    who: ['applicant'],
    when: ['coordinating', 'preparing'],
    form: {},
    gates: [preparing.fairnessIdle, preparing.fairnessAnew],
    writes: ({ fresh }) => ({ fairnessReview: fresh[0] }),
    opens: opens('fairnessReview'),
    norms: ['B2'],
    basis: [决策条例(29), 公平竞争审查条例(14)],
  }),
  submitLegality: step({
    may: '送合法性审查',
    who: ['applicant'],
    when: ['preparing'],
    form: {
      basis: f.text('依据的法律、法规、规章和政策', {
        max: 4000,
        lines: true,
        optional: true,
        help: '缺的材料审查机构会一次告知补正',
      }),
      account: f.text('履行法定程序的说明', { max: 4000, lines: true, optional: true }),
      papers: f.files('其他材料', { optional: true }),
      wanted: f.day('请于何日前审查完毕', {
        optional: true,
        help: '一般不少于7个工作日；不填按规定的审查期限',
      }),
      urgent: f.text('情况紧急的理由', { max: 500, optional: true, help: '时间短于规定的才填' }),
    },
    gates: [preparing.legalityIdle, preparing.legalityAnew, preparing.riskControllable],
    writes: ({ fresh }) => ({ legalityReview: fresh[0] }),
    opens: {
      procedure: children.legalityReview.procedure.id,
      acts: ['open'],
      each: (context) => [[reviewForm(context)]],
    },
    norms: ['B2'],
    weight: 'main',
    basis: [决策条例(25), 决策条例(26)],
  }),
  reviseDraft: step({
    may: '修改材料',
    who: ['applicant'],
    when: ['drafting', 'coordinating', 'preparing'],
    form: {
      draft: f.files('修改后的材料', { optional: true }),
      summary: f.text('主要问题、理由和依据', { max: 4000, lines: true, optional: true }),
      reason: words('修改说明', ['按法律顾问意见修改', '按合法性审查意见修改', '按会议意见修改']),
    },
    gates: [preparing.decidedStands],
    // A review is of the text it read: the number of the draft is how the gate knows.
    writes: ({ form, record: kept, today, actor }) => ({
      draft: form.draft ?? kept.draft,
      summary: form.summary ?? kept.summary,
      calledBack: null,
      version: (kept.version ?? 1) + 1,
      revisions: [
        ...(kept.revisions ?? []),
        { version: kept.version ?? 1, reason: form.reason, on: today, by: actor.person },
      ],
    }),
    norms: ['A8'],
    basis: [决策条例(12), 决策条例(28)],
  }),
}
