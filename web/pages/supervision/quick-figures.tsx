import type { ReactElement } from 'react'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { optionsOf } from '../../api/hooks.ts'
import '../../ui/lists.css'

const figures = [
  { title: '已逾期', query: { light: 'red' } },
  { title: '将到期', query: { light: 'yellow' } },
  { title: '卡住了', query: { flag: 'stuck' } },
  { title: '申请退回过', query: { flag: 'declined' } },
  { title: '延期过', query: { flag: 'extended' } },
  { title: '返工过', query: { flag: 'returned' } },
  { title: '在办', query: { group: '在办' } },
] as const

/** The district's counts; each opens exactly its rows. */
export const QuickFigures = (): ReactElement => {
  const counts = useQueries({
    queries: figures.map(({ query }) => optionsOf('matters.list', { query: { ...query, limit: 1 } })),
  })
  return (
    <ul className="figures" aria-label="全区事项数">
      {figures.map(({ title, query }, n) => {
        const count = counts[n]?.data?.count
        return (
          <li key={title}>
            <Link to="/matters" search={query}>
              <span>{title}</span>
              <strong>{count ? `${count.n}${count.more ? '+' : ''}` : '…'}</strong>
              <span className="sr">件，打开列表</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
