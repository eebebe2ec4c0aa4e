import { type Instant, addMs } from '#kernel/time.ts'
import type { StoreContext } from './context.ts'
import { type Queryable, json } from './db.ts'

// No letter that looks like a digit or like another letter, and no digit that is an answer: 1, 2 and 3 never occur in a code,
// so that `A72缺地` can only be code A7 and answer 2. A code ends with its only digit.
const LETTERS = 'ACDEFHJKMNPRTVWXY'
const DIGITS = '456789'

/** What a code looks like, capitals and half-width. */
export const CODE_SHAPE = `[${LETTERS}]{1,2}[${DIGITS}]`

const SHORT = LETTERS.length * DIGITS.length
/** How many codes one person can have at once. */
export const MOST_CODES = SHORT + LETTERS.length * SHORT

/**
 * The nth code. Both characters of neighbours differ, so that one slip of the finger does not name another open item.
 *
 *     codeAt(0) // 'A4'
 *     codeAt(1) // 'C5'
 */
export function codeAt(n: number): string {
  const short = `${LETTERS[n % LETTERS.length] ?? ''}${DIGITS[n % DIGITS.length] ?? ''}`
  return n < SHORT ? short : `${LETTERS[(Math.floor(n / SHORT) - 1) % LETTERS.length] ?? ''}${short}`
}

/** An item a person can answer: a duty of a matter. */
export interface Item {
  readonly matter: string
  readonly duty: number
}

/** Key of an item in the map that `codesFor` gives. */
export const itemKey = ({ matter, duty }: Item): string => `${matter}/${duty}`

/** So long after a duty is closed nobody answers it any more, and its code may mean another one. */
const REST_MS = 90 * 86_400_000

const KNOWN = `
select c.code, c.matter_id as matter, c.duty_no as duty
from item_code c join jsonb_to_recordset($3::jsonb) as i(matter text, duty int)
  on i.matter = c.matter_id and i.duty = c.duty_no
where c.tenant_id = $1 and c.person_id = $2`

const FORGET = `
delete from item_code c using duty d
where c.tenant_id = $1 and c.person_id = $2 and d.tenant_id = $1 and d.matter_id = c.matter_id and d.no = c.duty_no
  and d.closed_at < $3::timestamptz`

const TAKEN = `select code from item_code where tenant_id = $1 and person_id = $2`

const GIVE = `
insert into item_code (tenant_id, person_id, code, matter_id, duty_no, given_at)
select $1, $2, i.code, i.matter, i.duty, $4::timestamptz
from jsonb_to_recordset($3::jsonb) as i(code text, matter text, duty int)
on conflict (tenant_id, person_id, matter_id, duty_no) do nothing`

interface Coded extends Item {
  readonly code: string
}

/**
 * The codes by which a person answers items by short message, made where there is none yet; two or three characters, the same
 * each time while the item is open. Keyed by `itemKey`. Items beyond what codes can name (1,836 for one person) have none.
 *
 *     const codes = await codesFor(context, person, [{ matter, duty: 2 }])
 *     codes.get(itemKey({ matter, duty: 2 })) // 'A4'
 */
export async function codesFor(
  context: StoreContext,
  person: string,
  items: readonly Item[],
): Promise<ReadonlyMap<string, string>> {
  const codes = await known(context, context.db, person, items)
  const complete = items.every((item) => codes.has(itemKey(item)))
  return complete ? codes : context.db.tx((tx) => give(context, tx, person, items))
}

async function known(
  { tenant }: StoreContext,
  via: Queryable,
  person: string,
  items: readonly Item[],
): Promise<Map<string, string>> {
  if (items.length === 0) return new Map()
  const { rows } = await via.query<Coded>(KNOWN, [tenant, person, json(items)])
  return new Map(rows.map((row) => [itemKey(row), row.code]))
}

// One at a time for each person: two processes never give the same code, nor one item two codes.
const HOLD = 'select from person where tenant_id = $1 and id = $2 for update'

async function give(
  context: StoreContext,
  tx: Queryable,
  person: string,
  items: readonly Item[],
): Promise<ReadonlyMap<string, string>> {
  const { tenant } = context
  const now = context.clock.now()
  await tx.query(HOLD, [tenant, person])
  await tx.query(FORGET, [tenant, person, restedBefore(now)])
  const codes = await known(context, tx, person, items)
  const missing = items.filter((item) => !codes.has(itemKey(item)))
  const { rows } = await tx.query<{ code: string }>(TAKEN, [tenant, person])
  const free = freeCodes(
    rows.map((row) => row.code),
    missing.length,
  )
  const given = free.flatMap((code, n): Coded[] => {
    const item = missing[n]
    return item ? [{ matter: item.matter, duty: item.duty, code }] : []
  })
  await tx.query(GIVE, [tenant, person, json(given), now])
  for (const item of given) codes.set(itemKey(item), item.code)
  return codes
}

const restedBefore = (now: Instant): Instant => addMs(now, -REST_MS)

/** The first free codes; short ones while there are any. */
function freeCodes(taken: readonly string[], count: number): string[] {
  const used = new Set(taken)
  const free: string[] = []
  for (let n = 0; n < MOST_CODES && free.length < count; n++) {
    const code = codeAt(n)
    if (!used.has(code)) free.push(code)
  }
  return free
}
