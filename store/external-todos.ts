import type { Holder } from '#kernel/matter.ts'
import type { Instant } from '#kernel/time.ts'
import type { AnyRecord } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import { json } from './db.ts'

/** What should stand in the other system: open, done, or not there at all. */
export type TodoState = 'open' | 'done' | 'removed'

/** What a line of 待办 says, as it was last decided. */
export interface TodoText {
  readonly name: string
  readonly phone: string | null
  readonly login: string | null
  readonly title: string
  readonly content: string
  readonly sender: string
  readonly receivedAt: Instant
  readonly dueAt: Instant
  readonly urgent: boolean
}

/** A duty that is open, or of which something stands in the other system. */
export interface TodoDuty {
  readonly matter: string
  readonly no: number
  readonly procedure: string
  readonly name: string
  readonly title: string
  readonly record: AnyRecord
  readonly what: string | null
  readonly holder: Holder
  readonly creditorUnit: string | null
  readonly state: 'open' | 'paused' | 'done' | 'ended' | 'withdrawn'
  readonly openedAt: Instant
  readonly dueAt: Instant
}

export interface TodoRow {
  readonly matter: string
  readonly no: number
  readonly person: string
  readonly state: TodoState
  readonly item: TodoText
  readonly version: number
  readonly pushed: number
}

const DUTY = `d.matter_id as matter, d.no, d.procedure, d.name, m.title, m.record, d.body ->> 'what' as what, d.unit_id as unit,
  d.post_id as post, d.person_id as person, d.creditor_unit as "creditorUnit", d.state, d.opened_at as "openedAt", d.due_at as "dueAt"`

const DUTIES_OF = `
select ${DUTY}
from duty d join matter m on m.tenant_id = d.tenant_id and m.id = d.matter_id
where d.tenant_id = $1 and d.matter_id = any($2::text[])
order by d.matter_id, d.no`

// By keyset: a district may have more open duties than one answer should carry.
const OPEN_MATTERS = `
select distinct d.matter_id as id from duty d
where d.tenant_id = $1 and d.state = 'open' and d.matter_id > $2
union
select distinct e.matter_id from external_todo e
where e.tenant_id = $1 and e.state = 'open' and e.matter_id > $2
order by id limit $3`

const COLUMNS = `matter_id as matter, duty_no as no, person_id as person, state, item, version, pushed`

const TODOS_OF = `
select ${COLUMNS} from external_todo where tenant_id = $1 and matter_id = any($2::text[])`

interface DutyRow extends Omit<TodoDuty, 'holder'> {
  readonly unit: string
  readonly post: string | null
  readonly person: string | null
}

/** The duties of some matters, closed ones too, and what stands in the other system of them. */
export async function todosOf(
  { db, tenant }: StoreContext,
  matters: readonly string[],
): Promise<{ duties: TodoDuty[]; todos: readonly TodoRow[] }> {
  const [duties, todos] = await Promise.all([
    db.query<DutyRow>(DUTIES_OF, [tenant, matters]),
    db.query<TodoRow>(TODOS_OF, [tenant, matters]),
  ])
  return {
    duties: duties.rows.map(({ unit, post, person, ...duty }) => ({
      ...duty,
      holder: { unit, ...(post === null ? {} : { post }), ...(person === null ? {} : { person }) },
    })),
    todos: todos.rows,
  }
}

/** Matters with something open here or there, a batch after `after`. */
export async function mattersWithTodos(
  { db, tenant }: StoreContext,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(OPEN_MATTERS, [tenant, after, limit])
  return rows.map(({ id }) => id)
}

/** What should stand in the other system from now on. `version` is the one the decision was made on, 0 for none. */
export interface TodoChange extends Omit<TodoRow, 'pushed'> {}

// Of two processes that saw the same change, the one that comes second finds another version and writes nothing.
const CHANGE = `
insert into external_todo (tenant_id, matter_id, duty_no, person_id, state, item, version, updated_at)
select $1, c.matter, c.no, c.person, c.state, c.item, c.version + 1, $3::timestamptz
from jsonb_to_recordset($2::jsonb) c(matter text, no int, person text, state text, item jsonb, version int)
order by c.matter, c.no, c.person
on conflict (tenant_id, matter_id, duty_no, person_id) do update
set state = excluded.state, item = excluded.item, version = excluded.version, updated_at = excluded.updated_at
where external_todo.version = excluded.version - 1
returning matter_id as matter, duty_no as no, person_id as person, version`

