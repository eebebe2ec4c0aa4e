import type { Instant } from '#kernel/time.ts'
import type { StoreContext } from '../context.ts'
import type { SeatRow } from '../identity.ts'
import type { Item } from '../item-codes.ts'

/** The digits by which a number is known: the last eleven, without country code, spaces and dashes. */
export const digitsOf = (phone: string): string => phone.replaceAll(/[^0-9]/g, '').slice(-11)

/** Somebody in the directory under a number. */
export interface PhoneHolder {
  readonly person: string
  readonly name: string
  readonly disabled: boolean
}

const HOLDERS = `
select p.id as person, p.name, (a.disabled_at is not null) as disabled
from person p left join account a on a.tenant_id = p.tenant_id and a.person_id = p.id
where p.tenant_id = $1 and right(regexp_replace(p.phone, '[^0-9]', '', 'g'), 11) = $2
order by p.id limit 10`

/** Everybody whose number in the directory has these digits. */
export async function holdersOfPhone(
  { db, tenant }: StoreContext,
  phone: string,
): Promise<readonly PhoneHolder[]> {
  const { rows } = await db.query<PhoneHolder>(HOLDERS, [tenant, phone])
  return rows
}

/** A duty that can be answered without a screen. */
export interface AnswerableRow extends Item {
  readonly name: string
  readonly procedure: string
  readonly title: string
  readonly unit: string
  readonly post: string | null
  readonly dueAt: Instant
  /** By which this person was told of it; null as long as no message named it. */
  readonly code: string | null
  readonly codedAt: Instant | null
  /** False where somebody else of the unit has it in hand: then only its code opens it. */
  readonly mine: boolean
}

const OPEN = `
select d.matter_id as matter, d.no as duty, d.name, d.procedure, m.title, d.unit_id as unit, d.post_id as post, d.due_at as "dueAt",
  c.code, c.given_at as "codedAt", coalesce(d.person_id, $2) = $2 as mine
from duty d
join matter m on m.tenant_id = d.tenant_id and m.id = d.matter_id
left join item_code c on c.tenant_id = d.tenant_id and c.person_id = $2 and c.matter_id = d.matter_id and c.duty_no = d.no
where d.tenant_id = $1 and d.state in ('open', 'paused') and d.procedure || '.' || d.name = any($5::text[])
  and (d.post_id = any($3::text[]) or (d.unit_id = any($4::text[]) and d.post_id is null and (d.person_id is null or d.person_id = $2 or c.code is not null)))
order by d.due_at, d.matter_id, d.no limit 200`

/** What a person owes, in any of their seats, that may be answered by short message; what is due next first. */
export async function answerable(
  { db, tenant, rulebook }: StoreContext,
  person: string,
  seats: readonly SeatRow[],
): Promise<readonly AnswerableRow[]> {
  const duties = Object.values(rulebook.procedures).flatMap((procedure) =>
    Object.entries(procedure.duties)
      .filter(([, spec]) => spec.replies !== undefined)
      .map(([name]) => `${procedure.id}.${name}`),
  )
  const posts = seats.map((seat) => seat.post)
  const units = [...new Set(seats.map((seat) => seat.unit))]
  const { rows } = await db.query<AnswerableRow>(OPEN, [tenant, person, posts, units, duties])
  return rows
}

const CODES = `
select c.code, c.matter_id as matter, c.duty_no as duty, m.title
from item_code c join matter m on m.tenant_id = c.tenant_id and m.id = c.matter_id
where c.tenant_id = $1 and c.person_id = $2`

export interface CodedItem extends Item {
  readonly code: string
  readonly title: string
}

/** Every code that means something to a person, of items still open and of those closed not long ago. */
export async function codesOf(
  { db, tenant }: StoreContext,
  person: string,
): Promise<ReadonlyMap<string, CodedItem>> {
  const { rows } = await db.query<CodedItem>(CODES, [tenant, person])
  return new Map(rows.map((row) => [row.code, row]))
}

const LAST = `
select r.matter_id as matter, r.duty_no as duty from sms_received r
where r.tenant_id = $1 and r.person_id = $2 and r.matter_id is not null and r.duty_no is not null
order by r.received_at desc limit 1`

/** The item a person last wrote about. */
export async function lastWrittenAbout(
  { db, tenant }: StoreContext,
  person: string,
): Promise<Item | undefined> {
  const { rows } = await db.query<Item>(LAST, [tenant, person])
  return rows[0]
}

/** Words that came by short message and became no act. */
export interface SmsNote {
  /** Gateway and its id of the message. */
  readonly id: string
  readonly person: string | null
  readonly name: string | null
  readonly text: string
  readonly because: string | null
  readonly at: Instant
  readonly dealtBy: string | null
  readonly dealtAt: Instant | null
  readonly erased: boolean
}

const NOTES = `
select r.gateway || '/' || r.gateway_id as id, r.person_id as person, p.name, r.text, r.because, r.received_at as at,
  d.name as "dealtBy", r.dealt_at as "dealtAt", r.erased_at is not null as erased
from sms_received r
left join person p on p.tenant_id = r.tenant_id and p.id = r.person_id
left join person d on d.tenant_id = r.tenant_id and d.id = r.dealt_by
where r.tenant_id = $1 and r.matter_id = $2 and r.status in ('note', 'refused', 'asked')
order by r.received_at desc, r.gateway_id limit 50`

/** 短信留言 on a matter, the latest first; who may see the matter may see them. */
export async function smsNotes({ db, tenant }: StoreContext, matter: string): Promise<readonly SmsNote[]> {
  const { rows } = await db.query<SmsNote>(NOTES, [tenant, matter])
  return rows
}
