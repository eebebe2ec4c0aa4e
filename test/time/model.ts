// What must fire, worked out from the acts alone and by other means than the kernel's: whole numbers of milliseconds and days, a
// heap instead of an index, and none of its code. When the two disagree, one of them is wrong.

/** Milliseconds since 1970. */
export type Ms = number
/** Days since 1970-01-01, in the district's civil time. */
export type DayNo = number

const DAY: Ms = 86_400_000
const EAST: Ms = 8 * 3_600_000

export const dayOfMs = (at: Ms): DayNo => Math.floor((at + EAST) / DAY)
/** 24:00 of a day. */
export const endOfDay = (day: DayNo): Ms => (day + 1) * DAY - EAST
const yearOf = (day: DayNo): number => new Date(day * DAY).getUTCFullYear()

/** The days off and the weekends worked of one year's notice. */
export interface Notice {
  readonly off: ReadonlySet<DayNo>
  readonly makeup: ReadonlySet<DayNo>
}

interface Step {
  readonly rung: string
  readonly days: number
}

const LADDERS = {
  acking: [{ rung: 'lapse', days: 0 }],
  replying: [
    { rung: 'remind', days: -1 },
    { rung: 'lapse', days: 0 },
    { rung: 'head', days: 2 },
  ],
  finishing: [
    { rung: 'yellow', days: -7 },
    { rung: 'remind', days: -3 },
    { rung: 'lapse', days: 0 },
    { rung: 'head', days: 1 },
    { rung: 'list', days: 3 },
  ],
  reaching: [
    { rung: 'remind', days: -1 },
    { rung: 'lapse', days: 0 },
  ],
} as const satisfies Record<string, readonly Step[]>

export type DutyName = keyof typeof LADDERS

interface Timer {
  readonly matter: string
  readonly no: number
  readonly name: DutyName
  readonly point: string | undefined
  due: Ms
  step: number
  alarm: Ms | null
  lapsed: boolean
  pausedAt: Ms | null
  open: boolean
}

/** One rung that must be in the journal, and when. */
export interface Fire {
  readonly matter: string
  readonly no: number
  readonly name: DutyName
  readonly rung: string
  readonly due: Ms
  /** The instant before which it must not be. */
  readonly alarm: Ms
  /** The instant of the sweep that must climb it. */
  readonly at: Ms
}

/** What became of every alarm that was set. */
export interface Fates {
  armed: number
  fired: number
  /** Discharged or ended before its instant. */
  cancelled: number
  /** Moved by a new day, or laid to rest by a pause. */
  superseded: number
}

interface Matter {
  readonly timers: Timer[]
  restingSince: Ms | null
  day: DayNo
}

export interface Order {
  readonly due: DayNo
  readonly points: readonly { readonly what: string; readonly on: DayNo }[]
}

/** The district as the acts make it. Acts are told in the order they were done; `sweep` says what must have fired by then. */
export class Model {
  readonly fates: Fates = { armed: 0, fired: 0, cancelled: 0, superseded: 0 }
  readonly #matters = new Map<string, Matter>()
  readonly #notices = new Map<number, Notice>()
  readonly #alarms = new Alarms()

  /** A year's notice came, or was changed; terms that run already stay as they are. */
  publish(year: number, notice: Notice): void {
    this.#notices.set(year, notice)
  }

  /** @returns false when the notice of a year that must be counted through has not come: the act must be refused */
  give(id: string, at: Ms, { due, points }: Order): boolean {
    const replyBy = this.#workdaysAfter(dayOfMs(at), 5)
    if (replyBy === undefined) return false
    const matter: Matter = { timers: [], restingSince: null, day: due }
    this.#matters.set(id, matter)
    const open = (name: DutyName, instant: Ms, point?: string) => {
      const timer: Timer = {
        matter: id,
        no: matter.timers.length + 1,
        name,
        point,
        due: instant,
        step: 0,
        alarm: null,
        lapsed: false,
        pausedAt: null,
        open: true,
      }
      matter.timers.push(timer)
      this.#arm(timer, 0, at)
    }
    open('acking', at + 24 * 3_600_000)
    open('replying', endOfDay(replyBy))
    open('finishing', endOfDay(due))
    for (const { what, on } of points) open('reaching', endOfDay(on), what)
    return true
  }

