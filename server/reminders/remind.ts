import { type Instant, dayAt } from '#kernel/time.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import type { Queryable } from '#store/db.ts'
import { type District, districtOf } from '#store/facts.ts'
import { codesFor, itemKey } from '#store/item-codes.ts'
import { type PersonChannel, channelsOf } from '#store/person-channels.ts'
import {
  type Channel,
  DIGEST,
  type NewReminder,
  type OpenDutyRow,
  isRun,
  openDuties,
  recentDuties,
  sendReminders,
  toldOf,
} from '#store/reminders.ts'
import { PARAMETERS, digestDay, isOffHours } from './hours.ts'
import {
  type Item,
  type OpenDuty,
  type Planning,
  type Reminder,
  gathered,
  planDigests,
  planSpecials,
} from './plan.ts'
import { SMS_LINES, type Writing, isAnswerable, mailText, smsText } from './texts.ts'

export interface RemindOptions {
  /** Where people open the district, without a slash at the end; null leaves links out. */
  readonly url: string | null
  /** Whether short messages carry the codes that a reply begins with; absent, they do. */
  readonly codes?: boolean
}

/** The digest of today, where its hour has come and no process has sent it; gives how many messages went into the outbox. */
export async function remindOfDay(context: StoreContext, options: RemindOptions): Promise<number> {
  const { tenant } = context
  const now = context.clock.now()
  const district = await districtOf(context)
  const day = digestDay(district.calendar, district.parameters, now)
  if (day === null || (await isRun(context, DIGEST, day))) return 0
  // Part by part: a district may owe more at once than anybody should hold in memory.
  let found: Reminder[] = []
  for await (const rows of openDuties(context)) {
    const part = rows.map((row) => dutyOf(context.rulebook, row))
    const known = await toldOf(context.db, tenant, mattersOf(part))
    found = gathered([found, planDigests(planningOf(context, district, part, known, now))])
  }
  const duties = [...new Set(found.flatMap(({ items }) => items.map(({ duty }) => duty)))]
  const plan = (told: Planning['told']): Reminder[] =>
    gathered([planDigests(planningOf(context, district, duties, told, now))])
  const told = (via: Queryable) => toldOf(via, tenant, mattersOf(duties))
  const writing = await writingOf(context, plan(await told(context.db)), options, now)
  return sendReminders(context, {
    kind: 'digest',
    day,
    offHours: false,
    told,
    write: (known) => written(context, plan(known), writing),
  })
}

/**
 * What is 特急 and moved since an instant, at any hour; gives how many messages went into the outbox. A district that switched
 * reminders off gets none of these either.
 */
export async function remindOfSpecial(
  context: StoreContext,
  since: Instant,
  options: RemindOptions,
): Promise<number> {
  const now = context.clock.now()
  const district = await districtOf(context)
  const procedures = urgentProcedures(context.rulebook)
  if (procedures.length === 0 || district.parameters[PARAMETERS.on] === 0) return 0
  const duties: OpenDuty[] = []
  for await (const rows of recentDuties(context, procedures, since))
    duties.push(...rows.map((row) => dutyOf(context.rulebook, row)).filter(({ urgent }) => urgent))
  const told = (via: Queryable) => toldOf(via, context.tenant, mattersOf(duties))
  const plan = (known: Planning['told']): Reminder[] =>
    planSpecials(planningOf(context, district, duties, known, now))
  const planned = duties.length === 0 ? [] : plan(await told(context.db))
  if (planned.length === 0) return 0
  const writing = await writingOf(context, planned, options, now)
  return sendReminders(context, {
    kind: 'special',
    day: dayAt(now),
    offHours: isOffHours(district.calendar, now),
    told,
    write: (known) => written(context, plan(known), writing),
  })
}

const mattersOf = (duties: readonly OpenDuty[]): string[] => [...new Set(duties.map(({ matter }) => matter))]

const urgentProcedures = ({ procedures }: Rulebook): string[] =>
  Object.values(procedures).flatMap(({ id, urgent }) => (urgent ? [id] : []))

/** A duty without the record of its matter, of which only the urgency is wanted. */
const dutyOf = ({ procedures }: Rulebook, { record, ...row }: OpenDutyRow): OpenDuty => ({
  ...row,
  urgent: procedures[row.procedure]?.urgent?.(record) === true,
})

const planningOf = (
  { rulebook }: StoreContext,
  { directory, calendar }: District,
  duties: readonly OpenDuty[],
  told: Planning['told'],
  now: Instant,
): Planning => ({
  rulebook,
  seats: directory,
  calendar,
  duties,
  told,
  now,
})

/** Everything a message needs besides its plan, read before anybody is held up. */
interface Material extends Writing {
  readonly channels: ReadonlyMap<string, PersonChannel>
  /** Codes by person and item. */
  readonly codes: ReadonlyMap<string, ReadonlyMap<string, string>>
}

async function writingOf(
  context: StoreContext,
  planned: readonly Reminder[],
  { url, codes: coded = true }: RemindOptions,
  now: Instant,
): Promise<Material> {
  const { rulebook } = context
  const channels = await channelsOf(
    context,
    planned.map(({ person }) => person),
  )
  const codes = new Map<string, ReadonlyMap<string, string>>()
  for (const { person, items } of planned) {
    const reached = channels.get(person)
    if (!coded || !reached || channelOf(reached) !== 'sms') continue
    // A code that nobody reads would only use codes up.
    const shown = items.slice(0, SMS_LINES).filter((item) => isAnswerable(rulebook, item))
    codes.set(person, await codesFor(context, person, shown.map(codedBy)))
  }
  return { rulebook, now, url, channels, codes }
}

const codedBy = ({ duty }: Item) => ({ matter: duty.matter, duty: duty.no })

/** The messages of what is planned; whoever wants none, or cannot be reached the way they want, has the list alone. */
const written = (
  context: StoreContext,
  planned: readonly Reminder[],
  material: Material,
): readonly NewReminder[] =>
  planned.flatMap((reminder) => {
    const reached = material.channels.get(reminder.person)
    const channel = reached && channelOf(reached)
    return reached && channel ? [message(context.newId(), reminder, reached, channel, material)] : []
  })

/** One way per person and day: what they chose, or a short message where they chose nothing and the directory has a phone. */
export function channelOf({ wish, phone, email }: PersonChannel): Channel | null {
  if (wish === 'none') return null
  if (wish === 'mail') return email === null ? null : 'mail'
  return phone === null ? null : 'sms'
}

function message(
  id: string,
  { person, items }: Reminder,
  reached: PersonChannel,
  channel: Channel,
  material: Material,
): NewReminder {
  const codes = material.codes.get(person)
  const lines = items.map((item) => {
    const code = isAnswerable(material.rulebook, item) ? codes?.get(itemKey(codedBy(item))) : undefined
    return { item, ...(code === undefined ? {} : { code }) }
  })
  const body =
    channel === 'mail'
      ? { person, to: reached.email, ...mailText(lines, material) }
      : { person, phone: reached.phone, text: smsText(lines, material), cause: id }
  const told = items.map(({ duty, stage, unit }) => ({
    matter: duty.matter,
    no: duty.no,
    unit,
    stage,
    dueAt: duty.dueAt,
  }))
  return { id, person, channel, body, items: told }
}
