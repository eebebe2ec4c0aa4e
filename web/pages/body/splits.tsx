import type { ReactElement } from 'react'
import { dayText } from '../../ui/format.ts'
import { MatterLink } from '../../ui/matter-link.tsx'
import type { BodyData } from './types.ts'

/** 可能化整为零的议题: sums that stay under the threshold one by one and reach it together within twelve months. */
export const Splits = ({ items }: { items: BodyData['splits'] }): ReactElement => (
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
