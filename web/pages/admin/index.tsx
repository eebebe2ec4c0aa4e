import type { ReactElement } from 'react'
import { Link, useSearch } from '@tanstack/react-router'
import { useMe } from '../../api/hooks.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Accounts } from './accounts.tsx'
import { Appointments } from './appointments.tsx'
import { CalendarPart } from './calendar.tsx'
import { Messages } from './messages.tsx'
import { Parameters } from './parameters.tsx'
import '../../ui/lists.css'
import './admin.css'

const parts = [
  { part: 'calendar', title: '工作日历', shows: CalendarPart },
  { part: 'parameters', title: '参数', shows: Parameters },
  { part: 'accounts', title: '账号', shows: Accounts },
  { part: 'appointments', title: '任命和代理', shows: Appointments },
  { part: 'messages', title: '对外消息', shows: Messages },
] as const

/** 管理: what a district sets for itself. Everybody may read calendar and parameters; changing them is the administrator's. */
const AdminPage = (): ReactElement => {
  const me = useMe()
  const { part } = useSearch({ from: '/shell/admin' })
  const open = parts.find((one) => one.part === part) ?? parts[0]
  const Shown = open.shows
  const may = me.data?.screens.includes('admin') ?? false
  return (
    <div className="page">
      <PageHead title="管理" />
      <nav className="tabs" aria-label="管理内容">
        {parts.map((one) => (
          <Link
            key={one.part}
            to="/admin"
            search={{ part: one.part }}
            activeProps={{}}
            aria-current={one === open ? 'page' : undefined}
          >
            {one.title}
          </Link>
        ))}
      </nav>
      {!may && <p className="notice info">您的岗位可以查看，修改由系统管理岗位办理。</p>}
      <Shown />
    </div>
  )
}

export default AdminPage
