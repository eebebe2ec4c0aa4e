import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import { useCall, useMe } from '../../api/hooks.ts'
import type { InboxItem } from '../../api/shapes.ts'
import { Figures } from '../../ui/figures.tsx'
import { DutyLines } from '../../ui/matter-lines.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Answer } from '../../ui/states.tsx'
import { OfficeDuties } from '../inbox/duty-groups.tsx'
import { groupsOf } from '../inbox/groups.ts'
import '../supervision/supervision.css'

const SHOWN = 8

/** What others owe this office, by what it is: papers out for reading, replies, rulings. */
const Owed = ({ items, unit }: { items: readonly InboxItem[]; unit: string }): ReactElement => {
  const groups = groupsOf(items)
  return (
    <div className="stack">
      {groups.length === 0 && (
        <Panel id="owed" title="等别人办的" note="送出去传阅、批示、办理而还没有回来的。">
          <p className="muted">没有送出去未回来的。</p>
        </Panel>
      )}
      {groups.map((group) => (
        <Panel
          key={group.name}
          id={`owed-${group.name}`}
          title={`等${group.must}（${group.items.length}）`}
          note={`${group.procedureTitle}。谁还没有办，一行一位。`}
          all={
            group.items.length > SHOWN && (
              <Link to="/matters" search={{ owedTo: unit, duty: group.name }} className="btn tiny">
                全部事项
              </Link>
            )
          }
        >
          <DutyLines items={group.items.slice(0, SHOWN)} show="holder" none="" />
        </Panel>
      ))}
    </div>
  )
}

/** Where the matters of each ledger stand, step by step; each number opens its rows. */
const Steps = (): ReactElement | null => {
  const { data } = useCall('work.office', {})
  if (!data || data.registers.length === 0) return null
  return (
    <section className="card stack" aria-label="各本台账走到哪一步">
      {data.registers.map(({ procedure, register, figures }) => (
        <div key={procedure} className="stack" style={{ gap: '0.375rem' }}>
          <h2>
            <Link to="/matters" search={{ procedure }}>
              {register}
            </Link>
          </h2>
          <Figures figures={figures} label={register} />
        </div>
      ))}
    </section>
  )
}

const Desk = ({ unit }: { unit: string }): ReactElement => {
  const page = useCall('work.unitPage', { params: { id: unit } })
  return (
    <div className="supervision">
      <div className="stack">
        <OfficeDuties none="现在没有要拟办、转办、裁定的。" />
      </div>
      <Answer of={page} lines={8}>
        {(data) => <Owed items={data.owed.filter(({ duty }) => duty?.holder.unit !== unit)} unit={unit} />}
      </Answer>
    </div>
  )
}

/** 办公室台: papers to propose, hand on and answer; what is out with others; the office’s own burden on those below. */
const OfficePage = (): ReactElement => {
  const me = useMe()
  const unit = me.data?.posts.find((post) => post.current)?.unit
  return (
    <div className="page">
      <PageHead title="办公室台">
        <a href="/burden" className="btn">
          减负体检
        </a>
        <Link to="/matters/new" className="btn main">
          新办一件
        </Link>
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      <Steps />
      {unit !== undefined && <Desk unit={unit} />}
    </div>
  )
}

export default OfficePage
