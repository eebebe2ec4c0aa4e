import { type ReactElement, useState } from 'react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Ok, urlOf } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { DayInput } from '../../ui/day-input.tsx'
import { DownloadButton } from '../../ui/download.tsx'
import { dateText } from '../../ui/format.ts'
import { Light } from '../../ui/light.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { type Period, periodOf } from './period.ts'
import './booklet.css'

type Booklet = Ok<'documents.booklet'>
type Line = Booklet['lines'][number]

const Instruction = ({ line }: { line: Line }): ReactElement => (
  <li className="card stack given">
    <p className="row small muted">
      <span>{dateText(line.on)}</span>
      <span>{line.leader}</span>
      <Link to="/matters/$id" params={{ id: line.matter.id }}>
        {line.matter.number} {line.matter.title}
      </Link>
    </p>
    <blockquote>{line.words}</blockquote>
    <dl className="given-facts">
      <dt>要求</dt>
      <dd>{line.asks}</dd>
      <dt>办理</dt>
      <dd>
        {line.standing} <Light light={line.matter.light} />
      </dd>
      {line.tasks.length + line.hidden > 0 && (
        <>
          <dt>立项</dt>
          <dd>
            <ul className="stack" style={{ gap: '0.25rem' }}>
              {line.tasks.map((task) => (
                <li key={task.id} className="row">
                  <Link to="/matters/$id" params={{ id: task.id }}>
                    {task.number} {task.title}
                  </Link>
                  <span className="tag blue">{task.stateTitle}</span>
                  <Light light={task.light} />
                </li>
              ))}
              {line.hidden > 0 && <li className="small muted">另有{line.hidden}件（无权查看）</li>}
            </ul>
          </dd>
        </>
      )}
    </dl>
  </li>
)

const Lines = ({ booklet }: { booklet: Booklet }): ReactElement => {
  const { given, settled, underway, late } = booklet.figures
  return (
    <div className="stack">
      <p>
        共{given}件，已办结{settled}件，办理中{underway}件，超过办理时限{late}件。每一件都列在下面。
      </p>
      {booklet.lines.length === 0 ? (
        <Empty>这段时间没有批示。可以换一位领导，或者放宽起止日期。</Empty>
      ) : (
        <ol className="stack plain">
          {booklet.lines.map((line) => (
            <Instruction key={`${line.matter.id} ${line.on} ${line.words}`} line={line} />
          ))}
        </ol>
      )}
    </div>
  )
}

const Choice = ({
  leaders,
  period,
  change,
}: {
  leaders: Booklet['leaders']
  period: Period
  change: (to: Partial<Period>) => void
}): ReactElement => (
  <form className="booklet-choice noprint" onSubmit={(e) => e.preventDefault()}>
    <label>
      领导
      <select
        className="input"
        value={period.leader ?? ''}
        onChange={(e) => change({ leader: e.target.value || undefined })}
      >
        <option value="">全部</option>
        {leaders.map((leader) => (
          <option key={leader.post} value={leader.post}>
            {leader.name}（{leader.title}）
          </option>
        ))}
      </select>
    </label>
    <label htmlFor="booklet-from">
      从
      <DayInput
        id="booklet-from"
        describedBy=""
        invalid={false}
        value={period.from}
        onChange={(from) => from && change({ from })}
      />
    </label>
    <label htmlFor="booklet-to">
      到
      <DayInput
        id="booklet-to"
        describedBy=""
        invalid={false}
        value={period.to}
        onChange={(to) => to && change({ to })}
      />
    </label>
  </form>
)

/** What the page holds for those before whom not every document lies open. */
const NOTES: Readonly<Record<Booklet['downloads'], string>> = {
  all: '',
  own: '页面上是您可以看到的；导出的只含您本人的批示。',
  none: '只含您可以看到的；全部批示由政府办、督查室导出。',
}

/** 批示办理: a leader's instructions of a period with what came of each, to read, to print, to hand over (C6). */
const BookletPage = (): ReactElement => {
  const search = useSearch({ from: '/shell/booklet' })
  const navigate = useNavigate()
  const [today] = useState(() => new Date())
  const period = periodOf(search, today)
  const query = { from: period.from, to: period.to, ...(period.leader ? { leader: period.leader } : {}) }
  const booklet = useCall('documents.booklet', { query }, { placeholderData: (before) => before })
  const takes = booklet.data !== undefined && booklet.data.downloads !== 'none'
  const change = (to: Partial<Period>): void =>
    void navigate({ to: '/booklet', search: { ...query, ...to } as Record<string, string>, replace: true })
  return (
    <div className="page">
      <PageHead title="批示办理">
        {takes && (
          <>
            <DownloadButton url={urlOf('documents.bookletPaper', { query })} name="批示办理情况.docx">
              导出 Word
            </DownloadButton>
            <DownloadButton url={urlOf('documents.bookletSheet', { query })} name="批示办理情况.xlsx">
              导出 Excel
            </DownloadButton>
          </>
        )}
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      <Answer of={booklet} lines={6}>
        {(data) => (
          <>
            <Choice leaders={data.leaders} period={period} change={change} />
            {NOTES[data.downloads] && <p className="small muted">{NOTES[data.downloads]}</p>}
            <Lines booklet={data} />
          </>
        )}
      </Answer>
    </div>
  )
}

export default BookletPage
