import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { uuidText } from '#store/new-id.ts'
import { type FileEntry, addFile } from '#store/files.ts'
import { attachmentKind } from './attachment-kind.ts'
import type { Caller } from '../identity/caller.ts'
import { type Problem, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import type { Doing } from '../trail/record.ts'
import type { Arrived, Cabinet } from './cabinet.ts'
import { tooLarge, withFile } from './multipart.ts'
import { heldBack } from './scan.ts'

/** An upload that was accepted: its row, and its bytes while they are at hand. */
export interface Uploaded {
  readonly entry: FileEntry
  readonly bytes: Buffer
  /** The text fields beside the file. */
  readonly fields: Readonly<Record<string, string>>
}

/** Who brings a file, and in which request. */
export interface Bringing extends Doing {
  readonly caller: Caller
}

/**
 * Takes the one file of a multipart request, decides from its bytes whether it may stay, keeps and records it.
 *
 * Files over 50 MB end the request with 413, others that are not accepted with 415 and a sentence, infected ones with 422. Where the
 * request says the SHA-256 that the file had on the machine it comes from (field `sha256`, before the file), what arrived must have it, and
 * the same file sent again under the same key is the one that came before: a phone may send until it hears an answer.
 */
export async function acceptUpload(
  services: Services,
  cabinet: Cabinet,
  bringing: Bringing,
  key = '',
): Promise<Uploaded | Problem> {
  const { context } = services
  const { person } = bringing.caller.actor
  return withFile(bringing.request, async (part) => {
    const name = fileName(part.filename)
    const arrived = await cabinet.take(part.file)
    if (part.file.truncated) return refuse(cabinet, arrived, tooLarge())
    const bytes = await readFile(arrived.path)
    const kind = attachmentKind(bytes, name)
    if (!kind.ok) return refuse(cabinet, arrived, problem('WRONG_MEDIA', kind.because))
    const fields = textFields(part.fields)
    const hash = arrived.sha256.toString('hex')
    const said = fields['sha256']
    if (said !== undefined && said !== hash) return refuse(cabinet, arrived, changedOnTheWay())
    const held = await heldBack(services, bringing, { name, bytes })
    if (held) return refuse(cabinet, arrived, held)
    await cabinet.keep(arrived)
    const { media, preview } = kind
    const id = said === undefined ? context.newId() : sameEachTime(person, key, hash)
    const entry = { id, name, media, preview, size: arrived.size, sha256: arrived.sha256 }
    await addFile(context, entry, person, context.clock.now())
    return { entry, bytes, fields }
  })
}

const changedOnTheWay = (): Problem => problem('BAD_REQUEST', '收到的文件与发出时的哈希不一致，请重新上传')

/** The id of what one person sends under one key: whoever hears no answer and sends it again makes no second file. */
function sameEachTime(person: string, key: string, hash: string): string {
  const made = createHash('sha256')
    .update(JSON.stringify([person, key, hash]))
    .digest()
  return uuidText(made.subarray(0, 16))
}

/** Keeps bytes that the server itself got from elsewhere, under the same rules as an upload. */
export async function acceptBytes(
  services: Services,
  cabinet: Cabinet,
  bringing: Bringing,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<FileEntry | Problem> {
  const { context } = services
  const kind = attachmentKind(bytes, name)
  if (!kind.ok) return problem('WRONG_MEDIA', kind.because)
  const held = await heldBack(services, bringing, { name, bytes })
  if (held) return held
  const arrived = await cabinet.take(Readable.from([bytes]))
  await cabinet.keep(arrived)
  const { media, preview } = kind
  const entry = { id: context.newId(), name, media, preview, size: arrived.size, sha256: arrived.sha256 }
  await addFile(context, entry, bringing.caller.actor.person, context.clock.now())
  return entry
}

async function refuse(cabinet: Cabinet, arrived: Arrived, because: Problem): Promise<Problem> {
  await cabinet.drop(arrived)
  return because
}

function textFields(fields: Record<string, unknown>): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (typeof field === 'object' && field !== null && 'value' in field && typeof field.value === 'string')
      found[name] = field.value
  }
  return found
}

const LONGEST_NAME = 120

/** The last part of whatever path a browser sends, without characters that cannot be seen; the ending is kept. */
export function fileName(given: string | undefined): string {
  const last = (given ?? '').toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const seen = [...last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim()]
  if (seen.length === 0) return '未命名'
  if (seen.length <= LONGEST_NAME) return seen.join('')
  const ending = /\.[^.]{1,8}$/.exec(last)?.[0] ?? ''
  return seen.slice(0, LONGEST_NAME - ending.length).join('') + ending
}
