import { maySee } from '#kernel/seats.ts'
import type { Duty } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { type JournalLine, journalOf } from '../journal.ts'
import { type Stored, loadMatter } from '../stored.ts'

/** A duty that has left the open list. */
export interface ClosedDuty {
  readonly duty: Duty
  readonly how: 'done' | 'ended'
  readonly closedAt: Instant
}

export interface MatterWhole {
  readonly stored: Stored
  readonly closed: readonly ClosedDuty[]
  readonly lines: readonly JournalLine[]
  readonly files: readonly FileRow[]
}

/** A file that hangs on a matter. */
export interface FileRow {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly media: string
  readonly preview: 'image' | 'pdf' | 'docx' | 'none'
}

// What was taken back was never owed: it is not shown.
const CLOSED = `
select body as duty, state as how, closed_at as "closedAt" from duty
where tenant_id = $1 and matter_id = $2 and state in ('done', 'ended')
order by closed_at, no`

const FILES = `
select f.id, f.name, f.size, f.media, f.preview from matter_file m
join file f on f.tenant_id = m.tenant_id and f.id = m.file_id
where m.tenant_id = $1 and m.matter_id = $2
order by m.seq, f.id`

/** Everything its page shows of a matter; null when there is none or this person may not see it. */
export async function matterWhole(
  context: StoreContext,
  actor: Actor,
  id: string,
): Promise<MatterWhole | null> {
  const { db, tenant, rulebook } = context
  const stored = await visibleMatter(context, actor, id)
  if (!stored || !rulebook.procedures[stored.matter.procedure]) return null
  const [closed, lines, files] = await Promise.all([
    db.query<ClosedDuty>(CLOSED, [tenant, id]),
    journalOf(db, tenant, id),
    db.query<FileRow>(FILES, [tenant, id]),
  ])
  return { stored, closed: closed.rows, lines, files: files.rows }
}

/** A matter as stored, for somebody who may see it; otherwise null, as if it did not exist. */
export async function visibleMatter(context: StoreContext, actor: Actor, id: string): Promise<Stored | null> {
  const stored = await loadMatter(context.db, context.tenant, id)
  const procedure = stored && context.rulebook.procedures[stored.matter.procedure]
  return stored && procedure && maySee(procedure, stored.parties, actor) ? stored : null
}
