import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'
import { Light } from '../../ui/light.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import '../../ui/lists.css'

type Line = Ok<'bodies.list'>['bodies'][number]

const BodyLine = ({ body }: { body: Line }): ReactElement => (
  <li className="line">
    <div className="line-main">
      <Link to="/bodies/$id" params={{ id: body.id }} className="line-title">
        {body.title}
      </Link>
      <p className="small muted">
        {[body.kind, body.unitName, body.chair && `主持人 ${body.chair}`].filter(Boolean).join(' · ')}
        {body.stateTitle !== '' && ` · ${body.stateTitle}`}
      </p>
    </div>
    <div className="line-side">
      <span className="small">{body.last ? `最近召集 ${dateText(body.last)}` : '还没有召集过'}</span>
      {body.next && <span className="small">下次不晚于 {dateText(body.next)}</span>}
      <Light light={body.light} />
    </div>
  </li>
)

const Part = ({ title, bodies }: { title: string; bodies: readonly Line[] }): ReactElement | null =>
  bodies.length === 0 ? null : (
    <section className="card stack" aria-label={title}>
      <h2>
        {title} <span className="muted small">{bodies.length}个</span>
      </h2>
      <ul className="lines">
        {bodies.map((body) => (
          <BodyLine key={body.id} body={body} />
        ))}
      </ul>
    </section>
  )

/** 议事机构: those one sits in, and all others of the district. */
const BodiesPage = (): ReactElement => {
  const list = useCall('bodies.list', {})
  return (
    <div className="page">
      <PageHead title="议事机构" lead="谁和谁一起决定、多久开一次会、哪些事在等着定。" />
      <Answer of={list}>
        {({ bodies }) => (
          <>
            {bodies.length === 0 && <Empty>本区还没有设立议事机构，由政府办或者各单位在“新办”里设立。</Empty>}
            <Part title="我参加的" bodies={bodies.filter(({ mine }) => mine)} />
            <Part title="其他" bodies={bodies.filter(({ mine }) => !mine)} />
          </>
        )}
      </Answer>
    </div>
  )
}

export default BodiesPage
