import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, traceOf } from '../paper-parts.ts'
import { type Child, children } from './children.ts'
import { type TopicRecord, classes, kinds, outcomes, stages } from './record.ts'

type Context = PaperContext<TopicRecord>
type Row = [label: string, value: string]

const amount = (value: number | undefined, unit: string): string =>
  value === undefined ? '' : `${value}${unit}`

const letterOf = (context: Context, title: string, body: Block[], by: string): Gongwen => ({
  format: 'letter',
  issuer: by,
  title,
  body,
  signed: { by, on: lastDone(context), sealed: false },
  ...traceOf(context),
})

/** One line for each step that stands, as the office checks them off; what came of a matter of its own stands on its own papers. */
function steps({ record }: Context): string {
  const { adviser, advice = [] } = record
  const begun = (Object.keys(children) as Child[])
    .filter((field) => record[field] !== undefined)
    .map((field) => `${children[field].procedure.title}：见所附材料`)
  const lines = [
    adviser &&
      `法律顾问：${adviser}，${advice.map(({ stage }) => stages[stage]).join('、') || '尚未提出意见'}`,
    ...begun,
    record.waived && `不履行程序的理由：${record.waived}`,
  ]
  return lines.filter((line) => line).join('\n')
}

const opinionsOf = ({ record, unit, person }: Context): string =>
  (record.opinions ?? [])
    .map(
      (one) =>
        `${unit(one.unit)}：${one.verdict === 'agree' ? '同意' : '有不同意见'}${one.words ? `，${one.words}` : ''}　${person(one.person)}　${day(one.on)}`,
    )
    .join('\n')

/** 议题申请表, as it goes to the office with the item. */
function application(context: Context): Gongwen {
  const { record, unit, person } = context
  const rows: Row[][] = [
    [['议题', record.title ?? '']],
    [['议事机构', record.bodyTitle ?? '']],
    [
      ['提出单位', unit(record.unit)],
      ['经办人', person(record.handler)],
    ],
    [
      ['类别', record.kind ? kinds[record.kind] : ''],
      ['重要程度', record.class ? classes[record.class] : ''],
    ],
    [['判定理由', [record.classReason, record.lowered].filter(Boolean).join('；')]],
    [
      ['金额', amount(record.sum, '万元')],
      ['影响人数', amount(record.people, '人')],
    ],
    [['主要问题、理由和依据', record.summary ?? '']],
    [['部门意见', opinionsOf(context) || '无']],
    [['分歧和处理建议', record.differences ?? '无']],
    [['会前程序', steps(context) || '无']],
    [
      ['会议决定', record.outcome ? outcomes[record.outcome] : ''],
      ['日期', day(record.decidedOn)],
    ],
  ]
  return letterOf(context, '议题申请表', [{ kind: 'fields', rows }], unit(record.unit))
}

export const papers: Record<string, PaperSpec<TopicRecord>> = {
  application: { title: '议题申请表', fill: application },
}
