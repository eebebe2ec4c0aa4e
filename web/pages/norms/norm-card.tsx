import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { LedgerSearch } from '../../router.tsx'
import { type Enforcer, type Norm, bitesText, didSince, placeOf } from './norms.ts'

const EnforcerItem = ({ enforcer }: { enforcer: Enforcer }): ReactElement => {
  const place = placeOf(enforcer)
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

/** A number that opens the matters behind it; a zero has none. */
const Rows = ({ n, search, what }: { n: number; search: LedgerSearch; what: string }): ReactElement =>
  n === 0 ? (
    <>0</>
  ) : (
    <Link
      to="/matters"
      search={search}
      aria-label={`${n}，打开${what}`}
      title={`打开${what}，只列您能看到的`}
    >
      {n}
    </Link>
  )

const NOBODY = '只计次数，不记人和事'

const Standing = ({ norm, since }: { norm: Norm; since: string }): ReactElement => {
  const { refused, lapsed, owed } = norm.figures
  const has = (bite: string): boolean => norm.bites.includes(bite)
  return (
    <ul className="standing">
      {has('gate') && (
        <li title={NOBODY}>
          拒绝过 {refused} 次<span className="sr">，{NOBODY}</span>
        </li>
      )}
      {has('duty') && (
        <li>
          正在履行 <Rows n={owed} search={{ owed: norm.id }} what="有职责正在履行的事项" /> 项
        </li>
      )}
      {has('duty') && (
        <li>
          到期未办 <Rows n={lapsed} search={{ norm: norm.id }} what="有职责到期未办的事项" /> 项
        </li>
      )}
      {norm.watches.map(({ title, n, kinds, of, ofKinds }) => (
        <li key={title}>
          {title}：
          <Rows n={n} search={didSince(kinds, since)} what="计入前一个数的事项" />／
          <Rows n={of} search={didSince(ofKinds, since)} what="计入后一个数的事项" />
          {percent(n, of)}
        </li>
      ))}
    </ul>
  )
}

/** One norm: statement, how it bites, what enforces it, how it stands; or plainly that nothing enforces it yet. */
export const NormCard = ({
  norm,
  since,
}: {
  norm: Norm
  /** The day from which watches count. */
  since: string
}): ReactElement => (
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
        <Standing norm={norm} since={since} />
        <details open={norm.enforcedBy.length <= 6}>
          <summary>由{norm.enforcedBy.length}处执行</summary>
          <ul className="enforcers">
            {norm.enforcedBy.map((enforcer) => (
              <EnforcerItem key={`${enforcer.kind} ${enforcer.name}`} enforcer={enforcer} />
            ))}
          </ul>
        </details>
      </div>
    )}
  </article>
)
