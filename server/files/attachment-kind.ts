import { inflateSync } from 'node:zlib'
import { isSealedFile } from '#journal/seal/files.ts'
import { DOCX, XLSX } from '../contract/media.ts'
import { type ZipMember, inflateMember, readZipDirectory } from './zip-directory.ts'

/** How a stored file may be shown; `none` means download only. */
export type Preview = 'image' | 'pdf' | 'docx' | 'none'

export type AttachmentKind = { ok: true; media: string; preview: Preview } | { ok: false; because: string }

const largest = 50 * 1024 * 1024
const largestPicture = 40_000_000
const accepted =
  'PDF、Word（.docx）、Excel（.xlsx）、WPS（.wps、.et、.doc、.xls）、OFD、图片（png、jpg、gif、webp）和纯文本'

const unknown = refuse(`不接收这种文件，可以上传：${accepted}`)
const disguised = refuse('文件名的后缀与内容不符，请核对后再上传')
const macros = refuse('文件带有宏，为安全起见不予接收，请另存为不带宏的格式')
const embedded = refuse('文件里嵌入了其他程序的对象，请去掉对象或者转成 PDF 后再上传')
const exchange = refuse('文件里有会向其他程序要数据的域（DDE），为安全起见不予接收，请删去后再上传')
const external = refuse('文件引用了外部模板或者外部内容，请断开链接或者转成 PDF 后再上传')
const brokenOffice = refuse('文件已损坏，打不开，请另存一份再上传')
const locked = refuse('文件设了密码，请去掉密码后再上传')

/** Extensions that may stand for a kind; the content decides, the name must not contradict it. */
const kinds = {
  pdf: { media: 'application/pdf', preview: 'pdf', names: ['pdf'] },
  docx: {
    media: DOCX,
    preview: 'docx',
    names: ['docx'],
  },
  xlsx: {
    media: XLSX,
    preview: 'none',
    names: ['xlsx'],
  },
  ofd: { media: 'application/ofd', preview: 'none', names: ['ofd'] },
  png: { media: 'image/png', preview: 'image', names: ['png'] },
  jpeg: { media: 'image/jpeg', preview: 'image', names: ['jpg', 'jpeg'] },
  gif: { media: 'image/gif', preview: 'image', names: ['gif'] },
  webp: { media: 'image/webp', preview: 'image', names: ['webp'] },
  ole: { media: 'application/x-ole-storage', preview: 'none', names: ['wps', 'et', 'doc', 'xls'] },
  // Nobody can judge what is inside before it is opened; then it is judged like any other.
  sealed: { media: 'application/octet-stream', preview: 'none', names: ['sealed'] },
  text: { media: 'text/plain; charset=utf-8', preview: 'none', names: ['txt', 'csv', 'md', 'log'] },
} as const satisfies Record<string, { media: string; preview: Preview; names: readonly string[] }>

/**
 * Decides from the bytes, never from what the browser claims, whether a file may be kept and how it may be
 * served. The media type is always one of a closed list, so a page or script can never be served as itself.
 *
 * Refused: empty files and files over 50 MB; programs, pages and SVG; names that contradict the content; Office
 * files with macros, embedded objects, external templates, fields that start programs, passwords, or the shape of a zip
 * bomb; PDF files that run scripts or start programs; pictures over 40 million pixels.
 */
export function attachmentKind(bytes: Uint8Array, name: string): AttachmentKind {
  if (bytes.byteLength === 0) return refuse('文件是空的')
  if (bytes.byteLength > largest) return refuse('文件超过 50 MB 的上限')
  const extension = /\.([^.]+)$/.exec(name.trim().toLowerCase())?.[1] ?? ''
  const kind = contentKind(bytes, extension)
  if (typeof kind !== 'string') return kind
  const { media, preview, names } = kinds[kind]
  if (!(names as readonly string[]).includes(extension)) return disguised
  return { ok: true, media, preview }
}

type Kind = keyof typeof kinds
type Refused = Extract<AttachmentKind, { ok: false }>

