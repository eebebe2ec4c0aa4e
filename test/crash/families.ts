import { randomUUID } from 'node:crypto'
import { type Done, apply, procedureOf } from '#kernel/apply.ts'
import { type Instant, addMs, dayAt, startOf } from '#kernel/time.ts'
import type { AnyPower } from '#kernel/vocabulary.ts'
import { shippedCalendar } from '#rulebook/calendars/index.ts'
import { rulebook } from '#rulebook/index.ts'
import { idsOf, namesIn } from '#store/form-names.ts'
import { codesFor, itemKey } from '#store/item-codes.ts'
import { post } from '#store/outbox.ts'
import type { Incoming } from '#store/sms-received.ts'
import { loadMatter } from '#store/stored.ts'
import { nextWorkday } from '#server/reminders/hours.ts'
import { putSample } from '../matrix/put.ts'
import { type Sample, samplesOf } from '../matrix/samples.ts'
import { smallFacts } from '../small-district.ts'
import { phoneOf } from '../small-tenant.ts'
import type { CrashDistrict } from './district.ts'
import type { Deed } from './order.ts'

/** A kind of thing that processes do, with what has to be there before it is done once more. */
export interface Family {
  readonly name: string
  /** Puts in place what the deed needs and gives the deed. */
  prepare(district: CrashDistrict): Promise<Deed>
}

/**
 * What an act writes decides which statement makes it true, and so what a crash could leave half done: whether it sets a matter up,
 * opens others, draws a number; which parts of the commit it has rows for; whether somebody else entered it.
 */
function shapeOf({ procedure, act, enteredBy }: Sample, { entry, notices }: Done): string {
  const { when, opens, draws } = procedureOf(rulebook, procedure).powers[act] as AnyPower
  const { closed, opened, changed } = entry.effects
  const parts = [
    when === 'nothing' ? 'sets up' : opens ? 'opens' : draws ? 'draws' : 'plain',
    closed.length > 0 && 'closes',
    opened.length + changed.length > 0 && 'owes',
    notices.length > 0 && 'tells',
    enteredBy && 'entered',
  ]
  return parts.filter(Boolean).join(' ')
}

/**
 * The families of a run: each shape of act as the declarations have it, and what the service does by itself. Whether an act can be
 * done, and done again, in a database where nothing else is, is tried there first.
 *
 * @param all each shape of each procedure, for a long run
 */
export async function families(district: CrashDistrict, all = false): Promise<readonly Family[]> {
  const acts = new Map<string, Family>()
  const samples: Sample[] = []
  for (const procedure of Object.values(rulebook.procedures)) {
    for (const sample of await samplesOf(rulebook, procedure)) {
      const done = lawfulNow(sample, district.now)
      if (!done) continue
      const shape = all ? `${procedure.id} ${shapeOf(sample, done)}` : shapeOf(sample, done)
      const family = acting(`${procedure.id}.${sample.act}`, sample)
      if (acts.has(shape) || !(await doneTwice(district, family))) continue
      samples.push(sample)
      acts.set(shape, family)
    }
  }
  const answered = samples.find((sample) => dutyAnswered(sample) !== undefined)
  if (!answered) throw new Error('no story in which somebody could have answered by short message')
  return [...acts.values(), ...byItself(answered)]
}

async function doneTwice(district: CrashDistrict, family: Family): Promise<boolean> {
  for (const _ of ['once', 'again'])
    if ((await district.do(await family.prepare(district)))?.kind !== 'done') return false
  return true
}

/** The act as it is done at this time in a database where nothing else is, naming no other matter and no file; or undefined. */
function lawfulNow(
  { procedure, act, matter, form, by, enteredBy, matters }: Sample,
  now: string,
): Done | undefined {
  const declared = procedureOf(rulebook, procedure)
  const names = [
    ...namesIn(declared.record, matter.record),
    ...namesIn(declared.powers[act]?.form ?? {}, form),
  ]
  if (idsOf(names, 'matter').length + idsOf(names, 'files').length > 0) return undefined
  const attempt = { act, form, actor: by, ...(enteredBy ? { enteredBy } : {}) }
  const outcome = apply(rulebook, matter, attempt, { ...smallFacts, matters }, now)
  return outcome.kind === 'done' ? outcome : undefined
}

