import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { timeText } from '../../ui/format.ts'
import { Empty } from '../../ui/states.tsx'

type Breach = Ok<'work.unitPage'>['breaches'][number]

/** 到期未办的职责, open ones first. */
export const Breaches = ({ breaches }: { breaches: readonly Breach[] }): ReactElement =>
  breaches.length === 0 ? (
    <Empty>没有到期未办的记录。</Empty>
  ) : (
    <ul className="lines">
      {breaches
        .toSorted((a, b) => Number(a.closed) - Number(b.closed))
        .map((breach) => (
          <li key={`${breach.matter} ${breach.must} ${breach.lapsedAt}`} className="line">
            <div className="line-main">
              <Link to="/matters/$id" params={{ id: breach.matter }} className="line-title">
                {breach.title}
              </Link>
              <p className="small muted">{breach.must}</p>
            </div>
            <div className="line-side">
              <span className="small">时限：{breach.dueText}</span>
              <span className="small muted">{timeText(breach.lapsedAt)}记录</span>
              <span className={breach.closed ? 'tag' : 'tag red'}>{breach.closed ? '已了结' : '未了结'}</span>
            </div>
          </li>
        ))}
    </ul>
  )