function contentKind(bytes: Uint8Array, extension: string): Kind | Refused {
  if (isSealedFile(bytes)) return 'sealed'
  if (hasMagic(bytes, '%PDF-')) return pdfKind(bytes)
  if (hasMagic(bytes, '\x89PNG\r\n\x1a\n')) return pictureKind('png', pngPixels(bytes))
  if (hasMagic(bytes, 'GIF87a') || hasMagic(bytes, 'GIF89a')) return pictureKind('gif', gifPixels(bytes))
  if (hasMagic(bytes, '\xff\xd8\xff')) return pictureKind('jpeg', jpegPixels(bytes))
  if (hasMagic(bytes, 'RIFF') && hasMagic(bytes, 'WEBP', 8)) return pictureKind('webp', webpPixels(bytes))
  if (hasMagic(bytes, 'PK\x03\x04')) return packageKind(bytes)
  if (hasMagic(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oleKind(bytes)
  return (kinds.text.names as readonly string[]).includes(extension) && isPlainText(bytes) ? 'text' : unknown
}

function refuse(because: string): Refused {
  return { ok: false, because }
}

function hasMagic(bytes: Uint8Array, magic: string, at = 0): boolean {
  for (let index = 0; index < magic.length; index++) {
    if (bytes[at + index] !== magic.charCodeAt(index)) return false
  }
  return true
}

// A name in a PDF may be written with #xx escapes; they are undone before looking. Names shorter than these turn
// up by chance in compressed pages.
const active = /\/(JavaScript|Launch|RichMedia)(?![A-Za-z])/

function pdfKind(bytes: Uint8Array): Kind | Refused {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const hidden = objectStreams(bytes, text)
  if (hidden === undefined)
    return refuse('PDF 的内部结构不正常，为安全起见不予接收，请重新打印成 PDF 后再上传')
  return [text, ...hidden].some((part) => active.test(unescaped(part)))
    ? refuse('PDF 里带有脚本或者会启动程序，为安全起见不予接收，请重新打印成 PDF 后再上传')
    : 'pdf'
}

const unescaped = (text: string): string =>
  text.includes('#') ? text.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => latin1(hex)) : text

/** Bytes of compressed objects that are looked through; no paper of 50 MB has so many. */
const MOST_OBJECTS = 64 * 1024 * 1024

/** Objects that a PDF keeps compressed, where names would hide from a search; undefined where there are too many to look through. */
function objectStreams(bytes: Uint8Array, text: string): string[] | undefined {
  const found: string[] = []
  let left = MOST_OBJECTS
  for (const start of text.matchAll(/\/ObjStm[^]{0,300}?stream\r?\n/g)) {
    if (left <= 0) return undefined
    const objects = inflated(bytes.subarray(start.index + start[0].length), left)
    if (objects === undefined) return undefined
    left -= Math.max(objects.length, 1024)
    found.push(objects)
  }
  return found
}

/** What a stream unpacks to; empty where it is packed another way or damaged, undefined where it is larger than asked. */
function inflated(packed: Uint8Array, most: number): string | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: most }).toString('latin1')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? undefined : ''
  }
}

function latin1(hex: string): string {
  return String.fromCodePoint(Number.parseInt(hex, 16))
}

function pictureKind(kind: Kind, pixels: number | undefined): Kind | Refused {
  if (pixels === undefined || pixels === 0) return refuse('图片已损坏，打不开')
  return pixels > largestPicture ? refuse('图片超过 4000 万像素的上限，请缩小后再上传') : kind
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function pngPixels(bytes: Uint8Array): number | undefined {
  if (bytes.byteLength < 24 || !hasMagic(bytes, 'IHDR', 12)) return undefined
  return viewOf(bytes).getUint32(16) * viewOf(bytes).getUint32(20)
}

function gifPixels(bytes: Uint8Array): number | undefined {
  if (bytes.byteLength < 10) return undefined
  return viewOf(bytes).getUint16(6, true) * viewOf(bytes).getUint16(8, true)
}

// Walks the segments to the frame header (SOF), which holds height and width.
function jpegPixels(bytes: Uint8Array): number | undefined {
  const view = viewOf(bytes)
  let at = 2
  while (at + 9 <= bytes.byteLength) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (isFrameHeader(marker)) return view.getUint16(at + 5) * view.getUint16(at + 7)
    else at += 2 + Math.max(2, view.getUint16(at + 2))
  }
  return undefined
}

