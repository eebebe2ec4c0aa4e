import type { Block, Gongwen } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { lastDone, traceOf } from '../paper-parts.ts'
import { collectiveKinds } from './kinds.ts'
import { quorums } from './quorum.ts'
import { type BodyRecord, kinds, measures, modes } from './record.ts'

type Context = PaperContext<BodyRecord>

const units = (context: Context, ids: readonly string[] = []): string =>
  ids.map(context.unit).join('、') || '无'

const composition = (context: Context): Block => ({
  kind: 'table',
  columns: [
    { title: '次序', width: 10 },
    { title: '成员', width: 50 },
    { title: '职责', width: 40 },
  ],
  rows: [...(context.record.members ?? [])]
    .toSorted((a, b) => a.order - b.order)
    .map(({ post, order }) => [
      String(order),
      context.post(post),
      post === context.record.chair ? '主持，末位表态' : '成员',
    ]),
})

const list = ({ record }: Context): Block => ({
  kind: 'table',
  columns: [
    { title: '事项', width: 26 },
    { title: '须集体决策的标准', width: 36 },
    { title: '依据', width: 38 },
  ],
  rows: (record.collective ?? []).map(({ kind, measure, threshold, basis }) => [
    collectiveKinds[kind],
    threshold === undefined ? measures.none : `${measures[measure]}达到${threshold}`,
    basis,
  ]),
})

const interval = (every: number | undefined): string =>
  every === undefined ? '按需召开' : `每${every}日一次`

/** 超过成员半数；大额度资金使用：全体成员 */
const quorumsOf = ({ quorum, kindQuorums = [] }: BodyRecord): string =>
  [
    quorum ? quorums[quorum] : '',
    ...kindQuorums.map((one) => `${collectiveKinds[one.kind]}：${quorums[one.quorum]}`),
  ].join('；')

/** 议事规则 as the body works by it today, with where each version came from. */
function rules(context: Context): Gongwen {
  const { record } = context
  const changes = record.changes ?? []
  return {
    format: 'letter',
    issuer: context.unit(record.recorder),
    title: `${record.name ?? ''}议事规则\n（第${record.version ?? 1}版）`,
    body: [
      {
        kind: 'fields',
        rows: [
          [
            ['所属单位', context.unit(record.unit)],
            ['类别', record.kind ? kinds[record.kind] : ''],
          ],
          [
            ['主持人', context.post(record.chair)],
            ['记录单位', context.unit(record.recorder)],
          ],
          [['代为主持', (record.standIns ?? []).map(context.post).join('、') || '由主持人书面指定']],
          [['决定方式', record.mode ? modes[record.mode] : '']],
          [
            ['到会人数', quorumsOf(record)],
            ['召开', interval(record.every)],
          ],
          [
            ['议题截止', `会前${record.cutoff ?? 0}个工作日`],
            ['材料送达', `会前${record.papersDays ?? 0}日`],
          ],
          [
            ['纪要印发', `会后${record.minutesDays ?? 0}个工作日`],
            ['每人意见', record.named ? '记载在纪要里' : '留在会议记录里'],
          ],
          [['固定列席', units(context, record.guests)]],
          [['观察单位', units(context, record.observers)]],
          [['设立依据', record.basis ?? '']],
          ...(record.departs ? [[['组成不同', record.departs] as [string, string]]] : []),
          ...(record.departure ? [[['组成说明', record.departure] as [string, string]]] : []),
        ],
      },
      { kind: 'heading', level: 1, text: '一、组成' },
      composition(context),
      { kind: 'heading', level: 1, text: '二、集体决策事项清单' },
      list(context),
      ...(changes.length === 0
        ? []
        : [
            { kind: 'heading' as const, level: 1 as const, text: '三、沿革' },
            ...changes.map(({ version, on, reason, basis }) => ({
              kind: 'paragraph' as const,
              text: `第${version}版，${on}：${reason}（${basis}）`,
            })),
          ]),
    ],
    signed: { by: context.unit(record.recorder), on: lastDone(context), sealed: false },
    ...traceOf(context),
  }
}

export const papers: Record<string, PaperSpec<BodyRecord>> = {
  rules: { title: '议事规则', provided: ({ version }) => version !== undefined, fill: rules },
}
