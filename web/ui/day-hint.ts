/** The part of the district’s calendar a hint needs. */
interface Calendar {
  readonly years: readonly {
    readonly year: string
    readonly off: Readonly<Record<string, string>>
    readonly makeup: Readonly<Record<string, string>>
  }[]
}

const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const

/** What kind of day it is, in words, by the district’s calendar: 星期四，休息日（国庆节）. */
export function dayHint(calendar: Calendar | undefined, day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return ''
  const weekday = weekdays[date.getUTCDay()] ?? ''
  const year = calendar?.years.find((y) => y.year === day.slice(0, 4))
  if (!calendar) return weekday
  if (!year) return `${weekday}，${day.slice(0, 4)}年放假安排尚未录入`
  if (year.off[day]) return `${weekday}，休息日（${year.off[day]}）`
  if (year.makeup[day]) return `${weekday}，工作日（${year.makeup[day]}）`
  return `${weekday}，${date.getUTCDay() % 6 === 0 ? '休息日' : '工作日'}`
}
