import type { Holder } from '#kernel/matter.ts'
import type { Day, Instant } from '#kernel/time.ts'
import type { AnyRecord, Procedure } from '#kernel/vocabulary.ts'
import type { StoreContext } from './context.ts'
import { type Queryable, json } from './db.ts'

export type ReminderStage = 'arrived' | 'remind' | 'yellow' | 'due' | 'lapse' | 'head' | 'leader' | 'list'

/** An open duty whose clock runs, with what a reminder says of its matter. */
export interface OpenDutyRow {
  readonly matter: string
  readonly no: number
  readonly procedure: string
  readonly name: string
  readonly number: string
  readonly title: string
  readonly record: AnyRecord
  readonly what: string | null
  readonly holder: Holder
  readonly creditor: Holder | null
  readonly dueAt: Instant
  readonly lapsed: boolean
  readonly rung: number
}

interface Row extends Omit<OpenDutyRow, 'holder' | 'creditor'> {
  readonly unit: string
  readonly post: string | null
  readonly person: string | null
  readonly to_unit: string | null
  readonly to_post: string | null
}

const COLUMNS = `d.matter_id as matter, d.no, d.procedure, d.name, m.number, m.title, m.record, d.body ->> 'what' as what,
  d.unit_id as unit, d.post_id as post, d.person_id as person, d.creditor_unit as to_unit, d.creditor_post as to_post,
  d.due_at as "dueAt", d.lapsed_at is not null as lapsed, (d.body ->> 'rung')::int as rung`

// What rests (卡住了, 暂停) is not in it: nobody is reminded of what waits for somebody else. In the order of the index of what
// is open, so that a batch costs what it holds, however much is closed.
const OPEN = `
select ${COLUMNS}
from duty d join matter m on m.tenant_id = d.tenant_id and m.id = d.matter_id
where d.tenant_id = $1 and d.state in ('open', 'paused') and d.state = 'open'
  and (d.unit_id, d.due_at, d.matter_id, d.no) > ($2, $3::timestamptz, $4, $5::int)
order by d.unit_id, d.due_at, d.matter_id, d.no limit $6`

// In the order of the index of what moved last.
const MOVED = `
select id, updated_at as at from matter
where tenant_id = $1 and procedure = $2 and (updated_at, id) > ($3::timestamptz, $4) order by updated_at, id limit $5`

// What only ran out of its term has not moved: its rungs stand in the journal. A flood of them is told of in pieces.
const RAN_OUT = `
select distinct j.matter_id as id from journal j
where j.tenant_id = $1 and j.kind = any($2::text[]) and j.at > $3::timestamptz and j.matter_id > $4
order by j.matter_id limit $5`

const DUTIES_OF = `
select ${COLUMNS}
from duty d join matter m on m.tenant_id = d.tenant_id and m.id = d.matter_id
where d.tenant_id = $1 and d.matter_id = any($2::text[]) and d.state = 'open' and not m.closed
order by d.matter_id, d.no`

const BATCH = 2_000

/** Every open duty of the district whose clock runs, batch by batch; read once per working day. */
export async function* openDuties(
  { db, tenant }: StoreContext,
  batch = BATCH,
): AsyncGenerator<OpenDutyRow[]> {
  let after: readonly [string, Instant, string, number] = ['', '-infinity', '', 0]
  for (;;) {
    const { rows } = await db.query<Row>(OPEN, [tenant, ...after, batch])
    if (rows.length > 0) yield rows.map(dutyOf)
    const last = rows.at(-1)
    if (rows.length < batch || !last) return
    after = [last.unit, last.dueAt, last.matter, last.no]
  }
}

/** The same of those procedures' matters that somebody moved since an instant, or of which a term ran out since. */
export async function* recentDuties(
  context: StoreContext,
  procedures: readonly string[],
  since: Instant,
): AsyncGenerator<OpenDutyRow[]> {
  for (const procedure of procedures)
    for await (const matters of moved(context, procedure, since)) yield dutiesIn(context, matters)
  for await (const matters of ranOut(context, procedures, since)) yield dutiesIn(context, matters)
}

async function dutiesIn({ db, tenant }: StoreContext, matters: readonly string[]): Promise<OpenDutyRow[]> {
  const { rows } = await db.query<Row>(DUTIES_OF, [tenant, matters])
  return rows.map(dutyOf)
}

