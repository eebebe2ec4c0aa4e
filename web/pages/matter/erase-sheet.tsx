import { type FormEvent, type ReactElement, useState } from 'react'
import { useWrite } from '../../api/hooks.ts'
import type { TimelineEntry } from '../../api/shapes.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SubmitRow } from '../../ui/submit-row.tsx'

/** 依法删除: why and on whose decision; what is gone does not come back. */
export const EraseSheet = ({
  entry,
  onClose,
}: {
  entry: TimelineEntry
  onClose: () => void
}): ReactElement => {
  const erase = useWrite('desk.erase', ['matters.page', 'matters.list'])
  const [authority, setAuthority] = useState('')
  const [reason, setReason] = useState('')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (erase.isPending) return
    erase.mutate({ params: { act: entry.receipt }, body: { authority, reason } }, { onSuccess: onClose })
  }
  return (
    <Sheet title={`依法删除：${entry.title}`} small onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {erase.error && <ProblemNotice error={erase.error} />}
        <p className="notice warn">
          这一步里所写的文字和附件将从系统中彻底删除，不能恢复；后面的步骤里引用的同样文字也一并删除。谁在何时办了这一步、办理期限和存证证明不受影响。
        </p>
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span className="strong">批准依据</span>
          <input
            className="input"
            required
            maxLength={100}
            value={authority}
            onChange={(e) => setAuthority(e.target.value)}
            aria-describedby="erase-authority-help"
          />
          <span className="small muted" id="erase-authority-help">
            批准这次删除的文书名称和文号
          </span>
        </label>
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span className="strong">删除理由</span>
          <textarea
            className="input"
            required
            rows={3}
            maxLength={200}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
            aria-describedby="erase-reason-help"
          />
          <span className="small muted" id="erase-reason-help">
            今后看到这个事项的人都能看到，请勿重复被删内容
          </span>
        </label>
        <SubmitRow
          pending={erase.isPending}
          title="彻底删除"
          pendingTitle="正在删除"
          leave="不删"
          onLeave={onClose}
        />
      </form>
    </Sheet>
  )
}
