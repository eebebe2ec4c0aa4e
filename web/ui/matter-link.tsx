import type { AnchorHTMLAttributes, MouseEvent, ReactElement } from 'react'
import { useRouter } from '@tanstack/react-router'
import { afterPaint } from './after-paint.ts'

const PAGE = '/shell/matters/$id'

/**
 * A link to a matter, for long lists. The router's own links each work their address out anew whenever the address of the page
 * changes; a few hundred of them hold up every hand on the page.
 */
export const MatterLink = ({
  id,
  children,
  ...rest
}: { id: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>): ReactElement => {
  const router = useRouter()
  const open = (e: MouseEvent): void => {
    if (e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
    e.preventDefault()
    afterPaint(() => void router.navigate({ to: '/matters/$id', params: { id } }))
  }
  const near = (): void => void router.loadRouteChunk(router.routesById[PAGE])
  return (
    <a
      {...rest}
      href={`/matters/${encodeURIComponent(id)}`}
      onClick={open}
      onPointerEnter={near}
      onFocus={near}
    >
      {children}
    </a>
  )
}
