import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day } from '../paper-parts.ts'
import { letterOf, paragraph } from '../preparation/paper.ts'
import { type FairnessRecord, conclusions, standards } from './record.ts'

type Context = PaperContext<FairnessRecord>

/** 公平竞争审查表: the drafter's first review, standard by standard, whom he heard, and the regulator's conclusion. */
function form(context: Context) {
  const { record, unit, person } = context
  const { findings = [], stakeholders = [] } = record
  return letterOf(context, '公平竞争审查表', [
    {
      kind: 'fields',
      rows: [
        [['政策措施', record.title ?? '']],
        [
          ['起草单位', unit(record.unit)],
          ['初审人', person(record.firstBy)],
        ],
        ...findings.map((one): [string, string][] => [
          [standards[one.standard], `${one.touched ? '涉及' : '不涉及'}。${one.words}`],
        ]),
        [['听取意见情况', stakeholders.map(({ who, words }) => `${who}：${words}`).join('\n')]],
        [['初审意见', `${record.first ?? ''}　${day(record.firstOn)}`]],
        [['审查单位', unit(record.reviewer)]],
        [['审查结论', record.conclusion ? conclusions[record.conclusion] : '']],
        [['审查意见', record.words ?? '']],
      ],
    },
  ])
}

/** 公平竞争审查意见书: the regulator's conclusion, to who drafted the measure. */
function opinion(context: Context) {
  const { record, unit, person } = context
  const by = unit(record.reviewer)
  const said = record.conclusion ? conclusions[record.conclusion] : ''
  return {
    ...letterOf(
      context,
      `关于“${record.title ?? ''}”的公平竞争审查意见书`,
      [
        paragraph(
          `你单位送审的“${record.title ?? ''}”（第${record.version ?? 1}稿）收悉。经会同审查，提出以下意见。`,
        ),
        paragraph(record.words ?? ''),
        paragraph(`审查结论：${said}。`),
        ...(record.exception
          ? [paragraph(`适用例外规定的理由：${record.exception}。实施至${day(record.exceptionUntil)}。`)]
          : []),
        paragraph(`审查人：${person(record.reviewedBy)}`),
      ],
      { by, on: record.closedOn ?? context.today, sealed: true },
    ),
    addressee: unit(record.unit),
  }
}

export const papers: Record<string, PaperSpec<FairnessRecord>> = {
  form: { title: '公平竞争审查表', provided: ({ firstOn }) => firstOn !== undefined, fill: form },
  opinion: {
    title: '公平竞争审查意见书',
    provided: ({ conclusion }) => conclusion !== undefined,
    fill: opinion,
  },
}
