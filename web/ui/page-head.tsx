import type { ReactElement, ReactNode } from 'react'
import { useTitle } from './title.ts'

/** Heading of a page: names the browser tab as well; `children` are the actions at its right. */
export const PageHead = ({
  title,
  lead,
  children,
}: {
  title: string
  lead?: ReactNode
  children?: ReactNode
}): ReactElement => {
  useTitle(title)
  return (
    <div className="row spread">
      <div>
        <h1>{title}</h1>
        {lead && <p className="muted">{lead}</p>}
      </div>
      {children && <div className="row noprint">{children}</div>}
    </div>
  )
}
