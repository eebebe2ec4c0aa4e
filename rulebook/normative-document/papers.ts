import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, traceOf } from '../paper-parts.ts'
import { type NormativeRecord, ends, issuers } from './record.ts'

type Context = PaperContext<NormativeRecord>

const paragraph = (text: string): Block => ({ kind: 'paragraph', text })

const issuing = ({ record, unit, district }: Context): string =>
  record.issuer === 'department'
    ? unit(record.unit)
    : `${district}人民政府${record.issuer === 'office' ? '办公室' : ''}`

/** 立项申请表: why it is needed, and what it rests on. */
const project = (context: Context): Gongwen => {
  const { record, unit } = context
  return {
    format: 'letter',
    issuer: unit(record.unit),
    title: '行政规范性文件立项申请表',
    body: [
      {
        kind: 'fields',
        rows: [
          [['文件名称', record.title ?? '']],
          [
            ['起草单位', unit(record.unit)],
            ['制定机关', record.issuer ? issuers[record.issuer] : ''],
          ],
          [['必要性和拟解决的问题', record.need ?? '']],
          [['制定依据', record.higherLaw ?? '']],
          [['与现行文件的关系', record.existing ?? '']],
          [['公开征求意见', record.secret ? `不公开：${record.secret}` : '公开征求意见']],
        ],
      },
    ],
    signed: { by: unit(record.unit), on: record.proposedOn ?? lastDone(context), sealed: false },
    ...traceOf(context),
  }
}

/** 公布公告: where it stands, since when and until when it is in force. */
const announcement = (context: Context): Gongwen => {
  const { record } = context
  const by = issuing(context)
  return {
    format: 'document',
    issuer: by,
    ...(record.registered ? { number: record.registered } : {}),
    title: `关于公布《${record.title ?? ''}》的公告`,
    body: [
      paragraph(
        `《${record.title ?? ''}》已经集体审议通过，现予公布，自${day(record.effectiveOn)}起施行，有效期至${day(record.validUntil)}。`,
      ),
      paragraph(`制定依据：${record.higherLaw ?? ''}`),
      paragraph(`公布渠道：${record.publishedAt ?? ''}。`),
    ],
    attachments: [record.title ?? ''],
    signed: { by, on: record.publishedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

/** 备案报告: to the authority that files it, with what goes with it. */
const filing = (context: Context): Gongwen => {
  const { record } = context
  const by = issuing(context)
  return {
    format: 'letter',
    issuer: by,
    title: `关于报送《${record.title ?? ''}》备案的报告`,
    addressee: record.filedWith ?? '',
    body: [
      paragraph(
        `《${record.title ?? ''}》（${record.registered ?? ''}）于${day(record.publishedOn)}公布，自${day(record.effectiveOn)}起施行，有效期至${day(record.validUntil)}。现按规定报送备案，请予审查。`,
      ),
    ],
    attachments: ['文件正式文本', '起草说明', '制定依据', '合法性审查意见书'],
    signed: { by, on: record.filedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

/** 失效公告: it may no longer be relied on. */
const ending = (context: Context): Gongwen => {
  const { record } = context
  const by = issuing(context)
  return {
    format: 'document',
    issuer: by,
    title: `关于《${record.title ?? ''}》失效的公告`,
    body: [
      paragraph(
        `《${record.title ?? ''}》（${record.registered ?? ''}）因${record.ends ? ends[record.ends] : ''}，自${day(record.endedOn)}起不再作为行政管理的依据。`,
      ),
      paragraph(record.ending ?? ''),
    ],
    signed: { by, on: record.endedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

export const papers: Record<string, PaperSpec<NormativeRecord>> = {
  project: { title: '立项申请表', fill: project },
  announcement: {
    title: '公布公告',
    provided: ({ publishedOn }) => publishedOn !== undefined,
    fill: announcement,
  },
  filing: { title: '备案报告', provided: ({ filedOn }) => filedOn !== undefined, fill: filing },
  ending: { title: '失效公告', provided: ({ endedOn }) => endedOn !== undefined, fill: ending },
}
