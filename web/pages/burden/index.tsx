import type { ReactElement } from 'react'
import { Link, useSearch } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { DownloadButton } from '../../ui/download.tsx'
import { dateText } from '../../ui/format.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { type Asked, type Column, type Figures, askedOf, bys, columns, periods, shown } from './columns.ts'
import { Rows } from './rows.tsx'
import '../../ui/lists.css'
import './burden.css'

type Report = Ok<'burden.report'>

const Choices = ({ asked: { period, by } }: { asked: Asked }): ReactElement => (
  <div className="row burden-choices noprint">
    <nav className="tabs" aria-label="期间">
      {(Object.keys(periods) as Asked['period'][]).map((one) => (
        <Link
          key={one}
          to="/burden"
          search={{ period: one, by }}
          replace
          activeProps={{}}
          aria-current={one === period ? 'page' : undefined}
        >
          {periods[one]}
        </Link>
      ))}
    </nav>
    <nav className="tabs" aria-label="发起方">
      {(Object.keys(bys) as Asked['by'][]).map((one) => (
        <Link
          key={one}
          to="/burden"
          search={{ period, by: one }}
          replace
          activeProps={{}}
          aria-current={one === by ? 'page' : undefined}
        >
          {bys[one]}
        </Link>
      ))}
    </nav>
  </div>
)

/** A number that leads to its rows; nothing and none lead nowhere. */
const Opening = ({
  asked: { period, by },
  column,
  figures,
  issuer,
  name,
}: {
  asked: Asked
  column: Column
  figures: Figures
  issuer?: string
  name: string
}): ReactElement => {
  const n = column.of(figures)
  if (n === null || n === 0) return <span className="muted">{shown(n)}</span>
  return (
    <Link
      to="/burden"
      search={{ period, by, figure: column.opens, ...(issuer === undefined ? {} : { issuer }) }}
      resetScroll={false}
      className="burden-number"
      aria-label={`${name}，${column.title}${shown(n)}，看明细`}
    >
      {shown(n)}
    </Link>
  )
}

const Totals = ({ asked, total }: { asked: Asked; total: Figures }): ReactElement => (
  <ul className="figures" aria-label="全区合计">
    {columns.map((column) => (
      <li key={column.title}>
        <Link
          to="/burden"
          search={{ period: asked.period, by: asked.by, figure: column.opens }}
          resetScroll={false}
          title={column.means}
        >
          <span>{column.title}</span>
          <strong>{shown(column.of(total))}</strong>
        </Link>
      </li>
    ))}
  </ul>
)

const Issuers = ({ asked, report }: { asked: Asked; report: Report }): ReactElement => (
  <ScrollTable
    label="各发起方"
    className="burden-table"
    columns={[asked.by === 'unit' ? '发起单位' : '交办领导', ...columns]}
  >
    {report.issuers.map(({ issuer, name, figures }) => (
      <tr key={issuer}>
        <th scope="row" data-title="发起方">
          {name}
        </th>
        {columns.map((column) => (
          <td
            key={column.title}
            data-title={column.title}
            className={column.of(figures) ? undefined : 'nought'}
          >
            <Opening asked={asked} column={column} figures={figures} issuer={issuer} name={name} />
          </td>
        ))}
      </tr>
    ))}
  </ScrollTable>
)

const Meaning = (): ReactElement => (
  <details className="card">
    <summary>这些数怎么算</summary>
    <dl className="burden-means">
      {columns.map(({ title, means }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{means}。</dd>
        </div>
      ))}
    </dl>
  </details>
)

const Body = ({ asked, report }: { asked: Asked; report: Report }): ReactElement => (
  <>
    <p>
      {dateText(report.from)}至{dateText(report.to)}
      。只看提出要求的一方；办理、答复的单位和个人不列名、不排序。
    </p>
    <Totals asked={asked} total={report.total} />
    {report.issuers.length === 0 ? (
      <Empty>这段时间没有要求其他单位办理的事项，也没有发出提醒。</Empty>
    ) : (
      <Issuers asked={asked} report={report} />
    )}
    {asked.figure && (
      <Rows
        asked={asked}
        figure={asked.figure}
        name={report.issuers.find(({ issuer }) => issuer === asked.issuer)?.name}
      />
    )}
    <Meaning />
  </>
)

/** 减负体检: what those who ask cost those who answer, about the former alone; each number opens its rows. */
const BurdenPage = (): ReactElement => {
  const asked = askedOf(useSearch({ from: '/shell/burden' }))
  const { period, by } = asked
  const report = useCall('burden.report', { query: { period, by } })
  return (
    <div className="page burden-page">
      <PageHead title="减负体检" lead="谁提出的要求，给基层添了多少事。">
        <DownloadButton url={`/api/burden.xlsx?period=${period}&by=${by}`} name="减负体检.xlsx">
          导出 Excel
        </DownloadButton>
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      <Choices asked={asked} />
      <Answer of={report}>{(data) => <Body asked={asked} report={data} />}</Answer>
    </div>
  )
}

export default BurdenPage
