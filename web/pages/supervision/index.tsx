import { type ReactElement, type ReactNode, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { useCall, usePages } from '../../api/hooks.ts'
import type { InboxItem } from '../../api/shapes.ts'
import { MatterLines } from '../../ui/matter-lines.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty, Failed, Loading } from '../../ui/states.tsx'
import { AnswerSheet, type Answering } from '../inbox/answer-sheet.tsx'
import { InboxRow } from '../inbox/inbox-row.tsx'
import { type DutyGroup, groupsOf } from './groups.ts'
import { QuickFigures } from './quick-figures.tsx'
import { useSilent } from './silent.ts'
import '../inbox/inbox.css'
import './supervision.css'

const Panel = ({
  id,
  title,
  note,
  children,
  all,
}: {
  id: string
  title: string
  note: string
  children: ReactNode
  all?: ReactNode
}): ReactElement => (
  <section id={id} className="card stack" aria-labelledby={`${id}-title`}>
    <div className="row spread">
      <div>
        <h2 id={`${id}-title`}>{title}</h2>
        <p className="small muted">{note}</p>
      </div>
      {all}
    </div>
    {children}
  </section>
)

const SHOWN = 8

const Group = ({
  group,
  answer,
}: {
  group: DutyGroup
  answer: (answering: Answering) => void
}): ReactElement => {
  const [open, setOpen] = useState(false)
  const shown = open ? group.items : group.items.slice(0, SHOWN)
  return (
    <Panel id={`duty-${group.name}`} title={`${group.must}（${group.items.length}）`} note={group.note}>
      <ul className="inbox">
        {shown.map((item: InboxItem) => (
          <InboxRow key={`${item.matter.id} ${item.duty?.no ?? item.at}`} item={item} answer={answer} />
        ))}
      </ul>
      {shown.length < group.items.length && (
        <div>
          <button type="button" className="btn tiny" onClick={() => setOpen(true)}>
            还有{group.items.length - shown.length}件
          </button>
        </div>
      )}
    </Panel>
  )
}

/** What this office itself owes, grouped by what is owed: to verify, to strike off, to answer an extension … */
const OwnDuties = (): ReactElement => {
  const inbox = usePages('work.inbox', { query: { box: 'todo', scope: 'unit', limit: 200 } })
  const [answering, setAnswering] = useState<Answering | null>(null)
  if (inbox.isPending) return <Loading lines={6} />
  if (inbox.error && !inbox.data) return <Failed error={inbox.error} retry={inbox.refetch} />
  const groups = groupsOf(inbox.data?.pages.flatMap((page) => page.items) ?? [])
  return (
    <>
      {groups.length > 0 && (
        <nav aria-label="本室要办的" className="row">
          {groups.map((group) => (
            <a key={group.name} className="btn tiny" href={`#duty-${group.name}`}>
              {group.must} <strong>{group.items.length}</strong>
            </a>
          ))}
        </nav>
      )}
      {groups.length === 0 && <Empty>本室现在没有要核实、销号、答复的事项。</Empty>}
      {groups.map((group) => (
        <Group key={group.name} group={group} answer={setAnswering} />
      ))}
      {inbox.hasNextPage && (
        <button type="button" className="btn" onClick={() => void inbox.fetchNextPage()}>
          {inbox.isFetchingNextPage ? '正在读取' : '再看一些'}
        </button>
      )}
      {answering && <AnswerSheet answering={answering} onClose={() => setAnswering(null)} />}
    </>
  )
}

const Lapsing = (): ReactElement => {
  const rows = useCall('matters.list', { query: { light: 'yellow', sort: 'due', limit: 10 } })
  return (
    <Panel
      id="lapsing"
      title="就要到期的"
      note="距时限不多于3个工作日。"
      all={
        <Link to="/matters" search={{ light: 'yellow' }} className="btn tiny">
          全部黄灯
        </Link>
      }
    >
      <Answer of={rows}>{(data) => <MatterLines rows={data.rows} none="没有临近时限的事项。" />}</Answer>
    </Panel>
  )
}

const Silent = (): ReactElement => {
  const rows = useSilent()
  return (
    <Panel
      id="silent"
      title="没有动静的"
      note="时限已过，既未办结也未报告困难；按最久没有动静的在前。"
      all={
        <Link to="/matters" search={{ light: 'red' }} className="btn tiny">
          全部逾期
        </Link>
      }
    >
      <Answer of={rows}>{(list) => <MatterLines rows={list} none="没有逾期而无动静的事项。" />}</Answer>
    </Panel>
  )
}

/** 督查台: what is about to lapse, what is silent, and what this office itself has to answer. */
const SupervisionPage = (): ReactElement => (
  <div className="page">
    <PageHead title="督查台">
      <Link to="/reading" className="btn">
        读文立项
      </Link>
      <Link to="/matters/new" className="btn main">
        立项
      </Link>
    </PageHead>
    <QuickFigures />
    <div className="supervision">
      <div className="stack">
        <OwnDuties />
      </div>
      <div className="stack">
        <Lapsing />
        <Silent />
      </div>
    </div>
  </div>
)

export default SupervisionPage
