// Long on purpose: what must stand before an item comes into the room, each step with its own refusal.
import { workdaysBetween } from '#kernel/calendar.ts'
import { daysBetween, inWords } from '#kernel/time.ts'
import type { ActContext, Gate } from '#kernel/vocabulary.ts'
import { 公平竞争审查条例, 决策条例, 工作规则, 政务处分法, 议事规则 } from '../../laws.ts'
import { review, wants } from '../needs.ts'
import { type Stage, type TopicRecord, legalVerdicts, stages } from '../record.ts'
import { gate } from './gate.ts'

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

/** B2: and has spoken at each stage that came. */
export const adviserHeard = gate({
  name: 'adviserHeard',
  code: 'ADVICE_MISSING',
  norm: 'B2',
  basis: [决策条例(27), 工作规则('法律顾问全程参与')],
  title: '法律顾问在各阶段提出意见',
  refuses: ({ record }) => {
    const { advice = [] }: TopicRecord = record
    if (!wants(record).adviser) return null
    const open = (Object.keys(stages) as Stage[]).filter(
      (stage) => !advice.some((one) => one.stage === stage),
    )
    return open.length === 0
      ? null
      : {
          message: `没有法律顾问${open.map((stage) => stages[stage]).join('、')}的意见`,
          remedy: '请法律顾问提出意见后登记',
        }
  },
})

/** G1: who proposes has been there. */
export const researched = gate({
  name: 'researched',
  code: 'RESEARCH_MISSING',
  norm: 'G1',
  basis: [决策条例(12), 工作规则('决策前调研')],
  title: '重大事项附第一手调研记录',
  refuses: ({ record }) =>
    wants(record).research && (record['research'] ?? []).length === 0
      ? { message: '没有调研记录', remedy: '请实地调研后登记：在哪里、哪些人、看到了什么' }
      : null,
})

export const researchDated = gate({
  name: 'researchDated',
  code: 'RESEARCH_AHEAD',
  norm: 'G1',
  basis: [工作规则('决策前调研')],
  title: '调研日期不在将来',
  reads: 'form',
  refuses: ({ form, today }) =>
    form['on'] > today ? { message: `${inWords(form['on'])}还没有到`, remedy: '请在调研之后登记' } : null,
})

/** Calendar days that a draft is out for comments, unless urgency shortens it and the notice says why. */
export const LEAST_DAYS = 30

export const participationLong = gate({
  name: 'participationLong',
  code: 'PARTICIPATION_SHORT',
  norm: 'G1',
  basis: [决策条例(15)],
  title: '公开征求意见一般不少于30日，更短的公告中说明理由',
  reads: 'form',
  refuses: ({ form }) => {
    const length = daysBetween(form['from'], form['until'])
    if (length <= 0) return { message: '截止日期不在开始日期之后', remedy: '请更正日期' }
    return length >= LEAST_DAYS || form['short']
      ? null
      : {
          message: `征求意见期限只有${length}日，少于${LEAST_DAYS}日`,
          remedy: '请延长期限，或者写明在公告中说明的理由',
        }
  },
})

export const participationOver = gate({
  name: 'participationOver',
  code: 'PARTICIPATION_RUNNING',
  norm: 'G1',
  basis: [决策条例(15), 决策条例(18)],
  title: '征求意见期满后形成采纳情况',
  refuses: ({ record, today }) => {
    const { participationUntil: until }: TopicRecord = record
    if (until === undefined) return { message: '还没有公开征求意见', remedy: '请先公开征求意见' }
    return today > until ? null : { message: `征求意见到${inWords(until)}截止`, remedy: '请期满后归纳' }
  },
})

export const adoptionReasoned = gate({
  name: 'adoptionReasoned',
  code: 'ADOPTION_UNREASONED',
  norm: 'G1',
  basis: [决策条例(18)],
  title: '没有采纳的意见写明理由',
  reads: 'form',
  refuses: ({ form }) => {
    const rows = (form['adoption'] ?? []) as readonly { opinion: string; taken: boolean; reason?: string }[]
    const bare = rows.find(({ taken, reason }) => !taken && !reason)
    return bare ? { message: `“${bare.opinion}”没有采纳，没有写理由`, remedy: '请补写不采纳的理由' } : null
  },
})

export const publicHeard = gate({
  name: 'publicHeard',
  code: 'PARTICIPATION_MISSING',
  norm: 'G1',
  basis: [决策条例(14), 决策条例(29)],
  title: '应当公开征求意见的，形成了采纳情况',
  refuses: ({ record }) =>
    wants(record).participation && record['participationDone'] === undefined
      ? { message: '没有公众意见采纳情况', remedy: '请公开征求意见，期满后逐条说明采纳情况' }
      : null,
})

