import * as f from '#kernel/fields.ts'
import type { RecordOf } from '#kernel/vocabulary.ts'

/** 文种, the fifteen of the regulation's article 8 in its order. */
export const genres = {
  resolution: '决议',
  decision: '决定',
  order: '命令（令）',
  communique: '公报',
  announcement: '公告',
  publicNotice: '通告',
  opinion: '意见',
  circular: '通知',
  bulletin: '通报',
  report: '报告',
  request: '请示',
  reply: '批复',
  bill: '议案',
  letter: '函',
  minutes: '纪要',
} as const
export type Genre = keyof typeof genres

/** In whose name and in which layout: the second word of the number, 云**政办发**. A department's own has its own word. */
export const series = {
  government: '区政府文件（政发）',
  office: '区政府办公室文件（政办发）',
  governmentLetter: '区政府函（政函）',
  officeLetter: '区政府办公室函（政办函）',
  department: '本单位文件',
  departmentLetter: '本单位函',
} as const
export type Series = keyof typeof series

export const urgencies = { special: '特急', urgent: '加急', normal: '平件' } as const

/** How long it may be: the rule on less burden exempts 综合性 documents. */
export const scopes = {
  general: '一般文件',
  special: '部署专项工作的文件',
  comprehensive: '综合性文件',
} as const

export const verdicts = { agree: '同意', object: '有意见' } as const

export const steps = { unit: '部门审签', check: '审核', sign: '签发', recheck: '复核' } as const

const opinionText = (title: string) => f.text(title, { max: 2000, optional: true })

/** What somebody on the way said of the text, and of which version of it. */
export const review = {
  step: f.choice('环节', steps),
  outcome: f.choice('结论', { pass: '同意', back: '退回修改' }),
  words: f.text('意见', { max: 2000 }),
  version: f.number('稿次', { min: 1, max: 999 }),
  on: f.day('日期'),
  unit: f.unit('单位'),
  person: f.person('办理人'),
  entered: f.person('代录人', { optional: true }),
  original: f.files('签批原件', { optional: true }),
}

/** 会签意见: whose, on which version; an answer to a later version stands beside the earlier one, never in its place. */
export const opinion = {
  unit: f.unit('会签单位'),
  verdict: f.choice('意见', verdicts),
  words: f.text('说明', { max: 2000 }),
  version: f.number('稿次', { min: 1, max: 999 }),
  on: f.day('日期'),
  person: f.person('会签人'),
}

/** A text that was replaced, kept in full. */
export const version = {
  version: f.number('稿次', { min: 1, max: 999 }),
  title: f.text('标题', { max: 200 }),
  text: f.text('正文', { max: 20_000, lines: true }),
  replacedOn: f.day('被替换日期'),
  by: f.person('修改人'),
  reason: opinionText('修改说明'),
}

/** Who may see how a document came about. Whoever only receives it sees what was issued. */
export const INSIDE = [
  'drafter',
  'drafterHead',
  'office',
  'countersigner',
  'countersignerHead',
  'legal',
  'signer',
  'chief',
  'discipline',
] as const

