import type { Field } from '../../api/shapes.ts'

/** How a title tells what kind of document it is, and the word by which the form's own choice is known. */
const kinds: readonly (readonly [inTitle: RegExp, inChoice: string])[] = [
  [/工作报告/, '工作报告'],
  [/批示/, '批示'],
  [/纪要|会议|决议|决定事项/, '会议'],
  [/./, '文件'],
]

/** The choice of the form that fits the title; undefined where the form has no such choice. */
export function guessedKind(field: Field | undefined, title: string): string | undefined {
  if (field?.kind !== 'choice') return undefined
  const word = kinds.find(([inTitle]) => inTitle.test(title))?.[1]
  return Object.entries(field.options).find(([, name]) => word !== undefined && name.includes(word))?.[0]
}

/** 发文字号 near the head, 云政办〔2026〕15号; or 第12次 of minutes. */
export function guessNumber(text: string): string | undefined {
  const head = text.slice(0, 1500)
  const numbered = /[\p{Script=Han}]{1,10}〔\d{4}〕\d{1,5}号/u.exec(head)?.[0]
  return numbered ?? /第[〇零一二三四五六七八九十百\d]{1,6}(?:次|期)/.exec(head)?.[0]
}

/** 成文日期: the first line that is nothing but a date. */
export function guessDate(text: string): string | undefined {
  const [, year, month, day] = /^\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*$/m.exec(text) ?? []
  if (!year || !month || !day) return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return Number.isNaN(Date.parse(date)) ? undefined : date
}
