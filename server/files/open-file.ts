import type { Fields } from '#kernel/fields.ts'
import type { AnyRecord, Actor, Directory, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { type FileEntry, mattersOfFile, visibleFile } from '#store/files.ts'
import { type JournalLine, journalOf } from '#store/journal.ts'
import { visibleMatter } from '#store/queries/matter.ts'
import { fieldsSeen, formSeen } from '../matters/seen.ts'
import { collectIds, noIds } from '../matters/texts.ts'
import { actOf } from '../matters/timeline.ts'

/**
 * A file that this person may open, or undefined. Files follow the fields that name them: whoever may see a matter, but none of the
 * fields and acts of it that name the file, may not open it either.
 */
export async function openFile(
  context: StoreContext,
  id: string,
  actor: Actor,
): Promise<FileEntry | undefined> {
  const file = await visibleFile(context, id, actor)
  if (!file) return undefined
  const matters = await mattersOfFile(context, id)
  // Nowhere named yet, it is its uploader's.
  if (matters.length === 0) return file
  const { directory } = await districtOf(context)
  for (const matter of matters) if (await shows(context, matter, id, actor, directory)) return file
  return undefined
}

/** Whether what this person sees of a matter names the file; what nothing there names is not hidden. */
async function shows(
  context: StoreContext,
  matter: string,
  file: string,
  actor: Actor,
  directory: Directory,
): Promise<boolean> {
  const stored = await visibleMatter(context, actor, matter)
  const procedure = stored && context.rulebook.procedures[stored.matter.procedure]
  if (!stored || !procedure) return false
  const { record } = stored.matter
  const seen = fieldsSeen(procedure, record, actor, directory)
  // Most people on a matter see all of it: no act need be read for them.
  if (names(seen, record, file) || Object.keys(seen).length === Object.keys(procedure.record).length)
    return true
  const lines = await journalOf(context.db, context.tenant, matter)
  if (actsName(procedure, lines, (form) => formSeen(form, procedure, seen), file)) return true
  return !names(procedure.record, record, file) && !actsName(procedure, lines, (form) => form, file)
}

function names(fields: Fields, values: AnyRecord, file: string): boolean {
  const found = noIds()
  collectIds(fields, values, found)
  return found.files.has(file)
}

const actsName = (
  procedure: Procedure,
  lines: readonly JournalLine[],
  shown: (form: Fields) => Fields,
  file: string,
): boolean =>
  lines.some(({ kind, entry }) =>
    names(shown(procedure.powers[actOf(procedure, kind)]?.form ?? {}), entry?.form ?? {}, file),
  )
