import { basename, extname } from 'node:path'
import type { Gongwen } from '#kernel/gongwen.ts'
import { clockAt, dayAt, inWords } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { PDF } from '../contract/media.ts'
import { chineseFonts } from '../papers/chinese-fonts.ts'
import { Problem, problem } from '../problem.ts'
import { apart, inLine } from '../reading/apart.ts'
import type { CaseFile } from './case-file.ts'
import { type Making, type Part, gather, hashOf } from './parts.ts'

/** Megabytes of attachments that are bound; more are taken along as an archive. */
const MOST = 60
/** Characters of one attachment that are printed; whoever needs more has the original. */
const MOST_TEXT = 60_000

/** What one part looks like in the bound file. `file` is an attachment as it is, by the name under which it is handed in. */
export type Leaf = { readonly title: string; readonly sha256: string } & (
  | { readonly kind: 'paper'; readonly content: Gongwen }
  | { readonly kind: 'picture' | 'pdf'; readonly file: string }
  | { readonly kind: 'text'; readonly lines: readonly string[]; readonly cut: boolean }
  | { readonly kind: 'note' }
)

/** What the thread that binds is given: texts and attachments, and where fonts are. */
export interface BindingJob {
  readonly fonts: readonly string[]
  readonly cover: ReturnType<typeof coverOf>
  readonly leaves: readonly Leaf[]
  /** Bytes of attachments shown as they are. */
  readonly shown: readonly { readonly file: string; readonly bytes: Uint8Array }[]
  /** Attached to the paper: proofs, and the list of all hashes. */
  readonly attached: readonly { readonly file: string; readonly about: string; readonly bytes: Uint8Array }[]
  readonly at: number
}

const NO_FONT =
  '本机没有中文字体，做不出 PDF。请系统管理员安装中文字体（例如 fonts-noto-cjk），或者把字体文件放进数据文件夹的 fonts 目录；卷宗（.zip）照常可以下载'

/**
 * 卷宗 as one .pdf for reading and printing: cover, index with page numbers, papers and attachments in order, with a bookmark each.
 * Pictures and .pdf stand in it as they are, of other attachments the text; the proofs are attached. Null when there is no such matter.
 */
export async function boundFileOf(
  context: StoreContext,
  actor: Actor,
  id: string,
  making: Making,
): Promise<CaseFile | Problem | null> {
  const gathered = await gather(context, actor, id, making, MOST)
  if (gathered === null || gathered instanceof Problem) return gathered
  const fonts = await chineseFonts(making.dataDir)
  if (fonts.length === 0) return problem('CONFLICT', NO_FONT)
  const { title, reader, parts } = gathered
  const shown: { file: string; bytes: Uint8Array }[] = []
  const leaves: Leaf[] = []
  const attached: { file: string; about: string; bytes: Uint8Array }[] = []
  for (const part of parts) {
    if (part.kind === 'proof')
      attached.push({ file: basename(part.path), about: part.title, bytes: part.bytes })
    else leaves.push(await leafOf(part, shown))
  }
  const list = leaves.map(({ title: name, sha256 }) => ({ title: name, ...(sha256 ? { sha256 } : {}) }))
  const json = Buffer.from(
    `${JSON.stringify({ matter: id, number: gathered.number, pieces: list }, null, 2)}\n`,
  )
  attached.push({ file: 'index.json', about: '卷内材料和附件原件的校验值', bytes: json })
  const job: BindingJob = {
    fonts,
    cover: coverOf(gathered, making),
    leaves,
    shown,
    attached,
    at: Math.floor(Date.parse(reader.now) / 1_000),
  }
  const answer = await inLine<Uint8Array>(new URL('./bound-worker.ts', import.meta.url), job)
  if (!answer.ok)
    return answer.because === 'full'
      ? problem('BUSY', '同时制作的文件太多，请稍后再试', { retryAfter: 10 })
      : problem('BROKEN', 'PDF 没有做出来，请下载卷宗（.zip），并告诉系统管理员')
  const body = answer.value
  return {
    body,
    media: PDF,
    name: `${title}.pdf`,
    size: body.length,
    manifest: hashOf(body),
    pieces: leaves.length,
  }
}

function coverOf(
  { title, number, about, state, reader, parts }: Exclude<Awaited<ReturnType<typeof gather>>, Problem | null>,
  { district, url }: Making,
) {
  const { actor, district: known, names, now } = reader
  const on = dayAt(now)
  return {
    district,
    title,
    rows: [
      ['编号', number],
      ['事项', about],
      ['状态', state],
      ['制作', `${inWords(on)} ${clockAt(now).slice(-5)}`],
      ['制作人', `${known.directory.unitName(actor.unit)}${names.people.get(actor.person) ?? ''}`],
      ['范围', '制作人有权查看的内容'],
      ['原件', url],
    ],
    proofs: parts.filter(({ kind }) => kind === 'proof').length,
    on: on.split('-').map(Number),
  }
}

const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp'])

/** An attachment as a reader may turn its pages: pictures and .pdf as they are, of others the words. */
async function leafOf(
  part: Exclude<Part, { kind: 'proof' }>,
  shown: { file: string; bytes: Uint8Array }[],
): Promise<Leaf> {
  const { title } = part
  if (part.kind === 'paper') return { kind: 'paper', title, sha256: '', content: part.content }
  const { bytes } = part
  const sha256 = hashOf(bytes)
  const ending = extname(title).toLowerCase()
  if (PICTURES.has(ending) || ending === '.pdf') {
    const file = `${shown.length + 1}${ending}`
    shown.push({ file, bytes })
    return { kind: ending === '.pdf' ? 'pdf' : 'picture', title, sha256, file }
  }
  const read = await apart({ kind: 'text', name: title, bytes })
  if (!read.ok || !read.value.ok) return { kind: 'note', title, sha256 }
  const { text } = read.value
  return {
    kind: 'text',
    title,
    sha256,
    lines: text.slice(0, MOST_TEXT).split(/\r\n?|\n/),
    cut: text.length > MOST_TEXT,
  }
}
