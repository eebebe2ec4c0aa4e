import { procedureOf } from '#kernel/apply.ts'
import type { Rulebook } from '#kernel/vocabulary.ts'
import { type Day, type Instant, dayAt } from '#kernel/time.ts'
import { uuidText } from '#store/new-id.ts'
import { type ActOutcome, act } from '#store/act.ts'
import type { StoreContext } from '#store/context.ts'
import type { Db, Result } from '#store/db.ts'
import { idsOf, namesIn } from '#store/form-names.ts'
import { sweep } from '#store/sweep.ts'
import type { Directories } from './directory.ts'
import type { Upload } from './doing.ts'
import type { Briefly, Lived } from './lived.ts'
import { type Random, seeded } from './random.ts'
import { type RemindedDay, morningOf, remindInTheMorning, remindOfUrgent } from './reminders.ts'
import { answerBySms, isTexting, sendTexts } from './sms.ts'
import { settleOutbox } from './tenant-rows.ts'
import type { Attempted } from './simulate.ts'

export interface Writing {
  readonly db: Db
  readonly tenant: string
  readonly rulebook: Rulebook
  readonly seed: string
  /** Matters on which people act at once. */
  readonly hands?: number
  /** Puts a file in for a person, and gives its id. */
  readonly upload: (context: StoreContext, file: Upload, person: string) => Promise<string>
  readonly signal?: AbortSignal
  /** Told after each day: how many steps are written, of how many. */
  readonly onDay?: (written: number, of: number) => void
}

interface Written {
  readonly step: Attempted
  readonly answer: Briefly
  /** Place in the year: the idempotency key and the seed of ids. */
  readonly index: number
}

/** The night before and what people did on one day. */
interface DayOfWork {
  readonly pass: Instant | null
  readonly attempts: readonly Written[]
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
  const names = new Names()
  const directories = new SharedReads(writing.db, writing.tenant, lived.directories)
  let written = 0
  const days = daysOf(lived)
  const last = dayAt(startOfWork(days.at(-1)) ?? '1970-01-01T00:00:00.000Z')
  let isTextingYet = false
  for (const day of days) {
    if (writing.signal?.aborted) return
    const on = startOfWork(day)
    if (!isTextingYet && on !== undefined && isTexting(dayAt(on), last)) {
      // What came before the gateway was in use has long arrived some other way.
      await settleOutbox(writing.db, writing.tenant)
      isTextingYet = true
    }
    await liveDay(day, last, writing, names, directories)
    written += day.attempts.length
    writing.onDay?.(written, lived.steps.length)
  }
}

/** What the year in memory and its copy in the store call the same things. */
class Names {
  /** Ids in the store by those in memory, of matters and files. */
  readonly ids = new Map<string, string>()
  /** Matters that are there so far, as in memory, each with one of its family: itself, or one nearer to the first of them. */
  readonly #kin = new Map<string, string>()

  /** Matters of one family wait for each other: one looks at how the others stand. */
  family(matter: string): string {
    const nearer = this.#kin.get(matter) ?? matter
    return nearer === matter ? matter : this.family(nearer)
  }

  /** Told before a day is written: what an act of it sets up, opens and names is of one family. */
  expect({ step, answer }: Written): void {
    if (answer.kind !== 'done') return
    const named = textsIn(step.form).filter((text) => this.#kin.has(text))
    const first = this.family(named[0] ?? answer.matter)
    for (const other of [answer.matter, ...named, ...answer.opened]) this.#kin.set(this.family(other), first)
    this.#kin.set(first, first)
  }

  /** The form with the store's ids for the matters and files it names. */
  translated(value: unknown): unknown {
    if (typeof value === 'string') return this.ids.get(value) ?? value
    if (Array.isArray(value)) return value.map((inner) => this.translated(inner))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.translated(inner)]))
  }
}

/** Every text in a form, at any depth. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function daysOf({ steps }: Pick<Lived, 'steps'>): DayOfWork[] {
  const days: { pass: Instant | null; attempts: Written[] }[] = [{ pass: null, attempts: [] }]
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
  names: Names,
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
  const texting = isTexting(dayAt(on), last)
  await remindInTheMorning(reminded)
  if (texting) await sendTexts(context(morningOf(dayAt(on)), `texts/${on}`))
  await actAll(work, writing, context, names)
  const evening = work.attempts.at(-1)?.step.at ?? on
  await remindOfUrgent(reminded, evening)
  if (texting) await sendTexts(context(evening, `texts/${evening}`))
}

/**
 * Does a day's acts, side by side where they have nothing to do with each other: those of one family of matters one after
 * another, those that draw numbers too. By itself each that looks at a matter of any family, and each that others may rest on: what it
 * makes true for the whole district is known to the next.
 */
