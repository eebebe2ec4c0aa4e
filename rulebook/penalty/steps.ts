import type { StepSpec } from '#kernel/vocabulary.ts'
import { 处罚法 } from '../laws.ts'
import { discussionDue, reviewDue } from './measure.ts'
import type { PenaltyRecord } from './record.ts'

type Act =
  | 'tellOnSpot'
  | 'hearOnSpot'
  | 'decideOnSpot'
  | 'conclude'
  | 'investigate'
  | 'finish'
  | 'tell'
  | 'considerPleas'
  | 'punish'
  | 'holdHearing'
  | 'archive'
type Step = StepSpec<Act, keyof PenaltyRecord, PenaltyRecord>

const simple = ({ simple: onSpot }: PenaltyRecord): boolean => onSpot === true
const ordinary = (record: PenaltyRecord): boolean => !simple(record)
const punished = (record: PenaltyRecord): boolean =>
  ordinary(record) && (record.decision === undefined || record.decision === 'punished')

/** The steps of 简易程序 and 普通程序 in the order of 处罚法 51 to 67. */
export const steps: Readonly<Record<string, Step>> = {
  shown: {
    title: '当场查处的，两名以上执法人员出示执法证件',
    norm: 'B5',
    basis: [处罚法('第52条第一款'), 处罚法(42)],
    by: ['openOnSpot'],
    applies: simple,
    before: ['tellOnSpot'],
  },
  toldOnSpot: {
    title: '当场告知处罚内容、事实、理由、依据和权利',
    norm: 'B5',
    basis: [处罚法(44)],
    by: ['tellOnSpot'],
    applies: simple,
    before: ['hearOnSpot'],
  },
  heardOnSpot: {
    title: '当场听取陈述、申辩',
    norm: 'B5',
    basis: [处罚法('第45条第一款')],
    by: ['hearOnSpot'],
    applies: simple,
    before: ['decideOnSpot'],
  },
  decidedOnSpot: {
    title: '填写预定格式、编有号码的决定书并当场交付',
    norm: 'B5',
    basis: [处罚法('第52条第一款')],
    by: ['decideOnSpot'],
    applies: simple,
    before: ['conclude'],
  },
  recorded: {
    title: '报所属行政机关备案',
    norm: 'B5',
    basis: [处罚法('第52条第三款')],
    by: ['recordOnSpot'],
    applies: simple,
    before: ['conclude'],
  },
  filed: {
    title: '立案',
    norm: 'B5',
    basis: [处罚法('第54条第二款')],
    by: ['fileCase'],
    applies: ordinary,
    before: ['investigate'],
  },
  inquired: {
    title: '两名以上执法人员出示证件，询问、检查并制作笔录',
    norm: 'B5',
    basis: [处罚法(42), 处罚法(55)],
    by: ['investigate'],
    applies: punished,
    before: ['finish'],
  },
  evidenced: {
    title: '收集证据，查证属实',
    norm: 'B5',
    basis: [处罚法(46), 处罚法(40)],
    by: ['takeEvidence'],
    applies: punished,
    before: ['finish'],
  },
  finished: {
    title: '调查终结',
    norm: 'B5',
    basis: [处罚法('第57条第一款')],
    by: ['finish'],
    applies: punished,
    before: ['tell'],
  },
  told: {
    title: '事先告知拟作出的处罚、事实、理由、依据和权利',
    norm: 'B5',
    basis: [处罚法(44)],
    by: ['tell'],
    applies: punished,
    before: ['considerPleas'],
  },
  hearing: {
    title: '当事人要求听证的，七个工作日前通知，由非调查人员主持，制作笔录',
    norm: 'B5',
    basis: [处罚法(63), 处罚法(64)],
    by: ['holdHearing'],
    applies: ({ hearingOn }) => hearingOn !== undefined,
    before: ['considerPleas'],
  },
  considered: {
    title: '听取陈述、申辩并复核',
    norm: 'B5',
    basis: [处罚法('第45条第一款'), 处罚法(62)],
    by: ['considerPleas'],
    applies: punished,
    before: ['punish'],
  },
  reviewed: {
    title: '法制审核通过',
    norm: 'B5',
    basis: [处罚法(58)],
    by: ['review'],
    applies: (record) => punished(record) && reviewDue(record),
    met: ({ reviewedOn }) => reviewedOn !== undefined,
    before: ['punish'],
  },
  discussed: {
    title: '情节复杂或者重大的，行政机关负责人集体讨论',
    norm: 'B5',
    basis: [处罚法('第57条第二款')],
    by: ['discuss'],
    applies: (record) => punished(record) && discussionDue(record),
    met: ({ discussedOn }) => discussedOn !== undefined,
    before: ['punish'],
  },
  decided: {
    title: '行政机关负责人作出决定',
    norm: 'B5',
    basis: [处罚法('第57条第一款'), 处罚法(60)],
    by: ['punish', 'spare', 'dismiss', 'transfer'],
    applies: ordinary,
    before: ['conclude'],
  },
  served: {
    title: '决定书当场交付或者七个工作日内送达',
    norm: 'B5',
    basis: [处罚法(61)],
    by: ['serve'],
    applies: (record) => ordinary(record) && record.decision !== 'transferred',
    before: ['conclude'],
  },
  published: {
    title: '具有一定社会影响的决定依法公开',
    norm: 'B5',
    basis: [处罚法('第48条第一款')],
    by: ['publish'],
    applies: ({ impact, decision, overturned, publishedOn }) =>
      impact === true && decision === 'punished' && (overturned === undefined || publishedOn !== undefined),
    before: ['archive'],
  },
  withdrawn: {
    title: '公开的决定被变更、撤销、确认违法或者无效的，撤回信息并说明理由',
    norm: 'B5',
    basis: [处罚法('第48条第二款')],
    by: ['withdrawPublication'],
    applies: ({ overturned, publishedOn }) => overturned !== undefined && publishedOn !== undefined,
    before: ['archive'],
  },
  concluded: {
    title: '履行、执行完毕后结案',
    norm: 'B5',
    basis: [处罚法('第66条第一款'), 处罚法('第27条第二款')],
    by: ['conclude', 'judicialAccepted'],
    before: ['archive'],
  },
}
