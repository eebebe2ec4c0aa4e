import { type FormEvent, type ReactElement, useState } from 'react'
import { useWrite } from '../../api/hooks.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SubmitRow } from '../../ui/submit-row.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Account, type AccountAction, actionTitles } from './account-actions.ts'

const notes: Readonly<Record<AccountAction, string>> = {
  open: '系统生成一次性初始密码，本人首次登录后必须修改。',
  reset: '原密码立即失效，正在登录的会退出；系统生成新的一次性密码。',
  disable: '停用后不能登录，正在登录的会退出；办过的事都保留。以后可以重新开户。',
  factor: '取消此人的两步验证，正在登录的会退出；本人下次登录后重新设置。',
  leave: '此人在各处的登录都退出，账号和密码不变。',
  unlock: '清除密码错误次数，正在登录的会退出；本人用原密码登录后必须修改密码。',
}

const Password = ({ login, password }: { login: string; password: string }): ReactElement => (
  <div className="stack">
    <p className="notice warn">密码只显示这一次，关闭后不能再看，请当面或者用安全的方式交给本人。</p>
    <dl className="credentials">
      <dt>账号</dt>
      <dd>{login}</dd>
      <dt>一次性密码</dt>
      <dd className="secret">{password}</dd>
    </dl>
  </div>
)

/** One step on one account. A one-time password is shown here once and kept nowhere. */
export const AccountSheet = ({
  account,
  action,
  onClose,
}: {
  account: Account
  action: AccountAction
  onClose: () => void
}): ReactElement => {
  const change = useWrite('administration.resetAccount', ['administration.accounts'])
  const [login, setLogin] = useState(account.login ?? '')
  const [reason, setReason] = useState('')
  const title = `${actionTitles[action]}：${account.name}`
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (change.isPending) return
    change.mutate(
      {
        params: { person: account.person },
        body: {
          action,
          ...(action === 'open' ? { login: login.trim() } : {}),
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        },
      },
      {
        onSuccess: ({ password }) => {
          if (password !== null) return
          toast(`已${actionTitles[action]}：${account.name}`)
          onClose()
        },
      },
    )
  }
  const given = change.data
  return (
    <Sheet title={title} small onClose={onClose}>
      {given?.password ? (
        <div className="stack">
          <Password login={given.login ?? ''} password={given.password} />
          <div>
            <button type="button" className="btn main" onClick={onClose}>
              已记下，关闭
            </button>
          </div>
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          {change.error && <ProblemNotice error={change.error} />}
          <p>{notes[action]}</p>
          {action === 'open' && (
            <label className="stack" style={{ gap: '0.25rem' }}>
              <span className="strong">账号</span>
              <input
                className="input"
                required
                maxLength={64}
                autoComplete="off"
                value={login}
                onChange={(e) => setLogin(e.target.value)}
              />
              <span className="small muted">小写字母开头，3至32位，只用小写字母、数字和 . _ -</span>
            </label>
          )}
          {(action === 'reset' || action === 'open' || action === 'factor') && (
            <label className="stack" style={{ gap: '0.25rem' }}>
              <span className="strong">原因</span>
              <input
                className="input"
                maxLength={200}
                required={action === 'factor'}
                autoComplete="off"
                value={reason}
                onChange={(e) => setReason(e.target.value)}
              />
              <span className="small muted">重置两步验证、给区领导重置密码必须写明；原因记入审计</span>
            </label>
          )}
          <SubmitRow
            pending={change.isPending}
            title={actionTitles[action]}
            pendingTitle="正在办理"
            leave="先不办"
            onLeave={onClose}
          />
        </form>
      )}
    </Sheet>
  )
}