async function* moved(
  { db, tenant }: StoreContext,
  procedure: string,
  since: Instant,
): AsyncGenerator<string[]> {
  for (let after: readonly [Instant, string] = [since, '']; ;) {
    const { rows } = await db.query<{ id: string; at: Instant }>(MOVED, [tenant, procedure, ...after, BATCH])
    yield rows.map(({ id }) => id)
    const last = rows.at(-1)
    if (rows.length < BATCH || !last) return
    after = [last.at, last.id]
  }
}

async function* ranOut(
  { db, tenant, rulebook }: StoreContext,
  procedures: readonly string[],
  since: Instant,
): AsyncGenerator<string[]> {
  const kinds = procedures.flatMap((procedure) => rungKinds(rulebook.procedures[procedure]))
  for (let after = ''; ;) {
    const { rows } = await db.query<{ id: string }>(RAN_OUT, [tenant, kinds, since, after, BATCH])
    yield rows.map(({ id }) => id)
    const last = rows.at(-1)
    if (rows.length < BATCH || !last) return
    after = last.id
  }
}

/** Journal kinds of a procedure's rungs. */
const rungKinds = (procedure: Procedure | undefined): string[] =>
  Object.entries(procedure?.duties ?? {}).flatMap(([duty, { ladder }]) =>
    ladder.map((rung) => `${procedure?.id}.${duty}.${rung.name}`),
  )

function dutyOf({ unit, post, person, to_unit, to_post, ...row }: Row): OpenDutyRow {
  return {
    ...row,
    holder: { unit, ...(post === null ? {} : { post }), ...(person === null ? {} : { person }) },
    creditor: to_unit === null ? null : { unit: to_unit, ...(to_post === null ? {} : { post: to_post }) },
  }
}

export interface ToldRow {
  readonly person: string
  readonly matter: string
  readonly no: number
  readonly stage: ReminderStage
  readonly dueAt: Instant
}

const TOLD_OF = `
select person_id as person, matter_id as matter, duty_no as no, stage, due_at as "dueAt"
from reminder_item where tenant_id = $1 and matter_id = any($2::text[])`

/** What people were told of some matters, also of duties closed since. */
export async function toldOf(
  via: Queryable,
  tenant: string,
  matters: readonly string[],
): Promise<readonly ToldRow[]> {
  const { rows } = await via.query<ToldRow>(TOLD_OF, [tenant, matters])
  return rows
}

export type Channel = 'sms' | 'mail'

/** One message to be sent, with what it is about; `body` is what the channel's driver is handed. */
export interface NewReminder {
  readonly id: string
  readonly person: string
  readonly channel: Channel
  readonly body: unknown
  readonly items: readonly {
    readonly matter: string
    readonly no: number
    readonly unit: string
    readonly stage: ReminderStage
    readonly dueAt: Instant
  }[]
}

export interface Sending {
  readonly kind: 'digest' | 'special'
  readonly day: Day
  readonly offHours: boolean
  /** What people were told so far is read again when nobody else can be telling them anything. */
  readonly told: (via: Queryable) => Promise<readonly ToldRow[]>
  /** The messages, given what people were told. */
  readonly write: (told: readonly ToldRow[]) => readonly NewReminder[]
}

/** Whether a job of the day has been done by any process. */
export async function isRun({ db, tenant }: StoreContext, job: string, day: Day): Promise<boolean> {
  const { rows } = await db.query(
    'select from daily_run where tenant_id = $1 and job = $2 and day = $3::date',
    [tenant, job, day],
  )
  return rows.length > 0
}

const RUN = `
insert into daily_run (tenant_id, job, day, at) values ($1, $2, $3::date, $4::timestamptz)
on conflict (tenant_id, job, day) do nothing`

/** Takes a day's job for this transaction; false where another process has it or had it. Waits while that is undecided. */
export async function takeRun(
  via: Queryable,
  { tenant, clock }: StoreContext,
  job: string,
  day: Day,
): Promise<boolean> {
  const { rowCount } = await via.query(RUN, [tenant, job, day, clock.now()])
  return rowCount === 1
}

/** Job of the digest in `daily_run`. */
export const DIGEST = 'digest'