let put = 0
const numbered = (): string => `第${++put}号`

const acting = (name: string, sample: Sample): Family => ({
  name,
  prepare: async ({ context, now }) => {
    const { procedure, act, form, by: actor, enteredBy } = sample
    const matter =
      sample.matter.ver === 0 ? {} : { matter: await putSample(context, sample, numbered(), now) }
    const entered = enteredBy ? { enteredBy } : {}
    const channel = { via: 'web', auth: 'session' } as const
    return {
      kind: 'act',
      request: { procedure, act, form, actor, key: randomUUID(), channel, ...entered, ...matter },
    }
  },
})

/** An open duty of the unit that whoever acted could have answered by short message, with the same act. */
const dutyAnswered = ({ procedure, act, matter, by }: Sample) =>
  matter.duties.find(({ name, holder }) => {
    const { replies = {} } = procedureOf(rulebook, procedure).duties[name] ?? {}
    return replies.going?.act === act && holder.post === undefined && holder.unit === by.unit
  })

/** A short message that answers a matter put in place for it. */
async function answerTo(sample: Sample, { context, now }: CrashDistrict): Promise<Incoming> {
  const matter = await putSample(context, sample, numbered(), now)
  const stored = await loadMatter(context.db, context.tenant, matter)
  const duty = stored && dutyAnswered({ ...sample, matter: stored.matter })
  if (!duty) throw new Error('nothing to answer by short message')
  const { person } = sample.by
  const item = { matter, duty: duty.no }
  const code = (await codesFor(context, person, [item])).get(itemKey(item))
  const text = `${code} 1 按计划推进`
  return { gateway: 'mas', gatewayId: randomUUID(), phone: phoneOf(person), text, sentAt: now, part: null }
}

/** When the first rung of a matter is to be climbed; now, where that has passed. */
async function firstAlarm({ context, now }: CrashDistrict, matter: string): Promise<Instant> {
  const { rows } = await context.db.query<{ at: Instant }>(
    'select greatest(min(alarm_at), $3::timestamptz) as at from duty where tenant_id = $1 and matter_id = $2',
    [context.tenant, matter, now],
  )
  return rows[0]?.at ?? now
}

/** What processes do without being asked; the last two let days pass. */
function byItself(sample: Sample): readonly Family[] {
  const another = ({ context, now }: CrashDistrict) => putSample(context, sample, numbered(), now)
  return [
    {
      name: 'message received',
      prepare: async (district) => ({ kind: 'sms', message: await answerTo(sample, district) }),
    },
    {
      name: 'messages handled',
      prepare: async (district) => {
        // What an earlier death left is dealt with first: each run has the same one message in hand.
        await district.do({ kind: 'handle' })
        await district.do({ kind: 'sms', message: await answerTo(sample, district) })
        return { kind: 'handle' }
      },
    },
    {
      name: 'outbox',
      prepare: async (district) => {
        const body = { text: '请查收' }
        await post(district.context, { channel: 'sms', dedupeKey: `test/${randomUUID()}`, body })
        return { kind: 'deliver' }
      },
    },
    {
      name: 'sequencer',
      prepare: async (district) => {
        await another(district)
        return { kind: 'sequence' }
      },
    },
    {
      name: 'sweep',
      prepare: async (district) => {
        district.passTo(await firstAlarm(district, await another(district)))
        return { kind: 'sweep' }
      },
    },
    {
      name: 'reminders',
      prepare: async (district) => {
        await another(district)
        // Nine in the morning of the next working day.
        district.passTo(addMs(startOf(nextWorkday(shippedCalendar, dayAt(district.now))), 9 * 3_600_000))
        return { kind: 'remind' }
      },
    },
  ]
}
