import type { ReactElement } from 'react'
import { useMe } from '../../api/hooks.ts'
import type { Me } from '../../api/shapes.ts'
import { postName } from '../../ui/post-switch.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { SizeChoice } from '../../ui/text-size.tsx'
import { useTitle } from '../../ui/title.ts'
import { Advising } from './advising.tsx'
import { MeetingCalendar } from './calendar.tsx'
import { CausedByMe } from './caused.tsx'
import { Delegations } from './delegations.tsx'
import { Leave } from './leave.tsx'
import { PasswordForm } from './password-form.tsx'
import { Reminders } from './reminders.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'

const Posts = ({ me }: { me: Me }): ReactElement => (
  <section className="card stack" aria-labelledby="posts-title">
    <h2 id="posts-title">我的岗位</h2>
    {me.posts.length === 0 && <Empty>没有岗位。请联系本单位管理员登记任职。</Empty>}
    <ul className="stack" style={{ gap: '0.375rem' }}>
      {me.posts.map((post) => (
        <li key={`${post.post} ${post.as}`}>
          {postName(post)} {post.current && <span className="tag blue">当前</span>}
        </li>
      ))}
    </ul>
    {me.posts.length > 1 && <p className="small muted">在页面上方切换岗位。办事时记录岗位和人两个名字。</p>}
  </section>
)

/** 我的账号: posts, reminders, calendar of meetings, own work as a legal adviser, what one's own requests cost others, delegations, text size, password, second factor, logins. */
const MePage = (): ReactElement => {
  useTitle('我的账号')
  const me = useMe()
  return (
    <div className="page" style={{ maxWidth: '52rem' }}>
      <Answer of={me}>
        {(data) => (
          <>
            <div className="row spread">
              <h1>{data.person.name}</h1>
              <Leave person={data.person.id} />
            </div>
            {data.mustChange && (
              <p className="notice warn">这是一次性初始密码，或者密码用得太久了，改好密码后才能办事。</p>
            )}
            {data.mustEnrol && <p className="notice warn">管理员登录须两步验证，设置好后才能办事。</p>}
            {data.mustChange && <PasswordForm />}
            {data.mustEnrol && <SecondFactor />}
            <Posts me={data} />
            <section className="card">
              <SizeChoice />
            </section>
            {!data.mustChange && !data.mustEnrol && (
              <>
                <Reminders />
                <MeetingCalendar />
                <Advising />
                <CausedByMe />
                <Delegations />
                <PasswordForm />
                <SecondFactor />
                <Sessions />
              </>
            )}
          </>
        )}
      </Answer>
    </div>
  )
}

export default MePage
