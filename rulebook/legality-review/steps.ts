import type { StepSpec } from '#kernel/vocabulary.ts'
import { 决策条例, 合法性审核意见, 工作规则, 法律顾问意见 } from '../laws.ts'
import type { ReviewRecord } from './record.ts'

type Act = 'accept' | 'assign' | 'engageAdviser' | 'advise' | 'propose' | 'issue' | 'answer'

/** The steps of a review, from complete papers to what became of the opinion. */
export const steps: Readonly<Record<string, StepSpec<Act, keyof ReviewRecord, ReviewRecord>>> = {
  accepted: {
    title: '送审材料齐全后接收',
    norm: 'B1',
    basis: [决策条例(26)],
    by: ['accept'],
    before: ['assign', 'propose', 'issue', 'answer'],
  },
  assigned: {
    title: '分派审查人员',
    norm: 'B1',
    basis: [工作规则('合法性审查')],
    by: ['assign'],
    before: ['propose', 'issue', 'answer'],
  },
  declared: {
    title: '法律顾问、公职律师声明没有利害关系后参加',
    norm: 'B2',
    basis: [决策条例(28), 法律顾问意见()],
    by: ['engageAdviser'],
    before: ['advise', 'propose', 'issue', 'answer'],
  },
  advised: {
    title: '法律顾问、公职律师提出书面法律意见',
    norm: 'B2',
    basis: [决策条例(28), 法律顾问意见()],
    by: ['advise'],
    before: ['propose', 'issue', 'answer'],
  },
  proposed: {
    title: '从权限、程序、内容提出审查意见',
    norm: 'B1',
    basis: [决策条例(27), 合法性审核意见('第六项')],
    by: ['propose'],
    before: ['issue', 'answer'],
  },
  issued: {
    title: '审查机构主要负责人签发审查意见',
    norm: 'B1',
    basis: [决策条例(28), 合法性审核意见('第六项')],
    by: ['issue'],
    before: ['answer'],
  },
  answered: {
    title: '送审单位反馈采纳情况',
    norm: 'B1',
    basis: [决策条例(28), 合法性审核意见('第六项')],
    by: ['answer'],
    before: [],
  },
}
