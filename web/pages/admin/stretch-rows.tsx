import type { ReactElement } from 'react'
import type { Stretch } from './stretches.ts'

/** Rows of days with a name; `single` rows hold one day each. */
export const StretchRows = ({
  title,
  year,
  rows,
  onChange,
  single,
}: {
  title: string
  year: string
  rows: readonly Stretch[]
  onChange: (rows: readonly Stretch[]) => void
  single?: boolean
}): ReactElement => {
  const patch = (at: number, change: Partial<Stretch>): void =>
    onChange(rows.map((row, n) => (n === at ? { ...row, ...change } : row)))
  const day = (at: number, end: 'from' | 'to', name: string): ReactElement => (
    <input
      className="input"
      type="date"
      min={`${year}-01-01`}
      max={`${year}-12-31`}
      aria-label={`${title}第${at + 1}行${name}`}
      value={rows[at]?.[end] ?? ''}
      onChange={(e) =>
        patch(at, single ? { from: e.target.value, to: e.target.value } : { [end]: e.target.value })
      }
    />
  )
  return (
    <fieldset className="stretches">
      <legend className="strong">{title}</legend>
      {rows.map((row, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row is its place; it has no name of its own
        <div key={n} className="stretch">
          <input
            className="input"
            aria-label={`${title}第${n + 1}行名称`}
            maxLength={40}
            value={row.name}
            onChange={(e) => patch(n, { name: e.target.value })}
          />
          {day(n, 'from', single ? '日期' : '首日')}
          {!single && <span>至</span>}
          {!single && day(n, 'to', '末日')}
          <button
            type="button"
            className="btn text tiny"
            aria-label={`删除${title}第${n + 1}行`}
            onClick={() => onChange(rows.filter((_, at) => at !== n))}
          >
            删除
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="btn tiny"
          onClick={() => onChange([...rows, { from: '', to: '', name: single ? '调休' : '' }])}
        >
          添加一行{title}
        </button>
      </div>
    </fieldset>
  )
}
