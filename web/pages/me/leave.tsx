import { type ReactElement, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { queryClient, useWrite } from '../../api/hooks.ts'
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
  const [asking, setAsking] = useState(false)
  const leave = (): void =>
    logout.mutate(
      {},
      {
        onSuccess: () => {
          queryClient.clear()
          for (const key of unfinished(person)) localStorage.removeItem(key)
          void navigate({ to: '/login' })
        },
        onError: (error) => toast(error.message),
      },
    )
  // Looked at when the button is pressed: what is typed elsewhere on the page does not draw this anew.
  const ask = (): void => (unfinished(person).length > 0 ? setAsking(true) : leave())
  if (!asking) {
    return (
      <button type="button" className="btn" onClick={ask}>
        退出登录
      </button>
    )
  }
  return (
    <div className="row" role="alertdialog" aria-label="退出登录">
      <span className="small">本机还有{unfinished(person).length}处没有交出的内容，退出后不再保留。</span>
      <button type="button" className="btn" onClick={leave}>
        不要了，退出
      </button>
      <button type="button" className="btn" onClick={() => setAsking(false)}>
        先不退出
      </button>
    </div>
  )
}