// One process at a time in a district: whoever comes second sees what the first has told. The row is a lock and nothing else.
const ALONE = `
insert into daily_run (tenant_id, job, day, at) values ($1, 'reminding', '2000-01-01', $2::timestamptz)
on conflict (tenant_id, job, day) do update set at = excluded.at`

/**
 * Writes reminders with their messages, all or none; digests once per day, whatever number of processes tries. Gives how many
 * went into the outbox.
 */
export function sendReminders(context: StoreContext, sending: Sending): Promise<number> {
  const { kind, day } = sending
  return context.db.tx(async (tx) => {
    await tx.query(ALONE, [context.tenant, context.clock.now()])
    // A crash before the end of this transaction leaves the day untaken: the next process plans and sends it.
    if (kind === 'digest' && !(await takeRun(tx, context, DIGEST, day))) return 0
    return write(tx, context, sending, sending.write(await sending.told(tx)))
  })
}

const REMINDERS = `
insert into reminder (tenant_id, id, person_id, day, kind, channel, off_hours, at)
select $1, r.id, r.person, $3::date, $4, r.channel, $5::boolean, $6::timestamptz
from jsonb_to_recordset($2::jsonb) r(id text, person text, channel text)
on conflict (tenant_id, person_id, day) where kind = 'digest' do nothing
returning id`

const ITEMS = `
insert into reminder_item (tenant_id, reminder_id, matter_id, duty_no, person_id, unit_id, stage, due_at)
select $1, i.reminder, i.matter, i.no, i.person, i.unit, i.stage, i."dueAt"
from jsonb_to_recordset($2::jsonb) i(reminder text, matter text, no int, person text, unit text, stage text, "dueAt" timestamptz)`

const MESSAGES = `
insert into outbox (tenant_id, id, channel, dedupe_key, body, created_at, next_at)
select $1, r.id, r.channel, r.key, r.body, $3::timestamptz, $3::timestamptz
from jsonb_to_recordset($2::jsonb) r(id text, channel text, key text, body jsonb)
on conflict (tenant_id, dedupe_key) do nothing`

/** Dedupe key of a reminder's message, and back. */
const keyOf = (id: string): string => `reminder/${id}`
export const reminderIn = (dedupeKey: string): string | null =>
  dedupeKey.startsWith('reminder/') ? dedupeKey.slice('reminder/'.length) : null

async function write(
  tx: Queryable,
  context: StoreContext,
  { kind, day, offHours }: Sending,
  reminders: readonly NewReminder[],
): Promise<number> {
  const { tenant } = context
  if (reminders.length === 0) return 0
  const now = context.clock.now()
  const heads = reminders.map(({ id, person, channel }) => ({ id, person, channel }))
  const { rows } = await tx.query<{ id: string }>(REMINDERS, [tenant, json(heads), day, kind, offHours, now])
  // Whoever had a digest that day already keeps the budget, whatever went wrong before.
  const taken = new Set(rows.map((row) => row.id))
  const sent = reminders.filter(({ id }) => taken.has(id))
  const items = sent.flatMap(({ id, person, items: own }) =>
    own.map((item) => ({ ...item, reminder: id, person })),
  )
  await tx.query(ITEMS, [tenant, json(items)])
  const messages = sent.map(({ id, channel, body }) => ({
    id: context.newId(),
    channel,
    key: keyOf(id),
    body,
  }))
  await tx.query(MESSAGES, [tenant, json(messages), now])
  return sent.length
}

const OF = 'select day, kind from reminder where tenant_id = $1 and id = $2'

/** Day and kind of a reminder, or undefined. */
export async function reminderOf(
  { db, tenant }: StoreContext,
  id: string,
): Promise<{ readonly day: Day; readonly kind: 'digest' | 'special' } | undefined> {
  const { rows } = await db.query<{ day: Day; kind: 'digest' | 'special' }>(OF, [tenant, id])
  return rows[0]
}

/** Marks a reminder as never delivered; what stood in it counts as not told. */
export async function dropReminder(context: StoreContext, id: string): Promise<void> {
  const { tenant } = context
  await context.db.tx(async (tx) => {
    await tx.query('delete from reminder_item where tenant_id = $1 and reminder_id = $2', [tenant, id])
    await tx.query('update reminder set dropped_at = $3::timestamptz where tenant_id = $1 and id = $2', [
      tenant,
      id,
      context.clock.now(),
    ])
  })
}