const PUSHES = `
insert into outbox (tenant_id, id, channel, dedupe_key, body, created_at, next_at)
select $1, p.id, 'todo', p.key, p.body, $3::timestamptz, $3::timestamptz
from jsonb_to_recordset($2::jsonb) p(id text, key text, body jsonb)
on conflict (tenant_id, dedupe_key) do nothing`

/** Body of a message of channel `todo`: which item is to be looked at. */
export interface TodoPush {
  readonly matter: string
  readonly no: number
  readonly person: string
}

/** Decides what should stand in the other system and puts the pushes into the outbox, together; gives how many. */
export function changeTodos(context: StoreContext, changes: readonly TodoChange[]): Promise<number> {
  if (changes.length === 0) return Promise.resolve(0)
  const now = context.clock.now()
  return context.db.tx(async (tx) => {
    const { rows } = await tx.query<TodoPush & { version: number }>(CHANGE, [
      context.tenant,
      json(changes),
      now,
    ])
    const pushes = rows.map(({ version, ...body }) => ({
      id: context.newId(),
      key: `todo/${body.matter}/${body.no}/${body.person}/${version}`,
      body,
    }))
    await tx.query(PUSHES, [context.tenant, json(pushes), now])
    return rows.length
  })
}

const CLAIM = `
update external_todo set busy_until = $5::timestamptz + interval '60 seconds'
where tenant_id = $1 and matter_id = $2 and duty_no = $3 and person_id = $4 and pushed < version
  and (busy_until is null or busy_until <= $5::timestamptz)
returning ${COLUMNS}`

const BEHIND = `
select from external_todo
where tenant_id = $1 and matter_id = $2 and duty_no = $3 and person_id = $4 and pushed < version`

/** The item to be pushed now, for this process alone; `busy` while another pushes it, null where nothing is left to push. */
export async function claimTodo(
  { db, tenant, clock }: StoreContext,
  { matter, no, person }: TodoPush,
): Promise<TodoRow | 'busy' | null> {
  const key = [tenant, matter, no, person]
  const { rows } = await db.query<TodoRow>(CLAIM, [...key, clock.now()])
  if (rows[0]) return rows[0]
  const behind = await db.query(BEHIND, key)
  return behind.rows.length > 0 ? 'busy' : null
}

const RELEASE = `
update external_todo set busy_until = null, pushed = greatest(pushed, $5::int)
where tenant_id = $1 and matter_id = $2 and duty_no = $3 and person_id = $4`

/** Ends a claim: pushed up to a version, or with null not at all. */
export async function releaseTodo(
  { db, tenant }: StoreContext,
  { matter, no, person }: TodoPush,
  version: number | null,
): Promise<void> {
  await db.query(RELEASE, [tenant, matter, no, person, version ?? 0])
}

const OF_OPEN = `
select ${COLUMNS} from external_todo
where tenant_id = $1 and state = 'open' and (matter_id, duty_no, person_id) > ($2, $3::int, $4)
order by matter_id, duty_no, person_id limit $5`

const STRAGGLERS = `
select ${COLUMNS} from external_todo
where tenant_id = $1 and pushed < version and (matter_id, duty_no, person_id) > ($2, $3::int, $4)
order by matter_id, duty_no, person_id limit $5`

const BATCH = 1_000

/** Every item that should be open in the other system, or every one whose last push did not arrive, in batches. */
export async function* eachTodo(
  { db, tenant }: StoreContext,
  which: 'open' | 'behind',
): AsyncGenerator<readonly TodoRow[]> {
  let last: TodoPush = { matter: '', no: 0, person: '' }
  for (;;) {
    const { rows } = await db.query<TodoRow>(which === 'open' ? OF_OPEN : STRAGGLERS, [
      tenant,
      last.matter,
      last.no,
      last.person,
      BATCH,
    ])
    if (rows.length > 0) yield rows
    const end = rows.at(-1)
    if (rows.length < BATCH || !end) return
    last = end
  }
}

const CONTACTS = `
select p.id as person, p.name, nullif(p.phone, '') as phone, a.login
from person p left join account a on a.tenant_id = p.tenant_id and a.person_id = p.id
where p.tenant_id = $1 and p.id = any($2::text[])`

export interface TodoContact {
  readonly person: string
  readonly name: string
  readonly phone: string | null
  readonly login: string | null
}

/** How another system may know some people. */
export async function contactsOf(
  { db, tenant }: StoreContext,
  people: readonly string[],
): Promise<ReadonlyMap<string, TodoContact>> {
  const { rows } = await db.query<TodoContact>(CONTACTS, [tenant, people])
  return new Map(rows.map((row) => [row.person, row]))
}
