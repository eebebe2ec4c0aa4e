import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'
import { kinds as adviserKinds } from '../legal-adviser/record.ts'

/** What is under review: each kind has its own papers and its own term. */
export const abouts = {
  decision: '重大行政决策',
  document: '行政规范性文件',
  list: '权责清单调整',
  contract: '政府合同',
} as const
export type About = keyof typeof abouts

/** 送审材料, by what each of them is for. */
export const paperKinds = {
  draft: '送审稿',
  note: '起草说明',
  basis: '依据',
  procedure: '履行程序的说明',
  opinions: '征求意见及采纳情况',
  approval: '立项、采购或者授权文件',
  counterpart: '对方主体资格和履约能力',
  other: '其他材料',
} as const
export type PaperKind = keyof typeof paperKinds

export const verdicts = { lawful: '合法', changes: '应当修改', unlawful: '不合法' } as const
export type Verdict = keyof typeof verdicts

/** The three headings under which an opinion gives its reasons. */
export const headings = { authority: '权限', course: '程序', content: '内容' } as const
export type Heading = keyof typeof headings

const words = (title: string, max = 2000) => f.text(title, { max, lines: true })
const opt = (title: string, max = 2000) => f.text(title, { max, lines: true, optional: true })

/** One paper that was handed in: attached, or said in words. */
export const paper = {
  paper: f.choice('材料', paperKinds),
  words: opt('内容', 4000),
  file: f.files('附件', { optional: true }),
}

/** One paper that is missing, and why it is needed. */
export const lack = { paper: f.choice('缺的材料', paperKinds), why: f.text('要求', { max: 500 }) }

/** What was found under one heading. */
export const finding = {
  found: f.choice('结论', { ok: '符合', problem: '有问题' }),
  words: opt('问题和依据'),
}

/** What an adviser declares of his own interest as he is asked. */
export const interests = {
  none: '与本件没有利害关系',
  has: '与本件有利害关系',
} as const

/** 法律顾问、公职律师, by name, with what he declared of his own interest. */
export const adviser = {
  adviser: f.matter('法律顾问'),
  name: f.text('姓名', { max: 60 }),
  from: f.text('执业机构、单位', { max: 120 }),
  kind: f.choice('身份', adviserKinds),
  on: f.day('参加日期'),
  left: f.text('退出的理由', { max: 500, optional: true }),
}

/** His written part. */
export const advice = {
  adviser: f.matter('法律顾问'),
  name: f.text('姓名', { max: 60 }),
  verdict: f.choice('结论', verdicts),
  words: words('法律意见', 4000),
  on: f.day('日期'),
  file: f.files('签名意见书', { optional: true }),
}

/** 审查意见 as it was issued. */
export const opinion = {
  verdict: f.choice('结论', verdicts),
  authority: f.group('权限', finding),
  course: f.group('程序', finding),
  content: f.group('内容', finding),
  words: words('审查意见', 4000),
  risk: opt('明示的法律风险'),
}

/** Those who review. */
export const REVIEWING = ['office', 'officeHead', 'reviewer', 'discipline'] as const
/** And those whom the opinion is for: who asked, and who decides or issues on the strength of it. */
export const INSIDE = ['submitter', 'submitterHead', 'host', 'reader', ...REVIEWING] as const

const inside = { seenBy: INSIDE } as const
const reviewing = { seenBy: REVIEWING } as const
const all = { seenBy: 'all' } as const

/** 合法性审查 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('编号', { max: 40, ...all }),
  title: f.text('送审事项', { max: 200, ...all }),
  about: f.choice('审查类别', abouts, all),
  parent: f.matter('所属事项', all),
  version: f.number('稿次', { min: 1, max: 999, ...all }),
  unit: f.unit('送审单位', all),
  handler: f.person('经办人', all),
  submittedOn: f.day('送审日期', all),
  office: f.unit('审查机构', all),
  host: f.unit('议事机构办公室、办文单位', all),
  readers: f.posts('审议、签发的领导', all),
  wanted: f.day('请于何日前审查完毕', inside),
  urgent: f.text('情况紧急的理由', { max: 500, ...inside }),
  papers: f.rows('送审材料', paper, { ...inside, most: 120 }),
  missing: f.rows('待补正的材料', lack, { ...inside, most: 30 }),
  asked: f.rows('补正通知列明的材料', lack, { ...inside, most: 30 }),
  askedOn: f.day('补正通知日期', inside),
  completeBy: f.day('补正期限', inside),
  completedOn: f.day('补正日期', inside),
  acceptedOn: f.day('材料齐全日期', inside),
  due: f.day('审查期限', all),
  dueWhy: f.text('审查期限的计算', { max: 2000, ...inside }),
  extendedOn: f.day('延长日期', inside),
  extendedWhy: f.text('延长的理由', { max: 1000, ...inside }),
  reviewer: f.person('审查人员', inside),
  advisers: f.rows('法律顾问、公职律师', adviser, { ...inside, most: 30 }),
  advice: f.rows('法律意见', advice, { ...reviewing, most: 60 }),
  // The reviewer's draft. Named as the form of the act is, so that who asked does not read it before it is issued.
  verdict: f.choice('拟定结论', verdicts, reviewing),
  authority: f.group('权限', finding, reviewing),
  course: f.group('程序', finding, reviewing),
  content: f.group('内容', finding, reviewing),
  opinion: f.text('拟定审查意见', { max: 4000, ...reviewing }),
  risk: f.text('明示的法律风险', { max: 2000, ...reviewing }),
  proposedOn: f.day('拟出意见日期', reviewing),
  remark: f.text('签发意见、退回理由', { max: 1000, ...reviewing }),
  issued: f.group('审查意见', opinion, inside),
  issuedOn: f.day('出具日期', inside),
  issuedBy: f.person('签发人', inside),
  opinionNumber: f.text('意见书文号', { max: 60, ...inside }),
  adopted: f.choice('采纳情况', { all: '全部采纳', part: '部分采纳', none: '不采纳' }, inside),
  adoption: f.text('修改情况、不采纳的理由', { max: 2000, ...inside }),
  answeredOn: f.day('反馈日期', inside),
  returnedOn: f.day('退回日期', inside),
  ending: f.text('退回、撤回的理由', { max: 1000, ...inside }),
} as const

export type ReviewRecord = RecordOf<typeof record>
