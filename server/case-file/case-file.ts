import JSZip from 'jszip'
import type { Gongwen } from '#kernel/gongwen.ts'
import { dayAt } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { ZIP } from '../contract/media.ts'
import type { Download } from '../contract/register.ts'
import { verifierFile } from '../log/verifier.ts'
import type { Reader } from '../matters/reader.ts'
import { renderGongwen } from '../papers/render-gongwen.ts'
import { Problem } from '../problem.ts'
import { INSTRUCTIONS } from './instructions.ts'
import { ATTACHED, type Making, type Part, gather, hashOf } from './parts.ts'

/** Megabytes of attachments in one archive, which is made in memory. */
const MOST = 200

/** One piece of a case file: where it lies in it, what it is, its bytes. */
interface Piece {
  readonly path: string
  readonly title: string
  readonly bytes: Uint8Array
}

export interface CaseFile extends Download {
  /** SHA-256 in hex by which the case file is known again: whoever has it knows every byte. */
  readonly manifest: string
  readonly pieces: number
}

/**
 * 卷宗: a matter as one archive, as far as its reader may see it: index, course, papers, attachments, and of each act the proof that it
 * stands in the log. Everything in it is listed with its SHA-256 in `目录.json`. Null when there is no such matter.
 */
export async function caseFileOf(
  context: StoreContext,
  actor: Actor,
  id: string,
  making: Making,
): Promise<CaseFile | Problem | null> {
  const gathered = await gather(context, actor, id, making, MOST)
  if (gathered === null || gathered instanceof Problem) return gathered
  const { title, number, reader, parts } = gathered
  const pieces: Piece[] = []
  for (const part of parts) pieces.push(await pieceOf(part))
  const index = await renderGongwen(indexOf(title, pieces, reader, making))
  const all = [{ path: '00卷宗目录.docx', title: '卷宗目录', bytes: index }, ...pieces]
  const list = all.map(({ path, title: name, bytes }) => ({ path, title: name, sha256: hashOf(bytes) }))
  const manifest = Buffer.from(`${JSON.stringify({ matter: id, number, pieces: list }, null, 2)}\n`)
  const zip = new JSZip()
  // Attachments are mostly compressed already.
  for (const { path, bytes } of all)
    zip.file(path, bytes, { compression: path.startsWith(ATTACHED) ? 'STORE' : 'DEFLATE' })
  zip.file('目录.json', manifest)
  zip.file('核验说明.txt', INSTRUCTIONS)
  zip.file('verify.mjs', await verifierFile())
  const body = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
  return {
    body,
    media: ZIP,
    name: `${title}.zip`,
    size: body.length,
    manifest: hashOf(manifest),
    pieces: all.length,
  }
}

const pieceOf = async (part: Part): Promise<Piece> => ({
  path: part.path,
  title: part.title,
  bytes: part.kind === 'paper' ? await renderGongwen(part.content) : part.bytes,
})

const indexOf = (
  title: string,
  pieces: readonly Piece[],
  { now }: Reader,
  { district, url }: Making,
): Gongwen => ({
  format: 'letter',
  issuer: district,
  title: `${title}目录`,
  body: [
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 6 },
        { title: '材料', width: 34 },
        { title: '文件', width: 30 },
        { title: 'SHA-256（前16位）', width: 22 },
      ],
      rows: pieces.map(({ path, title: name, bytes }, n) => [
        String(n + 1),
        name,
        path,
        hashOf(bytes).slice(0, 16),
      ]),
    },
    { kind: 'paragraph', text: '全部校验值见“目录.json”，核验方法见“核验说明.txt”。' },
  ],
  signed: { by: district, on: dayAt(now), sealed: false },
  trace: { text: '事项', url },
})
