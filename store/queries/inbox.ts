import type { Duty } from '#kernel/matter.ts'
import { seatKeysOf } from '#kernel/seats.ts'
import type { Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { type PartyRange, dueOf, partyIds } from './listed.ts'
import { dutiesSeen, visibleAnothers } from './parts-taken.ts'
import {
  MATTER_COLUMNS,
  OPEN,
  type MatterRow,
  type Page,
  RECORDED_COLUMNS,
  type RecordedRow,
  Values,
  dutyAndMatter,
  keyIn,
  openProcedures,
  pageOf,
  rowOf,
  visible,
  visibleOf,
} from './parts.ts'

export type Scope = 'mine' | 'unit'

/** An obligation with its matter: one line of 待办. Without the record where nobody who reads it could answer. */
export interface DutyRow extends MatterRow, Partial<Pick<RecordedRow, 'record'>> {
  readonly no: number
  readonly body: Duty
  readonly duty_due: Instant
}

interface PageAsked {
  readonly scope: Scope
  readonly cursor?: string | undefined
  readonly limit: number
}

const DUTY_ORDER = 'd.due_at, d.matter_id, d.no'
const DUTY_CASTS = ['timestamptz', 'text', 'int'] as const
const HAND_CASTS = ['timestamptz', 'text'] as const

/**
 * Ranges of open duties that are this person's: by the post they sit in, and by the unit where no post or person is named. Whoever owes a
 * duty takes part in its matter; what is another post's of the unit is shown to those who may see the matter.
 */
export function holding({ rulebook }: StoreContext, actor: Actor, scope: Scope, values: Values): string[] {
  const unit = `d.unit_id = ${values.add(actor.unit)}`
  if (scope === 'unit')
    return [
      `${unit} and d.post_id is null`,
      `${unit} and d.post_id is not null and ${visibleOf(rulebook, actor, values, DUTY)}`,
    ]
  const person = values.add(actor.person)
  return [
    `d.post_id = ${values.add(actor.post)}`,
    `${unit} and d.post_id is null and (d.person_id is null or d.person_id = ${person})`,
  ]
}

const DUTY = { alias: 'd', procedure: 'procedure' }

/** 待办: open duties of a person or a unit, what is due next first. Duties whose clock rests are not to be done now. */
export function todo(context: StoreContext, actor: Actor, page: PageAsked): Promise<Page<DutyRow>> {
  const values = new Values()
  const ranges = holding(context, actor, page.scope, values).map((range) => `${range} and d.state = 'open'`)
  return dutyPage(context, ranges, values, page, true)
}

/**
 * Open duties of posts themselves, whoever sits in them; resting ones too.
 *
 * @param recorded whether they come with the records of their matters
 */
export async function dutiesOfPosts(
  context: StoreContext,
  actor: Actor,
  posts: readonly string[],
  limit: number,
  recorded: boolean,
): Promise<Page<DutyRow>> {
  const values = new Values()
  const may = await visibleAnothers(context, actor, values)
  const range = `d.post_id = any(${values.add(posts)}::text[]) and ${may}`
  return dutyPage(context, [range], values, { scope: 'unit', limit }, recorded)
}

/**
 * Open duties of a unit's own, or those others owe to it; resting ones too.
 *
 * @param recorded whether they come with the records of their matters
 */
export async function dutiesOf(
  context: StoreContext,
  actor: Actor,
  unit: string,
  side: 'owes' | 'owed',
  limit: number,
  recorded: boolean,
): Promise<Page<DutyRow>> {
  const values = new Values()
  const column = side === 'owes' ? 'd.unit_id' : 'd.creditor_unit'
  const range = {
    duties: `select d.due_at, d.matter_id, d.no from duty d
  where d.tenant_id = ${values.add(context.tenant)} and ${OPEN} and ${column} = ${values.add(unit)}`,
    ordered: `order by ${DUTY_ORDER} limit ${values.add(limit + 1)}`,
  }
  return dutiesIn(context, await dutiesSeen(context, actor, range, values), values, { limit }, recorded)
}

async function dutyPage(
  context: StoreContext,
  ranges: readonly string[],
  values: Values,
  page: PageAsked,
  recorded: boolean,
): Promise<Page<DutyRow>> {
  const tenant = values.add(context.tenant)
  const limit = values.add(page.limit + 1)
  const after = keyIn(page.cursor, DUTY_CASTS)
  const beyond = after ? ` and (${DUTY_ORDER}) > ${rowOf(after, DUTY_CASTS, values)}` : ''
  // Each range is chosen in its index and stops at the page.
  const each = ranges.map(
    (range) => `(select d.due_at, d.matter_id, d.no from duty d
  where d.tenant_id = ${tenant} and ${OPEN} and ${range}${beyond}
  order by ${DUTY_ORDER} limit ${limit})`,
  )
  return dutiesIn(context, each, values, page, recorded)
}

/** A page of the duties that ranges give by their keys: only what is shown is read. */
async function dutiesIn(
  context: StoreContext,
  each: readonly string[],
  values: Values,
  page: Pick<PageAsked, 'limit'>,
  recorded: boolean,
): Promise<Page<DutyRow>> {
  const tenant = values.add(context.tenant)
  const limit = values.add(page.limit + 1)
  const text = `select d.no, d.body, d.due_at as duty_due, ${recorded ? RECORDED_COLUMNS : MATTER_COLUMNS} from (
  select * from (${each.join('\nunion all\n')}) x order by due_at, matter_id, no limit ${limit}) y
${dutyAndMatter(tenant, 'y')}
order by ${DUTY_ORDER} limit ${limit}`
  const { rows } = await context.db.query<DutyRow>(text, values.list)
  return pageOf(rows, page.limit, (row) => [row.duty_due, row.id, row.no])
}

/** A matter in hand or dealt with, and when this person (or anybody, for the unit) last moved it. */
export interface HandRow extends MatterRow {
  readonly moved_at: Instant
}

/** 在办: open matters in which this person has acted, or which the unit takes part in, what is due next first. */
export function inHand(context: StoreContext, actor: Actor, page: PageAsked): Promise<Page<HandRow>> {
  return handPage(context, actor, page, OPEN_HAND)
}

/** 已办: for a person what they have acted on, for a unit what is closed. */
export function dealtWith(context: StoreContext, actor: Actor, page: PageAsked): Promise<Page<HandRow>> {
  return page.scope === 'unit' ? handPage(context, actor, page, CLOSED_HAND) : actedOn(context, actor, page)
}

/** Matters open or closed, and the order in which a list shows them: by their own columns, and by those of a party or hand. */
interface Hand {
  readonly where: string
  /** The sort key of the rows under an alias. */
  readonly by: (of: string) => string
  readonly after: string
  readonly key: (row: HandRow) => readonly string[]
  readonly party: PartyRange
  readonly partyAfter: string
}

export const OPEN_HAND: Hand = {
  where: 'm.closed = false',
  by: (of) => `${dueOf(of)}, ${of}.id`,
  after: `(${dueOf('m')}, m.id) >`,
  key: (row) => [row.due_at ?? 'infinity', row.id],
  // What is only being drawn up is not yet in the hands of those it will be handed to.
  party: {
    where: ['p.closed = false', 'p.drafted is not true'],
    by: 'p.due_at, p.matter_id',
    matter: false,
  },
  partyAfter: '(p.due_at, p.matter_id) >',
}
const CLOSED_HAND: Hand = {
  where: 'm.closed = true',
  by: (of) => `${of}.updated_at desc, ${of}.id desc`,
  after: '(m.updated_at, m.id) <',
  key: (row) => [row.moved_at, row.id],
  party: { where: ['p.closed'], by: 'p.moved_at desc, p.matter_id desc', matter: false },
  partyAfter: '(p.moved_at, p.matter_id) <',
}

async function handPage(
  context: StoreContext,
  actor: Actor,
  page: PageAsked,
  hand: Hand,
): Promise<Page<HandRow>> {
  const values = new Values()
  const tenant = values.add(context.tenant)
  const limit = values.add(page.limit + 1)
  const after = keyIn(page.cursor, HAND_CASTS)
  const beyond = after && rowOf(after, HAND_CASTS, values)
  const asked = { tenant, limit, actor, scope: page.scope, beyond }
  const each = handOf(context, asked, hand, values).map(
    (range) => `(select ${MATTER_COLUMNS}, m.updated_at as moved_at from matter m
  where m.tenant_id = ${tenant} and ${range}
  order by ${hand.by('m')} limit ${limit})`,
  )
  const text = `select * from (${each.join('\nunion all\n')}) x order by ${hand.by('x')} limit ${limit}`
  const { rows } = await context.db.query<HandRow>(text, values.list)
  return pageOf(rows, page.limit, hand.key)
}

export interface HandAsked {
  /** Placeholders. */
  readonly tenant: string
  readonly limit: string
  readonly actor: Actor
  readonly scope: Scope
  /** The sort key of the last row shown; null where there was none. */
  readonly beyond: string | null
}

/**
 * Ranges of matters in hand, none of them twice: a person's own; a unit's by each procedure open to its office and by its part in others. Each
 * keeps the order of its index and stops at the page.
 */
function handOf(context: StoreContext, asked: HandAsked, hand: Hand, values: Values): string[] {
  const { tenant, limit, actor, beyond } = asked
  if (asked.scope === 'mine') {
    const further = beyond === null ? '' : ` and (h.due_at, h.matter_id) > ${beyond}`
    return [
      `m.id in (select h.matter_id from hand h
  where h.tenant_id = ${tenant} and h.person_id = ${values.add(actor.person)} and h.closed = false${further}
    and ${visibleOf(context.rulebook, actor, values, { alias: 'h' })}
  order by h.due_at, h.matter_id limit ${limit})`,
    ]
  }
  const further = beyond === null ? '' : ` and ${hand.after} ${beyond}`
  const { open, others: procedures } = handed(context, actor)
  const whole = open.map((procedure) => `m.procedure = ${values.add(procedure)} and ${hand.where}${further}`)
  if (procedures.length === 0) return whole
  const conditions = beyond === null ? [] : [`${hand.partyAfter} ${beyond}`]
  const ids = partyIds(
    { tenant, limit, holders: seatKeysOf(actor), procedures },
    [hand.party],
    conditions,
    values,
  )
  return [...whole, `m.id in (${ids})`]
}

/** Procedures all of whose matters are in a unit's hands, and the others. What everyone may see is in everyone's ledger, not in their hands. */
export function handed({ rulebook }: StoreContext, actor: Actor): { open: string[]; others: string[] } {
  const open = openProcedures(rulebook, actor).filter((id) => rulebook.procedures[id]?.openTo !== 'everyone')
  return { open, others: Object.keys(rulebook.procedures).filter((id) => !open.includes(id)) }
}

/** What a person acted on, each matter once, by their last act on it: found among their hands, and only what is shown is read. */
async function actedOn(context: StoreContext, actor: Actor, page: PageAsked): Promise<Page<HandRow>> {
  const values = new Values()
  const after = keyIn(page.cursor, HAND_CASTS)
  const [tenant, limit] = [values.add(context.tenant), values.add(page.limit + 1)]
  const where = [
    `h.tenant_id = ${tenant}`,
    `h.person_id = ${values.add(actor.person)}`,
    'h.acted_at is not null',
    visibleOf(context.rulebook, actor, values, { alias: 'h' }),
  ]
  if (after) where.push(`(h.acted_at, h.matter_id) < ${rowOf(after, HAND_CASTS, values)}`)
  const text = `select ${MATTER_COLUMNS}, y.acted_at as moved_at from (
  select h.matter_id, h.acted_at from hand h where ${where.join(' and ')}
  order by h.acted_at desc, h.matter_id desc limit ${limit}) y
cross join lateral (select * from matter m where m.tenant_id = ${tenant} and m.id = y.matter_id offset 0) m
order by y.acted_at desc, y.matter_id desc limit ${limit}`
  const { rows } = await context.db.query<HandRow>(text, values.list)
  return pageOf(rows, page.limit, (row) => [row.moved_at, row.id])
}

/** Something to read: a notice of a matter, gone once the matter has been opened. */
export interface NoticeRow extends MatterRow {
  readonly text: string
  readonly at: Instant
  readonly seq: number
  readonly n: number
}

const NOTICE_ORDER = 'n.at, n.matter_id, n.seq, n.n'
const NOTICE_CASTS = ['timestamptz', 'text', 'int', 'int'] as const

/** 待阅 looks through so many of the latest notices of a post or unit: nobody catches up on what lies further back. */
export const LATEST_NOTICES = 200

/**
 * The latest notices to this person's post, and to the unit as a whole or to the person, as far as they have not been read: SQL ranges
 * `n`. Cut off before anything is asked of them: most have been read, and whoever has read everything would otherwise go through all they
 * ever got. That goes first, for it is found in one index, and little is left for what else is asked.
 */
export function addressed(tenant: string, actor: Actor, values: Values): string[] {
  const person = values.add(actor.person)
  const ranges = [
    `a.post_id = ${values.add(actor.post)}`,
    `a.unit_id = ${values.add(actor.unit)} and a.post_id is null and a.person_id is null`,
    `a.person_id = ${person} and a.unit_id = ${values.add(actor.unit)} and a.post_id is null`,
  ]
  return ranges.map(
    (
      range,
    ) => `(select l.* from (select a.* from notice a where a.tenant_id = ${tenant} and a.kind <> 'duty' and ${range}
    order by a.at desc, a.matter_id desc, a.seq desc, a.n desc limit ${LATEST_NOTICES}) l
  where not exists (select 1 from opened o where o.tenant_id = ${tenant} and o.person_id = ${person}
    and o.matter_id = l.matter_id and o.seq >= l.seq)
  order by l.at desc, l.matter_id desc, l.seq desc, l.n desc offset 0) n`,
  )
}

/**
 * A condition on a notice `n`: a rung told to whoever owes the duty stands in 待办 already, with its light. Neither unit nor post is compared by
 * `=`, so that the few duties of the matter are read and not those of the unit.
 */
export const unowed = (tenant: string): string =>
  `(n.kind = 'read' or not exists (select 1 from duty d where d.tenant_id = ${tenant} and d.matter_id = n.matter_id
    and ${OPEN} and d.unit_id is not distinct from n.unit_id and d.post_id is not distinct from n.post_id))`

/** 待阅, the latest first. Opening a matter is reading it. */
export async function toRead(
  context: StoreContext,
  actor: Actor,
  page: Omit<PageAsked, 'scope'>,
): Promise<Page<NoticeRow>> {
  const values = new Values()
  const tenant = values.add(context.tenant)
  const limit = values.add(page.limit + 1)
  const after = keyIn(page.cursor, NOTICE_CASTS)
  const beyond = after ? ` and (${NOTICE_ORDER}) < ${rowOf(after, NOTICE_CASTS, values)}` : ''
  const may = visible(context.rulebook, actor, values)
  const each = addressed(tenant, actor, values).map(
    (latest) => `(select n.text, n.at, n.seq, n.n, ${MATTER_COLUMNS}
  from ${latest} join matter m on m.tenant_id = ${tenant} and m.id = n.matter_id
  where ${unowed(tenant)}${beyond} and ${may}
  order by n.at desc, n.matter_id desc, n.seq desc, n.n desc limit ${limit})`,
  )
  const text = `select * from (${each.join('\nunion all\n')}) x order by at desc, id desc, seq desc, n desc limit ${limit}`
  const { rows } = await context.db.query<NoticeRow>(text, values.list)
  return pageOf(rows, page.limit, (row) => [row.at, row.id, row.seq, row.n])
}

const OPENED = `
insert into opened (tenant_id, person_id, matter_id, seq) values ($1, $2, $3, $4)
on conflict (tenant_id, person_id, matter_id) do update set seq = greatest(opened.seq, excluded.seq)`

/** Notes that a person has a matter before them as of an entry: for 待阅, and for who sends a paper round. */
export async function markOpened(
  context: StoreContext,
  person: string,
  matter: string,
  seq: number,
): Promise<void> {
  await context.db.query(OPENED, [context.tenant, person, matter, seq])
}

const LAST_OPENED = `
select person_id as person, seq from opened where tenant_id = $1 and matter_id = $2 and person_id = any($3::text[])`

/** The last entry of a matter that some people had before them, by person; absent who never opened it. */
export async function lastOpened(
  { db, tenant }: StoreContext,
  matter: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (people.length === 0) return new Map()
  const { rows } = await db.query<{ person: string; seq: number }>(LAST_OPENED, [tenant, matter, people])
  return new Map(rows.map(({ person, seq }) => [person, seq]))
}
