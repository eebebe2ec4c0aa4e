import { type ReactElement, useState } from 'react'
import { useCall, useMe } from '../../api/hooks.ts'
import { Answer, Empty } from '../../ui/states.tsx'
import { CalendarEditor } from './calendar-editor.tsx'
import { type CalendarYear, missingYears, stretchText, stretchesOf } from './stretches.ts'

const Missing = ({
  years,
  may,
  edit,
}: {
  years: readonly string[]
  may: boolean
  edit: (year: string) => void
}): ReactElement => (
  <div className="notice warn stack">
    <p>
      <span className="strong">{years.join('年、')}年的放假调休安排还没有录入。</span>
      国务院办公厅一般在上一年11月前后公布。录入之前，工作日期限要算进这一年的行为办不了，灯上的剩余天数按自然日计。
      请在通知公布后照原文录入，写明通知名称。
    </p>
    {may && (
      <div className="row">
        {years.map((year) => (
          <button key={year} type="button" className="btn main" onClick={() => edit(year)}>
            录入{year}年
          </button>
        ))}
      </div>
    )}
  </div>
)

const Year = ({
  year,
  may,
  edit,
}: {
  year: CalendarYear
  may: boolean
  edit: (year: string) => void
}): ReactElement => {
  const makeup = Object.keys(year.makeup).toSorted()
  return (
    <section className="card stack" aria-labelledby={`year-${year.year}`}>
      <div className="row spread">
        <h3 id={`year-${year.year}`}>{year.year}年</h3>
        {may && (
          <button type="button" className="btn" onClick={() => edit(year.year)}>
            修改{year.year}年
          </button>
        )}
      </div>
      <p className="small muted">依据：{year.source}</p>
      <div className="calendar-two">
        <div>
          <h4>放假</h4>
          <ul>
            {stretchesOf(year.off).map((stretch) => (
              <li key={stretch.from}>{stretchText(stretch)}</li>
            ))}
          </ul>
        </div>
        <div>
          <h4>调休上班</h4>
          {makeup.length === 0 && <p>没有</p>}
          <ul>
            {makeup.map((day) => (
              <li key={day}>{stretchText({ from: day, to: day, name: year.makeup[day] ?? '' })}</li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  )
}

/** 工作日历: the State Council's notice year by year; the district's own data, never a guess. */
export const CalendarPart = (): ReactElement => {
  const calendar = useCall('administration.calendar', {})
  const me = useMe()
  const [editing, setEditing] = useState<string | null>(null)
  const may = me.data?.administers === 'system'
  return (
    <Answer of={calendar}>
      {({ years }) => {
        const missing = missingYears(years, new Date().toISOString().slice(0, 10))
        return (
          <div className="stack">
            <h2>工作日历</h2>
            {missing.length > 0 && <Missing years={missing} may={may} edit={setEditing} />}
            {years.length === 0 && <Empty>还没有录入任何一年。</Empty>}
            {years
              .toSorted((a, b) => b.year.localeCompare(a.year))
              .map((year) => (
                <Year key={year.year} year={year} may={may} edit={setEditing} />
              ))}
            {editing !== null && (
              <CalendarEditor
                year={editing}
                known={years.find((one) => one.year === editing)}
                onClose={() => setEditing(null)}
              />
            )}
          </div>
        )
      }}
    </Answer>
  )
}
