import type { ReactElement, ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { Figures, searchOf } from '../../ui/figures.tsx'
import { timeText } from '../../ui/format.ts'
import { MatterLines } from '../../ui/matter-lines.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Answer } from '../../ui/states.tsx'
import { OfficeDuties } from '../inbox/duty-groups.tsx'
import './supervision.css'

type Desk = Ok<'work.supervision'>
type Deeds = Desk['checks']['recent']

const All = ({ query }: { query: string }): ReactElement => (
  <Link to="/matters" search={searchOf(query)} className="btn tiny noprint">
    全部
  </Link>
)

/** What was done on the spot or in writing lately, the latest first. */
const DeedLines = ({ deeds, none }: { deeds: Deeds; none: string }): ReactElement =>
  deeds.length === 0 ? (
    <p className="muted">{none}</p>
  ) : (
    <ul className="lines">
      {deeds.map(({ matter, title, at, by }) => (
        <li key={`${matter.id} ${title} ${at}`} className="line">
          <div className="line-main">
            <Link to="/matters/$id" params={{ id: matter.id }} className="line-title">
              {matter.title}
            </Link>
            <p className="small muted">
              {[title, by, matter.unitName && `责任单位${matter.unitName}`].filter(Boolean).join(' · ')}
            </p>
          </div>
          <div className="line-side">
            <time className="small muted" dateTime={at}>
              {timeText(at)}
            </time>
          </div>
        </li>
      ))}
    </ul>
  )

/** Figures of one kind of deed and the latest of them; nothing where no procedure knows of such. */
const DeedPanel = ({
  id,
  title,
  note,
  of,
  none,
  children,
}: {
  id: string
  title: string
  note: string
  of: Pick<Desk['checks'], 'figures' | 'recent'>
  none: string
  children?: ReactNode
}): ReactNode =>
  of.figures.length > 0 && (
    <Panel id={id} title={title} note={note}>
      <Figures figures={of.figures} label={title} />
      {children}
      <DeedLines deeds={of.recent} none={none} />
    </Panel>
  )

const Watched = ({ desk }: { desk: Desk }): ReactElement => (
  <div className="stack">
    <Panel
      id="stuck"
      title="卡住的和等谁"
      note="报告困难不计为逾期；现在该动的是下面写明的单位。"
      all={<All query={desk.stuck.query} />}
    >
      <MatterLines rows={desk.stuck.rows} none="没有卡住的事项。" />
    </Panel>
    <Panel
      id="lapsing"
      title="就要到期的"
      note="亮黄灯的，时限最近的在前。"
      all={<All query={desk.lapsing.query} />}
    >
      <MatterLines rows={desk.lapsing.rows} none="没有临近时限的事项。" />
    </Panel>
    <Panel
      id="silent"
      title="没有动静的"
      note={`责任单位有事要办，${desk.silent.days}日没有任何反馈；计时暂停的不算。`}
      all={<All query={desk.silent.query} />}
    >
      <MatterLines rows={desk.silent.rows} none="没有久无动静的事项。" />
    </Panel>
    <Panel
      id="late"
      title="节点、签收等过期的"
      note="主要时限未到，但签收、节点、分解任务、答复已过期未办。"
      all={<All query={desk.late.query} />}
    >
      <MatterLines rows={desk.late.rows} none="没有过期未办的节点、签收。" />
    </Panel>
    <DeedPanel
      id="checks"
      title="现场核查"
      note="看过现场的和还没有看过的。"
      of={desk.checks}
      none="还没有现场核查的记录。"
    >
      {desk.checks.planned.length > 0 && (
        <>
          <h3>已安排的</h3>
          <MatterLines rows={desk.checks.planned} none="" />
          <h3>近期看过的</h3>
        </>
      )}
    </DeedPanel>
    <DeedPanel
      id="letters"
      title="督办单"
      note="督办单由人签发，与系统自动亮的灯是两回事。"
      of={desk.letters}
      none="还没有发过督办单。"
    />
  </div>
)

/** 督查台: what this office itself has to answer; what is stuck, about to lapse, silent; what was looked at and written. */
const SupervisionPage = (): ReactElement => {
  const desk = useCall('work.supervision', {})
  return (
    <div className="page">
      <PageHead title="督查台">
        <Link to="/reading" className="btn">
          读文立项
        </Link>
        <Link to="/matters/new" className="btn main">
          立项
        </Link>
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      {desk.data && <Figures figures={desk.data.figures} label="全区事项数" />}
      <div className="supervision">
        <div className="stack">
          <OfficeDuties none="本室现在没有要核实、销号、答复的事项。" />
        </div>
        <Answer of={desk} lines={8}>
          {(data) => <Watched desk={data} />}
        </Answer>
      </div>
    </div>
  )
}

export default SupervisionPage
