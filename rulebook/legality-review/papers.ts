import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { kinds as adviserKinds } from '../legal-adviser/record.ts'
import { day, lastDone, traceOf } from '../paper-parts.ts'
import {
  type Heading,
  type ReviewRecord,
  abouts,
  headings,
  paperKinds,
  record as declared,
  verdicts,
} from './record.ts'

type Context = PaperContext<ReviewRecord>

const said = (text: string): Block => ({ kind: 'paragraph', text })
const NUMBERS = ['一', '二', '三', '四', '五', '六'] as const
const headed = (n: number, text: string): Block => ({
  kind: 'heading',
  level: 1,
  text: `${NUMBERS[n] ?? ''}、${text}`,
})

/** 合法性审查送审单: what is sent, until when it is wanted, which papers came with it. */
function submission(context: Context): Gongwen {
  const { record, unit, person } = context
  const by = unit(record.unit)
  const papers = (record.papers ?? []).map(
    (one, n) => `${n + 1}. ${paperKinds[one.paper]}${one.words ? `：${one.words}` : '（见附件）'}`,
  )
  return {
    format: 'letter',
    issuer: by,
    title: '合法性审查送审单',
    body: [
      {
        kind: 'fields',
        rows: [
          [['送审事项', record.title ?? '']],
          [
            ['类别', record.about ? abouts[record.about] : ''],
            ['稿次', `第${record.version ?? 1}稿`],
          ],
          [
            ['送审单位', by],
            ['经办人', person(record.handler)],
          ],
          [
            ['审查机构', unit(record.office)],
            ['送审日期', day(record.submittedOn)],
          ],
          [['审查时间', record.wanted ? `请于${day(record.wanted)}前审查完毕` : '按规定的审查期限']],
          ...(record.urgent ? [[['紧急理由', record.urgent] as [string, string]]] : []),
          [['送审材料', papers.join('\n')]],
        ],
      },
    ],
    signed: { by, on: record.submittedOn ?? lastDone(context), sealed: false },
    ...traceOf(context),
  }
}

/** 补正通知: everything that is missing, once. */
function supplement(context: Context): Gongwen {
  const { record, unit } = context
  const by = unit(record.office)
  return {
    format: 'letter',
    issuer: by,
    title: '合法性审查补正通知',
    addressee: unit(record.unit),
    body: [
      said(`你单位于${day(record.submittedOn)}送审的“${record.title ?? ''}”，材料不齐全，请补正：`),
      ...(record.asked ?? []).map((one, n) => said(`${n + 1}. ${paperKinds[one.paper]}：${one.why}`)),
      said(
        `请于${day(record.completeBy)}前一次补齐。审查期限自材料齐全之日起计算，补正的时间不计算在内。本通知为一次告知，逾期不补正的，可以退回送审。`,
      ),
    ],
    signed: { by, on: record.askedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

/** One sentence per heading: what was found, and on what it rests. */
const findings = (issued: NonNullable<ReviewRecord['issued']>): Block[] =>
  (Object.keys(headings) as Heading[]).flatMap((name, n) => {
    const { found, words } = issued[name]
    return [headed(n, headings[name]), said(words ?? (found === 'ok' ? '符合规定。' : '有问题。'))]
  })

/** 合法性审查意见书: the verdict, its reasons by heading, the lawyers who took part. */
function opinion(context: Context): Gongwen {
  const { record, unit } = context
  const by = unit(record.office)
  const { issued } = record
  const took = (record.advisers ?? [])
    .filter(({ left }) => left === undefined)
    .map((one) => `${one.name}（${adviserKinds[one.kind]}，${one.from}）`)
  return {
    format: 'letter',
    issuer: by,
    ...(record.opinionNumber ? { number: record.opinionNumber } : {}),
    title: `关于${record.title ?? ''}的合法性审查意见书`,
    addressee: unit(record.unit),
    body: [
      said(
        `你单位于${day(record.submittedOn)}送审的“${record.title ?? ''}”（第${record.version ?? 1}稿）收悉，材料于${day(record.acceptedOn)}齐全。经审查，并听取${took.join('、')}的法律意见，意见如下：`,
      ),
      ...(issued ? findings(issued) : []),
      headed(3, '结论'),
      said(`${issued ? verdicts[issued.verdict] : ''}。${issued?.words ?? ''}`),
      ...(issued?.risk ? [headed(4, '法律风险'), said(issued.risk)] : []),
      said(
        '未经合法性审查，或者经审查不合法的，不得提交集体讨论、不得签发；修改后的文本须再次送审。请反馈采纳情况，不采纳的书面说明理由。',
      ),
    ],
    signed: { by, on: record.issuedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

/** 采纳情况说明: what the submitter changed, or why not. */
function adoption(context: Context): Gongwen {
  const { record, unit } = context
  const by = unit(record.unit)
  return {
    format: 'letter',
    issuer: by,
    title: '合法性审查意见采纳情况说明',
    addressee: unit(record.office),
    body: [
      said(
        `${day(record.issuedOn)}，你单位对“${record.title ?? ''}”出具了${record.opinionNumber ?? ''}合法性审查意见，结论为“${record.issued ? verdicts[record.issued.verdict] : ''}”。我单位${record.adopted ? declared.adopted.options[record.adopted] : ''}。`,
      ),
      ...(record.adoption ? [said(record.adoption)] : []),
    ],
    signed: { by, on: record.answeredOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

/** 退回通知. */
function returning(context: Context): Gongwen {
  const { record, unit } = context
  const by = unit(record.office)
  return {
    format: 'letter',
    issuer: by,
    title: '合法性审查退回通知',
    addressee: unit(record.unit),
    body: [
      said(
        `你单位于${day(record.submittedOn)}送审的“${record.title ?? ''}”，予以退回：${record.ending ?? ''}。`,
      ),
      said('请补齐材料后重新送审。'),
    ],
    signed: { by, on: record.returnedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

export const papers: Record<string, PaperSpec<ReviewRecord>> = {
  submission: { title: '合法性审查送审单', fill: submission },
  supplement: { title: '补正通知', provided: ({ askedOn }) => askedOn !== undefined, fill: supplement },
  opinion: { title: '合法性审查意见书', provided: ({ issuedOn }) => issuedOn !== undefined, fill: opinion },
  adoption: { title: '采纳情况说明', provided: ({ answeredOn }) => answeredOn !== undefined, fill: adoption },
  returning: {
    title: '退回通知',
    provided: ({ returnedOn }) => returnedOn !== undefined,
    fill: returning,
  },
}
