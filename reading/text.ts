import { cellsIn, type Stretch } from './cells.ts'
/** A paragraph: display text (widths normalised) and, for each of its characters, the offset in the original. */
export interface Block {
  text: string
  /** The same characters as the author typed them. */
  raw: string
  at: number[]
  /** Cells of a tab- or pipe-separated row, else null. */
  cells: Block[] | null
}

const CANON: Record<string, string> = {
  '(': '（',
  ')': '）',
  '﹙': '（',
  '﹚': '）',
  '[': '〔',
  ']': '〕',
  '［': '〔',
  '］': '〕',
  '【': '〔',
  '】': '〕',
  '〖': '〔',
  '〗': '〕',
  '{': '〔',
  '}': '〕',
  '｛': '〔',
  '｝': '〕',
  ':': '：',
  '︰': '：',
  '﹕': '：',
  ',': '，',
  '﹐': '，',
  ';': '；',
  '﹔': '；',
  '｡': '。',
  '﹒': '.',
  '･': '·',
  '､': '、',
  '﹑': '、',
  '?': '？',
  '!': '！',
  '〈': '《',
  '〉': '》',
  '<': '《',
  '>': '》',
  '—': '—',
  '–': '—',
  '―': '—',
  '－': '—',
  '~': '—',
  '～': '—',
  '〜': '—',
  '﹣': '—',
  '\u3000': ' ',
  '\u00a0': ' ',
  '\u200b': ' ',
  '\ufeff': ' ',
  '\v': ' ',
  '\u2028': '\n',
  '\u2029': '\n',
  '\f': '\n',
  '\r': '\n',
} // oxfmt-ignore-line

function canonOf(char: string, before: string, after: string): string {
  const code = char.codePointAt(0) ?? 0
  if ((char === ',' || char === ':' || char === '.') && isDigit(before) && isDigit(after)) return char
  const mapped = CANON[char]
  if (mapped !== undefined) return mapped
  if (code >= 0xff01 && code <= 0xff5e) {
    const half = String.fromCharCode(code - 0xfee0)
    return CANON[half] ?? half
  }
  // PDF extraction yields radicals and compatibility ideographs that only look like the real character.
  if ((code >= 0x2e80 && code <= 0x2fdf) || (code >= 0xf900 && code <= 0xfaff)) {
    const plain = char.normalize('NFKC')
    return plain.length === 1 ? plain : char
  }
  return char
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9' && char.length === 1

/**
 * Brings widths, brackets, dashes and spaces to one form, keeping every character at its offset.
 * `normalise('(A,B)')` yields `'（A，B）'`; the result is always as long as the input.
 */
export function normalise(raw: string): string {
  let out = ''
  for (let at = 0; at < raw.length; at++) {
    out += canonOf(raw[at] as string, raw[at - 1] ?? '', raw[at + 1] ?? '')
  }
  return out
}

const SPACED_LABEL =
  /(?:牵 *头|责 *任|配 *合|协 *办|主 *办|承 *办|参 *与|完 *成|整 *改|办 *结) *(?:单 *位|部 *门|时 *限|时 *间|领 *导|人)(?= *：)/g

/** A block over a stretch of the text; spaces that PDF extraction puts inside labels and dates are dropped. */
function blockOf(raw: string, text: string, from: number, to: number): Block {
  const at: number[] = []
  for (let i = from; i < to; i++) at.push(i)
  return tidy({ text: text.slice(from, to), raw: raw.slice(from, to), at, cells: null })
}

function keepOnly(block: Block, keep: (index: number) => boolean): Block {
  let text = ''
  let raw = ''
  const at: number[] = []
  for (let i = 0; i < block.text.length; i++) {
    if (!keep(i)) continue
    text += block.text[i]
    raw += block.raw[i]
    at.push(block.at[i] as number)
  }
  return { text, raw, at, cells: null }
}

function tidy(block: Block): Block {
  const { text } = block
  if (!/[ *]/.test(text)) return block
  const drop = new Set<number>()
  for (const found of text.matchAll(SPACED_LABEL)) {
    for (let i = 0; i < found[0].length; i++) if (found[0][i] === ' ') drop.add(found.index + i)
  }
  for (const found of text.matchAll(/\*\*/g)) drop.add(found.index).add(found.index + 1)
  for (const found of text.matchAll(
    /(?<=\d) +(?=[年月日号个])|(?<=[年月前底第]) +(?=\d{1,4} *[年月日号季届批次])/g,
  )) {
    for (let i = 0; i < found[0].length; i++) drop.add(found.index + i)
  }
  return drop.size === 0 ? block : keepOnly(block, (index) => !drop.has(index))
}

interface Line {
  from: number
  to: number
  /** Columns taken, indent included: what page layout filled. */
  width: number
  blankBefore: boolean
}

const PAGE_NUMBER = /^(?:[—\-·]+ *\d{1,4} *[—\-·]+|第 *\d+ *页.{0,12}|\d+ *\/ *\d+)$/

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  // Bars on lines of their own part cells; where other lines end in one, such a line is an empty cell.
  const loneBars = !/[^|\s][ \t]*\|[ \t]*$/m.test(text)
  let start = 0
  let blank = false
  while (start <= text.length) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    let from = start
    let to = end
    // Leading marks of Markdown; a leading tab is an indent unless more tabs follow.
    while (from < to && /[ #》]/.test(text[from] as string)) from++
    while (to > from && text[to - 1] === ' ') to--
    const line = text.slice(from, to)
    if (line.trim() === '') blank = true
    else if (!(loneBars && line === '|') && !PAGE_NUMBER.test(line)) {
      lines.push({ from, to, width: width(text.slice(start, to)), blankBefore: blank })
      blank = false
    }
    start = end + 1
  }
  return lines
}

const width = (text: string): number => {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i) < 0x100 ? 1 : 2
  return sum
}

