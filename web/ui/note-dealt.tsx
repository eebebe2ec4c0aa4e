import type { ReactElement } from 'react'
import { useWrite } from '../api/hooks.ts'
import { timeText } from './format.ts'
import { ProblemNotice } from './refusal.tsx'

export interface NoteStanding {
  readonly id: string
  /** What the note says, for those who hear the button and do not see beside what it stands. */
  readonly text: string
  readonly dealt: { readonly by: string; readonly at: string } | null
  /** This person may mark it as dealt with. */
  readonly deals: boolean
}

/** Whether a 短信留言 has been seen to, by whom and when; one tap by those whose task it is. */
export const NoteDealt = ({ id, text, dealt, deals }: NoteStanding): ReactElement | null => {
  const deal = useWrite('sms.deal', ['sms.gateway', 'matters.page'])
  if (dealt)
    return (
      <p className="small muted">
        {dealt.by}已处理 <time dateTime={dealt.at}>{timeText(dealt.at)}</time>
      </p>
    )
  if (!deals) return null
  return (
    <div className="row">
      <button
        type="button"
        className="btn tiny"
        aria-disabled={deal.isPending}
        aria-label={`已处理：${text}`}
        onClick={() => {
          if (!deal.isPending) deal.mutate({ body: { id } })
        }}
      >
        {deal.isPending ? '正在记' : '已处理'}
      </button>
      {deal.error && <ProblemNotice error={deal.error} />}
    </div>
  )
}
