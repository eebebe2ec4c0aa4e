import { entryOfRemains } from '#kernel/erase.ts'
import { type Entry, type Matter, blank, replay } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { Queryable } from './db.ts'
import type { Body, Channel } from './leaf.ts'
import { type ActRow, byOf, entryOf } from './leaf-of.ts'
import { type Erasure, remainsIn } from './remains.ts'

/** An act without its leaf; `body` is null once it was erased. */
type Row = Omit<ActRow, 'leaf' | 'leaf_hash'> & { readonly body: Body | null; readonly via: string }

/** One line of a matter's journal; `entry` is null where the body is gone and no act says so. */
export interface JournalLine {
  readonly act: string
  readonly seq: number
  readonly kind: string
  readonly at: Instant
  readonly by: Entry['by']
  /** How it came in, as its leaf says. */
  readonly via: Channel['via']
  readonly entry: Entry | null
  /** The act of erasure that took what was written in it; `entry` is then what remains. */
  readonly erased?: Erasure
}

const LINES = `
select j.act_id, j.matter_id, j.seq, j.kind, j.at, j.person_id, j.post_id, j.unit_id, b.body,
  convert_from(j.leaf, 'UTF8')::jsonb ->> 'via' as via
from journal j left join journal_body b on b.tenant_id = j.tenant_id and b.act_id = j.act_id
where j.tenant_id = $1 and j.matter_id = any($2::text[])
order by j.matter_id, j.seq`

/** A matter's journal in order. */
export async function journalOf(from: Queryable, tenant: string, matter: string): Promise<JournalLine[]> {
  return linesOf((await from.query<Row>(LINES, [tenant, [matter]])).rows)
}

/** Several matters' journals by matter; absent where a matter has none. */
export async function journalsOf(
  from: Queryable,
  tenant: string,
  matters: readonly string[],
): Promise<ReadonlyMap<string, JournalLine[]>> {
  const { rows } = await from.query<Row>(LINES, [tenant, matters])
  const each = Map.groupBy(rows, ({ matter_id }) => matter_id)
  return new Map([...each].map(([matter, own]) => [matter, linesOf(own)]))
}

function linesOf(rows: readonly Row[]): JournalLine[] {
  const left = remainsIn(rows)
  return rows.map((row) => {
    const { act_id: act, seq, kind, at, body, via } = row
    const erased = left.get(seq)
    const line = { act, seq, kind, at, via }
    if (!erased) return { ...line, by: byOf(row, body), entry: body && entryOf(row, body) }
    const { remains, erasure } = erased
    return { ...line, by: remains.by, entry: entryOfRemains(row, remains), erased: erasure }
  })
}

/** The matter as its journal makes it: must equal what is stored. Null when a body it needs is gone. */
export function rebuilt(
  lines: readonly JournalLine[],
  start: Pick<Matter, 'id' | 'procedure' | 'version'>,
): Matter | null {
  const entries = lines.map((line) => line.entry).filter((entry) => entry !== null)
  if (entries.length < lines.length) return null
  return replay(blank(start.id, start.procedure, start.version), entries)
}
