import type { ReactElement } from 'react'
import type { Preview, Session } from './session.ts'
import type { Change } from './use-session.ts'

type Sheet = Preview['sheets'][number]
type Use = Sheet['columns'][number]

/** A, B … Z, AA: the column as the sheet names it. */
export const letterOf = (at: number): string =>
  (at < 26 ? '' : letterOf(Math.floor(at / 26) - 1)) + String.fromCodePoint(65 + (at % 26))

const UseOf = ({
  use,
  sheet,
  preview,
  change,
}: {
  use: Use
  sheet: number
  preview: Preview
  change: Change
}): ReactElement => {
  if (use.use === 'key') return <span className="muted">行键，凭它找到原事项</span>
  const value = use.use === 'fills' ? (use.column ?? 'ignored') : use.use
  return (
    <select
      className="input"
      aria-label={`${use.heading || letterOf(use.at)}用作`}
      value={value}
      onChange={(e) => {
        const said = e.target.value
        change((before) => ({ ...before, as: { ...before.as, [`${sheet}.${use.at}`]: said } }))
      }}
    >
      {preview.uses.map(({ name, title }) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
      {preview.keptIn !== null && <option value="kept">并入{preview.keptIn}</option>}
      <option value="ignored">不用</option>
    </select>
  )
}

const SheetColumns = ({
  sheet,
  at,
  preview,
  change,
}: {
  sheet: Sheet
  at: number
  preview: Preview
  change: Change
}): ReactElement => (
  <section className="stack">
    <h3>
      {sheet.name}（表头在第{sheet.header[0]}
      {sheet.header[1] > sheet.header[0] && `至${sheet.header[1]}`}行）
    </h3>
    <ul className="column-uses">
      {sheet.columns
        .filter(({ heading }) => heading !== '')
        .map((use) => (
          <li key={use.at}>
            <span>
              <span className="muted small">{letterOf(use.at)}</span> {use.heading}
            </span>
            <UseOf use={use} sheet={at} preview={preview} change={change} />
          </li>
        ))}
    </ul>
    {sheet.skipped.length > 0 && (
      <details>
        <summary>跳过了{sheet.skipped.length}行</summary>
        <ul className="notes small">
          {sheet.skipped.map(({ row, why, text }) => (
            <li key={row}>
              第{row}行，{why}：{text}
            </li>
          ))}
        </ul>
      </details>
    )}
  </section>
)

const said = ({ sheets }: Preview, use: Use['use']): string[] => [
  ...new Set(
    sheets.flatMap(({ columns }) =>
      columns.filter((one) => one.use === use && one.heading).map(({ heading }) => heading),
    ),
  ),
]

/** 各列怎样用: what became of each column, to be put right where it was taken for the wrong one. */
export const Columns = ({
  preview,
  session,
  change,
}: {
  preview: Preview
  session: Session
  change: Change
}): ReactElement => {
  const [kept, ignored] = [said(preview, 'kept'), said(preview, 'ignored')]
  return (
    <section className="card stack" aria-labelledby="columns-title">
      <h2 id="columns-title">各列怎样用</h2>
      {kept.length > 0 && preview.keptIn !== null && (
        <p>
          并入{preview.keptIn}的列：{kept.join('、')}
        </p>
      )}
      {ignored.length > 0 && <p>没有用的列：{ignored.join('、')}</p>}
      <details>
        <summary>逐列查看、改用法</summary>
        <div className="stack">
          {preview.sheets.map((sheet, at) => (
            <SheetColumns key={sheet.name} sheet={sheet} at={at} preview={preview} change={change} />
          ))}
        </div>
      </details>
      <label className="row">
        没有写年份的日期按哪一年算
        <input
          className="input year"
          type="number"
          min={2000}
          max={2100}
          defaultValue={session.year ?? preview.year}
          onBlur={(e) => {
            const year = Number(e.target.value)
            if (year >= 2000 && year <= 2100 && year !== preview.year)
              change((before) => ({ ...before, year }))
          }}
        />
      </label>
    </section>
  )
}
