import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { usePages } from '../../api/hooks.ts'
import { dayText } from '../../ui/format.ts'
import { Light } from '../../ui/light.tsx'
import { MatterLink } from '../../ui/matter-link.tsx'
import { More } from '../../ui/more.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Answer, Empty } from '../../ui/states.tsx'

type Item = Ok<'bodies.waiting'>['rows'][number]

const Line = ({ item }: { item: Item }): ReactElement => (
  <li className="line">
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
)

/** 在等的议题: where each stands, what it waits for, and since when. */
export const Waiting = ({ id }: { id: string }): ReactElement => {
  const list = usePages('bodies.waiting', { params: { id }, query: { limit: 30 } })
  return (
    <Panel id="waiting" title="在等的议题" note="提出早的在前；只列您有权查看的。">
      <Answer of={list}>
        {({ pages }) => {
          const items = pages.flatMap(({ rows }) => rows)
          if (items.length === 0) return <Empty>没有在等的议题。</Empty>
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
