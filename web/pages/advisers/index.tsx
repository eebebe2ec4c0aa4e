import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import '../../ui/lists.css'

type Adviser = Ok<'advisers.list'>['advisers'][number]

const days = (value: number | null): string => (value === null ? '—' : `${value}个工作日`)

const Row = ({ one }: { one: Adviser }): ReactElement => (
  <tr>
    <th scope="row" data-title="姓名">
      <Link to="/matters/$id" params={{ id: one.id }}>
        {one.title}
      </Link>{' '}
      {!one.engaged && <span className="tag">{one.stateTitle}</span>}
    </th>
    <td data-title="身份">{one.kind}</td>
    <td data-title="执业机构、单位">{one.from}</td>
    <td data-title="聘期止">{one.until ? dateText(one.until) : '—'}</td>
    <td data-title="利害关系">{one.conflicts.join('、') || '无'}</td>
    <td data-title="请其参加">{one.asked}件</td>
    <td data-title="未提意见">{one.inHand}件</td>
    <td data-title="退出">{one.left}件</td>
    <td data-title="提出意见用时">
      {days(one.median)}
      {one.longest !== null && <span className="muted small">，最长{one.longest}个</span>}
    </td>
    <td data-title="与审查结论一致">{one.taken.of === 0 ? '—' : `${one.taken.n}/${one.taken.of}`}</td>
  </tr>
)

const Table = ({ advisers }: { advisers: readonly Adviser[] }): ReactElement => (
  <table className="plain-table stacking">
    <caption className="sr">法律顾问名册</caption>
    <thead>
      <tr>
        {[
          '姓名',
          '身份',
          '执业机构、单位',
          '聘期止',
          '利害关系',
          '请其参加',
          '未提意见',
          '退出',
          '提出意见用时',
          '与审查结论一致',
        ].map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {advisers.map((one) => (
        <Row key={one.id} one={one} />
      ))}
    </tbody>
  </table>
)

/** 法律顾问: the register, with what each was asked, how soon he answered and what became of it. */
const AdvisersPage = (): ReactElement => {
  const list = useCall('advisers.list', {})
  return (
    <div className="page">
      <PageHead title="法律顾问" lead="谁在聘、和谁有利害关系、手上有几件、多久提出意见、意见用上了没有。" />
      <Answer of={list}>
        {({ advisers, since }) => (
          <section className="card stack" aria-label="法律顾问名册">
            {advisers.length === 0 ? (
              <Empty>名册里还没有您能看到的法律顾问，由法制机构在“新办”里聘任。</Empty>
            ) : (
              <>
                <p className="small muted">
                  用时为请其参加到提出书面意见的工作日的中位数；“一致”是其结论与审查机构最后结论相同的件数。自
                  {dateText(since)}起计。
                </p>
                <Table advisers={advisers} />
              </>
            )}
          </section>
        )}
      </Answer>
    </div>
  )
}

export default AdvisersPage
