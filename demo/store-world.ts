import type { AnyRecord, Rulebook } from '#kernel/vocabulary.ts'
import { type Day, type Instant, dayAt } from '#kernel/time.ts'
import { type ActOutcome, act } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import type { Db, Result } from '#store/db.ts'
import { sweep } from '#store/sweep.ts'
import type { Directories } from './directory.ts'
import type { Lived, LivedStep } from './lived.ts'
import { type Random, seeded } from './random.ts'
import { type RemindedDay, remindInTheMorning, remindOfUrgent } from './reminders.ts'
import type { Step } from './simulate.ts'

export interface Writing {
  readonly db: Db
  readonly tenant: string
  readonly rulebook: Rulebook
  readonly seed: string
  /** Matters on which people act at once. */
  readonly hands?: number
  readonly signal?: AbortSignal
  /** Told after each day: how many steps are written, of how many. */
  readonly onDay?: (written: number, of: number) => void
}

interface Attempted {
  readonly step: Extract<Step, { kind: 'attempt' }>
  readonly answer: NonNullable<LivedStep['answer']>
  /** Place in the year: the idempotency key and the seed of ids. */
  readonly index: number
}

/** The night before and what people did on one day. */
interface DayOfWork {
  readonly pass: Instant | null
  readonly attempts: readonly Attempted[]
}

/** How the journal says that these acts came in. */
const CHANNEL = { via: 'web', auth: 'demo' } as const

/**
 * Lives a year again in the store, act by act and night by night, at the instants and in the order in which it was lived in
 * memory. The store decides each act itself; where its answer differs from the kernel's in memory, this throws.
 */
export async function writeYear(
  lived: Pick<Lived, 'steps' | 'directories'>,
  writing: Writing,
): Promise<void> {
  const ids = new Map<string, string>()
  const directories = new SharedReads(writing.db, writing.tenant, lived.directories)
  let written = 0
  const days = daysOf(lived)
  const last = dayAt(startOfWork(days.at(-1)) ?? '1970-01-01T00:00:00.000Z')
  for (const day of days) {
    if (writing.signal?.aborted) return
    await liveDay(day, last, writing, ids, directories)
    written += day.attempts.length
    writing.onDay?.(written, lived.steps.length)
  }
}

function daysOf({ steps }: Pick<Lived, 'steps'>): DayOfWork[] {
  const days: { pass: Instant | null; attempts: Attempted[] }[] = [{ pass: null, attempts: [] }]
  for (const [index, { step, answer }] of steps.entries()) {
    if (step.kind === 'pass') days.push({ pass: step.at, attempts: [] })
    else if (answer) days.at(-1)?.attempts.push({ step, answer, index })
  }
  return days
}

const startOfWork = (day: DayOfWork | undefined): Instant | undefined =>
  day?.pass ?? day?.attempts[0]?.step.at

async function liveDay(
  work: DayOfWork,
  last: Day,
  writing: Writing,
  ids: Map<string, string>,
  directories: SharedReads,
): Promise<void> {
  const { pass } = work
  const on = startOfWork(work)
  if (on === undefined) return
  // A database handle of its own per day: what the store keeps in mind about a district is bound to handle and day, and all
  // acts of a day may then share it.
  const db = directories.handle(dayAt(on))
  const context = (at: Instant, label: string): StoreContext => contextAt(writing, db, at, label)
  if (pass) await climbAll(context(pass, pass), pass)
  const reminded: RemindedDay = { day: dayAt(on), last, contextAt: (at) => context(at, `remind/${at}`) }
  await remindInTheMorning(reminded)
  await actAll(work, writing, context, ids)
  await remindOfUrgent(reminded, work.attempts.at(-1)?.step.at ?? on)
}

