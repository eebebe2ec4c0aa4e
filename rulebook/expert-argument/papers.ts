import type { Block } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day } from '../paper-parts.ts'
import { letterOf, paragraph } from '../preparation/paper.ts'
import { type ArgumentRecord, dissenting, stances, ways } from './record.ts'

type Context = PaperContext<ArgumentRecord>

/** 专家论证意见书: one for each expert, to sign or as signed. */
function opinionOf(context: Context, row: string) {
  const { record } = context
  const expert = (record.experts ?? [])[Number(row) - 1]
  const said = (record.opinions ?? []).find((one) => one.expert === expert?.name)
  return letterOf(
    context,
    '专家论证意见书',
    [
      {
        kind: 'fields',
        rows: [
          [['论证事项', record.title ?? '']],
          [['论证的问题', record.question ?? '']],
          [
            ['专家', expert?.name ?? ''],
            ['专业', expert?.field ?? ''],
          ],
          [
            ['单位', expert?.from ?? ''],
            ['遴选方式', expert ? ways[expert.way] : ''],
          ],
          [['结论', said ? stances[said.stance] : '']],
          [['论证意见', said?.words ?? '']],
          [['声明', '本人与决策事项没有直接利害关系，独立出具意见。']],
          [
            ['签名', said ? '见所附签名意见书' : ''],
            ['日期', day(said?.signedOn)],
          ],
        ],
      },
    ],
    { by: expert?.name ?? '', on: said?.signedOn ?? context.today },
  )
}

/** 专家论证情况报告: what each said, and what became of those who did not agree. */
function report(context: Context) {
  const { record, unit } = context
  const against = dissenting(record)
  const body: Block[] = [
    {
      kind: 'fields',
      rows: [
        [['论证事项', record.title ?? '']],
        [
          ['提出单位', unit(record.unit)],
          ['专家人数', `${(record.experts ?? []).length}人`],
        ],
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: '专家', width: 14 },
        { title: '单位、专业', width: 26 },
        { title: '结论', width: 14 },
        { title: '论证意见', width: 46 },
      ],
      rows: (record.opinions ?? []).map((one) => {
        const expert = (record.experts ?? []).find(({ name }) => name === one.expert)
        return [one.expert, [expert?.from, expert?.field].join('，'), stances[one.stance], one.words]
      }),
    },
    paragraph(`汇总：${record.summary ?? '尚未汇总'}`),
    paragraph(
      against.length === 0
        ? '不同意见：无。'
        : `不同意见：${against.map(({ expert }) => expert).join('、')}。处理情况：${record.dissent ?? '待说明'}`,
    ),
    ...(record.replaced ?? []).map((one) =>
      paragraph(`${day(one.on)}更换专家${one.name}，理由：${one.reason}。`),
    ),
  ]
  return letterOf(context, '专家论证情况报告', body)
}

export const papers: Record<string, PaperSpec<ArgumentRecord>> = {
  opinion: {
    title: '专家论证意见书',
    each: ({ experts = [] }) =>
      experts.map(({ name }, n) => ({ name: String(n + 1), title: `专家论证意见书（${name}）` })),
    fill: opinionOf,
  },
  report: {
    title: '专家论证情况报告',
    provided: ({ opinions = [] }) => opinions.length > 0,
    fill: report,
  },
}
