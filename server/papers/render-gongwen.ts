import { AlignmentType, Document, DocumentGridType, Packer } from 'docx'
import type { FileChild, ISectionOptions, Paragraph } from 'docx'
import { bodyBlocks } from './blocks.ts'
import { attachmentLines, imprint, noteLine, signature, traceLine } from './closing.ts'
import { fontTableXml, runs, sizes } from './faces.ts'
import type { Gongwen } from './gongwen.ts'
import { documentHead, footers, letterHead, letterMasthead } from './head.ts'
import { line, lines, mm, page, paragraph, styleIds, styles } from './layout.ts'
import { writableText } from './plain-text.ts'
import { titleLines } from './title-lines.ts'

export type { Block, Gongwen } from './gongwen.ts'

// 7.5: the page number stands 7 mm below the 版心, whose lower edge is 35 mm from the paper's; a line is 16 pt.
const numberFromPaperEdge = mm(35 - 7) - 320
// 10.1: a letter's name begins 30 mm below the paper's edge, its lower rule stands 20 mm above the other edge.
const letterNameFromPaperEdge = mm(30)
const letterRuleFromPaperEdge = mm(20)

/**
 * The paper as a .docx in the layout of GB/T 9704-2012: A4, 版心 156 × 225 mm, 22 lines of 28 characters, red
 * head, page numbers outside, 版记 at the foot. Dates must be `YYYY-MM-DD`; anything else is a bug and throws.
 */
export async function renderGongwen(paper: Gongwen): Promise<Uint8Array> {
  const document = new Document({
    title: writableText(paper.title.replaceAll('\n', '')),
    creator: writableText(paper.signed.by),
    styles,
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    sections: [section(paper)],
  })
  const fontTable = { path: 'word/fontTable.xml', data: fontTableXml() }
  return new Uint8Array(await Packer.toBuffer(document, undefined, [fontTable]))
}

function section(paper: Gongwen): ISectionOptions {
  const isLetter = paper.format === 'letter'
  return {
    properties: {
      page: {
        size: { width: page.width, height: page.height },
        margin: {
          ...page.margin,
          header: isLetter ? letterNameFromPaperEdge : mm(15),
          footer: isLetter ? letterRuleFromPaperEdge : numberFromPaperEdge,
        },
      },
      grid: { type: DocumentGridType.LINES, linePitch: line },
      titlePage: isLetter,
    },
    ...(isLetter ? { headers: { first: letterMasthead(paper) } } : {}),
    footers: footers(paper.format),
    children: content(paper),
  }
}

function content(paper: Gongwen): FileChild[] {
  return [
    ...(paper.format === 'letter' ? letterHead(paper) : documentHead(paper)),
    ...titleParagraphs(paper.title),
    ...(paper.addressee ? [addresseeLine(paper.addressee)] : [blankLine()]),
    ...bodyBlocks(paper.body, !paper.attachments?.length),
    ...attachmentLines(paper.attachments ?? []),
    ...signature(paper.signed),
    ...(paper.note ? [noteLine(paper.note)] : []),
    ...(paper.trace ? [traceLine(paper.trace)] : []),
    ...imprint(paper),
  ]
}

function titleParagraphs(title: string): Paragraph[] {
  return titleLines(title).map((text, index) =>
    paragraph({
      style: styleIds.title,
      alignment: AlignmentType.CENTER,
      spacing: lines(index === 0 ? 2 : 0),
      keepNext: true,
      children: runs(text, 'biaosong', { size: sizes.two }),
    }),
  )
}

function addresseeLine(addressee: string): Paragraph {
  const plain = addressee.replace(/[：:\s]+$/u, '')
  return paragraph({
    style: styleIds.addressee,
    spacing: lines(1),
    children: runs(`${plain}：`, 'fangsong'),
  })
}

function blankLine(): Paragraph {
  return paragraph({ spacing: lines(0), children: [] })
}