/** 发文 as it is kept. Every field says who may see it. */
export const record = {
  number: f.text('办理编号', { max: 40, seenBy: 'all' }),
  docNumber: f.text('发文字号', { max: 60, seenBy: 'all' }),
  title: f.text('标题', { max: 200, seenBy: 'all' }),
  genre: f.choice('文种', genres, { seenBy: 'all' }),
  series: f.choice('发文名义和形式', series, { seenBy: 'all' }),
  urgency: f.choice('紧急程度', urgencies, { seenBy: 'all' }),
  secrecy: f.choice('密级', { none: '非涉密' }, { seenBy: 'all' }),
  unit: f.unit('起草单位', { seenBy: 'all' }),
  handler: f.person('拟稿人', { seenBy: 'all' }),
  host: f.unit('核稿办文单位', { seenBy: 'all' }),
  contact: f.text('联系电话', { max: 40, seenBy: INSIDE }),
  to: f.units('主送', { seenBy: 'all' }),
  toText: f.text('主送写法', { max: 300, seenBy: 'all' }),
  copies: f.units('抄送', { seenBy: 'all' }),
  copiesText: f.text('抄送写法', { max: 300, seenBy: 'all' }),
  upward: f.flag('上行文', { seenBy: 'all' }),
  important: f.flag('重要公文', { seenBy: INSIDE }),
  normative: f.flag('行政规范性文件', { seenBy: 'all' }),
  notNormative: f.text('不属规范性文件的理由', { max: 500, seenBy: INSIDE }),
  expiry: f.day('有效期至', { seenBy: 'all' }),
  normativeDocument: f.matter('印发的规范性文件', { seenBy: 'all' }),
  // The text of that document as it was reviewed and adopted: attached unchanged, it needs no second review.
  reviewedFiles: f.files('经审查、审议的文稿', { seenBy: INSIDE }),
  basis: f.text('发文依据', { max: 1000, seenBy: 'all' }),
  scope: f.choice('篇幅类别', scopes, { seenBy: INSIDE }),
  disclosure: f.choice(
    '公开属性',
    { open: '主动公开', onRequest: '依申请公开', closed: '不予公开' },
    { seenBy: 'all' },
  ),
  draftedOn: f.day('起草日期', { seenBy: INSIDE }),
  version: f.number('稿次', { min: 1, max: 999, seenBy: INSIDE }),
  text: f.text('正文', { max: 20_000, seenBy: INSIDE }),
  attachmentTitles: f.text('附件名称', { max: 1000, seenBy: 'all' }),
  attachments: f.files('附件', { seenBy: INSIDE }),
  versions: f.rows('历次文稿', version, { seenBy: INSIDE, most: 300 }),
  reviews: f.rows('审签意见', review, { seenBy: INSIDE, most: 300 }),
  countersigners: f.units('会签单位', { seenBy: INSIDE }),
  opinions: f.rows('会签意见', opinion, { seenBy: INSIDE, most: 300 }),
  differences: f.text('分歧及协调情况', { max: 1000, seenBy: INSIDE }),
  legalityReview: f.matter('合法性审查', { seenBy: INSIDE }),
  reviewVersion: f.number('送审稿次', { min: 1, max: 999, seenBy: INSIDE }),
  reviewed: f.text('合法性审查结论', { max: 200, seenBy: INSIDE }),
  discussed: f.text('集体讨论情况', { max: 300, seenBy: INSIDE }),
  signer: f.post('签发人', { seenBy: 'all' }),
  signedBy: f.person('签发', { seenBy: 'all' }),
  signedOn: f.day('签发日期', { seenBy: 'all' }),
  signEntered: f.person('签发代录人', { seenBy: INSIDE }),
  signConfirmedOn: f.day('签发人确认日期', { seenBy: INSIDE }),
  issued: f.text('发文正文', { max: 20_000, seenBy: 'all' }),
  issuedFiles: f.files('发文附件', { seenBy: 'all' }),
  numberedOn: f.day('编号日期', { seenBy: 'all' }),
  printedCopies: f.number('印制份数', { min: 1, max: 9999, seenBy: 'all' }),
  printedOn: f.day('印发日期', { seenBy: 'all' }),
  sealedFile: f.files('用印版', { seenBy: 'all' }),
  sealed: f.rows(
    '用印',
    {
      seal: f.choice('印章', { government: '区政府印章', office: '区政府办公室印章', unit: '本单位印章' }),
      by: f.person('监印人'),
      copies: f.number('用印份数', { min: 1, max: 9999 }),
      on: f.day('用印日期'),
    },
    { seenBy: INSIDE, most: 300 },
  ),
  sentTo: f.units('分发单位', { seenBy: 'all' }),
  sentOutside: f.text('区外分发', { max: 500, seenBy: 'all' }),
  sentOn: f.day('分发日期', { seenBy: 'all' }),
  fileNumber: f.text('档号', { max: 60, seenBy: INSIDE }),
  kept: f.choice('保管期限', { permanent: '永久', thirty: '30年', ten: '10年' }, { seenBy: INSIDE }),
  ending: f.text('撤回、作废的理由', { max: 1000, seenBy: INSIDE }),
  // Kept in the rows above; named here so that whoever may not see those does not read the words in the acts either.
  opinion: f.text('意见', { max: 2000, seenBy: INSIDE }),
  verdict: f.choice('会签意见', verdicts, { seenBy: INSIDE }),
  reason: f.text('修改说明', { max: 1000, seenBy: INSIDE }),
  original: f.files('签批原件', { seenBy: INSIDE }),
} as const

export type DocumentRecord = RecordOf<typeof record>
