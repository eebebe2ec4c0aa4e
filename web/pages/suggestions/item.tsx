import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { useWrite } from '../../api/hooks.ts'
import { timeText } from '../../ui/format.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { SubmitRow } from '../../ui/submit-row.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Item, kinds, outcomes, pageName } from './words.ts'

type Outcome = NonNullable<Item['outcome']>

const AnswerForm = ({ item, onClose }: { item: Item; onClose: () => void }): ReactElement => {
  const id = useId()
  const [outcome, setOutcome] = useState<Outcome>(item.outcome ?? 'done')
  const [answer, setAnswer] = useState(item.answer ?? '')
  const give = useWrite('desk.answerSuggestion', ['desk.suggestions'])
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (give.isPending) return
    give.mutate(
      { params: { id: item.id }, body: { outcome, answer } },
      {
        onSuccess: () => {
          toast('已答复，所有用户都看得到')
          onClose()
        },
      },
    )
  }
  return (
    <form className="stack" onSubmit={submit}>
      {give.error && <ProblemNotice error={give.error} />}
      <div className="row">
        {(Object.keys(outcomes) as Outcome[]).map((one) => (
          <label key={one} className="pick">
            <input
              type="radio"
              name={`${id}-outcome`}
              checked={outcome === one}
              onChange={() => setOutcome(one)}
            />
            {outcomes[one]}
          </label>
        ))}
      </div>
      <div className="field">
        <label htmlFor={`${id}-answer`}>答复</label>
        <textarea
          id={`${id}-answer`}
          className="input"
          rows={3}
          required
          maxLength={1000}
          value={answer}
          onChange={(e) => setAnswer(e.target.value)}
        />
        <p className="small muted">怎样处理、为什么；公开给所有用户。</p>
      </div>
      <SubmitRow pending={give.isPending} leave="先不答" onLeave={onClose} />
    </form>
  )
}

const Given = ({ item }: { item: Item }): ReactElement | null =>
  item.outcome === null ? null : (
    <div className="given">
      <p>
        <span className="tag blue">{outcomes[item.outcome]}</span> {item.answer}
      </p>
      <p className="small muted">
        {[item.answeredBy, item.answeredAt && timeText(item.answeredAt)].filter(Boolean).join('　')}
      </p>
    </div>
  )

/** One opinion with its answer; who may answer does so here. */
export const SuggestionItem = ({ item, answers }: { item: Item; answers: boolean }): ReactElement => {
  const [open, setOpen] = useState(false)
  return (
    <li className="card stack suggestion">
      <p className="small muted">
        <span className="tag">{kinds[item.kind]}</span>{' '}
        {[timeText(item.at), item.mine && '我提的', item.by, item.page && `关于“${pageName(item.page)}”`]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="pre">{item.text}</p>
      <Given item={item} />
      {item.outcome === null && !answers && <p className="small muted">等待答复</p>}
      {answers && !open && (
        <div>
          <button type="button" className="btn tiny" onClick={() => setOpen(true)}>
            {item.outcome === null ? '答复' : '更正答复'}
          </button>
        </div>
      )}
      {open && <AnswerForm item={item} onClose={() => setOpen(false)} />}
    </li>
  )
}
