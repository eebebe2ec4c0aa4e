import { AlignmentType, LineRuleType, Paragraph } from 'docx'
import type { IParagraphOptions, IParagraphStyleOptions, ISpacingProperties, IStylesOptions } from 'docx'
import { fontOf, sizes } from './faces.ts'
import type { Face } from './faces.ts'

/** Millimetres in twentieths of a point. */
export const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

// GB/T 9704-2012, 5.2.1 and 5.2.3: A4, 版心 156 × 225 mm, 22 lines of 28 characters.
export const page = {
  width: mm(210),
  height: mm(297),
  margin: { top: mm(37), right: mm(26), bottom: mm(35), left: mm(28) },
}
export const textWidth = mm(156)

/** One line of the grid and one character of it. */
export const line = 579
export const character = Math.floor(textWidth / 28)
/**
 * What is taken from each character of 16 pt so that 28 of them fill 156 mm, in twentieths of a point: 28 × 15.75 pt = 441 pt of
 * 442.2. Set on the type and not as a character grid, which some programs round up to two cells a character.
 */
export const tracking = -5

export const red = 'FF0000'

/** A paragraph of the grid: no gap is put between Chinese characters and digits, or 28 would not fit a line. */
export function paragraph(options: IParagraphOptions): Paragraph {
  return new Paragraph({ autoSpaceEastAsianText: false, ...options })
}

/** Exact line height, with blank lines of the grid above. */
export function lines(above: number, height: number = line): ISpacingProperties {
  return { before: Math.round(above * line), after: 0, line: height, lineRule: LineRuleType.EXACT }
}

export const styleIds = {
  title: 'GongwenTitle',
  addressee: 'GongwenAddressee',
  body: 'GongwenBody',
  headings: ['GongwenHeading1', 'GongwenHeading2', 'GongwenHeading3', 'GongwenHeading4'],
  cell: 'GongwenCell',
  imprint: 'GongwenImprint',
} as const

const headingFaces: Face[] = ['hei', 'kai', 'fangsong', 'fangsong']
const twoCharacters = { firstLine: 2 * character, firstLineChars: 200 }

function style(id: string, name: string, face: Face, size: number): IParagraphStyleOptions {
  return {
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    run: {
      font: fontOf(face),
      size,
      snapToGrid: size === sizes.three,
      ...(size === sizes.three ? { characterSpacing: tracking } : {}),
    },
  }
}

/** The named styles, so that the office can go on editing the paper in WPS without losing the layout. */
export const styles: IStylesOptions = {
  default: {
    document: {
      run: {
        font: fontOf('fangsong'),
        size: sizes.three,
        characterSpacing: tracking,
        language: { value: 'en-US', eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: lines(0) },
    },
  },
  paragraphStyles: [
    // Not every program looks at the defaults of the document.
    {
      id: 'Normal',
      name: 'Normal',
      quickFormat: true,
      run: { font: fontOf('fangsong'), size: sizes.three, characterSpacing: tracking },
    },
    {
      ...style(styleIds.title, '公文标题', 'biaosong', sizes.two),
      paragraph: { alignment: AlignmentType.CENTER },
    },
    style(styleIds.addressee, '公文主送', 'fangsong', sizes.three),
    {
      ...style(styleIds.body, '公文正文', 'fangsong', sizes.three),
      paragraph: { alignment: AlignmentType.BOTH, indent: twoCharacters },
    },
    ...headingFaces.map((face, index) => ({
      ...style(
        styleIds.headings[index] ?? styleIds.body,
        `公文${'一二三四'[index]}级标题`,
        face,
        sizes.three,
      ),
      paragraph: { outlineLevel: index, keepNext: true, indent: twoCharacters },
    })),
    style(styleIds.cell, '公文表格', 'fangsong', sizes.four),
    style(styleIds.imprint, '公文版记', 'fangsong', sizes.four),
  ],
}

/** The width of a text in characters: half for what stands in half a square. */
export function widthInCharacters(text: string): number {
  let width = 0
  for (const each of text) width += (each.codePointAt(0) ?? 0) < 0x2000 ? 0.5 : 1
  return width
}

/** `2026-03-01` as 2026年3月1日: Arabic digits without leading zeros (7.3.5.4). */
export function dateInWords(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!match) throw new RangeError(`not a day: ${day}`)
  return `${Number(match[1])}年${Number(match[2])}月${Number(match[3])}日`
}
