import { type ReactElement, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { queryClient, useWrite } from '../../api/hooks.ts'
import { forgetField, leftInField } from '../../api/shelf.ts'
import { toast } from '../../ui/toast.tsx'

/** A person's unfinished work on this machine: drafts and documents in hand bear their id, the words of an opinion nobody's. */
const unfinished = (person: string): string[] =>
  Object.keys(localStorage).filter(
    (key) => key === 'luoshi.suggestion' || (key.startsWith('luoshi.') && key.split('.').includes(person)),
  )

/** Leaves: whoever sits down at this machine next finds nothing of what this person read or wrote, drafts included. */
export const Leave = ({ person }: { person: string }): ReactElement => {
  const navigate = useNavigate()
  const logout = useWrite('session.logout')
  /** How much is unfinished, once it was asked whether to leave it. */
  const [left, setLeft] = useState(0)
  const leave = (): void =>
    logout.mutate(
      {},
      {
        onSuccess: () => {
          queryClient.clear()
          for (const key of unfinished(person)) localStorage.removeItem(key)
          void forgetField(person).catch(() => undefined)
          void navigate({ to: '/login' })
        },
        onError: (error) => toast(error.message),
      },
    )
  // Looked at when the button is pressed: what is typed elsewhere on the page does not draw this anew.
  const ask = async (): Promise<void> => {
    const n = unfinished(person).length + (await leftInField(person).catch(() => 0))
    if (n > 0) setLeft(n)
    else leave()
  }
  if (left === 0) {
    return (
      <button type="button" className="btn" onClick={() => void ask()}>
        退出登录
      </button>
    )
  }
  return (
    <div className="row" role="alertdialog" aria-label="退出登录">
      <span className="small">本机还有{left}处没有交出的内容，退出后不再保留。</span>
      <button type="button" className="btn" onClick={leave}>
        不要了，退出
      </button>
      <button type="button" className="btn" onClick={() => setLeft(0)}>
        先不退出
      </button>
    </div>
  )
}
