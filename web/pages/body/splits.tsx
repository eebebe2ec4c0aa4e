import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { dayText } from '../../ui/format.ts'
import { MatterLink } from '../../ui/matter-link.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Failed } from '../../ui/states.tsx'

const Found = ({ items }: { items: Ok<'bodies.splits'>['splits'] }): ReactElement => (
  <ul className="lines">
    {items.map((split) => (
      <li key={`${split.by} ${split.name} ${split.threshold}`} className="line">
        <div className="line-main">
          <p className="strong">
            {split.by}：{split.name}
          </p>
          <p className="small">
            {split.items.length}个议题合计{split.total}万元，达到{split.threshold}万元；单个都没有达到。
            {split.isJoined ? '已经合并计算。' : '还没有合并计算：打开其中一个议题，办“合并计算金额”。'}
          </p>
          <ul className="small">
            {split.items.map((item) => (
              <li key={item.id}>
                <MatterLink id={item.id}>{item.title}</MatterLink> {item.sum}万元 · {item.unitName} ·{' '}
                {dayText(item.openedAt)}提出
              </li>
            ))}
          </ul>
        </div>
        <div className="line-side">
          <span className={split.isJoined ? 'tag' : 'tag red'}>
            {split.isJoined ? '已合并计算' : '请核对'}
          </span>
        </div>
      </li>
    ))}
  </ul>
)

/** 可能化整为零的议题: sums that stay under the threshold one by one and reach it together within twelve months. */
export const Splits = ({ id }: { id: string }): ReactElement | null => {
  const found = useCall('bodies.splits', { params: { id } })
  if (found.error) return <Failed error={found.error} retry={found.refetch} />
  if (!found.data || found.data.splits.length === 0) return null
  return (
    <Panel
      id="splits"
      title="可能化整为零的议题"
      note="同一收款单位或者项目12个月内的金额，单个不到标准、合计达到的（A1）；看近两年提出的。"
    >
      <Found items={found.data.splits} />
    </Panel>
  )
}
