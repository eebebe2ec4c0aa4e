import type { ReactElement } from 'react'
import { useCall } from '../api/hooks.ts'
import { dayHint } from './day-hint.ts'

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
