import type { Day, Instant } from '#kernel/time.ts'
import type { Actor } from '#kernel/vocabulary.ts'
import type { StoreContext } from '../context.ts'
import { json } from '../db.ts'
import { type Page, Values, issuedBy, keyIn, pageOf, rowOf, visible } from './parts.ts'

// 减负体检: what issuers asked of others, read from matters, duties, the journal and the reminders sent. What people opened or
// when they were there is not in any of these tables, and those who answer are counted, never named or put in an order.

/** Whom a request is put down to: the unit that set the matter up, or the leader in whose name it was if there is one. */
export type IssuedBy = 'unit' | 'leader'

/** What of the rulebook the figures need. */
export interface BurdenRules {
  /** How many fields whoever owes a duty is asked to fill in; `main` duties are the ones to be answered. */
  readonly duties: readonly {
    readonly procedure: string
    readonly name: string
    readonly fields: number
    readonly main: boolean
  }[]
  /** Journal kinds by which a matter is found to be another one asked before. */
  readonly duplicates: readonly string[]
}

export interface BurdenAsked extends BurdenRules {
  readonly by: IssuedBy
  readonly from: Instant
  /** Excluded. */
  readonly until: Instant
  /** Working days, each with its place in the order: a rest day has the place of the working day before it. */
  readonly workdays: readonly { readonly day: Day; readonly n: number }[]
  /** One issuer alone: a unit or a post, as `by` says. */
  readonly issuer?: string | undefined
}

/** A context's constants of one statement, as placeholders. */
function parameters(context: StoreContext, asked: BurdenAsked, values: Values) {
  return {
    tenant: values.add(context.tenant),
    from: values.add(asked.from),
    until: values.add(asked.until),
    issuer: asked.issuer === undefined ? null : values.add(asked.issuer),
  }
}

/** What stands before a unit where a request is in no leader's name. */
const UNIT = 'unit:'

/** A leader's post; where a request is in no leader's name, its unit, never the clerk who entered it. */
const issuerOf = ({ rulebook }: StoreContext, by: IssuedBy): string =>
  by === 'unit' ? 'o.unit_id' : `coalesce(${issuedBy(rulebook)}, '${UNIT}' || o.unit_id)`

/** The unit an issuer is, where it is one. */
export const issuingUnit = (by: IssuedBy, issuer: string): string | null =>
  by === 'unit' ? issuer : issuer.startsWith(UNIT) ? issuer.slice(UNIT.length) : null

/**
 * One row per matter that asked something of others: of units besides the issuer's own and the leader in whose name it was. A duty
 * counts when an act of the issuer opened it; what others then owe each other in the course of things is not put down to him.
 */
function requests(context: StoreContext, asked: BurdenAsked, values: Values): string {
  const { tenant, from, until, issuer } = parameters(context, asked, values)
  const rules = values.add(json(asked.duties))
  const days = values.add(asked.workdays.map(({ day }) => day))
  const places = values.add(asked.workdays.map(({ n }) => n))
  const leader = issuedBy(context.rulebook)
  const procedures = values.add([...new Set(asked.duties.map(({ procedure }) => procedure))])
  const dayOf = (instant: string): string => `((${instant}) at time zone 'UTC' + interval '8 hours')::date`
  return `with rule as (
  select * from jsonb_to_recordset(${rules}::jsonb) r(procedure text, name text, fields int, main boolean)
), workday as (
  select * from unnest(${days}::date[], ${places}::int[]) w(day, n)
), laid as (
  select m.id, ${issuerOf(context, asked.by)} as issuer, d.unit_id, r.fields, r.main, opened.n as opened_n, due.n as due_n,
    case when d.state = 'done' then closed.n end as closed_n
  from matter m
  join journal o on o.tenant_id = m.tenant_id and o.matter_id = m.id and o.seq = 1
  join duty d on d.tenant_id = m.tenant_id and d.matter_id = m.id
  join rule r on r.procedure = d.procedure and r.name = d.name
  left join workday opened on opened.day = ${dayOf('d.opened_at')}
  left join workday closed on closed.day = ${dayOf('d.closed_at')}
  left join workday due on due.day = ${dayOf(`(d.body ->> 'firstDueAt')::timestamptz - interval '1 millisecond'`)}
  where m.tenant_id = ${tenant} and m.procedure = any(${procedures}::text[])
    and m.opened_at >= ${from}::timestamptz and m.opened_at < ${until}::timestamptz
    and o.unit_id is not null and d.state <> 'withdrawn' and d.unit_id <> o.unit_id
    and (d.post_id is null or d.post_id is distinct from ${leader})
    and exists (select 1 from journal a where a.tenant_id = m.tenant_id and a.matter_id = m.id and a.at = d.opened_at
      and (a.unit_id = o.unit_id or a.post_id = ${leader}))
    ${issuer === null ? '' : `and ${issuerOf(context, asked.by)} = ${issuer}`}
), request as (
  select id, issuer, count(distinct unit_id)::int as recipients, sum(fields)::int as fields,
    max(closed_n - opened_n) filter (where main) as answered, coalesce(bool_or(due_n - opened_n < 1) filter (where main), false) as short
  from laid group by id, issuer
)`
}

