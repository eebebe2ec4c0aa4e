import type { ReactElement, ReactNode } from 'react'
import { Link, useSearch } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall, useMe } from '../../api/hooks.ts'
import type { InboxItem } from '../../api/shapes.ts'
import { dayHint } from '../../ui/day-hint.ts'
import { Figures } from '../../ui/figures.tsx'
import { DutyLines, MatterLines } from '../../ui/matter-lines.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { type Answer as AnswerAct, useAnswering } from '../inbox/answering.tsx'
import { orMore } from '../../ui/up-to.ts'
import { DutyGroups } from '../inbox/duty-groups.tsx'
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

const Block = ({
  title,
  onScreen = false,
  children,
}: {
  title: string
  /** Not in print, where another list says the same. */
  onScreen?: boolean
  children: ReactNode
}): ReactElement => (
  <section className={onScreen ? 'card stack noprint' : 'card stack'} aria-label={title}>
    <h3>{title}</h3>
    {children}
  </section>
)

/** Rows that the printed brief keeps of each list, so that it stays one page; the style sheet hides the others. */
const PRINTED = 5

const NotPrinted = ({ n }: { n: number }): ReactElement | null =>
  n > PRINTED ? <p className="print-only">另有{n - PRINTED}件，见系统。</p> : null

const Rows = ({
  items,
  answer,
  none,
}: {
  items: readonly InboxItem[]
  answer: AnswerAct
  none: string
}): ReactElement =>
  items.length === 0 ? (
    <p className="muted">{none}</p>
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

/** One’s own duties first (F1), then what one has arranged, then what is new. */
const Today = ({ today }: { today: Screens['today'] }): ReactElement => {
  const { answer, sheet } = useAnswering()
  return (
    <div className="leader-two">
      <div className="stack">
        <Block onScreen title={`等我批示、签发、阅的（${today.papers.length}）`}>
          <Rows items={today.papers} answer={answer} none="没有等您批示的文件。" />
        </Block>
        <Block onScreen title={`我该办而到期、就要到期的（${today.due.length}）`}>
          <Rows items={today.due} answer={answer} none="您自己没有到期的事。" />
        </Block>
      </div>
      <div className="stack">
        <Block onScreen title="我定的事里已到期和就要到期的">
          <MatterLines rows={today.lapsing} none="没有临近时限的事项。" />
          <NotPrinted n={today.lapsing.length} />
        </Block>
        <Block title="新来的">
          <DutyLines items={today.fresh} show="creditor" none="今天还没有新的事。" />
          <NotPrinted n={today.fresh.length} />
        </Block>
      </div>
      {sheet}
    </div>
  )
}

const Arranged = ({ arranged }: { arranged: Screens['arranged'] }): ReactElement => (
  <div className="stack">
    <Figures figures={arranged.figures} label="我定的事" />
    {arranged.stuck.length > 0 && (
      <Block title={`卡住的，在等谁（${arranged.stuck.length}）`}>
        <MatterLines rows={arranged.stuck} none="" />
        <NotPrinted n={arranged.stuck.length} />
      </Block>
    )}
    <Block title="其余的，时限近的在前">
      <MatterLines rows={arranged.rows} none="还没有以您的名义交办、批示的事项。" />
      <NotPrinted n={arranged.rows.length} />
    </Block>
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
            {screen === 'decide' && (
              <span className="count">{orMore(data.decide.length, data.decideMore)}</span>
            )}
          </Link>
        ))}
      </nav>
      <Screen name="today" open={open}>
        <Today today={data.today} />
      </Screen>
      <Screen name="decide" open={open}>
        <DutyGroups items={data.decide} more={data.decideMore} none="没有等您定的事。" label="要我定的" />
        {data.decideMore && (
          <p className="muted small">
            只列时限最近的{data.decide.length}件，其余见<Link to="/inbox">我的事</Link>。
          </p>
        )}
      </Screen>
      <Screen name="arranged" open={open}>
        <Arranged arranged={data.arranged} />
      </Screen>
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
