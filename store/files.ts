import { keysOf } from '#kernel/seats.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import { openProcedures } from './queries/parts.ts'

/** An attachment as its row has it; the bytes lie in the data folder under their hash. */
export interface FileEntry {
  readonly id: string
  readonly name: string
  readonly media: string
  readonly preview: 'image' | 'pdf' | 'docx' | 'none'
  readonly size: number
  readonly sha256: Uint8Array
}

/** Records an upload; one that is there already, under the id that its sender’s key makes, stays as it is. */
export async function addFile(
  { db, tenant }: StoreContext,
  file: FileEntry,
  by: string,
  at: string,
): Promise<void> {
  await db.query(
    `insert into file (tenant_id, id, name, media, preview, size, sha256, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, id) do nothing`,
    [tenant, file.id, file.name, file.media, file.preview, file.size, file.sha256, by, at],
  )
}

// Until an act names a file it is its uploader's alone; from then on it is open to whoever may see a matter it hangs on.
const VISIBLE = `
select f.id, f.name, f.media, f.preview, f.size, f.sha256 from file f
where f.tenant_id = $1 and f.id = $2 and case
  when exists (select from matter_file m where m.tenant_id = f.tenant_id and m.file_id = f.id)
  then exists (
    select from matter_file m join matter a on a.tenant_id = m.tenant_id and a.id = m.matter_id
    where m.tenant_id = f.tenant_id and m.file_id = f.id and (a.procedure = any($4::text[]) or exists (
      select from party p where p.tenant_id = a.tenant_id and p.matter_id = a.id and p.holder = any($5::text[]))))
  else f.uploaded_by = $3 end`

/** A file that this person may open, or undefined: not there and not theirs are one answer. */
export async function visibleFile(
  { db, tenant, rulebook }: StoreContext,
  id: string,
  actor: Actor,
): Promise<FileEntry | undefined> {
  const { rows } = await db.query<FileEntry>(VISIBLE, [
    tenant,
    id,
    actor.person,
    openProcedures(rulebook, actor),
    keysOf(actor),
  ])
  return rows[0]
}

const HANGS_ON =
  'select matter_id as id from matter_file where tenant_id = $1 and file_id = $2 order by matter_id'

/** The matters on which a file hangs, whoever may see them. */
export async function mattersOfFile({ db, tenant }: StoreContext, id: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(HANGS_ON, [tenant, id])
  return rows.map((row) => row.id)
}
