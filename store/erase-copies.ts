import { ERASED } from '#kernel/erase.ts'
import type { StoreContext } from './context.ts'
import { type Queryable, json } from './db.ts'

/** Shorter texts are not looked for in messages, which speak of other matters as well. */
const TELLING = 4

/**
 * Takes texts out of what was derived from a matter and does not follow from its journal: notices, items shown in outer
 * systems, messages on their way and messages kept.
 *
 * @param words what was written, longest first
 */
export async function eraseCopies(
  tx: Queryable,
  { tenant }: StoreContext,
  matter: string,
  words: readonly string[],
): Promise<void> {
  const own = words.filter((word) => [...word].length >= 2)
  const telling = words.filter((word) => [...word].length >= TELLING)
  await eraseNotices(tx, tenant, matter, own)
  await eraseItems(tx, tenant, matter, own)
  if (telling.length === 0) return
  await eraseOutbox(tx, tenant, telling)
  await eraseTexts(tx, tenant, 'sms_sent', telling)
  await eraseTexts(tx, tenant, 'sms_received', telling)
}

const without = (text: string, words: readonly string[]): string =>
  words.reduce((left, word) => left.replaceAll(word, ERASED), text)

/** The same in every text of a JSON value. */
function withoutDeep(value: unknown, words: readonly string[]): unknown {
  if (typeof value === 'string') return without(value, words)
  if (Array.isArray(value)) return value.map((item) => withoutDeep(item, words))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutDeep(item, words)]))
}

/** How a text stands inside JSON. */
const inJson = (word: string): string => JSON.stringify(word).slice(1, -1)

async function eraseNotices(
  tx: Queryable,
  tenant: string,
  matter: string,
  words: readonly string[],
): Promise<void> {
  const { rows } = await tx.query<{ seq: number; n: number; text: string }>(
    'select seq, n, text from notice where tenant_id = $1 and matter_id = $2',
    [tenant, matter],
  )
  const changed = rows
    .map((row) => ({ ...row, text: without(row.text, words) }))
    .filter((row, i) => row.text !== rows[i]?.text)
  if (changed.length === 0) return
  await tx.query(
    `update notice n set text = x.text from jsonb_to_recordset($3::jsonb) x(seq int, n int, text text)
     where n.tenant_id = $1 and n.matter_id = $2 and n.seq = x.seq and n.n = x.n`,
    [tenant, matter, json(changed)],
  )
}

// A version further, so that the outer system is given the item anew.
async function eraseItems(
  tx: Queryable,
  tenant: string,
  matter: string,
  words: readonly string[],
): Promise<void> {
  const { rows } = await tx.query<{ no: number; person: string; item: unknown }>(
    'select duty_no as no, person_id as person, item from external_todo where tenant_id = $1 and matter_id = $2',
    [tenant, matter],
  )
  const changed = rows
    .map((row) => ({ ...row, item: withoutDeep(row.item, words) }))
    .filter((row, i) => json(row.item) !== json(rows[i]?.item))
  if (changed.length === 0) return
  await tx.query(
    `update external_todo t set item = x.item, version = t.version + 1
     from jsonb_to_recordset($3::jsonb) x(no int, person text, item jsonb)
     where t.tenant_id = $1 and t.matter_id = $2 and t.duty_no = x.no and t.person_id = x.person`,
    [tenant, matter, json(changed)],
  )
}

async function eraseOutbox(tx: Queryable, tenant: string, words: readonly string[]): Promise<void> {
  const { rows } = await tx.query<{ id: string; body: unknown }>(
    `select id, body from outbox o where tenant_id = $1
       and exists (select from unnest($2::text[]) w(word) where strpos(o.body::text, w.word) > 0)`,
    [tenant, words.map(inJson)],
  )
  for (const { id, body } of rows)
    await tx.query('update outbox set body = $3 where tenant_id = $1 and id = $2', [
      tenant,
      id,
      json(withoutDeep(body, words)),
    ])
}

/** Short messages are kept as they were sent; word by word, the longest first. */
async function eraseTexts(
  tx: Queryable,
  tenant: string,
  table: 'sms_sent' | 'sms_received',
  words: readonly string[],
): Promise<void> {
  for (const word of words) await tx.query(REPLACE[table], [tenant, word, ERASED])
}

const REPLACE = {
  sms_sent: 'update sms_sent set text = replace(text, $2, $3) where tenant_id = $1 and strpos(text, $2) > 0',
  sms_received:
    'update sms_received set text = replace(text, $2, $3) where tenant_id = $1 and strpos(text, $2) > 0',
} as const