/** The page width in half-width columns when the text was wrapped by a page layout, else 0. */
function wrapWidth(text: string, lines: readonly Line[]): number {
  const long = lines.filter((line) => line.width >= 36 && line.width <= 130)
  const counts = new Map<number, number>()
  for (const line of long) counts.set(line.width, (counts.get(line.width) ?? 0) + 1)
  let best = 0
  let bestCount = 0
  for (const w of counts.keys()) {
    let near = 0
    for (let other = w - 4; other <= w; other++) near += counts.get(other) ?? 0
    if (near > bestCount || (near === bestCount && w > best)) [best, bestCount] = [w, near]
  }
  if (long.length >= 4 && bestCount >= long.length * 0.6) return best
  return cutAtEdge(text, lines, Math.max(0, ...counts.keys()))
}

/** The widest lines tell a page's edge where none of them ends its sentence: paragraphs do not stop there by themselves. */
function cutAtEdge(text: string, lines: readonly Line[], widest: number): number {
  if (lines.some((line) => line.width > 130)) return 0
  const full = lines.filter((line) => line.width >= widest - 3 && line.width <= widest)
  const cut = full.filter((line) => !/[。；！？：]$|[）〕]$/.test(text.slice(line.from, line.to)))
  if (full.length >= 3) return cut.length >= full.length * 0.8 ? widest : 0
  // One or two such lines tell it only when they are prose as wide as a printed page.
  const prose = cut.every((line) => /[，、。；]/.test(text.slice(line.from, line.to)))
  return cut.length > 0 && cut.length === full.length && prose && widest >= 56 && widest <= 90 ? widest : 0
}

/** The start of a numbered or labelled paragraph: such a line never continues the one above. */
const STARTS_BLOCK =
  /^(?:第[一二三四五六七八九十百]+[章节条部]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,3}[.、](?:(?!\d)|(?=20\d{2}年))|\d{1,3} +(?=[\u4e00-\u9fff“《]{2})|（\d{1,3}）|[①-⑳●■◆•▪]|(?:牵头|责任|配合|主办|协办|承办|参与|整改|完成|主要责任|主责|分管)[^，。；：]{0,6}：|附件|[—-] )/
