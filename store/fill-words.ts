import type { Db } from './db.ts'
import { type FillOptions, TOGETHER, inBatches } from './fill-batches.ts'
import { wordsOf } from './search.ts'

const UNWORDED = {
  tenants: 'select distinct s.tenant_id as tenant from search_doc s where s.worded is null',
  matters: 'select count(*) as n from search_doc s where s.tenant_id = $1 and s.worded is null',
}

// Locked first and then read, so that the words stand where the matter does at that moment.
const READ = `
select s.matter_id as matter, tsvector_to_array(s.tsv) as tokens
from search_doc s join matter m on m.tenant_id = s.tenant_id and m.id = s.matter_id
where s.tenant_id = $1 and s.worded is null order by s.matter_id limit $2 for no key update of m, s`
const WRITE = `
with written as (
  insert into search_word (tenant_id, word, procedure, closed, due_at, matter_id, opened_at)
  select m.tenant_id, w.word, m.procedure, m.closed, coalesce(m.due_at, 'infinity'), m.id, m.opened_at
  from unnest($2::text[], $3::text[]) w(matter, word) join matter m on m.tenant_id = $1 and m.id = w.matter
  on conflict (tenant_id, word, procedure, closed, due_at, matter_id) do nothing
)
update search_doc s set worded = true where s.tenant_id = $1 and s.matter_id = any($4::text[])`

/**
 * Fills in the words of matters that a version before migration 0018 wrote: some matters at a time, while people work. An interrupted
 * run goes on where it was; where nothing is left it asks one question of an empty index.
 *
 * @returns the matters it filled in
 */
export const fillWords = (db: Db, options: FillOptions = {}): Promise<number> =>
  inBatches(db, UNWORDED, (tenant) => fill(db, tenant), options)

const fill = (db: Db, tenant: string): Promise<number> =>
  db.tx(async (tx) => {
    const { rows } = await tx.query<{ matter: string; tokens: readonly string[] }>(READ, [tenant, TOGETHER])
    const words = rows.flatMap(({ matter, tokens }) => wordsOf(tokens).map((word) => [matter, word] as const))
    await tx.query(WRITE, [
      tenant,
      words.map(([matter]) => matter),
      words.map(([, word]) => word),
      rows.map(({ matter }) => matter),
    ])
    return rows.length
  })
