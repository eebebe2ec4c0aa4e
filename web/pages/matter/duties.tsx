import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { DutyView } from '../../api/shapes.ts'
import { timeText } from '../../ui/format.ts'
import { holderText } from '../../ui/holder.ts'
import { Light } from '../../ui/light.tsx'
import { Empty } from '../../ui/states.tsx'
import { Bases } from '../../ui/bases.tsx'

const ends = { open: '', done: '已履行', ended: '已终止' } as const

const Duty = ({ duty }: { duty: DutyView }): ReactElement => (
  <li className="duty">
    <p>
      <span className="strong">{holderText(duty.holder)}</span>
      {duty.creditor && <> 应向 {holderText(duty.creditor)}</>} {duty.must}
      {duty.what && `：${duty.what}`}
    </p>
    <p className="row">
      {duty.state === 'open' ? <Light light={duty.light} /> : <span className="tag">{ends[duty.state]}</span>}
      <span className="small">
        {duty.paused ? '计时暂停，' : ''}期限 {duty.dueText}
        {duty.firstDueText !== duty.dueText && `（首次期限 ${duty.firstDueText}）`}
      </span>
      {duty.lapsedAt && <span className="tag red">{timeText(duty.lapsedAt)}逾期</span>}
    </p>
    <details>
      <summary>为什么是这个期限</summary>
      <ol className="steps">
        {duty.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="small muted">
        {duty.norms.map((norm) => (
          <Link key={norm} to="/norms" hash={norm}>
            规范 {norm}{' '}
          </Link>
        ))}
        {duty.basis.length > 0 && (
          <>
            依据：
            <Bases of={duty.basis.join('；')} />
          </>
        )}
      </p>
    </details>
  </li>
)

/** 职责: who owes whom what by when, and why then; the closed ones fold away. */
export const Duties = ({ duties }: { duties: readonly DutyView[] }): ReactElement => {
  const open = duties.filter((duty) => duty.state === 'open')
  const closed = duties.filter((duty) => duty.state !== 'open')
  return (
    <section className="card stack" aria-labelledby="duties-title">
      <h2 id="duties-title">谁欠谁什么</h2>
      {open.length === 0 && <Empty>没有未了的职责。</Empty>}
      <ul className="stack">
        {open.map((duty) => (
          <Duty key={duty.no} duty={duty} />
        ))}
      </ul>
      {closed.length > 0 && (
        <details>
          <summary>已了结的{closed.length}项职责</summary>
          <ul className="stack" style={{ marginTop: '0.75rem' }}>
            {closed.map((duty) => (
              <Duty key={duty.no} duty={duty} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