export interface RequestFigures {
  readonly issuer: string
  readonly requests: number
  /** Units asked, once per request. */
  readonly recipients: number
  /** Fields to be filled in, over all units asked. */
  readonly fields: number
  /** With less than one working day to answer. */
  readonly short: number
  /** Requests answered, and the median of working days it took. */
  readonly answered: number
  readonly median: number | null
}

/** What each issuer asked in the period, and in the last row, whose issuer is empty, all of them together. */
export async function requestFigures(
  context: StoreContext,
  asked: BurdenAsked,
): Promise<readonly RequestFigures[]> {
  const values = new Values()
  const text = `${requests(context, asked, values)}
select coalesce(q.issuer, '') as issuer, count(*)::int as requests, sum(q.recipients)::int as recipients,
  sum(q.fields)::int as fields, count(*) filter (where q.short)::int as short, count(q.answered)::int as answered,
  percentile_cont(0.5) within group (order by q.answered) as median
from request q group by grouping sets ((q.issuer), ())
order by grouping(q.issuer), requests desc, issuer`
  const { rows } = await context.db.query<RequestFigures>(text, values.list)
  return rows
}

export type RequestFilter = 'requests' | 'short' | 'answered'

/** A request as a row behind the figures. Which units were asked is not in it. */
export interface RequestRow {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly issuer: string
  readonly opened_at: Instant
  readonly recipients: number
  readonly fields: number
  readonly answered: number | null
  readonly short: boolean
  /** Whether whoever reads may open the matter itself. */
  readonly seen: boolean
}

interface PageAsked {
  readonly cursor?: string | undefined
  readonly limit: number
}

const CASTS = ['timestamptz', 'text'] as const

/** The requests behind a figure, the latest first. */
export async function requestRows(
  context: StoreContext,
  actor: Actor,
  asked: BurdenAsked,
  filter: RequestFilter,
  page: PageAsked,
): Promise<Page<RequestRow>> {
  const values = new Values()
  const base = requests(context, asked, values)
  const tenant = values.add(context.tenant)
  const where = ['true']
  if (filter === 'short') where.push('q.short')
  if (filter === 'answered') where.push('q.answered is not null')
  const after = keyIn(page.cursor, CASTS)
  if (after) where.push(`(m.opened_at, m.id) < ${rowOf(after, CASTS, values)}`)
  const text = `${base}
select q.*, m.number, m.title, m.opened_at, ${visible(context.rulebook, actor, values)} as seen
from request q join matter m on m.tenant_id = ${tenant} and m.id = q.id
where ${where.join(' and ')}
order by m.opened_at desc, m.id desc limit ${values.add(page.limit + 1)}`
  const { rows } = await context.db.query<RequestRow>(text, values.list)
  return pageOf(rows, page.limit, (row) => [row.opened_at, row.id])
}

/** Messages that went out, by whose matters stood in them; what an issuer's own unit was told is left out. */
function messages(context: StoreContext, asked: BurdenAsked, values: Values): string {
  const { tenant, from, until, issuer } = parameters(context, asked, values)
  return `from reminder r
join reminder_item i on i.tenant_id = r.tenant_id and i.reminder_id = r.id
join matter m on m.tenant_id = r.tenant_id and m.id = i.matter_id
join journal o on o.tenant_id = r.tenant_id and o.matter_id = i.matter_id and o.seq = 1
where r.tenant_id = ${tenant} and r.at >= ${from}::timestamptz and r.at < ${until}::timestamptz and r.dropped_at is null
  and o.unit_id is not null and i.unit_id <> o.unit_id${issuer === null ? '' : ` and ${issuerOf(context, asked.by)} = ${issuer}`}`
}

export interface MessageFigures {
  readonly issuer: string
  /** Messages in which a matter of the issuer stood, and to how many people. */
  readonly messages: number
  readonly people: number
  /** Of the messages, those at night or on rest days. */
  readonly off: number
}

