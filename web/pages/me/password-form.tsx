import { type FormEvent, type ReactElement, useState } from 'react'
import { useWrite } from '../../api/hooks.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { toast } from '../../ui/toast.tsx'

const Secret = ({
  title,
  value,
  set,
  autoComplete,
  shown,
}: {
  title: string
  value: string
  set: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  shown: boolean
}): ReactElement => (
  <label className="stack" style={{ gap: '0.25rem' }}>
    <span className="strong">{title}</span>
    <input
      className="input"
      type={shown ? 'text' : 'password'}
      required
      maxLength={256}
      autoComplete={autoComplete}
      value={value}
      onChange={(e) => set(e.target.value)}
    />
  </label>
)

/** 修改密码: the current one and the new one once; it can be shown, so it need not be typed twice. */
export const PasswordForm = (): ReactElement => {
  const change = useWrite('session.password', ['session.me'])
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [shown, setShown] = useState(false)
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (change.isPending) return
    change.mutate(
      { body: { current, next } },
      {
        onSuccess: () => {
          setCurrent('')
          setNext('')
          toast('密码已修改')
        },
      },
    )
  }
  return (
    <section className="card" aria-labelledby="password-title">
      <form className="stack" onSubmit={submit}>
        <h2 id="password-title">修改密码</h2>
        {change.error && <ProblemNotice error={change.error} />}
        <Secret
          title="现在的密码"
          value={current}
          set={setCurrent}
          autoComplete="current-password"
          shown={shown}
        />
        <Secret title="新密码" value={next} set={setNext} autoComplete="new-password" shown={shown} />
        <label className="pick">
          <input type="checkbox" checked={shown} onChange={(e) => setShown(e.target.checked)} />
          显示密码
        </label>
        <div>
          <button type="submit" className="btn main" aria-disabled={change.isPending}>
            修改密码
          </button>
        </div>
      </form>
    </section>
  )
}