  discharge(id: string, name: DutyName, point?: string): void {
    for (const timer of this.#of(id).timers)
      if (timer.name === name && (point === undefined || timer.point === point)) this.#end(timer)
  }

  redate(id: string, at: Ms, day: DayNo): void {
    const matter = this.#of(id)
    if (matter.day === day) return
    matter.day = day
    for (const timer of matter.timers) {
      if (!timer.open || timer.name !== 'finishing') continue
      this.#supersede(timer)
      timer.due = endOfDay(day)
      this.#arm(timer, 0, at)
      if (timer.pausedAt !== null) this.#rest(timer)
    }
  }

  suspend(id: string, at: Ms): void {
    for (const timer of this.#of(id).timers) {
      if (!timer.open) continue
      this.#supersede(timer)
      timer.pausedAt = at
    }
  }

  /** @returns false when a notice is missing: the act must be refused */
  resume(id: string, at: Ms): boolean {
    const matter = this.#of(id)
    const resting = matter.timers.filter((timer) => timer.open && timer.pausedAt !== null)
    const dues = resting.map((timer) => this.#dueAfterRest(timer, timer.pausedAt ?? at, at))
    if (dues.includes(undefined)) return false
    for (const [n, timer] of resting.entries()) {
      const due = dues[n] ?? timer.due
      const step = due > timer.due && !timer.lapsed ? 0 : timer.step
      timer.pausedAt = null
      timer.due = due
      this.#arm(timer, step, at)
      if (timer.name === 'finishing') matter.day = dayOfMs(due - 1)
    }
    return true
  }

  close(id: string): void {
    for (const timer of this.#of(id).timers) this.#end(timer)
  }

  /** The earliest instant something must fire at; undefined when nothing is armed. */
  next(): { at: Ms; matter: string } | undefined {
    const timer = this.#alarms.first()
    return timer && timer.alarm !== null ? { at: timer.alarm, matter: timer.matter } : undefined
  }

  /** Everything that must have fired once a sweep at `now` is over. */
  sweep(now: Ms): Fire[] {
    const fires: Fire[] = []
    for (let timer = this.#alarms.first(); timer; timer = this.#alarms.first()) {
      if (timer.alarm === null || timer.alarm > now) break
      const { matter, no, name, due, alarm, step } = timer
      const { rung } = LADDERS[name][step] as Step
      fires.push({ matter, no, name, rung, due, alarm, at: now })
      this.fates.fired++
      if (rung === 'lapse') timer.lapsed = true
      timer.alarm = null
      this.#arm(timer, step + 1, now)
    }
    return fires
  }

  #of(id: string): Matter {
    const matter = this.#matters.get(id)
    if (!matter) throw new Error(`the model knows no matter ${id}`)
    return matter
  }

  /** The first step from one on whose instant is to come; steps at or after the due instant are never passed over. */
  #arm(timer: Timer, from: number, at: Ms): void {
    const ladder: readonly Step[] = LADDERS[timer.name]
    timer.alarm = null
    timer.step = ladder.length
    for (let step = from; step < ladder.length; step++) {
      const { days } = ladder[step] as Step
      const alarm = timer.due + days * DAY
      if (days < 0 && alarm <= at) continue
      timer.step = step
      timer.alarm = alarm
      this.#alarms.add(timer)
      this.fates.armed++
      return
    }
  }

  #end(timer: Timer): void {
    if (timer.open && timer.alarm !== null) this.fates.cancelled++
    timer.open = false
    timer.alarm = null
  }

  #supersede(timer: Timer): void {
    if (timer.alarm !== null) this.fates.superseded++
    timer.alarm = null
  }

  /** Armed by a new day while it rests: it will be armed once it runs again. */
  #rest(timer: Timer): void {
    if (timer.alarm !== null) this.fates.armed--
    timer.alarm = null
  }

  #dueAfterRest(timer: Timer, from: Ms, to: Ms): Ms | undefined {
    // A rest gives back what it took; one that ends before it began, because a clock was set back, took nothing.
    if (timer.name === 'acking') return timer.due + Math.max(0, to - from)
    if (timer.name !== 'replying') return timer.due + Math.max(0, dayOfMs(to) - dayOfMs(from)) * DAY
    let taken = 0
    for (let day = dayOfMs(from) + 1; day <= dayOfMs(to); day++) {
      const works = this.#works(day)
      if (works === undefined) return undefined
      if (works) taken++
    }
    if (taken === 0) return timer.due
    const last = this.#workdaysAfter(dayOfMs(timer.due - 1), taken)
    return last === undefined ? undefined : endOfDay(last)
  }

  #workdaysAfter(day: DayNo, count: number): DayNo | undefined {
    let last = day
    for (let left = count; left > 0;) {
      last++
      const works = this.#works(last)
      if (works === undefined) return undefined
      if (works) left--
    }
    return last
  }

  #works(day: DayNo): boolean | undefined {
    const notice = this.#notices.get(yearOf(day))
    if (!notice) return undefined
    if (notice.off.has(day)) return false
    // 1970-01-01 was a Thursday.
    const weekday = (day + 3) % 7
    return notice.makeup.has(day) || weekday < 5
  }
}

/** Armed timers by their alarm; a timer that moved stays in as a stale entry until it comes up. */
class Alarms {
  readonly #heap: { at: Ms; timer: Timer }[] = []

  add(timer: Timer): void {
    if (timer.alarm === null) return
    const heap = this.#heap
    heap.push({ at: timer.alarm, timer })
    for (let n = heap.length - 1; n > 0;) {
      const parent = (n - 1) >> 1
      if (this.#at(parent) <= this.#at(n)) break
      this.#swap(n, parent)
      n = parent
    }
  }

  first(): Timer | undefined {
    for (;;) {
      const top = this.#heap[0]
      if (!top) return undefined
      if (top.timer.open && top.timer.alarm === top.at) return top.timer
      this.#drop()
    }
  }

  #drop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    heap[0] = last
    for (let n = 0; ;) {
      const [left, right] = [2 * n + 1, 2 * n + 2]
      let least = n
      if (left < heap.length && this.#at(left) < this.#at(least)) least = left
      if (right < heap.length && this.#at(right) < this.#at(least)) least = right
      if (least === n) return
      this.#swap(n, least)
      n = least
    }
  }

  #at(n: number): Ms {
    return this.#heap[n]?.at ?? Number.POSITIVE_INFINITY
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]]
    if (one && other) [this.#heap[a], this.#heap[b]] = [other, one]
  }
}
