// Long on purpose: what must stand before an item comes into the room, each step with its own refusal.
import { inWords } from '#kernel/time.ts'
import type { ActContext, Basis, Gate, NormId } from '#kernel/vocabulary.ts'
import { 公平竞争审查条例, 决策条例, 工作规则, 政务处分法, 议事规则 } from '../../laws.ts'
import { type Child, children, nextOf, standingOf } from '../children.ts'
import {
  adviserListed as reviewAdviserListed,
  interestOf,
  listed,
} from '../../legality-review/gates/reviewing.ts'
import { unreviewed } from '../../legality-review/passed.ts'
import { childOf, wants } from '../needs.ts'
import { type Stage, type TopicRecord, stages } from '../record.ts'
import { gate } from '../../gate.ts'

const named = ({ directory }: ActContext, units: readonly string[]): string =>
  units.map((unit) => directory.unit(unit)?.name ?? unit).join('、')

/** A8: whoever does not agree says what he wants otherwise. */
export const objectionSaysWhat = gate({
  name: 'topicObjectionSaysWhat',
  code: 'OBJECTION_EMPTY',
  norm: 'A8',
  basis: [决策条例(13)],
  title: '有不同意见的写明意见',
  reads: 'form',
  refuses: ({ form }) =>
    form['verdict'] === 'object' && !form['words']
      ? { message: '选了“有不同意见”，没有写是什么意见', remedy: '请写明哪一处、为什么、怎样改' }
      : null,
})

/** A8: only who was asked gives the opinion of a unit. */
export const everybodyOpined = gate({
  name: 'everybodyOpined',
  code: 'OPINION_OPEN',
  norm: 'A8',
  basis: [决策条例(13), 议事规则('会前协调')],
  title: '征求意见的单位都答复了',
  refuses: (context) => {
    const { concerned = [], opinions = [] }: TopicRecord = context.record
    const open = concerned.filter((unit) => !opinions.some((one) => one.unit === unit))
    return open.length === 0
      ? null
      : { message: `${named(context, open)}还没有答复`, remedy: '请等单位主要负责人答复，或者催办' }
  },
})

/** A8: what could not be agreed on goes up with each side's view, not smoothed over. */
export const differencesStated = gate({
  name: 'differencesStated',
  code: 'DIFFERENCES_UNSTATED',
  norm: 'A8',
  basis: [决策条例(13), 议事规则('会前协调')],
  title: '有分歧的列明分歧和处理建议',
  reads: 'form',
  refuses: (context) => {
    const { opinions = [] }: TopicRecord = context.record
    const against = opinions.filter(({ verdict }) => verdict === 'object').map(({ unit }) => unit)
    if (against.length === 0 || context.form['differences']) return null
    return {
      message: `${named(context, against)}有不同意见，没有列明分歧`,
      remedy: '请写明争议问题、各方意见、本单位意见和理由依据',
    }
  },
})

/** B2: the adviser is there from the start, not called for the stamp. */
export const adviserEngaged = gate({
  name: 'adviserEngaged',
  code: 'ADVISER_MISSING',
  norm: 'B2',
  basis: [决策条例(27), 工作规则('法律顾问全程参与')],
  title: '重大事项从启动起有法律顾问参与',
  refuses: ({ record }) =>
    wants(record).adviser && !record['adviser']
      ? { message: '重大事项还没有聘请法律顾问参与', remedy: '请司法行政部门指派或者由提出单位聘请法律顾问' }
      : null,
})

const adviserSaid = (name: string, title: string, due: readonly Stage[]) =>
  gate({
    name,
    code: 'ADVICE_MISSING',
    norm: 'B2',
    basis: [决策条例(27), 工作规则('法律顾问全程参与')],
    title,
    refuses: ({ record }) => {
      const { advice = [] }: TopicRecord = record
      if (!wants(record).adviser) return null
      const open = due.filter((stage) => !advice.some((one) => one.stage === stage))
      return open.length === 0
        ? null
        : {
            message: `没有法律顾问${open.map((stage) => stages[stage]).join('、')}的意见`,
            remedy: '请法律顾问提出意见后登记',
          }
    },
  })

/** B2: the first opinion comes while the item takes shape; one that is written in at the end is none of that stage. */
export const adviserHeardFirst = adviserSaid('adviserHeardFirst', '协商完毕以前有法律顾问启动阶段的意见', [
  'start',
])

/** B2: and has spoken at each stage that came. */
export const adviserHeard = adviserSaid(
  'adviserHeard',
  '法律顾问在各阶段提出意见',
  Object.keys(stages) as Stage[],
)

