import type { Gongwen } from '#kernel/gongwen.ts'
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
import { day, lastDone } from '../paper-parts.ts'
import { HOLDING_DAYS } from './clock.ts'
import { type SeizureRecord, grounds, kinds, outcomes, owners, presences, relations } from './record.ts'
import { signings } from '../enforcement/party.ts'

type Context = PaperContext<SeizureRecord>

const measureOf = ({ kind }: SeizureRecord): string => kinds[kind ?? 'detain']

/** 行政强制措施审批表: what was asked of the head, and what he said; for an urgent measure, afterwards. */
function approval(context: Context): Gongwen {
  const { record, unit, headOf } = context
  const said =
    record.refusedBecause !== undefined
      ? `不批准：${record.refusedBecause}`
      : record.confirmedAt
        ? `${record.confirmedAt}补办批准`
        : record.approvedOn
          ? `${day(record.approvedOn)}批准`
          : ''
  return organPaper(context, {
    title: `行政强制措施（${measureOf(record)}）审批表`,
    body: [
      fields([
        ...partyRows(record.party),
        [['涉嫌违法的事实', record.facts ?? '']],
        [['拟采取的措施和范围', `${measureOf(record)}：${record.scope ?? ''}`]],
        [['理由', record.reason ?? '']],
        [['依据', record.law ?? '']],
        [['非强制手段不足以达到目的的理由', record.need ?? '']],
        ...(record.urgency === undefined
          ? []
          : [
              [['紧急情况', record.urgency] as [string, string]],
              [
                ['实施时间', record.startedAt ?? ''] as [string, string],
                ['报告时间', record.reportedAt ?? ''] as [string, string],
              ],
            ]),
        [['执法人员', officersText(context)]],
        [['负责人意见', said]],
      ]),
    ],
    signed: { by: headOf(record.unit) || unit(record.unit), on: record.approvedOn ?? lastDone(context) },
  })
}

/** 现场笔录: who was there, what was told, what was answered, what was found, who signed. */
function scene(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    title: '现场笔录',
    body: [
      fields([
        [
          ['时间', record.startedAt ?? ''],
          ['地点', record.place ?? ''],
        ],
        ...partyRows(record.party),
        [['执法人员', `${officersText(context)}，已出示执法身份证件`]],
        [
          ['到场情况', record.presence ? presences[record.presence] : ''],
          ['见证人', record.witness ?? ''],
        ],
        [
          [
            '当场告知',
            `理由：${phrase(record.reason)}；依据：${record.law ?? ''}；当事人依法享有陈述、申辩、申请行政复议、提起行政诉讼和依法要求赔偿的权利`,
          ],
        ],
        [['陈述、申辩', record.plea ?? '']],
        [['听取情况', record.pleaAnswer ?? '']],
        [['现场情况', record.scene ?? '']],
        [
          ['当事人签名', record.signing ? signings[record.signing] : ''],
          ['注明', record.signingNote ?? ''],
        ],
      ]),
    ],
    signed: { by: unit(record.unit), on: record.seizedOn ?? lastDone(context), sealed: false },
  })
}

/** 决定书: the five matters of 强制法 24. */
function decision(context: Context): Gongwen {
  const { record, unit } = context
  const measure = measureOf(record)
  const things = (record.items ?? []).map(({ what, quantity, measure: in_ }) => `${what}${quantity}${in_}`)
  return organPaper(context, {
    format: 'document',
    ...(record.decisionNumber ? { number: record.decisionNumber } : {}),
    title: `${measure}决定书`,
    addressee: record.party?.name ?? '',
    body: [
      paragraph(`${partyText(record.party)}。`),
      paragraph(`经查，${phrase(record.facts)}。`),
      paragraph(
        `${phrase(record.reason)}。依据${record.law ?? ''}和《中华人民共和国行政强制法》的规定，本机关决定对下列场所、设施或者财物予以${measure}：${things.join('、')}。详见清单。`,
      ),
      paragraph(
        `${measure}期限为${record.days ?? HOLDING_DAYS}日，自${day(record.seizedOn)}起算${record.daysLaw ? `（${record.daysLaw}）` : ''}。情况复杂的，经批准可以延长，延长时另行书面告知；检测、检验、检疫或者技术鉴定的期间不计入上述期限，另行书面告知。`,
      ),
      paragraph('因查封、扣押发生的保管费用和检测、检验、检疫、技术鉴定费用由本机关承担，不向当事人收取。'),
      paragraph(remediesText(record.remedies)),
    ],
    attachments: [`${measure}清单`],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.seizedOn ?? lastDone(context) },
  })
}