/** G1: an expert who gains or loses by the decision is not asked. */
export const expertsApart = gate({
  name: 'expertsApart',
  code: 'EXPERT_INTERESTED',
  norm: 'G1',
  basis: [决策条例(20)],
  title: '专家与决策事项没有直接利害关系',
  reads: 'form',
  refuses: ({ form }) => {
    const rows = form['experts'] as readonly { name: string; interest: boolean }[]
    if (rows.length === 0) return { message: '没有填写专家', remedy: '请填写参加论证的专家' }
    const unfit = rows.find(({ interest }) => interest)
    return unfit
      ? { message: `${unfit.name}与决策事项有直接利害关系`, remedy: '请另选没有利害关系的专家' }
      : null
  },
})

export const expertsHeard = gate({
  name: 'expertsHeard',
  code: 'EXPERTS_MISSING',
  norm: 'G1',
  basis: [决策条例(19), 决策条例(29)],
  title: '专业性、技术性较强的经专家论证',
  refuses: ({ record }) =>
    wants(record).experts && (record['experts'] ?? []).length === 0
      ? { message: '没有专家论证意见', remedy: '请组织专家论证并登记签名意见' }
      : null,
})

export const riskAssessed = gate({
  name: 'riskAssessed',
  code: 'RISK_MISSING',
  norm: 'G1',
  basis: [决策条例(22), 决策条例(29)],
  title: '可能影响稳定、安全的经风险评估',
  refuses: ({ record }) =>
    wants(record).risk && record['risk'] === undefined
      ? { message: '没有风险评估结论', remedy: '请组织风险评估' }
      : null,
})

export const riskControllable = gate({
  name: 'riskControllable',
  code: 'RISK_UNCONTROLLABLE',
  norm: 'G1',
  basis: [决策条例(24)],
  title: '风险不可控的不作决策',
  refuses: ({ record }) =>
    record['risk'] === 'uncontrollable'
      ? { message: '风险评估结论是不可控', remedy: '请调整草案、确保风险可控后重新评估' }
      : null,
})

export const fairnessReviewed = gate({
  name: 'fairnessReviewed',
  code: 'FAIRNESS_MISSING',
  norm: 'B2',
  basis: [决策条例(29), 公平竞争审查条例(18)],
  title: '涉及经营主体经济活动的通过公平竞争审查',
  refuses: ({ record }) => {
    if (!wants(record).fairness || record['fairness'] === 'passed') return null
    return record['fairness'] === 'failed'
      ? { message: '公平竞争审查没有通过', remedy: '请修改后重新审查' }
      : { message: '没有公平竞争审查结论', remedy: '请先初审，再由市场监管部门会同审查' }
  },
})

export const reviewedByOther = gate({
  name: 'reviewedByOther',
  code: 'FAIRNESS_OWN',
  norm: 'B2',
  basis: [公平竞争审查条例(14), 公平竞争审查条例(16)],
  title: '公平竞争审查由起草单位以外的单位作出结论',
  reads: 'form',
  refuses: ({ form, record }) =>
    form['by'] === record['unit']
      ? { message: '审查结论不能由提出单位自己作出', remedy: '请由市场监管部门会同审查' }
      : null,
})

/** Working days the reviewer has at least. */
export const LEAST_REVIEW = 7

export const reviewHasTime = gate({
  name: 'reviewHasTime',
  code: 'LEGALITY_TIME_SHORT',
  norm: 'B2',
  basis: [决策条例(26)],
  title: '合法性审查一般不少于7个工作日',
  reads: 'form',
  refuses: ({ form, today, calendar }) => {
    const given = workdaysBetween(calendar, today, form['due'])
    if (!given.known || given.value >= LEAST_REVIEW || form['short']) return null
    return {
      message: `只给了${given.value}个工作日，少于${LEAST_REVIEW}个工作日`,
      remedy: '请延后期限，或者写明情况紧急的理由',
    }
  },
})

/** B2: the text that goes into the room is the one that was reviewed, and the review found it lawful. */
export const legalityPassed = gate({
  name: 'topicLegalityPassed',
  code: 'LEGALITY_MISSING',
  norm: 'B2',
  basis: [决策条例(25), 决策条例(26)],
  title: '重大事项的现稿经合法性审查，结论为合法',
  refuses: ({ record }) => {
    if (!wants(record).legality) return null
    const found = review(record)
    if (found?.verdict === 'lawful') return null
    if (found)
      return {
        message: `合法性审查结论是“${legalVerdicts[found.verdict]}”`,
        remedy: '请按审查意见修改后重新送审',
      }
    const earlier = (record['legality'] ?? []).length > 0
    return {
      message: earlier
        ? `合法性审查后材料改过，第${String(record['version'])}稿没有审查意见`
        : '没有合法性审查意见，不得提交集体讨论',
      remedy: '请送合法性审查；征求意见不能代替审查',
    }
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