/** The messages each issuer caused, and in the last row, whose issuer is empty, all messages once. */
export async function messageFigures(
  context: StoreContext,
  asked: BurdenAsked,
): Promise<readonly MessageFigures[]> {
  const values = new Values()
  const issuer = issuerOf(context, asked.by)
  const text = `select coalesce(${issuer}, '') as issuer, count(distinct r.id)::int as messages,
  count(distinct r.person_id)::int as people, count(distinct r.id) filter (where r.off_hours)::int as off
${messages(context, asked, values)}
group by grouping sets ((${issuer}), ()) order by grouping(${issuer}), messages desc, issuer`
  const { rows } = await context.db.query<MessageFigures>(text, values.list)
  return rows
}

/** A message as a row behind the figures. Whom it went to is not in it. */
export interface MessageRow {
  readonly id: string
  readonly at: Instant
  readonly kind: 'digest' | 'special'
  readonly channel: 'sms' | 'mail'
  readonly off: boolean
  readonly lines: readonly {
    readonly matter: string
    readonly number: string
    readonly title: string
    readonly stage: string
    readonly seen: boolean
  }[]
}

/** The messages behind a figure, the latest first, each with the lines that were the issuer's. */
export async function messageRows(
  context: StoreContext,
  actor: Actor,
  asked: BurdenAsked,
  filter: 'messages' | 'off',
  page: PageAsked,
): Promise<Page<MessageRow>> {
  const values = new Values()
  const from = messages(context, asked, values)
  const where: string[] = []
  if (filter === 'off') where.push('r.off_hours')
  const after = keyIn(page.cursor, CASTS)
  if (after) where.push(`(r.at, r.id) < ${rowOf(after, CASTS, values)}`)
  const text = `select r.id, r.at, r.kind, r.channel, r.off_hours as off,
  jsonb_agg(jsonb_build_object('matter', m.id, 'number', m.number, 'title', m.title, 'stage', i.stage,
    'seen', ${visible(context.rulebook, actor, values)}) order by m.number) as lines
${from}${where.map((condition) => ` and ${condition}`).join('')}
group by r.tenant_id, r.id
order by r.at desc, r.id desc limit ${values.add(page.limit + 1)}`
  const { rows } = await context.db.query<MessageRow>(text, values.list)
  return pageOf(rows, page.limit, (row) => [row.at, row.id])
}

function duplicates(context: StoreContext, asked: BurdenAsked, values: Values): string {
  const { tenant, from, until, issuer } = parameters(context, asked, values)
  return `from journal j
join matter m on m.tenant_id = j.tenant_id and m.id = j.matter_id
join journal o on o.tenant_id = j.tenant_id and o.matter_id = j.matter_id and o.seq = 1
where j.tenant_id = ${tenant} and j.kind = any(${values.add(asked.duplicates)}::text[])
  and j.at >= ${from}::timestamptz and j.at < ${until}::timestamptz
  and o.unit_id is not null${issuer === null ? '' : ` and ${issuerOf(context, asked.by)} = ${issuer}`}`
}

export interface DuplicateFigures {
  readonly issuer: string
  readonly caught: number
}

/** Matters found to be asked before, by who asked the second time; the last row, whose issuer is empty, has all. */
export async function duplicateFigures(
  context: StoreContext,
  asked: BurdenAsked,
): Promise<readonly DuplicateFigures[]> {
  const values = new Values()
  const issuer = issuerOf(context, asked.by)
  const text = `select coalesce(${issuer}, '') as issuer, count(*)::int as caught
${duplicates(context, asked, values)}
group by grouping sets ((${issuer}), ()) order by grouping(${issuer}), caught desc, issuer`
  const { rows } = await context.db.query<DuplicateFigures>(text, values.list)
  return rows
}

export interface DuplicateRow {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly issuer: string
  readonly at: Instant
  readonly seen: boolean
}

/** The matters behind that figure, the latest first. */
export async function duplicateRows(
  context: StoreContext,
  actor: Actor,
  asked: BurdenAsked,
  page: PageAsked,
): Promise<Page<DuplicateRow>> {
  const values = new Values()
  const from = duplicates(context, asked, values)
  const after = keyIn(page.cursor, CASTS)
  const beyond = after ? ` and (j.at, j.matter_id) < ${rowOf(after, CASTS, values)}` : ''
  const text = `select m.id, m.number, m.title, ${issuerOf(context, asked.by)} as issuer, j.at, ${visible(context.rulebook, actor, values)} as seen
${from}${beyond}
order by j.at desc, j.matter_id desc limit ${values.add(page.limit + 1)}`
  const { rows } = await context.db.query<DuplicateRow>(text, values.list)
  return pageOf(rows, page.limit, (row) => [row.at, row.id])
}
