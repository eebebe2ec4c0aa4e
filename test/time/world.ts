import { randomBytes, randomUUID } from 'node:crypto'
import { actorOf } from '#test/factories.ts'
import { type ActOutcome, act } from '#store/act.ts'
import { actMany } from '#store/act-many.ts'
import { setCalendarYear } from '#store/administration.ts'
import { type MachineClocks, confirmClock, openHold, watchClock } from '#store/clock-watch.ts'
import type { StoreContext } from '#store/context.ts'
import type { Db, Result } from '#store/db.ts'
import { forgetDistrict } from '#store/facts.ts'
import { sweep } from '#store/sweep.ts'
import type { DayNo, Ms, Notice, Order } from './model.ts'
import { timedRulebook } from './procedure.ts'

const DAY: Ms = 86_400_000
export const dayText = (day: DayNo): string => new Date(day * DAY).toISOString().slice(0, 10)
export const instantText = (at: Ms): string => new Date(at).toISOString()

const LEADS = ['u1', 'u2', 'u3', 'u4', 'u5']
const CHANNEL = { via: 'web', auth: 'session' }
const OFFICE_ACTS = new Set(['redate', 'suspend', 'resume'])

/** The real store under a clock that is ours: what time it truly is, and by how much the machine's clock is wrong. */
export class World {
  truth: Ms
  /** What the wall clock shows beyond the truth. */
  wrong: Ms = 0
  readonly context: StoreContext
  readonly #watch: { check(): Promise<void> }
  readonly #began: Ms
  readonly #leads = new Map<string, string>()

  constructor(db: Db, began: Ms) {
    this.truth = began
    this.#began = began
    this.context = {
      db: this.#withClock(db),
      tenant: 't1',
      rulebook: timedRulebook,
      clock: { now: () => instantText(this.now) },
      newId: () => randomUUID(),
      newSalt: () => randomBytes(32),
    }
    const clocks: MachineClocks = { wall: () => this.now, monotonic: () => this.truth - this.#began }
    this.#watch = watchClock(this.context, clocks)
  }

  /** What the machine shows. */
  get now(): Ms {
    return this.truth + this.wrong
  }

  /** Several sweepers at once, as long as any of them finds something. Gives how many rungs were climbed. */
  async sweep(sweepers: number): Promise<number> {
    await this.#watch.check()
    const at = instantText(this.now)
    let climbed = 0
    for (;;) {
      const swept = await Promise.all(Array.from({ length: sweepers }, () => sweep(this.context, at)))
      const failed = swept.reduce((sum, one) => sum + one.failed, 0)
      if (failed > 0) throw new Error(`${failed} matters could not be swept at ${at}`)
      const round = swept.reduce((sum, one) => sum + one.climbed, 0)
      if (round === 0) return climbed
      climbed += round
    }
  }

  /** Whether firing is stopped. */
  async isHeld(): Promise<boolean> {
    return (await openHold(this.context)) !== undefined
  }

  /** The watch looks, and a person says that the clock is right. */
  async confirm(): Promise<void> {
    await this.#watch.check()
    await confirmClock(this.context, '值班人员')
    // The next check sees the confirmation and takes the clocks as they stand.
    await this.#watch.check()
  }

  async publish(year: number, { off, makeup }: Notice): Promise<void> {
    const named = (days: ReadonlySet<DayNo>, what: string) =>
      Object.fromEntries([...days].map((day) => [dayText(day), what]))
    const content = { source: '测试通知', off: named(off, '放假'), makeup: named(makeup, '调休') }
    await setCalendarYear(this.context, String(year), content, instantText(this.now))
    forgetDistrict(this.context)
  }

  /** Sets matters up in one transaction. Gives their ids, or null when all were refused for want of a calendar. */
  async give(orders: readonly Order[], lead: (n: number) => number): Promise<string[] | null> {
    const leads = orders.map((_, n) => LEADS[lead(LEADS.length)] ?? LEADS[n % LEADS.length] ?? 'u1')
    const outcome = await actMany(this.context, {
      procedure: 'timed',
      act: 'give',
      forms: orders.map(({ due, points }, n) => ({
        title: `事由${n}`,
        lead: leads[n],
        due: dayText(due),
        points: points.map(({ what, on }) => ({ what, on: dayText(on) })),
      })),
      actor: actorOf('u0'),
      key: randomUUID(),
      channel: CHANNEL,
    })
    if (outcome.kind === 'done') {
      const ids = outcome.created.map(({ matter }) => matter.id)
      for (const [n, id] of ids.entries()) this.#leads.set(id, leads[n] ?? 'u1')
      return ids
    }
    if (isCalendarUnknown(outcome)) return null
    throw new Error(`give: ${JSON.stringify(outcome)}`)
  }

  /** Does an act; false when it was refused for want of a calendar. */
  async act(matter: string, name: string, form: object = {}): Promise<boolean> {
    const actor = OFFICE_ACTS.has(name) ? actorOf('u0') : actorOf(this.#leads.get(matter) ?? 'u1')
    const key = randomUUID()
    const outcome = await act(this.context, {
      procedure: 'timed',
      act: name,
      matter,
      form,
      actor,
      key,
      channel: CHANNEL,
    })
    if (outcome.kind === 'done') return true
    if (isCalendarUnknown(outcome)) return false
    throw new Error(`${name}: ${JSON.stringify(outcome)}`)
  }

  /** The database's clock shows the truth: the watch asks it. */
  #withClock(db: Db): Db {
    return {
      ...db,
      query: <Row>(text: string, values?: readonly unknown[]): Promise<Result<Row>> =>
        text.includes('clock_timestamp()')
          ? Promise.resolve({ rows: [{ ms: this.truth } as Row], rowCount: 1 })
          : db.query<Row>(text, values),
    }
  }
}

const isCalendarUnknown = (outcome: Pick<ActOutcome, 'kind'> & { refusals?: readonly { code: string }[] }) =>
  outcome.kind === 'refused' && outcome.refusals?.[0]?.code === 'CALENDAR_UNKNOWN'
