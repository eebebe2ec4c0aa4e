import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  HorizontalPositionAlign,
  Tab,
  TabStopType,
  TextRun,
} from 'docx'
import { VerticalPositionAlign } from 'docx'
import type { IBorderOptions, IFrameOptions, Paragraph } from 'docx'
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
export function imprint(paper: Gongwen): Paragraph[] {
  const ruled = paper.format === 'document'
  const rows = [
    ...(paper.copies ? [copiesLine(paper.copies)] : []),
    ...(paper.printed && ruled ? [printedLine(paper.printed)] : []),
  ]
  if (rows.length === 0) return []
  const framed = ruled
    ? [
        ruleLine(thick),
        ...rows.flatMap((row, index) => (index === 0 ? [row] : [ruleLine(thin), row])),
        ruleLine(thick),
      ]
    : rows
  // A frame hangs on the paragraph after it; that one must be on the last page and take no room.
  return [...framed, paragraph({ spacing: lines(0, hairline), children: [] })]
}

// Neighbouring paragraphs with the same frame share it; it stands on the lower edge of the 版心.
const foot: IFrameOptions = {
  type: 'alignment',
  width: textWidth,
  anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
  alignment: { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM },
}

// The rules are lines of their own, because a border would follow its paragraph's indent and fall short of the 版心.
function ruleLine(rule: IBorderOptions): Paragraph {
  return paragraph({ frame: foot, spacing: lines(0, hairline), border: { bottom: rule }, children: [] })
}

function copiesLine(copies: string): Paragraph {
  const plain = copies.replace(/^抄送[：:]/, '').replace(/[。.；;\s]+$/u, '')
  return paragraph({
    style: styleIds.imprint,
    frame: foot,
    spacing: lines(0, imprintLine),
    indent: { left: 4 * fourthCharacter, right: fourthCharacter, hanging: 3 * fourthCharacter },
    children: runs(`抄送：${plain}。`, 'fangsong', { size: sizes.four }),
  })
}

function printedLine(printed: NonNullable<Gongwen['printed']>): Paragraph {
  const size = { size: sizes.four }
  return paragraph({
    style: styleIds.imprint,
    frame: foot,
    spacing: lines(0, imprintLine),
    indent: { left: fourthCharacter, right: fourthCharacter },
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth - fourthCharacter }],
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
