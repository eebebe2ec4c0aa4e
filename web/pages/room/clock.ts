/** `4:05`, from an hour on `1:04:05`: so many seconds as a clock shows them. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (n: number): string => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** `2分05秒`, `40秒`: how long somebody spoke. */
export function spentText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [m, s] = [Math.floor(whole / 60), whole % 60]
  return m > 0 ? `${m}分${s > 0 ? `${String(s).padStart(2, '0')}秒` : ''}` : `${s}秒`
}

/** Seconds from an instant to now, by the server's clock; never negative, for clocks differ by a little. */
export const secondsSince = (from: string, now: number): number =>
  Math.max(0, (now - Date.parse(from)) / 1000)

/** Minutes between two times of the district's clock, `2026-03-12 09:31`. */
export const minutesBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to.replace(' ', 'T')}Z`) - Date.parse(`${from.replace(' ', 'T')}Z`)) / 60_000)

/** `09:31` of `2026-03-12 09:31`. */
export const hourOf = (clock: string): string => clock.slice(11, 16)
