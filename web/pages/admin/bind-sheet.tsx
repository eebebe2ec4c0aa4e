import { type FormEvent, type ReactElement, useState } from 'react'
import { useWrite } from '../../api/hooks.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SubmitRow } from '../../ui/submit-row.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Account } from './account-actions.ts'

/** Binds a person to who they are with the district's provider of identity; an empty subject takes the binding away. */
export const BindSheet = ({ account, onClose }: { account: Account; onClose: () => void }): ReactElement => {
  const bind = useWrite('administration.bind')
  const [subject, setSubject] = useState('')
  const [reason, setReason] = useState('')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (bind.isPending) return
    bind.mutate(
      { params: { person: account.person }, body: { subject: subject.trim(), reason: reason.trim() } },
      {
        onSuccess: () => {
          toast(subject.trim() ? `已绑定：${account.name}` : `已解绑：${account.name}`)
          onClose()
        },
      },
    )
  }
  return (
    <Sheet title={`统一认证绑定：${account.name}`} small onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {bind.error && <ProblemNotice error={bind.error} />}
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span className="strong">统一身份认证中的标识</span>
          <input
            className="input"
            maxLength={255}
            autoComplete="off"
            value={subject}
            onChange={(e) => setSubject(e.target.value)}
          />
          <span className="small muted">
            本人试着登录一次后，安全审计员可以在审计的“登录失败”里看到；留空为解绑。
          </span>
        </label>
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span className="strong">依据</span>
          <input
            className="input"
            required
            maxLength={200}
            autoComplete="off"
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </label>
        <SubmitRow
          pending={bind.isPending}
          title={subject.trim() ? '绑定' : '解绑'}
          pendingTitle="正在办理"
          leave="先不办"
          onLeave={onClose}
        />
      </form>
    </Sheet>
  )
}
