import type { Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, traceOf } from '../paper-parts.ts'
import { type DecisionRecord, record as declared, verdicts } from './record.ts'

type Context = PaperContext<DecisionRecord>

/** 决策事项通知: what was decided, sent to who carries it out. */
function notice(context: Context): Gongwen {
  const { record, unit } = context
  const by = unit(record.recorder)
  const said = record.outcome ? declared.outcome.options[record.outcome] : ''
  return {
    format: 'letter',
    issuer: by,
    ...(record.number ? { number: record.number } : {}),
    title: `关于${record.title ?? ''}的决策事项通知`,
    addressee: unit(record.unit),
    body: [
      {
        kind: 'paragraph',
        text: `${day(record.decidedOn)}，${record.bodyTitle ?? '会议'}审议了“${record.title ?? ''}”，决定${said}。`,
      },
      { kind: 'paragraph', text: record.text ?? '' },
      {
        kind: 'paragraph',
        text: `请抓紧执行，于${day(record.reportOn)}前报告执行情况。执行中发现重大问题的，及时报告；未经法定程序不得变更或者停止执行。`,
      },
      ...(record.changes ?? []).map((one) => ({
        kind: 'paragraph' as const,
        text: `本决策于${day(one.on)}经原决定机构调整，调整前的内容：${one.text}`,
      })),
    ],
    signed: { by, on: record.issuedOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

/** 决策执行情况表: everything that was reported since. */
function course(context: Context): Gongwen {
  const { record, unit, person } = context
  const by = unit(record.unit)
  return {
    format: 'letter',
    issuer: by,
    title: '决策执行情况表',
    body: [
      {
        kind: 'fields',
        rows: [
          [['决策事项', record.title ?? '']],
          [
            ['决定日期', day(record.decidedOn)],
            ['印发日期', day(record.issuedOn)],
          ],
          [['决定内容', record.text ?? '']],
          [
            [
              '执行情况',
              (record.reports ?? [])
                .map((one) => `${day(one.on)}　${person(one.by)}　${one.words}`)
                .join('\n') || '尚未报告',
            ],
          ],
          [
            [
              '重大问题',
              (record.problems ?? []).map((one) => `${one.words}（${one.answer ?? '待答复'}）`).join('\n') ||
                '无',
            ],
          ],
          [
            ['评估单位', unit(record.evaluator)],
            ['评估结论', record.evaluation ? verdicts[record.evaluation] : ''],
          ],
        ],
      },
    ],
    signed: { by, on: lastDone(context), sealed: false },
    ...traceOf(context),
  }
}

export const papers: Record<string, PaperSpec<DecisionRecord>> = {
  notice: { title: '决策事项通知', provided: ({ issuedOn }) => issuedOn !== undefined, fill: notice },
  course: { title: '决策执行情况表', provided: ({ issuedOn }) => issuedOn !== undefined, fill: course },
}
