import type { ReactElement } from 'react'
import { Link, useParams } from '@tanstack/react-router'
import { useCall } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'
import { Light } from '../../ui/light.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Answer } from '../../ui/states.tsx'
import { Members } from './members.tsx'
import { ReasonsPanel } from './reasons.tsx'
import { Resolutions } from './resolutions.tsx'
import { Rhythm } from './rhythm.tsx'
import type { BodyData } from './types.ts'
import { Splits } from './splits.tsx'
import { Waiting } from './waiting.tsx'
import '../../ui/lists.css'
import './body.css'

const Body = ({ body }: { body: BodyData }): ReactElement => {
  const { rhythm } = body
  return (
    <div className="page">
      <PageHead
        title={body.title}
        lead={
          <>
            {[body.kind, body.unitName, body.mode, body.quorum && `法定到会：${body.quorum}`]
              .filter(Boolean)
              .join(' · ')}
          </>
        }
      >
        <Link to="/matters/$id" params={{ id: body.id }} className="btn">
          规则和沿革
        </Link>
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      {body.state !== '' && body.light.text !== '' && (
        <p className="row">
          <Light light={body.light} />
          {body.next && <span>下次会议不晚于 {dateText(body.next)}</span>}
        </p>
      )}
      <div className="body-page">
        <div className="stack">
          <Waiting id={body.id} />
          <Splits id={body.id} />
          <Resolutions id={body.id} />
          <ReasonsPanel id={body.id} />
        </div>
        <div className="stack">
          <Members members={body.members} departs={body.departs} />
          <Panel
            id="rhythm"
            title="召开的节奏"
            note={body.every === null ? '按需召开。' : `每${body.every}日至少一次（A2）。`}
          >
            <Rhythm rhythm={rhythm} />
          </Panel>
        </div>
      </div>
    </div>
  )
}

/** 机构页: what waits for a body and since when, how regularly it sits, what became of what it decided. */
const BodyPage = (): ReactElement => {
  const { id } = useParams({ from: '/shell/bodies/$id' })
  const page = useCall('bodies.page', { params: { id } })
  if (page.data) return <Body body={page.data} />
  return (
    <div className="page">
      <PageHead title="议事机构" />
      <Answer of={page}>{() => null}</Answer>
    </div>
  )
}

export default BodyPage
