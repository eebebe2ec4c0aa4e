import { AlignmentType, BorderStyle, Footer, Header, PageNumber, Tab, TabStopType, TextRun } from 'docx'
import type { ISectionOptions, Paragraph } from 'docx'
import { fontOf, runs, sizes } from './faces.ts'
import type { Gongwen } from './gongwen.ts'
import { character, line, lines, mm, paragraph, red, textWidth } from './layout.ts'

// 7.2.4: the upper edge of the name is 35 mm below the upper edge of the 版心.
const nameBelowEdge = mm(35)
const largestName = 60
const smallestName = 26
// 7.2.7: the rule stands 4 mm below the number.
const ruleGap = mm(4)
const ruleWeight = 12
// 10.1: the letter's double rules are 170 mm wide, so they reach past the 156 mm of the text.
const letterRuleOverhang = -mm(7)
const letterRuleWeight = 24

/** 版头 of a 文件式 paper: urgency, red name, number (and signatory on papers that go upwards), red rule. */
export function documentHead(paper: Gongwen): Paragraph[] {
  const size = nameSize(paper.issuer)
  return [
    paragraph({ spacing: lines(0), children: urgencyRuns(paper) }),
    paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...lines(0, Math.round(size * 20 * 1.15)), before: nameBelowEdge - line },
      children: runs(paper.issuer, 'biaosong', { size: size * 2, color: red }),
    }),
    numberLine(paper),
    paragraph({
      spacing: lines(0, ruleGap),
      border: { bottom: { style: BorderStyle.SINGLE, size: ruleWeight, color: red, space: 0 } },
      children: [],
    }),
  ]
}

/** Number and urgency of a 信函式 paper: on the line below the upper rule, urgency left, number right. */
export function letterHead(paper: Gongwen): Paragraph[] {
  const number = paper.number
    ? [new TextRun({ children: [new Tab()] }), ...runs(paper.number, 'fangsong')]
    : []
  return [
    paragraph({
      spacing: lines(0),
      tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
      children: [...urgencyRuns(paper), ...number],
    }),
  ]
}

/** Name and upper double rule of a 信函式 paper; they stand above the 版心, so they are page 1's header. */
export function letterMasthead(paper: Gongwen): Header {
  const size = Math.min(36, nameSize(paper.issuer))
  return new Header({
    children: [
      paragraph({
        alignment: AlignmentType.CENTER,
        spacing: lines(0, Math.round(size * 20 * 1.15)),
        children: runs(paper.issuer, 'biaosong', { size: size * 2, color: red }),
      }),
      paragraph({
        spacing: { ...lines(0, ruleGap), after: mm(3) },
        indent: { left: letterRuleOverhang, right: letterRuleOverhang },
        border: {
          bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: letterRuleWeight, color: red, space: 0 },
        },
        children: [],
      }),
    ],
  })
}

/** Page numbers: odd pages right, even pages left; on a letter the first page has the lower double rule instead. */
export function footers(format: Gongwen['format']): NonNullable<ISectionOptions['footers']> {
  const odd = pageNumber(AlignmentType.RIGHT, { right: character })
  const even = pageNumber(AlignmentType.LEFT, { left: character })
  return format === 'document' ? { default: odd, even } : { default: odd, even, first: letterFoot() }
}

function pageNumber(alignment: 'left' | 'right', indent: { left?: number; right?: number }): Footer {
  const run = { font: fontOf('song'), size: sizes.four }
  const children = [new TextRun({ ...run, children: ['— ', PageNumber.CURRENT, ' —'] })]
  return new Footer({ children: [paragraph({ alignment, indent, spacing: lines(0, 320), children })] })
}

function letterFoot(): Footer {
  const rule = { style: BorderStyle.THIN_THICK_SMALL_GAP, size: letterRuleWeight, color: red, space: 0 }
  return new Footer({
    children: [
      paragraph({
        spacing: lines(0, 20),
        indent: { left: letterRuleOverhang, right: letterRuleOverhang },
        border: { bottom: rule },
        children: [],
      }),
    ],
  })
}

function urgencyRuns(paper: Gongwen): TextRun[] {
  return paper.urgency ? runs(paper.urgency, 'hei', { size: sizes.three }) : []
}

function numberLine(paper: Gongwen): Paragraph {
  const number = runs(paper.number ?? '', 'fangsong')
  if (!paper.signatory)
    return paragraph({ alignment: AlignmentType.CENTER, spacing: lines(2), children: number })
  return paragraph({
    spacing: lines(2),
    indent: { left: character, right: character },
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth - character }],
    children: [
      ...number,
      new TextRun({ children: [new Tab()] }),
      ...runs('签发人：', 'fangsong'),
      ...runs(paper.signatory, 'kai'),
    ],
  })
}

// As large as the line allows: the standard leaves the size to the issuer, but the name must stand on one line.
function nameSize(name: string): number {
  const fitting = Math.floor(textWidth / 20 / Math.max(1, Array.from(name).length))
  return Math.max(smallestName, Math.min(largestName, fitting))
}
