// Long on purpose: the papers of one case, in the order in which it takes them.
import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import {
  fields,
  heading,
  officersText,
  organPaper,
  paragraph,
  partyNote,
  partyRows,
  partyText,
  phrase,
  receipt,
  receiptRows,
  remediesText,
  said,
  sentence,
} from '../enforcement/papers.ts'
import { signings } from '../enforcement/party.ts'
import { day, lastDone } from '../paper-parts.ts'
import { HEARING_ASK_DAYS, PAY_DAYS, URGE_DAYS, outstanding, owed } from './clock.ts'
import { amountOf, penaltiesText } from './measure.ts'
import {
  type PenaltyRecord,
  adoptions,
  endings,
  evidences,
  inquiries,
  proposals,
  sources,
  sparing,
} from './record.ts'

type Context = PaperContext<PenaltyRecord>

const numbered = ({ decisionNumber }: PenaltyRecord) => (decisionNumber ? { number: decisionNumber } : {})

/** 立案审批表. */
function filing(context: Context): Gongwen {
  const { record, unit, headOf } = context
  return organPaper(context, {
    title: '立案审批表',
    body: [
      fields([
        [['案由', record.title ?? '']],
        [
          ['案件来源', record.source ? sources[record.source] : ''],
          ['发现日期', day(record.foundOn)],
        ],
        ...partyRows(record.party),
        [['涉嫌违法的事实', record.facts ?? '']],
        [['涉嫌违反的规定', record.law ?? '']],
        [['办案人员', officersText(context)]],
        [
          [
            '负责人意见',
            record.notFiled
              ? `不予立案：${record.notFiled}`
              : record.filedOn
                ? `${day(record.filedOn)}批准立案`
                : '',
          ],
        ],
      ]),
    ],
    signed: { by: headOf(record.unit) || unit(record.unit), on: record.filedOn ?? lastDone(context) },
  })
}

/** 询问、检查、勘验笔录: one for each. */
function inquiry(context: Context, row: string): Gongwen {
  const { record, unit } = context
  const one = (record.inquiries ?? [])[Number(row) - 1]
  if (!one) throw new Error(`the case has no record ${row}`)
  return organPaper(context, {
    title: inquiries[one.kind],
    body: [
      fields([
        [['案由', record.title ?? '']],
        [
          ['被询问人（被检查场所）', one.of],
          ['日期', day(one.on)],
        ],
        ...(one.approval ? [[['检查通知书', one.approval] as [string, string]]] : []),
        [['执法人员', `${officersText(context)}，已出示执法证件`]],
        [['内容', one.words]],
        [
          ['签名情况', signings[one.signing]],
          ['注明', one.note ?? ''],
        ],
      ]),
    ],
    signed: { by: unit(record.unit), on: one.on, sealed: false },
  })
}

/** 证据目录, by the eight kinds. */
function evidenceList(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    title: '证据目录',
    body: [
      {
        kind: 'table',
        columns: [
          { title: '序号', width: 6 },
          { title: '种类', width: 16 },
          { title: '名称', width: 24 },
          { title: '来源', width: 20 },
          { title: '证明的事实', width: 34 },
        ],
        rows: (record.evidence ?? []).map((one, n) => [
          String(n + 1),
          evidences[one.kind],
          one.what,
          one.source,
          one.proves,
        ]),
      },
    ],
    signed: { by: unit(record.unit), on: lastDone(context), sealed: false },
  })
}

function preserveNotice(context: Context): Gongwen {
  const { record, unit } = context
  const things = (record.preserved ?? []).map(({ what, quantity }) => `${what}${quantity}`)
  return organPaper(context, {
    title: '先行登记保存通知书',
    addressee: record.party?.name ?? '',
    body: [
      paragraph(
        `因证据可能灭失或者以后难以取得，依据《中华人民共和国行政处罚法》第五十六条，经本机关负责人批准，对下列物品先行登记保存：${things.join('、')}。`,
      ),
      paragraph('本机关将在七个工作日内作出处理决定。在此期间，当事人或者有关人员不得销毁或者转移证据。'),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.preservedOn ?? lastDone(context) },
  })
}