interface Before {
  readonly norm: NormId
  readonly basis: readonly Basis[]
  readonly title: string
}

/** A step of its own that the item began is at its end, and one that it needs was taken. */
const stepTaken = (name: string, code: string, field: Child, { norm, basis, title }: Before): Gate =>
  gate({
    name,
    code,
    norm,
    basis,
    title,
    needs: ['children'],
    refuses: (context) => {
      const { record } = context
      const one = childOf(context, field)
      // What was decided in an emergency is ratified as it stands.
      if (one && !one.final && record['urgentOn'] === undefined)
        return { message: standingOf(field, one), remedy: nextOf(field, one) }
      if (!wants(record)[field] || one?.state === 'closed') return null
      const { procedure, start } = children[field]
      return {
        message: one
          ? `${procedure.title}已经终止：${String(one.record['ending'])}`
          : `没有${procedure.title}`,
        remedy: `请“${start}”，办完后再报送`,
      }
    },
  })

/** G1: who proposes has been there. */
export const researched = stepTaken('researched', 'RESEARCH_MISSING', 'research', {
  norm: 'G1',
  basis: [决策条例(12), 工作规则('决策前调研')],
  title: '重大事项附第一手调研记录',
})

export const publicHeard = stepTaken('publicHeard', 'PARTICIPATION_MISSING', 'participation', {
  norm: 'G1',
  basis: [决策条例(14), 决策条例(29)],
  title: '应当公开征求意见的，形成了采纳情况',
})

export const expertsHeard = stepTaken('expertsHeard', 'EXPERTS_MISSING', 'expertise', {
  norm: 'G1',
  basis: [决策条例(19), 决策条例(29)],
  title: '专业性、技术性较强的经专家论证',
})

export const riskAssessed = stepTaken('riskAssessed', 'RISK_MISSING', 'riskAssessment', {
  norm: 'G1',
  basis: [决策条例(22), 决策条例(29)],
  title: '可能影响稳定、安全的经风险评估',
})

export const fairnessReviewed = stepTaken('fairnessReviewed', 'FAIRNESS_MISSING', 'fairnessReview', {
  norm: 'B2',
  basis: [决策条例(29), 公平竞争审查条例(18)],
  title: '涉及经营主体经济活动的经公平竞争审查',
})

export const riskControllable = gate({
  name: 'riskControllable',
  code: 'RISK_UNCONTROLLABLE',
  norm: 'G1',
  basis: [决策条例(24)],
  title: '风险不可控的不作决策',
  needs: ['children'],
  refuses: (context) => {
    const { record, final, title } = childOf(context, 'riskAssessment') ?? {}
    return final && record?.['level'] === 'uncontrollable'
      ? {
          message: `“${title}”的风险评估结论是不可控`,
          remedy: '请“修改材料”、确保风险可控后重新“启动风险评估”',
        }
      : null
  },
})

export const fairnessPassed = gate({
  name: 'fairnessPassed',
  code: 'FAIRNESS_FAILED',
  norm: 'B2',
  basis: [公平竞争审查条例(18)],
  title: '不符合公平竞争审查标准的不得出台',
  needs: ['children'],
  refuses: (context) => {
    const { record } = childOf(context, 'fairnessReview') ?? {}
    return record?.['conclusion'] === 'failed'
      ? {
          message: `公平竞争审查结论是不符合标准：${String(record['words'])}`.slice(0, 300),
          remedy: '请“修改材料”后重新“启动公平竞争审查”',
        }
      : null
  },
})

/** One at a time: what runs is brought to its end, or ended by whoever answers for it. */
const idle = (field: Child, { norm, basis }: Omit<Before, 'title'>): Gate =>
  gate({
    name: `${field}Idle`,
    code: 'CHILD_RUNNING',
    norm,
    basis,
    title: `${children[field].procedure.title}一次办一件`,
    needs: ['children'],
    refuses: (context) => {
      const one = childOf(context, field)
      return one === undefined || one.final
        ? null
        : { message: standingOf(field, one), remedy: nextOf(field, one) }
    },
  })

/** What was found on a text stands for it: another text may be looked at again, the same one not until it comes out well. */
const anew = (field: Child, { norm, basis }: Omit<Before, 'title'>): Gate =>
  gate({
    name: `${field}Anew`,
    code: 'CHILD_STANDS',
    norm,
    basis,
    title: `材料修改后才重新${children[field].procedure.title}`,
    needs: ['children'],
    refuses: (context) => {
      const { state, record } = childOf(context, field) ?? {}
      const { version = 1 }: TopicRecord = context.record
      return state === 'closed' && version <= Number(record?.['version'] ?? 0)
        ? {
            message: `第${version}稿已经${children[field].procedure.title}（${String(record?.['number'] ?? '')}），结论有效`,
            remedy: '材料确需修改的，请先“修改材料”，再重新启动',
          }
        : null
    },
  })

