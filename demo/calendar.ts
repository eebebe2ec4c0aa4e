import { type Calendar, dayKind } from '#kernel/calendar.ts'
import { type Day, type Instant, addDays, addMs, dayAt, startOf, weekday } from '#kernel/time.ts'
import type { Random } from './random.ts'

const MINUTE = 60_000

/** Days and hours as the people of the demo live them: they work when the office is open. */
export class OfficeHours {
  readonly calendar: Calendar

  constructor(calendar: Calendar) {
    this.calendar = calendar
  }

  /** Beyond the years of the calendar people plan with plain weeks; what is counted by law stays the kernel's business. */
  works(day: Day): boolean {
    const kind = dayKind(this.calendar, day)
    return kind.known ? kind.value.works : weekday(day) % 6 !== 0
  }

  /** That day, or the first working day after it. */
  next(day: Day): Day {
    let at = day
    while (!this.works(at)) at = addDays(at, 1)
    return at
  }

  /** That day, or the last working day before it. */
  last(day: Day): Day {
    let at = day
    while (!this.works(at)) at = addDays(at, -1)
    return at
  }

  /** The n-th working day after a day; for a negative count, before it; zero gives the day or the next working one. */
  after(day: Day, count: number): Day {
    if (count === 0) return this.next(day)
    const step = Math.sign(count)
    let at = day
    for (let left = Math.abs(count); left > 0;) {
      at = addDays(at, step)
      if (this.works(at)) left--
    }
    return at
  }

  /** Some office minute so many working days later; the same day while it lasts. */
  within(at: Instant, [least, most]: readonly [number, number], random: Random): Instant {
    const days = random.between(least, most)
    if (days > 0) return this.during(this.after(dayAt(at), days), random)
    const soon = addMs(at, random.between(15, 150) * MINUTE)
    const closing = addMs(startOf(dayAt(at)), 18 * 60 * MINUTE)
    return soon < closing ? soon : this.during(this.after(dayAt(at), 1), random)
  }

  /** Some instant between 8:40 and 12:00 or between 14:00 and 17:40 of a day. */
  during(day: Day, random: Random): Instant {
    const minute = random.chance(0.55) ? random.between(520, 719) : random.between(840, 1059)
    return addMs(startOf(day), minute * MINUTE + random.int(MINUTE))
  }
}
