import { type FormEvent, type ReactElement, useState } from 'react'
import { useWrite } from '../../api/hooks.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'

/** Sends a message as if the phone had sent it; on the local gateway of a demo only. */
export const TypeForm = ({ phone }: { phone: string }): ReactElement => {
  const [from, setFrom] = useState(phone)
  const [text, setText] = useState('')
  const type = useWrite('sms.type', ['sms.gateway'])
  const send = (e: FormEvent<HTMLFormElement>): void => {
    e.preventDefault()
    if (type.isPending) return
    type.mutate({ body: { phone: from.trim(), text } }, { onSuccess: () => setText('') })
  }
  return (
    <form className="card stack" onSubmit={send} aria-labelledby="type-title">
      <h2 id="type-title">以手机回复</h2>
      <div className="type-row">
        <label>
          <span className="small">号码</span>
          <input
            className="input"
            inputMode="numeric"
            pattern="[0-9]{3,11}"
            required
            value={from}
            onChange={(e) => setFrom(e.target.value)}
          />
        </label>
        <label>
          <span className="small">短信内容</span>
          <input
            className="input"
            required
            maxLength={500}
            placeholder="如：A4 2 缺用地指标"
            value={text}
            onChange={(e) => setText(e.target.value)}
          />
        </label>
        <button type="submit" className="btn main" aria-disabled={type.isPending}>
          {type.isPending ? '正在发' : '发出'}
        </button>
      </div>
      {type.error && <ProblemNotice error={type.error} />}
    </form>
  )
}
