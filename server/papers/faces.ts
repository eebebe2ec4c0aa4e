import { ExternalHyperlink, TextRun } from 'docx'
import type { IRunOptions } from 'docx'
import { writableText } from './plain-text.ts'

/** The faces of GB/T 9704: 仿宋 body, 黑体 and 楷体 headings, 小标宋 titles, 宋体 page numbers. */
export type Face = 'fangsong' | 'hei' | 'kai' | 'biaosong' | 'song'

/** Half-point sizes of the Chinese type numbers in use. */
export const sizes = { two: 44, three: 32, four: 28, five: 21 } as const

/**
 * Font names as they stand on government machines, each with what replaces it where it is missing. Fonts are
 * never bundled: they are licensed to the office. The standard asks for the style, not for one font file.
 */
const fonts: Record<Face, { name: string; instead: string[]; rare: string }> = {
  fangsong: {
    name: '仿宋_GB2312',
    instead: ['仿宋', 'FangSong', 'Noto Serif SC', 'Noto Serif CJK SC'],
    rare: '仿宋',
  },
  kai: {
    name: '楷体_GB2312',
    instead: ['楷体', 'KaiTi', 'Noto Serif SC', 'Noto Serif CJK SC'],
    rare: '楷体',
  },
  hei: { name: '黑体', instead: ['SimHei', 'Noto Sans SC', 'Noto Sans CJK SC'], rare: '黑体' },
  biaosong: {
    name: '方正小标宋简体',
    instead: ['方正小标宋_GBK', '小标宋体', 'Noto Serif SC', 'Noto Serif CJK SC'],
    rare: '宋体',
  },
  song: { name: '宋体', instead: ['SimSun', 'Noto Serif SC', 'Noto Serif CJK SC'], rare: '宋体' },
}
const rareFonts = {
  name: 'SimSun-ExtB',
  instead: ['宋体-方正超大字符集', 'Noto Serif SC', 'Noto Serif CJK SC'],
}
const latin = 'Times New Roman'

/** Font attributes of a style in one face; digits and Latin letters take the western face. */
export function fontOf(face: Face): {
  ascii: string
  hAnsi: string
  eastAsia: string
  cs: string
  hint: string
} {
  const western = face === 'song' ? fonts.song.name : latin
  return { ascii: western, hAnsi: western, eastAsia: fonts[face].name, cs: latin, hint: 'eastAsia' }
}

/**
 * Text as runs in one face. Characters that the GB 2312 files lack (place names, personal names) get a run of
 * their own in a font that has them, so that no empty box is printed.
 */
export function runs(text: string, face: Face, more: IRunOptions = {}): TextRun[] {
  return parts(writableText(text)).map(({ piece, kind }) => {
    const font = fontOf(face)
    if (kind === 'beyond') font.eastAsia = font.ascii = font.hAnsi = rareFonts.name
    if (kind === 'rare') font.eastAsia = fonts[face].rare
    // Only the body's size stands on the character grid; larger or smaller type would be spaced out to fit it.
    const snapToGrid = (more.size ?? sizes.three) === sizes.three
    return new TextRun({ snapToGrid, ...more, text: piece, font })
  })
}

/** A link whose text is set like the runs round it. */
export function link(text: string, url: string, face: Face, more: IRunOptions = {}): ExternalHyperlink {
  return new ExternalHyperlink({ link: url, children: runs(text, face, more) })
}

type Kind = 'common' | 'rare' | 'beyond'

function parts(text: string): { piece: string; kind: Kind }[] {
  const found: { piece: string; kind: Kind }[] = []
  for (const character of text) {
    const kind = kindOf(character)
    const last = found.at(-1)
    if (last?.kind === kind) last.piece += character
    else found.push({ piece: character, kind })
  }
  return found
}

function kindOf(character: string): Kind {
  const point = character.codePointAt(0) ?? 0
  if (point > 0xffff) return 'beyond'
  const isHan = (point >= 0x3400 && point <= 0x9fff) || (point >= 0xf900 && point <= 0xfaff)
  if (!isHan || gb2312().has(character)) return 'common'
  return point < 0x4e00 ? 'beyond' : 'rare'
}

let common: Set<string> | undefined

// The 6,763 characters of GB 2312 are rows B0 to F7 of GBK, which the platform can decode.
function gb2312(): Set<string> {
  if (common) return common
  const decoder = new TextDecoder('gbk')
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell)
  common = new Set(decoder.decode(new Uint8Array(bytes)))
  return common
}

/** `word/fontTable.xml`: names for each font what replaces it, read by Word and WPS when the font is missing. */
export function fontTableXml(): string {
  const entries = [...Object.values(fonts), rareFonts].map(
    ({ name, instead }) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead.join(',')}"/><w:charset w:val="86"/>` +
      '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>',
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `${entries.join('')}</w:fonts>`
  )
}