/** 调查终结报告. */
function report(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    title: `关于${record.title ?? ''}案的调查终结报告`,
    body: [
      paragraph(`${partyText(record.party)}。`),
      heading('一、查明的事实和证据'),
      paragraph(sentence(record.findings ?? '')),
      heading('二、违反和依据的规定'),
      paragraph(sentence(record.law ?? '')),
      ...said(record.discretion ? `裁量情节和基准：${sentence(record.discretion)}` : undefined),
      heading('三、处理建议'),
      paragraph(
        sentence(
          `${record.proposal ? proposals[record.proposal] : ''}${record.proposed?.length ? `：${penaltiesText(record.proposed)}` : ''}${record.correction ? `；责令改正：${record.correction}` : ''}`,
        ),
      ),
    ],
    note: `办案人员：${officersText(context)}`,
    signed: { by: unit(record.unit), on: lastDone(context), sealed: false },
  })
}

/** 行政处罚事先告知书, with the right to a hearing where there is one. */
function tellNotice(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    title: record.hearingRight ? '行政处罚听证告知书' : '行政处罚事先告知书',
    addressee: record.party?.name ?? '',
    body: [
      paragraph(sentence(`经查，${phrase(record.findings)}`)),
      paragraph(
        sentence(
          `上述行为违反了${record.law ?? ''}。本机关拟对你（单位）作出下列行政处罚：${penaltiesText(record.told)}`,
        ),
      ),
      paragraph(
        `依据《中华人民共和国行政处罚法》第四十四条、第四十五条，你（单位）有权进行陈述和申辩，请于${day(record.pleaBy)}前提出；本机关不会因陈述、申辩给予更重的处罚。`,
      ),
      ...said(
        record.hearingRight
          ? `依据《中华人民共和国行政处罚法》第六十三条、第六十四条，你（单位）有权要求听证，应当在收到本告知书后${HEARING_ASK_DAYS}个工作日内（${day(record.hearingBy)}前）提出，不承担组织听证的费用。`
          : undefined,
      ),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.toldOn ?? lastDone(context) },
  })
}

function hearingNotice(context: Context): Gongwen {
  const { record, unit, person } = context
  return organPaper(context, {
    title: '行政处罚听证通知书',
    addressee: record.party?.name ?? '',
    body: [
      paragraph(
        `根据你（单位）的要求，本机关决定于${day(record.hearingOn)}（${record.hearingAt ?? ''}）就${record.title ?? ''}一案${record.hearingClosed ? `不公开（${record.hearingClosed}）` : '公开'}举行听证，由${person(record.hearingChair)}主持。`,
      ),
      paragraph(
        '认为主持人与本案有直接利害关系的，有权申请回避。可以亲自参加听证，也可以委托一至二人代理。无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利。',
      ),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: lastDone(context) },
  })
}

function hearingRecord(context: Context): Gongwen {
  const { record, unit, person } = context
  return organPaper(context, {
    title: '听证笔录',
    body: [
      fields([
        [['案由', record.title ?? '']],
        [
          ['日期', day(record.hearingHeldOn)],
          ['地点', record.hearingAt ?? ''],
        ],
        [
          ['主持人', person(record.hearingChair)],
          ['代理人', (record.agents ?? []).map(({ name }) => name).join('、') || '无'],
        ],
        [['方式', record.hearingClosed ? `不公开：${record.hearingClosed}` : '公开']],
        [['笔录', record.hearingRecord ?? '']],
      ]),
    ],
    signed: { by: unit(record.unit), on: record.hearingHeldOn ?? lastDone(context), sealed: false },
  })
}

function reviewOpinion(context: Context): Gongwen {
  const { record, unit, person } = context
  return organPaper(context, {
    title: '行政处罚决定法制审核意见书',
    body: [
      paragraph(`案由：${record.title ?? ''}。拟作出：${penaltiesText(record.told ?? record.proposed)}。`),
      paragraph(sentence(record.reviewOpinion ?? '')),
      ...said(record.considered ? `复核意见：${sentence(record.considered)}` : undefined),
    ],
    note: `审核人员：${person(record.reviewedBy)}`,
    signed: { by: unit(record.unit), on: record.reviewedOn ?? lastDone(context), sealed: false },
  })
}

