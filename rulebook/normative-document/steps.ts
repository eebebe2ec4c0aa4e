import type { StepSpec } from '#kernel/vocabulary.ts'
import {
  优化营商环境条例,
  公平竞争审查条例,
  公文条例,
  合法性审核意见,
  地方组织法,
  规范性文件办法,
  规范性文件通知,
} from '../laws.ts'
import type { NormativeRecord } from './record.ts'

const CHECKED = ['passCheck', 'discuss', 'sign', 'publish'] as const
type Act = (typeof CHECKED)[number] | 'draft' | 'deliver' | 'register' | 'end'
type Step = StepSpec<Act, keyof NormativeRecord, NormativeRecord>

/** The six steps of 地方组织法 Art 75 and what the notices add, with the evidence of each. */
export const steps: Readonly<Record<string, Step>> = {
  approved: {
    title: '批准立项',
    norm: 'B1',
    basis: [规范性文件通知('第二项')],
    by: ['approve'],
    before: ['draft', 'deliver', ...CHECKED],
  },
  assessed: {
    title: '评估论证',
    norm: 'B1',
    basis: [地方组织法(75), 规范性文件通知('第四项')],
    by: ['assess'],
    before: ['deliver', ...CHECKED],
  },
  drafted: {
    title: '形成文件稿和起草说明',
    norm: 'B1',
    basis: [规范性文件通知('第三项')],
    by: ['draft', 'revise'],
    before: ['deliver', ...CHECKED],
  },
  publicHeard: {
    title: '公开征求意见、审定采纳情况',
    norm: 'B1',
    basis: [地方组织法(75), 规范性文件通知('第五项')],
    by: ['close'],
    in: { field: 'participation', procedure: 'public-participation' },
    applies: ({ secret }) => secret === undefined,
    before: ['deliver', ...CHECKED],
  },
  businessHeard: {
    title: '听取企业、行业协会商会意见',
    norm: 'B1',
    basis: [优化营商环境条例(62)],
    by: ['hearBusiness'],
    applies: ({ business }) => business === true,
    before: ['deliver', ...CHECKED],
  },
  fair: {
    title: '公平竞争审查通过',
    norm: 'B1',
    basis: [公平竞争审查条例(14), 公平竞争审查条例(18)],
    by: ['close'],
    in: { field: 'fairnessReview', procedure: 'fair-competition-review' },
    applies: ({ business }) => business === true,
    met: ({ fairnessReview = '' }, matters) =>
      ['passed', 'excepted'].includes(matters[fairnessReview]?.record['conclusion']),
    before: ['deliver', ...CHECKED],
  },
  internal: {
    title: '起草单位内部审核',
    norm: 'B1',
    basis: [合法性审核意见('第四项')],
    by: ['reviewInternally'],
    before: ['deliver', ...CHECKED],
  },
  delivered: {
    title: '起草单位主要负责人送审',
    norm: 'B1',
    basis: [规范性文件通知('第六项')],
    by: ['deliver'],
    before: [...CHECKED],
  },
  checked: {
    title: '办公机构形式审查',
    norm: 'B1',
    basis: [规范性文件通知('第六项'), 合法性审核意见('第五项')],
    by: ['passCheck'],
    before: ['discuss', 'sign', 'publish'],
  },
  lawful: {
    title: '现稿经合法性审查，结论为合法',
    norm: 'B1',
    basis: [地方组织法(75), 合法性审核意见('第七项')],
    by: ['issue'],
    in: { field: 'legalityReview', procedure: 'legality-review' },
    met: ({ legalityReview = '', version = 1 }, matters) => {
      const review = matters[legalityReview]?.record
      return review?.['issued']?.verdict === 'lawful' && (review['version'] ?? 1) === version
    },
    before: ['discuss', 'sign', 'publish'],
  },
  discussed: {
    title: '集体审议通过',
    norm: 'B1',
    basis: [地方组织法(75), 规范性文件通知('第七项')],
    by: ['adopt'],
    in: { field: 'topic', procedure: 'topic' },
    before: ['sign', 'publish'],
  },
  proposedToBody: {
    title: '提请集体审议',
    norm: 'B1',
    basis: [规范性文件通知('第七项')],
    by: ['discuss'],
    before: ['sign', 'publish'],
  },
  signed: {
    title: '主要负责人签发',
    norm: 'B1',
    basis: [公文条例(22)],
    by: ['sign'],
    before: ['register', 'publish'],
  },
  numbered: {
    title: '统一登记、统一编号',
    norm: 'B1',
    basis: [规范性文件通知('第八项')],
    by: ['register'],
    before: ['publish'],
  },
  published: {
    title: '公布',
    norm: 'B1',
    basis: [地方组织法(75), 优化营商环境条例(64)],
    by: ['publish'],
    before: ['end'],
  },
  filed: {
    title: '报送备案',
    norm: 'B1',
    basis: [地方组织法(75), 规范性文件通知('第十项')],
    by: ['file'],
    before: ['end'],
  },
  ended: {
    title: '公布失效、废止',
    norm: 'B1',
    basis: [规范性文件办法('有效期')],
    by: ['end'],
    before: [],
  },
}
