import './lists.css'
import type { ReactElement, ReactNode } from 'react'

/** A heading; `means` is said where the pointer rests on it. */
export interface Heading {
  readonly title: string
  readonly means?: string
}

/**
 * A table on a card that scrolls sideways where it does not fit, and whose rows stack on a narrow screen, each cell under its
 * `data-title`.
 *
 *     <ScrollTable label="账号表" columns={['姓名', '单位']}>{rows}</ScrollTable>
 */
export const ScrollTable = ({
  label,
  columns,
  className = '',
  children,
}: {
  /** What the region is called. */
  label: string
  columns: readonly (string | Heading)[]
  className?: string
  /** The rows. */
  children: ReactNode
}): ReactElement => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus
  <section className="card table-scroll" aria-label={label} tabIndex={0}>
    <table className={`plain-table stacking ${className}`.trimEnd()}>
      <thead>
        <tr>
          {columns.map((column) => {
            const { title, means }: Heading = typeof column === 'string' ? { title: column } : column
            return (
              <th key={title} scope="col" title={means}>
                {title}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </section>
)
