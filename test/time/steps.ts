import { type DayNo, type DutyName, type Fire, Model, type Ms, type Notice, dayOfMs } from './model.ts'
import { type World, dayText } from './world.ts'

/** What may happen in a district, as data: written by a random life, or by a property that shrinks. */
export type Step =
  | { readonly do: 'pass'; readonly ms: Ms }
  /** To the next instant something is due at, or a millisecond off it. */
  | { readonly do: 'toNext'; readonly off: -1 | 0 | 1 }
  | { readonly do: 'give'; readonly orders: readonly { due: number; points: readonly number[] }[] }
  /** Acts on different matters at one instant. */
  | { readonly do: 'act'; readonly acts: readonly { name: ActName; pick: number; days: number }[] }
  /** The matter that is due next is closed while sweepers are at work, in the same millisecond. */
  | { readonly do: 'race'; readonly sweepers: number }
  | { readonly do: 'sweep'; readonly sweepers: number }
  | { readonly do: 'setClock'; readonly wrong: Ms }
  /** The clock is put right, and a person says so. */
  | { readonly do: 'mendClock' }
  /** A person says that the clock is right as it is. */
  | { readonly do: 'confirmClock' }
  | { readonly do: 'publish'; readonly ahead: number; readonly days: readonly number[] }

export const ACTS = ['ack', 'reply', 'reach', 'redate', 'suspend', 'resume', 'close'] as const
export type ActName = (typeof ACTS)[number]

interface OpenMatter {
  readonly id: string
  resting: boolean
  readonly owed: Set<'ack' | 'reply'>
  readonly points: string[]
}

const DUTY_OF: Readonly<Record<'ack' | 'reply', DutyName>> = { ack: 'acking', reply: 'replying' }
/** Steps of a clock that are larger than this stop firing. */
const NOTICED_MS = 5_000

/** One life of a district: the store and the model go through the same steps, and each sweep is compared at once. */
export class Life {
  readonly model = new Model()
  readonly fires: Fire[] = []
  readonly matters: string[] = []
  refused = 0
  held = 0
  races = { closed: 0, fired: 0 }
  readonly #open: OpenMatter[] = []
  #accepted: Ms = 0
  #isHeld = false
  readonly world: World

  constructor(world: World) {
    this.world = world
  }

  get openMatters(): number {
    return this.#open.length
  }

  async perform(step: Step): Promise<void> {
    const { world } = this
    switch (step.do) {
      case 'pass':
        world.truth += step.ms
        return
      case 'toNext':
        return this.#toNext(step.off)
      case 'give':
        return this.#give(step.orders)
      case 'act':
        return this.#acts(step.acts)
      case 'race':
        return this.#race(step.sweepers)
      case 'sweep':
        return this.#sweep(step.sweepers)
      case 'setClock':
        world.wrong = this.#accepted + step.wrong
        return
      case 'mendClock':
        world.wrong = 0
        return this.#confirm()
      case 'confirmClock':
        return this.#confirm()
      case 'publish':
        return this.#publish(step.ahead, step.days)
    }
  }

  /** Everything that is due by now fires, whatever was the matter before. */
  async settle(): Promise<void> {
    await this.perform({ do: 'mendClock' })
    await this.#sweep(2)
    if (this.world.wrong !== 0 || this.#isHeld) throw new Error('the clock is not mended')
  }

  #toNext(off: number): void {
    const next = this.model.next()
    if (!next) return
    const truth = next.at + off - this.world.wrong
    if (truth > this.world.truth) this.world.truth = truth
  }

