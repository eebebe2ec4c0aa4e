import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { Figure } from '../api/shapes.ts'
import { upTo } from './up-to.ts'
import './lists.css'

/** A query string of the ledger as the search of a link. */
export const searchOf = (query: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(query.replace(/^[^?]*\?/, '')))

/** Figures in a row; each opens exactly the rows it counts. */
export const Figures = ({ figures, label }: { figures: readonly Figure[]; label: string }): ReactElement => (
  <ul className="figures" aria-label={label}>
    {figures.map((figure) => (
      <li key={figure.title}>
        <Link to="/matters" search={searchOf(figure.query)}>
          <span>{figure.title}</span>
          <strong>{upTo(999, figure.n)}</strong>
          <span className="sr">件，打开列表</span>
        </Link>
      </li>
    ))}
  </ul>
)
