import type { ReactElement } from 'react'
import type { MatterPage } from '../../api/shapes.ts'
import { dateText } from '../../ui/format.ts'

type Readers = NonNullable<MatterPage['readers']>

const stateOf = ({ opened, recalled, remark }: Readers[number]): string => {
  if (recalled) return `${dateText(recalled)}收回${opened ? '（收回前已阅）' : ''}`
  if (remark) return '已阅，已提意见'
  return opened ? '已阅' : '未打开'
}

/** 传阅情况, for who sent it round: opening is reading, nobody confirms anything. */
export const ReadersPanel = ({ readers }: { readers: Readers }): ReactElement => (
  <section className="card stack noprint" aria-labelledby="readers-title">
    <h2 id="readers-title">传阅情况</h2>
    <p className="small muted">
      共{readers.length}位，已阅{readers.filter((one) => one.opened).length}位。打开就是已阅，不用回执。
    </p>
    <ul className="lines">
      {readers.map((one) => (
        <li key={`${one.post} ${one.on} ${one.purpose}`} className="line">
          <div className="line-main">
            <span>{one.post}</span>
            <p className="small muted">
              {dateText(one.on)} · {one.purpose}
            </p>
            {one.remark && <p className="small">意见：{one.remark}</p>}
          </div>
          <div className="line-side">
            <span className={one.opened && !one.recalled ? 'tag blue' : 'tag'}>{stateOf(one)}</span>
          </div>
        </li>
      ))}
    </ul>
  </section>
)
