import { type FormEvent, type ReactElement, useCallback, useEffect, useRef, useState } from 'react'
import { Link, Outlet, useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { useMe } from '../api/hooks.ts'
import { useLive } from '../api/live.ts'
import type { Me } from '../api/shapes.ts'
import { MoreMenu } from './more-menu.tsx'
import { navOf } from './nav.ts'
import { PostSwitch } from './post-switch.tsx'
import { Sheet } from './sheet.tsx'
import { Answer } from './states.tsx'
import { SizeButton } from './text-size.tsx'
import './shell.css'

const SearchBox = (): ReactElement => {
  const navigate = useNavigate()
  const { q } = useSearch({ strict: false })
  const search = (e: FormEvent<HTMLFormElement>): void => {
    e.preventDefault()
    const typed = new FormData(e.currentTarget).get('q')
    const words = typeof typed === 'string' ? typed.trim() : ''
    void navigate({ to: '/matters', search: words ? { q: words } : {} })
  }
  return (
    <search>
      <form className="search-box" onSubmit={search}>
        <input
          key={q}
          className="input"
          type="search"
          name="q"
          aria-label="查找事项"
          placeholder="查事项：标题、文号、单位"
          defaultValue={q}
          maxLength={100}
        />
        <button type="submit" className="btn">
          查找
        </button>
      </form>
    </search>
  )
}

const MoreSheet = ({ me, onClose }: { me: Me; onClose: () => void }): ReactElement => (
  <Sheet title="全部" onClose={onClose} small>
    <nav aria-label="全部栏目" className="more-nav">
      {navOf(me).map(({ to, title }) => (
        <Link key={to} to={to} className="btn" onClick={onClose}>
          {title}
        </Link>
      ))}
      <Link to="/suggestions" className="btn" onClick={onClose}>
        意见
      </Link>
      <Link to="/me" className="btn" onClick={onClose}>
        我的账号
      </Link>
      <SizeButton />
    </nav>
  </Sheet>
)

const PhoneBar = ({ me }: { me: Me }): ReactElement => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <nav aria-label="主要栏目" className="phone-bar noprint">
        {navOf(me)
          .slice(0, 4)
          .map(({ to, short }) => (
            <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
              {short}
            </Link>
          ))}
        <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          更多
        </button>
      </nav>
      {open && <MoreSheet me={me} onClose={() => setOpen(false)} />}
    </>
  )
}

/** 意见: at the foot of every page; the page it is about goes along. */
const Suggest = ({ from }: { from: string }): ReactElement | null =>
  from === '/suggestions' ? null : (
    <p className="suggest noprint">
      <Link to="/suggestions" search={{ page: from }} className="btn text tiny">
        提意见、看答复
      </Link>
    </p>
  )

const Header = ({ me }: { me: Me }): ReactElement => (
  <header className="top noprint">
    <Link to="/" className="brand">
      <strong>落实</strong>
      <span>{me.district}</span>
      {me.demo && <span className="demo-mark">演示</span>}
    </Link>
    <SearchBox />
    <div className="who">
      <span className="wide-only">
        <SizeButton />
      </span>
      <PostSwitch me={me} />
      <Link to="/me" className="me-link" aria-label={`${me.person.name}，我的账号`}>
        {me.person.name}
      </Link>
    </div>
  </header>
)

/** The frame of every page behind the login: header, navigation, one main landmark that takes the focus on a new page. */
export const Shell = (): ReactElement => {
  const me = useMe()
  const main = useRef<HTMLElement>(null)
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const first = useRef(true)
  const navigate = useNavigate()
  const open = useCallback((id: string) => navigate({ to: '/matters/$id', params: { id } }), [navigate])
  useLive(me.data !== undefined, open)
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
  }, [pathname])
  const passwordDue = (me.data?.mustChange || me.data?.mustEnrol) === true && pathname !== '/me'
  useEffect(() => {
    if (passwordDue) void navigate({ to: '/me', replace: true })
  }, [passwordDue, navigate])
  if (me.data === undefined || passwordDue) {
    return (
      <main className="page">
        <Answer of={me}>{() => null}</Answer>
      </main>
    )
  }
  const bar = navOf(me.data)
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Header me={me.data} />
      <nav aria-label="栏目" className="side noprint">
        <div className="side-daily">
          {bar
            .filter(({ rare }) => !rare)
            .map(({ to, title }) => (
              <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
                {title}
              </Link>
            ))}
        </div>
        <MoreMenu items={bar.filter(({ rare }) => rare)} />
      </nav>
      <main id="main" ref={main} tabIndex={-1} className="content">
        <Outlet />
        <Suggest from={pathname} />
      </main>
      <PhoneBar me={me.data} />
    </>
  )
}
