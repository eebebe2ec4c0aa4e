import { type ReactElement, useEffect, useRef, useState } from 'react'
import { Link, useRouterState } from '@tanstack/react-router'
import type { NavItem } from './nav.ts'

/** 更多: what is not opened every day, under one word of the bar. It closes by Escape, by a choice, by going elsewhere. */
export const MoreMenu = ({ items }: { items: readonly NavItem[] }): ReactElement | null => {
  const menu = useRef<HTMLDetailsElement>(null)
  const summary = useRef<HTMLElement>(null)
  const [open, setOpen] = useState(false)
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => {
    if (!open) return
    const leave = (e: Event): void => {
      if (e.target instanceof Node && !menu.current?.contains(e.target)) setOpen(false)
    }
    const escape = (e: KeyboardEvent): void => {
      if (e.key !== 'Escape') return
      setOpen(false)
      summary.current?.focus()
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
      document.removeEventListener('keydown', escape)
    }
  }, [open])
  if (items.length === 0) return null
  const here = items.find(({ to }) => to === pathname)
  return (
    <details ref={menu} className="side-more" open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary ref={summary} className={here ? 'here' : undefined}>
        {here ? `更多：${here.title}` : '更多'}
      </summary>
      <ul>
        {items.map(({ to, title }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact: true, includeSearch: false }}
              onClick={() => setOpen(false)}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
