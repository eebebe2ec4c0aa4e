import type { AnyRecord, Carries, MatterFacts, Procedure } from '#kernel/vocabulary.ts'
import { expertArgument } from '../expert-argument/procedure.ts'
import { fairCompetitionReview } from '../fair-competition-review/procedure.ts'
import { fieldResearch } from '../field-research/procedure.ts'
import { publicParticipation } from '../public-participation/procedure.ts'
import { legalityReview } from '../legality-review/procedure.ts'
import { riskAssessment } from '../risk-assessment/procedure.ts'

/** A step before the meeting that is a matter of its own, by the field in which the item names the newest one. */
interface ChildSpec {
  readonly procedure: Procedure
  /** The act of the item that opens one. */
  readonly start: string
  /** What has to be done next, by its state. */
  readonly next: Readonly<Record<string, string>>
}

export const children = {
  research: {
    procedure: fieldResearch,
    start: '启动调研',
    next: {
      planned: '请实地走访后登记',
      surveying: '请走访后形成调研报告',
      reported: '请提出单位主要负责人审定调研报告',
    },
  },
  participation: {
    procedure: publicParticipation,
    start: '启动公众参与',
    next: {
      preparing: '请公布草案、征求意见',
      collecting: '请逐条说明采纳情况，期满后归纳意见',
      summed: '请提出单位主要负责人审定采纳情况',
    },
  },
  expertise: {
    procedure: expertArgument,
    start: '启动专家论证',
    next: {
      choosing: '请选定没有利害关系的专家',
      asked: '请登记每名专家签名的意见',
      arguing: '请听取其余专家的意见后汇总',
      concluded: '请提出单位主要负责人审定论证意见',
    },
  },
  riskAssessment: {
    procedure: riskAssessment,
    start: '启动风险评估',
    next: {
      planned: '请评估单位登记风险点',
      assessing: '请听取有关部门意见后形成评估报告',
      reported: '请评估单位主要负责人审定评估报告',
    },
  },
  fairnessReview: {
    procedure: fairCompetitionReview,
    start: '启动公平竞争审查',
    next: {
      drafting: '请起草单位初审并送审查',
      reviewing: '请市场监管部门作出审查结论',
    },
  },
  legalityReview: {
    procedure: legalityReview,
    start: '送合法性审查',
    next: {
      submitted: '请审查机构核对材料',
      completing: '请提出单位补正材料',
      assigning: '请审查机构分派审查人员',
      reviewing: '请审查机构审查并组织法律意见',
      signing: '请审查机构主要负责人签发审查意见',
      issued: '请提出单位反馈采纳情况',
    },
  },
} as const satisfies Readonly<Record<string, ChildSpec>>

export type Child = keyof typeof children

/** What ends with an item that is withdrawn: every step that still runs, and the review of its text. */
export const endsWith: readonly Carries<AnyRecord, { readonly ending: string }>[] = Object.entries(
  children,
).map(([field, { procedure }]) => ({
  procedure: procedure.id,
  act: field === 'legalityReview' ? 'withdraw' : 'stop',
  each: ({ record, form }) => {
    const matter: unknown = record[field]
    const ending = `议题撤回：${form.ending}`.slice(0, 1000)
    return typeof matter === 'string' ? [{ matter, form: { ending } }] : []
  },
}))

/** A child that is not closed yet, in words: which one, how far it is. */
export function standingOf(field: Child, { title, state, record }: MatterFacts): string {
  const { procedure } = children[field]
  const said = [record['number'], procedure.states[state]?.title].filter(Boolean).join('，')
  return `“${title}”的${procedure.title}（${said}）还没有了结`
}

/** What somebody has to do for it to go on. */
export const nextOf = (field: Child, { state }: MatterFacts): string => {
  const next: ChildSpec['next'] = children[field].next
  return next[state] ?? '请在该事项上办完'
}