async function actAll(
  { attempts }: DayOfWork,
  writing: Writing,
  context: (at: Instant, label: string) => StoreContext,
  names: Names,
): Promise<void> {
  for (const attempted of attempts) names.expect(attempted)
  const hands = new Hands(writing.hands ?? 8)
  const last = new Map<string, Promise<void>>()
  let all: Promise<void>[] = []
  for (const written of attempts) {
    const keys = keysOf(written, names)
    const isAlone = standsAlone(written, writing.rulebook)
    const before = isAlone ? all : keys.flatMap((key) => last.get(key) ?? [])
    const { step, index } = written
    const done = Promise.all(before).then(() =>
      hands.lend(() => attemptOne(context(step.at, String(index)), written, writing, names)),
    )
    for (const key of keys) last.set(key, done)
    all.push(done)
    if (!isAlone) continue
    await done
    all = []
  }
  await Promise.all(all)
}

const standsAlone = ({ step }: Written, rulebook: Rulebook): boolean =>
  step.act === 'merge' || procedureOf(rulebook, step.procedure).keeps !== undefined

/** What an act may not do at the same time as another that has the same. */
function keysOf({ step, answer }: Written, names: Names): string[] {
  const matter = step.matter ?? (answer.kind === 'done' ? answer.matter : undefined)
  const draws = answer.kind === 'done' && answer.drew
  return [
    ...(matter === undefined ? [] : [names.family(matter)]),
    ...(draws ? ['numbers'] : []),
    ...(step.via ? ['sms'] : []),
  ]
}

/** So many hands; who finds none free waits for the next. */
class Hands {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  async lend<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resume) => this.#waiting.push(resume))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
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
  { step, answer, index }: Written,
  writing: Writing,
  names: Names,
): Promise<void> {
  const { procedure, act: name, actor, enteredBy } = step
  const matter = step.matter === undefined ? undefined : names.ids.get(step.matter)
  await attach(context, step, writing, names)
  if (step.via && matter !== undefined) {
    const { sms: words, duty } = step.via
    const said = await answerBySms(context, {
      person: actor.person,
      matter,
      duty,
      words,
      id: `demo-${index}`,
    })
    if (said !== answer.kind)
      throw new Error(`${name} by short message at ${step.at}: ${answer.kind} in memory`)
    return
  }
  const outcome = await act(context, {
    procedure,
    act: name,
    form: names.translated(step.form),
    actor,
    key: `demo/${index}`,
    channel: CHANNEL,
    ...(enteredBy ? { enteredBy } : {}),
    ...(matter === undefined ? {} : { matter }),
  })
  if (outcome.kind !== answer.kind)
    throw new Error(
      `${name} at ${step.at}: ${answer.kind} in memory, ${outcome.kind} in the store (${saidBy(outcome)})`,
    )
  if (outcome.kind !== 'done' || answer.kind !== 'done') return
  names.ids.set(answer.matter, outcome.matter.id)
  if (answer.opened.length === 0) return
  const known = new Set(names.ids.values())
  const opened = idsOf(
    namesIn(procedureOf(context.rulebook, procedure).record, outcome.matter.record),
    'matter',
  ).filter((id) => !known.has(id))
  // What an act opens is what the record names and nobody has seen yet; a field that is set anew keeps its place among the others.
  for (const [n, id] of opened.slice(-answer.opened.length).entries())
    names.ids.set(answer.opened[n] ?? '', id)
}

/** Puts in the files of an act before it names them. */
async function attach(
  context: StoreContext,
  { uploads = [], actor, enteredBy }: Attempted,
  { upload }: Writing,
  { ids }: Names,
): Promise<void> {
  for (const file of uploads) ids.set(file.id, await upload(context, file, (enteredBy ?? actor).person))
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
      // What matters keep for the district changes from one act to the next.
      if (!dated || text.includes('from kept')) return this.#db.query<Row>(text, values)
      const key = `${epoch} ${text}`
      const read = this.#kept.get(key) ?? this.#db.query(text, values)
      this.#kept.set(key, read)
      return (await read) as Result<Row>
    }
    return { ...this.#db, query }
  }
}

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
  return uuidText(bytes)
}
