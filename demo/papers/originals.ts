import { inWords } from '#kernel/time.ts'
import { readTasks } from '#reading/read.ts'
import { UNITS } from '../units.ts'
import type { PaperStory } from './stories.ts'

const nameOf = (id: string): string => UNITS.find((unit) => unit.id === id)?.name ?? ''

const ORDINALS = '一二三四五六七八九'

/** The text of a document that asks for its tasks, as such papers are written: one line a paragraph. */
export function textOf({ title, theirNumber, tasks, sender, dated }: PaperStory): string {
  return [
    title,
    '',
    ...(theirNumber ? [theirNumber, ''] : []),
    '云汀区人民政府：',
    '',
    '　　近年来，有关工作取得积极进展，但仍存在薄弱环节。为进一步抓好落实，现将有关事项通知如下：',
    '',
    '　　一、重点任务',
    ...tasks.map(({ titled, cooperating, due }, n) => {
      const { lead, target } = titled.subject
      const along = cooperating.length > 0 ? `；配合单位：${cooperating.map(nameOf).join('、')}` : ''
      return `　　（${ORDINALS[n] ?? n + 1}）${titled.title}。${titled.fill(target)}。（牵头单位：${nameOf(lead)}${along}；完成时限：${inWords(due)}前）`
    }),
    '',
    '　　二、工作要求',
    '　　各有关单位要高度重视，加强组织领导，确保各项任务落到实处。',
    '',
    sender,
    inWords(dated),
  ].join('\n')
}

const directory = UNITS.map(({ id, name, shortName, aliases, kind, domains }) => ({
  id,
  name,
  shortNames: [shortName, ...aliases],
  kind,
  domains,
}))

/** The sentences of a text that ask for something, as the reading finds them. */
export const sentencesIn = (text: string): readonly string[] =>
  readTasks(text, { directory }).items.map(({ sentence }) => sentence)
