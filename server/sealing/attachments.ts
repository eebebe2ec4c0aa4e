import { fromBase64 } from '#journal/bytes.ts'
import { openFile } from '#journal/seal/files.ts'
import type { Matter } from '#kernel/matter.ts'
import type { Actor, Directory, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { visibleMatter } from '#store/queries/matter.ts'
import { type OpenedOpinion, withAttachments } from '#store/unseal.ts'
import type { Download } from '../contract/register.ts'
import { attachmentKind } from '../files/attachment-kind.ts'
import type { Cabinet } from '../files/cabinet.ts'
import { heldBack } from '../files/scan.ts'
import type { Bringing } from '../files/upload.ts'
import { fieldsSeen } from '../matters/seen.ts'
import { type Problem, problem } from '../problem.ts'
import type { Services } from '../services.ts'

/** Opinions with attachments that this person may read: none before the reveal, and none for whoever may not read the views. */
export async function attachmentsFor(
  context: StoreContext,
  procedure: Procedure,
  { record }: Pick<Matter, 'record'>,
  actor: Actor,
  directory: Directory,
): Promise<readonly OpenedOpinion[]> {
  const { unsealing } = procedure
  if (!unsealing || !Object.hasOwn(fieldsSeen(procedure, record, actor, directory), unsealing.views))
    return []
  return withAttachments(context, unsealing, record)
}

interface Reading {
  readonly services: Services
  readonly cabinet: Cabinet
  readonly call: Bringing
}

/** One attachment of a revealed opinion, opened for this one answer; it is kept as it was sealed. */
export async function attachmentOf(
  { services, cabinet, call }: Reading,
  { id, post, n }: { readonly id: string; readonly post: string; readonly n: number },
): Promise<Download | Problem | null> {
  const { context } = services
  const { actor } = call.caller
  const stored = await visibleMatter(context, actor, id)
  const procedure = stored && context.rulebook.procedures[stored.matter.procedure]
  if (!stored || !procedure) return null
  const { directory } = await districtOf(context)
  const opinions = await attachmentsFor(context, procedure, stored.matter, actor, directory)
  const opinion = opinions.find((one) => one.post === post)
  const file = opinion?.files[n]
  const hash = file && fromBase64(file.sealed)
  if (!opinion || !file || !hash?.ok) return null
  const sealed = await cabinet.read(hash.value).catch(() => null)
  if (sealed === null) return problem('NOT_FOUND', '附件没有交来，或者已经删除')
  const opened = await openFile(opinion.envelope, opinion.halves, file, new Uint8Array(sealed))
  if (!opened.ok) return problem('WRONG_MEDIA', `附件打不开：${opened.because}`)
  const kind = attachmentKind(opened.value, file.name)
  if (!kind.ok) return problem('WRONG_MEDIA', kind.because)
  // What was sealed could not be looked into when it came.
  const held = await heldBack(services, call, { name: file.name, bytes: opened.value })
  if (held) return held
  return { body: opened.value, name: file.name, media: kind.media, size: opened.value.length }
}
