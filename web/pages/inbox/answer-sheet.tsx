import { type ReactElement, Suspense, lazy } from 'react'
import { useCall } from '../../api/hooks.ts'
import type { MatterPage } from '../../api/shapes.ts'
import type { Values } from '../../ui/act-form/values.ts'
import { Refusal } from '../../ui/refusal.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Answer, Empty, Loading } from '../../ui/states.tsx'

/** What is being answered from the list: an act of a matter. */
export interface Answering {
  readonly matter: string
  readonly procedure: string
  readonly title: string
  readonly act: string
  /** What the form begins with. */
  readonly initial?: Values | undefined
}

// The form and its pickers load when the first answer is given, not with the list.
const ActForm = lazy(() => import('../../ui/act-form/act-form.tsx').then((m) => ({ default: m.ActForm })))

const Body = ({
  page,
  answering,
  onClose,
}: {
  page: MatterPage
  answering: Answering
  onClose: () => void
}): ReactElement => {
  const act = page.acts.find((a) => a.act === answering.act)
  if (!act) return <Empty>这件事的情况变了，已经不能这样办，请打开事项看看。</Empty>
  if (act.refusals.length > 0) {
    return (
      <div className="notice warn stack">
        {act.refusals.map((refusal) => (
          <Refusal key={refusal.code} refusal={refusal} />
        ))}
      </div>
    )
  }
  return (
    <Suspense fallback={<Loading />}>
      <ActForm
        procedure={answering.procedure}
        act={act}
        matter={{ id: page.id, ver: page.ver }}
        about={{ title: page.title }}
        {...(answering.initial ? { initial: answering.initial } : {})}
        onDone={onClose}
        onCancel={onClose}
      />
    </Suspense>
  )
}

/** The small form of one answer, opened from the list without leaving it. */
export const AnswerSheet = ({
  answering,
  onClose,
}: {
  answering: Answering
  onClose: () => void
}): ReactElement => {
  const page = useCall('matters.page', { params: { id: answering.matter } })
  const may = page.data?.acts.find((a) => a.act === answering.act)?.may
  return (
    <Sheet title={may ?? '办理'} onClose={onClose}>
      <div className="stack">
        <p className="muted">{answering.title}</p>
        <Answer of={page}>{(data) => <Body page={data} answering={answering} onClose={onClose} />}</Answer>
      </div>
    </Sheet>
  )
}
