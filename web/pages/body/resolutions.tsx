import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { usePages } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'
import { Light } from '../../ui/light.tsx'
import { MatterLink } from '../../ui/matter-link.tsx'
import { More } from '../../ui/more.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Answer, Empty } from '../../ui/states.tsx'

type Item = Ok<'bodies.resolutions'>['rows'][number]

const tasksText = ({ n, closed, late }: Item['tasks']): string =>
  n === 0 ? '没有任务' : `任务${n}件，办结${closed}件${late > 0 ? `，逾期${late}件` : ''}`

const Line = ({ item }: { item: Item }): ReactElement => (
  <li className="line">
    <div className="line-main">
      <MatterLink id={item.id} className="line-title">
        {item.title}
      </MatterLink>
      <p className="small muted">
        {item.on && `${dateText(item.on)} `}
        {item.outcome} · {item.unitName}
      </p>
      <p className="small">
        {tasksText(item.tasks)}
        {item.result !== '' && ` · ${item.result}`}
        {item.evaluation !== '' && ` · 评估：${item.evaluation}`}
      </p>
    </div>
    <div className="line-side">
      <span className="tag">{item.stateTitle}</span>
      {item.dueText && <span className="small">{item.dueText}</span>}
      <Light light={item.light} />
    </div>
  </li>
)

/** 议定事项: what was decided when, and how far it is carried out. */
export const Resolutions = ({ id }: { id: string }): ReactElement => {
  const list = usePages('bodies.resolutions', { params: { id }, query: { limit: 30 } })
  return (
    <Panel id="resolutions" title="议定事项" note="新的在前；任务的件数包括您无权查看的。">
      <Answer of={list}>
        {({ pages }) => {
          const items = pages.flatMap(({ rows }) => rows)
          if (items.length === 0) return <Empty>还没有议定事项。</Empty>
          return (
            <>
              <ul className="lines">
                {items.map((item) => (
                  <Line key={item.id} item={item} />
                ))}
              </ul>
              <More of={list} say="更多" />
            </>
          )
        }}
      </Answer>
    </Panel>
  )
}
