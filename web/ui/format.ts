/** District time: the server’s instants are shown as the wall clock in Beijing, wherever the screen stands. */
const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function read(instant: string): Record<string, string> {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return {}
  return Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value]))
}

/** 2026年3月5日. */
export function dayText(instant: string): string {
  const { year, month, day } = read(instant)
  return year ? `${year}年${month}月${day}日` : instant
}

/** 3月5日 14:30, with the year when it is not this one. */
export function timeText(instant: string): string {
  const { year, month, day, hour, minute } = read(instant)
  if (!year) return instant
  const here = read(new Date().toISOString())['year']
  return `${year === here ? '' : `${year}年`}${month}月${day}日 ${hour}:${minute}`
}

/** 2026年3月5日, of a day without a time. */
export function dateText(day: string): string {
  const [year, month, date] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}