async function actAll(
  { attempts }: DayOfWork,
  writing: Writing,
  context: (at: Instant, label: string) => StoreContext,
  ids: Map<string, string>,
): Promise<void> {
  const work = (attempted: Attempted): Promise<void> =>
    attemptOne(context(attempted.step.at, String(attempted.index)), attempted, ids)
  // Setting up draws numbers in the order of the day, and a merge looks at another matter: such days go one by one.
  const first = attempts.filter(({ step }) => step.matter === undefined)
  if (attempts.some(({ step }) => step.act === 'merge')) {
    for (const attempted of attempts) await work(attempted)
    return
  }
  for (const attempted of first) await work(attempted)
  const rest = Map.groupBy(
    attempts.filter(({ step }) => step.matter !== undefined),
    ({ step }) => step.matter,
  )
  await inParallel([...rest.values()], writing.hands ?? 8, async (ofOne) => {
    for (const attempted of ofOne) await work(attempted)
  })
}

async function climbAll(context: StoreContext, at: Instant): Promise<void> {
  for (let more = true; more;) {
    const swept = await sweep(context, at)
    if (swept.failed > 0) throw new Error(`${swept.failed} matters could not be swept at ${at}`)
    more = swept.more
  }
}

async function attemptOne(
  context: StoreContext,
  { step, answer, index }: Attempted,
  ids: Map<string, string>,
): Promise<void> {
  const matter = step.matter === undefined ? undefined : ids.get(step.matter)
  const outcome = await act(context, {
    procedure: 'supervised-task',
    act: step.act,
    form: translated(step.form, ids),
    actor: step.actor,
    key: `demo/${index}`,
    channel: CHANNEL,
    ...(matter === undefined ? {} : { matter }),
  })
  if (outcome.kind !== answer.kind)
    throw new Error(
      `${step.act} at ${step.at}: ${answer.kind} in memory, ${outcome.kind} in the store (${saidBy(outcome)})`,
    )
  if (outcome.kind === 'done' && answer.matter !== undefined) ids.set(answer.matter, outcome.matter.id)
}

const saidBy = (outcome: ActOutcome): string =>
  outcome.kind === 'refused' ? outcome.refusals.map((refusal) => refusal.message).join('；') : ''

/**
 * Lets days between two changes of the directory share its one reading, which is the dearest statement of a year: 360 of them
 * would take longer than all acts of two months.
 */
class SharedReads {
  readonly #db: Db
  readonly #tenant: string
  readonly #directories: Directories
  readonly #kept = new Map<string, Promise<Result<unknown>>>()

  constructor(db: Db, tenant: string, directories: Directories) {
    this.#db = db
    this.#tenant = tenant
    this.#directories = directories
  }

  /** A handle for one day. Only statements that ask for nothing but the tenant and that day are shared. */
  handle(day: Day): Db {
    const epoch = this.#directories.epoch(day)
    const query = async <Row>(text: string, values: readonly unknown[] = []): Promise<Result<Row>> => {
      const dated = values.length === 2 && values[0] === this.#tenant && values[1] === day
      if (!dated) return this.#db.query<Row>(text, values)
      const key = `${epoch} ${text}`
      const read = this.#kept.get(key) ?? this.#db.query(text, values)
      this.#kept.set(key, read)
      return (await read) as Result<Row>
    }
    return { ...this.#db, query }
  }
}

/** The form with the store's ids for the matters it names. */
const translated = (form: AnyRecord, ids: ReadonlyMap<string, string>): AnyRecord =>
  typeof form['into'] === 'string' ? { ...form, into: ids.get(form['into']) ?? form['into'] } : form

function contextAt({ tenant, rulebook, seed }: Writing, db: Db, at: Instant, label: string): StoreContext {
  const random = seeded(`${seed}/ids/${label}`)
  return {
    db,
    tenant,
    rulebook,
    clock: { now: () => at },
    newId: () => uuidAt(at, random),
    newSalt: () => random.bytes(32),
  }
}

/** A UUIDv7 of that instant whose other bits come from the seed. */
function uuidAt(at: Instant, random: Random): string {
  const bytes = Buffer.from(random.bytes(16))
  bytes.writeUIntBE(Date.parse(at), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Works through a list with so many hands; the first failure stops all. */
async function inParallel<T>(
  list: readonly T[],
  hands: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const hand = async (): Promise<void> => {
    for (let item = list[next++]; item !== undefined; item = list[next++]) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(hands, list.length) }, hand))
}
