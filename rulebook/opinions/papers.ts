import type { Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, traceOf } from '../paper-parts.ts'
import { type RoundRecord, stances } from './record.ts'

/** 书面意见汇总表: every opinion by name in the order of seniority, as it came out of its envelope, with its commitment. */
function summary(context: PaperContext<RoundRecord>): Gongwen {
  const { record, unit, person, title } = context
  const by = unit(record.recorder)
  const views = (record.views ?? []).map((one): [string, string] => [
    `${title(one.post)}${person(one.person)}`,
    one.defect ?? `${one.stance ? stances[one.stance] : ''}。${one.words ?? ''}`,
  ])
  const later = (record.supplements ?? []).map((one): [string, string] => [
    `补充　${title(one.post)}${person(one.person)}`,
    `${day(one.on)}　${one.words}`,
  ])
  return {
    format: 'letter',
    issuer: by,
    title: '书面意见汇总表',
    body: [
      {
        kind: 'fields',
        rows: [
          [['议题', record.title ?? '']],
          [
            ['截止封存', day(record.closedOn)],
            ['公开时间', record.revealedAt ?? '尚未公开'],
          ],
          ...views.map((row) => [row]),
          ...later.map((row) => [row]),
        ],
      },
    ],
    signed: { by, on: lastDone(context), sealed: false },
    ...traceOf(context),
  }
}

export const papers: Record<string, PaperSpec<RoundRecord>> = {
  summary: { title: '书面意见汇总表', fill: summary },
}
