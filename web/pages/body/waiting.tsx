import type { ReactElement } from 'react'
import { dayText } from '../../ui/format.ts'
import { Light } from '../../ui/light.tsx'
import { MatterLink } from '../../ui/matter-link.tsx'
import { Empty } from '../../ui/states.tsx'
import type { BodyData } from './types.ts'

/** 在等的议题: where each stands, what it waits for, and since when. */
export const Waiting = ({ items }: { items: BodyData['waiting'] }): ReactElement =>
  items.length === 0 ? (
    <Empty>没有在等的议题。</Empty>
  ) : (
    <ul className="lines">
      {items.map((item) => (
        <li key={item.id} className="line">
          <div className="line-main">
            <MatterLink id={item.id} className="line-title">
              {item.title}
            </MatterLink>
            <p className="small muted">
              <span className="tag">{item.stateTitle}</span> {item.unitName} · {dayText(item.openedAt)}提出
            </p>
            {item.must.length > 0 && <p className="small">等：{item.must.join('、')}</p>}
          </div>
          <div className="line-side">
            <span className="strong">已等{item.days}日</span>
            <span className="small">{dayText(item.since)}起</span>
            <Light light={item.light} />
          </div>
        </li>
      ))}
    </ul>
  )
