import * as f from '#kernel/fields.ts'
import type { Fields } from '#kernel/fields.ts'
import type { Power } from '#kernel/vocabulary.ts'
import { words } from '../form-words.ts'
import { 公平竞争审查条例, 决策条例, 工作规则 } from '../laws.ts'
import * as preparing from './gates/preparing.ts'
import { type TopicRecord, adoption, expert, levels, record, research, stages } from './record.ts'

/** Where the steps before the room are taken: from the first draft until the item is in the bank. */
const BEFORE = [
  'drafting',
  'unitReview',
  'coordinating',
  'preparing',
  'legality',
  'delivered',
  'banked',
] as const

type Role = 'applicant' | 'legal'
type Acting = (typeof BEFORE)[number]

const step = <const F extends Fields>(
  power: Power<Role, Acting, never, F, TopicRecord>,
): Power<Role, Acting, never, F, TopicRecord> => power

const level = f.choice('风险等级', levels)
const stage = f.choice('阶段', stages)
const conclusion = f.choice('结论', record.fairness.options)
const experts = f.rows('专家', expert, { most: 30 })
const adopted = f.rows('意见采纳', adoption, { most: 300, optional: true })

/**
 * The steps that an item goes through before it comes into the room, each by its own acts: 法律顾问, 调研, 公众参与, 专家论证, 风险评估,
 * 公平竞争审查. Which of them an item needs, `needs.ts` says.
 */
export const preconditions = {
  engageAdviser: step({
    may: '法律顾问介入',
    who: ['legal', 'applicant'],
    when: [...BEFORE],
    form: {
      adviser: f.text('法律顾问', { max: 60 }),
      from: f.text('法律顾问单位', { max: 120, optional: true }),
    },
    writes: ({ form, record: kept, today }) => ({
      adviser: form.adviser,
      adviserFrom: form.from ?? null,
      adviserOn: kept.adviserOn ?? today,
    }),
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
  recordResearch: step({
    may: '登记调研',
    who: ['applicant'],
    when: [...BEFORE],
    form: research,
    gates: [preparing.researchDated],
    writes: ({ form, record: kept }) => ({ research: [...(kept.research ?? []), form] }),
    norms: ['G1'],
    basis: [决策条例(12), 工作规则('决策前调研')],
  }),
  hearPublic: step({
    may: '公开征求意见',
    who: ['applicant'],
    when: ['coordinating', 'preparing'],
    form: {
      from: f.day('开始日期'),
      until: f.day('截止日期'),
      how: words('方式', ['在区政府网站公布草案和说明，接受书面和网上意见']),
      short: f.text('期限短的理由', { max: 500, optional: true, help: '少于30日才填，并在公告中说明' }),
    },
    gates: [preparing.participationLong],
    writes: ({ form }) => ({
      participationFrom: form.from,
      participationUntil: form.until,
      participationHow: form.how,
      participationShort: form.short ?? null,
      participationDone: null,
    }),
    norms: ['G1'],
    basis: [决策条例(14), 决策条例(15)],
  }),
  sumUpOpinions: step({
    may: '形成意见采纳情况',
    who: ['applicant'],
    when: ['coordinating', 'preparing'],
    form: { adoption: adopted },
    gates: [preparing.participationOver, preparing.adoptionReasoned],
    writes: ({ form, today }) => ({ adoption: form.adoption ?? [], participationDone: today }),
    norms: ['G1'],
    basis: [决策条例(18)],
  }),
  consultExperts: step({
    may: '登记专家论证',
    who: ['applicant'],
    when: ['coordinating', 'preparing'],
    form: { experts },
    gates: [preparing.expertsApart],
    writes: ({ form, record: kept }) => ({ experts: [...(kept.experts ?? []), ...form.experts] }),
    norms: ['G1'],
    basis: [决策条例(19), 决策条例(20), 决策条例(21)],
  }),
  assessRisk: step({
    may: '登记风险评估',
    who: ['applicant'],
    when: ['coordinating', 'preparing'],
    form: { level, points: words('风险点、防范措施和处置预案'), by: f.unit('评估单位') },
    writes: ({ form }) => ({ risk: form.level, riskPoints: form.points, riskBy: form.by }),
    norms: ['G1'],
    basis: [决策条例(22), 决策条例(23), 决策条例(24)],
  }),
  reviewFairness: step({
    may: '登记公平竞争审查',
    who: ['applicant'],
    when: ['coordinating', 'preparing'],
    form: {
      conclusion,
      by: f.unit('审查单位', { help: '起草单位初审后，由市场监管部门会同审查' }),
      opinion: words('审查意见'),
    },
    gates: [preparing.reviewedByOther],
    writes: ({ form }) => ({ fairness: form.conclusion, fairnessBy: form.by, fairnessWords: form.opinion }),
    norms: ['B2'],
    basis: [决策条例(29), 公平竞争审查条例(14), 公平竞争审查条例(16)],
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
