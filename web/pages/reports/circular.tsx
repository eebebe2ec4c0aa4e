import { type ReactElement, useEffect, useRef } from 'react'
import { Link } from '@tanstack/react-router'
import { type Ok, urlOf } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import type { ReportsSearch } from '../../router.tsx'
import { DownloadButton } from '../../ui/download.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Answer } from '../../ui/states.tsx'

type Issue = Ok<'reports.circular'>
type Lines = Ok<'reports.circularLines'>['lines']
type Row = Issue['totals']

/** What of the address says which circular it is. */
const periodIn = ({ kind, on }: ReportsSearch) => ({
  kind: kind === 'month' ? ('month' as const) : ('week' as const),
  ...(on ? { on } : {}),
})

const LineList = ({ lines, none }: { lines: Lines; none: string }): ReactElement =>
  lines.length === 0 ? (
    <p className="muted">{none}</p>
  ) : (
    <ul className="lines">
      {lines.map(({ id, number, title, unitName, note }) => (
        <li key={`${id} ${note}`} className="line">
          <div className="line-main">
            <Link to="/matters/$id" params={{ id }} className="line-title">
              {title}
            </Link>
            <p className="small">{note}</p>
            <p className="small muted">
              {number} · {unitName}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )

/** The lines that one number counts; opened by the number, it takes the focus. */
const Opened = ({
  search,
  figure,
  issue,
}: {
  search: ReportsSearch
  figure: string
  issue: Issue
}): ReactElement => {
  const { unit, source } = search
  const heading = useRef<HTMLHeadingElement>(null)
  const narrowed = { ...(unit ? { unit } : {}), ...(source ? { source } : {}) }
  const found = useCall('reports.circularLines', { query: { ...periodIn(search), figure, ...narrowed } })
  useEffect(() => heading.current?.focus(), [figure, unit, source])
  const of =
    issue.byUnit.find(({ key }) => key === unit)?.title ??
    issue.bySource.find(({ key }) => key === source)?.title
  const title = issue.figures.find(({ name }) => name === figure)?.title ?? ''
  return (
    <section className="card stack" aria-labelledby="opened-title">
      <div className="row spread">
        <h2 id="opened-title" ref={heading} tabIndex={-1}>
          {title}
          {of && `：${of}`}
          {found.data && `（${found.data.lines.length}）`}
        </h2>
        <Link to="/reports" search={periodIn(search)} resetScroll={false} className="btn tiny noprint">
          收起
        </Link>
      </div>
      <Answer of={found} lines={2}>
        {({ lines }) => <LineList lines={lines} none="没有这样的事项。" />}
      </Answer>
    </section>
  )
}

const Table = ({
  caption,
  first,
  rows,
  issue,
  search,
  by,
}: {
  caption: string
  first: string
  rows: readonly Row[]
  issue: Issue
  search: ReportsSearch
  by: 'unit' | 'source'
}): ReactElement => (
  <div className="table-scroll">
    <table className="plain-table report-table">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {issue.figures.map(({ name, title, short }) => (
            <th key={name} scope="col" title={title}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...rows, issue.totals].map((row) => (
          <tr key={row.key} className={row === issue.totals ? 'total' : undefined}>
            <th scope="row">{row.title}</th>
            {row.cells.map((n, column) => {
              const figure = issue.figures[column]
              const narrowed = row === issue.totals ? {} : { [by]: row.key }
              return (
                <td key={figure?.name}>
                  {n === 0 ? (
                    <span className="muted">0</span>
                  ) : (
                    <Link
                      to="/reports"
                      search={{ ...periodIn(search), figure: figure?.name ?? '', ...narrowed }}
                      resetScroll={false}
                      aria-label={`${row.title}${figure?.title}${n}，打开`}
                    >
                      {n}
                    </Link>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const kinds = [
  { kind: 'week', title: '周报' },
  { kind: 'month', title: '月报' },
] as const

/** Week or month, the period before and after, and the files. */
const Chooser = ({ issue }: { issue: Issue }): ReactElement => {
  const { kind, from, before, after, title } = issue.period
  const query = { kind, on: from }
  return (
    <div className="row spread">
      <div className="row">
        {kinds.map((one) => (
          <Link
            key={one.kind}
            to="/reports"
            search={{ kind: one.kind, on: from }}
            resetScroll={false}
            className="btn"
            activeProps={{}}
            aria-current={one.kind === kind ? 'true' : undefined}
          >
            {one.title}
          </Link>
        ))}
        <Link to="/reports" search={{ kind, on: before }} resetScroll={false} className="btn">
          上一期
        </Link>
        <strong>{title}</strong>
        {!issue.ongoing && (
          <Link to="/reports" search={{ kind, on: after }} resetScroll={false} className="btn">
            下一期
          </Link>
        )}
      </div>
      {issue.official ? (
        <div className="row">
          <DownloadButton url={urlOf('reports.circularPaper', { query })} name={`${issue.title}.docx`}>
            下载通报
          </DownloadButton>
          <DownloadButton url={urlOf('reports.circularSheet', { query })} name={`${issue.title}附表.xlsx`}>
            下载附表
          </DownloadButton>
        </div>
      ) : (
        <p className="small muted">只含您可以看到的事项，不作为正式通报。</p>
      )}
    </div>
  )
}

const Body = ({ issue, search }: { issue: Issue; search: ReportsSearch }): ReactElement => (
  <>
    <div className="noprint">
      <Chooser issue={issue} />
    </div>
    <section className="card stack" aria-labelledby="whole-title">
      <h2 id="whole-title">
        {issue.period.title}总体情况{issue.ongoing && '（本期未完）'}
      </h2>
      {issue.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
    {search.figure && <Opened search={search} figure={search.figure} issue={issue} />}
    <Panel id="by-unit" title="按承办单位" note="单位按名录顺序，不作排名；点数字看所计的事项。">
      <Table caption="按承办单位" first="单位" rows={issue.byUnit} issue={issue} search={search} by="unit" />
    </Panel>
    <Panel id="by-source" title="按交办依据" note="事情从哪里来：批示、会议、文件、报告。">
      <Table
        caption="按交办依据"
        first="依据"
        rows={issue.bySource}
        issue={issue}
        search={search}
        by="source"
      />
    </Panel>
    <Panel id="stuck" title="卡住的事项和等谁协助" note="及时报告困难的不算不落实；现在该动的是写明的人。">
      <LineList lines={issue.stuck} none="没有卡住的事项。" />
    </Panel>
    <Panel id="lapsed" title="不落实也不报告的事项" note="时限届满时既没有办结，也没有报告困难或者申请延期。">
      <LineList lines={issue.lapsed} none="没有这样的事项。" />
    </Panel>
  </>
)

/** 督查通报 of a week or a month. */
export const Circular = ({ search }: { search: ReportsSearch }): ReactElement => {
  const issue = useCall('reports.circular', { query: periodIn(search) })
  return (
    <Answer of={issue} lines={8}>
      {(data) => <Body issue={data} search={search} />}
    </Answer>
  )
}
