import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import { useAssignAll } from './confirm.ts'
import type { Made, Session, Start } from './session.ts'

const State = ({ made }: { made: Made }): ReactElement => {
  if (made.assigned === 'done') return <span className="tag blue">已交办</span>
  if (made.assigned === 'not yet') return <span className="tag">已立项，未交办</span>
  return <span className="lack">没有交办：{made.assigned.refused}</span>
}

/** What came of the document: each matter with its number, and handing all of them over at once. */
export const Result = ({
  session,
  made,
  start,
  change,
  next,
}: {
  session: Session
  made: readonly Made[]
  start: Start
  change: (update: (before: Session) => Session) => void
  next: () => void
}): ReactElement => {
  const assign = useAssignAll(start, change)
  const done = made.filter(({ assigned }) => assigned === 'done').length
  const titleOf = (at: number): string => {
    const task = session.drafts[at]?.values['task']
    return typeof task === 'string' ? task : `第${at + 1}项`
  }
  return (
    <section className="card stack" aria-labelledby="made-title">
      <h2 id="made-title">已立项{made.length}件</h2>
      <p className="muted">
        来自《{session.reading?.title}》。立项后还要交办，牵头单位才会收到；也可以逐件打开再交办。
      </p>
      <div className="row">
        {done < made.length && (
          <button
            type="button"
            className="btn main"
            aria-disabled={assign.isPending}
            onClick={() => assign.isPending || assign.mutate(made)}
          >
            {assign.isPending ? `正在交办，已交办${done}件` : `全部交办（${made.length - done}件）`}
          </button>
        )}
        {assign.isPending && <progress value={done} max={made.length} aria-label="交办进度" />}
        <button type="button" className="btn" onClick={next}>
          读下一份
        </button>
      </div>
      <output className="sr">{done > 0 && `已交办${done}件，共${made.length}件`}</output>
      <ul className="lines">
        {made.map((one) => (
          <li key={one.id} className="line">
            <div className="line-main">
              <Link to="/matters/$id" params={{ id: one.id }} className="line-title">
                {titleOf(one.at)}
              </Link>
              <p className="small muted">{one.number}</p>
            </div>
            <div className="line-side">
              <State made={one} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
