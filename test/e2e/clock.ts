/**
 * The instant at which the demo district stands in every run: a Wednesday, ten in the morning in Shanghai. The year that was
 * lived, the working days that are counted and the calendar year that is missing are the same whenever the tests run.
 */
export const START = '2026-11-25T02:00:00.000Z'

/** The day of `START` in Shanghai. */
export const TODAY = '2026-11-25'

/** A day some days after `TODAY`, `YYYY-MM-DD`. */
export const dayAfter = (days: number): string =>
  new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10)

/** `2026年12月9日`, as screens write a day. */
export const dayWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/**
 * Moves the clock of a process or page by a number of milliseconds; it runs on from there. Self-contained, because it is also
 * sent into pages as text.
 */
export function shiftClock(by: number): void {
  const real = Date
  const now = () => real.now() + by
  globalThis.Date = new Proxy(real, {
    construct: (target, given: unknown[]) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given) as Date,
    apply: () => new real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  })
}
