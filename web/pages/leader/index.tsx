import { type ReactElement, type ReactNode, useState } from 'react'
import { Link, useSearch } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall, useMe } from '../../api/hooks.ts'
import { dayHint } from '../../ui/day-hint.ts'
import { Figures } from '../../ui/figures.tsx'
import { DutyLines, MatterLines } from '../../ui/matter-lines.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { AnswerSheet, type Answering } from '../inbox/answer-sheet.tsx'
import { InboxRow } from '../inbox/inbox-row.tsx'
import '../inbox/inbox.css'
import './leader.css'

type Screens = Ok<'work.leader'>

const screens = [
  { screen: 'today', title: '今天' },
  { screen: 'decide', title: '要我定的' },
  { screen: 'arranged', title: '我定的事办得怎样' },
] as const
type ScreenName = (typeof screens)[number]['screen']

const screenOf = (word: string | undefined): ScreenName =>
  screens.find(({ screen }) => screen === word)?.screen ?? 'today'

/** 3月5日 星期四，工作日: as the district's own calendar has it. */
const DateLine = ({ day }: { day: string }): ReactElement => {
  const calendar = useCall('administration.calendar', {}, { staleTime: 3_600_000 })
  const [year, month, date] = day.split('-').map(Number)
  return (
    <p className="leader-date">
      <span className="strong">
        {year}年{month}月{date}日
      </span>{' '}
      <span>{dayHint(calendar.data, day)}</span>
    </p>
  )
}

const Block = ({ title, children }: { title: string; children: ReactNode }): ReactElement => (
  <section className="card stack" aria-label={title}>
    <h3>{title}</h3>
    {children}
  </section>
)

/** Rows that the printed brief keeps of each list, so that it stays one page; the style sheet hides the others. */
const PRINTED = 6

const NotPrinted = ({ n }: { n: number }): ReactElement | null =>
  n > PRINTED ? <p className="print-only">另有{n - PRINTED}件，见系统。</p> : null

const Today = ({ today }: { today: Screens['today'] }): ReactElement => (
  <div className="leader-two">
    <Block title="新来的">
      <DutyLines items={today.fresh} show="creditor" none="今天还没有新的事。" />
      <NotPrinted n={today.fresh.length} />
    </Block>
    <Block title="已到期和就要到期的">
      <MatterLines rows={today.lapsing} none="没有临近时限的事项。" />
      <NotPrinted n={today.lapsing.length} />
    </Block>
  </div>
)

const Decide = ({
  items,
  answer,
}: {
  items: Screens['decide']
  answer: (answering: Answering) => void
}): ReactElement =>
  items.length === 0 ? (
    <Empty>没有等您定的事。</Empty>
  ) : (
    <>
      <ul className="inbox">
        {items.map((item) => (
          <InboxRow key={`${item.matter.id} ${item.duty?.no ?? item.at}`} item={item} answer={answer} />
        ))}
      </ul>
      <NotPrinted n={items.length} />
    </>
  )

const Arranged = ({ arranged }: { arranged: Screens['arranged'] }): ReactElement => (
  <div className="stack">
    <Figures figures={arranged.figures} label="我定的事" />
    <section className="card" aria-label="我定的事">
      <MatterLines rows={arranged.rows} none="还没有以您的名义交办的事项。" />
      <NotPrinted n={arranged.rows.length} />
    </section>
  </div>
)

const Screen = ({
  name,
  open,
  children,
}: {
  name: ScreenName
  open: ScreenName
  children: ReactNode
}): ReactElement => (
  // All three stand in the page, so that one print gives the whole brief.
  <section className={name === open ? 'stack' : 'stack other-screen'} aria-labelledby={`screen-${name}`}>
    <h2 id={`screen-${name}`} className="screen-title">
      {screens.find(({ screen }) => screen === name)?.title}
    </h2>
    {children}
  </section>
)

const Body = ({ data, open }: { data: Screens; open: ScreenName }): ReactElement => {
  const [answering, setAnswering] = useState<Answering | null>(null)
  return (
    <>
      <DateLine day={data.today.date} />
      <nav className="tabs noprint" aria-label="领导三屏">
        {screens.map(({ screen, title }) => (
          <Link
            key={screen}
            to="/leader"
            search={{ screen }}
            replace
            resetScroll={false}
            activeProps={{}}
            aria-current={screen === open ? 'page' : undefined}
          >
            {title}
            {screen === 'decide' && <span className="count">{data.decide.length}</span>}
          </Link>
        ))}
      </nav>
      <Screen name="today" open={open}>
        <Today today={data.today} />
      </Screen>
      <Screen name="decide" open={open}>
        <Decide items={data.decide} answer={setAnswering} />
      </Screen>
      <Screen name="arranged" open={open}>
        <Arranged arranged={data.arranged} />
      </Screen>
      {answering && <AnswerSheet answering={answering} onClose={() => setAnswering(null)} />}
    </>
  )
}

/** 领导三屏: today, what waits for a decision, and how the decided things stand; printed, it is a one-page brief. */
const LeaderPage = (): ReactElement => {
  const data = useCall('work.leader', {})
  const me = useMe()
  const open = screenOf(useSearch({ from: '/shell/leader' }).screen)
  const post = me.data?.posts.find((one) => one.current)
  return (
    <div className="page leader-page">
      <PageHead title="领导三屏" lead={post && `${post.unitName} ${post.title}`}>
        <button type="button" className="btn" onClick={() => window.print()}>
          打印简报
        </button>
      </PageHead>
      <Answer of={data}>{(screensData) => <Body data={screensData} open={open} />}</Answer>
    </div>
  )
}

export default LeaderPage
