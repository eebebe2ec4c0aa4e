import type { Block } from '#kernel/gongwen.ts'
import type { PaperContext, PaperSpec } from '#kernel/vocabulary.ts'
import { day } from '../paper-parts.ts'
import { letterOf, paragraph } from '../preparation/paper.ts'
import { type ParticipationRecord, channels } from './record.ts'

type Context = PaperContext<ParticipationRecord>

/** 公告: what is asked of the public, until when, by which way, and why so short where it is. */
function notice(context: Context) {
  const { record, unit } = context
  const by = unit(record.unit)
  const body: Block[] = [
    paragraph(`为广泛听取社会公众意见，现将“${record.title ?? ''}”的决策草案和说明予以公布，公开征求意见。`),
    paragraph(`征求意见时间：${day(record.from)}至${day(record.until)}。`),
    ...(record.short ? [paragraph(`期限少于三十日的理由：${record.short}`)] : []),
    paragraph(`公布渠道：${record.where ?? ''}。`),
    paragraph(`提出意见的方式：${record.how ?? ''}。`),
    ...(record.hearingOn
      ? [
          paragraph(
            `定于${day(record.hearingOn)}在${record.hearingAt ?? ''}举行听证会。听证参加人的遴选办法：${record.hearingRule ?? ''}。`,
          ),
        ]
      : []),
  ]
  return letterOf(context, `关于公开征求“${record.title ?? ''}”意见的公告`, body, {
    by,
    on: record.from ?? context.today,
    sealed: true,
  })
}

type Opinion = NonNullable<ParticipationRecord['opinions']>[number]

const takenSaid = ({ taken }: Opinion): string => (taken === undefined ? '待说明' : taken ? '采纳' : '不采纳')

/** 公众意见采纳情况表: every opinion, taken up or not, and why. Who said it stays in the record. */
function adoption(context: Context) {
  const { record, unit } = context
  const opinions = record.opinions ?? []
  return letterOf(context, '公众意见采纳情况表', [
    {
      kind: 'fields',
      rows: [
        [['决策事项', record.title ?? '']],
        [
          ['提出单位', unit(record.unit)],
          ['征求意见时间', `${day(record.from)}至${day(record.until)}`],
        ],
        [['意见', `${opinions.length}条，采纳${opinions.filter(({ taken }) => taken === true).length}条`]],
        [['归纳说明', record.summary ?? '尚未归纳']],
      ],
    },
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 8 },
        { title: '渠道', width: 14 },
        { title: '意见', width: 40 },
        { title: '采纳情况', width: 12 },
        { title: '理由', width: 26 },
      ],
      rows: opinions.map((one) => [
        String(one.no),
        channels[one.channel],
        one.words,
        takenSaid(one),
        one.reason ?? '',
      ]),
    },
  ])
}

/** 听证笔录: who took part for whom, and what they said. */
function hearing(context: Context) {
  const { record } = context
  return letterOf(context, '听证会记录', [
    {
      kind: 'fields',
      rows: [
        [['听证事项', record.title ?? '']],
        [
          ['时间', day(record.hearingOn)],
          ['地点', record.hearingAt ?? ''],
        ],
        [['材料送达日期', day(record.servedOn)]],
        [
          [
            '听证参加人',
            (record.participants ?? []).map(({ name, from }) => `${name}（${from}）`).join('、'),
          ],
        ],
        [['各方陈述和质证', record.hearingHeld ?? '']],
      ],
    },
  ])
}

export const papers: Record<string, PaperSpec<ParticipationRecord>> = {
  notice: { title: '公开征求意见公告', provided: ({ from }) => from !== undefined, fill: notice },
  adoption: { title: '公众意见采纳情况表', provided: ({ from }) => from !== undefined, fill: adoption },
  hearing: { title: '听证会记录', provided: ({ hearingHeld }) => hearingHeld !== undefined, fill: hearing },
}