function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function webpPixels(bytes: Uint8Array): number | undefined {
  if (bytes.byteLength < 30) return undefined
  const view = viewOf(bytes)
  if (hasMagic(bytes, 'VP8X', 12)) return (uint24(view, 24) + 1) * (uint24(view, 27) + 1)
  if (hasMagic(bytes, 'VP8L', 12)) {
    const packed = view.getUint32(21, true)
    return ((packed & 0x3fff) + 1) * (((packed >>> 14) & 0x3fff) + 1)
  }
  if (!hasMagic(bytes, 'VP8 ', 12)) return undefined
  return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff)
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000
}

function packageKind(bytes: Uint8Array): Kind | Refused {
  const directory = readZipDirectory(bytes)
  if (!directory.ok) return refuse(directory.because)
  const names = new Set(directory.members.map((member) => member.name))
  if (names.has('OFD.xml')) return 'ofd'
  if (!names.has('[Content_Types].xml')) return unknown
  const danger = officeDanger(bytes, directory.members)
  if (danger) return danger
  if (names.has('word/document.xml')) return 'docx'
  return names.has('xl/workbook.xml') ? 'xlsx' : unknown
}

const macroPart = /vbaproject|macrosheets\/|activex\//i
const embeddedPart = /(^|\/)(embeddings|oleobjects)\/.*\.(bin|exe|vbs|js|bat|cmd|docm|xlsm)$/i

function officeDanger(bytes: Uint8Array, members: ZipMember[]): Refused | undefined {
  if (members.some((member) => macroPart.test(member.name))) return macros
  if (members.some((member) => embeddedPart.test(member.name))) return embedded
  if (members.some((member) => exchanges(bytes, member))) return exchange
  for (const member of members) {
    const isTypes = member.name === '[Content_Types].xml'
    if (!isTypes && !member.name.endsWith('.rels')) continue
    const content = inflateMember(bytes, member)
    if (!content) return brokenOffice
    const xml = xmlText(content)
    // Macros are known by their declared type too: the part itself may bear any name.
    if (isTypes && /macroEnabled|vbaProject|ms-excel\.(intl)?macrosheet/i.test(xml)) return macros
    if (!isTypes && hasExternalContent(xml)) return external
  }
  return undefined
}

/** Fields and links by which a document asks another program for data, and so starts it. */
function exchanges(bytes: Uint8Array, member: ZipMember): boolean {
  const field = /^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/.test(member.name)
  const link = /^xl\/externalLinks\/.*\.xml$/.test(member.name)
  if (!field && !link) return false
  const content = inflateMember(bytes, member)
  if (!content) return false
  const xml = xmlText(content)
  if (link) return /<(\w+:)?(ddeLink|oleLink)\b/.test(xml)
  // The letters of a field's instruction may be spread over several runs.
  const instructions = [...xml.matchAll(/<w:instrText\b[^>]*>([^<]*)</g)].map(([, words]) => words).join('')
  const simple = [...xml.matchAll(/w:instr\s*=\s*["']([^"']*)/g)].map(([, words]) => words).join(' ')
  return /\bDDE(AUTO)?\b/i.test(`${instructions} ${simple}`)
}

function xmlText(content: Uint8Array): string {
  const isWide = (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)
  if (!isWide) return new TextDecoder().decode(content)
  return new TextDecoder(content[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(content)
}

// Links that a person clicks are fine; templates, frames and pictures that load by themselves are not.
function hasExternalContent(rels: string): boolean {
  return [...rels.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].some(([relationship]) => {
    return (
      /TargetMode\s*=\s*["']External["']/.test(relationship) &&
      !/Type\s*=\s*["'][^"']*\/hyperlink["']/.test(relationship)
    )
  })
}

// An old Office file names its parts in UTF-16; those that mean macros or a password are enough to refuse.
function oleKind(bytes: Uint8Array): Kind | Refused {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const holds = (part: string) => content.includes(Buffer.from(part, 'utf16le'))
  if (holds('EncryptedPackage') || holds('EncryptionInfo')) return locked
  if (holds('_VBA_PROJECT')) return macros
  if (holds('\u0001Ole10Native')) return embedded
  const known = ['WordDocument', 'Workbook', 'Book'].some(holds)
  return known ? 'ole' : unknown
}

function isPlainText(bytes: Uint8Array): boolean {
  // oxlint-disable-next-line no-control-regex
  const binary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return !binary.test(text) && !/^\s*<(!doctype|html|svg|\?xml|script)/i.test(text)
    } catch {
      continue
    }
  }
  return false
}
