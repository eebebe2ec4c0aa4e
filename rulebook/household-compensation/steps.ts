import type { StepSpec } from '#kernel/vocabulary.ts'
import { 土地管理法, 土地条例, 征补执行规定, 征补条例, 强制法 } from '../laws.ts'
import type { HouseholdRecord } from './record.ts'

type Act = 'sign' | 'requestDecision' | 'decide' | 'pay' | 'move' | 'carryOut' | 'applyToCourt' | 'fileUp'
type Step = StepSpec<Act, keyof HouseholdRecord, HouseholdRecord>

const isDecided = ({ decidedOn }: HouseholdRecord): boolean => decidedOn !== undefined
const isEnforced = ({ appliedOn }: HouseholdRecord): boolean => appliedOn !== undefined

/** 必经步骤 of one household: what has to stand in its file, each with the act that is its evidence. */
export const steps: Readonly<Record<string, Step>> = {
  confirmed: {
    title: '调查结果经确认',
    norm: 'B5',
    basis: [征补条例(15), 土地条例(26)],
    by: ['confirm'],
    before: ['sign', 'decide'],
  },
  found: {
    title: '未登记建筑经认定',
    norm: 'B5',
    basis: [征补条例(24)],
    by: ['find'],
    applies: ({ unregistered = 0 }) => unregistered > 0,
    before: ['sign', 'decide'],
  },
  valued: {
    title: '送达分户评估报告，或者办理补偿登记；登记期满没有登记的报请决定',
    norm: 'B5',
    basis: [征补条例(19), 土地管理法(47)],
    by: ['deliverValuation', 'register', 'requestDecision'],
    before: ['sign', 'requestDecision'],
  },
  settled: {
    title: '签订补偿协议，或者作出补偿决定',
    norm: 'B5',
    basis: [征补条例(25), 征补条例(26), 土地条例(29), 土地条例(31)],
    by: ['sign', 'decide'],
    before: ['pay'],
  },
  served: {
    title: '补偿决定送达并公告',
    norm: 'B5',
    basis: [征补条例(26)],
    by: ['serve'],
    applies: isDecided,
    before: ['applyToCourt', 'move'],
  },
  paid: {
    title: '先补偿：足额支付',
    norm: 'B5',
    basis: [征补条例(27), 土地管理法(48)],
    by: ['pay'],
    before: ['move', 'carryOut', 'applyToCourt'],
  },
  urged: {
    title: '催告满10个工作日',
    norm: 'B5',
    basis: [强制法(54)],
    by: ['urge'],
    applies: isEnforced,
    before: ['applyToCourt'],
  },
  ruled: {
    title: '人民法院裁定准予执行',
    norm: 'B5',
    basis: [征补执行规定(4), 征补条例(28)],
    by: ['recordGrant'],
    applies: isEnforced,
    before: ['carryOut'],
  },
  moved: {
    title: '后搬迁：搬迁交付',
    norm: 'B5',
    basis: [征补条例(27)],
    by: ['move', 'carryOut'],
    before: ['fileUp'],
  },
  filed: {
    title: '分户档案',
    norm: 'B5',
    basis: [征补条例(29)],
    by: ['fileUp'],
    before: ['fileUp'],
  },
}
