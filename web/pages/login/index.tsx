import { type FormEvent, type ReactElement, useEffect, useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { queryClient, useCall, useWrite } from '../../api/hooks.ts'
import type { Me } from '../../api/shapes.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Answer } from '../../ui/states.tsx'
import { SizeButton } from '../../ui/text-size.tsx'
import { Personas } from './personas.tsx'
import './login.css'

/** Only an address of our own is followed after login. */
const safe = (next: string | undefined): string => (next && /^\/(?![/\\])/.test(next) ? next : '/')

/** The second step: a code of the person's device, or one of their recovery codes. */
const SecondForm = ({ enter, back }: { enter: (me: Me) => void; back: () => void }): ReactElement => {
  const login = useWrite('session.loginSecond')
  const [code, setCode] = useState('')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (!login.isPending) login.mutate({ body: { code: code.trim() } }, { onSuccess: enter })
  }
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>两步验证</h2>
      {login.error && <ProblemNotice error={login.error} />}
      <label className="stack tight">
        <span>动态码或者备用码</span>
        <input
          className="input"
          required
          minLength={6}
          maxLength={40}
          autoComplete="one-time-code"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just sent the form before it
          autoFocus
          value={code}
          onChange={(e) => setCode(e.target.value)}
        />
      </label>
      <button type="submit" className="btn main" aria-disabled={login.isPending}>
        {login.isPending ? '正在登录' : '登录'}
      </button>
      <button type="button" className="btn text" onClick={back}>
        换个账号
      </button>
      <p className="small muted">手机和备用码都不在，请联系安全管理员重置。</p>
    </form>
  )
}

const PasswordForm = ({ enter, second }: { enter: (me: Me) => void; second: () => void }): ReactElement => {
  const login = useWrite('session.login')
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (login.isPending) return
    login.mutate(
      { body: { login: account.trim(), password } },
      { onSuccess: (found) => ('second' in found ? second() : enter(found)) },
    )
  }
  return (
    <form className="card stack" onSubmit={submit}>
      {login.error && <ProblemNotice error={login.error} />}
      <label className="stack tight">
        <span>账号</span>
        <input
          className="input"
          required
          maxLength={64}
          autoComplete="username"
          value={account}
          onChange={(e) => setAccount(e.target.value)}
        />
      </label>
      <label className="stack tight">
        <span>密码</span>
        <input
          className="input"
          required
          type="password"
          maxLength={256}
          autoComplete="current-password"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
        />
      </label>
      <button type="submit" className="btn main" aria-disabled={login.isPending}>
        {login.isPending ? '正在登录' : '登录'}
      </button>
      <p className="small muted">忘记密码请联系本单位管理员或区政府办重置。</p>
    </form>
  )
}

/** Why one came back from the district's provider of identity without being in. */
const returned: Readonly<Record<string, string>> = {
  expired: '统一身份认证隔得太久，请再登录一次。',
  failed: '统一身份认证没有通过，请再试一次，或者用账号密码登录。',
  unbound: '您在统一身份认证中的身份还没有与本系统的人员绑定，请联系安全管理员。',
  seatless: '您目前没有任职岗位，请联系本单位或者系统管理员。',
}

/** 登录: account and password; in demo mode also one click per persona. */
const LoginPage = (): ReactElement => {
  const welcome = useCall('session.welcome', {}, { staleTime: 600_000 })
  const navigate = useNavigate()
  const { next, from } = useSearch({ from: '/login' })
  const [waiting, setWaiting] = useState(from === 'second')
  const enter = (me: Me): void => {
    queryClient.clear()
    queryClient.setQueryData(['session.me', {}], me)
    void navigate({ href: safe(next) })
  }
  const district = welcome.data?.district
  useEffect(() => {
    document.title = district ? `登录 · ${district}落实` : '登录 · 落实'
  }, [district])
  return (
    <main className={welcome.data?.demo ? 'login wide' : 'login'}>
      <header>
        <div className="row spread">
          <h1>{district ?? ''}督办落实平台</h1>
          <SizeButton />
        </div>
        <p className="muted">交办有依据，时限说得清，办结可查证。</p>
      </header>
      {from !== undefined && Object.hasOwn(returned, from) && (
        <p className="notice warn" role="alert">
          {returned[from]}
        </p>
      )}
      {welcome.data?.oidc && !waiting && (
        <p>
          <a className="btn main" href="/api/login/oidc">
            统一身份认证登录
          </a>
        </p>
      )}
      <div className="login-grid">
        {waiting ? (
          <SecondForm enter={enter} back={() => setWaiting(false)} />
        ) : (
          <PasswordForm enter={enter} second={() => setWaiting(true)} />
        )}
        <Answer of={welcome}>
          {(data) => (data.demo ? <Personas personas={data.personas} enter={enter} /> : null)}
        </Answer>
      </div>
      <p>
        手里有回执？不用登录就能<a href="/verify">核验回执</a>。会议和决策已经公开的，
        <a href="/open">在这里看</a>。
      </p>
    </main>
  )
}

export default LoginPage
