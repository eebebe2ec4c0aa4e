import type { ReactElement } from 'react'
import { Link, useParams } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { Bases } from '../../ui/bases.tsx'
import { dateText } from '../../ui/format.ts'
import { MatterLink } from '../../ui/matter-link.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import '../../ui/lists.css'

type Page = Ok<'lists.item'>

const Facts = ({ item }: { item: Page['item'] }): ReactElement => {
  const facts: readonly (readonly [string, string | null])[] = [
    ['清单', item.listTitle],
    ['类型', item.kindTitle],
    ['持有单位', item.unitName],
    ['适用于', item.on],
    ['对象', item.object],
    ['办理程序', item.procedure],
    ['裁量和期限', item.limits],
    ['监督方式', item.supervision],
    ['有效期', `${dateText(item.from)}起${item.to ? `，至${dateText(item.to)}` : ''}`],
  ]
  return (
    <dl className="card facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt className="muted small">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      <div>
        <dt className="muted small">设定依据</dt>
        <dd>
          {item.basis.map(({ text }) => (
            <p key={text}>
              <Bases of={text} />
            </p>
          ))}
        </dd>
      </div>
    </dl>
  )
}

/** 一个事项: what it says now, and what each version before it said. */
const ListItemPage = (): ReactElement => {
  const { id } = useParams({ from: '/shell/lists/items/$id' })
  const found = useCall('lists.item', { params: { id } })
  return (
    <div className="page">
      <Answer of={found}>
        {({ item, versions }) => (
          <>
            <PageHead title={item.title} lead={`${item.id}，第${item.version}版`}>
              <Link to="/lists" className="btn">
                回到清单
              </Link>
            </PageHead>
            {item.notLive && (
              <p className="notice bad">
                现在不能依据它办理：{item.notLive}。由{item.unitName}申请清单调整，改用现行依据或者取消。
              </p>
            )}
            <Facts item={item} />
            <section className="card stack" aria-label="版本">
              <h2>版本</h2>
              <ul className="lines">
                {versions.map((version) => (
                  <li key={`${version.version} ${version.from}`} className="line">
                    <div className="line-main">
                      <MatterLink id={version.matter}>
                        第{version.version}版{version.cancelled ? '（取消）' : ''}，{dateText(version.from)}起
                      </MatterLink>
                      {version.changed.map(({ field, before, after }) => (
                        <p key={field} className="small">
                          {field}：{before || '（空）'} → {after || '（空）'}
                        </p>
                      ))}
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Answer>
    </div>
  )
}

export default ListItemPage
