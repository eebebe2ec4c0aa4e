import type { Fields } from '#kernel/fields.ts'
import { type Refusal, refusal } from '#kernel/refusal.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import { base64 } from '#journal/bytes.ts'
import type { NamedFile } from './commit.ts'
import type { StoreContext } from './context.ts'

/** Matters and files that a form names. */
export interface Names {
  readonly matters: readonly string[]
  readonly files: readonly string[]
}

/** Finds them in an unchecked form; what does not have the declared shape names nothing, and the kernel refuses it. */
export function namesIn(fields: Fields, form: unknown): Names {
  const matters = new Set<string>()
  const files = new Set<string>()
  walk(fields, form, { matters, files })
  return { matters: [...matters], files: [...files] }
}

function walk(fields: Fields, form: unknown, into: { matters: Set<string>; files: Set<string> }): void {
  if (typeof form !== 'object' || form === null) return
  for (const [name, field] of Object.entries(fields)) {
    const value = (form as Record<string, unknown>)[name]
    if (field.kind === 'matter' && typeof value === 'string') into.matters.add(value)
    else if (field.kind === 'files' && Array.isArray(value))
      for (const id of value) into.files.add(String(id))
    else if (field.kind === 'group') walk(field.of, value, into)
    else if (field.kind === 'rows' && Array.isArray(value)) for (const row of value) walk(field.of, row, into)
  }
}

interface FileRow {
  readonly id: string
  readonly size: number
  readonly sha256: Uint8Array
}

// A file may be named by who uploaded it, and by anyone on a matter where it already hangs.
const FILES = `
select f.id, f.size, f.sha256 from file f
where f.tenant_id = $1 and f.id = any($2::text[]) and (f.uploaded_by = $3 or exists (
  select 1 from matter_file m where m.tenant_id = f.tenant_id and m.file_id = f.id and m.matter_id = $4))
order by f.id`

/** The files a form names, with what the leaf commits to; a name that is not this person's to give is refused. */
export async function filesNamed(
  context: StoreContext,
  matter: string,
  actor: Actor,
  ids: readonly string[],
): Promise<readonly NamedFile[] | Refusal> {
  if (ids.length === 0) return []
  const { rows } = await context.db.query<FileRow>(FILES, [context.tenant, ids, actor.person, matter])
  if (rows.length < ids.length) {
    const missing = ids.length - rows.length
    return refusal('FORM_INVALID', `有${missing}个附件不存在，或者不是您上传的`, { remedy: '请重新上传附件' })
  }
  return rows.map((row) => ({ id: row.id, n: row.size, sha256: base64(row.sha256) }))
}
