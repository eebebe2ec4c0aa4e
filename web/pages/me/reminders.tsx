import { type FormEvent, type ReactElement, useState } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/hooks.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Answer } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'

type Own = Ok<'reminders.mine'>
type Wish = Own['wish']

const wishes: readonly { readonly wish: Wish; readonly title: string }[] = [
  { wish: 'sms', title: '短信' },
  { wish: 'mail', title: '邮件' },
  { wish: 'none', title: '不要提醒，我自己看“我的事”' },
]

const Form = ({ own }: { own: Own }): ReactElement => {
  const choose = useWrite('reminders.choose', ['reminders.mine'])
  const [wish, setWish] = useState<Wish>(own.wish)
  const [email, setEmail] = useState(own.email ?? '')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (choose.isPending) return
    choose.mutate(
      { body: { wish, email: email.trim() === '' ? null : email.trim() } },
      { onSuccess: () => toast('已保存') },
    )
  }
  return (
    <form className="stack" onSubmit={submit}>
      {choose.error && <ProblemNotice error={choose.error} />}
      <fieldset className="stack" style={{ gap: '0.25rem', border: 0, padding: 0, margin: 0 }}>
        <legend className="sr">提醒方式</legend>
        {wishes.map((one) => (
          <label key={one.wish} className="pick">
            <input
              type="radio"
              name="wish"
              value={one.wish}
              checked={wish === one.wish}
              onChange={() => setWish(one.wish)}
            />
            {one.title}
            {one.wish === 'sms' && (
              <span className="small muted">
                {own.phone === null ? '名录里没有您的手机号，请单位管理员登记' : own.phone}
              </span>
            )}
          </label>
        ))}
      </fieldset>
      {wish === 'mail' && (
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span className="strong">邮件地址</span>
          <input
            className="input"
            type="email"
            required
            maxLength={254}
            autoComplete="email"
            value={email}
            onChange={(e) => setEmail(e.target.value)}
          />
        </label>
      )}
      <div>
        <button type="submit" className="btn main" aria-disabled={choose.isPending}>
          保存
        </button>
      </div>
    </form>
  )
}

/** 提醒: one way per person; the list in the system is complete without any. */
export const Reminders = (): ReactElement => {
  const own = useCall('reminders.mine', {})
  return (
    <section className="card stack" aria-labelledby="reminders-title">
      <h2 id="reminders-title">提醒</h2>
      <Answer of={own} lines={3}>
        {(data) => (
          <>
            <p className="small muted">
              {data.at === null
                ? '本区现在不对外发送提醒。'
                : `每个工作日${data.at}最多一条，没有新的事就不发；20:00至次日8:00和休息日不发，特急事项除外。`}
            </p>
            <Form own={data} />
          </>
        )}
      </Answer>
    </section>
  )
}
