import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day } from '../paper-parts.ts'
import { letterOf, paragraph } from '../preparation/paper.ts'
import { type RiskRecord, degrees, kinds, levels } from './record.ts'

/** 风险评估报告: the points with their measures and plans, what departments said, the level. */
function report(context: PaperContext<RiskRecord>) {
  const { record, unit, person } = context
  return letterOf(
    context,
    `“${record.title ?? ''}”风险评估报告`,
    [
      {
        kind: 'fields',
        rows: [
          [['决策事项', record.title ?? '']],
          [
            ['提出单位', unit(record.unit)],
            ['评估单位', unit(record.assessor)],
          ],
          [
            ['第三方机构', record.third ?? '无'],
            ['风险等级', record.level ? levels[record.level] : '尚未评定'],
          ],
        ],
      },
      { kind: 'heading', level: 1, text: '风险点、防范措施和处置预案' },
      {
        kind: 'table',
        columns: [
          { title: '类型', width: 12 },
          { title: '风险点', width: 26 },
          { title: '可能性、影响', width: 14 },
          { title: '防范措施', width: 26 },
          { title: '处置预案', width: 22 },
        ],
        rows: (record.points ?? []).map((one) => [
          kinds[one.kind],
          one.point,
          `${degrees[one.likelihood]}、${degrees[one.impact]}`,
          one.measure,
          one.plan,
        ]),
      },
      { kind: 'heading', level: 1, text: '听取意见情况' },
      ...(record.views ?? []).map((one) =>
        paragraph(`${unit(one.unit)}：${one.words}（${person(one.person)}，${day(one.on)}）`),
      ),
      { kind: 'heading', level: 1, text: '评估结论' },
      paragraph(record.conclusion ?? '尚未形成'),
    ],
    { by: unit(record.assessor) },
  )
}

export const papers: Record<string, PaperSpec<RiskRecord>> = {
  report: { title: '风险评估报告', provided: ({ points = [] }) => points.length > 0, fill: report },
}
