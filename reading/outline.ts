/** A paragraph's number: `（一）`, `3.`, `第二条`; `style` tells levels apart. */
export interface Ordinal {
  label: string
  style: string
  number: number
  /** Characters taken by the number and its punctuation. */
  length: number
}

const HAN = '[一二三四五六七八九十百]{1,4}'

/** The numbering styles of official documents, each with how it is written. */
const STYLES: readonly { style: string; pattern: RegExp; example: string }[] = [
  { style: '章', pattern: new RegExp(`^(第${HAN}[章节部篇][分]?)[ 、：]?`), example: '第一章' },
  { style: '条', pattern: new RegExp(`^(第${HAN}条)[ 、：]?`), example: '第三条' },
  { style: '一、', pattern: new RegExp(`^(${HAN})[、.．](?! *[、，])`), example: '一、' },
  { style: '（一）', pattern: new RegExp(`^(（${HAN}）)[、.]?`), example: '（一）' },
  {
    style: '任务1',
    pattern: /^((?:任务|事项|问题|行动|工程|议题|措施)(?:[一二三四五六七八九十]{1,3}|\d{1,3}))[：、. ]/,
    example: '任务3：',
  },
  { style: '1.1.1', pattern: /^(\d{1,2}\.\d{1,2}\.\d{1,2})[.、 ]?(?!\d)/, example: '2.1.3' },
  {
    style: '1.1',
    pattern: /^(\d{1,2}\.\d{1,2})[.、 ]?(?![\d%万亿个项公千平米元年月倍])(?=[^\d])/,
    example: '2.1',
  },
  { style: '1.', pattern: /^(\d{1,3}) ?[.、．](?:(?!\d)|(?=20\d{2}年|\d{1,2}月))/, example: '1.' },
  { style: '（1）', pattern: /^(（\d{1,3}）)[、.]?/, example: '（1）' },
  { style: '1）', pattern: /^(\d{1,3}）)/, example: '1）' },
  { style: '①', pattern: /^([①-⑳])[、.]?/, example: '①' },
  { style: '1 ', pattern: /^(\d{1,3}) +(?=[\u4e00-\u9fff])(?![年月日个])/, example: '1 建设' },
  { style: '●', pattern: /^([●■◆•▪○★▲]|——)/, example: '●' },
]

const DIGITS = '一二三四五六七八九'

function numberOf(label: string): number {
  const digits = /(\d+)\D*$/.exec(label)?.[1]
  if (digits) return Number(digits)
  const circled = label.codePointAt(0) ?? 0
  if (circled >= 0x2460 && circled <= 0x2473) return circled - 0x245f
  const han = /[一二三四五六七八九十]+/.exec(label)?.[0]
  if (!han) return 0
  const ten = han.indexOf('十')
  if (ten < 0) return DIGITS.indexOf(han) + 1
  return (
    (ten === 0 ? 1 : DIGITS.indexOf(han[0] as string) + 1) * 10 + (DIGITS.indexOf(han[ten + 1] ?? '') + 1)
  )
}

/** The number a paragraph starts with, or null. `ordinalOf('（二）清理收费')` has label `（二）`. */
export function ordinalOf(text: string): Ordinal | null {
  const skip = /^ */.exec(text)?.[0].length ?? 0
  const head = text.slice(skip, skip + 16)
  for (const { style, pattern } of STYLES) {
    const found = pattern.exec(head)
    if (!found) continue
    const label = (found[1] as string).trim()
    return { label, style, number: numberOf(label), length: skip + found[0].length }
  }
  return null
}

export interface Section {
  ordinal: Ordinal | null
  title: string
  /** Identity of this section and of those around it, outermost first. */
  path: readonly number[]
}

/** Keeps track of where in a document's numbering a paragraph stands. */
export class Outline {
  private stack: { style: string; id: number; title: string }[] = []
  private next = 1

  /** Enters a numbered paragraph; styles seen first inside others are deeper. */
  enter(ordinal: Ordinal, title: string): Section {
    const level = this.stack.findIndex((one) => one.style === ordinal.style)
    if (level >= 0) this.stack.length = level
    // A restart at a higher style that was never open, such as 一、 after 1., closes what is beneath it.
    else if (ordinal.style === '一、' || ordinal.style === '章')
      this.stack.length =
        ordinal.style === '章' ? 0 : this.stack.findLastIndex((one) => one.style === '章') + 1
    this.stack.push({ style: ordinal.style, id: this.next++, title })
    return { ordinal, title, path: this.stack.map((one) => one.id) }
  }

  /** Headings above the current paragraph, outermost first. */
  above(): string | null {
    const titles = this.stack
      .slice(0, -1)
      .map((one) => one.title)
      .filter((title) => title !== '')
    return titles.length === 0 ? null : titles.join(' / ')
  }

  /** Headings including the current one. */
  here(): string | null {
    const titles = this.stack.map((one) => one.title).filter((title) => title !== '')
    return titles.length === 0 ? null : titles.join(' / ')
  }
}

/** A heading's words: up to the first sentence end, without its clause, at most 40 characters. */
export function titleOf(text: string): string {
  return (/^[^。；：（〔]{0,40}/.exec(text)?.[0] ?? '').trim()
}
