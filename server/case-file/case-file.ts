import { createHash } from 'node:crypto'
import JSZip from 'jszip'
import type { Gongwen } from '#kernel/gongwen.ts'
import { clockAt, dayAt } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { publicFolder } from '#store/log-key.ts'
import { type MatterWhole, matterWhole } from '#store/queries/matter.ts'
import { receiptOf } from '#store/receipts.ts'
import { ZIP } from '../contract/media.ts'
import type { Download } from '../contract/register.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { openFile } from '../files/open-file.ts'
import { verifierFile } from '../log/verifier.ts'
import { idsOf } from '../matters/matter-page.ts'
import { paperFor } from '../matters/paper.ts'
import { papersOf } from '../matters/papers-of.ts'
import { type Reader, procedureIn, readerFor, withNames } from '../matters/reader.ts'
import { fieldsSeen, recordSeen } from '../matters/seen.ts'
import { timelineOf } from '../matters/timeline.ts'
import { renderGongwen } from '../papers/render-gongwen.ts'
import { type Problem, problem } from '../problem.ts'
import { INSTRUCTIONS } from './instructions.ts'

const MB = 2 ** 20
/** Of attachments in one archive, which is made in memory. */
const MOST_BYTES = 200 * MB
const ATTACHED = '附件/'

/** One piece of a case file: where it lies in it, what it is, its bytes. */
interface Piece {
  readonly path: string
  readonly title: string
  readonly bytes: Uint8Array
}

/** What a case file was made for and from. */
interface Making {
  readonly district: string
  readonly dataDir: string
  readonly cabinet: Cabinet
  /** Address of the matter's page, as it stands on the papers. */
  readonly url: string
}

export interface CaseFile extends Download {
  /** SHA-256 of the list of pieces with their hashes, in hex: whoever has it knows every byte of the file. */
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
  const whole = await matterWhole(context, actor, id)
  if (!whole) return null
  const size = whole.files.reduce((sum, file) => sum + file.size, 0)
  if (size > MOST_BYTES)
    return problem('TOO_LARGE', `附件共${Math.ceil(size / MB)}兆，超过${MOST_BYTES / MB}兆，请逐个下载附件`)
  const plain = await readerFor(context, actor)
  const procedure = procedureIn(plain, whole.stored.matter.procedure)
  const reader = await withNames(context, plain, idsOf(procedure, whole))
  const number = String(whole.stored.matter.record['number'] ?? '')
  const pieces = [
    await courseOf(reader, whole, making),
    ...(await papers(context, reader, whole, making)),
    ...(await attachments(context, actor, whole, making)),
    ...(await proofs(context, whole, making)),
  ]
  const title = `${procedure.title}卷宗${number}`
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

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const numbered = (n: number): string => String(n).padStart(2, '0')

/** Names that every file system takes, and that leave their folder on none. */
const plainName = (name: string): string => name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 120)

/** 办理经过: every act in its order with what its reader sees of it. */
async function courseOf(reader: Reader, whole: MatterWhole, { district }: Making): Promise<Piece> {
  const { stored, lines, files } = whole
  const procedure = procedureIn(reader, stored.matter.procedure)
  const seen = fieldsSeen(procedure, stored.matter.record, reader.actor, reader.district.directory)
  const rows = timelineOf(procedure, lines, seen, files, reader).map(({ seq, title, at, by, form }) => [
    String(seq),
    clockAt(at),
    title,
    by === null ? '系统' : `${by.unit}${by.name}`,
    form.map((value) => `${value.title}：${value.text}`).join('；'),
  ])
  const bytes = await renderGongwen({
    format: 'letter',
    issuer: district,
    title: '办理经过',
    body: [
      {
        kind: 'table',
        columns: [
          { title: '序号', width: 5 },
          { title: '时间', width: 14 },
          { title: '行为', width: 14 },
          { title: '办理人', width: 14 },
          { title: '内容', width: 40 },
        ],
        rows,
      },
    ],
    signed: { by: district, on: dayAt(reader.now), sealed: false },
  })
  return { path: '01办理经过.docx', title: '办理经过', bytes }
}

async function papers(
  context: StoreContext,
  reader: Reader,
  { stored }: MatterWhole,
  { district, url }: Making,
): Promise<readonly Piece[]> {
  const { id, procedure: name, record } = stored.matter
  const procedure = procedureIn(reader, name)
  const seen = fieldsSeen(procedure, record, reader.actor, reader.district.directory)
  const made: Piece[] = []
  for (const paper of papersOf(procedure, recordSeen(seen, record))) {
    const file = await paperFor(context, reader.actor, { matter: id, paper: paper.name, district, url })
    if (!file || !(file.body instanceof Uint8Array)) continue
    const path = `文书/${numbered(made.length + 1)}${plainName(paper.title)}.docx`
    made.push({ path, title: paper.title, bytes: file.body })
  }
  return made
}

async function attachments(
  context: StoreContext,
  actor: Actor,
  { files }: MatterWhole,
  { cabinet }: Making,
): Promise<readonly Piece[]> {
  const found: Piece[] = []
  for (const { id } of files) {
    const file = await openFile(context, id, actor)
    if (!file) continue
    const path = `${ATTACHED}${numbered(found.length + 1)}${plainName(file.name)}`
    found.push({ path, title: file.name, bytes: await cabinet.read(file.sha256) })
  }
  return found
}

/** Of each act the proof that it stands in the log; one that was just done has none yet. */
async function proofs(
  context: StoreContext,
  { lines }: MatterWhole,
  { dataDir }: Making,
): Promise<readonly Piece[]> {
  const folder = publicFolder(dataDir, context.tenant)
  const found: Piece[] = []
  for (const { act, seq } of lines) {
    const receipt = await receiptOf(context, folder, act)
    if (!receipt?.proof) continue
    const path = `存证/${numbered(seq)}.tlog-proof`
    found.push({ path, title: `第${seq}项行为的存证证明`, bytes: Buffer.from(receipt.proof) })
  }
  return found
}

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