/** 清单, 一式二份: one for the party, one for the organ. */
function inventory(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    ...(record.decisionNumber ? { number: record.decisionNumber } : {}),
    title: `${measureOf(record)}清单`,
    body: [
      paragraph(`${partyText(record.party)}。`),
      {
        kind: 'table',
        columns: [
          { title: '序号', width: 6 },
          { title: '名称', width: 22 },
          { title: '规格型号', width: 14 },
          { title: '数量', width: 10 },
          { title: '状况', width: 14 },
          { title: '与案件的关系', width: 20 },
          { title: '归属', width: 14 },
        ],
        rows: (record.items ?? []).map((one, n) => [
          String(n + 1),
          one.what,
          one.spec ?? '',
          `${one.quantity}${one.measure}`,
          one.condition ?? '',
          relations[one.relation],
          owners[one.owner],
        ]),
      },
      paragraph('本清单一式二份，由当事人和行政机关分别保存。'),
      paragraph(`当事人（签名或者盖章）：　　　　　　执法人员：${officersText(context)}`),
    ],
    signed: { by: unit(record.unit), on: record.seizedOn ?? lastDone(context) },
  })
}

function testNotice(context: Context, row: string): Gongwen {
  const { record, unit } = context
  const one = (record.tests ?? [])[Number(row) - 1]
  if (!one) throw new Error(`the seizure has no test ${row}`)
  return organPaper(context, {
    title: '检测（检验、检疫、技术鉴定）期间告知书',
    addressee: record.party?.name ?? '',
    body: [
      paragraph(
        `本机关以${record.decisionNumber ?? ''}决定${measureOf(record)}的${one.what}，需要由${one.agency}进行检测、检验、检疫或者技术鉴定，期间为${day(one.from)}至${day(one.until)}。依据《中华人民共和国行政强制法》第二十五条，该期间不计入${measureOf(record)}期限，费用由本机关承担。`,
      ),
      ...said(one.result ? `结论：${one.result}（${day(one.done)}完成）。` : undefined),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: one.from },
  })
}

function extensionNotice(context: Context): Gongwen {
  const { record, unit } = context
  const measure = measureOf(record)
  return organPaper(context, {
    title: `延长${measure}期限通知书`,
    addressee: record.party?.name ?? '',
    body: [
      paragraph(
        `本机关以${record.decisionNumber ?? ''}决定${measure}你（单位）的财物。因${phrase(record.extensionReason) || '情况复杂'}，依据《中华人民共和国行政强制法》第二十五条，经本机关负责人批准，将${measure}期限延长${record.extension ?? 0}日，至${day(record.due)}止。`,
      ),
      paragraph(remediesText(record.remedies)),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.extensionToldOn ?? lastDone(context) },
  })
}

function release(context: Context): Gongwen {
  const { record, unit } = context
  const measure = measureOf(record)
  const sales = (record.sales ?? []).map(({ what, proceeds }) => `${what}所得${proceeds}元`)
  return organPaper(context, {
    title: `解除${measure}决定书`,
    addressee: record.party?.name ?? '',
    body: [
      paragraph(
        `本机关以${record.decisionNumber ?? ''}决定${measure}你（单位）的财物。因${record.ground ? grounds[record.ground] : ''}（${phrase(record.disposalReason)}），依据《中华人民共和国行政强制法》第二十八条，决定自${day(record.disposedOn)}起解除${measure}，退还清单所列财物。`,
      ),
      ...said(
        sales.length > 0 ? `其中已经拍卖、变卖的，退还所得款项：${sales.join('、')}。` : undefined,
        record.compensation ? `变卖价格明显低于市场价格，给予补偿${record.compensation}元。` : undefined,
        record.returned ? `退还情况：${phrase(record.returned)}。` : undefined,
      ),
      paragraph('当事人（签收）：'),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.disposedOn ?? lastDone(context) },
  })
}

