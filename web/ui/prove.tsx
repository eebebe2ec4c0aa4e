import { type FormEvent, type ReactElement, useEffect, useState } from 'react'
import { whenNotFresh } from '../api/client.ts'
import { useCall, useWrite } from '../api/hooks.ts'
import { ProblemNotice } from './refusal.tsx'
import { Sheet } from './sheet.tsx'
import { SubmitRow } from './submit-row.tsx'

const Form = ({ end }: { end: (proved: boolean) => void }): ReactElement => {
  const factor = useCall('identity.secondFactor', {})
  const prove = useWrite('identity.prove')
  const [typed, setTyped] = useState('')
  const byCode = factor.data?.on === true
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (prove.isPending) return
    const body = byCode ? { code: typed.trim() } : { password: typed }
    prove.mutate({ body }, { onSuccess: () => end(true) })
  }
  return (
    <Sheet title="确认是您本人" small onClose={() => end(false)}>
      <form className="stack" onSubmit={submit}>
        {prove.error && <ProblemNotice error={prove.error} />}
        <p>这一步比较重要，确认后接着办，填好的内容都在。五分钟内不再问。</p>
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span className="strong">{byCode ? '动态码' : '密码'}</span>
          <input
            className="input"
            type={byCode ? 'text' : 'password'}
            required
            maxLength={byCode ? 40 : 256}
            autoComplete={byCode ? 'one-time-code' : 'current-password'}
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
          />
        </label>
        <SubmitRow
          pending={prove.isPending}
          title="确认"
          pendingTitle="正在确认"
          leave="先不办"
          onLeave={() => end(false)}
        />
      </form>
    </Sheet>
  )
}

type End = (proved: boolean) => void

/** Asks a person to prove anew that they are themselves, whenever a request needs it; one question serves all that wait. */
export const Prove = (): ReactElement | null => {
  const [waiting, setWaiting] = useState<readonly End[]>([])
  useEffect(() => {
    whenNotFresh(() => new Promise((resolve) => setWaiting((before) => [...before, resolve])))
    return () => whenNotFresh(() => Promise.resolve(false))
  }, [])
  if (waiting.length === 0) return null
  const end: End = (proved) => {
    for (const resolve of waiting) resolve(proved)
    setWaiting([])
  }
  return <Form end={end} />
}
