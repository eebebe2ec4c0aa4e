import { type ReactElement, useMemo } from 'react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { ActForm } from '../../ui/act-form/act-form.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { groupsLast } from './order.ts'

type Start = Ok<'matters.starts'>['starts'][number]

const nameOf = ({ procedure, act }: Start): string => `${procedure}.${act.act}`

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

/** On a phone the row of choices is longer than the screen. */
const inSight = (link: HTMLElement | null): void =>
  link?.scrollIntoView({ block: 'nearest', inline: 'center' })

/** What this post may set up, one tab each: 督办事项 立项, 收文 签收登记 … */
const Choices = ({ starts, chosen }: { starts: readonly Start[]; chosen: Start }): ReactElement => (
  <nav className="tabs" aria-label="办哪一种">
    {starts.map((start) => (
      <Link
        key={nameOf(start)}
        to="/matters/new"
        search={{ of: nameOf(start) }}
        replace
        activeProps={{}}
        aria-current={start === chosen ? 'page' : undefined}
        ref={start === chosen ? inSight : undefined}
      >
        {start.title}：{start.act.may}
      </Link>
    ))}
  </nav>
)

const Chosen = ({ starts }: { starts: readonly Start[] }): ReactElement => {
  const { of } = useSearch({ from: '/shell/matters/new' })
  const start = starts.find((one) => nameOf(one) === of) ?? starts[0]
  if (!start)
    return <Empty action={<Link to="/inbox">回到我的事</Link>}>当前岗位没有可以从头办起的事。</Empty>
  return (
    <>
      {starts.length > 1 && <Choices starts={starts} chosen={start} />}
      <div className="card stack">
        <h2>
          {start.title}：{start.act.may}
        </h2>
        {start.onSite && (
          <p className="row">
            <Link to="/on-site/start" className="btn">
              到现场用手机办
            </Link>
            <span className="small muted">没有网络也能填，时间按现场的算</span>
          </p>
        )}
        <StartForm key={nameOf(start)} start={start} />
      </div>
    </>
  )
}

/** 新办: every act that sets a matter up and belongs to this post, with its form. */
const StartPage = (): ReactElement => {
  const starts = useCall('matters.starts', {})
  return (
    <div className="page" style={{ maxWidth: '52rem' }}>
      <PageHead title="新办" />
      <Answer of={starts}>{(data) => <Chosen starts={data.starts} />}</Answer>
    </div>
  )
}

export default StartPage
