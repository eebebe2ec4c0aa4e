import { createHash } from 'node:crypto'
import type { Gongwen } from '#kernel/gongwen.ts'
import { clockAt, dayAt } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { publicFolder } from '#store/log-key.ts'
import { type MatterWhole, matterWhole } from '#store/queries/matter.ts'
import { receiptOf } from '#store/receipts.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { openFile } from '../files/open-file.ts'
import { idsOf } from '../matters/matter-page.ts'
import { paperContext } from '../matters/paper.ts'
import { papersOf } from '../matters/papers-of.ts'
import { type Reader, procedureIn, readerFor, withNames } from '../matters/reader.ts'
import { fieldsSeen, recordSeen } from '../matters/seen.ts'
import { timelineOf } from '../matters/timeline.ts'
import { type Problem, problem } from '../problem.ts'

const MB = 2 ** 20
export const ATTACHED = '附件/'

/** One part of a case file: where it lies in it, what it is, and what it says. */
export type Part = { readonly path: string; readonly title: string } & (
  | { readonly kind: 'paper'; readonly content: Gongwen }
  | { readonly kind: 'file' | 'proof'; readonly bytes: Uint8Array }
)

/** What a case file is made for and from. */
export interface Making {
  readonly district: string
  readonly dataDir: string
  readonly cabinet: Cabinet
  /** Address of the matter's page, as it stands on the papers. */
  readonly url: string
}

/** A matter as its reader may see it, part by part: course, papers, attachments, and of each act the proof that it stands in the log. */
export interface Gathered {
  /** What the case file is called, with the matter's number. */
  readonly title: string
  readonly number: string
  /** What the matter is about. */
  readonly about: string
  readonly state: string
  readonly reader: Reader
  readonly parts: readonly Part[]
}

/** Null when there is no such matter; refused where its attachments are more than so many megabytes. */
export async function gather(
  context: StoreContext,
  actor: Actor,
  id: string,
  making: Making,
  most: number,
): Promise<Gathered | Problem | null> {
  const whole = await matterWhole(context, actor, id)
  if (!whole) return null
  const size = whole.files.reduce((sum, file) => sum + file.size, 0)
  if (size > most * MB)
    return problem('TOO_LARGE', `附件共${Math.ceil(size / MB)}兆，超过${most}兆，请逐个下载附件`)
  const plain = await readerFor(context, actor)
  const { record, state, procedure: name } = whole.stored.matter
  const procedure = procedureIn(plain, name)
  const reader = await withNames(context, plain, idsOf(procedure, whole))
  const number = String(record['number'] ?? '')
  const seen = recordSeen(fieldsSeen(procedure, record, actor, reader.district.directory), record)
  return {
    title: `${procedure.title}卷宗${number}`,
    number,
    about: String(seen[procedure.titled] ?? ''),
    state: procedure.states[state ?? '']?.title ?? '',
    reader,
    parts: [
      courseOf(reader, whole, making),
      ...papers(reader, whole, making),
      ...(await attachments(context, actor, whole, making)),
      ...(await proofs(context, whole, making)),
    ],
  }
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const numbered = (n: number): string => String(n).padStart(2, '0')

/** Names that every file system takes, and that leave their folder on none. */
const plainName = (name: string): string => name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 120)

/** 办理经过: every act in its order with what its reader sees of it. */
function courseOf(reader: Reader, whole: MatterWhole, { district }: Making): Part {
  const { stored, lines, files } = whole
  const procedure = procedureIn(reader, stored.matter.procedure)
  const seen = fieldsSeen(procedure, stored.matter.record, reader.actor, reader.district.directory)
  const rows = timelineOf(procedure, lines, seen, files, reader).map(({ seq, title, at, by, spot, form }) => [
    String(seq),
    clockAt(at),
    title,
    by === null ? '系统' : `${by.unit}${by.name}`,
    [...(spot ? [spot] : []), ...form.map((value) => `${value.title}：${value.text}`)].join('；'),
  ])
  const content: Gongwen = {
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
  }
  return { kind: 'paper', path: '01办理经过.docx', title: '办理经过', content }
}

function papers(reader: Reader, whole: MatterWhole, making: Making): readonly Part[] {
  const { procedure: name, record } = whole.stored.matter
  const procedure = procedureIn(reader, name)
  const seen = fieldsSeen(procedure, record, reader.actor, reader.district.directory)
  const context = paperContext(reader, procedure, whole, making)
  return papersOf(procedure, recordSeen(seen, record)).map(({ title, fill }, n) => {
    const path = `文书/${numbered(n + 1)}${plainName(title)}.docx`
    return { kind: 'paper', path, title, content: fill(context) }
  })
}

async function attachments(
  context: StoreContext,
  actor: Actor,
  { files }: MatterWhole,
  { cabinet }: Making,
): Promise<readonly Part[]> {
  const found: Part[] = []
  for (const { id } of files) {
    const file = await openFile(context, id, actor)
    if (!file) continue
    const path = `${ATTACHED}${numbered(found.length + 1)}${plainName(file.name)}`
    found.push({ kind: 'file', path, title: file.name, bytes: await cabinet.read(file.sha256) })
  }
  return found
}

/** Of each act the proof that it stands in the log; one that was just done has none yet. */
async function proofs(
  context: StoreContext,
  { lines }: MatterWhole,
  { dataDir }: Making,
): Promise<readonly Part[]> {
  const folder = publicFolder(dataDir, context.tenant)
  const found: Part[] = []
  for (const { act, seq } of lines) {
    const receipt = await receiptOf(context, folder, act)
    if (!receipt?.proof) continue
    const path = `存证/${numbered(seq)}.tlog-proof`
    found.push({ kind: 'proof', path, title: `第${seq}项行为的存证证明`, bytes: Buffer.from(receipt.proof) })
  }
  return found
}
