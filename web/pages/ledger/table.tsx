import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  memo,
  useMemo,
} from 'react'
import { useRouter } from '@tanstack/react-router'
import type { LedgerRow } from '../../api/shapes.ts'
import { afterPaint } from '../../ui/after-paint.ts'
import { Light } from '../../ui/light.tsx'
import { MatterLink } from '../../ui/matter-link.tsx'
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

/** Characters that fit into the lines of the narrowest column; more are cut off on screen. */
const WHOLE = 16

const Cell = ({ row, column }: { row: LedgerRow; column: Column }): ReactElement => {
  const text = row.cells[column.name] ?? ''
  if (text.length <= WHOLE) return <td>{text}</td>
  return (
    <td>
      <div className="clamp" title={text.length > 40 ? text : undefined}>
        {text}
      </div>
    </td>
  )
}

interface RowProps {
  readonly row: LedgerRow
  readonly no: number
  /** Those after the first three. */
  readonly columns: readonly Column[]
}

/** Drawn once: what a hand does elsewhere on the page leaves the rows alone. */
const Row = memo(({ row, no, columns }: RowProps): ReactElement => {
  const router = useRouter()
  // The link is the way in; a click anywhere else in the row is a larger target for the mouse, unless text is being marked.
  const open = (e: MouseEvent): void => {
    if ((e.target as HTMLElement).closest('a,button') || getSelection()?.toString()) return
    afterPaint(() => void router.navigate({ to: '/matters/$id', params: { id: row.id } }))
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the row's link is the keyboard's way
    <tr onClick={open}>
      <td className="no">{no}</td>
      <th scope="row">
        <MatterLink id={row.id} data-row-link="">
          {row.title}
        </MatterLink>
        <span className="small muted">{row.number}</span>
      </th>
      <td>
        <Light light={row.light} />
        {row.dueText && <div className="small muted">{row.dueText}</div>}
      </td>
      {columns.map((column) => (
        <Cell key={column.name} row={row} column={column} />
      ))}
    </tr>
  )
})

/** The column that holds the matter's own title; it moves to the front, as the sticky heading of the row. */
export const titledColumn = (columns: readonly Column[], rows: readonly LedgerRow[]): string =>
  columns.find(({ name }) => rows.length > 0 && rows.every((row) => row.cells[name] === row.title))?.name ??
  ''

interface TableProps {
  readonly columns: readonly Column[]
  /** Names of the columns that are put away. */
  readonly hidden: readonly string[]
  readonly rows: readonly LedgerRow[]
}

/** 台账 as the office keeps it: one matter one row, its own column order after number and light. */
export const LedgerTable = memo(({ columns, hidden, rows }: TableProps): ReactElement => {
  const titled = titledColumn(columns, rows)
  const rest = useMemo(
    () => columns.filter(({ name }) => name !== titled && !hidden.includes(name)),
    [columns, titled, hidden],
  )
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
            <Row key={row.id} row={row} no={n + 1} columns={rest} />
          ))}
        </tbody>
      </table>
    </section>
  )
})
