import { type Block, sliceBlock } from './text.ts'

const HAN = '一二三四五六七八九十'

/** The numbering of sections and items, outermost first, as it stands inside a run of text. */
const LEVELS: readonly { mark: RegExp; example: string }[] = [
  { mark: new RegExp(`(?<![第${HAN}])([${HAN}]{1,3})、(?![${HAN}]、)`, 'g'), example: '二、' },
  { mark: new RegExp(`（([${HAN}]{1,3})）`, 'g'), example: '（二）' },
  { mark: /(?<![\d.年月第])(\d{1,2})[.、](?!\d)/g, example: '2.' },
  { mark: /（(\d{1,2})）/g, example: '（2）' },
]

interface Mark {
  at: number
  level: number
  number: number
}

function numberOf(words: string): number {
  if (/^\d/.test(words)) return Number(words)
  const ten = words.indexOf('十')
  if (ten < 0) return words.length === 1 ? HAN.indexOf(words) + 1 : -1
  return (ten === 0 ? 1 : HAN.indexOf(words[0] as string) + 1) * 10 + (HAN.indexOf(words[ten + 1] ?? '') + 1)
}

function marksIn(text: string): Mark[] {
  const marks = LEVELS.flatMap(({ mark }, level) =>
    [...text.matchAll(mark)].map((found) => ({
      at: found.index,
      level,
      number: numberOf(found[1] as string),
    })),
  )
  return marks.sort((a, b) => a.at - b.at)
}

/** The marks that count: up by one, within their section or through all of them, or from 1 in a new one. */
function counted(marks: readonly Mark[], text: string): Mark[] {
  const inSection = LEVELS.map(() => 0)
  const through = LEVELS.map(() => 0)
  const out: Mark[] = []
  // Where each level last counts to a number: a long paper has thousands of marks.
  const last = new Map(marks.map((mark) => [`${mark.level} ${mark.number}`, mark.at]))
  marks.forEach((mark) => {
    const { level, number, at } = mark
    const follows = (wanted: number): boolean => (last.get(`${level} ${wanted}`) ?? -1) > at
    const first = number === 1 && follows(2)
    const next =
      number > 1 && (number === (inSection[level] as number) + 1 || number === (through[level] as number) + 1)
    // A figure behind a word is no number, unless a sentence or heading ended there or the count goes on to three.
    const ended = at === 0 || level < 2 || /[。；：）〕！？ ”]/.test(text[at - 1] as string)
    if (!(next && ended) && !(first && (ended || follows(3)))) return
    inSection[level] = number
    through[level] = number
    inSection.fill(0, level + 1)
    out.push(mark)
  })
  return out
}

/** 本意见自2025年2月1日起施行: the closing words of a paper are no part of its last item. */
const CLOSING = /(?<=[。）〕])本(?:意见|方案|办法|通知|措施|细则|规定|计划)自[^。]{2,20}起/g

const LONG = 120
/** So much of the words of a paper stands in one paragraph when its line breaks were lost. */
const MOST = 0.6

/**
 * A paper whose line breaks were lost, as document sites show them, comes apart at the numbers of its sections and
 * items. Papers with paragraphs of their own stay as they are.
 */
export function cutRunTogether(blocks: readonly Block[]): Block[] {
  const total = blocks.reduce((sum, { text }) => sum + text.length, 0)
  return blocks.flatMap((block) => {
    if (block.cells !== null || block.text.length < LONG || block.text.length < total * MOST) return [block]
    const numbers = counted(marksIn(block.text), block.text).map(({ at }) => at)
    if (numbers.length < 3) return [block]
    const cuts = [...numbers, ...[...block.text.matchAll(CLOSING)].map(({ index }) => index)].sort(
      (a, b) => a - b,
    )
    const starts = cuts[0] === 0 ? cuts : [0, ...cuts]
    return starts
      .map((from, at) => sliceBlock(block, from, starts[at + 1] ?? block.text.length))
      .filter(({ text }) => text !== '')
  })
}
