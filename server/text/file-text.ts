import { docxText } from './docx-text.ts'
import { pdfText } from './pdf-text.ts'
import { xlsxText } from './xlsx-text.ts'
import { inflateMember, readZipDirectory } from '../files/zip-directory.ts'

/** A file's text, or one Chinese sentence on why there is none. */
export type FileText = { ok: true; text: string } | { ok: false; because: string }

/** 20 MB: the largest paper anybody drops in. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024
const LIMITS = { members: 1_000, unpacked: 120 * 1024 * 1024 }
/** Beyond this no official paper is text any more. */
const MAX_CHARACTERS = 2_000_000

const refuse = (because: string): FileText => ({ ok: false, because })

/**
 * Reads the text of a dropped file. Understands .docx, .xlsx, .pdf with text, .txt and .md (UTF-8,
 * UTF-16 or GB18030), told by content,
 * the name serving for the sentence only. Never throws on any bytes.
 */
export async function fileText(name: string, bytes: Uint8Array): Promise<FileText> {
  if (bytes.length === 0) return refuse(`文件“${name}”是空的，请检查后重新选择。`)
  if (bytes.length > MAX_FILE_BYTES) return refuse(`文件“${name}”超过 20 MB，请删去图片或拆分后再试。`)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return refuse(`文件“${name}”已加密或是旧版 .doc、.xls 格式，请另存为不加密的 .docx、.xlsx 后再试。`)
  const answer = await taken(name, bytes)
  if (!answer.ok) return answer
  if (answer.text.trim() === '') return refuse(`文件“${name}”里没有文字，可能是扫描件或图片。`)
  if (answer.text.length > MAX_CHARACTERS) return refuse(`文件“${name}”的文字超过二百万字，请拆分后再试。`)
  return answer
}

async function taken(name: string, bytes: Uint8Array): Promise<FileText> {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return pdfText(name, bytes)
  return startsWith(bytes, [0x50, 0x4b]) ? packed(name, bytes) : plain(name, bytes)
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte)

async function packed(name: string, bytes: Uint8Array): Promise<FileText> {
  const directory = readZipDirectory(bytes, LIMITS)
  if (!directory.ok) return refuse(`文件“${name}”没有打开：${directory.because}。`)
  const { members } = directory
  const workbook = members.some((part) => part.name.startsWith('xl/'))
  if (!workbook && !members.some((part) => part.name === 'word/document.xml'))
    return refuse(`文件“${name}”不是 Word 文档或 Excel 表格，请换用 .docx、.xlsx、.pdf 或 .txt 文件。`)
  // A part that unpacks to another size than its directory says is a bomb that lies, or broken.
  if (members.some((part) => inflateMember(bytes, part)?.length !== part.unpacked))
    return refuse(`文件“${name}”内容与其目录不符，可能已损坏或被做过手脚，未予打开。`)
  if (workbook) {
    const sheets = await xlsxText(bytes)
    return sheets.ok ? sheets : refuse(`文件“${name}”打不开：${sheets.because}`)
  }
  try {
    return { ok: true, text: await docxText(bytes) }
  } catch {
    return refuse(`文件“${name}”读不出文字，可能已损坏，请用 Word 打开另存后再试。`)
  }
}

function plain(name: string, bytes: Uint8Array): FileText {
  const text = decode(bytes)
  if (text === null || looksBinary(text))
    return refuse(`文件“${name}”不是文字文件，请换用 .docx、.xlsx、.pdf 或 .txt 文件。`)
  return { ok: true, text }
}

function decode(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  return null
}

function looksBinary(text: string): boolean {
  let odd = 0
  const sample = text.slice(0, 20_000)
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 11) odd++
    else if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) odd++
  }
  return odd > sample.length * 0.02
}
