import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { InboxItem } from '../../api/shapes.ts'
import { timeText } from '../../ui/format.ts'
import { holderText } from '../../ui/holder.ts'
import { Light } from '../../ui/light.tsx'
import type { Answer } from './answering.tsx'

/** By when a duty is owed; for a matter without one its own term, and what the time beside it is the time of. */
const Due = ({ item, timed }: { item: InboxItem; timed: string }): ReactElement => {
  const { matter, duty } = item
  if (duty)
    return (
      <>
        <Light light={duty.light} />
        <span className="small muted">{duty.paused ? '计时暂停' : `期限${duty.dueText}`}</span>
      </>
    )
  return (
    <>
      {matter.light && <Light light={matter.light} />}
      {matter.dueText && <span className="small muted">完成时限{matter.dueText}</span>}
      <span className="small muted">
        {timed} {timeText(item.at)}
      </span>
    </>
  )
}

/**
 * One line of 我的事: what, to whom, by when and why the light is what it is, and the answers one can give right here. `timed`
 * says what happened at the time of a line that is no duty.
 */
export const InboxRow = ({
  item,
  answer,
  timed = '最近动态',
}: {
  item: InboxItem
  answer: Answer
  timed?: string
}): ReactElement => {
  const { matter, duty } = item
  return (
    <li className={duty?.lapsed ? 'inbox-row late' : 'inbox-row'}>
      <div className="inbox-what">
        <Link to="/matters/$id" params={{ id: matter.id }} className="inbox-title">
          {matter.title}
        </Link>
        <p className="small muted">
          <span className="tag blue">{matter.procedureTitle}</span>{' '}
          <span className="tag">{matter.stateTitle}</span>{' '}
          {[matter.number, matter.unitName].filter(Boolean).join(' · ')}
        </p>
        {duty && (
          <p>
            <span className="strong">{duty.must}</span>
            {duty.what && `：${duty.what}`}
            <span className="small muted">
              {' '}
              责任：{holderText(duty.holder)}
              {duty.creditor && `；对方：${holderText(duty.creditor)}`}
            </span>
          </p>
        )}
        {item.notice && <p>{item.notice}</p>}
      </div>
      <div className="inbox-due">
        <Due item={item} timed={timed} />
      </div>
      {duty && duty.acts.length > 0 && (
        <ul className="inbox-acts" aria-label={`答复：${matter.title}`}>
          {duty.acts.map((act) => (
            <li key={act.act}>
              <button type="button" className="btn tiny" onClick={() => answer(item, act)}>
                {act.may}
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
