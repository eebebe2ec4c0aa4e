import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day } from '../paper-parts.ts'
import { letterOf } from '../preparation/paper.ts'
import type { ResearchRecord } from './record.ts'

/** 调研报告: what was asked, each visit as it was written down, what it comes to. */
function report(context: PaperContext<ResearchRecord>) {
  const { record, unit, person } = context
  return letterOf(context, '调研报告', [
    {
      kind: 'fields',
      rows: [
        [['事项', record.title ?? '']],
        [
          ['提出单位', unit(record.unit)],
          ['经办人', person(record.handler)],
        ],
        [['要弄清的问题', record.question ?? '']],
      ],
    },
    { kind: 'heading', level: 1, text: '走访记录' },
    {
      kind: 'table',
      columns: [
        { title: '日期', width: 14 },
        { title: '地点', width: 16 },
        { title: '参加人员、走访对象', width: 24 },
        { title: '看到、听到的情况', width: 46 },
      ],
      rows: (record.visits ?? []).map(({ on, place, by, met, found }) => [
        day(on),
        place,
        [by, met && `走访：${met}`].filter(Boolean).join('；'),
        found,
      ]),
    },
    { kind: 'heading', level: 1, text: '调研发现' },
    { kind: 'paragraph', text: record.findings ?? '尚未形成' },
    ...(record.advice
      ? ([
          { kind: 'heading', level: 1, text: '对草案的建议' },
          { kind: 'paragraph', text: record.advice },
        ] as const)
      : []),
  ])
}

export const papers: Record<string, PaperSpec<ResearchRecord>> = {
  report: { title: '调研报告', provided: ({ visits = [] }) => visits.length > 0, fill: report },
}