function discussion(context: Context): Gongwen {
  const { record, unit, person } = context
  return organPaper(context, {
    title: '行政处罚案件集体讨论记录',
    body: [
      paragraph(`案由：${record.title ?? ''}。讨论日期：${day(record.discussedOn)}。`),
      ...(record.views ?? []).map(({ person: who, words }) =>
        paragraph(sentence(`${person(who)}：${words}`)),
      ),
      heading('结论'),
      paragraph(sentence(record.discussion ?? '')),
    ],
    signed: { by: unit(record.unit), on: record.discussedOn ?? lastDone(context), sealed: false },
  })
}

/** How and when it is to be carried out: what the decision says of paying. */
const performance = (record: PenaltyRecord): Block[] =>
  owed(record) > 0
    ? [
        paragraph(
          `请自收到本决定书之日起${PAY_DAYS}日内，到指定的银行或者通过电子支付系统缴纳罚没款${owed(record)}元。${amountOf(record.penalties ?? [], 'fine') > 0 ? '到期不缴纳罚款的，依据《中华人民共和国行政处罚法》第七十二条，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。确有经济困难的，可以申请延期或者分期缴纳。' : ''}`,
        ),
      ]
    : []

/** 行政处罚决定书: the six matters of 处罚法 59. */
function decision(context: Context): Gongwen {
  const { record, unit } = context
  const evidence = (record.evidence ?? []).map(({ what }) => what)
  return organPaper(context, {
    format: 'document',
    ...numbered(record),
    title: '行政处罚决定书',
    addressee: record.party?.name ?? '',
    body: [
      paragraph(`${partyText(record.party)}。`),
      heading('一、违法事实和证据'),
      paragraph(sentence(`经查，${phrase(record.findings)}`)),
      ...said(evidence.length > 0 ? `以上事实有${evidence.join('、')}等证据证明。` : undefined),
      heading('二、当事人的意见和复核'),
      paragraph(
        sentence(
          `本机关于${day(record.toldOn)}送达事先告知书。${(record.pleas ?? []).length > 0 ? '当事人提出陈述、申辩。' : '当事人没有提出陈述、申辩。'}${record.hearingHeldOn ? `${day(record.hearingHeldOn)}举行听证。` : ''}${phrase(record.considered)}${record.adoption ? `（${adoptions[record.adoption]}）` : ''}`,
        ),
      ),
      heading('三、处罚的种类和依据'),
      paragraph(
        sentence(
          `${record.reasons ? `${phrase(record.reasons)}。` : ''}当事人的行为违反了${record.law ?? ''}，决定给予下列行政处罚：${penaltiesText(record.penalties)}`,
        ),
      ),
      ...said(record.correction ? `责令改正：${sentence(record.correction)}` : undefined),
      heading('四、履行方式和期限'),
      ...performance(record),
      ...(owed(record) > 0 ? [] : [paragraph('请自收到本决定书之日起履行。')]),
      heading('五、救济途径'),
      paragraph(remediesText(record.remedies)),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.decidedOn ?? lastDone(context) },
  })
}

/** 当场行政处罚决定书: 处罚法 52(2). */
function spotDecision(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    ...numbered(record),
    title: '当场行政处罚决定书',
    body: [
      fields([
        ...partyRows(record.party),
        [['违法行为', record.facts ?? '']],
        [['处罚种类和数额', penaltiesText(record.penalties)]],
        [['依据', record.law ?? '']],
        [
          ['时间', record.startedAt ?? ''],
          ['地点', record.place ?? ''],
        ],
        [['责令改正', record.correction ?? '']],
        [['执法人员签名', officersText(context)]],
      ]),
      ...performance(record),
      paragraph(remediesText(record.remedies)),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.decidedOn ?? lastDone(context) },
  })
}

