import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

/** In whose name it is issued. */
export const issuers = {
  government: '区政府',
  office: '区政府办公室（经区政府同意）',
  department: '区级部门、街道',
} as const
export type Issuer = keyof typeof issuers

/** 清理、评估 come to one of these. */
export const fates = { keep: '继续有效', change: '修改', end: '废止、宣布失效' } as const

export const filings = { filed: '准予备案', correct: '责令改正' } as const

/** Why a document is no longer in force. */
export const ends = { expired: '有效期届满', repealed: '废止', replaced: '由新文件代替' } as const

const words = (title: string, max = 2000) => f.text(title, { max, lines: true })

/** 评估论证, under the four headings of the notice. */
export const assessment = {
  necessity: words('必要性'),
  feasibility: words('可行性'),
  reasonableness: words('合理性'),
  effect: words('预期效果和可能影响'),
}

/** What a firm or a trade association said, and what became of it. */
export const heard = {
  who: f.text('企业、行业协会商会', { max: 200 }),
  words: words('意见'),
  taken: f.flag('采纳'),
  reason: f.text('不采纳的理由', { max: 1000, optional: true }),
}

/** 清理 and 评估 as they were concluded. */
export const verdict = {
  fate: f.choice('结论', fates),
  words: words('理由'),
  on: f.day('日期'),
  by: f.unit('作出单位'),
}

const INSIDE = ['applicant', 'applicantHead', 'office', 'legal', 'signer', 'discipline'] as const

const all = { seenBy: 'all' } as const
const inside = { seenBy: INSIDE } as const

/** 规范性文件 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('文件名称', { max: 200, ...all }),
  issuer: f.choice('制定机关', issuers, all),
  unit: f.unit('起草单位', all),
  handler: f.person('经办人', all),
  recorder: f.unit('办公机构', all),
  legalUnit: f.unit('审核机构', all),
  signer: f.post('签发人', all),
  proposedOn: f.day('立项申请日期', all),
  need: f.text('必要性和拟解决的问题', { max: 4000, ...inside }),
  higherLaw: f.text('制定依据', { max: 2000, ...all }),
  existing: f.text('与现行文件的关系', { max: 2000, ...inside }),
  business: f.flag('涉及经营主体经济活动', all),
  secret: f.text('不公开征求意见的理由和依据', { max: 1000, ...inside }),
  assessment: f.group('评估论证', assessment, inside),
  draft: f.files('文件稿', inside),
  note: f.text('起草说明', { max: 4000, ...inside }),
  version: f.number('稿次', { min: 1, max: 999, ...inside }),
  heard: f.rows('听取企业、行业协会商会意见', heard, { ...inside, most: 100 }),
  participation: f.matter('公众参与', all),
  fairnessReview: f.matter('公平竞争审查', inside),
  internal: f.text('起草单位内部审核意见', { max: 2000, ...inside }),
  internalBy: f.text('内部审核人', { max: 60, ...inside }),
  checked: f.text('形式审查意见', { max: 1000, ...inside }),
  legalityReview: f.matter('合法性审查', inside),
  topic: f.matter('集体审议的议题', all),
  signedOn: f.day('签发日期', all),
  registered: f.text('统一编号', { max: 60, ...all }),
  registeredOn: f.day('登记日期', all),
  paper: f.matter('印发公文', all),
  publishedOn: f.day('公布日期', all),
  publishedAt: f.text('公布渠道', { max: 300, ...all }),
  effectiveOn: f.day('施行日期', all),
  gapWhy: f.text('施行间隔短的理由', { max: 500, ...all }),
  validUntil: f.day('有效期至', all),
  assessBy: f.day('届满前评估期限', all),
  reviewBy: f.day('下次清理日期', all),
  interpretedOn: f.day('解读日期', all),
  interpretedAt: f.text('解读渠道', { max: 300, ...all }),
  interpretation: f.text('解读要点', { max: 4000, ...all }),
  filedWith: f.text('备案机关', { max: 300, ...all }),
  filedOn: f.day('报送备案日期', all),
  filing: f.choice('备案审查结果', filings, all),
  filingWords: f.text('备案审查意见', { max: 2000, ...inside }),
  correctedOn: f.day('改正日期', all),
  correction: f.text('改正情况', { max: 2000, ...all }),
  reviews: f.rows('历次清理', verdict, { ...all, most: 60 }),
  assessments: f.rows('实施后评估', verdict, { ...all, most: 60 }),
  renewals: f.rows(
    '延续有效期',
    { until: f.day('延至'), on: f.day('日期'), reason: words('理由') },
    { ...all, most: 30 },
  ),
  returned: f.text('退回的理由', { max: 1000, ...inside }),
  ends: f.choice('失效原因', ends, all),
  endedOn: f.day('失效日期', all),
  ending: f.text('失效、撤回的理由', { max: 1000, ...all }),
} as const

export type NormativeRecord = RecordOf<typeof record>

/** Whether the document may be a basis on a day: published, begun, and neither lapsed nor ended. A document lapses by itself with its term. */
export const isInForce = (
  { publishedOn, effectiveOn, validUntil, endedOn }: NormativeRecord,
  day: string,
): boolean =>
  publishedOn !== undefined &&
  effectiveOn !== undefined &&
  effectiveOn <= day &&
  (validUntil === undefined || day <= validUntil) &&
  (endedOn === undefined || day < endedOn)
