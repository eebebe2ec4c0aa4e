import { AlignmentType, BorderStyle, RelativeHorizontalPosition, RelativeVerticalPosition } from 'docx'
import {
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import type { Paragraph } from 'docx'
import { link, runs, sizes } from './faces.ts'
import type { Gongwen } from './gongwen.ts'
import {
  character,
  dateInWords,
  lines,
  mm,
  styleIds,
  textWidth,
  paragraph,
  widthInCharacters,
} from './layout.ts'

const fourthCharacter = 280
const imprintLine = 480
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const hairline = 20
// 7.4.1: first and last rule thick, those between thin; in eighths of a point.
const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000' }

/** 附件说明: one blank line below the body, names without closing punctuation, numbered when there are several. */
export function attachmentLines(names: string[]): Paragraph[] {
  const label = 2 + 3
  const number = names.length > 1 ? 1 : 0
  return names.map((name, index) => {
    const plain = name.replace(/[。；，、.;,\s]+$/u, '')
    const left = (label + number) * character
    const hanging = (index === 0 ? 3 + number : number) * character
    const lead = `${index === 0 ? '附件：' : ''}${number ? `${index + 1}.` : ''}`
    return paragraph({
      spacing: lines(index === 0 ? 1 : 0),
      indent: { left, hanging },
      tabStops: [{ type: TabStopType.LEFT, position: left }],
      children: [...runs(lead, 'fangsong'), ...(number ? [tab()] : []), ...runs(plain, 'fangsong')],
    })
  })
}

/** 署名 above 成文日期: centred on the date with room for the seal, or flush right without one (7.3.5). */
export function signature(signed: Gongwen['signed']): Paragraph[] {
  const day = dateInWords(signed.on)
  const place = signed.sealed === false ? unsealedPlace(signed.by, day) : sealedPlace(signed.by, day)
  return [
    rightLine(signed.by, place.name, lines(place.above), true),
    rightLine(day, place.day, lines(0), false),
  ]
}

interface SignaturePlace {
  /** Blank lines above the name, and characters free at the right of name and day. */
  above: number
  name: number
  day: number
}

function sealedPlace(by: string, day: string): SignaturePlace {
  const [nameWidth, dayWidth] = [widthInCharacters(by), widthInCharacters(day)]
  const right = Math.max(4, (nameWidth - dayWidth) / 2)
  return { above: 2, day: right, name: right + (dayWidth - nameWidth) / 2 }
}

// The day starts two characters right of the name, unless it is the longer one.
function unsealedPlace(by: string, day: string): SignaturePlace {
  const [nameWidth, dayWidth] = [widthInCharacters(by), widthInCharacters(day)]
  if (dayWidth > nameWidth) return { above: 1, day: 2, name: Math.max(2, 2 + dayWidth + 2 - nameWidth) }
  return { above: 1, name: 2, day: Math.max(0, nameWidth - dayWidth) }
}

function rightLine(
  text: string,
  free: number,
  spacing: ReturnType<typeof lines>,
  keepNext: boolean,
): Paragraph {
  return paragraph({
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(free * character) },
    spacing,
    keepNext,
    keepLines: true,
    children: runs(text, 'fangsong'),
  })
}

/** 附注 in round brackets on the line after the date. */
export function noteLine(note: string): Paragraph {
  const bare = note.replace(/^[（(]/, '').replace(/[）)]$/, '')
  return paragraph({
    style: styleIds.body,
    alignment: AlignmentType.LEFT,
    children: runs(`（${bare}）`, 'fangsong'),
  })
}

/** The small line that leads back to the record. */
export function traceLine(trace: NonNullable<Gongwen['trace']>): Paragraph {
  const small = { size: sizes.five, color: '595959' }
  return paragraph({
    spacing: { ...lines(0, 320), before: mm(4) },
    children: [...runs(`${trace.text} `, 'fangsong', small), link(trace.url, trace.url, 'fangsong', small)],
  })
}

/**
 * 版记: 抄送 and 印发 between black rules, its last rule on the lower edge of the last page's 版心.
 * A letter carries 抄送 only, and no rules. Empty when there is nothing to print.
 */
export function imprint(paper: Gongwen): (Paragraph | Table)[] {
  const ruled = paper.format === 'document'
  const rows = [
    ...(paper.copies ? [copiesLine(paper.copies)] : []),
    ...(paper.printed && ruled ? [printedLine(paper.printed)] : []),
  ]
  if (rows.length === 0) return []
  // A floating table hangs on the paragraph after it; that one must be on the last page and take no room.
  return [imprintTable(rows, ruled), paragraph({ spacing: lines(0, hairline), children: [] })]
}

// Word and WPS set it on the lower edge of the 版心. A program that cannot float a table as wide as the text
// prints it right after the text, rules and all.
function imprintTable(rows: Paragraph[], ruled: boolean): Table {
  return new Table({
    rows: rows.map((row) => new TableRow({ cantSplit: true, children: [imprintCell(row)] })),
    columnWidths: [textWidth],
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { top: 0, bottom: 0, left: fourthCharacter, right: fourthCharacter },
    borders: {
      top: ruled ? thick : none,
      bottom: ruled ? thick : none,
      left: none,
      right: none,
      insideHorizontal: ruled ? thin : none,
      insideVertical: none,
    },
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
      verticalAnchor: TableAnchorType.MARGIN,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
    },
  })
}

function imprintCell(content: Paragraph): TableCell {
  return new TableCell({ width: { size: textWidth, type: WidthType.DXA }, children: [content] })
}

function copiesLine(copies: string): Paragraph {
  const plain = copies.replace(/^抄送[：:]/, '').replace(/[。.；;\s]+$/u, '')
  const label = 3 * fourthCharacter
  return paragraph({
    style: styleIds.imprint,
    spacing: lines(0, imprintLine),
    indent: { left: label, hanging: label },
    children: runs(`抄送：${plain}。`, 'fangsong', { size: sizes.four }),
  })
}

function printedLine(printed: NonNullable<Gongwen['printed']>): Paragraph {
  const size = { size: sizes.four }
  return paragraph({
    style: styleIds.imprint,
    spacing: lines(0, imprintLine),
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth - 2 * fourthCharacter }],
    children: [
      ...runs(printed.by, 'fangsong', size),
      tab(),
      ...runs(`${dateInWords(printed.on)}印发`, 'fangsong', size),
    ],
  })
}

function tab(): TextRun {
  return new TextRun({ children: [new Tab()] })
}
