import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy, TextItem, TextMarkedContent } from 'pdfjs-dist/types/src/display/api.js'
import type { FileText } from './file-text.ts'

const MOST_PAGES = 600
const MOST_CHARACTERS = 2_000_000

/** A run of text on a page, in points from the page's lower left corner. */
interface Run {
  words: string
  left: number
  right: number
  base: number
  height: number
}

/**
 * Turns a PDF into text: runs joined into lines by where they stand, lines in reading order, wide gaps of a table row as tabs.
 * Encrypted, broken and scanned files are refused in one sentence. No script of the file is ever run.
 */
export async function pdfText(name: string, bytes: Uint8Array): Promise<FileText> {
  const opened = await open(name, bytes)
  if (!opened.ok) return opened
  const { document } = opened
  try {
    if (document.numPages > MOST_PAGES)
      return {
        ok: false,
        because: `文件“${name}”有 ${document.numPages} 页，超过 ${MOST_PAGES} 页，请拆分后再试。`,
      }
    const pages: string[] = []
    let length = 0
    for (let number = 1; number <= document.numPages && length <= MOST_CHARACTERS; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      const text = pageText(items)
      page.cleanup()
      pages.push(text)
      length += text.length
    }
    const text = pages.join('\n')
    return text.trim() === ''
      ? { ok: false, because: `文件“${name}”里没有文字，可能是扫描件，请先做文字识别或换用 .docx 文件。` }
      : { ok: true, text }
  } catch {
    return { ok: false, because: `文件“${name}”读不出文字，可能已损坏，请重新取得后再试。` }
  } finally {
    await document.loadingTask.destroy()
  }
}

type Opened = { ok: true; document: PDFDocumentProxy } | { ok: false; because: string }

async function open(name: string, bytes: Uint8Array): Promise<Opened> {
  // Loaded here: two megabytes of code that only PDFs need.
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  try {
    const document = await getDocument({
      // The library takes the buffer over, so it gets its own.
      data: bytes.slice(),
      cMapUrl: `${join(root, 'cmaps')}/`,
      standardFontDataUrl: `${join(root, 'standard_fonts')}/`,
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      maxImageSize: 0,
      stopAtErrors: false,
      verbosity: VerbosityLevel.ERRORS,
    }).promise
    return { ok: true, document }
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException'
      ? { ok: false, because: `文件“${name}”已加密，请去掉密码后再试。` }
      : { ok: false, because: `文件“${name}”已损坏，无法打开，请重新取得后再试。` }
  }
}

function pageText(items: readonly (TextItem | TextMarkedContent)[]): string {
  const runs = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [runOf(item)] : []))
  return linesOf(runs).map(lineText).join('\n')
}

function runOf(item: TextItem): Run {
  const [, , slant = 0, scale = 0, left = 0, base = 0] = item.transform as number[]
  const height = item.height || Math.hypot(slant, scale) || 10
  return { words: item.str, left, right: left + item.width, base, height }
}

/** Runs on one baseline, give or take half a character, from top to bottom and left to right. */
function linesOf(runs: readonly Run[]): Run[][] {
  const lines: { base: number; height: number; runs: Run[] }[] = []
  for (const run of runs.toSorted((a, b) => b.base - a.base || a.left - b.left)) {
    const line = lines.at(-1)
    if (line && Math.abs(line.base - run.base) <= Math.min(line.height, run.height) * 0.5) line.runs.push(run)
    else lines.push({ base: run.base, height: run.height, runs: [run] })
  }
  return lines.map((line) => line.runs.sort((a, b) => a.left - b.left))
}

/** One line; with two wide gaps it is a table row, else a gap is a space between Latin words or nothing. */
function lineText(runs: readonly Run[]): string {
  const wide = runs.map((run, at) => at > 0 && run.left - (runs[at - 1] as Run).right > run.height * 1.5)
  const row = wide.filter(Boolean).length >= 2
  return runs
    .map((run, at) => {
      const before = runs[at - 1]
      if (!before) return run.words
      if (wide[at]) return (row ? '\t' : ' ') + run.words
      const apart = run.left - before.right > run.height * 0.2
      return apart && /[A-Za-z]$/.test(before.words) && /^[A-Za-z]/.test(run.words)
        ? ` ${run.words}`
        : run.words
    })
    .join('')
    .trim()
}
