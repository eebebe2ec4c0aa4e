import type { ReactElement } from 'react'
import { dateText } from '../../ui/format.ts'
import { Light } from '../../ui/light.tsx'
import { MatterLink } from '../../ui/matter-link.tsx'
import { Empty } from '../../ui/states.tsx'
import type { BodyData } from './types.ts'

type Item = BodyData['resolutions'][number]

const tasksText = ({ n, closed, late }: Item['tasks']): string =>
  n === 0 ? '没有任务' : `任务${n}件，办结${closed}件${late > 0 ? `，逾期${late}件` : ''}`

/** 议定事项: what was decided when, and how far it is carried out. */
export const Resolutions = ({ items }: { items: BodyData['resolutions'] }): ReactElement =>
  items.length === 0 ? (
    <Empty>还没有议定事项。</Empty>
  ) : (
    <ul className="lines">
      {items.map((item) => (
        <li key={item.id} className="line">
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
      ))}
    </ul>
  )