const 公众 = { norm: 'G1', basis: [决策条例(14)] } as const
const 专家 = { norm: 'G1', basis: [决策条例(19), 决策条例(20)] } as const
const 风险 = { norm: 'G1', basis: [决策条例(22), 决策条例(24)] } as const
const 公平 = { norm: 'B2', basis: [公平竞争审查条例(14), 公平竞争审查条例(18)] } as const

export const researchIdle = idle('research', { norm: 'G1', basis: [决策条例(12)] })
export const participationIdle = idle('participation', 公众)
export const participationAnew = anew('participation', 公众)
export const expertiseIdle = idle('expertise', 专家)
export const expertiseAnew = anew('expertise', 专家)
export const riskIdle = idle('riskAssessment', 风险)
export const riskAnew = anew('riskAssessment', 风险)
export const fairnessIdle = idle('fairnessReview', 公平)
export const fairnessAnew = anew('fairnessReview', 公平)

const 合法性 = { norm: 'B2', basis: [决策条例(25), 决策条例(26)] } as const

export const legalityIdle = idle('legalityReview', 合法性)
export const legalityAnew = anew('legalityReview', 合法性)

/** B2: the text that goes into the room is the one that was reviewed, and the review found it lawful. */
export const legalityPassed = gate({
  name: 'topicLegalityPassed',
  code: 'LEGALITY_MISSING',
  norm: 'B2',
  basis: [决策条例(25), 决策条例(26)],
  title: '重大事项的现稿经合法性审查，结论为合法',
  needs: ['children'],
  refuses: (context) => {
    const { version = 1 }: TopicRecord = context.record
    const why = wants(context.record).legalityReview ? unreviewed(context, version) : null
    return why && { ...why, message: `${why.message}，不得提交集体讨论` }
  },
})

/** A8: what the body decided is changed by the body. */
export const decidedStands = gate({
  name: 'decidedStands',
  code: 'DECIDED_STANDS',
  norm: 'A8',
  basis: [决策条例(37), 政务处分法(30)],
  title: '已经决定的议题不得修改、撤回',
  refuses: ({ record, state }) =>
    state === 'adopted' || state === 'rejected'
      ? {
          message: `本议题已于${inWords(String(record['decidedOn']))}由会议决定，不能再改`,
          remedy: '确需调整的，请向原决定机构另提议题并写明要调整的决策；记录有误的用“补充说明”',
        }
      : null,
})

/** Everything that must stand before an item may be talked over; asked again when it is placed, for much may have changed. */
export const ready: readonly Gate[] = [
  adviserEngaged,
  adviserHeard,
  researched,
  publicHeard,
  expertsHeard,
  riskAssessed,
  riskControllable,
  fairnessReviewed,
  fairnessPassed,
  legalityPassed,
]

/** B2: an opinion is somebody's. */
export const adviserNamed = gate({
  name: 'adviserNamed',
  code: 'ADVISER_MISSING',
  norm: 'B2',
  basis: [决策条例(27), 工作规则('法律顾问全程参与')],
  title: '先有法律顾问，才登记意见',
  refuses: ({ record }) =>
    record['adviser'] ? null : { message: '还没有法律顾问参与', remedy: '请先登记“法律顾问介入”' },
})

/** B2: the adviser of an item is one of the register, in office today. */
export const adviserListed: Gate = { ...reviewAdviserListed, name: 'topicAdviserListed' }

/** B2: and has no interest in it: neither by his own word nor by the register. */
export const adviserApart = gate({
  name: 'topicAdviserApart',
  code: 'ADVISER_CONFLICT',
  norm: 'B2',
  basis: [决策条例(27), 工作规则('法律顾问全程参与')],
  title: '有利害关系的法律顾问不参与',
  reads: 'form',
  needs: ['matters'],
  refuses: (context) => {
    const { form, record, directory } = context
    const adviser = listed(context)
    const { unit = '', title = '', summary = '', payee = '', project = '' }: TopicRecord = record
    const message =
      form['interest'] === 'has'
        ? `${adviser.name ?? ''}声明与本议题有利害关系`
        : interestOf(adviser, unit, [title, summary, payee, project].join('\n'), directory)
    return message === null ? null : { message, remedy: '请另请没有利害关系的法律顾问' }
  },
})
