import type { ReactElement } from 'react'
import { Link, useSearch } from '@tanstack/react-router'
import { useMe } from '../../api/hooks.ts'
import { PageHead } from '../../ui/page-head.tsx'
import type { Me } from '../../api/shapes.ts'
import { Empty } from '../../ui/states.tsx'
import { Accounts } from './accounts.tsx'
import { Administrators } from './administrators.tsx'
import { Appointments } from './appointments.tsx'
import { CalendarPart } from './calendar.tsx'
import { Messages } from './messages.tsx'
import { Parameters } from './parameters.tsx'
import { Trail } from './trail.tsx'
import '../../ui/lists.css'
import './admin.css'

type Administers = NonNullable<Me['administers']>
interface Part {
  readonly part: string
  readonly title: string
  readonly shows: () => ReactElement
  /** Which of the three open it; absent: everybody reads it. */
  readonly for?: readonly Administers[]
}

const parts: readonly Part[] = [
  { part: 'calendar', title: '工作日历', shows: CalendarPart },
  { part: 'parameters', title: '参数', shows: Parameters },
  { part: 'administrators', title: '三员', shows: Administrators, for: ['system', 'security', 'audit'] },
  { part: 'accounts', title: '账号', shows: Accounts, for: ['system', 'security'] },
  { part: 'appointments', title: '任命和代理', shows: Appointments, for: ['system', 'security'] },
  { part: 'audit', title: '审计', shows: Trail, for: ['audit'] },
  { part: 'messages', title: '对外消息', shows: Messages, for: ['system'] },
]

const NotYours = (): ReactElement => <Empty>这一页由另一位管理员使用。</Empty>

/** 管理: what a district sets for itself. Everybody may read calendar and parameters; each administrator has their own parts. */
const AdminPage = (): ReactElement => {
  const me = useMe()
  const { part } = useSearch({ from: '/shell/admin' })
  const administers = me.data?.administers ?? null
  const may = (one: Part): boolean => !one.for || (administers !== null && one.for.includes(administers))
  const asked = parts.find((one) => one.part === part) ?? parts[0]
  const Shown = asked && may(asked) ? asked.shows : NotYours
  return (
    <div className="page">
      <PageHead title="管理" />
      <nav className="tabs" aria-label="管理内容">
        {parts.filter(may).map((one) => (
          <Link
            key={one.part}
            to="/admin"
            search={{ part: one.part }}
            activeProps={{}}
            aria-current={one === asked ? 'page' : undefined}
          >
            {one.title}
          </Link>
        ))}
      </nav>
      {me.data && administers !== 'system' && !asked?.for && (
        <p className="notice info">您的岗位可以查看，修改由系统管理员办理。</p>
      )}
      <Shown />
    </div>
  )
}

export default AdminPage
