import type { Queryable } from './db.ts'

// Each pair of characters of a search text but those of two digits, and the row it is to have: `wordsOf` in search.ts.
const EXPECTED = `search_doc s join matter m on m.tenant_id = s.tenant_id and m.id = s.matter_id,
  unnest(tsvector_to_array(s.tsv)) b(word)
where s.tenant_id = $1 and char_length(b.word) = 2 and b.word !~ '^[0-9]{2}$'`
const WORDS = `
select m.id as matter, count(*)::int as words, count(w.word)::int as found
from (select m.tenant_id, m.id, m.procedure, m.closed, m.due_at, m.opened_at, b.word from ${EXPECTED} and s.matter_id = any($2::text[])) m
left join search_word w on w.tenant_id = m.tenant_id and w.word = m.word and w.procedure = m.procedure and w.closed = m.closed
  and w.due_at = coalesce(m.due_at, 'infinity') and w.matter_id = m.id and w.opened_at = m.opened_at
group by m.id`

/** Of some matters those that a search would not find at their place in lists, and how many words of all of them it would. */
export async function wordsAstray(
  tx: Queryable,
  tenant: string,
  matters: readonly string[],
): Promise<{ readonly astray: readonly string[]; readonly found: number }> {
  const { rows } = await tx.query<{ matter: string; words: number; found: number }>(WORDS, [tenant, matters])
  return {
    astray: rows.filter(({ words, found }) => found < words).map(({ matter }) => matter),
    found: rows.reduce((sum, { found }) => sum + found, 0),
  }
}

const COUNT = 'select count(*) as n from search_word where tenant_id = $1'
const BEYOND = `
select distinct w.matter_id as matter from search_word w where w.tenant_id = $1 and not exists (
  select from ${EXPECTED} and s.matter_id = w.matter_id and b.word = w.word and w.procedure = m.procedure and w.closed = m.closed
    and w.due_at = coalesce(m.due_at, 'infinity') and w.opened_at = m.opened_at)`

/**
 * Matters that a search would find by words they do not have, or at places where they do not stand.
 *
 * @param found words of all matters that are where they belong: where the district has no more, nothing needs to be looked for
 */
export async function wordsBeyond(tx: Queryable, tenant: string, found: number): Promise<readonly string[]> {
  const { rows } = await tx.query<{ n: number }>(COUNT, [tenant])
  if (Number(rows[0]?.n ?? 0) === found) return []
  return (await tx.query<{ matter: string }>(BEYOND, [tenant])).rows.map(({ matter }) => matter)
}