  async #give(orders: readonly { due: number; points: readonly number[] }[]): Promise<void> {
    const at = this.world.now
    const today = dayOfMs(at)
    const full = orders.map(({ due, points }) => ({
      due: today + due,
      points: points.map((days, n) => ({ what: `节点${n + 1}`, on: today + days })),
    }))
    const ids = await this.world.give(full, (below) => (today + orders.length) % below)
    for (const [n, order] of full.entries()) {
      const id = ids?.[n]
      const known = this.model.give(id ?? `refused at ${at}`, at, order)
      if (known !== (id !== undefined))
        throw new Error(`a calendar at ${at} is ${known ? '' : 'not '}known to the model`)
      if (id === undefined) {
        this.refused++
        // What was refused for one is refused for all of them.
        return
      }
      this.matters.push(id)
      this.#open.push({
        id,
        resting: false,
        owed: new Set(['ack', 'reply']),
        points: order.points.map((p) => p.what),
      })
    }
  }

  async #acts(acts: readonly { name: ActName; pick: number; days: number }[]): Promise<void> {
    const chosen = new Map<OpenMatter, { name: ActName; days: number }>()
    for (const { name, pick, days } of acts) {
      const matter = this.#open[pick % Math.max(1, this.#open.length)]
      if (matter && !chosen.has(matter)) chosen.set(matter, { name, days })
    }
    await Promise.all([...chosen].map(([matter, { name, days }]) => this.#act(matter, name, days)))
  }

  /** An act that its matter cannot take is left out: refusals of state are other tests' business. */
  async #act(matter: OpenMatter, name: ActName, days: number): Promise<void> {
    const { world, model } = this
    const { id } = matter
    const at = world.now
    switch (name) {
      case 'ack':
      case 'reply':
        if (!matter.owed.delete(name)) return
        await world.act(id, name)
        return model.discharge(id, DUTY_OF[name])
      case 'reach': {
        const point = matter.points.shift()
        if (point === undefined) return
        await world.act(id, 'reach', { point })
        return model.discharge(id, 'reaching', point)
      }
      case 'redate': {
        const day: DayNo = dayOfMs(at) + days
        await world.act(id, 'redate', { due: dayText(day) })
        return model.redate(id, at, day)
      }
      case 'suspend':
        if (matter.resting) return
        matter.resting = true
        await world.act(id, 'suspend')
        return model.suspend(id, at)
      case 'resume': {
        if (!matter.resting) return
        const done = await world.act(id, 'resume')
        if (done !== model.resume(id, at)) throw new Error(`${id} resumed at ${at} otherwise than the model`)
        if (done) matter.resting = false
        else this.refused++
        return
      }
      case 'close':
        await world.act(id, 'close')
        this.#gone(matter)
        return model.close(id)
    }
  }

  #gone(matter: OpenMatter): void {
    const at = this.#open.indexOf(matter)
    const last = this.#open.pop()
    if (last && last !== matter) this.#open[at] = last
  }

  /** Whoever of closing and sweeping came first, the other finds what it left: both outcomes are lawful, a third is not. */
  async #race(sweepers: number): Promise<void> {
    const { world, model } = this
    const due = model.next()
    const matter = due && this.#open.find(({ id }) => id === due.matter)
    if (!due || !matter || due.at > world.now || this.#isHeld || this.#clockNoticed()) return
    const before = await this.#rungsOf(matter.id)
    const [, climbed] = await Promise.all([world.act(matter.id, 'close'), world.sweep(sweepers)])
    const rungs = (await this.#rungsOf(matter.id)) - before
    this.races[rungs > 0 ? 'fired' : 'closed']++
    this.#gone(matter)
    if (rungs === 0) model.close(matter.id)
    const fires = model.sweep(world.now)
    if (rungs > 0) model.close(matter.id)
    this.#keep(fires, climbed)
  }

  async #rungsOf(id: string): Promise<number> {
    const { rows } = await this.world.context.db.query<{ n: number }>(
      'select count(*) as n from journal where tenant_id = $1 and matter_id = $2 and person_id is null',
      ['t1', id],
    )
    return rows[0]?.n ?? 0
  }

  async #sweep(sweepers: number): Promise<void> {
    const { world, model } = this
    const noticed = this.#isHeld || this.#clockNoticed()
    const climbed = await world.sweep(sweepers)
    if (!noticed) return this.#keep(model.sweep(world.now), climbed)
    this.#isHeld = true
    this.held++
    if (climbed !== 0 || !(await world.isHeld()))
      throw new Error(`${climbed} rungs were climbed under a clock that jumped by ${world.wrong} ms`)
  }

  #clockNoticed(): boolean {
    return Math.abs(this.world.wrong - this.#accepted) > NOTICED_MS
  }

  #keep(fires: readonly Fire[], climbed: number): void {
    this.fires.push(...fires)
    if (climbed === fires.length) return
    const due = fires.slice(0, 5).map((fire) => JSON.stringify(fire))
    throw new Error(
      `${climbed} rungs were climbed at ${this.world.now}, the model says ${fires.length}: ${due.join(' ')}`,
    )
  }

  /** Somebody looks at the clock; a small step that nobody noticed leaves the measure as it was. */
  async #confirm(): Promise<void> {
    const looked = this.#isHeld || this.#clockNoticed()
    await this.world.confirm()
    if (looked) this.#accepted = this.world.wrong
    this.#isHeld = false
  }

  async #publish(ahead: number, days: readonly number[]): Promise<void> {
    const year = new Date(this.world.now).getUTCFullYear() + ahead
    const notice = noticeOf(year, days)
    await this.world.publish(year, notice)
    this.model.publish(year, notice)
  }
}

/** A notice out of numbers: each names a day of the year, which is off on a weekday and worked on a weekend. */
function noticeOf(year: number, days: readonly number[]): Notice {
  const first: DayNo = Date.UTC(year, 0, 1) / 86_400_000
  const length = Date.UTC(year + 1, 0, 1) / 86_400_000 - first
  const named = [...new Set(days.map((day) => first + (day % length)))]
  const isWeekend = (day: DayNo): boolean => (day + 3) % 7 >= 5
  return { off: new Set(named.filter((day) => !isWeekend(day))), makeup: new Set(named.filter(isWeekend)) }
}
