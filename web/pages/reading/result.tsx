import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import { type Next, useFollowAll } from './confirm.ts'
import type { Made, Session, Start } from './session.ts'

const State = ({ made, start, next }: { made: Made; start: Start; next: Next }): ReactElement => {
  if (made.followed === 'done') return <span className="tag blue">已{next.may}</span>
  if (made.followed !== 'not yet')
    return (
      <span className="lack">
        没有{next.may}：{made.followed.refused}
      </span>
    )
  return (
    <span className="tag">
      已{start.act.may}，未{next.may}
    </span>
  )
}

/** What came of the document: each matter with its number, and what follows at once offered for all of them. */
export const Result = ({
  session,
  made,
  start,
  change,
  again,
}: {
  session: Session
  made: readonly Made[]
  start: Start
  change: (update: (before: Session) => Session) => void
  again: () => void
}): ReactElement => {
  const { may, next } = start.act
  const follow = useFollowAll(start, next, change)
  const done = made.filter(({ followed }) => followed === 'done').length
  const titleOf = (at: number): string => {
    const task = session.drafts[at]?.values['task']
    return typeof task === 'string' ? task : `第${at + 1}项`
  }
  return (
    <section className="card stack" aria-labelledby="made-title">
      <h2 id="made-title">
        已{may}
        {made.length}件
      </h2>
      <p className="muted">
        来自《{session.reading?.title}》。
        {next && `${may}后还要${next.may}；可以在这里一起办，也可以逐件打开再办。`}
      </p>
      <div className="row">
        {next && done < made.length && (
          <button
            type="button"
            className="btn main"
            aria-disabled={follow.isPending}
            onClick={() => follow.isPending || follow.mutate(made)}
          >
            {follow.isPending
              ? `正在${next.may}，已${next.may}${done}件`
              : `全部${next.may}（${made.length - done}件）`}
          </button>
        )}
        {next && follow.isPending && (
          <progress value={done} max={made.length} aria-label={`${next.may}进度`} />
        )}
        <button type="button" className="btn" onClick={again}>
          读下一份
        </button>
      </div>
      <output className="sr">{next && done > 0 && `已${next.may}${done}件，共${made.length}件`}</output>
      <ul className="lines">
        {made.map((one) => (
          <li key={one.id} className="line">
            <div className="line-main">
              <Link to="/matters/$id" params={{ id: one.id }} className="line-title">
                {titleOf(one.at)}
              </Link>
              <p className="small muted">{one.number}</p>
            </div>
            {next && (
              <div className="line-side">
                <State made={one} start={start} next={next} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
