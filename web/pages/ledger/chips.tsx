import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { Chip } from './query.ts'

/** Filters that a number elsewhere brought along, each with a way to take it off. */
export const Chips = ({ chips }: { chips: readonly Chip[] }): ReactElement | null =>
  chips.length === 0 ? null : (
    <ul className="chips noprint" aria-label="来自统计数的条件">
      {chips.map(({ text, without }) => (
        <li key={text}>
          {text}
          <Link to="/matters" search={without} replace resetScroll={false} aria-label={`去掉条件：${text}`}>
            <span aria-hidden="true">×</span>
          </Link>
        </li>
      ))}
    </ul>
  )
