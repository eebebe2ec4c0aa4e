import type { ReactElement } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'
import { MatterLink } from '../../ui/matter-link.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { Failed } from '../../ui/states.tsx'

type Reasons = Ok<'bodies.reasons'>
type Own = NonNullable<Reasons['own']>
type Figures = Own['figures']

/** 3／12: of so many so many; nothing to count is said as such. */
const of = (n: number, all: number): string => (all === 0 ? '—' : `${n}／${all}`)

const manners: Readonly<Record<Own['lines'][number]['manner'], string>> = {
  own: '有自己的理由',
  bare: '只表态，没有理由',
  copy: '与之前的发言雷同',
}

const OwnFigures = ({ figures, items }: { figures: Figures; items: number }): ReactElement => (
  <dl className="reason-figures">
    <div>
      <dt>有自己的理由</dt>
      <dd>{of(figures.own, figures.items)}</dd>
    </div>
    <div>
      <dt>只表态</dt>
      <dd>{of(figures.bare, figures.items)}</dd>
    </div>
    <div>
      <dt>雷同</dt>
      <dd>{of(figures.copies, figures.items)}</dd>
    </div>
    <div>
      <dt>不同意、弃权</dt>
      <dd>{of(figures.dissent, figures.items)}</dd>
    </div>
    <div>
      <dt>主要领导表态以后的表决、发言</dt>
      <dd>
        {figures.after.n}次{figures.after.minutes !== null && `，多在${figures.after.minutes}分钟内`}
        {figures.turned > 0 && `，其中改了自己意见的${figures.turned}次`}
      </dd>
    </div>
    {figures.without && <p className="notice warn">最近{items}项都没有自己的理由。</p>}
  </dl>
)

const OwnLines = ({ lines }: { lines: Own['lines'] }): ReactElement => (
  <details>
    <summary>逐项看我的发言（{lines.length}项）</summary>
    <ul className="lines">
      {lines.map((line) => (
        <li key={line.matter} className="line">
          <div className="line-main">
            <MatterLink id={line.matter} className="line-title">
              {line.title}
            </MatterLink>
            <p className="small">
              {line.stance}：{line.words}
            </p>
          </div>
          <div className="line-side">
            <span className="small muted">{dateText(line.on)}</span>
            <span className={line.manner === 'own' ? 'small' : 'tag'}>{manners[line.manner]}</span>
            {line.manner === 'copy' && (
              <span className="small muted">
                与{line.of}的话重合{line.alike}%
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  </details>
)

const BodyFigures = ({ body }: { body: NonNullable<Reasons['body']> }): ReactElement => (
  <p>
    近一年决定{body.items}项，成员发言{body.views}次：只表态{body.bare}次，雷同{body.copies}次，不同意、弃权
    {body.dissent}次；与多数意见不一致的决定{body.against}项。
    {body.chiefWords !== null && `主持人的话占全部发言字数的${body.chiefWords}%`}
    {body.chiefFloor === null ? '；没有记录发言时间。' : `，占发言时间的${body.chiefFloor}%。`}
  </p>
)

const People = ({
  people,
  items,
}: {
  people: NonNullable<Reasons['people']>
  items: number
}): ReactElement => (
  <ScrollTable
    label="各成员发言情况"
    columns={[
      '成员',
      '发言',
      '有自己的理由',
      '只表态',
      '雷同',
      '不同意、弃权',
      '主要领导表态以后',
      '表态后改变',
      `连续${items}项`,
    ]}
  >
    {people.map(({ person, name, title, figures }) => (
      <tr key={person}>
        <td data-title="成员">
          {title} {name}
        </td>
        <td data-title="发言">{figures.items}</td>
        <td data-title="有自己的理由">{figures.own}</td>
        <td data-title="只表态">{figures.bare}</td>
        <td data-title="雷同">{figures.copies}</td>
        <td data-title="不同意、弃权">{figures.dissent}</td>
        <td data-title="主要领导表态以后">
          {figures.after.n}次{figures.after.minutes !== null && `，多在${figures.after.minutes}分钟内`}
        </td>
        <td data-title="表态后改变">{figures.turned}</td>
        <td data-title={`连续${items}项`}>{figures.without ? '没有自己的理由' : ''}</td>
      </tr>
    ))}
  </ScrollTable>
)

const Copies = ({ copies }: { copies: NonNullable<Reasons['copies']> }): ReactElement | null =>
  copies.length === 0 ? null : (
    <details>
      <summary>雷同的发言（{copies.length}处）</summary>
      <ul className="lines">
        {copies.map((copy) => (
          <li key={`${copy.matter} ${copy.later}`} className="line">
            <div className="line-main">
              <MatterLink id={copy.matter} className="line-title">
                {copy.title}
              </MatterLink>
              <p className="small">
                {copy.later}的话与{copy.earlier}先说的重合{copy.alike}%
              </p>
            </div>
            <div className="line-side">
              <span className="small muted">{dateText(copy.on)}</span>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )

const rulesText = ({ bare, alike, items, first }: Reasons['rules']): string =>
  `除去“同意”等套话不足${bare}字算只表态；与先说的人重合${alike}%以上算雷同；连续${items}项一并看。` +
  `只算已经决定的议题。本人当日看到自己的，纪检监察${first}日后看到；不排名次，也不对外公布。`

/** 附和: each member's own figures first, the body's as a whole; everybody's for the inspector alone (A5). */
export const ReasonsPanel = ({ id }: { id: string }): ReactElement | null => {
  const query = useCall('bodies.reasons', { params: { id } })
  if (query.error) return <Failed error={query.error} retry={query.refetch} />
  const { data } = query
  if (!data || (data.own === null && data.body === null)) return null
  const { own, body, people, copies, rules } = data
  return (
    <Panel id="reasons" title="发言里的理由" note={rulesText(rules)}>
      {own && (
        <div className="stack">
          <h3>我的</h3>
          {own.figures.items === 0 ? (
            <p className="muted">近一年没有您发言的已决定议题。</p>
          ) : (
            <>
              <OwnFigures figures={own.figures} items={rules.items} />
              <OwnLines lines={own.lines} />
            </>
          )}
        </div>
      )}
      {body && (
        <div className="stack">
          <h3>全体</h3>
          <BodyFigures body={body} />
          {people && <People people={people} items={rules.items} />}
          {copies && <Copies copies={copies} />}
        </div>
      )}
    </Panel>
  )
}
