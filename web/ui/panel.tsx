import type { ReactElement, ReactNode } from 'react'

/** A titled part of a desk: what is in it in one line, and where to see all of it. */
export const Panel = ({
  id,
  title,
  note,
  children,
  all,
}: {
  id: string
  title: string
  note: string
  children: ReactNode
  all?: ReactNode
}): ReactElement => (
  <section id={id} className="card stack" aria-labelledby={`${id}-title`}>
    <div className="row spread">
      <div>
        <h2 id={`${id}-title`}>{title}</h2>
        <p className="small muted">{note}</p>
      </div>
      {all}
    </div>
    {children}
  </section>
)
