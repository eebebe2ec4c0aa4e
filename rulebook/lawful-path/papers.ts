import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day, lastDone, traceOf } from '../paper-parts.ts'
import { type PathRecord, findings, risks } from './record.ts'

const said = (text: string): Block => ({ kind: 'paragraph', text })

/** 法律路径答复函: every way with its basis, its conditions and its risk. */
function answer(context: PaperContext<PathRecord>): Gongwen {
  const { record, unit } = context
  const by = unit(record.office)
  const options = (record.options ?? []).flatMap((one, n): Block[] => [
    { kind: 'heading', level: 3, text: `${n + 1}. ${one.way}` },
    said(`依据：${one.basis}`),
    said(`条件：${one.conditions}`),
    said(`风险：${risks[one.risk]}${one.riskWords ? `，${one.riskWords}` : ''}`),
  ])
  return {
    format: 'letter',
    issuer: by,
    title: `关于${record.title ?? ''}法律路径的答复`,
    addressee: unit(record.unit),
    body: [
      said(
        `你单位${day(record.askedOn)}请求研究“${record.title ?? ''}”的法律路径。经研究，${record.answer ? findings[record.answer] : ''}，答复如下：`,
      ),
      ...options,
      ...(record.reasons ? [said(record.reasons)] : []),
      said('请在规定期限内决定采用哪条路径并告知；没有依据不是不作为的理由。'),
    ],
    signed: { by, on: record.answeredOn ?? lastDone(context) },
    ...traceOf(context),
  }
}

export const papers: Record<string, PaperSpec<PathRecord>> = {
  answer: {
    title: '法律路径答复函',
    provided: ({ answeredOn }) => answeredOn !== undefined,
    fill: answer,
  },
}