const SENTENCE_END = /[。；！？：.]["”』」）〕]?$|[）〕]$/

/** 市住建局牵头，市财政局配合 on a line of its own: a clause, not the rest of the line above. */
const OWN_CLAUSE =
  /^(?:[省市区县州]|国家|各|[\u4e00-\u9fff]{2,8}(?:局|委|办|公司|街道|镇|部|中心|大队))[^。；：）]{0,80}(?:牵头|负责|配合)(?:[，；。][^）]*)?$/
/** A cell of units under a cell of prose, in a table copied line by line. */
const CELL_OF_UNITS =
  /^(?:[省市区县镇州各][^，。；、：]{1,16}(?:局|委|办|厅|部|街道|政府|中心|公司|管委会|分局|单位|部门)(?:、|$))+$/
const UNFINISHED = /(?:[、，：（由请和及与]|会同|责成)$/

function openBrackets(text: string): number {
  let depth = 0
  for (let i = Math.max(0, text.length - 400); i < text.length; i++) {
    const char = text[i]
    if (char === '（' || char === '〔') depth++
    else if ((char === '）' || char === '〕') && depth > 0) depth--
  }
  return depth
}

/** True when the brackets open at the end of a line close within the next four. */
function closesSoon(text: string, lines: readonly Line[], next: number, open: number): boolean {
  let depth = open
  for (let i = next; i < Math.min(next + 4, lines.length); i++) {
    const line = lines[i] as Line
    for (const [sign] of text.slice(line.from, Math.min(line.to, line.from + 300)).matchAll(/[（）〔〕]/g)) {
      depth += sign === '（' || sign === '〔' ? 1 : -1
      if (depth === 0) return true
    }
  }
  return false
}

/** A long paragraph that stops without a mark, and words that end its sentence: a page ended there. */
const cutMidSentence = (current: string, next: string): boolean =>
  current.length >= 80 &&
  /[\u4e00-\u9fff]$/.test(current) &&
  /[。；]/.test(current) &&
  current.length - Math.max(current.lastIndexOf('。'), current.lastIndexOf('；')) > 12 &&
  /^[\u4e00-\u9fff]{2,}[^：]*[。；]/.test(next)

function continues(
  text: string,
  lines: readonly Line[],
  index: number,
  current: string,
  page: number,
): boolean {
  const line = lines[index] as Line
  const before = lines[index - 1] as Line
  const next = text.slice(line.from, line.to)
  const open = /[。！？]$/.test(current) ? 0 : openBrackets(current)
  if (open > 0 && closesSoon(text, lines, index, open) && !/^[一二三四五六七八九十]{1,3}、/.test(next))
    return true
  if (STARTS_BLOCK.test(next) || (OWN_CLAUSE.test(next) && !UNFINISHED.test(current))) return false
  if (/^[，。；、）〕]/.test(next)) return true
  if (/[，、]$/.test(current)) return !line.blankBefore
  if (line.blankBefore && cutMidSentence(current, next)) return true
  if (page === 0 || line.blankBefore || SENTENCE_END.test(current)) return false
  if (/^\d{1,3}$/.test(next) || CELL_OF_UNITS.test(next)) return false
  return before.width >= page - 6
}

function joined(left: Block, right: Block): Block {
  // Two words of a Latin name need their space back; Chinese lines join without one.
  const gap = /[A-Za-z]$/.test(left.text) && /^[A-Za-z]/.test(right.text) ? ' ' : ''
  const at = gap ? [...left.at, (left.at.at(-1) ?? 0) + 1] : left.at
  for (const offset of right.at) at.push(offset)
  return { text: left.text + gap + right.text, raw: left.raw + gap + right.raw, at, cells: null }
}

function rowOf(raw: string, text: string, line: Line, cut: readonly Stretch[]): Block {
  const block = blockOf(raw, text, line.from, line.to)
  const cells = cut.map(({ from, to }) => blockOf(raw, text, from, to))
  const [only, more] = cells
  // One cell with its bar, 责任单位 |: a line of a table whose cells stand one per line.
  return only && !more && !cut.some(({ row }) => row) ? only : { ...block, cells }
}

/** 本文由会员分享: document sites cut a text into pages of one line each, numbered 1、 2、 in front. */
const SHARED = /由会员分享|页珍藏版/

/**
 * Cuts a text into paragraphs, undoing what page layout did to them: lines broken mid-sentence, brackets cut
 * by an empty line or a page number. Table rows stay rows. Linear in the length of the text.
 */
export function blocksOf(raw: string): Block[] {
  const text = normalise(raw)
  const lines = linesOf(text)
  const page = wrapWidth(text, lines)
  const blocks: Block[] = []
  let sheet = SHARED.test(text) ? 1 : 0
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line
    const cut = cellsIn(text, line, lines[index + 1], blocks.at(-1) ?? null)
    if (cut) {
      if (!/^[|—\-： ]*$/.test(text.slice(line.from, line.to))) blocks.push(rowOf(raw, text, line, cut))
      continue
    }
    const last = blocks.at(-1)
    const indent = text.slice(line.from, line.to).match(/^\t+/)?.[0].length ?? 0
    const block = blockOf(raw, text, line.from + indent, line.to)
    const number = `${sheet}、`
    const whole = last !== undefined && last.cells === null
    if (sheet > 0 && block.text.startsWith(number) && (sheet === 1 || (whole && last.text.length > 200))) {
      const page = sliceBlock(block, number.length, block.text.length)
      if (sheet++ === 1) blocks.push(page)
      else if (whole) blocks[blocks.length - 1] = joined(last, page)
    } else if (whole && continues(text, lines, index, last.text, page)) {
      // A bracket cut by a page goes on after its number.
      const mark = /^\d{1,2}、(?=[）〕])/.exec(block.text)?.[0].length ?? 0
      blocks[blocks.length - 1] = joined(
        last,
        mark === 0 ? block : sliceBlock(block, mark, block.text.length),
      )
    } else blocks.push(block)
  }
  return blocks
}

/** The part of a block between two of its indices, trimmed of spaces. */
export function sliceBlock(block: Block, from: number, to: number): Block {
  let a = from
  let b = to
  while (a < b && block.text[a] === ' ') a++
  while (b > a && block.text[b - 1] === ' ') b--
  return { text: block.text.slice(a, b), raw: block.raw.slice(a, b), at: block.at.slice(a, b), cells: null }
}
