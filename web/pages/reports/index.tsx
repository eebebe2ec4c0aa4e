import type { ReactElement } from 'react'
import { Link, useSearch } from '@tanstack/react-router'
import { PageHead } from '../../ui/page-head.tsx'
import { Brief } from './brief.tsx'
import { Circular } from './circular.tsx'
import '../../ui/lists.css'
import './reports.css'

const parts = [
  { part: 'circular', title: '督查通报' },
  { part: 'brief', title: '工作简报' },
] as const

/** Reports made from the record: 督查通报 of a week or a month, 工作简报 for a leader. */
const ReportsPage = (): ReactElement => {
  const search = useSearch({ from: '/shell/reports' })
  const open = search.part === 'brief' ? 'brief' : 'circular'
  return (
    <div className="page reports">
      <PageHead
        title={open === 'brief' ? '工作简报' : '督查通报'}
        lead="由办理记录自动生成，数字、句子都能打开所依据的记录。"
      >
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </PageHead>
      <nav className="tabs noprint" aria-label="通报和简报">
        {parts.map(({ part, title }) => (
          <Link
            key={title}
            to="/reports"
            search={{ part }}
            replace
            activeProps={{}}
            aria-current={part === open ? 'page' : undefined}
          >
            {title}
          </Link>
        ))}
      </nav>
      {open === 'brief' ? <Brief search={search} /> : <Circular search={search} />}
    </div>
  )
}

export default ReportsPage