function noPenalty(context: Context): Gongwen {
  const { record, unit } = context
  const why =
    record.decision === 'dismissed' ? '违法事实不能成立' : record.spared ? sparing[record.spared] : ''
  return organPaper(context, {
    format: 'document',
    ...numbered(record),
    title: '不予行政处罚决定书',
    addressee: record.party?.name ?? '',
    body: [
      paragraph(`${partyText(record.party)}。`),
      paragraph(sentence(phrase(record.reasons))),
      paragraph(`因${why}，依据《中华人民共和国行政处罚法》，决定不予行政处罚。`),
      ...said(record.education ? `教育情况：${sentence(record.education)}` : undefined),
      paragraph(remediesText(record.remedies)),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.decidedOn ?? lastDone(context) },
  })
}

function deferral(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    title: '延期（分期）缴纳罚款通知书',
    addressee: record.party?.name ?? '',
    body: [
      paragraph(
        `依据《中华人民共和国行政处罚法》第六十六条，经审查，同意你（单位）对${record.decisionNumber ?? ''}决定的罚没款按下列期限缴纳：`,
      ),
      {
        kind: 'table',
        columns: [
          { title: '缴款期限', width: 50 },
          { title: '金额（元）', width: 50 },
        ],
        rows: (record.instalments ?? []).map(({ on, amount }) => [day(on), String(amount)]),
      },
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: lastDone(context) },
  })
}

function urge(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    title: '履行行政处罚决定催告书',
    addressee: record.party?.name ?? '',
    body: [
      paragraph(
        `本机关以${record.decisionNumber ?? ''}决定的罚没款${owed(record)}元，应于${day(record.payBy)}前缴清。逾期不缴纳，依法加处罚款${record.lateFee ?? 0}元，现应缴纳${outstanding(record)}元。`,
      ),
      paragraph(
        `请自收到本催告书之日起${URGE_DAYS}个工作日内到指定银行或者通过电子支付系统缴纳。逾期仍不履行的，本机关将依法申请人民法院强制执行。你（单位）有权陈述、申辩。`,
      ),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.urgedOn ?? lastDone(context) },
  })
}

/** 强制执行申请书: what 强制法 55 asks for; the head of the organ signs. */
function courtApplication(context: Context): Gongwen {
  const { record, unit, headOf } = context
  return organPaper(context, {
    title: '强制执行申请书',
    addressee: record.court ?? '',
    body: [
      paragraph(`申请人：${unit(record.unit)}，负责人：${headOf(record.unit)}。`),
      paragraph(`${partyText(record.party).replace('当事人', '被申请人')}。`),
      paragraph(
        `申请事项：强制执行${record.decisionNumber ?? ''}行政处罚决定，标的：罚没款及加处罚款共${outstanding(record)}元。`,
      ),
      paragraph(
        `事实和理由：决定书于${day(record.servedOn)}送达，被申请人在法定期限内没有申请行政复议或者提起行政诉讼，又不履行。本机关于${day(record.urgedOn)}送达催告书，逾期仍未履行。`,
      ),
    ],
    attachments: ['行政处罚决定书及事实、理由和依据', '当事人的意见及催告情况', '申请强制执行标的情况'],
    signed: { by: unit(record.unit), on: lastDone(context) },
  })
}

function transferLetter(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    title: '涉嫌犯罪案件移送函',
    addressee: record.transferredTo ?? '',
    body: [
      paragraph(`${partyText(record.party)}。`),
      paragraph(sentence(`该案涉嫌犯罪：${phrase(record.reasons)}`)),
      paragraph('依据《中华人民共和国行政处罚法》第二十七条，现将案件移送你机关。处理情况请告知本机关。'),
    ],
    attachments: ['案件材料', '证据目录'],
    signed: { by: unit(record.unit), on: record.decidedOn ?? lastDone(context) },
  })
}

