import type { ReactElement } from 'react'

/** The last row of a small form: send, or leave it. While it is being sent the button says so and takes nothing more. */
export const SubmitRow = ({
  pending,
  title = '保存',
  pendingTitle = '正在保存',
  leave,
  onLeave,
}: {
  pending: boolean
  title?: string
  pendingTitle?: string
  leave: string
  onLeave: () => void
}): ReactElement => (
  <div className="row">
    <button type="submit" className="btn main" aria-disabled={pending}>
      {pending ? pendingTitle : title}
    </button>
    <button type="button" className="btn" onClick={onLeave}>
      {leave}
    </button>
  </div>
)