function disposal(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    title: `${measureOf(record)}财物处理决定书`,
    addressee: record.party?.name ?? '',
    body: [
      paragraph(
        `本机关以${record.decisionNumber ?? ''}决定${measureOf(record)}的财物，违法事实已经查清。${phrase(record.disposalReason)}。依据《中华人民共和国行政强制法》第二十七条，决定予以${record.outcome ? outcomes[record.outcome] : ''}。`,
      ),
      paragraph(remediesText(record.remedies)),
    ],
    attachments: [`${measureOf(record)}清单`],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.disposedOn ?? lastDone(context) },
  })
}

function transferLetter(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    title: '涉嫌犯罪案件移送函',
    addressee: record.transferredTo ?? '',
    body: [
      paragraph(`${partyText(record.party)}。`),
      heading('一、涉嫌犯罪的事实'),
      paragraph(sentence(record.disposalReason ?? '')),
      heading('二、一并移送的财物'),
      paragraph(
        `${measureOf(record)}决定书${record.decisionNumber ?? ''}及清单所列财物一并移送，请清点接收。`,
      ),
    ],
    attachments: ['案件材料', `${measureOf(record)}清单`],
    signed: { by: unit(record.unit), on: record.disposedOn ?? lastDone(context) },
  })
}

function transferNotice(context: Context): Gongwen {
  const { record, unit } = context
  return organPaper(context, {
    title: '移送告知书',
    addressee: record.party?.name ?? '',
    body: [
      paragraph(
        `你（单位）的行为涉嫌犯罪，依据《中华人民共和国行政强制法》第二十一条，本机关已将案件和${measureOf(record)}的财物一并移送${record.transferredTo ?? ''}。特此告知。`,
      ),
    ],
    ...partyNote(context),
    signed: { by: unit(record.unit), on: record.disposedOn ?? lastDone(context) },
  })
}

const decided = (outcome: SeizureRecord['outcome']) => (record: SeizureRecord) => record.outcome === outcome

export const papers: Record<string, PaperSpec<SeizureRecord>> = {
  approval: { title: '行政强制措施审批表', fill: approval },
  scene: { title: '现场笔录', provided: (record) => record.scene !== undefined, fill: scene },
  inventory: { title: '查封扣押清单', provided: ({ items }) => items !== undefined, fill: inventory },
  decision: {
    title: '查封扣押决定书',
    provided: ({ decisionNumber }) => decisionNumber !== undefined,
    fill: decision,
  },
  testNotice: {
    title: '检测期间告知书',
    provided: ({ tests }) => tests !== undefined,
    each: ({ tests = [] }) =>
      tests.map(({ what }, n) => ({ name: String(n + 1), title: `检测期间告知书（${what}）` })),
    fill: testNotice,
  },
  extensionNotice: {
    title: '延长查封扣押期限通知书',
    provided: ({ extension }) => extension !== undefined,
    fill: extensionNotice,
  },
  release: { title: '解除查封扣押决定书', provided: decided('released'), fill: release },
  disposal: {
    title: '查封扣押财物处理决定书',
    provided: (record) => record.outcome === 'confiscated' || record.outcome === 'destroyed',
    fill: disposal,
  },
  transferLetter: { title: '涉嫌犯罪案件移送函', provided: decided('transferred'), fill: transferLetter },
  transferNotice: { title: '移送告知书', provided: decided('transferred'), fill: transferNotice },
  receipt: {
    title: '送达回证',
    provided: ({ services }) => services !== undefined,
    each: receiptRows,
    fill: receipt,
  },
}
