import type { CSSProperties, KeyboardEvent, MouseEvent, ReactElement } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { LedgerRow } from '../../api/shapes.ts'
import { Light } from '../../ui/light.tsx'
import type { Column } from './columns.tsx'

/** Screen width of a column in rem, from its width in characters of a sheet: a day stays in one line, long words wrap. */
const widthOf = ({ width }: Column): number => Math.max(5, Math.min(7.75, width * 0.65), width * 0.42)
/** 序号, the matter, the light. */
const FIRST = [3, 17, 11.5] as const

/** Widths in rem on screen; in print the same shares of the paper. */
const Widths = ({ columns }: { columns: readonly Column[] }): ReactElement => {
  const widths = [...FIRST, ...columns.map(widthOf)]
  const total = widths.reduce((sum, width) => sum + width, 0)
  return (
    <colgroup style={{ '--total': total } as CSSProperties}>
      {widths.map((width, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- a column is its place
        <col key={n} style={{ '--w': width } as CSSProperties} />
      ))}
    </colgroup>
  )
}

/** Up and down move between the matters of the list, Home and End to the first and the last. */
function moveFocus(e: KeyboardEvent<HTMLElement>): void {
  const links = [...e.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')]
  const at = links.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[e.key]
  const next = to === undefined ? undefined : links[to]
  if (!next) return
  e.preventDefault()
  next.focus()
}

const Cell = ({ row, column }: { row: LedgerRow; column: Column }): ReactElement => {
  const text = row.cells[column.name] ?? ''
  return (
    <td>
      <div className="clamp" title={text.length > 40 ? text : undefined}>
        {text}
      </div>
    </td>
  )
}

const Row = ({
  row,
  no,
  columns,
  titled,
}: {
  row: LedgerRow
  no: number
  columns: readonly Column[]
  titled: string
}): ReactElement => {
  const navigate = useNavigate()
  // The link is the way in; a click anywhere else in the row is a larger target for the mouse, unless text is being marked.
  const open = (e: MouseEvent): void => {
    if ((e.target as HTMLElement).closest('a,button') || getSelection()?.toString()) return
    void navigate({ to: '/matters/$id', params: { id: row.id } })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the row's link is the keyboard's way
    <tr onClick={open}>
      <td className="no">{no}</td>
      <th scope="row">
        <Link to="/matters/$id" params={{ id: row.id }} data-row-link="">
          {row.title}
        </Link>
        <span className="small muted">{row.number}</span>
      </th>
      <td>
        <Light light={row.light} />
        {row.dueText && <div className="small muted">{row.dueText}</div>}
      </td>
      {columns
        .filter((column) => column.name !== titled)
        .map((column) => (
          <Cell key={column.name} row={row} column={column} />
        ))}
    </tr>
  )
}

/** The column that holds the matter's own title; it moves to the front, as the sticky heading of the row. */
export const titledColumn = (columns: readonly Column[], rows: readonly LedgerRow[]): string =>
  columns.find(({ name }) => rows.length > 0 && rows.every((row) => row.cells[name] === row.title))?.name ??
  ''

/** 台账 as the office keeps it: one matter one row, its own column order after number and light. */
export const LedgerTable = ({
  columns,
  hidden,
  rows,
}: {
  columns: readonly Column[]
  hidden: readonly string[]
  rows: readonly LedgerRow[]
}): ReactElement => {
  const titled = titledColumn(columns, rows)
  const shown = columns.filter(({ name }) => !hidden.includes(name) || name === titled)
  const rest = shown.filter(({ name }) => name !== titled)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus
    <section className="ledger-scroll" aria-label="台账表格，可左右滚动" tabIndex={0}>
      <table className="ledger">
        <caption className="sr">台账，方向键上下在事项间移动，回车打开</caption>
        <Widths columns={rest} />
        <thead>
          <tr>
            <th scope="col" className="no">
              序号
            </th>
            <th scope="col">{columns.find(({ name }) => name === titled)?.title ?? '事项'}</th>
            <th scope="col">灯和时限</th>
            {rest.map((column) => (
              <th key={column.name} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- moves the focus between its links */}
        <tbody onKeyDown={moveFocus}>
          {rows.map((row, n) => (
            <Row key={row.id} row={row} no={n + 1} columns={shown} titled={titled} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
