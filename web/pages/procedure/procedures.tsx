import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import { useCall } from '../../api/hooks.ts'

/** 规程 of the rulebook, each with its reading copy. */
export const Procedures = (): ReactElement | null => {
  const { data } = useCall('desk.procedures', {}, { staleTime: 3_600_000 })
  if (!data || data.procedures.length === 0) return null
  return (
    <nav className="row noprint" aria-label="规程读本">
      <span className="muted">规程读本</span>
      {data.procedures.map(({ id, title }) => (
        <Link key={id} to="/procedures/$id" params={{ id }} className="btn tiny">
          {title}
        </Link>
      ))}
    </nav>
  )
}