function conclusion(context: Context): Gongwen {
  const { record, unit } = context
  const paid = (record.payments ?? []).reduce((sum, { amount }) => sum + amount, 0) + (record.collected ?? 0)
  return organPaper(context, {
    title: '行政处罚案件结案报告',
    body: [
      fields([
        [['案由', record.title ?? '']],
        [
          ['决定书文号', record.decisionNumber ?? ''],
          ['送达日期', day(record.servedOn)],
        ],
        [['处理决定', penaltiesText(record.penalties)]],
        [
          ['结案方式', record.ending ? endings[record.ending] : ''],
          ['缴款', `${paid}元`],
        ],
        [['其他履行情况', record.performed ?? record.courtResult ?? '']],
        [
          [
            '公开情况',
            record.publishedOn ? `${day(record.publishedOn)}，${record.publishedAt ?? ''}` : '不公开',
          ],
        ],
      ]),
    ],
    signed: { by: unit(record.unit), on: lastDone(context), sealed: false },
  })
}

const ordinary = ({ simple }: PenaltyRecord): boolean => simple !== true

export const papers: Record<string, PaperSpec<PenaltyRecord>> = {
  filing: {
    title: '立案审批表',
    provided: (record) => ordinary(record) && record.source !== undefined,
    fill: filing,
  },
  inquiry: {
    title: '询问检查笔录',
    provided: (record) => record.inquiries !== undefined,
    each: ({ inquiries: all = [] }) =>
      all.map(({ kind, of }, n) => ({ name: String(n + 1), title: `${inquiries[kind]}（${of}）` })),
    fill: inquiry,
  },
  evidenceList: {
    title: '证据目录',
    provided: ({ evidence }) => evidence !== undefined,
    fill: evidenceList,
  },
  preserveNotice: {
    title: '先行登记保存通知书',
    provided: ({ preserved }) => preserved !== undefined,
    fill: preserveNotice,
  },
  report: { title: '调查终结报告', provided: ({ findings }) => findings !== undefined, fill: report },
  tellNotice: {
    title: '行政处罚事先告知书',
    provided: (record) => ordinary(record) && record.toldOn !== undefined,
    fill: tellNotice,
  },
  hearingNotice: {
    title: '听证通知书',
    provided: ({ hearingOn }) => hearingOn !== undefined,
    fill: hearingNotice,
  },
  hearingRecord: {
    title: '听证笔录',
    provided: ({ hearingHeldOn }) => hearingHeldOn !== undefined,
    fill: hearingRecord,
  },
  reviewOpinion: {
    title: '法制审核意见书',
    provided: ({ reviewOpinion: words }) => words !== undefined,
    fill: reviewOpinion,
  },
  discussion: {
    title: '集体讨论记录',
    provided: ({ discussedOn }) => discussedOn !== undefined,
    fill: discussion,
  },
  decision: {
    title: '行政处罚决定书',
    provided: (record) => ordinary(record) && record.decision === 'punished',
    fill: decision,
  },
  spotDecision: {
    title: '当场行政处罚决定书',
    provided: (record) => !ordinary(record) && record.decision === 'punished',
    fill: spotDecision,
  },
  noPenalty: {
    title: '不予行政处罚决定书',
    provided: (record) => record.decision === 'spared' || record.decision === 'dismissed',
    fill: noPenalty,
  },
  deferral: {
    title: '延期（分期）缴纳罚款通知书',
    provided: ({ instalments }) => instalments !== undefined,
    fill: deferral,
  },
  urge: { title: '催告书', provided: ({ urgedOn }) => urgedOn !== undefined, fill: urge },
  courtApplication: {
    title: '强制执行申请书',
    provided: ({ court }) => court !== undefined,
    fill: courtApplication,
  },
  transferLetter: {
    title: '涉嫌犯罪案件移送函',
    provided: ({ transferredTo }) => transferredTo !== undefined,
    fill: transferLetter,
  },
  conclusion: { title: '结案报告', provided: ({ ending }) => ending !== undefined, fill: conclusion },
  receipt: {
    title: '送达回证',
    provided: ({ services }) => services !== undefined,
    each: receiptRows,
    fill: receipt,
  },
}
