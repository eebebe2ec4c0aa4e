import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import { type Enforcer, type Norm, bitesText, placeOf } from './norms.ts'

const EnforcerItem = ({
  enforcer,
  norm,
  all,
}: {
  enforcer: Enforcer
  norm: Norm
  all: readonly Norm[]
}): ReactElement => {
  const place = placeOf(enforcer, norm, all)
  return (
    <li>
      <span className="tag">{enforcer.kind}</span>{' '}
      {place ? (
        <Link to="/procedures/$id" params={{ id: place.procedure }} hash={place.hash}>
          {enforcer.title}
        </Link>
      ) : (
        enforcer.title
      )}
    </li>
  )
}

const percent = (n: number, of: number): string => (of === 0 ? '' : `（${((n / of) * 100).toFixed(1)}%）`)

const Standing = ({ norm }: { norm: Norm }): ReactElement => {
  const { refused, lapsed, owed } = norm.figures
  const has = (bite: string): boolean => norm.bites.includes(bite)
  return (
    <ul className="standing">
      {has('gate') && <li>拒绝过 {refused} 次</li>}
      {has('duty') && <li>正在履行 {owed} 项</li>}
      {has('duty') && <li>到期未办 {lapsed} 项</li>}
      {norm.watches.map((watch) => (
        <li key={watch.title}>
          {watch.title}：{watch.n}／{watch.of}
          {percent(watch.n, watch.of)}
        </li>
      ))}
    </ul>
  )
}

/** One norm: statement, how it bites, what enforces it, how it stands; or plainly that nothing enforces it yet. */
export const NormCard = ({ norm, all }: { norm: Norm; all: readonly Norm[] }): ReactElement => (
  <article id={norm.id} className="card norm anchored" aria-labelledby={`${norm.id}-title`}>
    <div>
      <h3 id={`${norm.id}-title`}>
        <span className="norm-id">{norm.id}</span> {norm.title}
      </h3>
      <p>{norm.statement}</p>
      <p className="small muted">怎样起作用：{bitesText(norm)}</p>
    </div>
    {norm.enforcedBy.length === 0 ? (
      <p className="small not-yet">
        <span className="tag">尚未实现</span> 系统里还没有执行这一条的闸、职责或监测。
      </p>
    ) : (
      <div className="norm-more">
        <Standing norm={norm} />
        <details open={norm.enforcedBy.length <= 6}>
          <summary>由{norm.enforcedBy.length}处执行</summary>
          <ul className="enforcers">
            {norm.enforcedBy.map((enforcer) => (
              <EnforcerItem
                key={`${enforcer.kind} ${enforcer.name}`}
                enforcer={enforcer}
                norm={norm}
                all={all}
              />
            ))}
          </ul>
        </details>
      </div>
    )}
  </article>
)
