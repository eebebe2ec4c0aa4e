import type { ReactElement } from 'react'
import type { Ok } from '../api/client.ts'
import { useCall } from '../api/hooks.ts'

type Calendar = Ok<'administration.calendar'>

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

/** A day by the browser’s own date input, with the weekday and whether it is a working day beside it. */
export const DayInput = ({
  id,
  value,
  onChange,
  invalid,
  describedBy,
}: {
  id: string
  value: string
  onChange: (day: string) => void
  invalid?: boolean
  describedBy?: string
}): ReactElement => {
  const calendar = useCall('administration.calendar', {}, { staleTime: 3_600_000 })
  const hint = value ? dayHint(calendar.data, value) : ''
  return (
    <div className="row">
      <input
        id={id}
        className="input"
        style={{ width: '12rem' }}
        type="date"
        max="2199-12-31"
        value={value}
        aria-invalid={invalid ? true : undefined}
        aria-describedby={[describedBy, `${id}-day`].filter(Boolean).join(' ')}
        onChange={(e) => onChange(e.target.value)}
      />
      <span id={`${id}-day`} className="small muted">
        {hint}
      </span>
    </div>
  )
}
