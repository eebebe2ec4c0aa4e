import { type ReactElement, useMemo, useState } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { ActForm } from '../../ui/act-form/act-form.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { useTitle } from '../../ui/title.ts'
import { groupsLast } from './order.ts'

type Start = Ok<'matters.starts'>['starts'][number]

const StartForm = ({ start }: { start: Start }): ReactElement => {
  const navigate = useNavigate()
  const act = useMemo(() => ({ ...start.act, form: groupsLast(start.act.form) }), [start.act])
  if (start.act.refusals.length > 0) {
    return (
      <div className="notice warn stack">
        {start.act.refusals.map((refusal) => (
          <Refusal key={refusal.code} refusal={refusal} />
        ))}
      </div>
    )
  }
  return (
    <ActForm
      procedure={start.procedure}
      act={act}
      matter={null}
      onDone={(done) => void navigate({ to: '/matters/$id', params: { id: done.id } })}
    />
  )
}

const Chosen = ({ starts }: { starts: readonly Start[] }): ReactElement => {
  const [procedure, setProcedure] = useState(starts[0]?.procedure)
  const start = starts.find((s) => s.procedure === procedure)
  if (!start) return <Empty action={<Link to="/inbox">回到我的事</Link>}>当前岗位没有可以立项的规程。</Empty>
  return (
    <div className="card stack">
      {starts.length > 1 ? (
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span className="strong">规程</span>
          <select className="input" value={procedure} onChange={(e) => setProcedure(e.target.value)}>
            {starts.map((s) => (
              <option key={s.procedure} value={s.procedure}>
                {s.title}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <h2>{start.title}</h2>
      )}
      <StartForm key={start.procedure} start={start} />
    </div>
  )
}

/** 立项: the form that sets a matter up, one procedure at a time. */
const StartPage = (): ReactElement => {
  useTitle('立项')
  const starts = useCall('matters.starts', {})
  return (
    <div className="page" style={{ maxWidth: '52rem' }}>
      <h1>立项</h1>
      <Answer of={starts}>{(data) => <Chosen starts={data.starts} />}</Answer>
    </div>
  )
}

export default StartPage
