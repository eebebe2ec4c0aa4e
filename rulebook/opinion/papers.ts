import type { Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, traceOf } from '../paper-parts.ts'
import type { SheetRecord } from './record.ts'

/** 封存回执: that something was sealed and what it is committed to; what it says is not in the record and so not on the paper. */
function receipt(context: PaperContext<SheetRecord>): Gongwen {
  const { record, unit, person, title } = context
  const by = unit(record.recorder)
  return {
    format: 'letter',
    issuer: by,
    title: '书面意见封存回执',
    body: [
      {
        kind: 'fields',
        rows: [
          [['议题', record.title ?? '']],
          [
            ['成员', `${title(record.post)}${person(record.person)}`],
            ['截止日期', day(record.until)],
          ],
          [['封存情况', record.version === undefined ? '尚未封存' : `已封存，第${record.version}版`]],
          [['承诺值（SHA-256）', record.commit ?? '']],
          [['承诺值（SM3）', record.sm3 ?? '']],
          [['密封件指纹', record.envelope ?? '']],
        ],
      },
    ],
    signed: { by, on: lastDone(context), sealed: false },
    ...traceOf(context),
  }
}

export const papers: Record<string, PaperSpec<SheetRecord>> = {
  receipt: { title: '书面意见封存回执', fill: receipt },
}
